import { asNumber, type Doc, isDocument, isNumeric } from '../bson/values.js';
import { countRecords, planQuery, type Query } from '../execution/find.js';
import type { PipelineContext, Stream } from './stage.js';

/** What the drivers' `countDocuments` ends with: `{ $group: { _id: 1, n: { $sum: 1 } } }`. */
type Count = { id: unknown; name: string };

/** Reads a pipeline's rest as a mere count; undefined when it is anything else. */
export function countOf(stages: readonly unknown[]): Count | undefined {
  const group = stages.length === 1 && isDocument(stages[0]) ? stages[0].$group : undefined;
  if (!isDocument(group) || Object.keys(group).length !== 2 || !(group._id === null || isNumeric(group._id))) return undefined;
  const name = Object.keys(group).find((key) => key !== '_id')!;
  const sum = group[name];
  return isDocument(sum) && isNumeric(sum.$sum) && asNumber(sum.$sum) === 1 && Object.keys(sum).length === 1 ? { id: group._id, name } : undefined;
}

/** Counts on the index alone where that is enough. */
export function* countCollection(context: PipelineContext, query: Query, { id, name }: Count): Stream {
  const collection = context.store.catalogue.get(context.db, context.collection);
  if (!collection) return;
  // The order of what is counted does not matter.
  const whole: Query = { ...query, sort: [], variables: context.variables };
  const n = yield* countRecords(whole, planQuery(collection, whole), context.progress);
  if (n > 0) yield { _id: id, [name]: n } as Doc;
}
