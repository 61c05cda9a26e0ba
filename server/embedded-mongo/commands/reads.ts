import { Long } from 'bson';
import type { Stream } from '../aggregate/stage.js';
import { encoded } from '../aggregate/streams.js';
import { type Collation, collationOf } from '../bson/collation.js';
import { compareValues } from '../bson/compare.js';
import { decode } from '../bson/decode.js';
import { keyOf } from '../bson/key-encoding.js';
import { TextOrder } from '../bson/text-order.js';
import { asNumber, type Doc, isDocument, isNumeric, truthy, typeName } from '../bson/values.js';
import { CommandError } from '../errors.js';
import { asksOneId, countRecords, findById, findDocuments, findRecords, planQuery, type Query } from '../execution/find.js';
import { finish, newProgress, type Pause, type Progress, pause } from '../execution/scan.js';
import { parseSort } from '../execution/sort.js';
import { tail } from '../execution/tail.js';
import { compileFilter } from '../query/matcher.js';
import { visitPath } from '../query/path.js';
import { compileProjection } from '../query/projection.js';
import type { Collection } from '../storage/collection.js';
import { cursorReply } from '../wire/cursor-reply.js';
import { type Command, collectionName, documentField, existing, maxTime, numberField, variablesOf, wantsDurable } from './command.js';
import { readView } from './views.js';

/** Reads the query part of a `find`, `count` or `distinct` on a collection, whose collation it has unless it names one. */
export function queryOf(call: { name: string; body: Doc }, filterField: string, collection: Collection | undefined): Query {
  const limit = call.body['limit'];
  const query: Query = {
    filter: documentField(call, filterField) ?? {},
    sort: naturalOf(call) ? [] : parseSort(call.body['sort']),
    skip: numberField(call, 'skip'),
    limit: call.name === 'count' && isNumeric(limit) ? Math.abs(asNumber(limit)) : numberField(call, 'limit'),
    variables: variablesOf(call, collection),
    inMemory: call.body['allowDiskUse'] === false,
  };
  const hint = call.body['hint'];
  if (hint !== undefined && !(isDocument(hint) && Object.keys(hint).length === 0)) query.hint = hint;
  const natural = naturalOf(call);
  if (natural) query.hint = { $natural: natural['$natural'] };
  return query;
}

/** `find` */
export const find: Command = {
  fields: [
    'filter',
    'sort',
    'projection',
    'hint',
    'skip',
    'limit',
    'batchSize',
    'singleBatch',
    'let',
    'collation',
    'noCursorTimeout',
    'allowDiskUse',
    'returnKey',
    'showRecordId',
    'tailable',
    'awaitData',
    'oplogReplay',
    'min',
    'max',
    'ntoreturn',
  ],
  run: async (call) => {
    const name = collectionName(call);
    const tailable = truthy(call.body['tailable']);
    if (truthy(call.body['awaitData']) && !tailable) throw new CommandError('FailedToParse', 'Cannot set awaitData without tailable');
    const collection = existing(call);
    const query = queryOf(call, 'filter', collection);
    const [min, max] = [documentField(call, 'min'), documentField(call, 'max')];
    if (min || max) query.limits = { ...(min ? { min } : {}), ...(max ? { max } : {}) };
    const shape = { returnKey: truthy(call.body['returnKey']), showRecordId: truthy(call.body['showRecordId']) };
    const projection = documentField(call, 'projection');
    const namespace = `${call.db}.${name}`;
    const batchSize = numberField(call, 'batchSize', 101);
    const plain = !tailable && !projection && !shape.returnKey && !shape.showRecordId && !query.limits;
    if (collection && !collection.view && plain && query.hint === undefined && query.skip === 0 && batchSize > 0 && asksOneId(collection, query)) {
      const found = findById(collection, query.filter);
      return cursorReply('firstBatch', found ? [found.bytes] : [], 0n, namespace);
    }
    compileFilter(query.filter, query.variables);
    if (projection) compileProjection(projection, true, () => 0, query.variables);
    if (collection?.view) {
      const { source, context } = readView(call, name, 'filter');
      const batch = await call.store.cursors.start(namespace, encoded(source), context.progress, { batchSize, single: truthy(call.body['singleBatch']) });
      return cursorReply('firstBatch', batch.documents, batch.id, namespace);
    }
    if (!collection) return cursorReply('firstBatch', [], 0n, namespace);
    if (tailable) {
      if (!collection.capped) throw new CommandError('BadValue', 'error processing query: tailable cursor requested on non capped collection');
      if (query.sort.length > 0) throw new CommandError('BadValue', 'cannot use tailable option with a sort other than {$natural: 1}');
      const progress = newProgress();
      const bounds = { batchSize, limit: query.limit, single: truthy(call.body['singleBatch']) };
      const options = { ...bounds, durable: wantsDurable(call.body), tail: { waits: truthy(call.body['awaitData']), version: () => collection.version } };
      const batch = await call.store.cursors.start(namespace, tail(collection, query, projection, progress), progress, options);
      return cursorReply('firstBatch', batch.documents, batch.id, namespace);
    }
    const progress = newProgress(maxTime(call));
    const plan = planQuery(collection, query);
    const source = findDocuments(query, projection && Object.keys(projection).length ? projection : undefined, plan, progress, shape);
    const single = truthy(call.body['singleBatch']);
    const batch = await call.store.cursors.start(namespace, source, progress, {
      batchSize,
      single,
      noTimeout: truthy(call.body['noCursorTimeout']),
      limit: query.limit,
      durable: wantsDurable(call.body),
    });
    return cursorReply('firstBatch', batch.documents, batch.id, namespace);
  },
};

