import { BSONRegExp, Decimal128, Double, Int32, Long } from 'bson';
import { Context, evalExpr } from 'mingo/core';
import * as accumulators from 'mingo/operators/accumulator';
import * as expressions from 'mingo/operators/expression';
import { collationOf } from '../bson/collation.js';
import { type Doc, isDocument } from '../bson/values.js';
import { CommandError } from '../errors.js';
import { compileRegex } from '../query/regex.js';
import { accumulateAll } from './accumulators.js';
import { compileExpression, type Expression } from './expression.js';

type MingoFunction = (obj: unknown, expr: unknown, options: unknown) => unknown;

const expressionTable = expressions as unknown as Record<string, MingoFunction>;
const accumulatorTable = accumulators as unknown as Record<string, MingoFunction>;
const options = { context: Context.init({ expression: expressionTable as never, accumulator: accumulatorTable as never }), scriptEnabled: false };

/** Accumulators that may also stand as an expression over an array or a list of arguments. */
const asExpression = new Set(['$sum', '$avg', '$min', '$max', '$stdDevPop', '$stdDevSamp']);

/** Operators of one argument, which MongoDB also takes in a list of one. */
const unary = new Set([
  '$acos',
  '$acosh',
  '$asin',
  '$asinh',
  '$atan',
  '$atanh',
  '$bitNot',
  '$cos',
  '$cosh',
  '$dayOfMonth',
  '$dayOfWeek',
  '$dayOfYear',
  '$degreesToRadians',
  '$exp',
  '$first',
  '$hour',
  '$isoDayOfWeek',
  '$isoWeek',
  '$isoWeekYear',
  '$last',
  '$ln',
  '$log10',
  '$millisecond',
  '$minute',
  '$month',
  '$objectToArray',
  '$radiansToDegrees',
  '$reverseArray',
  '$second',
  '$sin',
  '$sinh',
  '$sqrt',
  '$strLenBytes',
  '$strLenCP',
  '$tan',
  '$tanh',
  '$toLower',
  '$toUpper',
  '$year',
]);

/** Whether mingo has this expression operator. */
export function hasMingoOperator(name: string): boolean {
  return Object.hasOwn(expressionTable, name) || asExpression.has(name);
}

/**
 * One of mingo's operators: its arguments are evaluated here, handed over as literals with numbers as plain JS numbers,
 * so that mingo never sees a type it does not know.
 */
export function mingoOperator(name: string, operand: unknown): Expression {
  if (!Object.hasOwn(expressionTable, name)) return accumulatorExpression(name, operand);
  const guarded = (expr: unknown): unknown => {
    try {
      const value = evalExpr({}, { [name]: expr } as never, options as never);
      return name === '$dateToParts' ? inOrder(value) : value;
    } catch (error) {
      if (error instanceof CommandError) throw error;
      throw new CommandError('BadValue', `${name}: ${(error as Error).message}`);
    }
  };
  if (Array.isArray(operand) && !(operand.length === 1 && unary.has(name))) {
    const parts = operand.map(compileExpression);
    return (scope) => guarded(parts.map((part) => quote(part(scope))));
  }
  if (isDocument(operand) && !Object.keys(operand)[0]?.startsWith('$')) {
    const parts = Object.entries(operand).map(([key, value]) => [key, compileExpression(value)] as const);
    return (scope) => guarded(Object.fromEntries(parts.map(([key, part]) => [key, quote(part(scope))])));
  }
  const part = compileExpression(Array.isArray(operand) ? operand[0] : operand);
  return (scope) => guarded(quote(part(scope)));
}

/** mingo gives the parts of a date smallest first. */
function inOrder(parts: unknown): unknown {
  if (!isDocument(parts)) return parts;
  const names = ['year', 'isoWeekYear', 'month', 'isoWeek', 'day', 'isoDayOfWeek', 'hour', 'minute', 'second', 'millisecond'];
  return Object.fromEntries(names.filter((part) => part in parts).map((part) => [part, parts[part]]));
}

function accumulatorExpression(name: string, operand: unknown): Expression {
  const parts = (Array.isArray(operand) ? operand : [operand]).map(compileExpression);
  return (scope) => {
    const values = parts.map((part) => part(scope));
    const list = values.length === 1 && Array.isArray(values[0]) ? values[0] : values;
    return accumulateAll(name, list, collationOf(scope));
  };
}

/** A value as a literal of mingo's expression language. */
function quote(value: unknown): unknown {
  const simple = simplify(value);
  if (typeof simple === 'string') return simple.startsWith('$') ? { $literal: simple } : simple;
  return typeof simple === 'object' && simple !== null && !(simple instanceof Date) ? { $literal: simple } : simple;
}

/** BSON's wrappers as plain JS numbers and regular expressions, deep; Decimal128 loses digits beyond a double. */
export function simplify(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (value instanceof Double || value instanceof Int32) return value.value;
  if (value instanceof Long) return value.toNumber();
  if (value instanceof Decimal128) return Number(value.toString());
  if (value instanceof BSONRegExp) return compileRegex(value);
  if (Array.isArray(value)) return value.map(simplify);
  if (!isDocument(value)) return value;
  const result: Doc = {};
  for (const key of Object.keys(value)) result[key] = simplify(value[key]);
  return result;
}
