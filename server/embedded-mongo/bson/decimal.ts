import { Decimal128 } from 'bson';

/** A finite decimal number as integer digits times a power of ten; or one of the three that are not finite. */
export type Decimal = { digits: bigint; exponent: number } | 'NaN' | 'Infinity' | '-Infinity';

/** Reads a decimal from Decimal128, a whole number or a double (by its exact binary value). */
export function toDecimal(value: Decimal128 | bigint | number): Decimal {
  if (typeof value === 'bigint') return { digits: value, exponent: 0 };
  if (typeof value === 'number') return exactOfDouble(value);
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:E([+-]?\d+))?$/i.exec(value.toString());
  if (!match) {
    const text = value.toString();
    return text.includes('NaN') ? 'NaN' : text.startsWith('-') ? '-Infinity' : 'Infinity';
  }
  const [, sign, whole = '', fraction = '', power = '0'] = match;
  const digits = BigInt(`${whole}${fraction}` || '0');
  return { digits: sign === '-' ? -digits : digits, exponent: Number(power) - fraction.length };
}

/** Writes a decimal as Decimal128, rounded half to even to 34 digits. */
export function fromDecimal(value: Decimal): Decimal128 {
  if (typeof value === 'string') return Decimal128.fromString(value);
  let { digits, exponent } = value;
  const negative = digits < 0n;
  if (negative) digits = -digits;
  const surplus = digits.toString().length - 34;
  if (surplus > 0) {
    const unit = 10n ** BigInt(surplus);
    const rest = digits % unit;
    digits /= unit;
    if (rest * 2n > unit || (rest * 2n === unit && digits % 2n === 1n)) digits += 1n;
    exponent += surplus;
  }
  return Decimal128.fromString(`${negative ? '-' : ''}${digits}E${exponent}`);
}

/** Adds two decimals exactly. */
export function addDecimals(a: Decimal, b: Decimal): Decimal {
  if (typeof a === 'string' || typeof b === 'string') return special(a, b, (x, y) => x + y);
  const [x, y, exponent] = align(a, b);
  return { digits: x + y, exponent };
}

/** Multiplies two decimals exactly. */
export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  if (typeof a === 'string' || typeof b === 'string') return special(a, b, (x, y) => x * y);
  return { digits: a.digits * b.digits, exponent: a.exponent + b.exponent };
}

/** Divides to 36 significant digits. */
export function divideDecimals(a: Decimal, b: Decimal): Decimal {
  if (typeof a === 'string' || typeof b === 'string') return special(a, b, (x, y) => x / y);
  const shift = Math.max(0, 36 + b.digits.toString().length - a.digits.toString().length);
  return { digits: (a.digits * 10n ** BigInt(shift)) / b.digits, exponent: a.exponent - b.exponent - shift };
}

/** Orders two decimals: NaN below everything, as MongoDB sorts it. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  if (typeof a === 'string' || typeof b === 'string') {
    const [x, y] = [orderOfSpecial(a), orderOfSpecial(b)];
    return x < y ? -1 : x > y ? 1 : 0;
  }
  const [x, y] = align(a, b);
  return x < y ? -1 : x > y ? 1 : 0;
}

function align(a: { digits: bigint; exponent: number }, b: { digits: bigint; exponent: number }): [bigint, bigint, number] {
  const exponent = Math.min(a.exponent, b.exponent);
  return [a.digits * 10n ** BigInt(a.exponent - exponent), b.digits * 10n ** BigInt(b.exponent - exponent), exponent];
}

function orderOfSpecial(value: Decimal): number {
  if (value === 'NaN') return -2;
  if (value === '-Infinity') return -1;
  return value === 'Infinity' ? 1 : 0;
}

function special(a: Decimal, b: Decimal, operate: (x: number, y: number) => number): Decimal {
  const number = (value: Decimal): number => (typeof value === 'string' ? Number(value) : Math.sign(Number(value.digits)));
  const result = operate(number(a), number(b));
  if (Number.isNaN(result)) return 'NaN';
  if (result === Infinity || result === -Infinity) return result > 0 ? 'Infinity' : '-Infinity';
  return { digits: 0n, exponent: 0 };
}

function exactOfDouble(value: number): Decimal {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  if (Number.isInteger(value)) return { digits: BigInt(value), exponent: 0 };
  // A double is an integer over a power of two, and 1/2^n is 5^n/10^n.
  let power = 0;
  let scaled = value;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    power++;
  }
  return { digits: BigInt(scaled) * 5n ** BigInt(power), exponent: -power };
}
