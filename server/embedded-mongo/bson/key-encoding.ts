import { createHash } from 'node:crypto';
import { type Binary, type Code, type DBRef, Decimal128, Long, type ObjectId, type Timestamp } from 'bson';
import { bytesOf, exact, regexText } from './compare.js';
import { addDecimals, compareDecimals, type Decimal, toDecimal } from './decimal.js';
import type { Spelling } from './text-order.js';
import { asNumber, type Doc, rankOf, typeRank } from './values.js';

/** Longer keys are cut and end with a hash: lmdb takes at most 1,978 bytes, of which the caller's prefix and record id need some. */
export const maxKeyBytes = 1900;
const hashBytes = 32;

/**
 * Writes BSON values as bytes whose memcmp order is MongoDB's order of the values. Equal values give equal bytes.
 * Not reversible: documents are always read from their record.
 */
export class KeyWriter {
  /** One writer's memory is handed to the next: a key is short-lived and there are very many. */
  private static spare: Buffer | undefined;
  private buffer = KeyWriter.takeSpare();
  private length = 0;
  private readonly spelling: Spelling | undefined;

  /** @param spelling what is written for strings, when they do not count by their own bytes (a collation's labels) */
  constructor(spelling?: Spelling) {
    this.spelling = spelling;
  }

  private static takeSpare(): Buffer {
    const buffer = KeyWriter.spare ?? Buffer.allocUnsafe(512);
    KeyWriter.spare = undefined;
    return buffer;
  }

  /** Appends one value; `descending` turns its order round. */
  add(value: unknown, descending = false): this {
    const start = this.length;
    this.value(value);
    if (descending) for (let i = start; i < this.length; i++) this.buffer[i] = ~this.buffer[i]! & 0xff;
    return this;
  }

  /** All bytes, however long: to build ranges from. */
  bytes(): Buffer {
    KeyWriter.spare = this.buffer;
    return Buffer.from(this.buffer.subarray(0, this.length));
  }

  /** The key; `cut` tells that it was too long, so its order beyond the first bytes is lost (its equality is not). */
  finish(): { key: Buffer; cut: boolean } {
    const bytes = this.buffer.subarray(0, this.length);
    KeyWriter.spare = this.buffer;
    if (bytes.length <= maxKeyBytes) return { key: Buffer.from(bytes), cut: false };
    const hash = createHash('sha256').update(bytes).digest();
    return { key: Buffer.concat([bytes.subarray(0, maxKeyBytes - hashBytes), hash]), cut: true };
  }

