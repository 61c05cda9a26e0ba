import { expect } from 'chai';
import { type Collection, MongoClient } from 'mongodb';
import { openTestStore, type TestStore } from '../support/embedded-mongo.js';

type Thing = { _id: number; a: number; b: string };

describe('embedded store: options of commands', () => {
  let store: TestStore;
  let things: Collection<Thing>;

  before(async () => {
    store = await openTestStore();
    things = store.client.db('options').collection<Thing>('things');
    await things.insertMany(Array.from({ length: 10 }, (_, _id) => ({ _id, a: _id % 5, b: `b${_id}` })));
    await things.createIndex({ a: 1, b: -1 });
  });
  after(() => store.close());

  it('evaluates the values of let as expressions, once for the command', async () => {
    const options = { let: { wanted: { $add: [1, 2] }, text: { $literal: '$b' } } };
    expect(await things.find({ $expr: { $eq: ['$_id', '$$wanted'] } }, options).toArray()).to.deep.equal([{ _id: 3, a: 3, b: 'b3' }]);
    const [found] = await things.aggregate([{ $match: { _id: 1 } }, { $set: { b: '$$text' } }], options).toArray();
    expect(found).to.deep.equal({ _id: 1, a: 1, b: '$b' });
    const { modifiedCount } = await things.updateMany({ $expr: { $eq: ['$_id', '$$wanted'] } }, [{ $set: { b: '$$text' } }], options);
    expect(modifiedCount).to.equal(1);
    expect((await things.findOne({ _id: 3 }))?.b).to.equal('$b');
    await things.updateOne({ _id: 3 }, { $set: { b: 'b3' } });
  });

  it('reads the stretch of an index that min and max name, with the hint they need', async () => {
    const found = await things.find({}).hint({ a: 1, b: -1 }).min({ a: 1, b: 'b6' }).max({ a: 2, b: 'b2' }).toArray();
    expect(found.map(({ _id }) => _id)).to.deep.equal([6, 1, 7]);
    const filtered = await things.find({ b: 'b1' }).hint({ a: 1, b: -1 }).min({ a: 1, b: 'z' }).sort({ a: -1, b: 1 }).toArray();
    expect(filtered.map(({ _id }) => _id)).to.deep.equal([1]);
    expect(await codeOf(things.find({}).min({ a: 1, b: 'b6' }).toArray())).to.equal(51173);
    expect(await codeOf(things.find({}).hint({ a: 1, b: -1 }).min({ b: 'b6' }).toArray())).to.equal(51174);
    expect(await codeOf(things.find({}).hint({ a: 1, b: -1 }).min({ a: 3, b: '' }).max({ a: 1, b: '' }).toArray())).to.equal(2);
  });

  it('answers the keys of the index instead of the documents, and record numbers beside them', async () => {
    expect(await things.find({ a: 4 }, { returnKey: true }).toArray()).to.deep.equal([
      { a: 4, b: 'b9' },
      { a: 4, b: 'b4' },
    ]);
    expect(await things.find({ _id: 2 }, { returnKey: true }).toArray()).to.deep.equal([{ _id: 2 }]);
    const [first, second] = await things.find({}, { showRecordId: true }).limit(2).toArray();
    expect(first).to.include({ _id: 0, a: 0, b: 'b0' });
    expect((second as unknown as { $recordId: number }).$recordId).to.be.greaterThan((first as unknown as { $recordId: number }).$recordId);
  });

  it('says which key a $merge met that should have failed', async () => {
    const work = things.aggregate([{ $merge: { into: 'things', whenMatched: 'fail' } }]).toArray();
    const error = await work.then(
      () => undefined,
      (caught) => caught as { code: number; errorResponse: { keyPattern: object; keyValue: object } },
    );
    expect(error?.code).to.equal(11000);
    expect(error?.errorResponse.keyPattern).to.deep.equal({ _id: 1 });
    expect(error?.errorResponse.keyValue).to.deep.equal({ _id: 0 });
  });

  it('keeps a capped collection within its bounds, and tells who follows it what comes', async () => {
    const log = await store.client.db('options').createCollection<Thing>('log', { capped: true, size: 100_000, max: 5 });
    await log.createIndex({ a: 1 }, { unique: true });
    for (let _id = 0; _id < 12; _id++) await log.insertOne({ _id, a: _id, b: 'x' });
    expect((await log.find().toArray()).map(({ _id }) => _id)).to.deep.equal([7, 8, 9, 10, 11]);
    expect(await log.isCapped()).to.equal(true);
    expect((await store.client.db('options').command({ validate: 'log' })).errors).to.deep.equal([]);
    const cursor = log.find({ a: { $gte: 10 } }, { tailable: true, awaitData: true, maxAwaitTimeMS: 2000, projection: { _id: 1 } });
    expect([await cursor.next(), await cursor.next()]).to.deep.equal([{ _id: 10 }, { _id: 11 }]);
    const coming = cursor.next();
    await log.insertOne({ _id: 12, a: 12, b: 'x' });
    expect(await coming).to.deep.equal({ _id: 12 });
    for (let _id = 13; _id < 30; _id++) await log.insertOne({ _id, a: _id, b: 'x' });
    expect(await codeOf(cursor.next())).to.equal(136);
    expect(await codeOf(things.find({}, { tailable: true }).toArray())).to.equal(2);
    const small = await store.client.db('options').createCollection<Thing>('small', { capped: true, size: 1000 });
    await small.insertMany(Array.from({ length: 50 }, (_, _id) => ({ _id, a: 1, b: 'y'.repeat(100) })));
    expect((await small.find().toArray()).at(-1)?._id).to.equal(49);
    expect((await small.aggregate([{ $collStats: { storageStats: {} } }]).toArray())[0]?.storageStats.size).to.be.at.most(1024);
    expect(await codeOf(store.client.db('options').createCollection('odd', { capped: true }))).to.equal(72);
    expect(await codeOf(store.client.db('options').createCollection('odd', { max: 5 }))).to.equal(72);
  });

  it('with a strict stable API refuses what is not in it, and only that', async () => {
    const client = await new MongoClient(store.url, { serverApi: { version: '1', strict: true } }).connect();
    const strict = client.db('options').collection<Thing>('things');
    expect(await strict.countDocuments()).to.equal(10);
    expect(await strict.estimatedDocumentCount()).to.equal(10);
    expect(await codeOf(strict.distinct('a'))).to.equal(323);
    expect(await codeOf(strict.aggregate([{ $indexStats: {} }]).toArray())).to.equal(323);
    await client.close();
    expect(await codeOf(store.client.db('options').command({ ping: 1, apiVersion: '2' }))).to.equal(322);
    expect(await codeOf(store.client.db('options').command({ ping: 1, apiStrict: true }))).to.equal(9);
  });
});

async function codeOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'no error',
    (error: { code?: unknown }) => error.code,
  );
}
