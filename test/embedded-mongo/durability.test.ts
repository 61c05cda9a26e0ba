import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, closeSync, copyFileSync, openSync, readSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { MongoClient } from 'mongodb';
import { decode } from '../../server/embedded-mongo/bson/decode.js';
import { encode } from '../../server/embedded-mongo/bson/encode.js';
import { EmbeddedMongoError, openEmbeddedMongo } from '../../server/embedded-mongo/open-embedded-mongo.js';
import { Catalogue } from '../../server/embedded-mongo/storage/catalogue.js';
import { DataFile } from '../../server/embedded-mongo/storage/data-file.js';
import { metaKey } from '../../server/embedded-mongo/storage/keys.js';
import { freshFolder } from '../support/embedded-mongo.js';
import { faultRounds } from './fault-rounds.js';

const serve = fileURLToPath(new URL('../../server/embedded-mongo/cli/serve.ts', import.meta.url));
const endsWithoutClosing = fileURLToPath(new URL('./ends-without-closing.mjs', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));

async function withStore<T>(dataDir: string, use: (client: MongoClient, url: string) => Promise<T>): Promise<T> {
  const store = await openEmbeddedMongo({ dataDir });
  const client = await new MongoClient(store.url).connect();
  try {
    return await use(client, store.url);
  } finally {
    await client.close();
    await store.close();
  }
}

async function refusal(options: { dataDir: string; host?: string; port?: number }): Promise<EmbeddedMongoError> {
  try {
    await (await openEmbeddedMongo(options)).close();
  } catch (error) {
    expect(error).to.be.instanceOf(EmbeddedMongoError);
    return error as EmbeddedMongoError;
  }
  throw new Error('it should have been refused');
}

