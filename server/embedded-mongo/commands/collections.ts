import { Binary } from 'bson';
import { parseCollation, sameCollation } from '../bson/collation.js';
import { encode } from '../bson/encode.js';
import { asNumber, type Doc, isDocument, truthy } from '../bson/values.js';
import { CommandError } from '../errors.js';
import { newProgress } from '../execution/scan.js';
import { compileFilter } from '../query/matcher.js';
import { checkDatabaseName } from '../storage/catalogue.js';
import { checkCollection } from '../storage/check.js';
import type { Collection } from '../storage/collection.js';
import { cursorReply } from '../wire/cursor-reply.js';
import { type Call, type Command, collectionName, documentField, existing, numberField } from './command.js';

/** `create` */
export const create: Command = {
  fields: [
    'validator',
    'validationAction',
    'validationLevel',
    'capped',
    'size',
    'max',
    'autoIndexId',
    'idIndex',
    'storageEngine',
    'indexOptionDefaults',
    'viewOn',
    'pipeline',
    'collation',
    'timeseries',
    'expireAfterSeconds',
    'clusteredIndex',
    'changeStreamPreAndPostImages',
    'encryptedFields',
  ],
  run: (call) => {
    for (const field of ['timeseries', 'clusteredIndex', 'encryptedFields']) {
      if (call.body[field] !== undefined && call.body[field] !== false)
        throw new CommandError('CommandNotSupported', `create with '${field}' is not supported`);
    }
    const { collation: given, ...body } = call.body;
    const collation = given === undefined ? undefined : parseCollation(given);
    return call.store.file.queue.write(() => {
      const { catalogue } = call.store;
      const source = typeof body['viewOn'] === 'string' ? catalogue.get(call.db, body['viewOn']) : undefined;
      if (source?.view && !sameCollation(source.options.collation, collation))
        throw new CommandError('OptionNotSupportedOnView', `View ${collectionName(call)} has another collation than the view ${source.namespace} it is on`);
      catalogue.create(call.db, collectionName(call), { ...body, ...cappedOptions(body), ...(collation ? { collation: collation.spec } : {}) });
      return {};
    });
  },
};

/** @throws CommandError InvalidOptions, BadValue when the size of a capped collection is missing or wrong */
function cappedOptions(body: Doc): Doc {
  const [size, max] = [body['size'], body['max']];
  if (!truthy(body['capped'])) {
    if (size !== undefined || max !== undefined)
      throw new CommandError('InvalidOptions', "the 'capped' field needs to be true when either the 'size' or 'max' fields are present");
    return {};
  }
  if (size === undefined) throw new CommandError('InvalidOptions', "the 'size' field is required when 'capped' is true");
  if (!(asNumber(size) > 0)) throw new CommandError('BadValue', "'size' must be a positive number");
  // As MongoDB rounds it.
  return { capped: true, size: Math.ceil(asNumber(size) / 256) * 256, ...(max !== undefined && asNumber(max) > 0 ? { max: asNumber(max) } : {}) };
}

/** `drop` */
export const drop: Command = {
  fields: [],
  run: (call) =>
    call.store.file.queue.write(() => {
      const collection = existing(call);
      if (!collection) return {};
      const indexes = collection.indexes.length;
      call.store.catalogue.drop(collection);
      return { nIndexesWas: indexes, ns: collection.namespace };
    }),
};

/** `dropDatabase` */
export const dropDatabase: Command = {
  fields: [],
  run: (call) =>
    call.store.file.queue.write(() => {
      checkDatabaseName(call.db);
      const collections = call.store.catalogue.list(call.db);
      for (const collection of collections) call.store.catalogue.drop(collection);
      return collections.length > 0 ? { dropped: call.db } : {};
    }),
};

/** `renameCollection` (on `admin`) */
export const renameCollection: Command = {
  fields: ['to', 'dropTarget'],
  run: (call) =>
    call.store.file.queue.write(() => {
      const [from, to] = [call.body['renameCollection'], call.body['to']].map((name) => splitNamespace(String(name)));
      const source = call.store.catalogue.get(...from!);
      if (!source) throw new CommandError('NamespaceNotFound', `Source collection ${from!.join('.')} does not exist`);
      const target = call.store.catalogue.get(...to!);
      if (target === source) throw new CommandError('IllegalOperation', "Can't rename a collection to itself");
      if (target && !truthy(call.body['dropTarget'])) throw new CommandError('NamespaceExists', 'target namespace exists');
      if (target) call.store.catalogue.drop(target);
      call.store.catalogue.rename(source, ...to!);
      return {};
    }),
};

function splitNamespace(namespace: string): [db: string, name: string] {
  const dot = namespace.indexOf('.');
  if (dot < 1) throw new CommandError('InvalidNamespace', `Invalid namespace specified '${namespace}'`);
  return [namespace.slice(0, dot), namespace.slice(dot + 1)];
}

/** `collMod`: validators, and the expiry of a TTL index */
export const collMod: Command = {
  fields: ['validator', 'validationAction', 'validationLevel', 'index'],
  run: (call) =>
    call.store.file.queue.write(() => {
      const collection = existing(call);
      if (!collection) throw new CommandError('NamespaceNotFound', `ns does not exist: ${call.db}.${collectionName(call)}`);
      const { index: change, ...options } = call.body;
      if (isDocument(change)) {
        const index = collection.indexes.find(
          (one) =>
            one.name === change['name'] || (isDocument(change['keyPattern']) && JSON.stringify(one.spec['key']) === JSON.stringify(change['keyPattern'])),
        );
        if (!index) throw new CommandError('IndexNotFound', 'cannot find index for ns');
        if ('expireAfterSeconds' in change) index.spec['expireAfterSeconds'] = index.expireAfterSeconds = asNumber(change['expireAfterSeconds']);
        if ('hidden' in change) index.spec['hidden'] = truthy(change['hidden']);
      }
      call.store.catalogue.setOptions(collection, options);
      return {};
    }),
};

