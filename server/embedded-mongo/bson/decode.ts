import { Binary, BSONRegExp, Decimal128, Double, deserialize, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import { CommandError } from '../errors.js';
import type { Doc } from './values.js';
import { isInt32 } from './values.js';

/** Deeper documents are refused, as MongoDB does (BSON depth limit 180 for storage; 200 leaves room for a command around it). */
export const maxDepth = 200;

/**
 * Reads one BSON document from a buffer, keeping every number's type (see `Doc`).
 * @throws CommandError InvalidBSON-like (code 22) when the bytes are not a document.
 */
export function decode(buffer: Buffer, start = 0): Doc {
  return readDocument(buffer, start, buffer.length, 0) as Doc;
}

/**
 * Makes a reader of only the named top-level fields: the others are skipped without being built.
 * @param toTheEnd also when all are found, because a field that stands twice is what it is the second time
 */
export function fieldReader(fields: ReadonlySet<string>, toTheEnd = false): (buffer: Buffer) => Doc {
  const wanted = [...fields].map((name) => ({ name, bytes: Buffer.from(name) }));
  return (buffer) => {
    const end = buffer.readInt32LE(0) - 1;
    const doc: Doc = {};
    let at = 4;
    let missing = wanted.length;
    while (at < end && (toTheEnd || missing > 0)) {
      const type = buffer[at++]!;
      const nameAt = at;
      while (buffer[at] !== 0) at++;
      const nameEnd = at++;
      const next = skipValue(buffer, at, type);
      for (const { name, bytes } of wanted) {
        if (bytes.length !== nameEnd - nameAt || !sameBytes(buffer, nameAt, bytes)) continue;
        setField(doc, name, readValue(buffer, at, next, type, 0));
        missing--;
        break;
      }
      at = next;
    }
    return doc;
  };
}

const idName = Buffer.from('_id\0');

/**
 * Goes through a document as `decode` does and finds the same faults, without building it.
 * @returns whether it begins with `_id` and holds none of the rare types, which only reading can check
 * @throws CommandError code 22, 15 as `decode`
 */
export function isPlainDocument(buffer: Buffer): boolean {
  return checkDocument(buffer, 0, buffer.length, 0) && buffer.length > 9 && sameBytes(buffer, 5, idName);
}

function checkDocument(buffer: Buffer, start: number, limit: number, depth: number): boolean {
  const end = endOfDocument(buffer, start, limit, depth);
  let plain = true;
  for (let at = start + 4; at < end; ) {
    const type = buffer[at++]!;
    const valueAt = endOfField(buffer, at, end) + 1;
    const next = skipValue(buffer, valueAt, type);
    if (next > end) throw corrupt('value is longer than its document');
    if (type === 0x03 || type === 0x04) plain = checkDocument(buffer, valueAt, next, depth + 1) && plain;
    else if (!isPlain(type)) plain = false;
    at = next;
  }
  return plain;
}

/** Types whose values are whole when their length is: numbers, strings, object ids, booleans, dates, null, timestamps. */
const isPlain = (type: number): boolean => type === 0x02 || type === 0x10 || type === 0x01 || (type >= 0x07 && type <= 0x0a) || (type >= 0x11 && type <= 0x13);

function sameBytes(buffer: Buffer, at: number, bytes: Buffer): boolean {
  for (let i = 0; i < bytes.length; i++) if (buffer[at + i] !== bytes[i]) return false;
  return true;
}

function corrupt(why: string): CommandError {
  return new CommandError(22, `Invalid BSON: ${why}`);
}

function setField(doc: Doc, name: string, value: unknown): void {
  if (name === '__proto__') Object.defineProperty(doc, name, { value, enumerable: true, configurable: true, writable: true });
  else doc[name] = value;
}

function readDocument(buffer: Buffer, start: number, limit: number, depth: number, isArray = false): Doc | unknown[] {
  const end = endOfDocument(buffer, start, limit, depth);
  const doc: Doc = {};
  const list: unknown[] = [];
  let at = start + 4;
  while (at < end) {
    const type = buffer[at++]!;
    const nameEnd = endOfField(buffer, at, end);
    const next = skipValue(buffer, nameEnd + 1, type);
    if (next > end) throw corrupt('value is longer than its document');
    const value = readValue(buffer, nameEnd + 1, next, type, depth);
    if (isArray) list.push(value);
    else setField(doc, readName(buffer, at, nameEnd), value);
    at = next;
  }
  return isArray ? list : doc;
}

/** Where the last byte of a document is. */
function endOfDocument(buffer: Buffer, start: number, limit: number, depth: number): number {
  if (depth > maxDepth) throw new CommandError(15, `Document exceeds the maximum nested depth of ${maxDepth}`);
  if (start + 5 > limit) throw corrupt('document is too short');
  const size = buffer.readInt32LE(start);
  const end = start + size - 1;
  if (size < 5 || end >= limit || buffer[end] !== 0) throw corrupt('document length does not fit its bytes');
  return end;
}

function endOfField(buffer: Buffer, at: number, end: number): number {
  let nameEnd = at;
  while (buffer[nameEnd] !== 0) if (++nameEnd >= end) throw corrupt('field name does not end');
  return nameEnd;
}

function readName(buffer: Buffer, start: number, end: number): string {
  // Short ASCII names are far quicker by hand than through a call into the runtime.
  if (end - start > 24) return buffer.toString('utf8', start, end);
  let name = '';
  for (let i = start; i < end; i++) {
    const byte = buffer[i]!;
    if (byte > 127) return buffer.toString('utf8', start, end);
    name += String.fromCharCode(byte);
  }
  return name;
}

/** Where the value that begins at `at` ends (exclusive). */
export function skipValue(buffer: Buffer, at: number, type: number): number {
  switch (type) {
    case 0x10:
      return at + 4;
    case 0x01:
    case 0x09:
    case 0x11:
    case 0x12:
      return at + 8;
    case 0x02:
    case 0x0d:
    case 0x0e:
      return at + 4 + lengthAt(buffer, at, 1);
    case 0x03:
    case 0x04:
    case 0x0f:
      return at + lengthAt(buffer, at, 5);
    case 0x05:
      return at + 5 + lengthAt(buffer, at, 0);
    case 0x07:
      return at + 12;
    case 0x08:
      return at + 1;
    case 0x06:
    case 0x0a:
    case 0xff:
    case 0x7f:
      return at;
    case 0x13:
      return at + 16;
    case 0x0b:
      return endOfName(buffer, endOfName(buffer, at));
    case 0x0c:
      return at + 4 + lengthAt(buffer, at, 1) + 12;
    default:
      throw corrupt(`unknown type 0x${type.toString(16)}`);
  }
}

function lengthAt(buffer: Buffer, at: number, least: number): number {
  if (at + 4 > buffer.length) throw corrupt('length is cut off');
  const length = buffer.readInt32LE(at);
  if (length < least || at + length > buffer.length) throw corrupt('length does not fit');
  return length;
}

function endOfName(buffer: Buffer, at: number): number {
  const end = buffer.indexOf(0, at);
  if (end < 0) throw corrupt('string does not end');
  return end + 1;
}

/** The value between `at` and `next`. */
export function readValue(buffer: Buffer, at: number, next: number, type: number, depth: number): unknown {
  switch (type) {
    case 0x10:
      return buffer.readInt32LE(at);
    case 0x02:
      return buffer.toString('utf8', at + 4, next - 1);
    case 0x01: {
      const value = buffer.readDoubleLE(at);
      return isInt32(value) || Number.isInteger(value) ? new Double(value) : value;
    }
    case 0x03:
      return readDocument(buffer, at, next, depth + 1);
    case 0x04:
      return readDocument(buffer, at, next, depth + 1, true);
    case 0x05:
      return readBinary(buffer, at, next);
    case 0x07:
      return new ObjectId(Uint8Array.prototype.slice.call(buffer, at, at + 12));
    case 0x08:
      return buffer[at] === 1;
    case 0x09:
      return new Date(Number(buffer.readBigInt64LE(at)));
    case 0x0a:
    case 0x06:
      return null;
    case 0x0b: {
      const mid = endOfName(buffer, at);
      return new BSONRegExp(buffer.toString('utf8', at, mid - 1), buffer.toString('utf8', mid, next - 1));
    }
    case 0x11:
      return new Timestamp({ i: buffer.readUInt32LE(at), t: buffer.readUInt32LE(at + 4) });
    case 0x12:
      return new Long(buffer.readInt32LE(at), buffer.readInt32LE(at + 4));
    case 0x13:
      return new Decimal128(Uint8Array.prototype.slice.call(buffer, at, next));
    case 0xff:
      return new MinKey();
    case 0x7f:
      return new MaxKey();
    default:
      return readRare(buffer, at, next, type);
  }
}

function readBinary(buffer: Buffer, at: number, next: number): Binary {
  const subtype = buffer[at + 4]!;
  const from = subtype === 2 ? at + 9 : at + 5;
  if (from > next) throw corrupt('binary is cut off');
  return new Binary(Buffer.from(buffer.subarray(from, next)), subtype);
}

/** Symbols, code and DBPointers: old types nobody writes any more; the library reads them. */
function readRare(buffer: Buffer, at: number, next: number, type: number): unknown {
  const doc = Buffer.alloc(4 + 3 + (next - at) + 1);
  doc.writeInt32LE(doc.length, 0);
  doc[4] = type;
  doc[5] = 0x76;
  buffer.copy(doc, 7, at, next);
  return deserialize(doc, { promoteValues: false, bsonRegExp: true })['v'];
}
