import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import MongoStore from 'connect-mongo';
import express from 'express';
import session from 'express-session';
import { GridFSBucket, MongoClient } from 'mongodb';
import { openTestStore, type TestStore } from '../support/embedded-mongo.js';

describe('embedded store: programs written for MongoDB', () => {
  let store: TestStore;
  before(async () => {
    store = await openTestStore({ mayBeReal: true, ttlSeconds: 0.3 });
  });
  after(async () => {
    await store.client.db('programs').dropDatabase();
    await store.close();
  });

  it('GridFS stores and reads a photo set of 40 MB', async () => {
    const bucket = new GridFSBucket(store.client.db('programs'), { bucketName: 'photos' });
    const photos = Array.from({ length: 8 }, () => randomBytes(5 * 1024 * 1024));
    const ids = [];
    for (const [n, photo] of photos.entries()) {
      const stream = bucket.openUploadStream(`photo-${n}.jpg`, { metadata: { n } });
      ids.push(stream.id);
      await new Promise((resolve, reject) => stream.once('finish', resolve).once('error', reject).end(photo));
    }
    for (const [n, id] of ids.entries()) {
      const chunks: Buffer[] = [];
      for await (const chunk of bucket.openDownloadStream(id)) chunks.push(chunk as Buffer);
      expect(Buffer.concat(chunks).equals(photos[n]!), `photo ${n}`).to.equal(true);
    }
    expect(await bucket.find({ 'metadata.n': { $gte: 6 } }).toArray()).to.have.length(2);
    await bucket.delete(ids[0]!);
    expect(await store.client.db('programs').collection('photos.chunks').countDocuments({ files_id: ids[0] })).to.equal(0);
  }).timeout(90_000);

  it('a driver that watches the server finds it well every time', async () => {
    const client = new MongoClient(store.url, { heartbeatFrequencyMS: 500 });
    const events: string[] = [];
    for (const name of ['serverHeartbeatSucceeded', 'serverHeartbeatFailed', 'connectionPoolCleared'] as const) client.on(name, () => void events.push(name));
    await client.db('programs').command({ ping: 1 });
    await new Promise((resolve) => setTimeout(resolve, 1800));
    await client.db('programs').command({ ping: 1 });
    await client.close();
    expect(new Set(events)).to.deep.equal(new Set(['serverHeartbeatSucceeded']));
    expect(events.length).to.be.greaterThan(1);
  });

  it('connect-mongo keeps sessions over requests, and they expire', async function () {
    if (store.real) this.skip();
    const app = express();
    const sessions = MongoStore.create({ mongoUrl: store.url, dbName: 'programs', collectionName: 'sessions', ttl: 1 });
    app.use(session({ secret: 'test', resave: false, saveUninitialized: false, store: sessions }));
    app.get('/', (request, response) => {
      const kept = request.session as unknown as { visits?: number };
      kept.visits = (kept.visits ?? 0) + 1;
      response.json(kept.visits);
    });
    const server = createServer(app).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const first = await fetch(url);
    const cookie = first.headers.get('set-cookie')!.split(';')[0]!;
    expect(await (await fetch(url, { headers: { cookie } })).json()).to.equal(2);
    expect(await store.client.db('programs').collection('sessions').countDocuments()).to.equal(1);
    await new Promise((resolve) => setTimeout(resolve, 1800));
    expect(await store.client.db('programs').collection('sessions').countDocuments()).to.equal(0);
    expect(await (await fetch(url, { headers: { cookie } })).json()).to.equal(1);
    await sessions.close().catch(() => undefined);
    await new Promise((resolve) => server.close(resolve));
  });
});
