import { Decimal128, Double, Long } from 'bson';
import { exact } from './compare.js';
import { addDecimals, type Decimal, divideDecimals, fromDecimal, multiplyDecimals, toDecimal } from './decimal.js';
import { asNumber, isInt32 } from './values.js';

const smallest = -(2n ** 63n);
const largest = 2n ** 63n - 1n;

type Kind = 'int' | 'long' | 'double' | 'decimal';

/** The BSON type of a number: an int32 by its value, a wrapper by its class. */
export function kindOf(value: unknown): Kind {
  if (value instanceof Decimal128) return 'decimal';
  if (value instanceof Long) return 'long';
  if (value instanceof Double) return 'double';
  return typeof value === 'number' && !isInt32(value) ? 'double' : 'int';
}

/** A double as this server holds it: whole ones keep their type in a wrapper. */
export function double(value: number): number | Double {
  return Number.isInteger(value) ? new Double(value) : value;
}

/** A whole number as int32 where it fits (and `wide` is not set), else as int64; undefined when it does not fit int64. */
export function whole(value: bigint, wide = false): number | Long | undefined {
  if (!wide && value >= -2147483648n && value <= 2147483647n) return Number(value);
  return value >= smallest && value <= largest ? Long.fromBigInt(value) : undefined;
}

function widest(a: unknown, b: unknown): Kind {
  const order: Kind[] = ['int', 'long', 'double', 'decimal'];
  return order[Math.max(order.indexOf(kindOf(a)), order.indexOf(kindOf(b)))]!;
}

function big(value: unknown): bigint {
  return value instanceof Long ? value.toBigInt() : BigInt(asNumber(value));
}

/** Which result an int64 overflow has: aggregation goes on as double, an update fails. */
type OnOverflow = 'double' | 'undefined';

function operate(
  a: unknown,
  b: unknown,
  onOverflow: OnOverflow,
  byDouble: (x: number, y: number) => number,
  byInteger: (x: bigint, y: bigint) => bigint,
  byDecimal: (x: Decimal, y: Decimal) => Decimal,
): unknown {
  const kind = widest(a, b);
  if (kind === 'decimal') return fromDecimal(byDecimal(decimalOf(a), decimalOf(b)));
  if (kind === 'double') return double(byDouble(asNumber(a), asNumber(b)));
  if (kind === 'int') {
    const result = byDouble(a as number, b as number);
    if (isInt32(result)) return result;
    if (Number.isSafeInteger(result)) return Object.is(result, -0) ? 0 : Long.fromNumber(result);
  }
  const result = whole(byInteger(big(a), big(b)), kind === 'long');
  return result ?? (onOverflow === 'double' ? double(byDouble(asNumber(a), asNumber(b))) : undefined);
}

/** A double becomes a decimal by its 15 digits, as MongoDB converts it (0.1 stays 0.1). */
function decimalOf(value: unknown): Decimal {
  const number = kindOf(value) === 'double' ? asNumber(value) : undefined;
  if (number === undefined || !Number.isFinite(number)) return exact(value);
  return toDecimal(Decimal128.fromString(number.toPrecision(15)));
}

/** Adds two numbers with MongoDB's rules for the result's type. */
export function add(a: unknown, b: unknown, onOverflow: OnOverflow = 'double'): unknown {
  return operate(
    a,
    b,
    onOverflow,
    (x, y) => x + y,
    (x, y) => x + y,
    addDecimals,
  );
}

/** Subtracts. */
export function subtract(a: unknown, b: unknown): unknown {
  return operate(
    a,
    b,
    'double',
    (x, y) => x - y,
    (x, y) => x - y,
    (x, y) => addDecimals(x, typeof y === 'string' ? y : { digits: -y.digits, exponent: y.exponent }),
  );
}

/** Multiplies. */
export function multiply(a: unknown, b: unknown, onOverflow: OnOverflow = 'double'): unknown {
  return operate(
    a,
    b,
    onOverflow,
    (x, y) => x * y,
    (x, y) => x * y,
    multiplyDecimals,
  );
}

/** Divides: always a double, or a decimal when one side is. The caller has excluded a zero divisor. */
export function divide(a: unknown, b: unknown): unknown {
  if (widest(a, b) === 'decimal') return fromDecimal(divideDecimals(decimalOf(a), decimalOf(b)));
  return double(asNumber(a) / asNumber(b));
}

/** The remainder with the sign of the dividend, in the wider of the two types. */
export function modulo(a: unknown, b: unknown): unknown {
  const kind = widest(a, b);
  if (kind === 'double' || kind === 'decimal') return double(asNumber(a) % asNumber(b));
  return whole(big(a) % big(b), kind === 'long');
}
