import { equalValues } from '../bson/compare.js';
import { asNumber, type Doc, isDocument, typeName } from '../bson/values.js';
import { CommandError } from '../errors.js';
import type { OwnOperator } from './own-operator.js';

const nullish = (value: unknown): boolean => value === null || value === undefined;
const nothing =
  (apply: (args: unknown[]) => unknown): ((args: unknown[]) => unknown) =>
  (args) =>
    args.some(nullish) ? null : apply(args);

function list(name: string, value: unknown, code: number): unknown[] {
  if (!Array.isArray(value)) throw new CommandError(code, `${name} requires an array argument, found: ${typeName(value)}`);
  return value;
}

function pairs(items: unknown[]): Doc {
  const doc: Doc = {};
  for (const item of items) {
    const [key, value] = Array.isArray(item) ? item : isDocument(item) ? [item['k'], item['v']] : [undefined, undefined];
    if (typeof key !== 'string') throw new CommandError(40386, '$arrayToObject requires an array of key-value pairs, where the key must be a string');
    doc[key] = value;
  }
  return doc;
}

/** The first Sunday begins week 1, as MongoDB counts; mingo is one off. */
function weekOfYear(value: unknown): number {
  if (!(value instanceof Date)) throw new CommandError(16006, `can't convert from BSON type ${typeName(value)} to Date`);
  const day = Math.floor((Date.UTC(value.getUTCFullYear(), value.getUTCMonth(), value.getUTCDate()) - Date.UTC(value.getUTCFullYear(), 0, 1)) / 86400000);
  return Math.floor((day + 7 - value.getUTCDay()) / 7);
}

function indexOf(text: unknown, part: unknown, start: unknown, end: unknown): number | null {
  if (typeof text !== 'string' || typeof part !== 'string') throw new CommandError(40093, '$indexOfCP requires strings');
  const points = [...text];
  const wanted = [...part];
  const last = Math.min(points.length, end === undefined ? Infinity : asNumber(end)) - wanted.length;
  for (let i = start === undefined ? 0 : asNumber(start); i <= last; i++) if (wanted.every((point, j) => points[i + j] === point)) return i;
  return -1;
}

/** Operators on lists that hand values on as they are: through mingo, numbers in them would lose their type. */
export const listOperators: Record<string, OwnOperator> = {
  $arrayToObject: { arity: [1, 1], apply: nothing(([items]) => pairs(list('$arrayToObject', items, 40386))) },
  $objectToArray: {
    arity: [1, 1],
    apply: nothing(([doc]) => {
      if (!isDocument(doc)) throw new CommandError(40390, `$objectToArray requires a document input, found: ${typeName(doc)}`);
      return Object.entries(doc).map(([k, v]) => ({ k, v }));
    }),
  },
  $concatArrays: { arity: [0, Infinity], apply: nothing((lists) => lists.flatMap((one) => list('$concatArrays', one, 28664))) },
  $reverseArray: { arity: [1, 1], apply: nothing(([items]) => [...list('$reverseArray', items, 34435)].reverse()) },
  $first: { arity: [1, 1], apply: ([items]) => (nullish(items) ? null : list('$first', items, 28689)[0]) },
  $last: { arity: [1, 1], apply: ([items]) => (nullish(items) ? null : list('$last', items, 28689).at(-1)) },
  $slice: {
    arity: [2, 3],
    apply: nothing(([items, position, count]) => {
      const all = list('$slice', items, 28724);
      const at = asNumber(position);
      if (count === undefined) return at >= 0 ? all.slice(0, at) : all.slice(at);
      const length = asNumber(count);
      if (length <= 0) throw new CommandError(28729, `Third argument to $slice must be positive: ${length}`);
      const start = at < 0 ? Math.max(0, all.length + at) : at;
      return all.slice(start, start + length);
    }),
  },
  $indexOfArray: {
    arity: [2, 4],
    apply: ([items, value, start, end], collation) => {
      if (nullish(items)) return null;
      const all = list('$indexOfArray', items, 40090);
      const last = end === undefined ? all.length : Math.min(all.length, asNumber(end));
      for (let i = start === undefined ? 0 : asNumber(start); i < last; i++) if (equalValues(all[i], value, collation)) return i;
      return -1;
    },
  },
  $indexOfCP: { arity: [2, 4], apply: ([text, part, start, end]) => (nullish(text) ? null : indexOf(text, part, start, end)) },
  $week: { arity: [1, 1], apply: nothing(([value]) => weekOfYear(value)) },
};
