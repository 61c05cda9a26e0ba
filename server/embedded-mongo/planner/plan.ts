import { asNumber, type Doc, isDocument, truthy } from '../bson/values.js';
import { CommandError } from '../errors.js';
import type { Collection } from '../storage/collection.js';
import type { Index } from '../storage/index-entries.js';
import { indexNameOf } from '../storage/index-spec.js';
import { indexRange, recordRange } from '../storage/keys.js';
import { boundsOf, type PathBounds } from './bounds.js';
import { type IndexRanges, rangesOf } from './key-ranges.js';
import { impliesPartial } from './partial.js';

/** A field to sort by. */
export type SortField = { path: string; descending: boolean };

/** How a query is run: over all records, or over ranges of an index. */
export type Plan = {
  collection: Collection;
  index?: Index;
  found?: IndexRanges;
  ranges: { start: Buffer; end: Buffer }[];
  reverse: boolean;
  /** How many documents will be asked for at most, where that is known: so many are read at once. */
  expected?: number;
  /** The documents come in the order asked for. */
  sorted: boolean;
  /** Every entry of the ranges matches: the filter need not be tried (and a count need not read documents). */
  exact: boolean;
};

export type PlanRequest = { filter: Doc; sort?: readonly SortField[]; hint?: unknown; limited?: boolean };

/**
 * Chooses how to find the documents of a filter: the index whose leading fields the filter holds to values, else one that
 * gives the sort, else all records. Among several that fit, the one with the fewest entries in its ranges.
 * @throws CommandError BadValue when the hint names no index
 */
export function makePlan(collection: Collection, { filter, sort = [], hint, limited }: PlanRequest): Plan {
  const { paths, rest } = boundsOf(filter);
  const natural = isDocument(hint) && '$natural' in hint;
  const all: Plan = {
    collection,
    ranges: [recordRange(collection.id)],
    reverse: natural && asNumber((hint as Doc)['$natural']) < 0,
    sorted: sort.length === 0,
    exact: paths.size === 0 && !rest,
  };
  if (natural) return all;
  const hinted = hint === undefined ? undefined : findHinted(collection, hint);
  const candidates = (hinted ? [hinted] : collection.indexes.filter((index) => !truthy(index.spec['hidden'])))
    .filter((index) => usable(index, filter, paths) || hinted !== undefined)
    .map((index) => planWith(collection, index, paths, rest, sort));
  if (hinted) return candidates[0]!;
  const useful = candidates.filter((plan) => plan.found!.used > 0 || (plan.sorted && sort.length > 0 && (limited || collection.count > 1000)));
  if (useful.length === 0) return all;
  return useful.length === 1 ? useful[0]! : cheapest(useful);
}

function planWith(collection: Collection, index: Index, paths: Map<string, PathBounds>, rest: boolean, sort: readonly SortField[]): Plan {
  const found = rangesOf(index, paths);
  const direction = sortDirection(index, found, sort);
  const ranges = found.used === 0 ? [indexRange(index.id)] : found.ranges;
  const reverse = direction === -1;
  return {
    collection,
    index,
    found,
    ranges: reverse ? [...ranges].reverse() : ranges,
    reverse,
    sorted: direction !== 0,
    exact: !rest && found.exact && found.used === paths.size && !index.multikey,
  };
}

/** 1 or -1 when walking the ranges forwards or backwards gives the sort; 0 when neither does. */
function sortDirection(index: Index, found: IndexRanges, sort: readonly SortField[]): 1 | -1 | 0 {
  if (sort.length === 0) return 1;
  if (index.multikey || index.cut) return 0;
  const fixed = new Set(found.single ? index.fields.slice(0, found.points).map((field) => field.path) : []);
  const wanted = sort.filter((field) => !fixed.has(field.path));
  if (wanted.length === 0) return 1;
  const offered = index.fields.filter((field) => !fixed.has(field.path));
  if (wanted.length > offered.length) return 0;
  // Several points of a leading field ($in) are in order themselves, but what follows is so only within each.
  if (wanted.some((field, i) => field.path !== offered[i]!.path)) return 0;
  const turned = wanted.map((field, i) => field.descending !== offered[i]!.descending);
  if (turned.every((one) => !one)) return 1;
  return turned.every((one) => one) ? -1 : 0;
}

function usable(index: Index, filter: Doc, paths: Map<string, PathBounds>): boolean {
  if (index.partial) return impliesPartial(filter, index.partial.filter);
  if (!index.sparse) return true;
  // A sparse index leaves out documents without its fields, so a query that may match those must not use it.
  const bounds = paths.get(index.fields[0]!.path);
  return bounds !== undefined && !bounds.nullish;
}

const probe = 300;

function cheapest(plans: Plan[]): Plan {
  const rank = (plan: Plan): number =>
    plan.found!.points * 4 + plan.found!.used * 2 + (plan.sorted ? 1 : 0) + (plan.index!.unique && plan.found!.points === plan.index!.fields.length ? 1000 : 0);
  const ordered = [...plans].sort((a, b) => rank(b) - rank(a));
  const best = ordered[0]!;
  if (rank(best) >= 1000) return best;
  let [chosen, least] = [best, Infinity];
  for (const plan of ordered) {
    if (plan.found!.used === 0) {
      if (chosen.sorted || least < probe) continue;
      chosen = plan;
      continue;
    }
    let entries = 0;
    for (const range of plan.ranges) {
      if (entries >= Math.min(least, probe)) break;
      for (const key of plan.collection.file.keys({ ...range, limit: probe })) {
        void key;
        if (++entries >= probe) break;
      }
    }
    if (entries < least) [chosen, least] = [plan, entries];
  }
  return chosen;
}

/** The index a hint names or describes. @throws CommandError BadValue */
export function findHinted(collection: Collection, hint: unknown): Index {
  const index = collection.indexes.find((one) =>
    typeof hint === 'string' ? one.name === hint : isDocument(hint) && indexNameOf(one.spec['key'] as Doc) === indexNameOf(hint),
  );
  if (index) return index;
  if (typeof hint !== 'string' && !isDocument(hint)) throw new CommandError('FailedToParse', 'Hint must be a string or an object');
  throw new CommandError('BadValue', 'error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index');
}
