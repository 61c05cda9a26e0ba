/** How long one batch may gather before it commits, in milliseconds: readers wait for it. */
const batchMilliseconds = 25;

type Entry = { run: () => unknown; resolve: (value: never) => void; reject: (error: unknown) => void };

/** A moment of the log: everything up to it is safe, or not yet. */
export type Barrier = number;

/** What the queue needs of the file. */
export type Committer = {
  /** Does the work in a transaction and tells with what it will be safe. @throws StorageFailure after it was taken back */
  apply(work: () => void): Barrier;
  whenDurable(barrier: Barrier, done: (error?: Error) => void): void;
  /** Told when a transaction was taken back, before the next one. */
  rolledBack(): void;
};

/**
 * Group commit: the writes that arrive together run one after the other in one transaction and share its sync. A write
 * is answered only after that; meanwhile the next ones are done already.
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
    let barrier: Barrier;
    try {
      barrier = this.committer.apply(() => {
        for (let i = from; i < batch.length && (i === from || performance.now() < until); i++, count++) answers.push(attempt(batch[i]!));
      });
    } catch (error) {
      this.committer.rolledBack();
      if (count <= 1) batch[from]!.reject(error);
      else for (const entry of batch.slice(from, from + count)) this.commit([entry], 0);
      return Math.max(count, 1);
    }
    this.committer.whenDurable(barrier, (error) => {
      if (error) for (const entry of batch.slice(from, from + count)) entry.reject(error);
      else for (const answer of answers) answer();
    });
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
