import { decode, isPlainDocument } from '../bson/decode.js';
import { asNumber, type Doc, isDocument, truthy, typeName } from '../bson/values.js';
import { CommandError } from '../errors.js';
import type { Query } from '../execution/find.js';
import { newProgress, type Progress } from '../execution/scan.js';
import { applyUpdate, applyUpsert, onFirstMatch, searchRecords, stillMatching } from '../execution/write-one.js';
import { compileFilter } from '../query/matcher.js';
import type { Collection } from '../storage/collection.js';
import { compileUpdate } from '../update/compile.js';
import { type Call, type Command, collectionName, documentField, maxTime, variablesOf, writable } from './command.js';

const largestBatch = 100_000;
/** Documents of one command that are written in one transaction; more are cut into several, so that others come between. */
const perTransaction = 500;
/** So few documents are inserted without first finding out what the indexes need of them. */
const few = 4;

/**
 * The statements of a bulk command: from the body, or the documents that came beside it.
 * @throws CommandError InvalidLength
 */
function statements(call: Call, field: string): { doc: Doc }[] {
  return checkStatements(call, field, (bytes) => ({ doc: decode(bytes) }));
}

/** The documents of an insert; those that came beside the body stay bytes, when that is enough for their collection. */
function documentsOf(call: Call): { doc?: Doc; bytes?: Buffer }[] {
  return checkStatements<{ doc?: Doc; bytes?: Buffer }>(call, 'documents', (bytes) => (isPlainDocument(bytes) ? { bytes } : { doc: decode(bytes), bytes }));
}

function checkStatements<T extends { doc?: Doc }>(call: Call, field: string, read: (bytes: Buffer) => T): T[] {
  const beside = call.sequences.get(field);
  const inBody = call.body[field];
  if (!beside && !Array.isArray(inBody)) throw new CommandError(40414, `BSON field '${call.name}.${field}' is missing but a required field`);
  const list = beside ? beside.map(read) : (inBody as unknown[]).map((doc) => ({ doc: doc as Doc }) as T);
  if (list.length < 1 || list.length > largestBatch)
    throw new CommandError('InvalidLength', `Write batch sizes must be between 1 and ${largestBatch}. Got ${list.length} operations.`);
  for (const { doc } of list)
    if (doc !== undefined && !isDocument(doc))
      throw new CommandError('TypeMismatch', `BSON field '${call.name}.${field}' has an element of type ${typeName(doc)}, expected 'object'`);
  return list;
}

/** An error of one statement, as the answer lists it. Failures of the file itself end the whole command. */
function writeError(index: number, error: unknown): Doc {
  if (!(error instanceof CommandError)) throw error;
  return { index, code: error.code, ...(error.codeName.startsWith('Location') ? {} : { codeName: error.codeName }), errmsg: error.message, ...error.extra };
}

/** `insert` */
export const insert: Command = {
  fields: ['documents', 'ordered', 'bypassDocumentValidation'],
  run: async (call) => {
    const name = collectionName(call);
    const documents = documentsOf(call);
    const ordered = call.body['ordered'] === undefined || truthy(call.body['ordered']);
    const bypass = truthy(call.body['bypassDocumentValidation']);
    const errors: Doc[] = [];
    let n = 0;
    for (let from = 0; from < documents.length && !(ordered && errors.length > 0); from += perTransaction) {
      const outcome = await call.store.file.queue.write(() => {
        const collection = call.store.catalogue.getOrCreate(call.db, name);
        const result = { n: 0, errors: [] as Doc[] };
        const insertSent = documents.length > few ? collection.inserter(bypass) : undefined;
        for (let i = from; i < Math.min(from + perTransaction, documents.length); i++) {
          try {
            const { doc, bytes } = documents[i]!;
            if (insertSent && !doc) insertSent(bytes!);
            else collection.insert(doc ?? decode(bytes!), bypass, bytes);
            result.n++;
          } catch (error) {
            result.errors.push(writeError(i, error));
            if (ordered) break;
          }
        }
        return result;
      });
      n += outcome.n;
      errors.push(...outcome.errors);
    }
    return { n, ...(errors.length > 0 ? { writeErrors: errors } : {}) };
  },
};

const updateFields = new Set(['q', 'u', 'c', 'multi', 'upsert', 'arrayFilters', 'hint', 'collation', 'upsertSupplied', 'sampleId']);

type Outcome = { n: number; nModified: number; upserted?: unknown };

/** `update` */
export const update: Command = {
  fields: ['updates', 'ordered', 'bypassDocumentValidation', 'let'],
  run: async (call) => {
    const name = collectionName(call);
    const list = statements(call, 'updates');
    const ordered = call.body['ordered'] === undefined || truthy(call.body['ordered']);
    const progress = newProgress(maxTime(call));
    const answer = { n: 0, nModified: 0, upserted: [] as Doc[], writeErrors: [] as Doc[] };
    for (const [index, { doc }] of list.entries()) {
      try {
        const outcome = await updateOne(call, name, doc, progress);
        answer.n += outcome.n;
        answer.nModified += outcome.nModified;
        if ('upserted' in outcome) answer.upserted.push({ index, _id: outcome.upserted });
      } catch (error) {
        answer.writeErrors.push(writeError(index, error));
        if (ordered) break;
      }
    }
    return {
      n: answer.n,
      ...(answer.upserted.length > 0 ? { upserted: answer.upserted } : {}),
      nModified: answer.nModified,
      ...(answer.writeErrors.length > 0 ? { writeErrors: answer.writeErrors } : {}),
    };
  },
};

