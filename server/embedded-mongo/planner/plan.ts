import { type Collation, hasText, sameCollation } from '../bson/collation.js';
import { asNumber, type Doc, isDocument, truthy } from '../bson/values.js';
import { CommandError } from '../errors.js';
import type { Collection } from '../storage/collection.js';
import type { KeyRange } from '../storage/data-file.js';
import type { Index } from '../storage/index-entries.js';
import { indexNameOf } from '../storage/index-spec.js';
import { indexRange, recordRange } from '../storage/keys.js';
import { boundByText, boundsOf, freeOfText, type PathBounds } from './bounds.js';
import { choosePlan } from './choose-plan.js';
import { type IndexRanges, rangesOf } from './key-ranges.js';
import { impliesPartial } from './partial.js';

/** A field to sort by. */
export type SortField = { path: string; descending: boolean };

/** How a query is run: over all records, or over ranges of an index. */
export type Plan = {
  collection: Collection;
  index?: Index;
  found?: IndexRanges;
  /** In the order they are walked; `prefix` bytes of each are the same in all its keys. */
  ranges: (KeyRange & { prefix?: number })[];
  reverse: boolean;
  /** The ranges are each in the order asked for: they are read side by side, always going on with the one that is first. */
  merged?: boolean;
  /** Nobody can tell beforehand whether this plan is the quicker one: both are begun, and who has its answer first is followed. */
  rival?: Plan;
  /** After such a race, the one that was followed. */
  winner?: Plan;
  /** How many documents will be asked for at most, where that is known: so many are read at once. */
  expected?: number;
  /** The documents come in the order asked for. */
  sorted: boolean;
  /** Every entry of the ranges matches: the filter need not be tried (and a count need not read documents). */
  exact: boolean;
};

/** `wanted` is how many documents will be asked for, where that is known. */
export type PlanRequest = { filter: Doc; sort?: readonly SortField[]; hint?: unknown; wanted?: number; collation?: Collation };

/**
 * Chooses how to find the documents of a filter: an index whose leading fields the filter holds to values, one that
 * gives the sort, or all records (`choosePlan` tells how).
 * @throws CommandError BadValue when the hint names no index
 */
export function makePlan(collection: Collection, { filter, sort = [], hint, wanted = Infinity, collation }: PlanRequest): Plan {
  const { paths, rest } = boundsOf(filter, collation);
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
  const candidates = (hinted ? [hinted] : collection.indexes.filter((index) => !truthy(index.spec['hidden']) && !index.outdated))
    .filter((index) => usable(index, filter, paths, collation) || hinted !== undefined)
    .map((index) => planWith(collection, index, paths, rest, sort, collation));
  if (hinted) return candidates[0]!;
  const sorts = sort.length > 0 && (wanted < Infinity || collection.count > 1000);
  const useful = candidates.filter((plan) => plan.found!.used > 0 || (plan.sorted && sorts));
  return choosePlan(all, useful, wanted);
}

function planWith(
  collection: Collection,
  index: Index,
  paths: Map<string, PathBounds>,
  rest: boolean,
  sort: readonly SortField[],
  collation: Collation | undefined,
): Plan {
  const found = rangesOf(index, pathsFor(index, paths, collation));
  const order = orders(index, paths, sort, collation) ? orderOf(index, found, sort) : undefined;
  const ranges = found.used === 0 ? [indexRange(index.id)] : found.ranges;
  const reverse = order?.reverse ?? false;
  return {
    collection,
    index,
    found,
    ranges: reverse ? [...ranges].reverse() : ranges,
    reverse,
    sorted: order !== undefined,
    ...(order?.merged ? { merged: true } : {}),
    exact: !rest && found.exact && found.used === paths.size && !index.multikey,
  };
}

/** The bounds an index can give: those that speak of strings only when it has the query's collation, and none when it is outdated. */
function pathsFor(index: Index, paths: Map<string, PathBounds>, collation: Collation | undefined): Map<string, PathBounds> {
  if (index.outdated) return new Map();
  return sameCollation(index.collation, collation) ? paths : new Map([...paths].filter(([, bounds]) => !boundByText(bounds)));
}

/** Whether an index has the values a sort goes by in the order of the query's collation. */
function orders(index: Index, paths: Map<string, PathBounds>, sort: readonly SortField[], collation: Collation | undefined): boolean {
  if (sort.length === 0) return true;
  if (index.outdated) return false;
  if (sameCollation(index.collation, collation)) return true;
  return sort.every(({ path }) => {
    const bounds = paths.get(path);
    return bounds !== undefined && freeOfText(bounds);
  });
}

/** Ranges that can be read side by side: each costs its own cursor. */
const mostMerged = 64;

/** How the ranges are walked to give the sort; undefined when no walk does. */
function orderOf(index: Index, found: IndexRanges, sort: readonly SortField[]): { reverse: boolean; merged: boolean } | undefined {
  if (sort.length === 0) return { reverse: false, merged: false };
  if (index.multikey || index.cut) return undefined;
  const points = found.widened ? 0 : found.points;
  const fixed = new Set(index.fields.filter((_, i) => i < points && found.intervals[i]!.length === 1).map(({ path }) => path));
  const wanted = sort.filter(({ path }) => !fixed.has(path));
  const reverse = turned(
    index.fields.filter(({ path }) => !fixed.has(path)),
    wanted,
  );
  if (reverse !== undefined) return { reverse, merged: false };
  // Of several values of a field ($in) each has the entries behind it in the order of the fields that follow.
  if (points === 0 || found.ranges.length > mostMerged) return undefined;
  const within = turned(index.fields.slice(points), wanted);
  return within === undefined ? undefined : { reverse: within, merged: true };
}

/** Whether fields in their own order are the wanted order turned round, or just that; undefined when they are neither. */
function turned(offered: readonly SortField[], wanted: readonly SortField[]): boolean | undefined {
  if (wanted.some(({ path }, i) => path !== offered[i]?.path)) return undefined;
  const turns = new Set(wanted.map(({ descending }, i) => descending !== offered[i]!.descending));
  return turns.size > 1 ? undefined : turns.has(true);
}

function usable(index: Index, filter: Doc, paths: Map<string, PathBounds>, collation: Collation | undefined): boolean {
  if (index.partial)
    return (sameCollation(index.collation, collation) || !hasText(index.partial.filter)) && impliesPartial(filter, index.partial.filter, collation);
  if (!index.sparse) return true;
  // A sparse index leaves out documents without its fields, so a query that may match those must not use it.
  const bounds = paths.get(index.fields[0]!.path);
  return bounds !== undefined && !bounds.nullish;
}

/** The index a hint names or describes. @throws CommandError BadValue */
export function findHinted(collection: Collection, hint: unknown): Index {
  const [index, other] = collection.indexes.filter((one) =>
    typeof hint === 'string' ? one.name === hint : isDocument(hint) && indexNameOf(one.spec['key'] as Doc) === indexNameOf(hint),
  );
  if (other) throw new CommandError('BadValue', `Hint matched multiple indexes, must hint by index name. Matched: ${index!.name} and ${other.name}`);
  if (index) return index;
  if (typeof hint !== 'string' && !isDocument(hint)) throw new CommandError('FailedToParse', 'Hint must be a string or an object');
  throw new CommandError('BadValue', 'error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index');
}
