import { open, type RootDatabase } from 'lmdb';
import { EmbeddedMongoError } from '../errors.js';
import { atExit } from './at-exit.js';
import { ChangeList, changesOf } from './change-list.js';
import { LogFile } from './log-file.js';
import { forgetPosition, identify, type LogPosition, readPosition, writePosition } from './log-position.js';
import { type LogRecord, recordsAfter, setForeignLogAside } from './log-records.js';
import { type Look, ValueReader } from './value-reader.js';
import { type Barrier, StorageFailure, WriteQueue } from './write-queue.js';

/** One key and its bytes. */
export type Entry = { key: Buffer; value: Buffer };

/** A range of keys: from `start` (inclusive) to `end` (exclusive). */
export type KeyRange = { start: Buffer; end: Buffer };
/** How a range is read: in key order or backwards from the end, and no further than `limit`. */
export type Range = KeyRange & { reverse?: boolean; limit?: number };

/** What one transaction may put into the log, and all together between two checkpoints, in bytes. */
const [mostOfOne, mostBetween] = [1024 * 1024, 8 * 1024 * 1024];
/** Changes between two checkpoints: each may hold a page of its own in memory. */
const mostChanges = 20_000;
/** How long the data file may stay behind the log, in milliseconds; whoever wants to open it too waits so long. */
const mostMilliseconds = 1000;

/** An lmdb transaction that stays open over many turns of the event loop. */
type OpenTransaction = { commit(): void; abort(): void };

/** The name of the log of a data file. */
export const logPath = (path: string): string => `${path}-log`;

/**
 * The one durable file: an lmdb environment with binary keys and values, and while it is being written a log beside it.
 * A transaction is done in lmdb's memory, written to the log, and answered once the log is synced: one sync, shared by all
 * who wait. The data file follows at a checkpoint, with one transaction of its own that brings it to a moment of the log. What
 * a killed program left in the log is done again at the next start.
 */
export class DataFile {
  readonly queue: WriteQueue;
  readonly path: string;
  private readonly env: RootDatabase<Buffer, Buffer>;
  private readonly values = new ValueReader();
  private readonly beforeCommit: (() => void)[] = [];
  private readonly afterRollback: (() => void)[] = [];
  private readonly changes = new ChangeList(mostOfOne);
  private log: LogFile | undefined;
  private position: LogPosition | undefined;
  private transactionOpen: OpenTransaction | undefined;
  private changesSince = 0;
  private timer: NodeJS.Timeout | undefined;
  private forgetExit: (() => void) | undefined;
  /** Why nothing can be written any more; undefined while all is well. */
  private broken: StorageFailure | undefined;

  constructor(path: string, options: { readOnly?: boolean } = {}) {
    this.path = path;
    this.env = open<Buffer, Buffer>({
      path,
      noSubdir: true,
      encoding: 'binary',
      keyEncoding: 'binary',
      encoder: this.values,
      readOnly: options.readOnly ?? false,
      // Classical lmdb commits: each is on disk, data and then the page that makes it current, when it returns.
      overlappingSync: false,
      maxReaders: 64,
    });
    this.queue = new WriteQueue({
      apply: (work) => this.apply(work),
      whenDurable: (barrier, done) => this.whenDurable(barrier, done),
      rolledBack: () => this.afterRollback.forEach((restore) => restore()),
    });
  }

  /** Calls `flush` inside each transaction before it commits, and `restore` after one was rolled back. */
  onTransaction(flush: () => void, restore: () => void): void {
    this.beforeCommit.push(flush);
    this.afterRollback.push(restore);
  }

  /**
   * Does again what the log has and the data file has not, and begins a new log; only for the owner of the file.
   * @throws EmbeddedMongoError FORMAT when the log does not continue the data file; StorageFailure when there is no room
   */
  openLog(): void {
    this.position = readPosition(this) ?? identify(this);
    const left = this.leftInLog();
    if (left.length > 0) {
      this.begin();
      this.redo(left);
      this.commitOpen(left.at(-1)!.serial);
    }
    setForeignLogAside(logPath(this.path), this.position.id);
    this.log = new LogFile(logPath(this.path), this.position.id, this.position.serial, (error) => this.syncFailed(error));
    this.forgetExit = atExit(() => this.letGo());
  }

  /** Runs `work` and commits it to the data file at once, without queue and log: only for opening and closing. @throws StorageFailure */
  transaction(work: () => void): void {
    this.checkpoint();
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
    return this.env.get(key);
  }

  /** What `look` makes of the value of a key, where it lies; undefined when there is none. */
  lookAt<T>(key: Buffer, look: Look<T>): T | undefined {
    return this.values.reading(look, () => this.env.get(key) as T | undefined);
  }

  /** Only inside a transaction. @throws StorageFailure */
  put(key: Buffer, value: Buffer): void {
    try {
      this.env.putSync(key, value);
    } catch (error) {
      throw new StorageFailure(error);
    }
    this.changes.add(key, value);
  }

