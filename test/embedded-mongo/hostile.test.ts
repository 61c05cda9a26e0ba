import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { serialize } from 'bson';
import { expect } from 'chai';
import { openTestStore, type TestStore } from '../support/embedded-mongo.js';

function message(code: number, body: Buffer, length = 16 + body.length): Buffer {
  const header = Buffer.alloc(16);
  header.writeInt32LE(length, 0);
  header.writeInt32LE(7, 4);
  header.writeInt32LE(code, 12);
  return Buffer.concat([header, body]);
}

function opMessage(command: object, flags = 0): Buffer {
  const start = Buffer.alloc(5);
  start.writeUInt32LE(flags, 0);
  return message(2013, Buffer.concat([start, serialize(command)]));
}

function nested(depth: number): Buffer {
  let inner = Buffer.from(serialize({ n: 1 }));
  for (let i = 0; i < depth; i++) {
    const outer = Buffer.alloc(4 + 3 + inner.length + 1);
    outer.writeInt32LE(outer.length, 0);
    outer.write('\u0003d\0', 4, 'latin1');
    inner.copy(outer, 7);
    inner = outer;
  }
  return inner;
}

describe('embedded store: hostile input', () => {
  let store: TestStore;
  const sockets: Socket[] = [];
  before(async () => {
    store = await openTestStore();
    await store.client
      .db('x')
      .collection('y')
      .insertOne({ _id: 1 as never });
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    expect(await store.client.db('x').collection('y').countDocuments(), 'the others go on').to.equal(1);
  });
  after(() => store.close());

  /** Sends bytes and waits for the end of the connection or `quiet` ms; answers what came. */
  function send(bytes: Buffer, quiet = 400): Promise<{ closed: boolean; answer: Buffer }> {
    return new Promise((resolve) => {
      const socket = connect(Number(new URL(store.url).port), '127.0.0.1');
      sockets.push(socket);
      const chunks: Buffer[] = [];
      const end = (closed: boolean): void => resolve({ closed, answer: Buffer.concat(chunks) });
      socket
        .on('data', (chunk) => chunks.push(chunk))
        .on('error', () => end(true))
        .on('close', () => end(true));
      socket.write(bytes);
      setTimeout(() => end(false), quiet);
    });
  }

  it('random bytes', async () => {
    for (let i = 0; i < 20; i++) await send(randomBytes(200 + i * 50), 50);
  });
  it('a length of two gigabytes, of zero, and a negative one', async () => {
    for (const length of [0x7fffffff, 0, -1, 15, 48_000_001]) expect((await send(message(2013, Buffer.alloc(10), length))).closed).to.equal(true);
  });
  it('a message that never ends', async () => {
    expect((await send(message(2013, Buffer.alloc(10), 1000))).closed).to.equal(false);
  });
  it('OP_COMPRESSED, OP_INSERT and unknown codes', async () => {
    for (const code of [2012, 2002, 2001, 1, 99]) expect((await send(message(code, Buffer.alloc(30)))).closed).to.equal(true);
  });
  it('OP_MSG with unknown required flags, two bodies, no body, a wrong section', async () => {
    expect((await send(opMessage({ ping: 1, $db: 'x' }, 1 << 5))).closed).to.equal(true);
    const body = serialize({ ping: 1, $db: 'x' });
    const parts = [Buffer.alloc(4), Buffer.from([0]), body, Buffer.from([0]), body];
    expect((await send(message(2013, Buffer.concat(parts)))).closed).to.equal(true);
    expect((await send(message(2013, Buffer.alloc(4)))).closed).to.equal(true);
    expect((await send(message(2013, Buffer.concat([Buffer.alloc(4), Buffer.from([9]), body])))).closed).to.equal(true);
  });
  it('BSON that lies about its lengths', async () => {
    for (let i = 0; i < 60; i++) {
      const bytes = opMessage({ find: 'y', filter: { a: 'text', b: [1, 2, { c: 3 }] }, $db: 'x' });
      bytes[21 + ((i * 7) % (bytes.length - 21))] = (i * 37) & 0xff;
      await send(bytes, 20);
    }
  });
  it('a document nested ten thousand deep', async () => {
    const inner = nested(10_000);
    const { answer } = await send(message(2013, Buffer.concat([Buffer.alloc(5), inner])));
    expect(answer.toString('latin1')).to.include('nested depth');
  });
  it('a filter nested too deeply, and a huge $in', async () => {
    let filter: object = { a: 1 };
    for (let i = 0; i < 90; i++) filter = { $and: [filter] };
    expect(await store.client.db('x').collection('y').find(filter).toArray()).to.deep.equal([]);
    expect(
      await store.client
        .db('x')
        .collection('y')
        .countDocuments({ a: { $in: Array.from({ length: 100_000 }, (_, n) => n) } }),
    ).to.equal(0);
  });
  it('JavaScript is refused', async () => {
    const docs = store.client.db('x').collection('y');
    const code = (work: Promise<unknown>): Promise<unknown> =>
      work.then(
        () => 0,
        (error: { code: number }) => error.code,
      );
    expect(await code(docs.find({ $where: 'while (true) {}' }).toArray())).to.equal(2);
    expect(await code(docs.aggregate([{ $project: { a: { $function: { body: 'function () {}', args: [], lang: 'js' } } } }]).toArray())).to.equal(2);
    expect(
      await code(docs.aggregate([{ $setWindowFields: { output: { a: { $sum: { $function: { body: '', args: [], lang: 'js' } } } } } }]).toArray()),
    ).to.equal(2);
  });
  it('keys that are no ordinary property names', async () => {
    const docs = store.client.db('x').collection('keys');
    await docs.insertOne({ _id: 1 as never, constructor: 1, toString: 2, ['__proto__x']: 3 } as never);
    await store.client.db('x').command({ update: 'keys', updates: [{ q: { _id: 1 }, u: { $set: { 'hasOwnProperty.length': 4 } } }] });
    expect((await docs.findOne({ 'hasOwnProperty.length': 4, constructor: 1 })) as unknown).to.have.property('toString', 2);
    expect(await docs.findOne({ valueOf: { $exists: true } })).to.equal(null);
  });
});