  private room(bytes: number): void {
    if (this.length + bytes <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.length + bytes));
    this.buffer.copy(larger, 0, 0, this.length);
    this.buffer = larger;
  }

  private byte(value: number): void {
    this.room(1);
    this.buffer[this.length++] = value;
  }

  private value(value: unknown): void {
    const rank = rankOf(value);
    this.byte(rank);
    switch (rank) {
      case typeRank.null:
      case typeRank.minKey:
      case typeRank.maxKey:
        return;
      case typeRank.number:
        return this.number(value);
      case typeRank.string:
        return this.spelling ? this.terminated(this.spelling(String(value))) : this.string(String(value));
      case typeRank.object:
        return this.document(value);
      case typeRank.array:
        for (const item of value as unknown[]) this.value(item);
        return this.byte(0);
      case typeRank.binary:
        return this.binary(value as Binary);
      case typeRank.objectId:
        return this.raw((value as ObjectId).id);
      case typeRank.bool:
        return this.byte(value === true ? 1 : 0);
      case typeRank.date:
        return this.double((value as Date).getTime());
      case typeRank.timestamp:
        return this.timestamp(value as Timestamp);
      case typeRank.regex:
        return this.string(regexText(value));
      default:
        return this.string((value as Code).code ?? '');
    }
  }

  private raw(bytes: Uint8Array): void {
    this.room(bytes.length);
    this.buffer.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** UTF-8 with every 0 byte written as 0 255, and 0 0 at the end, so that a prefix sorts first. */
  private string(text: string): void {
    if (text.includes('\0')) return this.terminated(Buffer.from(text, 'utf8'));
    this.room(text.length * 3 + 2);
    this.length += this.buffer.write(text, this.length);
    this.byte(0);
    this.byte(0);
  }

  private terminated(bytes: Uint8Array): void {
    for (const byte of bytes) {
      this.byte(byte);
      if (byte === 0) this.byte(255);
    }
    this.byte(0);
    this.byte(0);
  }

  private document(value: unknown): void {
    const doc = (value as { _bsontype?: string })._bsontype === 'DBRef' ? ((value as DBRef).toJSON() as unknown as Doc) : (value as Doc);
    for (const key of Object.keys(doc)) {
      this.byte(rankOf(doc[key]));
      this.string(key);
      this.value(doc[key]);
    }
    this.byte(0);
  }

  private binary(value: Binary | Uint8Array): void {
    const bytes = bytesOf(value);
    this.room(5);
    this.length = this.buffer.writeUInt32BE(bytes.length, this.length);
    this.byte(value instanceof Uint8Array ? 0 : value.sub_type);
    this.raw(bytes);
  }

  private timestamp(value: Timestamp): void {
    this.room(8);
    this.length = this.buffer.writeUInt32BE(value.getHighBitsUnsigned(), this.length);
    this.length = this.buffer.writeUInt32BE(value.getLowBitsUnsigned(), this.length);
  }

  private double(value: number): void {
    this.room(8);
    this.buffer.writeDoubleBE(value === 0 ? 0 : value, this.length);
    if (this.buffer[this.length]! & 0x80) for (let i = 0; i < 8; i++) this.buffer[this.length + i] = ~this.buffer[this.length + i]! & 0xff;
    else this.buffer[this.length]! |= 0x80;
    this.length += 8;
  }

  /** A double, then what an int64 or a decimal has beyond the nearest double below it, so that all number types sort together. */
  private number(value: unknown): void {
    const near = asNumber(value);
    if (Number.isNaN(near)) return this.raw(Buffer.alloc(9));
    if (!(value instanceof Decimal128) && !(value instanceof Long && !Number.isSafeInteger(near))) {
      this.double(near);
      return this.byte(0);
    }
    const whole = exact(value);
    if (typeof whole === 'string') {
      this.double(near);
      return this.byte(0);
    }
    const below = doubleAtOrBelow(whole, near);
    this.double(below);
    const base = toDecimal(Number.isFinite(below) ? below : -Number.MAX_VALUE) as Exclude<Decimal, string>;
    const rest = addDecimals(whole, { digits: -base.digits, exponent: base.exponent }) as Exclude<Decimal, string>;
    if (rest.digits === 0n && Number.isFinite(below)) return this.byte(0);
    this.byte(1);
    this.remainder(rest, below);
  }

  private remainder(rest: Exclude<Decimal, string>, below: number): void {
    // Fixed-point digits relative to the step between doubles here; beyond the double range by exponent first.
    if (Math.abs(below) >= Number.MAX_VALUE || below === -Infinity) {
      const negative = rest.digits < 0n;
      const text = (negative ? -rest.digits : rest.digits).toString();
      const key = `${String(text.length + rest.exponent + 10000).padStart(6, '0')}${text.replace(/0+$/, '')}\0`;
      return this.raw(Buffer.from(key, 'latin1').map((byte) => (negative ? ~byte & 0xff : byte)));
    }
    const text = rest.digits.toString();
    const scale = text.length + rest.exponent;
    this.raw(Buffer.from(`${String(scale + 10000).padStart(6, '0')}${text.replace(/0+$/, '')}\0`, 'latin1'));
  }
}

function doubleAtOrBelow(value: Decimal, near: number): number {
  return compareDecimals(toDecimal(near), value) <= 0 ? near : previousDouble(near);
}

function previousDouble(value: number): number {
  if (value === -Infinity) return value;
  if (value === 0) return -Number.MIN_VALUE;
  if (value === Infinity) return Number.MAX_VALUE;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  view.setBigInt64(0, view.getBigInt64(0) + (value > 0 ? -1n : 1n));
  return view.getFloat64(0);
}

/** The key of one value, e.g. of an `_id`. */
export function keyOf(value: unknown, spelling?: Spelling): Buffer {
  return new KeyWriter(spelling).add(value).finish().key;
}
