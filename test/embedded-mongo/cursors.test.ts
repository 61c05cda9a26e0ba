import { expect } from 'chai';
import { Long } from 'mongodb';
import { openTestStore, type TestStore } from '../support/embedded-mongo.js';

describe('embedded store: cursors', () => {
  let store: TestStore;
  before(async () => {
    store = await openTestStore({ ttlSeconds: 0.2 });
    await store.client
      .db('x')
      .collection('y')
      .insertMany(Array.from({ length: 1000 }, (_, n) => ({ n, text: 'x'.repeat(100) })));
  });
  after(() => store.close());

  it('streams in batches, in order, by getMore', async () => {
    const cursor = store.client.db('x').collection('y').find({}, { batchSize: 90 }).sort({ n: -1 });
    let last = 1000;
    for await (const { n } of cursor) {
      expect(n).to.equal(last - 1);
      last = n as number;
    }
    expect(last).to.equal(0);
  });

  it('goes on where it stood while documents come and go', async () => {
    const docs = store.client.db('x').collection('moving');
    await docs.insertMany(Array.from({ length: 400 }, (_, n) => ({ n })));
    const cursor = docs.find({}, { batchSize: 10 });
    const seen: number[] = [];
    for await (const { n } of cursor) {
      seen.push(n as number);
      if (n === 50) await docs.deleteMany({ n: { $gte: 100, $lt: 300 } });
      if (n === 60) await docs.insertOne({ n: 400 });
    }
    expect(new Set(seen).size).to.equal(seen.length);
    expect(seen).to.include(99).and.to.include(399).and.to.include(400).and.not.to.include(299);
  });

  it('is gone after it was killed, and from another collection it cannot be read', async () => {
    const db = store.client.db('x');
    const { cursor } = await db.command({ find: 'y', batchSize: 2 });
    const id = cursor.id as Long;
    const code = (work: Promise<unknown>): Promise<unknown> =>
      work.then(
        () => 0,
        (error: { code: number }) => error.code,
      );
    expect(await code(db.command({ getMore: Long.fromValue(id), collection: 'other' }))).to.equal(13);
    expect((await db.command({ killCursors: 'y', cursors: [Long.fromValue(id), Long.fromNumber(5)] })).cursorsNotFound).to.have.length(1);
    expect(await code(db.command({ getMore: Long.fromValue(id), collection: 'y' }))).to.equal(43);
  });

  it('times out when nobody uses it', async () => {
    const db = store.client.db('x');
    const admin = store.client.db('admin');
    await admin.command({ setParameter: 1, cursorTimeoutMillis: 300 });
    const cursor = db.collection('y').find({}, { batchSize: 2 });
    await cursor.next();
    const kept = db.collection('y').find({}, { batchSize: 2, noCursorTimeout: true });
    await kept.next();
    await new Promise((resolve) => setTimeout(resolve, 900));
    const error = await cursor.toArray().then(
      () => undefined,
      (reason: { code: number }) => reason,
    );
    expect(error?.code).to.equal(43);
    expect(await kept.toArray()).to.have.length(999);
    expect((await admin.command({ serverStatus: 1 })).metrics.cursor.open.total).to.equal(0);
    await admin.command({ setParameter: 1, cursorTimeoutMillis: 600_000 });
  });

  it('expires what a TTL index says is over', async () => {
    const docs = store.client.db('x').collection('ttl');
    await docs.createIndex({ at: 1 }, { expireAfterSeconds: 1 });
    await docs.insertMany([
      { n: 1, at: new Date(Date.now() - 5000) },
      { n: 2, at: new Date(Date.now() + 60_000) },
      { n: 3, at: 'no date' },
      { n: 4 },
      { n: 5, at: [new Date(), new Date(0)] },
    ]);
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect((await docs.find().sort({ n: 1 }).toArray()).map(({ n }) => n)).to.deep.equal([2, 3, 4]);
  });
});
