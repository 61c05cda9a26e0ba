import { expect } from 'chai';
import type { MongoClient } from 'mongodb';
import { openTestStore, type TestStore } from '../support/embedded-mongo.js';

/** Runs something many times at once. */
async function atOnce<T>(times: number, work: (n: number) => Promise<T>): Promise<PromiseSettledResult<T>[]> {
  return Promise.allSettled(Array.from({ length: times }, (_, n) => work(n)));
}

describe('embedded store: many clients at once', () => {
  let store: TestStore;
  let client: MongoClient;
  before(async () => {
    store = await openTestStore({ mayBeReal: true, client: { maxPoolSize: 32 } });
    client = store.client;
    await client.db('isolation').dropDatabase();
  });
  after(async () => {
    await client.db('isolation').dropDatabase();
    await store.close();
  });

  it('loses no increment', async () => {
    const counters = client.db('isolation').collection<{ _id: string; n: number }>('counters');
    await counters.insertOne({ _id: 'a', n: 0 });
    await atOnce(200, () => counters.updateOne({ _id: 'a' }, { $inc: { n: 1 } }));
    expect((await counters.findOne())!.n).to.equal(200);
  });

  it('gives each of many askers another number by findAndModify', async () => {
    const counters = client.db('isolation').collection<{ _id: string; n: number }>('numbers');
    const given = await atOnce(100, () => counters.findOneAndUpdate({ _id: 'letters' }, { $inc: { n: 1 } }, { upsert: true, returnDocument: 'after' }));
    const numbers = given.map((one) => (one.status === 'fulfilled' ? one.value!.n : -1));
    expect(new Set(numbers).size).to.equal(100);
    expect(Math.max(...numbers)).to.equal(100);
  });

  it('hands each piece of work to one worker', async () => {
    const jobs = client.db('isolation').collection('jobs');
    await jobs.insertMany(Array.from({ length: 50 }, (_, n) => ({ n, state: 'waiting' })));
    const taken = await atOnce(80, (n) => jobs.findOneAndUpdate({ state: 'waiting' }, { $set: { state: 'taken', by: n } }, { sort: { n: 1 } }));
    const got = taken.flatMap((one) => (one.status === 'fulfilled' && one.value ? [one.value.n as number] : []));
    expect(got).to.have.length(50);
    expect(new Set(got).size).to.equal(50);
  });

  it('lets one of many upserts on a unique key insert, and the others update', async () => {
    const people = client.db('isolation').collection('people');
    await people.createIndex({ number: 1 }, { unique: true });
    await atOnce(60, () => people.updateOne({ number: '110101199003074514' }, { $inc: { seen: 1 } }, { upsert: true }));
    const found = await people.find().toArray();
    expect(found.map(({ seen }) => seen)).to.deep.equal([60]);
  });

  it('lets one of many inserts of a unique key win; the others learn which key', async () => {
    const letters = client.db('isolation').collection('letters');
    await letters.createIndex({ office: 1, number: 1 }, { unique: true });
    const results = await atOnce(40, () => letters.insertOne({ office: '教育局', number: 7 }));
    const lost = results.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(lost).to.have.length(39);
    expect(lost.every(({ code }) => code === 11000)).to.equal(true);
    if (!store.real) {
      expect(lost[0].keyPattern).to.deep.equal({ office: 1, number: 1 });
      expect(lost[0].keyValue).to.deep.equal({ office: '教育局', number: 7 });
    }
  });

  it('answers others while a long aggregation runs', async () => {
    const many = client.db('isolation').collection('many');
    await many.insertMany(Array.from({ length: 20_000 }, (_, n) => ({ n, text: `第${n}行` })));
    const long = many.aggregate([{ $group: { _id: { $mod: ['$n', 5000] }, texts: { $push: '$text' } } }, { $sort: { _id: 1 } }, { $limit: 1 }]).toArray();
    let [answers, slowest, done] = [0, 0, false];
    void long.finally(() => (done = true)).catch(() => undefined);
    while (!done) {
      const started = performance.now();
      await client.db('isolation').command({ ping: 1 });
      slowest = Math.max(slowest, performance.now() - started);
      answers++;
    }
    expect(await long).to.have.length(1);
    expect(answers, 'pings answered meanwhile').to.be.greaterThan(1);
    expect(slowest).to.be.lessThan(2000);
  });

  it('stops a command that runs longer than maxTimeMS with code 50', async function () {
    if (store.real) this.skip();
    const many = client.db('isolation').collection('many');
    const slow = many.aggregate([{ $match: { text: { $regex: '(第|行)+x' } } }], { maxTimeMS: 1 }).toArray();
    expect(
      await slow.then(
        () => 0,
        ({ code }) => code,
      ),
    ).to.equal(50);
  });
});
