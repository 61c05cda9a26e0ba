import { Double, MaxKey, MinKey } from 'bson';
import { type Collation, hasText } from '../bson/collation.js';
import { compareValues, equalValues } from '../bson/compare.js';
import { KeyWriter } from '../bson/key-encoding.js';
import { asNumber, type Doc, isDocument, isNumeric, rankOf, truthy, typeRank } from '../bson/values.js';
import { isRegex } from '../query/regex.js';

/** An interval of values of one field, both ends as the values themselves; `exact` when nothing but the interval is asked. */
export type Interval = { low: unknown; high: unknown; lowIn: boolean; highIn: boolean };

/**
 * What a filter says of one path: the values it may have (a union of intervals). `exact` when the filter says nothing else of
 * it; `together` when one and the same element of an array must be within both ends.
 */
export type PathBounds = { intervals: Interval[]; exact: boolean; points: boolean; nullish: boolean; together?: boolean };

/**
 * Reads from a filter, for each path, which values it can match; only conditions that all must hold (the top level and `$and`).
 * Conditions an interval cannot express are left out, and `rest` tells that the filter must be tried on each document.
 * @param collation of the query: strings that are equal by it are one point
 */
export function boundsOf(filter: Doc, collation?: Collation): { paths: Map<string, PathBounds>; rest: boolean } {
  const paths = new Map<string, PathBounds>();
  let rest = false;
  const add = (path: string, bounds: PathBounds | undefined): void => {
    if (!bounds) {
      rest = true;
      return;
    }
    if (!bounds.exact) rest = true;
    const known = paths.get(path);
    if (!known) {
      paths.set(path, bounds);
      return;
    }
    // Two conditions on one path may be met by two elements of an array, so they are not intersected here.
    rest = true;
    if (bounds.points && (!known.points || bounds.intervals.length < known.intervals.length)) paths.set(path, { ...bounds, exact: false });
  };
  const read = (part: Doc): void => {
    for (const [key, operand] of Object.entries(part)) {
      if (key === '$and' && Array.isArray(operand)) operand.forEach((inner) => isDocument(inner) && read(inner));
      else if (key === '$comment') continue;
      else if (key.startsWith('$')) rest = true;
      else add(key, ofCondition(operand, collation));
    }
  };
  read(filter);
  return { paths, rest };
}

function ofCondition(operand: unknown, collation: Collation | undefined): PathBounds | undefined {
  if (!isDocument(operand) || !Object.keys(operand)[0]?.startsWith('$') || '$ref' in operand || '$id' in operand) {
    // A pattern is about the characters themselves, whose order no collated index has.
    return isRegex(operand) ? (collation ? undefined : mark(ofRegex(operand), false)) : point(operand);
  }
  if ('$eq' in operand) return mark(point(operand['$eq']), Object.keys(operand).length === 1);
  if (Array.isArray(operand['$in'])) return mark(ofIn(operand['$in'], collation), Object.keys(operand).length === 1);
  const range = ofRange(operand);
  if (range) return range;
  if ('$regex' in operand && typeof operand['$regex'] === 'string' && !operand['$options'] && !collation)
    return mark(ofPrefix(operand['$regex']), Object.keys(operand).length === 1);
  if (operand['$exists'] !== undefined && truthy(operand['$exists'])) return { intervals: [everything()], exact: false, points: false, nullish: false };
  return undefined;
}

const mark = (bounds: PathBounds | undefined, only: boolean): PathBounds | undefined => bounds && { ...bounds, exact: bounds.exact && only };

function point(value: unknown): PathBounds | undefined {
  // An array is compared whole, but its index entries are its elements.
  if (Array.isArray(value) || value === undefined) return undefined;
  const nullish = value === null;
  return { intervals: [{ low: value, high: value, lowIn: true, highIn: true }], exact: !nullish, points: true, nullish };
}

