import { randomBytes, randomInt } from 'node:crypto';
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { MongoClient } from 'mongodb';
import { backUp } from '../../server/embedded-mongo/backup/back-up.js';
import { encode } from '../../server/embedded-mongo/bson/encode.js';
import type { EmbeddedMongoError } from '../../server/embedded-mongo/errors.js';
import { startStore } from '../../server/embedded-mongo/start-store.js';
import { recordHeadBytes } from '../../server/embedded-mongo/storage/change-list.js';
import { DataFile, logPath } from '../../server/embedded-mongo/storage/data-file.js';
import { metaKey } from '../../server/embedded-mongo/storage/keys.js';
import { readPosition } from '../../server/embedded-mongo/storage/log-position.js';
import { firstRecordAt, recordsAfter } from '../../server/embedded-mongo/storage/log-records.js';
import { freshFolder } from '../support/embedded-mongo.js';

type Item = { _id: number; serial: number; text: string };

/** The store runs in this very thread, so that its two files can be copied as they are between two of its steps. */
async function withStore<T>(dataDir: string, use: (client: MongoClient) => Promise<T>): Promise<T> {
  const store = await startStore({ dataDir });
  const client = await new MongoClient(store.url).connect();
  try {
    return await use(client);
  } finally {
    await client.close();
    await store.close();
  }
}

const items = (client: MongoClient) => client.db('x').collection<Item>('items');
const item = (_id: number): Item => ({ _id, serial: _id * 7, text: 'x'.repeat(randomInt(10, 400)) });

async function countWhole(dataDir: string): Promise<number> {
  return withStore(dataDir, async (client) => {
    const found = await items(client).find().sort({ _id: 1 }).toArray();
    // What is there is the beginning of what was written, without a gap, and the index by serial tells the same.
    expect(found.map(({ _id }) => _id)).to.deep.equal(found.map((_, i) => i));
    expect((await items(client).find().sort({ serial: 1 }).hint({ serial: 1 }).toArray()).length).to.equal(found.length);
    expect(await client.db('x').command({ validate: 'items' })).to.include({ valid: true });
    await items(client).insertOne(item(found.length));
    return found.length;
  });
}

