import { asNumber, type Doc, isDocument, isNumeric } from '../bson/values.js';
import type { Query } from '../execution/find.js';
import { parseSort } from '../execution/sort.js';

/** The part of a pipeline a query can answer: `$match`, `$sort`, `$skip` and `$limit` at its beginning; `used` is how many stages that is. */
export function leadingQuery(stages: readonly unknown[]): Query & { used: number } {
  const query: Query & { used: number } = { filter: {}, sort: [], skip: 0, limit: 0, used: 0 };
  const take = (name: string): unknown => {
    const stage = stages[query.used];
    if (!isDocument(stage) || !(name in stage)) return undefined;
    query.used++;
    return stage[name];
  };
  const filters: Doc[] = [];
  for (let filter = take('$match'); isDocument(filter); filter = take('$match')) filters.push(filter);
  if (filters.length > 0) query.filter = filters.length === 1 ? filters[0]! : { $and: filters };
  const sort = take('$sort');
  if (sort !== undefined) query.sort = parseSort(sort);
  const skip = take('$skip');
  if (isNumeric(skip)) query.skip = asNumber(skip);
  const limit = take('$limit');
  if (isNumeric(limit)) query.limit = asNumber(limit);
  return query;
}
