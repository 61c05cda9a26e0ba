import { sameCollation } from '../bson/collation.js';
import { equalValues } from '../bson/compare.js';
import { encode } from '../bson/encode.js';
import { type Doc, isDocument } from '../bson/values.js';
import { CommandError } from '../errors.js';
import { newProgress } from '../execution/scan.js';
import { findHinted } from '../planner/make-plan.js';
import type { Collection } from '../storage/collection.js';
import { buildIndex } from '../storage/index-build.js';
import type { Index } from '../storage/index-entries.js';
import { indexNameOf, parseIndexSpec } from '../storage/index-spec.js';
import { cursorReply } from '../wire/cursor-reply.js';
import { type Call, type Command, collectionName, numberField, writable } from './command.js';

const missing = (call: Call): CommandError => new CommandError('NamespaceNotFound', `ns does not exist: ${call.db}.${collectionName(call)}`);

/** `createIndexes` */
export const createIndexes: Command = {
  fields: ['indexes', 'ignoreUnknownIndexOptions', 'commitQuorum'],
  run: async (call) => {
    const name = collectionName(call);
    const specs = call.body['indexes'];
    if (!Array.isArray(specs) || specs.length === 0) throw new CommandError('BadValue', 'Must specify at least one index to create');
    for (const spec of specs) {
      if (!isDocument(spec)) throw new CommandError('TypeMismatch', 'The elements of the indexes array must be objects');
      if (typeof spec['name'] !== 'string')
        throw new CommandError('FailedToParse', "Error in specification: The 'name' field is a required property of an index specification");
      parseIndexSpec(spec, 0);
    }
    const { catalogue } = call.store;
    const { collection, created } = await call.store.file.queue.write(() => ({ created: !writable(call), collection: catalogue.getOrCreate(call.db, name) }));
    const work = collection.lastBuild.then(async () => {
      const before = collection.indexes.length;
      const inherited = collection.options.collation;
      const fresh = specs.map((spec) => parseIndexSpec(spec as Doc, 0, inherited)).filter((index) => !conflicts(collection, index));
      for (const index of fresh) if (!conflicts(collection, index)) await buildIndex(catalogue, collection, index);
      return {
        numIndexesBefore: before,
        numIndexesAfter: collection.indexes.length,
        createdCollectionAutomatically: created,
        ...(collection.indexes.length === before ? { note: 'all indexes already exist' } : {}),
      };
    });
    collection.lastBuild = work.catch(() => undefined);
    return work;
  },
};

/** @returns true when the same index is there already @throws CommandError IndexOptionsConflict, IndexKeySpecsConflict */
function conflicts(collection: Collection, index: Index): boolean {
  if (index.name === '_id_' && !sameCollation(index.collation, collection.options.collation))
    throw new CommandError('BadValue', 'The _id index must have the same collation as the collection');
  const sameKey = collection.indexes.find(
    (other) =>
      indexNameOf(other.spec['key'] as Doc) === indexNameOf(index.spec['key'] as Doc) &&
      sameCollation(other.collation, index.collation) &&
      equalValues(other.spec['partialFilterExpression'], index.spec['partialFilterExpression']),
  );
  const sameName = collection.indexes.find((other) => other.name === index.name);
  const same = (other: Index): boolean =>
    other.unique === index.unique && other.sparse === index.sparse && other.expireAfterSeconds === index.expireAfterSeconds;
  if (sameKey && sameKey === sameName && same(sameKey)) return true;
  if (sameName) {
    throw new CommandError(
      'IndexKeySpecsConflict',
      `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${JSON.stringify(index.spec)}, writable index: ${JSON.stringify(sameName.spec)}`,
    );
  }
  if (sameKey?.name === '_id_') return true;
  if (sameKey)
    throw new CommandError(
      'IndexOptionsConflict',
      same(sameKey)
        ? `Index already exists with a different name: ${sameKey.name}`
        : `An equivalent index already exists with the same name but different options. Requested index: ${JSON.stringify(index.spec)}, writable index: ${JSON.stringify(sameKey.spec)}`,
    );
  return false;
}

/** `listIndexes` */
export const listIndexes: Command = {
  fields: ['cursor', 'includeIndexBuildInfo', 'includeBuildUUIDs'],
  run: async (call) => {
    const collection = writable(call);
    if (!collection) throw missing(call);
    const cursor = isDocument(call.body['cursor']) ? call.body['cursor'] : {};
    const documents = collection.indexes.map((index) => encode(index.spec));
    const namespace = `${collection.namespace}`;
    const batch = await call.store.cursors.start(namespace, documents, newProgress(), {
      batchSize: numberField({ name: 'listIndexes', body: cursor }, 'batchSize', Infinity),
    });
    return cursorReply('firstBatch', batch.documents, batch.id, namespace);
  },
};

/** `dropIndexes`, also by its old name `deleteIndexes` */
export const dropIndexes: Command = {
  fields: ['index'],
  run: (call) =>
    call.store.file.queue.write(() => {
      const collection = writable(call);
      if (!collection) throw missing(call);
      const wanted = call.body['index'];
      const before = collection.indexes.length;
      const all = wanted === '*';
      const chosen = all
        ? collection.indexes.filter((index) => index.name !== '_id_')
        : (Array.isArray(wanted) ? wanted : [wanted]).map((one) => indexToDrop(collection, one));
      for (const index of chosen) call.store.catalogue.dropIndex(collection, index);
      return { nIndexesWas: before, ...(all ? { msg: 'non-_id indexes dropped for collection' } : {}) };
    }),
};

function indexToDrop(collection: Collection, wanted: unknown): Index {
  let index: Index;
  if (isDocument(wanted)) {
    const alike = collection.indexes.filter((one) => indexNameOf(one.spec['key'] as Doc) === indexNameOf(wanted));
    if (alike.length > 1)
      throw new CommandError('AmbiguousIndexKeyPattern', `${alike.length} indexes found for key: ${JSON.stringify(wanted)}, identify by name instead.`);
  }
  try {
    index = findHinted(collection, wanted);
  } catch {
    throw new CommandError(
      'IndexNotFound',
      typeof wanted === 'string' ? `index not found with name [${wanted}]` : `can't find index with key: ${JSON.stringify(wanted)}`,
    );
  }
  if (index.name === '_id_') throw new CommandError('InvalidOptions', 'cannot drop _id index');
  return index;
}