/** `listCollections` */
export const listCollections: Command = {
  fields: ['filter', 'nameOnly', 'authorizedCollections', 'cursor'],
  run: async (call) => {
    const matches = compileFilter(documentField(call, 'filter') ?? {});
    const nameOnly = truthy(call.body['nameOnly']);
    const documents = call.store.catalogue
      .list(call.db)
      .map((collection) => describe(collection))
      .filter((doc) => matches(doc));
    const shown = nameOnly ? documents.map(({ name, type }) => ({ name, type })) : documents;
    const namespace = `${call.db}.$cmd.listCollections`;
    const cursor = isDocument(call.body['cursor']) ? call.body['cursor'] : {};
    const batch = await call.store.cursors.start(namespace, shown.map(encode), newProgress(), {
      batchSize: numberField({ name: 'listCollections', body: cursor }, 'batchSize', Infinity),
    });
    return cursorReply('firstBatch', batch.documents, batch.id, namespace);
  },
};

function describe(collection: Collection): Doc {
  return {
    name: collection.name,
    ...(collection.view
      ? { type: 'view', options: collection.options.spec, info: { readOnly: true } }
      : {
          type: 'collection',
          options: collection.options.spec,
          info: { readOnly: false, uuid: new Binary(collection.uuid, 4) },
          idIndex: collection.indexes[0]!.spec,
        }),
  };
}

/** `listDatabases` (on `admin`) */
export const listDatabases: Command = {
  fields: ['filter', 'nameOnly', 'authorizedDatabases'],
  run: (call) => {
    const matches = compileFilter(documentField(call, 'filter') ?? {});
    const sizes = new Map<string, number>();
    for (const collection of call.store.catalogue.list()) sizes.set(collection.db, (sizes.get(collection.db) ?? 0) + collection.bytes);
    const databases = [...sizes].map(([name, bytes]) => ({ name, sizeOnDisk: bytes, empty: false })).filter((doc) => matches(doc));
    if (truthy(call.body['nameOnly'])) return { databases: databases.map(({ name }) => ({ name })) };
    const totalSize = databases.reduce((sum, { sizeOnDisk }) => sum + sizeOnDisk, 0);
    return { databases, totalSize, totalSizeMb: Math.floor(totalSize / 1048576) };
  },
};

/** `collStats` */
export const collStats: Command = {
  fields: ['scale', 'freeStorage'],
  run: (call) => {
    const scale = numberField(call, 'scale', 1) || 1;
    const collection = existing(call);
    return { ns: `${call.db}.${collectionName(call)}`, ...statsOf(collection, scale), ok: 1 };
  },
};

/** The figures of one collection; bytes are divided by `scale`. */
export function statsOf(collection: Collection | undefined, scale: number): Doc {
  const size = Math.floor((collection?.bytes ?? 0) / scale);
  const count = collection?.count ?? 0;
  return {
    size,
    count,
    ...(count > 0 ? { avgObjSize: Math.floor(collection!.bytes / count) } : {}),
    numOrphanDocs: 0,
    storageSize: size,
    totalIndexSize: 0,
    totalSize: size,
    freeStorageSize: 0,
    nindexes: collection?.indexes.length ?? 0,
    indexSizes: Object.fromEntries((collection?.indexes ?? []).map(({ name }) => [name, 0])),
    capped: collection?.capped !== undefined,
    ...(collection?.capped ? { max: collection.capped.max, maxSize: Math.floor(collection.capped.size / scale) } : {}),
    scaleFactor: scale,
  };
}

/** `validate`: reads every document and holds every index against them */
export const validate: Command = {
  fields: ['scandata', 'full', 'repair', 'metadata', 'checkBSONConformance', 'background'],
  run: (call) => {
    const collection = existing(call);
    if (!collection) throw new CommandError('NamespaceNotFound', `Collection '${call.db}.${collectionName(call)}' does not exist to validate.`);
    const { documents, keysPerIndex, errors } = checkCollection(collection);
    return {
      ns: collection.namespace,
      nrecords: documents,
      nIndexes: collection.indexes.length,
      keysPerIndex,
      valid: errors.length === 0,
      warnings: [],
      errors,
    };
  },
};

/** `dbStats` */
export const dbStats: Command = {
  fields: ['scale', 'freeStorage'],
  run: (call: Call) => {
    const scale = numberField(call, 'scale', 1) || 1;
    const collections = call.store.catalogue.list(call.db);
    const sum = (read: (collection: Collection) => number): number => collections.reduce((total, collection) => total + read(collection), 0);
    const [objects, bytes] = [sum((one) => one.count), sum((one) => one.bytes)];
    return {
      db: call.db,
      collections: collections.length,
      views: 0,
      objects,
      avgObjSize: objects > 0 ? bytes / objects : 0,
      dataSize: bytes / scale,
      storageSize: bytes / scale,
      indexes: sum((one) => one.indexes.length),
      indexSize: 0,
      totalSize: bytes / scale,
      scaleFactor: scale,
      fsUsedSize: 0,
      fsTotalSize: 0,
    };
  },
};
