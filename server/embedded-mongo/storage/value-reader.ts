/** Looks at a value where lmdb has put it and gives what is wanted of it; the bytes are another value's afterwards. */
export type Look<T> = (bytes: Buffer) => T;

/**
 * How values come out of lmdb: each is read into one buffer that is used again and again, and most are only looked at there.
 * What is to stay is copied.
 */
export class ValueReader {
  private look: Look<unknown> = copyOf;

  /** Within `work`, values are what `look` makes of them. */
  reading<T>(look: Look<unknown>, work: () => T): T {
    const before = this.look;
    this.look = look;
    try {
      return work();
    } finally {
      this.look = before;
    }
  }

  /** lmdb's two calls. It sets the buffer's `length` to that of the value. */
  readonly encode = (value: Buffer): Buffer => value;
  readonly decode = (bytes: Buffer): unknown => this.look(bytes);
}

/** A copy that stays valid. */
export function copyOf(bytes: Buffer): Buffer {
  const copy = Buffer.allocUnsafe(bytes.length);
  // The buffer's true length is more than it says, which its own methods for copying take amiss.
  copy.set(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length));
  return copy;
}
