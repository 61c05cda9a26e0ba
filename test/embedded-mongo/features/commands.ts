import type { Document } from 'mongodb';
import { asked, codeOf, type Feature } from './feature.js';

const command = (name: string, expected: unknown, run: Feature['run'], limits?: string): Feature => asked('Commands', name, expected, run, limits);
const refused = (name: string, expected: number, run: Feature['run']): Feature => asked('Refusals, by MongoDB’s codes', name, expected, run);
const pick = (doc: Document, ...names: string[]): Document => Object.fromEntries(names.map((name) => [name, doc[name]]));

export const commandFeatures: Feature[] = [
  command('hello, isMaster', [true, true], async (db) => [(await db.command({ hello: 1 })).isWritablePrimary, (await db.command({ isMaster: 1 })).ismaster]),
  command('ping, buildInfo', ['7.0', 1], async (db) => [String((await db.admin().buildInfo()).version).slice(0, 3), (await db.command({ ping: 1 })).ok]),
  command('serverStatus, getParameter', [1, '7.0'], async (db) => [
    (await db.admin().serverStatus()).ok,
    (await db.admin().command({ getParameter: 1, featureCompatibilityVersion: 1 })).featureCompatibilityVersion.version,
  ]),
  command('create, listCollections, drop', [['c'], []], async (db) => {
    await db.createCollection('c');
    const names = (await db.listCollections({ name: 'c' }).toArray()).map(({ name }) => name);
    await db.collection('c').drop();
    return [names, await db.listCollections({ name: 'c' }).toArray()];
  }),
  command('listDatabases, dropDatabase', [true], async (db) => {
    await db.collection('c').insertOne({});
    return [(await db.admin().listDatabases()).databases.some(({ name }) => name === db.databaseName)];
  }),
  command('insert, ordered and unordered', [1, 2], async (db) => {
    const c = db.collection<{ _id: number }>('c');
    const inserted = async (ordered: boolean): Promise<number> => {
      await c.deleteMany({});
      await c.insertMany([{ _id: 1 }, { _id: 1 }, { _id: 2 }], { ordered }).catch(() => undefined);
      return c.countDocuments();
    };
    return [await inserted(true), await inserted(false)];
  }),
  command('update, updateMany, upsert', { matchedCount: 2, modifiedCount: 2 }, async (db) => {
    await db.collection('c').insertMany([{ n: 1 }, { n: 1 }, { n: 2 }]);
    return pick(await db.collection('c').updateMany({ n: 1 }, { $set: { m: 1 } }), 'matchedCount', 'modifiedCount');
  }),
  command('delete', 2, async (db) => {
    await db.collection('c').insertMany([{ n: 1 }, { n: 1 }, { n: 2 }]);
    return (await db.collection('c').deleteMany({ n: 1 })).deletedCount;
  }),
  command('findAndModify', { _id: 1, n: 2 }, async (db) => {
    const c = db.collection<{ _id: number; n: number }>('c');
    await c.insertOne({ _id: 1, n: 1 });
    return c.findOneAndUpdate({ _id: 1 }, { $inc: { n: 1 } }, { returnDocument: 'after' });
  }),
  command('find with getMore and killCursors', 250, async (db) => {
    await db.collection('c').insertMany(Array.from({ length: 250 }, (_, n) => ({ n })));
    return (await db.collection('c').find({}, { batchSize: 100 }).toArray()).length;
  }),
  command('count, distinct', [3, [1, 2]], async (db) => {
    await db.collection('c').insertMany([{ n: 1 }, { n: [1, 2] }, { n: 2 }]);
    return [await db.collection('c').countDocuments(), (await db.collection('c').distinct('n')).sort()];
  }),
  command('aggregate with let', [{ v: 7 }], async (db) => {
    await db.collection('c').insertOne({});
    return db
      .collection('c')
      .aggregate([{ $project: { _id: 0, v: '$$x' } }], { let: { x: 7 } })
      .toArray();
  }),
  command(
    'createIndexes, listIndexes, dropIndexes',
    [['_id_', 'n_1'], ['_id_']],
    async (db) => {
      const names = async (): Promise<unknown[]> => (await db.collection('c').indexes()).map(({ name }) => name);
      await db.collection('c').createIndex({ n: 1 });
      const before = await names();
      await db.collection('c').dropIndexes();
      return [before, await names()];
    },
    'ascending and descending, compound, unique, partial, sparse, TTL, multikey; no text, geospatial or wildcard indexes',
  ),
  command('collStats, dbStats', [1, 1], async (db) => {
    await db.collection('c').insertOne({});
    return [(await db.command({ collStats: 'c' })).count, (await db.command({ dbStats: 1 })).ok];
  }),
  command('renameCollection', 1, async (db) => {
    await db
      .collection('renamed')
      .drop()
      .catch(() => undefined);
    await db.collection('c').insertOne({});
    await db.collection('c').rename('renamed');
    return db.collection('renamed').countDocuments();
  }),
  command('collMod with a validator', 121, async (db) => {
    await db.createCollection('c');
    await db.command({ collMod: 'c', validator: { n: { $type: 'int' } } });
    return codeOf(db.collection('c').insertOne({ n: 'x' }));
  }),
  command('explain', 'n_1', async (db) => {
    await db.collection('c').insertOne({ n: 1 });
    await db.collection('c').createIndex({ n: 1 });
    return JSON.stringify(await db.collection('c').find({ n: 1 }).explain('queryPlanner')).includes('n_1') ? 'n_1' : 'none';
  }),
  command('views', 1, async (db) => {
    await db
      .collection('v')
      .drop()
      .catch(() => undefined);
    await db.collection('c').insertMany([{ n: 1 }, { n: 2 }]);
    await db.createCollection('v', { viewOn: 'c', pipeline: [{ $match: { n: 1 } }] });
    const found = (await db.collection('v').find().toArray()).length;
    await db.collection('v').drop();
    return found;
  }),
  command('validate', true, async (db) => {
    await db.collection('c').insertOne({});
    return (await db.command({ validate: 'c' })).valid;
  }),
  command('startSession, endSessions', 1, async (db) => (await db.command({ endSessions: [] })).ok, 'no transactions'),
  refused('a command that does not exist', 59, (db) => codeOf(db.command({ noSuchCommand: 1 }))),
  refused('a pipeline stage that does not exist', 40324, (db) =>
    codeOf(
      db
        .collection('c')
        .aggregate([{ $nope: 1 }])
        .toArray(),
    ),
  ),
  refused('a query operator that does not exist', 2, (db) =>
    codeOf(
      db
        .collection('c')
        .find({ n: { $nope: 1 } })
        .toArray(),
    ),
  ),
  refused('an update operator that does not exist', 9, (db) => codeOf(db.collection('c').updateOne({}, { $nope: { a: 1 } }))),
  refused('an expression that does not exist', 168, async (db) => {
    await db.collection('c').insertOne({});
    return codeOf(
      db
        .collection('c')
        .aggregate([{ $project: { v: { $nope: 1 } } }])
        .toArray(),
    );
  }),
  refused('a field a command does not know', 40415, (db) => codeOf(db.command({ find: 'c', nope: 1 }))),
  refused('a duplicate key', 11000, async (db) => {
    await db.collection<{ _id: number }>('c').insertOne({ _id: 1 });
    return codeOf(db.collection<{ _id: number }>('c').insertOne({ _id: 1 }));
  }),
  refused('a change of _id', 66, async (db) => {
    await db.collection<{ _id: number }>('c').insertOne({ _id: 1 });
    return codeOf(db.collection('c').updateOne({}, { $set: { _id: 2 } } as never));
  }),
  refused('two changes of one path', 40, (db) => codeOf(db.collection('c').updateOne({}, { $set: { a: 1 }, $inc: { a: 1 } }))),
  refused('$inc of a text', 14, async (db) => {
    await db.collection('c').insertOne({ s: 'x' });
    return codeOf(db.collection('c').updateOne({}, { $inc: { s: 1 } }));
  }),
  refused('indexes of a collection that does not exist', 26, (db) => codeOf(db.collection('nowhere').indexes())),
  refused('an index that does not exist', 27, async (db) => {
    await db.collection('c').insertOne({});
    return codeOf(db.collection('c').dropIndex('nope'));
  }),
  refused('the same index with other options', 86, async (db) => {
    await db.collection('c').createIndex({ n: 1 });
    return codeOf(db.collection('c').createIndex({ n: 1 }, { unique: true }));
  }),
  refused('a change stream', 115, (db) =>
    codeOf(
      db
        .collection('c')
        .aggregate([{ $changeStream: {} }])
        .toArray(),
    ),
  ),
];