  /** Only inside a transaction. @throws StorageFailure */
  remove(key: Buffer): void {
    try {
      this.env.removeSync(key);
    } catch (error) {
      throw new StorageFailure(error);
    }
    this.changes.add(key, undefined);
  }

  /** The entries of a range. The iteration must end before the next turn of the event loop. */
  entries({ start, end, reverse, limit }: Range): Iterable<Entry> {
    const range = rangeOf(start, end, reverse);
    return this.env.getRange({ ...range, ...(limit === undefined ? {} : { limit }), snapshot: true }) as unknown as Iterable<Entry>;
  }

  /**
   * What `look` makes of each value of a range where it lies, with its key: all at once, without copying what is not wanted.
   * Undefined is left out. @returns how many there were, and the last key, too
   */
  lookThrough<T>(
    { start, end, reverse, limit }: Range,
    look: Look<T | undefined>,
  ): { found: { key: Buffer; value: T }[]; count: number; last: Buffer | undefined } {
    const found: { key: Buffer; value: T }[] = [];
    let count = 0;
    let last: Buffer | undefined;
    const options = { ...rangeOf(start, end, reverse), ...(limit === undefined ? {} : { limit }), snapshot: true };
    this.values.reading(look, () => {
      for (const { key, value } of this.env.getRange(options) as unknown as Iterable<{ key: Buffer; value: T | undefined }>) {
        count++;
        last = key;
        if (value !== undefined) found.push({ key, value });
      }
    });
    return { found, count, last };
  }

  /** The keys of a range, without their values. */
  keys({ start, end, reverse, limit }: Range): Iterable<Buffer> {
    const range = rangeOf(start, end, reverse);
    return this.env.getKeys({ ...range, ...(limit === undefined ? {} : { limit }), snapshot: true }) as unknown as Iterable<Buffer>;
  }

  /** How many keys a range has: lmdb counts them itself, which is many times quicker than to be handed each. */
  countKeys({ start, end }: KeyRange): number {
    return this.env.getKeysCount({ ...rangeOf(start, end), snapshot: true });
  }

  /** The key so many places behind the first of a range (in its direction); undefined when the range is shorter. */
  keyAt({ start, end, reverse }: Range, offset: number): Buffer | undefined {
    const range = rangeOf(start, end, reverse);
    for (const key of this.env.getKeys({ ...range, offset, limit: 1, snapshot: true }) as unknown as Iterable<Buffer>) return key;
    return undefined;
  }

  /** A consistent copy of the data file while writers go on; what only the log has yet is not in it. */
  async copyTo(path: string): Promise<void> {
    await this.env.backup(path, false);
  }

  /** Until all that can be read now is on disk. */
  settled(): Promise<void> {
    return new Promise((resolve, reject) => this.whenDurable(this.log?.serial ?? 0, (error) => (error ? reject(error) : resolve())));
  }

  /** Brings the data file to where the log is. @throws StorageFailure when that fails; nothing is lost then, the log still has it */
  checkpoint(): void {
    if (!this.transactionOpen || !this.log) return;
    const serial = this.log.serial;
    try {
      this.commitOpen(serial);
    } catch (error) {
      this.rollBack();
      throw error;
    }
    this.log.reset(serial);
  }

  /**
   * The program is ending and nothing more will be asked: lmdb's engine cannot be taken down, and would wait for ever, with
   * a transaction open. What is in it is in the log.
   */
  letGo(): void {
    this.broken ??= new StorageFailure('the store has ended');
    clearTimeout(this.timer);
    this.abortOpen();
  }

  /** Bytes of the file in use. */
  stats(): { pageSize: number; entries: number; bytes: number } {
    const stats = this.env.getStats() as { pageSize: number; entryCount: number; root?: { pageSize: number; entryCount: number }; lastPageNumber: number };
    return { pageSize: stats.pageSize, entries: stats.entryCount, bytes: (stats.lastPageNumber + 1) * stats.pageSize };
  }

  /** Closes the file, with everything in it and no log beside it; where the disk is full, the log stays for the next start. */
  async close(): Promise<void> {
    this.forgetExit?.();
    try {
      this.checkpoint();
      await this.log?.close(true);
    } catch {
      await this.log?.close(false);
    }
    clearTimeout(this.timer);
    this.abortOpen();
    this.log = undefined;
    await this.env.close();
  }

  /** Does `work` in the open transaction and writes it to the log. @throws StorageFailure after all of it was taken back */
  private apply(work: () => void): Barrier {
    if (this.broken) throw this.broken;
    if (!this.log) {
      this.transaction(work);
      return 0;
    }
    this.changes.clear();
    try {
      this.begin();
      work();
      for (const flush of this.beforeCommit) flush();
      if (this.changes.count === 0) return this.log.serial;
      this.changesSince += this.changes.count;
      return this.keep(this.log);
    } catch (error) {
      this.rollBack();
      throw error instanceof StorageFailure ? error : new StorageFailure(error);
    }
  }

