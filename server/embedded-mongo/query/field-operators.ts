import { Binary, Decimal128, Long, MaxKey, MinKey, Timestamp } from 'bson';
import { type Collation, collationOf } from '../bson/collation.js';
import { compareValues, equalValues, regexText } from '../bson/compare.js';
import { KeyWriter } from '../bson/key-encoding.js';
import { asNumber, type Doc, isDocument, isNumeric, rankOf, truthy, typeName, typeNumbers, typeRank } from '../bson/values.js';
import { CommandError } from '../errors.js';
import { compileFilter, compileOperators, isOperatorDocument, type Variables } from './matcher.js';
import { visitPath } from './path.js';
import { compileRegex, isRegex, toRegExp } from './regex.js';

/** Tells whether the values a path leads to in a document pass one operator. */
export type FieldTest = (doc: unknown, parts: readonly string[]) => boolean;

type ValueTest = (value: unknown) => boolean;
type Compile = (operand: unknown, siblings: Doc, variables: Variables) => FieldTest;

const any =
  (test: ValueTest): FieldTest =>
  (doc, parts) =>
    visitPath(doc, parts, test);
const anyWhole =
  (test: ValueTest): FieldTest =>
  (doc, parts) =>
    visitPath(doc, parts, test, false);
const not =
  (test: FieldTest): FieldTest =>
  (doc, parts) =>
    !test(doc, parts);

const operators: Record<string, Compile> = {
  $eq: (operand, _siblings, variables) => any(equals(operand, collationOf(variables))),
  $ne: (operand, _siblings, variables) => {
    if (isRegex(operand)) throw new CommandError('BadValue', "Can't have regex as arg to $ne.");
    return not(any(equals(operand, collationOf(variables))));
  },
  $gt: (operand, _siblings, variables) => any(ordered(operand, (order) => order > 0, false, collationOf(variables))),
  $gte: (operand, _siblings, variables) => any(ordered(operand, (order) => order >= 0, true, collationOf(variables))),
  $lt: (operand, _siblings, variables) => any(ordered(operand, (order) => order < 0, false, collationOf(variables))),
  $lte: (operand, _siblings, variables) => any(ordered(operand, (order) => order <= 0, true, collationOf(variables))),
  $in: (operand, _siblings, variables) => any(oneOf(operand, '$in', collationOf(variables))),
  $nin: (operand, _siblings, variables) => not(any(oneOf(operand, '$nin', collationOf(variables)))),
  $exists: (operand) => (truthy(operand) ? anyWhole(isThere) : not(anyWhole(isThere))),
  $type: (operand) => any(typeTest(operand)),
  $size: (operand) => {
    const size = wholeNumber(operand, '$size');
    if (size < 0) throw new CommandError('BadValue', `Failed to parse $size. Expected a non-negative number in: $size: ${size}`);
    return anyWhole((value) => Array.isArray(value) && value.length === size);
  },
  $mod: (operand) => any(modTest(operand)),
  $regex: (operand, siblings) => any(regexTest(operand, siblings)),
  $not: (operand, _siblings, variables) => {
    if (isRegex(operand)) return not(any(regexTest(operand, {})));
    if (!isDocument(operand)) throw new CommandError('BadValue', '$not needs a regex or a document');
    if (Object.keys(operand).length === 0) throw new CommandError('BadValue', '$not cannot be empty');
    const tests = compileOperators(operand, variables);
    return (doc, parts) => !tests.every((test) => test(doc, parts));
  },
  $elemMatch: (operand, _siblings, variables) => {
    const test = elementTest(operand, variables);
    return anyWhole((value) => Array.isArray(value) && value.some(test));
  },
  $all: (operand, _siblings, variables) => allTest(operand, variables),
  $bitsAllSet: (operand) => bitTest(operand, (bits, mask) => (bits & mask) === mask),
  $bitsAnySet: (operand) => bitTest(operand, (bits, mask) => (bits & mask) !== 0n),
  $bitsAllClear: (operand) => bitTest(operand, (bits, mask) => (bits & mask) === 0n),
  $bitsAnyClear: (operand) => bitTest(operand, (bits, mask) => (bits & mask) !== mask),
};

const geo = new Set(['$near', '$nearSphere', '$geoWithin', '$geoIntersects', '$within', '$box', '$center']);

/** Compiles one operator of one field. @throws CommandError BadValue for an unknown operator or a wrong operand */
export function compileField(name: string, operand: unknown, siblings: Doc, variables: Variables): FieldTest {
  const compile = Object.hasOwn(operators, name) ? operators[name] : undefined;
  if (compile) return compile(operand, siblings, variables);
  if (geo.has(name)) throw new CommandError('CommandNotSupported', `${name} is not supported: this server has no geospatial queries`);
  throw new CommandError('BadValue', `unknown operator: ${name}`);
}

