/** How long one batch may gather before it commits, in milliseconds: readers wait for it. */
const batchMilliseconds = 25;

type Entry = { run: () => unknown; resolve: (value: never) => void; reject: (error: unknown) => void };

/** What the queue needs of the file: a transaction that is on disk when it returns, and a word when one was rolled back. */
export type Committer = { transaction(work: () => void): void; rolledBack(): void };

/**
 * Group commit: the writes that arrive while the last commit was being synced run one after the other in one transaction
 * and share its fsync. A write is answered only after that.
 */
export class WriteQueue {
  private waiting: Entry[] = [];
  private scheduled = false;
  private readonly committer: Committer;
  constructor(committer: Committer) {
    this.committer = committer;
  }

  /**
   * Runs `work` in the next transaction. An Error it throws reaches the caller, but what it wrote before stays: work must
   * check before it writes. When the transaction itself fails, every work of the batch is tried once more on its own.
   */
  write<T>(work: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.waiting.push({ run: work, resolve, reject });
      if (this.scheduled) return;
      this.scheduled = true;
      setImmediate(() => this.drain());
    });
  }

  private drain(): void {
    this.scheduled = false;
    const batch = this.waiting;
    this.waiting = [];
    let done = 0;
    while (done < batch.length) done += this.commit(batch, done);
  }

  private commit(batch: Entry[], from: number): number {
    const answers: (() => void)[] = [];
    const until = performance.now() + batchMilliseconds;
    let count = 0;
    try {
      this.committer.transaction(() => {
        for (let i = from; i < batch.length && (i === from || performance.now() < until); i++, count++) answers.push(attempt(batch[i]!));
      });
    } catch (error) {
      this.committer.rolledBack();
      if (count <= 1) batch[from]!.reject(error);
      else for (const entry of batch.slice(from, from + count)) this.commit([entry], 0);
      return Math.max(count, 1);
    }
    for (const answer of answers) answer();
    return count;
  }
}

/** Marks an error of the file itself, after which the transaction must be rolled back. */
export class StorageFailure extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function attempt(entry: Entry): () => void {
  try {
    const value = entry.run();
    return () => entry.resolve(value as never);
  } catch (error) {
    if (error instanceof StorageFailure) throw error;
    return () => entry.reject(error);
  }
}
