import { open, type RootDatabase } from 'lmdb';
import { StorageFailure, WriteQueue } from './write-queue.js';

/** One key and its bytes. */
export type Entry = { key: Buffer; value: Buffer };

/** A range of keys: from `start` (inclusive) to `end` (exclusive), in key order or backwards from the end. */
export type Range = { start: Buffer; end: Buffer; reverse?: boolean; limit?: number };

/**
 * The one durable file: an lmdb environment with binary keys and values. A transaction has been synced to disk
 * (data, then the page that makes it current) when it returns; a torn one is ignored at the next start.
 */
export class DataFile {
  readonly queue: WriteQueue;
  private readonly env: RootDatabase<Buffer, Buffer>;
  private readonly beforeCommit: (() => void)[] = [];
  private readonly afterRollback: (() => void)[] = [];

  constructor(path: string, options: { readOnly?: boolean } = {}) {
    this.env = open<Buffer, Buffer>({
      path,
      noSubdir: true,
      encoding: 'binary',
      keyEncoding: 'binary',
      readOnly: options.readOnly ?? false,
      // Classical lmdb commits: lmdb-js's overlapping sync would make a write visible before it is safe.
      overlappingSync: false,
      maxReaders: 64,
    });
    this.queue = new WriteQueue({
      transaction: (work) => this.transaction(work),
      rolledBack: () => this.afterRollback.forEach((restore) => restore()),
    });
  }

  /** Calls `flush` inside each transaction before it commits, and `restore` after one was rolled back. */
  onTransaction(flush: () => void, restore: () => void): void {
    this.beforeCommit.push(flush);
    this.afterRollback.push(restore);
  }

  /** Runs `work` and commits at once, without the queue: only for opening and closing. @throws StorageFailure */
  transaction(work: () => void): void {
    try {
      this.env.transactionSync(() => {
        work();
        for (const flush of this.beforeCommit) flush();
      });
    } catch (error) {
      throw error instanceof StorageFailure ? error : new StorageFailure(error);
    }
  }

  /** The value of a key; a copy that stays valid. */
  get(key: Buffer): Buffer | undefined {
    return this.env.getBinary(key);
  }

  /** Only inside a transaction. @throws StorageFailure */
  put(key: Buffer, value: Buffer): void {
    try {
      this.env.putSync(key, value);
    } catch (error) {
      throw new StorageFailure(error);
    }
  }

  /** Only inside a transaction. @throws StorageFailure */
  remove(key: Buffer): void {
    try {
      this.env.removeSync(key);
    } catch (error) {
      throw new StorageFailure(error);
    }
  }

  /** The entries of a range. The iteration must end before the next turn of the event loop. */
  entries({ start, end, reverse, limit }: Range): Iterable<Entry> {
    const range = rangeOf(start, end, reverse);
    return this.env.getRange({ ...range, ...(limit === undefined ? {} : { limit }), snapshot: true }) as unknown as Iterable<Entry>;
  }

  /** The keys of a range, without their values. */
  keys({ start, end, reverse, limit }: Range): Iterable<Buffer> {
    const range = rangeOf(start, end, reverse);
    return this.env.getKeys({ ...range, ...(limit === undefined ? {} : { limit }), snapshot: true }) as unknown as Iterable<Buffer>;
  }

  /** A consistent copy while writers go on. */
  async copyTo(path: string): Promise<void> {
    await this.env.backup(path, false);
  }

  /** Bytes of the file in use. */
  stats(): { pageSize: number; entries: number; bytes: number } {
    const stats = this.env.getStats() as { pageSize: number; entryCount: number; root?: { pageSize: number; entryCount: number }; lastPageNumber: number };
    return { pageSize: stats.pageSize, entries: stats.entryCount, bytes: (stats.lastPageNumber + 1) * stats.pageSize };
  }

  async close(): Promise<void> {
    await this.env.close();
  }
}

/** lmdb walks backwards from a start it includes to an end it leaves out; here the end is left out in both directions. */
function rangeOf(start: Buffer, end: Buffer, reverse = false): object {
  return reverse ? { start: end, end: start, reverse, exclusiveStart: true, inclusiveEnd: true } : { start, end };
}
