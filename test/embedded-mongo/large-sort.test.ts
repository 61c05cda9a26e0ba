import { readdirSync, rmSync } from 'node:fs';
import { expect } from 'chai';
import { type Collection, type Document, MongoClient } from 'mongodb';
import { sortMemory } from '../../server/embedded-mongo/execution/sort.js';
import { type RunningStore, startStore } from '../../server/embedded-mongo/start-store.js';
import { freshFolder } from '../support/embedded-mongo.js';

const many = 6000;

/** The store runs in this thread, so that the memory it may take can be set. */
describe('embedded store: sorts larger than memory', () => {
  let [dataDir, held] = ['', sortMemory.bytes];
  let store: RunningStore;
  let client: MongoClient;
  let things: Collection;

  before(async () => {
    dataDir = freshFolder('sort');
    store = await startStore({ dataDir });
    client = await new MongoClient(store.url).connect();
    things = client.db('sort').collection('things');
    await things.insertMany(
      Array.from({ length: many }, (_, i) => ({ _id: i, n: (i * 7919) % 1000, text: `t${i}`.repeat(5), list: [i, { i }] })) as Document[],
    );
    sortMemory.bytes = 100_000;
  });
  after(async () => {
    sortMemory.bytes = held;
    await client.close();
    await store.close();
    rmSync(dataDir, { recursive: true });
  });

  const expected = (limit = many): number[] =>
    Array.from({ length: many }, (_, i) => ({ i, n: (i * 7919) % 1000 }))
      .sort((a, b) => b.n - a.n || a.i - b.i)
      .slice(0, limit)
      .map(({ i }) => i);
  const passing = (): string[] => readdirSync(dataDir).filter((name) => name.includes('sort'));

  it('goes on on the disk, in order and stable, and leaves nothing there', async () => {
    expect((await things.find().sort({ n: -1 }).toArray()).map(({ _id }) => _id)).to.deep.equal(expected());
    const found = await things.aggregate([{ $set: { more: 1 } }, { $sort: { n: -1 } }]).toArray();
    expect(found.map(({ _id }) => _id)).to.deep.equal(expected());
    expect(found[0]).to.deep.equal({ ...(await things.findOne({ _id: expected(1)[0] as never })), more: 1 });
    expect((await things.find().sort({ n: -1 }).skip(10).limit(2000).toArray()).map(({ _id }) => _id)).to.deep.equal(expected(2010).slice(10));
    const cursor = things.find().sort({ n: -1 }).batchSize(10);
    expect((await cursor.next())?._id).to.equal(expected(1)[0]);
    await cursor.close();
    expect(passing()).to.deep.equal([]);
  });

  it('fails with 292 when it may not use the disk, but not when only the first are wanted', async () => {
    expect(await codeOf(things.find().sort({ n: 1 }).allowDiskUse(false).toArray())).to.equal(292);
    expect(await codeOf(things.aggregate([{ $sort: { n: 1 } }], { allowDiskUse: false }).toArray())).to.equal(292);
    expect(await things.find().sort({ n: -1 }).limit(20).allowDiskUse(false).toArray()).to.have.length(20);
  });
});

async function codeOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'done',
    (error: { code?: unknown }) => error.code,
  );
}
