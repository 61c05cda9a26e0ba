import { type Collation, hasText, sameCollation } from '../bson/collation.js';
import { asNumber, type Doc, isDocument, truthy } from '../bson/values.js';
import { CommandError } from '../errors.js';
import type { Collection } from '../storage/collection.js';
import type { Index } from '../storage/index-entries.js';
import { indexNameOf } from '../storage/index-spec.js';
import { indexRange, recordRange } from '../storage/keys.js';
import { boundByText, boundsOf, freeOfText, type PathBounds } from './bounds.js';
import { choosePlan } from './choose-plan.js';
import { type IndexRanges, rangesOf } from './key-ranges.js';
import { impliesPartial } from './partial.js';
import type { Plan, SortField } from './plan.js';
import { endsInRange, oneByOne } from './values-of-range.js';

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
    repeats: false,
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
  const inOrder = orders(index, paths, sort, collation);
  const orderFor = (found: IndexRanges): Order | undefined => (inOrder ? orderOf(index, found, sort) : undefined);
  let found = rangesOf(index, pathsFor(index, paths, collation));
  let order = orderFor(found);
  // What single values tell more than their range does: an order behind them, or that no document is there twice.
  const may = order ? (repeats(index, found) ? 1 : 0) : sortedOneByOne(collection, index, found, orderFor) ? mostMerged : 0;
  const single = may > 0 ? oneByOne(collection.file, index, found, may) : undefined;
  if (single) [found, order] = [single, orderFor(single)];
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
    exact: !rest && found.exact && found.used === paths.size,
    repeats: repeats(index, found),
  };
}

/** Whether a document can have two entries in the ranges: where a field with arrays is not held to one value. */
const repeats = (index: Index, found: IndexRanges): boolean => [...index.arrays].some((field) => !found.fixed.includes(field));

/** Whether the entries behind the single values of the last range are in the order asked for, and more than are sorted at once. */
function sortedOneByOne({ file }: Collection, index: Index, found: IndexRanges, orderFor: (found: IndexRanges) => Order | undefined): boolean {
  if (!endsInRange(index, found) || !orderFor({ ...found, points: found.points + 1 })) return false;
  return file.keyAt(found.ranges[0]!, mostMerged) !== undefined;
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

type Order = { reverse: boolean; merged: boolean };

/** How the ranges are walked to give the sort; undefined when no walk does. */
function orderOf(index: Index, found: IndexRanges, sort: readonly SortField[]): Order | undefined {
  if (sort.length === 0) return { reverse: false, merged: false };
  if (index.cut) return undefined;
  const points = found.widened ? 0 : found.points;
  // Of an array the entry has one element, and the order goes by the least or greatest of them all.
  if ([...index.arrays].some((field) => field >= points || sort.some(({ path }) => path === index.fields[field]!.path))) return undefined;
  const fixed = new Set(found.fixed.map((field) => index.fields[field]!.path));
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
