import type {
  AbstractCursor,
  AnyBulkWriteOperation,
  AnyClientBulkWriteModel,
  ClientSession,
  Collection,
  Db,
  Document,
  GridFSBucket,
  MongoClient,
  RunCommandCursor,
} from 'mongodb';

// biome-ignore lint/suspicious/noExplicitAny: the arguments are data of the test files, whatever the driver's types ask.
type Args = Record<string, any>;
type Operation<T> = (target: T, args: Args) => Promise<unknown>;

const rest = (args: Args, ...names: string[]): Document => Object.fromEntries(Object.entries(args).filter(([name]) => !names.includes(name)));

/** Bulk models come as `{ insertOne: { document } }`, as the driver takes them. */
const models = (args: Args): AnyBulkWriteOperation[] => args['requests'];

/** Those of a client come as `{ insertOne: { namespace, document } }`; the driver has the name inside. */
const clientModels = (args: Args): AnyClientBulkWriteModel<Document>[] =>
  (args['models'] as Record<string, object>[]).map((model) => {
    const [[name, fields]] = Object.entries(model) as [[string, object]];
    return { name, ...fields } as AnyClientBulkWriteModel<Document>;
  });

/** What a test can do to a collection, by the unified test format's names. */
export const collectionOperations: Record<string, Operation<Collection>> = {
  aggregate: (c, a) => c.aggregate(a['pipeline'], rest(a, 'pipeline')).toArray(),
  bulkWrite: (c, a) => c.bulkWrite(models(a), rest(a, 'requests')),
  count: (c, a) => c.count(a['filter'], rest(a, 'filter')),
  countDocuments: (c, a) => c.countDocuments(a['filter'], rest(a, 'filter')),
  createIndex: (c, a) => c.createIndex(a['keys'], rest(a, 'keys')),
  createFindCursor: async (c, a) => c.find(a['filter'], rest(a, 'filter')),
  deleteMany: (c, a) => c.deleteMany(a['filter'], rest(a, 'filter')),
  deleteOne: (c, a) => c.deleteOne(a['filter'], rest(a, 'filter')),
  distinct: (c, a) => c.distinct(a['fieldName'], a['filter'] ?? {}, rest(a, 'fieldName', 'filter')),
  drop: (c) => c.drop(),
  dropIndex: (c, a) => c.dropIndex(a['name'], rest(a, 'name')),
  dropIndexes: (c, a) => c.dropIndexes(a),
  estimatedDocumentCount: (c, a) => c.estimatedDocumentCount(a),
  find: (c, a) => c.find(a['filter'], rest(a, 'filter')).toArray(),
  findOne: (c, a) => c.findOne(a['filter'], rest(a, 'filter')),
  findOneAndDelete: (c, a) => c.findOneAndDelete(a['filter'], rest(a, 'filter')),
  findOneAndReplace: (c, a) => c.findOneAndReplace(a['filter'], a['replacement'], lowerReturn(rest(a, 'filter', 'replacement'))),
  findOneAndUpdate: (c, a) => c.findOneAndUpdate(a['filter'], a['update'], lowerReturn(rest(a, 'filter', 'update'))),
  insertMany: (c, a) => c.insertMany(a['documents'], rest(a, 'documents')),
  insertOne: (c, a) => c.insertOne(a['document'], rest(a, 'document')),
  listIndexes: (c, a) => c.listIndexes(a).toArray(),
  listIndexNames: async (c, a) => (await c.listIndexes(a).toArray()).map((index) => index.name as string),
  rename: (c, a) => c.rename(a['to'], rest(a, 'to')),
  replaceOne: (c, a) => c.replaceOne(a['filter'], a['replacement'], rest(a, 'filter', 'replacement')),
  updateMany: (c, a) => c.updateMany(a['filter'], a['update'], rest(a, 'filter', 'update')),
  updateOne: (c, a) => c.updateOne(a['filter'], a['update'], rest(a, 'filter', 'update')),
};

