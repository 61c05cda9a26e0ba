import { Long } from 'bson';
import { add, divide, double, kindOf, modulo, multiply, subtract } from '../bson/arithmetic.js';
import type { Collation } from '../bson/collation.js';
import { compareNumbers, compareValues, equalValues } from '../bson/compare.js';
import { asNumber, isNumeric, truthy, typeName } from '../bson/values.js';
import { CommandError } from '../errors.js';
import { convertOperators } from './convert-operators.js';
import { listOperators } from './list-operators.js';
import type { OwnOperator } from './own-operator.js';
import { roundOperators } from './round-operators.js';
import { setOperators } from './set-operators.js';

const nullish = (value: unknown): boolean => value === null || value === undefined;
const binary = (apply: (a: unknown, b: unknown) => unknown): OwnOperator => ({ arity: [2, 2], apply: ([a, b]) => apply(a, b) });
const comparing = (apply: (a: unknown, b: unknown, collation: Collation | undefined) => unknown): OwnOperator => ({
  arity: [2, 2],
  apply: ([a, b], collation) => apply(a, b, collation),
});
const compared = (accept: (order: number) => boolean): OwnOperator => comparing((a, b, collation) => accept(compareWithMissing(a, b, collation)));

/** In expressions a missing value sorts below null. */
function compareWithMissing(a: unknown, b: unknown, collation: Collation | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1;
  return compareValues(a, b, collation);
}

function number(name: string, value: unknown, code: number): void {
  if (!isNumeric(value)) throw new CommandError(code, `${name} only supports numeric types, not ${typeName(value)}`);
}

function numeric(name: string, code: number, apply: (a: unknown, b: unknown) => unknown): OwnOperator {
  return binary((a, b) => {
    if (nullish(a) || nullish(b)) return null;
    number(name, a, code);
    number(name, b, code);
    return apply(a, b);
  });
}

function rounding(name: string, code: number, round: (value: number) => number): OwnOperator {
  return {
    arity: [1, 1],
    apply: ([a]) => {
      if (nullish(a)) return null;
      number(name, a, code);
      return kindOf(a) === 'int' || kindOf(a) === 'long' ? a : double(round(asNumber(a)));
    },
  };
}

function addAll(values: unknown[]): unknown {
  let sum: unknown = 0;
  let date: Date | undefined;
  for (const value of values) {
    if (nullish(value)) return null;
    if (value instanceof Date) {
      if (date) throw new CommandError(16612, 'only one date allowed in an $add expression');
      date = value;
    } else {
      if (!isNumeric(value)) throw new CommandError('TypeMismatch', `$add only supports numeric or date types, not ${typeName(value)}`);
      sum = add(sum, value);
    }
  }
  return date ? new Date(date.getTime() + Math.round(asNumber(sum))) : sum;
}

function subtractTwo(a: unknown, b: unknown): unknown {
  if (nullish(a) || nullish(b)) return null;
  if (a instanceof Date) {
    if (b instanceof Date) return Long.fromNumber(a.getTime() - b.getTime());
    if (isNumeric(b)) return new Date(a.getTime() - Math.round(asNumber(b)));
  }
  if (isNumeric(a) && isNumeric(b)) return subtract(a, b);
  throw new CommandError('TypeMismatch', `can't $subtract ${typeName(b)} from ${typeName(a)}`);
}

/** Operators done here and not by mingo: those that compare values or keep BSON's number types. */
export const ownOperators: Record<string, OwnOperator> = {
  $eq: compared((order) => order === 0),
  $ne: compared((order) => order !== 0),
  $gt: compared((order) => order > 0),
  $gte: compared((order) => order >= 0),
  $lt: compared((order) => order < 0),
  $lte: compared((order) => order <= 0),
  $cmp: comparing(compareWithMissing),
  $not: { arity: [1, 1], apply: ([a]) => !truthy(a) },
  $in: comparing((a, b, collation) => {
    if (!Array.isArray(b)) throw new CommandError(40081, `$in requires an array as a second argument, found: ${typeName(b)}`);
    return b.some((item) => equalValues(item, a, collation));
  }),
  $add: { arity: [0, Infinity], apply: addAll },
  $subtract: binary(subtractTwo),
  $multiply: {
    arity: [0, Infinity],
    apply: (values) => {
      if (values.some(nullish)) return null;
      for (const value of values) number('$multiply', value, 14);
      return values.reduce((product, value) => multiply(product, value), 1);
    },
  },
  $divide: numeric('$divide', 14, (a, b) => {
    if (asNumber(b) === 0) throw new CommandError('BadValue', "can't $divide by zero");
    return divide(a, b);
  }),
  $mod: numeric('$mod', 16611, (a, b) => {
    if (asNumber(b) === 0) throw new CommandError(16610, "can't $mod by zero");
    return modulo(a, b);
  }),
  $abs: {
    arity: [1, 1],
    apply: ([a]) => {
      if (nullish(a)) return null;
      number('$abs', a, 28765);
      return compareNumbers(a, 0) < 0 ? multiply(a, -1) : a;
    },
  },
  $ceil: rounding('$ceil', 28765, Math.ceil),
  $floor: rounding('$floor', 28765, Math.floor),
  $isArray: { arity: [1, 1], apply: ([a]) => Array.isArray(a) },
  $isNumber: { arity: [1, 1], apply: ([a]) => isNumeric(a) },
  $type: { arity: [1, 1], apply: ([a]) => typeName(a) },
  $concat: {
    arity: [0, Infinity],
    apply: (values) => {
      if (values.some(nullish)) return null;
      for (const value of values) if (typeof value !== 'string') throw new CommandError(16702, `$concat only supports strings, not ${typeName(value)}`);
      return values.join('');
    },
  },
  $arrayElemAt: binary((list, index) => {
    if (nullish(list) || nullish(index)) return null;
    if (!Array.isArray(list)) throw new CommandError(28689, `$arrayElemAt's first argument must be an array, but is ${typeName(list)}`);
    return list.at(asNumber(index));
  }),
  $size: {
    arity: [1, 1],
    apply: ([list]) => {
      if (!Array.isArray(list)) throw new CommandError(17124, `The argument to $size must be an array, but was of type: ${typeName(list)}`);
      return list.length;
    },
  },
  $mergeObjects: {
    arity: [0, Infinity],
    apply: (values) => {
      const parts = values.length === 1 && Array.isArray(values[0]) ? (values[0] as unknown[]) : values;
      for (const part of parts)
        if (!nullish(part) && typeName(part) !== 'object')
          throw new CommandError(40400, `$mergeObjects requires object inputs, but input is of type ${typeName(part)}`);
      return Object.assign({}, ...parts.filter((part) => !nullish(part)));
    },
  },
  ...convertOperators,
  ...roundOperators,
  ...listOperators,
  ...setOperators,
};
