import { hasText } from '../bson/collation.js';
import { KeyWriter, maxKeyBytes } from '../bson/key-encoding.js';
import type { Spelling } from '../bson/text-order.js';
import type { KeyRange } from '../storage/data-file.js';
import type { Index } from '../storage/index-entries.js';
import { indexPrefix } from '../storage/keys.js';
import { everything, type Interval, type PathBounds, TypeEdge } from './bounds.js';

/** A range whose keys begin with the same `prefix` bytes: the one value of each field that is held to single values. */
export type PointRange = KeyRange & { prefix: number };

/** Byte ranges of an index for the conditions of a filter, in index order. */
export type IndexRanges = {
  ranges: PointRange[];
  /** Leading fields that are held to single values. */
  points: number;
  /** Of these, the places of those held to one value. */
  fixed: number[];
  /** Fields whose conditions the ranges express. */
  used: number;
  /** Each used field's intervals, for `explain`. */
  intervals: Interval[][];
  /** Some value is longer than a key can be, so that a range has other values too. */
  widened: boolean;
  /** The very keys, when a unique index is asked for single values of all its fields. */
  keys?: Buffer[];
  /** The ranges hold exactly the documents their conditions ask for. */
  exact: boolean;
};

const mostRanges = 2000;
const longest = maxKeyBytes - 32;

/** Turns the bounds of the leading fields of an index into byte ranges. */
export function rangesOf(index: Index, paths: ReadonlyMap<string, PathBounds>): IndexRanges {
  let prefixes: Buffer[] = [indexPrefix(index.id)];
  const result: IndexRanges = { ranges: [], points: 0, fixed: [], used: 0, intervals: [], widened: false, exact: true };
  const spelling = index.texts?.place;
  for (const [place, field] of index.fields.entries()) {
    const bounds = paths.get(field.path);
    if (!bounds || (bounds.points && prefixes.length * bounds.intervals.length > mostRanges)) break;
    if (sharesArray(index, place)) break;
    result.used++;
    result.intervals.push(bounds.intervals);
    // A path through an array of documents has entries of which the filter may think otherwise.
    result.exact &&= bounds.exact && !(index.arrays.has(place) && field.parts.length > 1);
    if (!bounds.points) {
      // The two ends of a range may be met by two elements of an array.
      const elsewhere = index.arrays.has(place) && !bounds.together;
      const interval = elsewhere ? oneEnd(bounds.intervals[0]!) : bounds.intervals[0]!;
      if (elsewhere) result.exact = false;
      result.ranges = prefixes.map((prefix) => ({ ...rangeOf(prefix, interval, field.descending, spelling), prefix: prefix.length }));
      if (index.texts && bounds.intervals.some(({ low, high }) => [low, high].some((end) => isNew(index, end)))) result.exact = false;
      return finish(result);
    }
    const values = field.descending ? [...bounds.intervals].reverse() : bounds.intervals;
    prefixes = prefixes.flatMap((prefix) => values.map((interval) => Buffer.concat([prefix, bytesOf(interval.low, field.descending, spelling)])));
    if (index.texts && values.some(({ low }) => isNew(index, low))) result.exact = false;
    result.points++;
    if (values.length === 1) result.fixed.push(place);
  }
  if (index.unique && result.points === index.fields.length && prefixes.every((prefix) => prefix.length <= longest)) result.keys = prefixes;
  result.ranges = prefixes.map((prefix) => ({ start: prefix, end: successor(prefix), prefix: prefix.length }));
  return finish(result);
}

/**
 * Whether a field lies in the documents of an array that a field before it lies in, too: an entry has both from one element, and
 * a document may meet the two conditions with two.
 */
function sharesArray({ arrays, fields }: Index, place: number): boolean {
  return arrays.has(place) && fields.some(({ parts }, i) => i < place && arrays.has(i) && parts[0] === fields[place]!.parts[0]);
}

/** Keys beyond the length the file can order are widened to their common beginning; the filter is then tried on each document. */
function finish(result: IndexRanges): IndexRanges {
  result.ranges = result.ranges.map((range) => {
    const { start, end } = range;
    if (start.length <= longest && end.length <= longest) return range;
    result.exact = false;
    result.widened = true;
    result.fixed = [];
    return { ...range, start: start.subarray(0, longest), end: end.length > longest ? successor(end.subarray(0, longest)) : end };
  });
  return result;
}

/** A whole range of one field after a prefix. */
export function rangeOf(prefix: Buffer, { low, high, lowIn, highIn }: Interval, descending: boolean, spelling?: Spelling): KeyRange {
  const [below, above] = [low, high].map((end) => Buffer.concat([prefix, bytesOf(end, descending, spelling)])) as [Buffer, Buffer];
  if (descending) return { start: highIn ? above : successor(above), end: lowIn ? successor(below) : below };
  return { start: lowIn ? below : successor(below), end: highIn ? successor(above) : above };
}

function oneEnd(interval: Interval): Interval {
  const all = everything();
  const bounded = !(interval.low instanceof TypeEdge) && !(interval.high instanceof TypeEdge);
  return bounded ? { ...interval, high: all.high, highIn: all.highIn } : interval;
}

/** Whether a string of an end is not in a collated index yet: what comes into the index later may then stand on either side of it. */
function isNew(index: Index, end: unknown): boolean {
  return typeof end === 'string' ? !index.texts!.has(end) : !(end instanceof TypeEdge) && hasText(end);
}

function bytesOf(value: unknown, descending: boolean, spelling: Spelling | undefined): Buffer {
  if (value instanceof TypeEdge) return Buffer.from([descending ? ~value.rank & 0xff : value.rank]);
  return new KeyWriter(spelling).add(value, descending).bytes();
}

/** The first key after all keys that begin with these bytes. */
export function successor(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  for (let i = copy.length - 1; i >= 0; i--) {
    if (copy[i] !== 0xff) {
      copy[i]!++;
      return copy.subarray(0, i + 1);
    }
  }
  return Buffer.from([0xff]);
}
