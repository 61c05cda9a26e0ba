import { Binary, BSONRegExp, BSONSymbol, Code, DBRef, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';

/** A document as this server holds it in memory: int32 is a JS number, a fractional double is a JS number, a whole double is a `Double`. */
export type Doc = Record<string, unknown>;

/** MongoDB's canonical order of types (missing sorts with null; strings with symbols; all numbers together). */
export const typeRank = {
  minKey: 10,
  undefined: 15,
  null: 20,
  number: 30,
  string: 40,
  object: 50,
  array: 60,
  binary: 70,
  objectId: 80,
  bool: 90,
  date: 100,
  timestamp: 110,
  regex: 120,
  dbPointer: 125,
  code: 130,
  codeWithScope: 140,
  maxKey: 250,
} as const;

/** The canonical rank of a value's type. */
export function rankOf(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return typeRank.string;
    case 'number':
    case 'bigint':
      return typeRank.number;
    case 'boolean':
      return typeRank.bool;
    case 'undefined':
      return typeRank.null;
    default:
  }
  if (value === null) return typeRank.null;
  if (Array.isArray(value)) return typeRank.array;
  if (value instanceof Date) return typeRank.date;
  switch ((value as { _bsontype?: string })._bsontype) {
    case undefined:
      return value instanceof RegExp ? typeRank.regex : value instanceof Uint8Array ? typeRank.binary : typeRank.object;
    case 'ObjectId':
      return typeRank.objectId;
    case 'Long':
    case 'Double':
    case 'Int32':
    case 'Decimal128':
      return typeRank.number;
    case 'Binary':
      return typeRank.binary;
    case 'Timestamp':
      return typeRank.timestamp;
    case 'BSONRegExp':
      return typeRank.regex;
    case 'MinKey':
      return typeRank.minKey;
    case 'MaxKey':
      return typeRank.maxKey;
    case 'BSONSymbol':
      return typeRank.string;
    case 'Code':
      return (value as Code).scope ? typeRank.codeWithScope : typeRank.code;
    case 'DBRef':
      return typeRank.object;
    default:
      return typeRank.object;
  }
}

/** True for an embedded document (not an array, not one of BSON's own types). */
export function isDocument(value: unknown): value is Doc {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !(value instanceof RegExp) &&
    !(value instanceof Uint8Array) &&
    (value as { _bsontype?: string })._bsontype === undefined
  );
}

/** MongoDB's alias of a value's type, as `$type` and error messages name it. */
export function typeName(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (typeof value === 'number') return isInt32(value) ? 'int' : 'double';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  if (value instanceof RegExp || value instanceof BSONRegExp) return 'regex';
  if (value instanceof Long && !(value instanceof Timestamp)) return 'long';
  if (value instanceof Double) return 'double';
  if (value instanceof Int32) return 'int';
  if (value instanceof Decimal128) return 'decimal';
  if (value instanceof ObjectId) return 'objectId';
  if (value instanceof Timestamp) return 'timestamp';
  if (value instanceof Binary || value instanceof Uint8Array) return 'binData';
  if (value instanceof MinKey) return 'minKey';
  if (value instanceof MaxKey) return 'maxKey';
  if (value instanceof BSONSymbol) return 'symbol';
  if (value instanceof Code) return value.scope ? 'javascriptWithScope' : 'javascript';
  if (value instanceof DBRef) return 'object';
  return 'object';
}

/** The number BSON gives a type in `$type`. */
export const typeNumbers: Record<string, number> = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  undefined: 6,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  dbPointer: 12,
  javascript: 13,
  symbol: 14,
  javascriptWithScope: 15,
  int: 16,
  timestamp: 17,
  long: 18,
  decimal: 19,
  minKey: -1,
  maxKey: 127,
};

/** Whether a JS number is stored as int32. */
export function isInt32(value: number): boolean {
  return (value | 0) === value && !Object.is(value, -0);
}

/** True for every numeric BSON value. */
export function isNumeric(value: unknown): value is number | Long | Double | Int32 | Decimal128 {
  return typeof value === 'number' || (typeof value === 'object' && value !== null && rankOf(value) === typeRank.number);
}

/** A JS number from any numeric BSON value (Long and Decimal128 are rounded); NaN for everything else. */
export function asNumber(value: unknown): number {
  if (typeof value === 'number') return value;
  if (value instanceof Double || value instanceof Int32) return value.value;
  if (value instanceof Long) return value.toNumber();
  if (value instanceof Decimal128) return Number(value.toString());
  return NaN;
}

/** Whether MongoDB takes a value for true (command flags may come as 1, 1.0 or true). */
export function truthy(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return false;
  return isNumeric(value) ? asNumber(value) !== 0 : true;
}
