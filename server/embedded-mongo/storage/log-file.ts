import { closeSync, fdatasync, fdatasyncSync, fsyncSync, ftruncateSync, openSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { firstRecordAt, logHead, sealRecord } from './log-records.js';

/** The log grows by so many bytes: written before they are needed, because a sync that also makes a file longer is slow. */
const step = 1024 * 1024;
/** A sync quicker than this is done at once; a slower one would keep the readers waiting and is done aside. */
const quickMilliseconds = 1;

type Waiter = { serial: number; done: (error?: Error) => void };

/**
 * The write-ahead log beside the data file. A record is safe once it has been synced; all that were appended while one
 * sync was under way share the next.
 */
export class LogFile {
  /** The last record appended, and the last that is on disk. */
  private appended: number;
  private durable: number;
  private at = firstRecordAt;
  private size: number;
  private syncing = false;
  private syncCost = 0;
  private waiters: Waiter[] = [];
  private readonly handle: number;
  private readonly path: string;
  private readonly failed: (error: Error) => void;

  /**
   * Begins an empty log.
   * @param serial of the last transaction the data file has
   * @param failed told when a sync failed: what was appended may be lost
   */
  constructor(path: string, id: Buffer, serial: number, failed: (error: Error) => void) {
    this.path = path;
    this.failed = failed;
    this.appended = this.durable = serial;
    rmSync(path, { force: true });
    this.handle = openSync(path, 'wx+');
    this.size = writeSync(this.handle, logHead(id), 0, firstRecordAt, 0);
    fsyncSync(this.handle);
    syncFolder(dirname(path));
  }

  /** Bytes of records since the last checkpoint. */
  get length(): number {
    return this.at - firstRecordAt;
  }

  get serial(): number {
    return this.appended;
  }

  /** Writes a record. @throws Error when there is no room for it; the log is then as before @returns its serial number */
  append(record: Buffer): number {
    const end = this.at + record.length;
    if (end > this.size) this.grow(end);
    sealRecord(record, this.appended + 1);
    for (let done = 0; done < record.length; ) done += writeSync(this.handle, record, done, record.length - done, this.at + done);
    this.at = end;
    return ++this.appended;
  }

  /** Calls `done` when the record is on disk, and everything before it. */
  whenDurable(serial: number, done: (error?: Error) => void): void {
    if (serial <= this.durable) {
      done();
      return;
    }
    this.waiters.push({ serial, done });
    if (!this.syncing) this.sync();
  }

  /** The data file has everything up to this serial number by itself: the records begin anew. */
  reset(serial: number): void {
    this.at = firstRecordAt;
    this.appended = serial;
    this.arrive(serial);
  }

  /** Everybody who waits is told that it failed. */
  failAll(error: Error): void {
    for (const { done } of this.waiters.splice(0)) done(error);
  }

  /** Ends the log. @param done everything in it is in the data file, so that it is no longer needed */
  async close(done: boolean): Promise<void> {
    while (this.syncing) await new Promise((resolve) => setTimeout(resolve, 1));
    closeSync(this.handle);
    if (!done) return;
    try {
      rmSync(this.path, { force: true });
    } catch {
      // Somebody is reading it (a backup, on Windows): it may stay, the data file has all that is in it.
    }
  }

  private sync(): void {
    const upTo = this.appended;
    const started = performance.now();
    if (this.syncCost < quickMilliseconds) {
      try {
        fdatasyncSync(this.handle);
      } catch (error) {
        this.failed(error as Error);
        return;
      }
      this.syncCost += (performance.now() - started - this.syncCost) / 4;
      this.arrive(upTo);
      return;
    }
    // Slow disks are asked again now and then whether they still are.
    this.syncCost *= 0.99;
    this.syncing = true;
    fdatasync(this.handle, (error) => {
      this.syncing = false;
      if (error) this.failed(error);
      else this.arrive(upTo);
      if (this.waiters.length > 0 && !this.syncing) this.sync();
    });
  }

  private arrive(serial: number): void {
    // A checkpoint may have passed a sync that was under way.
    if (serial > this.durable) this.durable = serial;
    let count = 0;
    while (count < this.waiters.length && this.waiters[count]!.serial <= this.durable) count++;
    for (const { done } of this.waiters.splice(0, count)) done();
  }

  private grow(needed: number): void {
    const before = this.size;
    const zeros = Buffer.alloc(Math.ceil((needed - before) / step) * step);
    try {
      for (let done = 0; done < zeros.length; ) done += writeSync(this.handle, zeros, done, zeros.length - done, before + done);
      fsyncSync(this.handle);
      this.size = before + zeros.length;
    } catch (error) {
      try {
        ftruncateSync(this.handle, before);
      } catch {
        // What is too much at the end does no harm: it is not used.
      }
      throw error;
    }
  }
}

/** A new file is found again after a power failure only when its folder was synced too (Windows does so by itself). */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