async function updateOne(call: Call, name: string, statement: Doc, progress: Progress): Promise<Outcome> {
  for (const key of Object.keys(statement))
    if (!updateFields.has(key)) throw new CommandError(40415, `BSON field 'update.updates.${key}' is an unknown field.`);
  let collection = writable(call);
  const filter = documentField({ name: 'update.updates', body: statement }, 'q') ?? {};
  const variables = { ...variablesOf(call, collection, statement), ...documentField({ name: 'update.updates', body: statement }, 'c') };
  const change = compileUpdate(statement['u'], { arrayFilters: statement['arrayFilters'], variables });
  const [multi, upsert] = [truthy(statement['multi']), truthy(statement['upsert'])];
  if (multi && change.replacement) throw new CommandError('FailedToParse', 'multi update is not supported for replacement-style update');
  compileFilter(filter, variables);
  const query: Query = { filter, sort: [], skip: 0, limit: multi ? 0 : 1, variables, ...(statement['hint'] === undefined ? {} : { hint: statement['hint'] }) };
  const bypass = truthy(call.body['bypassDocumentValidation']);
  if (!collection) {
    if (!upsert) return { n: 0, nModified: 0 };
    collection = await call.store.file.queue.write(() => call.store.catalogue.getOrCreate(call.db, name));
  }
  const insertNew = (): Outcome => {
    const live = call.store.catalogue.getOrCreate(call.db, name);
    return { n: 1, nModified: 0, upserted: applyUpsert(live, query, change, bypass).after['_id'] };
  };
  if (!multi) {
    return onFirstMatch(collection, query, progress, (found): Outcome => {
      if (found) return { n: 1, nModified: applyUpdate(collection!, found, query, change, bypass).changed ? 1 : 0 };
      return upsert ? insertNew() : { n: 0, nModified: 0 };
    });
  }
  const outcome = await onAllMatches(collection, query, progress, (found) => (applyUpdate(collection!, found, query, change, bypass).changed ? 1 : 0));
  if (outcome.n > 0 || !upsert) return { n: outcome.n, nModified: outcome.changed };
  return onFirstMatch(
    collection,
    query,
    progress,
    (found): Outcome => (found ? { n: 1, nModified: applyUpdate(collection!, found, query, change, bypass).changed ? 1 : 0 } : insertNew()),
  );
}

/** Searches first and then changes what still matches, some hundreds in a transaction: what a change moves is not met twice. */
export async function onAllMatches(
  collection: Collection,
  query: Query,
  progress: Progress,
  change: (found: NonNullable<ReturnType<typeof stillMatching>>) => number,
): Promise<{ n: number; changed: number }> {
  const records = await searchRecords(collection, query, progress);
  let [n, changed] = [0, 0];
  for (let from = 0; from < records.length; from += perTransaction) {
    const outcome = await collection.file.queue.write(() => {
      const result = { n: 0, changed: 0, error: undefined as unknown };
      for (const record of records.slice(from, from + perTransaction)) {
        const found = stillMatching(collection, record, query);
        if (!found) continue;
        result.changed += change(found);
        result.n++;
      }
      return result;
    });
    n += outcome.n;
    changed += outcome.changed;
  }
  return { n, changed };
}

const deleteFields = new Set(['q', 'limit', 'hint', 'collation', 'sampleId']);

/** `delete` */
export const remove: Command = {
  fields: ['deletes', 'ordered', 'let'],
  run: async (call) => {
    const list = statements(call, 'deletes');
    const ordered = call.body['ordered'] === undefined || truthy(call.body['ordered']);
    const collection = writable(call);
    const progress = newProgress(maxTime(call));
    const errors: Doc[] = [];
    let n = 0;
    for (const [index, { doc }] of list.entries()) {
      try {
        n += await deleteSome(call, collection, doc, progress);
      } catch (error) {
        errors.push(writeError(index, error));
        if (ordered) break;
      }
    }
    return { n, ...(errors.length > 0 ? { writeErrors: errors } : {}) };
  },
};

async function deleteSome(call: Call, collection: Collection | undefined, statement: Doc, progress: Progress): Promise<number> {
  for (const key of Object.keys(statement))
    if (!deleteFields.has(key)) throw new CommandError(40415, `BSON field 'delete.deletes.${key}' is an unknown field.`);
  const limit = asNumber(statement['limit']);
  if (limit !== 0 && limit !== 1)
    throw new CommandError('FailedToParse', `The limit field in delete objects must be 0 or 1. Got ${String(statement['limit'])}`);
  const filter = documentField({ name: 'delete.deletes', body: statement }, 'q') ?? {};
  const variables = variablesOf(call, collection, statement);
  compileFilter(filter, variables);
  if (!collection) return 0;
  const query: Query = { filter, sort: [], skip: 0, limit, variables, ...(statement['hint'] === undefined ? {} : { hint: statement['hint'] }) };
  if (limit === 0)
    return (
      await onAllMatches(collection, query, progress, (found) => {
        collection.remove(found);
        return 1;
      })
    ).n;
  return onFirstMatch(collection, query, progress, (found) => {
    if (!found) return 0;
    collection.remove(found);
    return 1;
  });
}