describe('embedded store: durability', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = freshFolder('durable');
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  it('keeps every acknowledged write through SIGKILL, and its indexes agree', async () => {
    const report = await faultRounds(dataDir, Number(process.env.FAULT_ROUNDS ?? 2));
    expect(report.acknowledged).to.be.greaterThan(0);
  }).timeout(600_000);

  for (const where of ['thread', 'here'])
    it(`a program that ends without closing it ends at once and loses nothing (${where})`, async () => {
      const child = spawnSync(process.execPath, [endsWithoutClosing, dataDir, where], { cwd: root, encoding: 'utf8', timeout: 50_000 });
      expect(child.status, child.stderr).to.equal(3);
      await withStore(dataDir, async (client) => expect(await client.db('x').collection('y').countDocuments()).to.equal(20));
    });

  it('keeps everything over an ordinary restart: documents, indexes, validators, counts', async () => {
    await withStore(dataDir, async (client) => {
      const db = client.db('county');
      await db.createCollection('strict', { validator: { n: { $type: 'int' } } });
      await db.collection('kids').createIndex({ name: 1 }, { unique: true, partialFilterExpression: { name: { $exists: true } } });
      await db.collection('kids').insertMany(Array.from({ length: 300 }, (_, n) => ({ name: `孩子${n}`, n })));
    });
    await withStore(dataDir, async (client) => {
      const db = client.db('county');
      expect(await db.collection('kids').estimatedDocumentCount()).to.equal(300);
      expect((await db.collection('kids').indexes()).map(({ name }) => name)).to.deep.equal(['_id_', 'name_1']);
      expect(await refusedWith(db.collection('kids').insertOne({ name: '孩子7' }))).to.equal(11000);
      expect(await refusedWith(db.collection('strict').insertOne({ n: 'x' }))).to.equal(121);
      expect((await db.command({ validate: 'kids' })).valid).to.equal(true);
    });
  });

  it('refuses a second program on the same file with a clear sentence', async () => {
    await withStore(dataDir, async (client) => {
      const again = await refusal({ dataDir });
      expect(again.code).to.equal('LOCKED');
      expect(again.message).to.include('already open in process').and.to.include(String(process.pid));
      const other = spawnSync(process.execPath, ['--import', 'tsx', serve, '--data', dataDir, '--port', '0'], { cwd: root, encoding: 'utf8' });
      expect(other.status).to.equal(1);
      expect(other.stderr).to.include('数据正被另一个程序使用').and.to.include('only one program can use it');
      await client.db('x').collection('y').insertOne({});
    });
  });

  it('takes over at once from a program that was killed', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', serve, '--data', dataDir, '--port', '0'], { cwd: root });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('close', resolve));
    await withStore(dataDir, async (client) => expect(await client.db('x').collection('y').countDocuments()).to.equal(0));
  });

  it('listens on this machine only, and says why', async () => {
    const error = await refusal({ dataDir, host: '0.0.0.0' });
    expect(error.code).to.equal('ADDRESS');
    expect(error.message).to.include('asks for no password');
  });

  it('says so when the port is taken', async () => {
    await withStore(dataDir, async (_client, url) => {
      const folder = freshFolder('second');
      const error = await refusal({ dataDir: folder, port: Number(new URL(url).port) });
      expect(error.code).to.equal('ADDRESS');
      rmSync(folder, { recursive: true });
    });
  });

  it('refuses a file of a newer format and a file that is none of ours', async () => {
    await withStore(dataDir, (client) => client.db('x').collection('y').insertOne({}));
    const file = new DataFile(join(dataDir, 'store.mdb'));
    file.transaction(() => file.put(metaKey('format'), encode({ version: 99 })));
    await file.close();
    const error = await refusal({ dataDir });
    expect(error.code).to.equal('FORMAT');
    expect(error.message).to.include('format 99');
    for (const text of ['a letter', 'x'.repeat(20_000)]) {
      const folder = freshFolder('letter');
      writeFileSync(join(folder, 'store.mdb'), text);
      expect((await refusal({ dataDir: folder })).code).to.equal('FORMAT');
      rmSync(folder, { recursive: true });
    }
  });

  it('rolls a torn last write back: pages of a commit without the page that makes it current', async () => {
    const path = join(dataDir, 'store.mdb');
    const torn = freshFolder('torn');
    await withStore(dataDir, async (client) => {
      const docs = client.db('x').collection<{ _id: number; text: string }>('y');
      await docs.insertMany(Array.from({ length: 50 }, (_, _id) => ({ _id, text: 'before'.repeat(50) })));
    });
    copyFileSync(path, join(torn, 'before.mdb'));
    // One transaction of the data file without any log: exactly one commit lies between the two copies.
    const file = new DataFile(path);
    const docs = new Catalogue(file).get('x', 'y')!;
    await file.queue.write(() => {
      for (let record = 1; record <= 50; record++) {
        const bytes = docs.read(record)!;
        const before = decode(bytes);
        docs.replace({ record, bytes }, before, { ...before, text: 'after'.repeat(50) });
      }
    });
    copyFileSync(path, join(torn, 'store.mdb'));
    await file.close();
    // The two first pages say which commit is current: those of before, over the data pages of after, is a commit that was cut off.
    const [old, cut] = [openSync(join(torn, 'before.mdb'), 'r'), openSync(join(torn, 'store.mdb'), 'r+')];
    const pages = Buffer.alloc(8192);
    readSync(old, pages, 0, pages.length, 0);
    writeSync(cut, pages, 0, pages.length, 0);
    closeSync(old);
    closeSync(cut);
    await withStore(torn, async (client) => {
      const docs = await client.db('x').collection('y').find().toArray();
      expect(docs).to.have.length(50);
      expect(new Set(docs.map(({ text }) => String(text).slice(0, 6)))).to.deep.equal(new Set(['before']));
      expect((await client.db('x').command({ validate: 'y' })).valid).to.equal(true);
    });
    rmSync(torn, { recursive: true });
  });

  it('says so when the folder cannot be written', async function () {
    await withStore(dataDir, (client) => client.db('x').collection('y').insertOne({}));
    chmodSync(dataDir, 0o555);
    // The superuser writes everywhere, so the store is started as somebody else.
    const asNobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    const probe = spawnSync(process.execPath, ['--import', 'tsx', '-e', '0'], { cwd: root, ...asNobody });
    if (probe.status !== 0) {
      this.test!.title += ' (skipped: no other user can run Node here)';
      this.skip();
    }
    const other = spawnSync(process.execPath, ['--import', 'tsx', serve, '--data', dataDir, '--port', '0'], { cwd: root, encoding: 'utf8', ...asNobody });
    chmodSync(dataDir, 0o755);
    expect(other.status).to.equal(1);
    expect(other.stderr).to.include('数据文件夹不能写入').and.to.include('cannot be written');
  });

  it('answers an error when the disk is full, keeps the data whole, and writes again when there is room', async function () {
    if (process.platform === 'win32') this.skip();
    // A limit on the size of files stands for a full disk: the write fails in the same place.
    const child = spawn('sh', ['-c', 'ulimit -f 2048; exec "$0" "$@"', process.execPath, '--import', 'tsx', serve, '--data', dataDir, '--port', '0'], {
      cwd: root,
    });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => void (errors += chunk.toString()));
    const url = await new Promise<string>((resolve, reject) => {
      child.stdout.once('data', (chunk: Buffer) => resolve(/mongodb:\/\/\S+?\//.exec(chunk.toString())![0]));
      child.once('close', () => reject(new Error(errors)));
    });
    const client = await new MongoClient(url).connect();
    const docs = client.db('x').collection<{ _id: number; text: string }>('y');
    let written = 0;
    let refused: { code?: number; message: string } | undefined;
    while (!refused && written < 5000) {
      await docs.insertOne({ _id: written, text: 'x'.repeat(4000) }).then(
        () => written++,
        (error) => (refused = error),
      );
    }
    expect(refused?.code, refused?.message).to.equal(14031);
    expect(await docs.countDocuments()).to.equal(written);
    expect((await client.db('x').command({ validate: 'y' })).valid).to.equal(true);
    await client.close();
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('close', resolve));
    expect(statSync(join(dataDir, 'store.mdb')).size).to.be.at.most(1024 * 2048);
    await withStore(dataDir, async (again) => {
      const same = again.db('x').collection<{ _id: number }>('y');
      expect(await same.countDocuments()).to.equal(written);
      await same.insertOne({ _id: written });
      expect((await again.db('x').command({ validate: 'y' })).valid).to.equal(true);
    });
  });
});

async function refusedWith(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'accepted',
    (error: { code?: unknown }) => error.code,
  );
}