const isThere = (value: unknown): boolean => value !== undefined;

function equals(operand: unknown, collation: Collation | undefined): ValueTest {
  if (collation) return (value) => equalValues(value, operand, collation);
  if (typeof operand === 'string') return (value) => value === operand || (typeof value === 'object' && equalValues(value, operand));
  return (value) => equalValues(value, operand);
}

/** Range operators look only at values of the operand's own type; MinKey and MaxKey stand below and above all types. */
function ordered(operand: unknown, accept: (order: number) => boolean, inclusive: boolean, collation: Collation | undefined): ValueTest {
  if (isRegex(operand)) throw new CommandError('BadValue', `Can't have RegEx as arg to predicate over field`);
  if (operand instanceof MinKey || operand instanceof MaxKey) {
    return (value) => accept(compareValues(value ?? null, operand));
  }
  const rank = rankOf(operand);
  if (rank === typeRank.null) return (value) => inclusive && (value === null || value === undefined);
  if (isNumeric(operand) && Number.isNaN(asNumber(operand))) {
    return (value) => inclusive && isNumeric(value) && Number.isNaN(asNumber(value));
  }
  return (value) =>
    value !== undefined &&
    rankOf(value) === rank &&
    !(rank === typeRank.number && Number.isNaN(asNumber(value))) &&
    accept(compareValues(value, operand, collation));
}

function oneOf(operand: unknown, name: string, collation: Collation | undefined): ValueTest {
  if (!Array.isArray(operand)) throw new CommandError('BadValue', `${name} needs an array`);
  const patterns: ValueTest[] = [];
  const keys = new Set<string>();
  const strings = new Set<string>();
  const collated: unknown[] = [];
  for (const item of operand) {
    if (isOperatorDocument(item)) throw new CommandError('BadValue', `cannot nest $ under ${name}`);
    if (isRegex(item)) patterns.push(regexTest(item, {}));
    else if (collation) collated.push(item);
    else if (typeof item === 'string') strings.add(item);
    else keys.add(new KeyWriter().add(item).finish().key.toString('latin1'));
  }
  if (collation) {
    const ordered = collated.sort((a, b) => compareValues(a, b, collation));
    return (value) => isAmong(ordered, value, collation) || patterns.some((test) => test(value));
  }
  return (value) => {
    if (typeof value === 'string') return strings.has(value) || patterns.some((test) => test(value));
    if (keys.size > 0 && keys.has(new KeyWriter().add(value).finish().key.toString('latin1'))) return true;
    return patterns.some((test) => test(value));
  };
}

