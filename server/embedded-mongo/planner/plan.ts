import type { Collection } from '../storage/collection.js';
import type { KeyRange } from '../storage/data-file.js';
import type { Index } from '../storage/index-entries.js';
import type { IndexRanges } from './key-ranges.js';

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
  /** A document may have several entries in the ranges: its array has more elements than one in them. */
  repeats: boolean;
};