describe('embedded store: power loss', () => {
  let [dataDir, copy]: string[] = [];
  const data = (folder: string): string => join(folder, 'store.mdb');
  beforeEach(() => {
    dataDir = freshFolder('power');
    copy = freshFolder('power-copy');
  });
  afterEach(() => {
    rmSync(dataDir!, { recursive: true, force: true });
    rmSync(copy!, { recursive: true, force: true });
  });

  /** Writes one by one and takes both files from under the running store. */
  async function writeAndTake(count: number): Promise<{ log: Buffer; ends: number[]; before: number }> {
    await withStore(dataDir!, (client) => items(client).createIndex({ serial: 1 }, { unique: true }));
    const log = await withStore(dataDir!, async (client) => {
      for (let _id = 0; _id < count; _id++) await items(client).insertOne(item(_id));
      copyFileSync(data(dataDir!), data(copy!));
      return readFileSync(logPath(data(dataDir!)));
    });
    const file = new DataFile(data(copy!));
    const position = readPosition(file)!;
    await file.close();
    writeFileSync(logPath(data(copy!)), log);
    const ends: number[] = [];
    let at = firstRecordAt;
    const records = recordsAfter(logPath(data(copy!)), { id: position.id, serial: 0 });
    for (const { serial, body } of records) {
      at += recordHeadBytes + body.length;
      if (serial > position.serial) ends.push(at);
    }
    // A checkpoint that came behind the last insert, as one does each second, has left the log nothing to tell.
    if (ends.length === 0) {
      for (const folder of [dataDir!, copy!]) for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
      return writeAndTake(count);
    }
    // Each insert is a record of its own; those a checkpoint took are in the data file.
    return { log, ends, before: count - ends.length };
  }

  it('keeps every write whose record was synced, wherever the rest of the log was torn off', async () => {
    const { log, ends, before } = await writeAndTake(40);
    copyFileSync(data(copy!), join(copy!, 'original'));
    const last = ends.at(-1)!;
    const cuts = [last, last - 1, ends[0]!, ends[0]! - 1, firstRecordAt, ...Array.from({ length: 12 }, () => randomInt(firstRecordAt, last))];
    for (const [i, cut] of cuts.entries()) {
      copyFileSync(join(copy!, 'original'), data(copy!));
      // What was not synced is missing, or is whatever lay there before.
      const rest = i % 3 === 0 ? Buffer.alloc(0) : i % 3 === 1 ? Buffer.alloc(4096) : randomBytes(log.length - cut);
      const torn = Buffer.concat([log.subarray(0, cut), rest]);
      writeFileSync(logPath(data(copy!)), torn);
      const kept = before + ends.filter((end) => torn.subarray(0, end).equals(log.subarray(0, end))).length;
      expect(await countWhole(copy!), `cut at ${cut}`).to.equal(kept);
    }
  });

  it('has one file only after it was closed, and a log beside it while it runs', async () => {
    await withStore(dataDir!, async (client) => {
      await items(client).insertOne(item(0));
      expect(existsSync(logPath(data(dataDir!)))).to.equal(true);
    });
    expect(readdirSync(dataDir!).filter((name) => !name.endsWith('-lock'))).to.deep.equal(['store.mdb']);
  });

  it('backs up what only the log has yet, also when nobody runs any more', async () => {
    await writeAndTake(25);
    const target = join(dataDir!, 'backup.mdb');
    const report = await backUp(copy!, target);
    expect(report.documents).to.equal(25);
    const other = freshFolder('power-other');
    copyFileSync(target, data(other));
    expect(await countWhole(other)).to.equal(25);
    rmSync(other, { recursive: true });
  });

  it('refuses a log that does not continue its data file, and keeps one of another', async () => {
    const { log, ends } = await writeAndTake(10);
    // The first record is gone, the others stand: a log whose beginning the data file never saw.
    const first = log.readUInt32LE(firstRecordAt) + recordHeadBytes;
    writeFileSync(logPath(data(copy!)), Buffer.concat([log.subarray(0, firstRecordAt), log.subarray(firstRecordAt + first)]));
    if (ends.length === 10) {
      const error = await startStore({ dataDir: copy! }).then(
        () => undefined,
        (caught: EmbeddedMongoError) => caught,
      );
      expect(error?.code).to.equal('FORMAT');
      expect(error?.message).to.include('does not continue');
    }
    const foreign = Buffer.from(log);
    foreign[40] = foreign[40]! ^ 0xff;
    writeFileSync(logPath(data(copy!)), foreign);
    expect(await countWhole(copy!)).to.equal(10 - ends.length);
    expect(readdirSync(copy!)).to.include('store.mdb-log.of-other-data');
  });

  it('opens a file of format 1, which had no log, and brings it up', async () => {
    await withStore(dataDir!, (client) => items(client).insertMany([item(0), item(1), item(2)]));
    const file = new DataFile(data(dataDir!));
    file.transaction(() => {
      file.put(metaKey('format'), encode({ version: 1, program: 'yibiao-embedded-mongo' }));
      file.remove(metaKey('log'));
    });
    await file.close();
    await withStore(dataDir!, async (client) => {
      await items(client).createIndex({ serial: 1 }, { unique: true });
    });
    expect(await countWhole(dataDir!)).to.equal(3);
  });

  it('answers a read of concern majority, also over many batches, while others write', async () => {
    await withStore(dataDir!, async (client) => {
      await items(client).insertMany(Array.from({ length: 300 }, (_, i) => item(i)));
      const [found] = await Promise.all([
        items(client)
          .find({ _id: { $lt: 300 } }, { readConcern: { level: 'majority' }, batchSize: 50 })
          .toArray(),
        ...Array.from({ length: 50 }, (_, i) => items(client).insertOne(item(300 + i))),
      ]);
      expect(found).to.have.length(300);
    });
  });
});
