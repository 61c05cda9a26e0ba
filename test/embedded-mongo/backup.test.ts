import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { type Document, MongoClient } from 'mongodb';
import { backUp } from '../../server/embedded-mongo/backup/back-up.js';
import { exportAll, sumOf } from '../../server/embedded-mongo/backup/export.js';
import { restore } from '../../server/embedded-mongo/backup/restore.js';
import { openEmbeddedMongo } from '../../server/embedded-mongo/open-embedded-mongo.js';
import { freshFolder, openTestStore, type TestStore } from '../support/embedded-mongo.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

async function readAll(dataDir: string): Promise<{ documents: number; checksum: string; indexes: number }> {
  const store = await openEmbeddedMongo({ dataDir });
  const client = await new MongoClient(store.url).connect();
  const kids = client.db('county').collection('kids');
  const result = { ...(await sumOf(kids)), indexes: (await kids.indexes()).length };
  await client.close();
  await store.close();
  return result;
}

describe('embedded store: backup, restore and leaving', () => {
  let store: TestStore;
  let folder: string;
  before(async () => {
    folder = freshFolder('backup');
    store = await openTestStore();
    const db = store.client.db('county');
    await db.collection('kids').createIndex({ number: 1 }, { unique: true });
    await db
      .collection('kids')
      .insertMany(Array.from({ length: 3000 }, (_, n) => ({ number: n, name: `孩子${n}`, born: new Date(n * 1e8), pairs: n % 2 === 0 ? n / 2 : null })));
    await db.collection<Document & { _id: string }>('reports').insertOne({ _id: '平顺-2026-10', sums: { boys: 1, girls: 2.5 } });
  });
  after(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('copies one moment while people write, and the copy is whole', async () => {
    const kids = store.client.db('county').collection('kids');
    let writing = true;
    let written = 0;
    // Each pair is written in one command; a copy of one moment holds both or none.
    const writer = (async () => {
      while (writing)
        await kids.insertMany([
          { number: 100_000 + written, half: 1 },
          { number: 200_000 + written++, half: 2 },
        ]);
    })();
    const target = join(folder, 'online.mdb');
    const report = await backUp(store.dataDir, target);
    writing = false;
    await writer;
    expect(report.documents).to.be.at.least(3001);
    const restored = freshFolder('restored');
    await restore(target, restored, 'now');
    const copy = await openEmbeddedMongo({ dataDir: restored });
    const client = await new MongoClient(copy.url).connect();
    const halves = await Promise.all([1, 2].map((half) => client.db('county').collection('kids').countDocuments({ half })));
    expect(halves[0]).to.equal(halves[1]);
    await client.close();
    await copy.close();
    rmSync(restored, { recursive: true });
    await kids.deleteMany({ half: { $exists: true } });
  });

  it('npm run backup and npm run restore speak Chinese with English beside, and keep what was there', async () => {
    const run = (script: string, ...words: string[]) =>
      spawnSync(process.execPath, ['--import', 'tsx', `server/embedded-mongo/cli/${script}.ts`, ...words], { cwd: root, encoding: 'utf8' });
    const target = join(folder, 'cli.mdb');
    const backup = run('backup', target, '--data', store.dataDir);
    expect(backup.stdout, backup.stderr).to.include('备份完成').and.to.include('Backup written and checked: 2 collections, 3001 documents');
    expect(run('backup', target, '--data', store.dataDir).stderr)
      .to.include('备份没有完成')
      .and.to.include('exists already');
    expect(run('restore', target, '--data', store.dataDir).stderr).to.include('请先停止程序');
    const data = freshFolder('other');
    expect(run('restore', target, '--data', data).stdout).to.include('已恢复备份');
    const again = run('restore', target, '--data', data);
    expect(again.stdout).to.include('原来的数据保存在');
    expect(readdirSync(data).filter((name) => name.includes('.before-'))).to.have.length(1);
    expect(await readAll(data)).to.include({ documents: 3000, indexes: 2 });
    rmSync(data, { recursive: true });
    // Five programs are started one after the other: half a minute on a machine with other work.
  }).timeout(240_000);

  it('refuses a backup that is damaged or none, and leaves the data as it was', async () => {
    const target = join(folder, 'damaged.mdb');
    await backUp(store.dataDir, target);
    truncateSync(target, 20_000);
    const data = freshFolder('kept');
    const good = join(folder, 'good.mdb');
    await backUp(store.dataDir, good);
    await restore(good, data, 'now');
    const before = await readAll(data);
    writeFileSync(join(folder, 'none.mdb'), 'this is a letter, not a backup');
    for (const bad of [target, join(folder, 'none.mdb'), join(folder, 'missing.mdb')]) {
      expect(
        await restore(bad, data, 'now').then(
          () => 'restored',
          (error) => error.constructor.name,
        ),
      ).to.equal('UnusableFile');
    }
    expect(await readAll(data)).to.deep.equal(before);
    rmSync(data, { recursive: true });
  });

  it('moves everything to another server and proves it by counts and checksums', async () => {
    const real = process.env.MONGODB_URL;
    const elsewhere = real ? undefined : await openTestStore();
    const target = real ? await new MongoClient(real).connect() : elsewhere!.client;
    await target.db('county').dropDatabase();
    const done = await exportAll(store.client, target, () => undefined);
    expect(done.map(({ namespace, documents, indexes }) => [namespace, documents, indexes])).to.deep.equal([
      ['county.kids', 3000, 2],
      ['county.reports', 1, 1],
    ]);
    const duplicate = target.db('county').collection('kids').insertOne({ number: 7 });
    expect(
      await duplicate.then(
        () => 0,
        (error) => error.code,
      ),
    ).to.equal(11000);
    expect(
      await exportAll(store.client, target, () => undefined).then(
        () => '',
        (error) => error.message,
      ),
    ).to.include('has documents in county.');
    await target.db('county').dropDatabase();
    await (elsewhere ? elsewhere.close() : target.close());
  });
});
