import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { MongoClient } from 'mongodb';
import { startStore } from '../../server/embedded-mongo/start-store.js';

/** What all rounds together came to. */
export type FaultReport = { rounds: number; acknowledged: number; kept: number };

/**
 * Starts a store with three writers in a process of its own, kills it at a random moment, opens the data again and holds
 * it against what was acknowledged; again and again on the same data.
 * @throws Error when an acknowledged write is missing or an index disagrees with its collection
 */
export async function faultRounds(dataDir: string, rounds: number): Promise<FaultReport> {
  const report: FaultReport = { rounds, acknowledged: 0, kept: 0 };
  for (let round = 1; round <= rounds; round++) {
    const said = await writeAndKill(dataDir, round);
    const store = await startStore({ dataDir });
    const client = await new MongoClient(store.url).connect();
    try {
      report.acknowledged += await check(client, said, round);
      report.kept = await client.db('fault').collection('writes').countDocuments();
    } finally {
      await client.close();
      await store.close();
    }
  }
  return report;
}

async function writeAndKill(dataDir: string, round: number): Promise<string[]> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./write-until-killed.mjs', import.meta.url)), dataDir, String(round)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    const before = text.length;
    text += chunk.toString();
    if (before === 0 && text.startsWith('ready')) setTimeout(() => child.kill('SIGKILL'), killAfter(round));
  });
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) => child.once('close', (...end) => resolve(end)));
  if (signal !== 'SIGKILL') throw new Error(`the writing process ended by itself with ${code}`);
  // The last line may have been cut by the kill; what it would have said is not counted as acknowledged.
  return text.split('\n').slice(1, -1);
}

/** Mostly while writes go to the log; every fourth round around the first checkpoint, a second after the first write. */
function killAfter(round: number): number {
  return round % 4 === 0 ? randomInt(950, 1250) : randomInt(20, 350);
}

async function check(client: MongoClient, said: string[], round: number): Promise<number> {
  const writes = client.db('fault').collection<{ _id: string; serial: number }>('writes');
  const expected = new Map<string, { updated: boolean; maybeGone: boolean; gone: boolean }>();
  for (const line of said) {
    const [what, id] = line.split(' ') as [string, string];
    const known = expected.get(id) ?? { updated: false, maybeGone: false, gone: false };
    expected.set(id, { updated: known.updated || what === 'u', maybeGone: known.maybeGone || what === '?', gone: known.gone || what === 'd' });
  }
  const found = new Map((await writes.find({ round }).toArray()).map((doc) => [doc._id, doc]));
  for (const [id, { updated, maybeGone, gone }] of expected) {
    const doc = found.get(id);
    if (gone && doc) throw new Error(`round ${round}: ${id} was deleted and is there`);
    if (!doc && !maybeGone && !gone) throw new Error(`round ${round}: ${id} was acknowledged and is not there`);
    if (doc && updated && doc.serial % 10 !== 1) throw new Error(`round ${round}: the update of ${id} was acknowledged and is not there`);
  }
  const { valid, errors } = await client.db('fault').command({ validate: 'writes', full: true });
  if (!valid) throw new Error(`round ${round}: ${JSON.stringify(errors)}`);
  return said.filter((line) => !line.startsWith('?')).length;
}
