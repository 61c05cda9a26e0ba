import { decode } from '../bson/decode.js';
import { encode } from '../bson/encode.js';
import type { Doc } from '../bson/values.js';
import { CommandError } from '../errors.js';
import { compileProjection } from '../query/projection.js';
import type { Collection } from '../storage/collection.js';
import { recordKey, recordRange } from '../storage/keys.js';
import { type Found, findRecords, planQuery, type Query } from './find.js';
import { type Pause, type Progress, pause } from './scan.js';

/** How long a cursor that waits for data waits when the client says nothing, in milliseconds; and how often it looks. */
export const tailWait = { milliseconds: 1000, every: 10 };

/**
 * The documents of a capped collection in the order they came. When it has ended it may be asked again, and then
 * gives what came since.
 * @throws CommandError CappedPositionLost when the document it stands at had to make room
 */
export function tail(collection: Collection, query: Query, projection: Doc | undefined, progress: Progress): IterableIterator<Buffer | Pause> {
  const project = projection && compileProjection(projection, true, () => 0, query.variables);
  let last = 0;
  let current: Iterator<Found | Pause> | undefined;
  const begin = (): Iterator<Found | Pause> => {
    if (last > 0 && !collection.read(last))
      throw new CommandError('CappedPositionLost', 'CollectionScan died due to position in capped collection being deleted');
    const natural = { ...query, sort: [], skip: 0, limit: 0, hint: { $natural: 1 } };
    const range = { start: recordKey(collection.id, last + 1), end: recordRange(collection.id).end };
    return findRecords(natural, { ...planQuery(collection, natural), ranges: [range] }, progress)[Symbol.iterator]();
  };
  return {
    next() {
      current ??= begin();
      const step = current.next();
      if (step.done) {
        current = undefined;
        return { done: true, value: undefined };
      }
      if (step.value === pause) return { done: false, value: pause };
      const found = step.value as Found;
      last = found.record;
      return { done: false, value: project ? encode(project(found.doc ?? decode(found.bytes), query.variables)) : found.bytes };
    },
    return() {
      current = undefined;
      return { done: true, value: undefined };
    },
    [Symbol.iterator]() {
      return this;
    },
  };
}
