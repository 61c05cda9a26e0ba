import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

const readBytes = 256 * 1024;
const headBytes = 8;

/** One thing to be sorted: the bytes it is sorted by, and itself as bytes. */
export type Packed = { key: Buffer; item: Buffer };

/**
 * Sorted stretches of a sort that does not fit in memory, in a passing file beside the data file (it holds what the data
 * file holds, and is nobody else's to read). The file has no name any more as soon as it is open, where the system allows it.
 */
export class SpilledRuns {
  private readonly handle: number;
  private readonly path: string;
  private end = 0;
  private readonly runs: { from: number; to: number }[] = [];

  /** @param dataFile path of the data file */
  constructor(dataFile: string) {
    this.path = join(dirname(dataFile), `.sort-${randomBytes(8).toString('hex')}.tmp`);
    this.handle = openSync(this.path, 'wx+', 0o600);
    if (process.platform !== 'win32') rmSync(this.path);
  }

  /** Writes a stretch that is in order. */
  add(run: Iterable<Packed>): void {
    const from = this.end;
    let parts: Buffer[] = [];
    let waiting = 0;
    const flush = (): void => {
      const bytes = Buffer.concat(parts);
      for (let done = 0; done < bytes.length; ) done += writeSync(this.handle, bytes, done, bytes.length - done, this.end + done);
      this.end += bytes.length;
      parts = [];
      waiting = 0;
    };
    for (const { key, item } of run) {
      const head = Buffer.allocUnsafe(headBytes);
      head.writeUInt32LE(key.length, 0);
      head.writeUInt32LE(item.length, 4);
      parts.push(head, key, item);
      waiting += headBytes + key.length + item.length;
      if (waiting >= readBytes) flush();
    }
    flush();
    this.runs.push({ from, to: this.end });
  }

  /** All stretches in one order; of equal keys the earlier stretch first. */
  *merged(): Generator<Packed> {
    const readers = this.runs.map(({ from, to }) => this.read(from, to));
    const heads = readers.map((reader) => reader.next());
    for (;;) {
      let least = -1;
      for (let i = 0; i < heads.length; i++) {
        const head = heads[i]!;
        if (head.done) continue;
        if (least < 0 || Buffer.compare(head.value.key, (heads[least]!.value as Packed).key) < 0) least = i;
      }
      if (least < 0) return;
      yield heads[least]!.value as Packed;
      heads[least] = readers[least]!.next();
    }
  }

  close(): void {
    closeSync(this.handle);
    rmSync(this.path, { force: true });
  }

  private *read(from: number, to: number): Generator<Packed, undefined> {
    let bytes: Buffer = Buffer.alloc(0);
    let next = from;
    const need = (count: number): void => {
      if (bytes.length >= count) return;
      const more = Buffer.allocUnsafe(Math.min(Math.max(count - bytes.length, readBytes), to - next));
      for (let done = 0; done < more.length; ) done += readSync(this.handle, more, done, more.length - done, next + done);
      next += more.length;
      bytes = bytes.length > 0 ? Buffer.concat([bytes, more]) : more;
    };
    while (next < to || bytes.length > 0) {
      need(headBytes);
      const keyEnd = headBytes + bytes.readUInt32LE(0);
      const end = keyEnd + bytes.readUInt32LE(4);
      need(end);
      yield { key: bytes.subarray(headBytes, keyEnd), item: bytes.subarray(keyEnd, end) };
      bytes = bytes.subarray(end);
    }
    return undefined;
  }
}
