import { writeSync } from 'node:fs';
import { MongoClient } from 'mongodb';
import { startStore } from '../../server/embedded-mongo/start-store.js';

const [, , dataDir, round] = process.argv;
const store = await startStore({ dataDir: dataDir! });
const client = await new MongoClient(store.url).connect();
const writes = client.db('fault').collection<{ _id: string; serial: number; round: number }>('writes');
await writes.createIndex({ serial: 1 }, { unique: true });

/** Synchronous, so that what is said has left the process before it is killed. */
const say = (line: string): void => void writeSync(1, `${line}\n`);
say('ready');

async function write(writer: number): Promise<void> {
  for (let n = 0; ; n++) {
    const _id = `${round}-${writer}-${n}`;
    await writes.insertOne({ _id, serial: Number(round) * 1e9 + writer * 1e8 + n * 10, round: Number(round) });
    say(`i ${_id}`);
    if (n % 3 === 0) {
      await writes.updateOne({ _id }, { $inc: { serial: 1 } });
      say(`u ${_id}`);
    }
    if (n % 7 === 6) {
      const gone = `${round}-${writer}-${n - 1}`;
      say(`? ${gone}`);
      await writes.deleteOne({ _id: gone });
      say(`d ${gone}`);
    }
  }
}

await Promise.all([write(1), write(2), write(3)]);
