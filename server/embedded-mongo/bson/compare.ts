import { type Binary, type BSONRegExp, type Code, type DBRef, Decimal128, Long, type ObjectId, type Timestamp } from 'bson';
import type { Collation } from './collation.js';
import { compareStrings, sign } from './compare-strings.js';
import { compareDecimals, type Decimal, toDecimal } from './decimal.js';
import { asNumber, type Doc, rankOf, typeRank } from './values.js';

/**
 * Orders two BSON values as MongoDB does: by type first, then by value; numbers of all types together, strings by their
 * UTF-8 bytes or by a collation, documents field by field in their stored order. Missing (undefined) equals null.
 * Source: MongoDB manual, "Comparison/Sort Order"; mingo sorts documents' keys and orders other types alphabetically.
 */
export function compareValues(a: unknown, b: unknown, collation?: Collation): number {
  if (a === b) return 0;
  if (typeof a === 'number' && typeof b === 'number') return compareDoubles(a, b);
  if (typeof a === 'string' && typeof b === 'string') return collation ? sign(collation.compare(a, b)) : compareStrings(a, b);
  const rank = rankOf(a);
  const difference = rank - rankOf(b);
  if (difference !== 0) return difference < 0 ? -1 : 1;
  switch (rank) {
    case typeRank.null:
    case typeRank.minKey:
    case typeRank.maxKey:
      return 0;
    case typeRank.number:
      return compareNumbers(a, b);
    case typeRank.string:
      return collation ? sign(collation.compare(String(a), String(b))) : compareStrings(String(a), String(b));
    case typeRank.object:
      return compareDocuments(plain(a), plain(b), collation);
    case typeRank.array:
      return compareArrays(a as unknown[], b as unknown[], collation);
    case typeRank.binary:
      return compareBinary(a as Binary, b as Binary);
    case typeRank.objectId:
      return Buffer.compare((a as ObjectId).id, (b as ObjectId).id);
    case typeRank.bool:
      return a === true ? 1 : -1;
    case typeRank.date:
      return sign((a as Date).getTime() - (b as Date).getTime());
    case typeRank.timestamp:
      return (a as Timestamp).compare(b as Timestamp);
    case typeRank.regex:
      return compareStrings(regexText(a), regexText(b));
    default:
      return compareStrings((a as Code).code ?? '', (b as Code).code ?? '');
  }
}

/** Equality in MongoDB's sense (1 equals 1.0 equals NumberLong(1); field order matters). */
export function equalValues(a: unknown, b: unknown, collation?: Collation): boolean {
  return compareValues(a, b, collation) === 0;
}

function compareDoubles(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  if (a === b) return 0;
  // NaN is below every number and equal to itself.
  return Number.isNaN(a) ? (Number.isNaN(b) ? 0 : -1) : 1;
}

/** Orders two numeric values of any BSON number type by their exact values. */
export function compareNumbers(a: unknown, b: unknown): number {
  if (isWide(a) || isWide(b)) return compareDecimals(exact(a), exact(b));
  return compareDoubles(asNumber(a), asNumber(b));
}

function isWide(value: unknown): boolean {
  return value instanceof Decimal128 || typeof value === 'bigint' || (value instanceof Long && !Number.isSafeInteger(value.toNumber()));
}

/** The exact decimal value of any numeric BSON value. */
export function exact(value: unknown): Decimal {
  if (value instanceof Decimal128) return toDecimal(value);
  if (value instanceof Long) return toDecimal(value.toBigInt());
  return toDecimal(typeof value === 'bigint' ? value : asNumber(value));
}

function compareDocuments(a: Doc, b: Doc, collation: Collation | undefined): number {
  const [keysA, keysB] = [Object.keys(a), Object.keys(b)];
  for (let i = 0; i < keysA.length && i < keysB.length; i++) {
    const [x, y] = [a[keysA[i]!], b[keysB[i]!]];
    const order = rankOf(x) - rankOf(y) || compareStrings(keysA[i]!, keysB[i]!) || compareValues(x, y, collation);
    if (order !== 0) return sign(order);
  }
  return sign(keysA.length - keysB.length);
}

function compareArrays(a: unknown[], b: unknown[], collation: Collation | undefined): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const order = compareValues(a[i], b[i], collation);
    if (order !== 0) return order;
  }
  return sign(a.length - b.length);
}

function compareBinary(a: Binary | Uint8Array, b: Binary | Uint8Array): number {
  const [x, y] = [bytesOf(a), bytesOf(b)];
  const subtype = (value: Binary | Uint8Array): number => (value instanceof Uint8Array ? 0 : value.sub_type);
  return sign(x.length - y.length) || sign(subtype(a) - subtype(b)) || Buffer.compare(x, y);
}

/** The bytes of a binary value, without the unused tail of its buffer. */
export function bytesOf(value: Binary | Uint8Array): Uint8Array {
  return value instanceof Uint8Array ? value : value.buffer.subarray(0, value.position);
}

/** A regular expression as one string, pattern before options. */
export function regexText(value: unknown): string {
  if (value instanceof RegExp) return `${value.source}\0${value.flags}`;
  const regex = value as BSONRegExp;
  return `${regex.pattern}\0${regex.options}`;
}

function plain(value: unknown): Doc {
  if ((value as { _bsontype?: string })._bsontype !== 'DBRef') return value as Doc;
  const ref = value as DBRef;
  return { $ref: ref.collection, $id: ref.oid, ...(ref.db ? { $db: ref.db } : {}), ...ref.fields };
}