function lowerReturn(options: Document): Document & { includeResultMetadata: false } {
  const { returnDocument, ...others } = options;
  return { ...others, ...(returnDocument ? { returnDocument: String(returnDocument).toLowerCase() } : {}), includeResultMetadata: false } as never;
}

/** What a test can do to a database. */
export const databaseOperations: Record<string, Operation<Db>> = {
  aggregate: (db, a) => db.aggregate(a['pipeline'], rest(a, 'pipeline')).toArray(),
  createCollection: (db, a) => db.createCollection(a['collection'], rest(a, 'collection')),
  createCommandCursor: async (db, a) => runCursor(db, a),
  dropCollection: (db, a) => db.dropCollection(a['collection'], rest(a, 'collection')),
  listCollectionNames: async (db, a) =>
    (await db.listCollections(a['filter'] ?? {}, { ...rest(a, 'filter'), nameOnly: true }).toArray()).map(({ name }) => name),
  listCollections: (db, a) => db.listCollections(a['filter'] ?? {}, rest(a, 'filter')).toArray(),
  listCollectionObjects: async (db, a) => db.collections(rest(a, 'filter')),
  modifyCollection: (db, a) => db.command({ collMod: a['collection'], ...rest(a, 'collection') }),
  runCursorCommand: (db, a) => runCursor(db, a).toArray(),
  runCommand: (db, a) => db.command(a['command'], rest(a, 'command', 'commandName')),
};

function runCursor(db: Db, a: Args): RunCommandCursor {
  const cursor = db.runCursorCommand(a['command'], a['session'] ? { session: a['session'] } : {});
  if (a['batchSize'] !== undefined) cursor.setBatchSize(a['batchSize']);
  if (a['maxTimeMS'] !== undefined) cursor.setMaxTimeMS(a['maxTimeMS']);
  if (a['comment'] !== undefined) cursor.setComment(a['comment']);
  return cursor;
}

/** What a test can do to a cursor. */
export const cursorOperations: Record<string, Operation<AbstractCursor>> = {
  close: (cursor) => cursor.close(),
  iterateOnce: (cursor) => cursor.tryNext(),
  iterateUntilDocumentOrError: (cursor) => cursor.next(),
};

/** What a test can do to a client. */
export const clientOperations: Record<string, Operation<MongoClient>> = {
  clientBulkWrite: (client, a) => client.bulkWrite(clientModels(a), rest(a, 'models')),
  listDatabaseNames: async (client, a) =>
    (
      await client
        .db()
        .admin()
        .listDatabases({ ...a, nameOnly: true })
    ).databases.map(({ name }) => name),
  listDatabases: async (client, a) => (await client.db().admin().listDatabases(a)).databases,
};

/** What a test can do to a GridFS bucket. */
export const bucketOperations: Record<string, Operation<GridFSBucket>> = {
  delete: (bucket, a) => bucket.delete(a['id']),
  drop: (bucket) => bucket.drop(),
  download: async (bucket, a) => gather(bucket.openDownloadStream(a['id'])),
  downloadByName: async (bucket, a) => gather(bucket.openDownloadStreamByName(a['filename'], rest(a, 'filename'))),
  find: (bucket, a) => bucket.find(a['filter'], rest(a, 'filter')).toArray(),
  rename: (bucket, a) => bucket.rename(a['id'], a['newFilename']),
  upload: (bucket, a) =>
    new Promise((resolve, reject) => {
      const stream = bucket.openUploadStream(a['filename'], rest(a, 'filename', 'source'));
      stream.once('finish', () => resolve(stream.id)).once('error', reject);
      stream.end(Buffer.from(a['source'].$$hexBytes, 'hex'));
    }),
};

async function gather(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** What a test can do to a session. */
export const sessionOperations: Record<string, Operation<ClientSession>> = { endSession: (session) => session.endSession() };