  /** Puts the changes of the running transaction into the log, or where that cannot take them into the data file. */
  private keep(log: LogFile): Barrier {
    const fits = !this.changes.overflown && log.length < mostBetween && this.changesSince < mostChanges;
    let serial: number | undefined;
    if (fits) {
      try {
        serial = log.append(this.changes.record());
      } catch {
        // No room for a longer log: there may be some for the data file.
      }
    }
    if (serial === undefined) {
      serial = log.serial + 1;
      this.commitOpen(serial);
      log.reset(serial);
    }
    return serial;
  }

  private whenDurable(barrier: Barrier, done: (error?: Error) => void): void {
    if (this.log) this.log.whenDurable(barrier, done);
    else done();
  }

  private begin(): void {
    if (this.transactionOpen) return;
    this.transactionOpen = openTransaction(this.env);
    this.timer ??= setTimeout(() => this.checkpointInTime(), mostMilliseconds).unref();
  }

  private checkpointInTime(): void {
    this.timer = undefined;
    try {
      this.checkpoint();
    } catch {
      // The log still has it all; the next writer is told if it cannot go on.
    }
  }

  /** @throws StorageFailure; the transaction is then gone */
  private commitOpen(serial: number): void {
    const transaction = this.transactionOpen!;
    const next = { ...this.position!, serial };
    try {
      writePosition(this.env, next);
      // Whether it succeeds or not, it is over then.
      this.transactionOpen = undefined;
      transaction.commit();
    } catch (error) {
      throw new StorageFailure(error);
    }
    this.position = next;
    this.changesSince = 0;
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private abortOpen(): void {
    this.transactionOpen?.abort();
    this.transactionOpen = undefined;
  }

  /** Takes the running transaction back: everything since the last checkpoint goes, and what the log has is done again. */
  private rollBack(): void {
    this.abortOpen();
    this.changesSince = 0;
    try {
      const left = this.leftInLog();
      if (left.length === 0) return;
      this.begin();
      this.redo(left);
    } catch (error) {
      this.abortOpen();
      this.broken = new StorageFailure(error);
    }
  }

  /** The records of the log the data file does not have. @throws EmbeddedMongoError FORMAT */
  private leftInLog(): LogRecord[] {
    const { serial } = this.position!;
    const upTo = this.log?.serial ?? Infinity;
    const left = recordsAfter(logPath(this.path), this.position!).filter((record) => record.serial <= upTo);
    if (left.length > 0 && left[0]!.serial !== serial + 1)
      throw new EmbeddedMongoError(
        'FORMAT',
        `The log ${logPath(this.path)} does not continue the data file ${this.path}: it begins later. Put the data file back that belongs to it, or restore a backup.`,
      );
    return left;
  }

  private redo(records: LogRecord[]): void {
    for (const { body } of records) {
      for (const { key, value } of changesOf(body)) {
        if (value) this.env.putSync(key, value);
        else this.env.removeSync(key);
        this.changesSince++;
      }
    }
  }

  /**
   * Does to a copy of a data file what the log of the original has more, and makes it stand for itself.
   * @returns false when the log has gone on from the front meanwhile: another copy must be made
   */
  catchUp(log: string): boolean {
    const position = readPosition(this);
    const left = position ? recordsAfter(log, position) : [];
    if (left.length > 0 && left[0]!.serial !== position!.serial + 1) return false;
    this.transaction(() => {
      this.redo(left);
      forgetPosition(this);
    });
    return true;
  }

  /** A log that cannot be synced may have lost what was appended: the data file takes it, or nobody is told it was done. */
  private syncFailed(error: Error): void {
    try {
      this.checkpoint();
    } catch {
      this.broken = new StorageFailure(error);
      this.log?.failAll(this.broken);
    }
  }
}

/** lmdb keeps a transaction open until the promise its callback returns is kept: this one is kept by hand, and at once. */
function openTransaction(env: RootDatabase<Buffer, Buffer>): OpenTransaction {
  const held = {} as { commit: (value?: unknown) => void; abort: (error: Error) => void };
  env.transactionSync(() => ({
    // `then` is how lmdb tells a promise.
    then: (commit: (value?: unknown) => void, abort: (error: Error) => void) => void Object.assign(held, { commit, abort }),
  }));
  return {
    commit: () => held.commit(),
    abort: () => {
      try {
        held.abort(new Error('taken back'));
      } catch {
        // It throws what it was given.
      }
    },
  };
}

/** lmdb walks backwards from a start it includes to an end it leaves out; here the end is left out in both directions. */
function rangeOf(start: Buffer, end: Buffer, reverse = false): object {
  return reverse ? { start: end, end: start, reverse, exclusiveStart: true, inclusiveEnd: true } : { start, end };
}