function ofIn(values: unknown[], collation: Collation | undefined): PathBounds | undefined {
  const bounds = values.map((value) => (isRegex(value) ? undefined : point(value)));
  if (bounds.some((one) => one === undefined)) return undefined;
  const known = new Map<string, Interval>();
  for (const one of bounds) {
    const interval = one!.intervals[0]!;
    known.set(new KeyWriter().add(interval.low).finish().key.toString('latin1'), interval);
  }
  let intervals = [...known.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, interval]) => interval);
  if (collation) {
    intervals.sort((a, b) => compareValues(a.low, b.low, collation));
    intervals = intervals.filter(({ low }, i) => i === 0 || !equalValues(intervals[i - 1]!.low, low, collation));
  }
  return { intervals, exact: bounds.every((one) => one!.exact), points: true, nullish: bounds.some((one) => one!.nullish) };
}

function ofRange(operand: Doc): PathBounds | undefined {
  const names = Object.keys(operand).filter((name) => ['$gt', '$gte', '$lt', '$lte'].includes(name));
  if (names.length === 0) return undefined;
  const ranks = new Set(names.map((name) => rankOf(operand[name])));
  const rank = [...ranks][0]!;
  const value = operand[names[0]!];
  if (ranks.size > 1 || Array.isArray(value) || value instanceof MinKey || value instanceof MaxKey) return undefined;
  if (rank === typeRank.null) return undefined;
  if (isNumeric(value) && names.some((name) => Number.isNaN(asNumber(operand[name])))) return undefined;
  let interval: Interval = { low: new TypeEdge(rank), high: new TypeEdge(rank + 1), lowIn: true, highIn: false };
  if (rank === typeRank.number) interval = { ...interval, low: new Double(-Infinity) };
  // Both ends of a range may be met by different elements of an array: with a multikey index the planner uses one end only.
  for (const name of names) {
    if (name.startsWith('$g')) interval = { ...interval, low: operand[name], lowIn: name === '$gte' };
    else interval = { ...interval, high: operand[name], highIn: name === '$lte' };
  }
  return { intervals: [interval], exact: names.length === Object.keys(operand).length, points: false, nullish: false };
}

/** Whether strings are among the ends of some interval: only an index of the query's collation has them in their places. */
export function boundByText({ intervals }: PathBounds): boolean {
  return intervals.some(({ low, high }) => [low, high].some((end) => (end instanceof TypeEdge ? false : hasText(end))));
}

/** Whether the intervals hold values without strings in them alone, whose order no collation changes. */
export function freeOfText({ intervals }: PathBounds): boolean {
  const textual: readonly number[] = [typeRank.string, typeRank.object, typeRank.array];
  return intervals.every(({ low, high }) => {
    const [from, to] = [low, high].map((end) => (end instanceof TypeEdge ? end.rank : rankOf(end))) as [number, number];
    return to <= from + 1 && !textual.includes(from);
  });
}

/** The edge of a type, below all its values: the next type's edge is above them. */
export class TypeEdge {
  readonly rank: number;
  constructor(rank: number) {
    this.rank = rank;
  }
}

export function everything(): Interval {
  return { low: new TypeEdge(0), high: new TypeEdge(255), lowIn: true, highIn: false };
}

function ofRegex(value: unknown): PathBounds | undefined {
  const regex = value as { pattern?: string; options?: string; source?: string; flags?: string };
  if (regex.options || regex.flags) return undefined;
  return ofPrefix(regex.pattern ?? regex.source ?? '');
}

/** `^abc` is the range of strings that begin so; a pattern that says more is still tried on each. */
function ofPrefix(pattern: string): PathBounds | undefined {
  const prefix = /^\^([^\\^$.*+?()[\]{}|]+)/.exec(pattern)?.[1];
  if (!prefix || pattern.includes('|')) return undefined;
  const next = pattern[prefix.length + 1];
  const sure = next === '*' || next === '?' || next === '{' ? [...prefix].slice(0, -1).join('') : prefix;
  if (sure === '') return undefined;
  const end = prefixEnd(sure);
  return {
    intervals: [{ low: sure, high: end ?? new TypeEdge(typeRank.string + 1), lowIn: true, highIn: false }],
    exact: end !== undefined && pattern === `^${sure}`,
    points: false,
    nullish: false,
    together: true,
  };
}

/** The first string behind all that begin so; undefined where the last character has none behind it. */
function prefixEnd(prefix: string): string | undefined {
  const points = [...prefix];
  const last = points.pop()!.codePointAt(0)!;
  if (last === 0xd7ff || last >= 0x10ffff) return undefined;
  return points.join('') + String.fromCodePoint(last + 1);
}