/** Looks a value up in an ordered list. */
function isAmong(ordered: readonly unknown[], value: unknown, collation: Collation): boolean {
  let [low, high] = [0, ordered.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const order = compareValues(ordered[middle], value, collation);
    if (order === 0) return true;
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return false;
}

function typeTest(operand: unknown): ValueTest {
  const names = new Set<string>();
  for (const item of Array.isArray(operand) ? operand : [operand]) {
    if (typeof item === 'string') {
      if (item !== 'number' && typeNumbers[item] === undefined) throw new CommandError('BadValue', `Unknown type name alias: ${item}`);
      if (item === 'number') for (const name of ['int', 'long', 'double', 'decimal']) names.add(name);
      else names.add(item);
    } else {
      const found = Object.entries(typeNumbers).find(([, number]) => number === asNumber(item));
      if (!found) throw new CommandError('BadValue', `Invalid numerical type code: ${String(item)}`);
      names.add(found[0]);
    }
  }
  if (names.size === 0) throw new CommandError('FailedToParse', '$type must match at least one type');
  return (value) => value !== undefined && names.has(typeName(value));
}

function modTest(operand: unknown): ValueTest {
  if (!Array.isArray(operand)) throw new CommandError('BadValue', 'malformed mod, needs to be an array');
  if (operand.length < 2) throw new CommandError('BadValue', 'malformed mod, not enough elements');
  if (operand.length > 2) throw new CommandError('BadValue', 'malformed mod, too many elements');
  if (!isNumeric(operand[0])) throw new CommandError('BadValue', 'malformed mod, divisor not a number');
  if (!isNumeric(operand[1])) throw new CommandError('BadValue', 'malformed mod, remainder not a number');
  const [divisor, remainder] = operand.map((value) => toBigInt(value));
  if (divisor === undefined || remainder === undefined) throw new CommandError('BadValue', 'malformed mod, divisor value is invalid');
  if (divisor === 0n) throw new CommandError('BadValue', 'divisor cannot be 0');
  return (value) => {
    if (!isNumeric(value)) return false;
    const whole = toBigInt(value);
    return whole !== undefined && whole % divisor === remainder;
  };
}

function toBigInt(value: unknown): bigint | undefined {
  if (value instanceof Long) return value.toBigInt();
  const number = value instanceof Decimal128 ? Number(value.toString()) : asNumber(value);
  return Number.isFinite(number) ? BigInt(Math.trunc(number)) : undefined;
}

function regexTest(operand: unknown, siblings: Doc): ValueTest {
  const options = siblings['$options'];
  if (options !== undefined && typeof options !== 'string') throw new CommandError('BadValue', '$options has to be a string');
  let regex: RegExp;
  if (isRegex(operand)) regex = options === undefined ? compileRegex(operand) : toRegExp(regexText(operand).split('\0')[0]!, options);
  else if (typeof operand === 'string') regex = toRegExp(operand, options ?? '');
  else throw new CommandError('BadValue', '$regex has to be a string');
  return (value) => (typeof value === 'string' ? regex.test(value) : isRegex(value) && isRegex(operand) && equalValues(value, operand));
}

/** Compiles the inside of `$elemMatch`: operators on the element itself, or a filter on an embedded document. */
export function elementTest(operand: unknown, variables: Variables = {}): ValueTest {
  if (!isDocument(operand)) throw new CommandError('BadValue', '$elemMatch needs an Object');
  const first = Object.keys(operand)[0];
  if (isOperatorDocument(operand) && !['$and', '$or', '$nor', '$expr', '$jsonSchema'].includes(first!)) {
    const tests = compileOperators(operand, variables);
    // The element is tested as it is: an array inside the array counts as one value or through its own elements.
    return (value) => tests.every((test) => test({ v: value }, ['v']));
  }
  const matches = compileFilter(operand, variables);
  return (value) => (isDocument(value) && matches(value)) || (Array.isArray(value) && matches({ ...value } as Doc));
}

function allTest(operand: unknown, variables: Variables): FieldTest {
  if (!Array.isArray(operand)) throw new CommandError('BadValue', '$all needs an array');
  if (operand.length === 0) return () => false;
  const elements = operand.filter((item) => isDocument(item) && Object.keys(item)[0] === '$elemMatch');
  if (elements.length > 0 && elements.length < operand.length) throw new CommandError('BadValue', '$all/$elemMatch has to be consistent');
  const tests = operand.map((item) => {
    if (elements.length > 0) return operators['$elemMatch']!((item as Doc)['$elemMatch'], {}, variables);
    if (isOperatorDocument(item)) throw new CommandError('BadValue', 'no $ expressions in $all');
    return isRegex(item) ? any(regexTest(item, {})) : any(equals(item, collationOf(variables)));
  });
  return (doc, parts) => tests.every((test) => test(doc, parts));
}

function bitTest(operand: unknown, accept: (bits: bigint, mask: bigint) => boolean): FieldTest {
  const mask = bitMask(operand);
  return any((value) => {
    if (value instanceof Binary) return accept(bitsOfBinary(value), mask);
    if (!isNumeric(value) || (!(value instanceof Long) && !Number.isInteger(asNumber(value)))) return false;
    const bits = toBigInt(value);
    return bits !== undefined && accept(bits, mask);
  });
}

function bitMask(operand: unknown): bigint {
  if (operand instanceof Binary) return bitsOfBinary(operand);
  if (Array.isArray(operand)) {
    return operand.reduce<bigint>((mask, position) => {
      const at = wholeNumber(position, 'bit position');
      if (at < 0) throw new CommandError('BadValue', `bit positions must be >= 0 but got: ${at}`);
      return mask | (1n << BigInt(at));
    }, 0n);
  }
  const mask = isNumeric(operand) ? toBigInt(operand) : undefined;
  if (mask === undefined || mask < 0n) throw new CommandError('BadValue', 'bit mask must be an array, a non-negative integer or a binary value');
  return mask;
}

function bitsOfBinary(value: Binary): bigint {
  const bytes = Buffer.from(value.buffer.subarray(0, value.position)).reverse();
  return bytes.length === 0 ? 0n : BigInt(`0x${bytes.toString('hex')}`);
}

function wholeNumber(value: unknown, name: string): number {
  const number = value instanceof Timestamp ? NaN : asNumber(value);
  if (!Number.isInteger(number)) throw new CommandError('BadValue', `Failed to parse ${name}. Expected an integer`);
  return number;
}
