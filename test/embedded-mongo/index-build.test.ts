import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { type Collection, MongoClient } from 'mongodb';
import { startStore } from '../../server/embedded-mongo/start-store.js';
import { freshFolder, openTestStore, type TestStore } from '../support/embedded-mongo.js';

type Thing = { _id: number; n: number; tags?: number[] };
const many = 12_000;

const serve = fileURLToPath(new URL('../../server/embedded-mongo/cli/serve.ts', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));

async function fill(things: Collection<Thing>): Promise<void> {
  for (let at = 0; at < many; at += 3000) await things.insertMany(Array.from({ length: 3000 }, (_, i) => ({ _id: at + i, n: (at + i) * 3 })));
}

describe('embedded store: building an index', () => {
  let store: TestStore;
  let things: Collection<Thing>;

  beforeEach(async () => {
    store = await openTestStore();
    things = store.client.db('build').collection<Thing>('things');
    await fill(things);
  });
  afterEach(() => store.close());

  const whole = async (): Promise<unknown> => (await store.client.db('build').command({ validate: 'things' })).errors;

  it('of a large collection lets others read and write between, and is true in the end', async () => {
    let [done, answered, step] = [false, 0, 0];
    const build = things.createIndex({ n: 1 }, { unique: true }).finally(() => (done = true));
    const others = async (): Promise<void> => {
      while (!done) {
        const mine = (step += 7);
        const at = mine % many;
        await things.findOne({ _id: at });
        if (!done) answered++;
        await things.insertOne({ _id: many + mine, n: -mine });
        await things.updateOne({ _id: at }, { $inc: { n: 1 } });
        await things.deleteOne({ _id: many - 1 - mine });
      }
    };
    await Promise.all([build, others(), others()]);
    expect(answered, 'answers while it was built').to.be.greaterThan(2);
    expect(await whole()).to.deep.equal([]);
    expect(await things.countDocuments({ n: { $lt: 0 } }, { hint: { n: 1 } })).to.equal(await things.countDocuments({ _id: { $gte: many } }));
    expect(await codeOf(things.insertOne({ _id: -1, n: 3 * 5000 }))).to.be.oneOf([11000, 'done']);
  });

  it('fails with the two that are alike, in what was there or in what came meanwhile, and leaves nothing', async () => {
    await things.updateOne({ _id: many - 1 }, { $set: { n: 0 } });
    expect(await codeOf(things.createIndex({ n: 1 }, { unique: true }))).to.equal(11000);
    await things.updateOne({ _id: many - 1 }, { $set: { n: -1 } });
    const [code] = await Promise.all([codeOf(things.createIndex({ n: 1 }, { unique: true })), things.insertOne({ _id: -5, n: 30 })]);
    expect(code).to.equal(11000);
    expect((await things.indexes()).map(({ name }) => name)).to.deep.equal(['_id_']);
    expect(await things.findOne({ _id: -5 })).to.deep.equal({ _id: -5, n: 30 });
    await things.deleteOne({ _id: -5 });
    await things.createIndex({ n: 1 }, { unique: true });
    expect(await whole()).to.deep.equal([]);
  });

  it('ends with 276 when the collection is dropped meanwhile; two builds of one index are one', async () => {
    const [first, second] = await Promise.all([things.createIndex({ n: 1, tags: 1 }), things.createIndex({ n: 1, tags: 1 })]);
    expect(first).to.equal(second);
    expect(await things.indexes()).to.have.length(2);
    const build = codeOf(things.createIndex({ tags: 1 }));
    await things.findOne({ _id: 1 });
    await things.drop();
    expect(await build).to.be.oneOf([276, 'done']);
    expect(await store.client.db('build').listCollections().toArray()).to.deep.equal([]);
  });

  it('leaves nothing behind when the program is killed in the middle', async () => {
    const dataDir = freshFolder('build');
    const child = spawn(process.execPath, ['--import', 'tsx', serve, '--data', dataDir, '--port', '0'], { cwd: root });
    const url = await new Promise<string>((resolve) => child.stdout.once('data', (chunk: Buffer) => resolve(/mongodb:\/\/\S+?\//.exec(chunk.toString())![0])));
    const client = await new MongoClient(url).connect();
    const far = client.db('build').collection<Thing>('things');
    await fill(far);
    const build = codeOf(far.createIndex({ n: 1 }));
    await new Promise((resolve) => setTimeout(resolve, 40));
    child.kill('SIGKILL');
    await Promise.all([build, new Promise((resolve) => child.once('close', resolve))]);
    await client.close();
    const again = await startStore({ dataDir });
    const reader = await new MongoClient(again.url).connect();
    const names = (await reader.db('build').collection('things').indexes()).map(({ name }) => name);
    expect(names).to.include('_id_');
    expect((await reader.db('build').command({ validate: 'things' })).errors).to.deep.equal([]);
    await reader.db('build').collection('things').createIndex({ n: 1 });
    expect((await reader.db('build').command({ validate: 'things' })).keysPerIndex).to.deep.equal({ _id_: many, n_1: many });
    await reader.close();
    await again.close();
    rmSync(dataDir, { recursive: true });
  });
});

async function codeOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'done',
    (error: { code?: unknown }) => error.code ?? 'gone',
  );
}
