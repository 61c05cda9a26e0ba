const headBytes = 16;
const opBytes = 7;
const [putting, removing] = [1, 2] as const;

/**
 * The changes of one transaction, written one behind the other as the log keeps them:
 *   what(1) length of the key(2) length of the value(4) key value
 * They say what a key is afterwards, not how it came about, so that doing them twice is doing them once.
 */
export class ChangeList {
  private buffer = Buffer.allocUnsafe(64 * 1024);
  private end = headBytes;
  /** How many changes were made, also those that were too many to be kept. */
  count = 0;
  /** Too much for the log: such a transaction is committed to the data file at once instead. */
  overflown = false;
  private readonly most: number;

  /** @param most bytes that are kept at most */
  constructor(most: number) {
    this.most = most;
  }

  clear(): void {
    this.end = headBytes;
    this.count = 0;
    this.overflown = false;
  }

  /** Notes that a key has a value from now on, or none. */
  add(key: Buffer, value: Buffer | undefined): void {
    this.count++;
    if (this.overflown) return;
    const length = opBytes + key.length + (value?.length ?? 0);
    if (this.end + length > this.most) {
      this.overflown = true;
      return;
    }
    if (this.end + length > this.buffer.length) this.grow(this.end + length);
    const at = this.end;
    this.buffer[at] = value ? putting : removing;
    this.buffer.writeUInt16LE(key.length, at + 1);
    this.buffer.writeUInt32LE(value?.length ?? 0, at + 3);
    this.buffer.set(key, at + opBytes);
    if (value) this.buffer.set(value, at + opBytes + key.length);
    this.end = at + length;
  }

  /** The bytes, with room for the head of a log record before them. */
  record(): Buffer {
    return this.buffer.subarray(0, this.end);
  }

  private grow(needed: number): void {
    const larger = Buffer.allocUnsafe(Math.max(needed, this.buffer.length * 2));
    this.buffer.copy(larger, 0, 0, this.end);
    this.buffer = larger;
  }
}

/** The bytes a log record keeps before the changes. */
export const recordHeadBytes = headBytes;

/** Reads the changes of a record back. */
export function* changesOf(body: Buffer): Generator<{ key: Buffer; value: Buffer | undefined }> {
  let at = 0;
  while (at < body.length) {
    const what = body[at];
    const keyEnd = at + opBytes + body.readUInt16LE(at + 1);
    const valueEnd = keyEnd + body.readUInt32LE(at + 3);
    yield { key: body.subarray(at + opBytes, keyEnd), value: what === putting ? body.subarray(keyEnd, valueEnd) : undefined };
    at = valueEnd;
  }
}
