import { add, divide, double } from '../bson/arithmetic.js';
import type { Collation } from '../bson/collation.js';
import { compareValues } from '../bson/compare.js';
import { keyOf } from '../bson/key-encoding.js';
import { TextOrder } from '../bson/text-order.js';
import { asNumber, isDocument, isNumeric, typeName } from '../bson/values.js';
import { CommandError } from '../errors.js';

/** Takes values one by one (undefined is missing) and gives the result at the end. */
export type Accumulator = { push(value: unknown): void; result(): unknown };

/** Begins an accumulator; those that compare do it by the collation. */
export type Begin = (collation?: Collation) => Accumulator;

const nullish = (value: unknown): boolean => value === null || value === undefined;

function folding(start: unknown, fold: (state: unknown, value: unknown, collation: Collation | undefined) => unknown): Begin {
  return (collation) => {
    let state = start;
    return { push: (value) => void (state = fold(state, value, collation)), result: () => state };
  };
}

function average(): Accumulator {
  let sum: unknown = 0;
  let count = 0;
  return {
    push: (value) => {
      if (!isNumeric(value)) return;
      sum = add(sum, value);
      count++;
    },
    result: () => (count === 0 ? null : divide(sum, count)),
  };
}

/** Welford's running variance. */
function deviation(sample: boolean): () => Accumulator {
  return () => {
    let count = 0;
    let mean = 0;
    let squares = 0;
    return {
      push: (value) => {
        if (!isNumeric(value)) return;
        const x = asNumber(value);
        const delta = x - mean;
        mean += delta / ++count;
        squares += delta * (x - mean);
      },
      result: () => (count < (sample ? 2 : 1) ? null : double(Math.sqrt(squares / (sample ? count - 1 : count)))),
    };
  };
}

function collecting(finish: (values: unknown[]) => unknown, keep: (value: unknown) => boolean = (value) => value !== undefined): () => Accumulator {
  return () => {
    const values: unknown[] = [];
    return { push: (value) => void (keep(value) && values.push(value)), result: () => finish(values) };
  };
}

function distinct(collation?: Collation): Accumulator {
  const spelling = collation && new TextOrder(collation).label;
  const values = new Map<string, unknown>();
  return {
    push: (value) => {
      if (value === undefined) return;
      const key = keyOf(value, spelling).toString('latin1');
      if (!values.has(key)) values.set(key, value);
    },
    result: () => [...values.values()],
  };
}

/** Accumulators of one argument, by name. */
export const accumulators: Record<string, Begin> = {
  $sum: folding(0, (sum, value) => (isNumeric(value) ? add(sum, value) : sum)),
  $avg: average,
  $count: folding(0, (count) => add(count, 1)),
  $min: folding(undefined, (least, value, collation) =>
    nullish(value) || (least !== undefined && compareValues(least, value, collation) <= 0) ? least : value,
  ),
  $max: folding(undefined, (most, value, collation) => (nullish(value) || (most !== undefined && compareValues(most, value, collation) >= 0) ? most : value)),
  $first: () => {
    let seen = false;
    let first: unknown;
    const push = (value: unknown): void => {
      if (!seen) first = value;
      seen = true;
    };
    return { push, result: () => first ?? null };
  },
  $last: folding(null, (_last, value) => value ?? null),
  $push: collecting((values) => values),
  $addToSet: distinct,
  $stdDevPop: deviation(false),
  $stdDevSamp: deviation(true),
  $mergeObjects: folding({}, (merged, value) => {
    if (nullish(value)) return merged;
    if (!isDocument(value)) throw new CommandError(40400, `$mergeObjects requires object inputs, but input is of type ${typeName(value)}`);
    return { ...(merged as object), ...value };
  }),
};

/** Runs an accumulator over a list, as `$sum` and its like do when they stand as an expression. */
export function accumulateAll(name: string, values: unknown[], collation?: Collation): unknown {
  const accumulator = accumulators[name]!(collation);
  for (const value of values) accumulator.push(value);
  return accumulator.result() ?? null;
}