function naturalOf(call: { body: Doc }): Doc | undefined {
  const sort = call.body['sort'];
  return isDocument(sort) && '$natural' in sort ? sort : undefined;
}

/** `getMore` */
export const getMore: Command = {
  fields: ['collection', 'batchSize', 'term', 'lastKnownCommittedOpTime'],
  run: async (call) => {
    const namespace = `${call.db}.${String(call.body['collection'])}`;
    const batch = await call.store.cursors.more(cursorId(call.body['getMore']), namespace, numberField(call, 'batchSize'), maxTime(call));
    if (batch.durable) await call.store.file.settled();
    return cursorReply('nextBatch', batch.documents, batch.id, namespace);
  },
};

function cursorId(value: unknown): bigint {
  if (value instanceof Long) return value.toBigInt();
  if (isNumeric(value)) return BigInt(asNumber(value));
  throw new CommandError('TypeMismatch', `BSON field 'getMore.getMore' is the wrong type '${typeName(value)}', expected type 'long'`);
}

/** `killCursors` */
export const killCursors: Command = {
  fields: ['cursors'],
  run: (call) => {
    const namespace = `${call.db}.${collectionName(call)}`;
    const ids = Array.isArray(call.body['cursors']) ? call.body['cursors'] : [];
    const [killed, missing] = [[] as unknown[], [] as unknown[]];
    for (const id of ids) (call.store.cursors.kill(cursorId(id), namespace) ? killed : missing).push(id);
    return { cursorsKilled: killed, cursorsNotFound: missing, cursorsAlive: [], cursorsUnknown: [] };
  },
};

/** `count` */
export const count: Command = {
  fields: ['query', 'limit', 'skip', 'hint', 'collation', 'fields'],
  run: async (call) => {
    const collection = existing(call);
    const query = queryOf(call, 'query', collection);
    compileFilter(query.filter, query.variables);
    if (!collection) return { n: 0 };
    if (collection.view) return { n: await finish(countStream(readView(call, collection.name, 'query').source)) };
    return { n: await finish(countRecords(query, planQuery(collection, query), newProgress(maxTime(call)))) };
  },
};

/** `distinct` */
export const distinct: Command = {
  fields: ['key', 'query', 'collation'],
  run: async (call) => {
    const key = call.body['key'];
    if (typeof key !== 'string')
      throw new CommandError('TypeMismatch', `BSON field 'distinct.key' is the wrong type '${typeName(key)}', expected type 'string'`);
    const collection = existing(call);
    const query = queryOf(call, 'query', collection);
    compileFilter(query.filter, query.variables);
    if (!collection) return { values: [] };
    const source = collection.view ? readView(call, collection.name, 'query').source : found(query, collection, newProgress(maxTime(call)));
    return { values: await finish(distinctValues(source, key.split('.'), collationOf(query.variables ?? {}))) };
  },
};

function* found(query: Query, collection: Collection, progress: Progress): Stream {
  for (const one of findRecords(query, planQuery(collection, query), progress)) yield one === pause ? pause : (one.doc ?? decode(one.bytes));
}

function* distinctValues(source: Stream, parts: string[], collation: Collation | undefined): Generator<unknown, unknown[]> {
  const spelling = collation && new TextOrder(collation).label;
  const values = new Map<string, unknown>();
  const take = (value: unknown): void => {
    if (value === undefined) return;
    const key = keyOf(value, spelling).toString('latin1');
    if (!values.has(key)) values.set(key, value);
  };
  for (const doc of source) {
    if (doc === pause) {
      yield pause;
      continue;
    }
    visitPath(
      doc,
      parts,
      (value) => {
        if (Array.isArray(value)) value.forEach(take);
        else take(value);
        return false;
      },
      false,
    );
  }
  return [...values.values()].sort((a, b) => compareValues(a, b, collation));
}

function* countStream(source: Stream): Generator<Pause, number> {
  let n = 0;
  for (const doc of source) {
    if (doc === pause) yield pause;
    else n++;
  }
  return n;
}
