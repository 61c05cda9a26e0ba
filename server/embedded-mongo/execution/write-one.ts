import { decode } from '../bson/decode.js';
import type { Doc } from '../bson/values.js';
import { CommandError } from '../errors.js';
import { compileFilter } from '../query/matcher.js';
import { matchedPosition } from '../query/positional.js';
import type { Collection, Stored } from '../storage/collection.js';
import type { Update } from '../update/compile.js';
import { checkStoredNames } from '../update/stored-names.js';
import { upsertSeed } from '../update/upsert.js';
import { asksOneId, type Found, findById, findRecords, planQuery, type Query } from './find.js';
import { finish, finishNow, newProgress, type Progress, pause } from './scan.js';

/** Up to this many documents a search without an index runs within the transaction; beyond, it runs before it, in pauses. */
const fewDocuments = 2000;

/** Finds records before a transaction begins, letting others go first now and then. */
export async function searchRecords(collection: Collection, query: Query, progress: Progress): Promise<number[]> {
  return finish(
    (function* () {
      const records: number[] = [];
      for (const found of findRecords(query, planQuery(collection, query), progress)) {
        if (found === pause) yield pause;
        else records.push(found.record);
      }
      return records;
    })(),
  );
}

/** The first match, inside the running transaction. */
export function findFirst(collection: Collection, query: Query): Found | undefined {
  if (query.hint === undefined && asksOneId(collection, query)) return findById(collection, query.filter);
  return finishNow(
    (function* () {
      for (const found of findRecords({ ...query, limit: 1 }, planQuery(collection, { ...query, limit: 1 }), newProgress())) {
        if (found !== pause) return found as Found;
        yield pause;
      }
      return undefined;
    })(),
  );
}

/** The record as it is now, when it still matches. */
export function stillMatching(collection: Collection, record: number, query: Query): Found | undefined {
  const bytes = collection.read(record);
  if (!bytes) return undefined;
  const doc = decode(bytes);
  return compileFilter(query.filter, query.variables)(doc) ? { record, bytes, doc } : undefined;
}

/**
 * Runs `change` in a transaction on the one document a query finds (or none). A search that must look at very many
 * documents is done before the transaction and checked again in it, so that it does not hold up the others.
 */
export async function onFirstMatch<T>(collection: Collection, query: Query, progress: Progress, change: (found: Found | undefined) => T): Promise<T> {
  const queue = collection.file.queue;
  const direct = query.hint === undefined && asksOneId(collection, query);
  for (let attempt = 0; attempt < 5 && !direct; attempt++) {
    const plan = planQuery(collection, { ...query, limit: 1 });
    if (plan.found?.used || collection.count <= fewDocuments) break;
    const version = collection.version;
    const [record] = await searchRecords(collection, { ...query, limit: 1 }, progress);
    const outcome = await queue.write((): { value: T } | undefined => {
      if (collection.version === version && record === undefined) return { value: change(undefined) };
      const found = record === undefined || (query.sort.length > 0 && collection.version !== version) ? undefined : stillMatching(collection, record, query);
      return found ? { value: change(found) } : undefined;
    });
    if (outcome) return outcome.value;
  }
  return queue.write(() => change(findFirst(collection, query)));
}

/** Applies an update to a stored document. @returns the document after it, and whether anything changed */
export function applyUpdate(
  collection: Collection,
  found: Found,
  query: Query,
  update: Update,
  bypassValidation: boolean,
): { before: Doc; after: Doc; changed: boolean } {
  const before = found.doc ?? decode(found.bytes);
  const after = update.apply(before, { inserting: false, positionOf: (path) => matchedPosition(query.filter, before, path, query.variables) });
  checkStoredNames(after, before);
  const changed = collection.replace(found, before, after, bypassValidation) !== false;
  return { before, after, changed };
}

/** Inserts what an upsert makes of a filter and an update. */
export function applyUpsert(collection: Collection, query: Query, update: Update, bypassValidation: boolean): { after: Doc; stored: Stored } {
  const seed = upsertSeed(query.filter, update.replacement);
  const after = update.apply(seed, {
    inserting: true,
    positionOf: () => {
      throw new CommandError('BadValue', 'The positional operator did not find the match needed from the query.');
    },
  });
  if (seed['_id'] !== undefined && after['_id'] === undefined) after['_id'] = seed['_id'];
  checkStoredNames(after, seed);
  const stored = collection.insert(after, bypassValidation);
  return { after: decode(stored.bytes), stored };
}
