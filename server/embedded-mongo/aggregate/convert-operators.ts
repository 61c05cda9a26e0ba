import { Decimal128, Double, Long, ObjectId, Timestamp } from 'bson';
import { double, kindOf } from '../bson/arithmetic.js';
import { asNumber, isInt32, isNumeric, truthy, typeName } from '../bson/values.js';
import { CommandError } from '../errors.js';
import type { OwnOperator } from './own-operator.js';

/** Thrown by every conversion that cannot be done (241 ConversionFailure), so that `$convert` can answer `onError`. */
function failure(value: unknown, to: string, why = ''): CommandError {
  return new CommandError(241, `Unsupported conversion from ${typeName(value)} to ${to} in $convert with no onError value${why ? `: ${why}` : ''}`);
}

function parsed(value: string, to: string): number {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value))
    throw new CommandError(241, `Failed to parse number '${value}' in $convert with no onError value: to ${to}`);
  return Number(value);
}

function integer(value: unknown, to: 'int' | 'long'): unknown {
  if (typeof value === 'boolean') return to === 'int' ? Number(value) : Long.fromNumber(Number(value));
  if (value instanceof Date && to === 'long') return Long.fromNumber(value.getTime());
  if (typeof value === 'string') {
    if (!/^[+-]?\d+$/.test(value))
      throw new CommandError(241, `Failed to parse number '${value}' in $convert with no onError value: Did not consume whole string.`);
    const big = BigInt(value);
    if (BigInt.asIntN(to === 'int' ? 32 : 64, big) !== big)
      throw new CommandError(241, `Failed to parse number '${value}' in $convert with no onError value: Overflow`);
    return to === 'int' ? Number(big) : Long.fromBigInt(big);
  }
  if (!isNumeric(value)) throw failure(value, to);
  if (to === 'long' && value instanceof Long) return value;
  const whole = Math.trunc(asNumber(value));
  if (!Number.isFinite(whole) || (to === 'int' ? !isInt32(whole) && whole !== 0 : Math.abs(whole) > 2 ** 63))
    throw failure(value, to, 'the number is out of range');
  return to === 'int' ? whole + 0 : Long.fromNumber(whole);
}

function text(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof ObjectId) return value.toHexString();
  if (value instanceof Long || value instanceof Decimal128) return value.toString();
  if (isNumeric(value)) return String(asNumber(value));
  throw failure(value, 'string');
}

function date(value: unknown): Date {
  if (value instanceof Date) return value;
  if (value instanceof ObjectId) return value.getTimestamp();
  if (value instanceof Timestamp) return new Date(value.getHighBitsUnsigned() * 1000);
  if (isNumeric(value) && kindOf(value) !== 'int') return new Date(Math.trunc(asNumber(value)));
  if (typeof value === 'string') {
    const zoned = /([zZ]|[+-]\d\d:?\d\d)$/.test(value.trim()) || !value.includes('T') ? value : `${value}Z`;
    const result = new Date(
      /^\d{4}-\d\d-\d\d( \d\d:\d\d(:\d\d(\.\d+)?)?)?$/.test(value) ? `${value.replace(' ', 'T')}${value.includes(' ') ? 'Z' : ''}` : zoned,
    );
    if (!Number.isNaN(result.getTime())) return result;
    throw new CommandError(241, `Error parsing date string '${value}'`);
  }
  throw failure(value, 'date');
}

function decimal(value: unknown): Decimal128 {
  if (value instanceof Decimal128) return value;
  if (typeof value === 'boolean') return Decimal128.fromString(value ? '1' : '0');
  if (value instanceof Date) return Decimal128.fromString(String(value.getTime()));
  if (typeof value === 'string') {
    parsed(value, 'decimal');
    return Decimal128.fromString(value);
  }
  if (!isNumeric(value)) throw failure(value, 'decimal');
  if (value instanceof Long || kindOf(value) === 'int') return Decimal128.fromString(value.toString());
  return Decimal128.fromString(String(Number(asNumber(value).toPrecision(15))));
}

const conversions: Record<string, (value: unknown) => unknown> = {
  double: (value) => {
    if (typeof value === 'boolean') return new Double(Number(value));
    if (value instanceof Date) return double(value.getTime());
    if (typeof value === 'string') return double(parsed(value, 'double'));
    if (!isNumeric(value)) throw failure(value, 'double');
    return double(asNumber(value));
  },
  string: text,
  objectId: (value) => {
    if (value instanceof ObjectId) return value;
    if (typeof value === 'string' && /^[0-9a-f]{24}$/i.test(value)) return new ObjectId(value);
    throw failure(value, 'objectId');
  },
  bool: (value) => truthy(value),
  date,
  int: (value) => integer(value, 'int'),
  long: (value) => integer(value, 'long'),
  decimal,
};

const numberOfType: Record<number, string> = { 1: 'double', 2: 'string', 7: 'objectId', 8: 'bool', 9: 'date', 16: 'int', 18: 'long', 19: 'decimal' };

/** Converts a value to a BSON type named as `$convert` names it. @throws CommandError 241 ConversionFailure */
export function convertValue(value: unknown, to: unknown): unknown {
  const name = typeof to === 'string' ? to : numberOfType[asNumber(to)];
  const convert = name ? conversions[name] : undefined;
  if (!convert) throw new CommandError('BadValue', `Unknown type name: ${String(to)}`);
  return convert(value);
}

const shorthand = (to: string): OwnOperator => ({
  arity: [1, 1],
  apply: ([value]) => (value === null || value === undefined ? null : convertValue(value, to)),
});

/** `$toInt` and its like. */
export const convertOperators: Record<string, OwnOperator> = {
  $toBool: shorthand('bool'),
  $toDate: shorthand('date'),
  $toDecimal: shorthand('decimal'),
  $toDouble: shorthand('double'),
  $toInt: shorthand('int'),
  $toLong: shorthand('long'),
  $toObjectId: shorthand('objectId'),
  $toString: shorthand('string'),
};
