import { type Collation, hasText, sameCollation } from '../bson/collation.js';
import { KeyWriter } from '../bson/key-encoding.js';
import { type Doc, isDocument } from '../bson/values.js';
import { CommandError } from '../errors.js';
import type { Collection } from '../storage/collection.js';
import type { Index } from '../storage/index-entries.js';
import { indexPrefix, indexRange } from '../storage/keys.js';
import { findHinted, makePlan } from './make-plan.js';
import type { Plan, SortField } from './plan.js';

/** The ends `find` gives an index by `min` (included) and `max` (left out), as keys of that index. */
export type KeyLimits = { min?: Doc; max?: Doc };

/**
 * The plan of a query that names the stretch of an index itself.
 * @throws CommandError 51173 without a hint, 51174 when the fields are not the index's, BadValue for a wrong hint
 */
export function planWithLimits(
  collection: Collection,
  filter: Doc,
  sort: readonly SortField[],
  hint: unknown,
  { min, max }: KeyLimits,
  collation?: Collation,
): Plan {
  if (hint === undefined || (isDocument(hint) && '$natural' in hint)) {
    throw new CommandError(51173, 'When using min()/max() a hint of which index to use must be provided');
  }
  const index = findHinted(collection, hint);
  if (!sameCollation(index.collation, collation) && (hasText(min) || hasText(max)))
    throw new CommandError(51174, `The index chosen has another collation than the query: ${index.name}`);
  const whole = indexRange(index.id);
  const range = { start: min ? keyOfLimit(index, min) : whole.start, end: max ? keyOfLimit(index, max) : whole.end };
  if (Buffer.compare(range.start, range.end) >= 0 && min && max) throw new CommandError('BadValue', 'max must be greater than min');
  const plan = makePlan(collection, { filter: {}, sort, hint, ...(collation ? { collation } : {}) });
  return { ...plan, ranges: [range], exact: Object.keys(filter).length === 0 && plan.exact };
}

function keyOfLimit(index: Index, limit: Doc): Buffer {
  const paths = Object.keys(limit);
  if (paths.length !== index.fields.length || index.fields.some(({ path }, i) => path !== paths[i])) {
    throw new CommandError(51174, `The index chosen is not compatible with min/max: ${index.name}`);
  }
  const writer = new KeyWriter(index.texts?.place);
  for (const { path, descending } of index.fields) writer.add(limit[path], descending);
  return Buffer.concat([indexPrefix(index.id), writer.bytes()]);
}
