import { decode } from '../bson/decode.js';
import type { Doc } from '../bson/values.js';
import { makePlan } from '../planner/make-plan.js';
import { visitPath } from '../query/path.js';
import type { Catalogue } from '../storage/catalogue.js';
import type { Collection } from '../storage/collection.js';
import type { Index } from '../storage/index-entries.js';
import { copyOf } from '../storage/value-reader.js';
import { newProgress, pause, scan } from './scan.js';

const perTransaction = 200;

/** Deletes what the TTL indexes say is over; documents whose date is missing or no date never expire. */
export async function expireDocuments(catalogue: Catalogue, now = new Date()): Promise<number> {
  let deleted = 0;
  for (const collection of catalogue.list()) {
    for (const index of collection.indexes) {
      if (index.expireAfterSeconds !== undefined) deleted += await expire(collection, index, now);
    }
  }
  return deleted;
}

async function expire(collection: Collection, index: Index, now: Date): Promise<number> {
  const before = new Date(now.getTime() - index.expireAfterSeconds! * 1000);
  const [{ path, parts }] = index.fields as [Index['fields'][number]];
  let deleted = 0;
  for (;;) {
    const count = await collection.file.queue.write(() => {
      if (!collection.indexes.includes(index)) return 0;
      const plan = makePlan(collection, { filter: { [path]: { $lt: before } }, hint: index.name });
      const over = [];
      for (const seen of scan(plan, newProgress(), copyOf)) {
        if (seen !== pause && isOver(decode(seen.value), parts, before)) over.push({ record: seen.record, bytes: seen.value });
        if (over.length >= perTransaction) break;
      }
      for (const stored of over) collection.remove(stored);
      return over.length;
    });
    deleted += count;
    if (count < perTransaction) return deleted;
  }
}

/** An array of dates expires with its earliest. */
function isOver(doc: Doc, parts: readonly string[], before: Date): boolean {
  return visitPath(doc, parts, (value) => value instanceof Date && value < before);
}
