import { typeRank } from '../bson/values.js';
import type { DataFile } from '../storage/data-file.js';
import type { Index } from '../storage/index-entries.js';
import { type IndexRanges, type PointRange, successor } from './key-ranges.js';

/**
 * Cuts the range at the end of an index's bounds into the single strings that stand in it, where they are few: what begins with
 * `lxy` is often three or four strings, and behind each the entries are in the order of the field that follows.
 * @param most how many strings at most
 * @returns undefined where they are more, or other than strings
 */
export function oneByOne(file: DataFile, index: Index, found: IndexRanges, most: number): IndexRanges | undefined {
  const [range, another] = found.ranges;
  if (!range || another || !endsInRange(index, found)) return undefined;
  const ranges: PointRange[] = [];
  for (let { start } = range; Buffer.compare(start, range.end) < 0; start = ranges.at(-1)!.end) {
    const key = file.keyAt({ start, end: range.end }, 0);
    if (!key) break;
    const end = endOfText(key, range.prefix);
    if (end === undefined || ranges.length === most) return undefined;
    const value = Buffer.from(key.subarray(0, end));
    ranges.push({ start: value, end: successor(value), prefix: end });
  }
  if (ranges.length === 0) return undefined;
  return { ...found, ranges, points: found.points + 1, fixed: ranges.length === 1 ? [...found.fixed, found.points] : found.fixed };
}

/** Whether the last of the fields in use has a range, and its strings stand in the entries as they are. */
export function endsInRange(index: Index, found: IndexRanges): boolean {
  const field = index.fields[found.points];
  return found.used === found.points + 1 && !found.widened && !index.texts && !index.cut && !field!.descending;
}

/** Where a string that begins at `from` ends in a key (after its 0 0; a 0 within it is written 0 255); undefined for other types. */
function endOfText(key: Buffer, from: number): number | undefined {
  if (key[from] !== typeRank.string) return undefined;
  for (let at = key.indexOf(0, from + 1); at >= 0; at = key.indexOf(0, at + 2)) if (key[at + 1] === 0) return at + 2;
  return undefined;
}
