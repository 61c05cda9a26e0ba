import { decode } from '../bson/decode.js';
import { type Doc, truthy } from '../bson/values.js';
import { CommandError } from '../errors.js';
import type { Found, Query } from '../execution/find.js';
import { newProgress } from '../execution/scan.js';
import { parseSort } from '../execution/sort.js';
import { applyUpdate, applyUpsert, onFirstMatch } from '../execution/write-one.js';
import { compileFilter } from '../query/matcher.js';
import { matchedPosition } from '../query/positional.js';
import { compileProjection } from '../query/projection.js';
import { compileUpdate } from '../update/compile.js';
import { type Command, collectionName, documentField, maxTime, variablesOf, writable } from './command.js';

type Outcome = { value: Doc | null; updatedExisting?: boolean; upserted?: unknown; n: number };

/** `findAndModify`: finds, changes and answers one document in one transaction. */
export const findAndModify: Command = {
  fields: ['query', 'sort', 'remove', 'update', 'new', 'fields', 'upsert', 'bypassDocumentValidation', 'arrayFilters', 'hint', 'let', 'collation'],
  run: async (call) => {
    const name = collectionName(call);
    const removing = truthy(call.body['remove']);
    const [upsert, wantsNew, bypass] = [truthy(call.body['upsert']), truthy(call.body['new']), truthy(call.body['bypassDocumentValidation'])];
    if (removing && call.body['update'] !== undefined) throw new CommandError('FailedToParse', 'Cannot specify both an update and remove=true');
    if (removing && (upsert || wantsNew))
      throw new CommandError(
        'FailedToParse',
        upsert
          ? 'Cannot specify both upsert=true and remove=true'
          : "Cannot specify both new=true and remove=true; 'remove' always returns the deleted document",
      );
    if (!removing && call.body['update'] === undefined) throw new CommandError('FailedToParse', 'Either an update or remove=true must be specified');
    let collection = writable(call);
    const variables = variablesOf(call, collection);
    const query: Query = {
      filter: documentField(call, 'query') ?? {},
      sort: parseSort(call.body['sort']),
      skip: 0,
      limit: 1,
      variables,
      ...(call.body['hint'] === undefined ? {} : { hint: call.body['hint'] }),
    };
    const update = removing ? undefined : compileUpdate(call.body['update'], { arrayFilters: call.body['arrayFilters'], variables });
    compileFilter(query.filter, variables);
    const fields = documentField(call, 'fields');
    const project = fields && compileProjection(fields, true, (doc, path) => matchedPosition(query.filter, doc, path, variables), variables);

    const change = (found: Found | undefined): Outcome => {
      const collection = call.store.catalogue.getOrCreate(call.db, name);
      if (found && !update) {
        collection.remove(found);
        return { value: decode(found.bytes), n: 1 };
      }
      if (found && update) {
        const { before, after } = applyUpdate(collection, found, query, update, bypass);
        return { value: wantsNew ? after : before, updatedExisting: true, n: 1 };
      }
      if (!upsert || !update) return { value: null, ...(update ? { updatedExisting: false } : {}), n: 0 };
      const { after } = applyUpsert(collection, query, update, bypass);
      return { value: wantsNew ? after : null, updatedExisting: false, upserted: after['_id'], n: 1 };
    };

    if (!collection && upsert) collection = await call.store.file.queue.write(() => call.store.catalogue.getOrCreate(call.db, name));
    const outcome: Outcome = collection
      ? await onFirstMatch(collection, query, newProgress(maxTime(call)), change)
      : { value: null, ...(update ? { updatedExisting: false } : {}), n: 0 };
    const { value, n, ...rest } = outcome;
    return { lastErrorObject: { n, ...rest }, value: value && project ? project(value, variables) : value };
  },
};
