// Files on a real store: what is written twice, and what a process killed while writing leaves behind.
import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { MongoClient } from 'mongodb';
import { openEmbeddedMongo } from '../../server/embedded-mongo/open-embedded-mongo.js';
import { type FileStore, filesIn } from '../../server/storage/files.js';
import { forget, testConfig } from '../support/server.js';

describe('files', () => {
  const config = testConfig();
  let client: MongoClient;
  let files: FileStore;
  let closeServer = async (): Promise<void> => {};
  const bytes = (size: number, of: number): Buffer => Buffer.alloc(size, of);
  const file = (id: string) => ({
    id,
    county: 'pingshun',
    of: 'job',
    name: '家信.pdf',
    type: 'application/pdf',
    by: 'u1',
    at: new Date('2026-11-03T06:00:00Z'),
  });
  const chunks = () => client.db().collection('files.chunks');

  before(async () => {
    let url = config.mongodbUrl;
    if (!url) {
      const embedded = await openEmbeddedMongo({ dataDir: config.dataDir });
      closeServer = () => embedded.close();
      url = embedded.url;
    }
    client = await new MongoClient(url).connect();
    files = filesIn(client.db());
  });
  after(async () => {
    await client?.close();
    await closeServer();
    await forget(config);
  });

  it('are replaced when written again', async () => {
    const id = randomUUID();
    await files.put(file(id), bytes(2_500_000, 1));
    await files.put(file(id), bytes(10, 2));
    expect((await files.read(id)).equals(bytes(10, 2))).to.equal(true);
    expect(await chunks().countDocuments({ files_id: id as never })).to.equal(1);
  });

  it('are written over the chunks of a process that was killed before it named them', async () => {
    const id = randomUUID();
    await files.put(file(id), bytes(2_500_000, 1));
    await client
      .db()
      .collection('files.files')
      .deleteOne({ _id: id as never });
    await files.put(file(id), bytes(1_500_000, 2));
    expect((await files.find('pingshun', id))?.size).to.equal(1_500_000);
    expect((await files.read(id)).equals(bytes(1_500_000, 2))).to.equal(true);
    expect(await chunks().countDocuments({ files_id: id as never })).to.equal(2);
  });

  it('leave nothing when removed', async () => {
    const id = randomUUID();
    await files.put(file(id), bytes(10, 1));
    await files.remove(id);
    expect(await files.find('pingshun', id)).to.equal(null);
    expect(await chunks().countDocuments({ files_id: id as never })).to.equal(0);
  });

  it('that wait in vain are gone after a day, those that were kept are not, nor what is being written', async () => {
    const [vain, kept, later, killed] = [1, 2, 3, 4].map(() => randomUUID()) as [string, string, string, string];
    for (const id of [vain, kept]) await files.put({ ...file(id), waits: true }, bytes(10, 1));
    await files.put({ ...file(later), waits: true, at: new Date('2026-11-03T09:00:00Z') }, bytes(10, 1));
    expect(await files.keep('suiyang', [kept], 'child'), 'of another county').to.equal(0);
    expect(await files.keep('pingshun', [kept], 'child')).to.equal(1);
    const begun = client.db().collection<{ _id: string; at: Date }>('files.begun');
    for (const [n, at] of ['2026-11-03T06:00:00Z', '2026-11-04T06:00:00Z'].entries()) {
      await begun.insertOne({ _id: `${killed}-${n}`, at: new Date(at) });
      await chunks().insertOne({ files_id: `${killed}-${n}`, n: 0, data: bytes(10, 3) } as never);
    }
    await files.sweep(new Date('2026-11-04T06:30:00Z'));
    expect(await Promise.all([vain, kept, later].map(async (id) => (await files.find('pingshun', id))?.of))).to.deep.equal([undefined, 'child', 'job']);
    expect((await files.read(kept)).equals(bytes(10, 1))).to.equal(true);
    const left = await chunks()
      .find({ files_id: { $in: [vain, kept, later, `${killed}-0`, `${killed}-1`] as never[] } })
      .toArray();
    expect(left.map(({ files_id }) => String(files_id)).sort()).to.deep.equal([kept, later, `${killed}-1`].sort());
    await files.sweep(new Date('2026-11-06T06:30:00Z'));
    expect([await begun.countDocuments(), await files.find('pingshun', later), (await files.find('pingshun', kept))?.size]).to.deep.equal([0, null, 10]);
    expect(await Promise.all([files.remove(kept), files.remove(kept)]), 'one of two').to.have.members([true, false]);
  });
});
