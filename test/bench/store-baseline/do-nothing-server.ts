import { createServer, type Server } from 'node:net';
import { Worker } from 'node:worker_threads';
import { Long, serialize } from 'bson';

/**
 * The ceiling of any server behind the driver: it reads only the name of the command and answers at once with a prepared answer.
 * It runs in a thread of its own, as the store does.
 */
export async function startDoNothingServer(): Promise<{ url: string; close(): Promise<void> }> {
  const worker = new Worker(new URL('./do-nothing-thread.mjs', import.meta.url), { execArgv: [] });
  const port = await new Promise<number>((resolve) => worker.once('message', resolve));
  worker.unref();
  return { url: `mongodb://127.0.0.1:${port}/`, close: async () => void (await worker.terminate()) };
}

/** Listens and answers; called in the thread. */
export function listen(): Server {
  const greeting = {
    ismaster: true,
    isWritablePrimary: true,
    helloOk: true,
    logicalSessionTimeoutMinutes: 30,
    maxBsonObjectSize: 16777216,
    maxMessageSizeBytes: 48000000,
    maxWriteBatchSize: 100000,
    minWireVersion: 0,
    maxWireVersion: 21,
    readOnly: false,
    ok: 1,
  };
  const doc = { _id: 1, county: '平顺县', office: 'ps-s01', n: 1, text: 'x'.repeat(200) };
  const cursor = (batch: object[]): Uint8Array => serialize({ cursor: { firstBatch: batch, id: Long.fromNumber(0), ns: 'b.c' }, ok: 1 });
  const answers: Record<string, Uint8Array> = {
    insert: serialize({ n: 1, ok: 1 }),
    update: serialize({ n: 1, nModified: 1, ok: 1 }),
    findAndModify: serialize({ lastErrorObject: { n: 1, updatedExisting: true }, value: doc, ok: 1 }),
    aggregate: cursor([{ _id: null, n: 1 }]),
    find: cursor([doc]),
    page: cursor(Array.from({ length: 50 }, () => doc)),
    other: serialize(greeting),
  };
  return createServer((socket) => {
    socket.setNoDelay(true).on('error', () => socket.destroy());
    let rest: Buffer = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : (chunk as Buffer);
      while (rest.length >= 16 && rest.length >= rest.readInt32LE(0)) {
        const size = rest.readInt32LE(0);
        const legacy = rest.readInt32LE(12) === 2004;
        const name = legacy ? 'other' : rest.toString('latin1', 26, rest.indexOf(0, 26));
        const limited = name === 'find' && rest.subarray(0, size).includes('sort');
        const body = answers[limited ? 'page' : name] ?? answers.other!;
        const header = Buffer.alloc(legacy ? 36 : 21);
        header.writeInt32LE(header.length + body.length, 0);
        header.writeInt32LE(rest.readInt32LE(4), 8);
        header.writeInt32LE(legacy ? 1 : 2013, 12);
        if (legacy) header.writeInt32LE(1, 32);
        socket.write(Buffer.concat([header, body]));
        rest = rest.subarray(size);
      }
    });
  }).listen(0, '127.0.0.1');
}
