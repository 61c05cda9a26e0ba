import { closeSync, fdatasyncSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { type Collection, type Document, MongoClient } from 'mongodb';
import { openEmbeddedMongo } from '../../server/embedded-mongo/open-embedded-mongo.js';
import { faultRounds } from '../embedded-mongo/fault-rounds.js';
import { freshFolder } from '../support/embedded-mongo.js';
import { startDoNothingServer } from './store-baseline/do-nothing-server.js';

type Row = { _id: number; county: string; office: string; n: number; text: string };
type Side = { name: string; client: MongoClient; rows: Collection<Row> };

const row = (_id: number): Row => ({ _id, county: '平顺县', office: `ps-s${_id % 100}`, n: (_id * 7919) % 1_000_003, text: 'x'.repeat(200) });
let nextId = 1_000_000_000;

async function connect(name: string, url: string): Promise<Side> {
  const client = await new MongoClient(url, { maxPoolSize: 32 }).connect();
  return { name, client, rows: client.db('bench').collection<Row>('rows') };
}

/** Runs an operation over and over for a time with some clients; answers how many a second. */
async function perSecond(clients: number, milliseconds: number, work: () => Promise<unknown>, each = 1): Promise<number> {
  const started = performance.now();
  let count = 0;
  const worker = async (): Promise<void> => {
    while (performance.now() - started < milliseconds) {
      await work();
      count++;
    }
  };
  await Promise.all(Array.from({ length: clients }, worker));
  return (count * each * 1000) / (performance.now() - started);
}

type Measure = { name: string; run: (side: Side) => Promise<number> };
/** Each side is measured in many short turns, so that what else the machine does falls on all alike; the middle one counts. */
const turns = 9;
const short = 200;
const some = (count: number): number => Math.floor(Math.random() * count);

function measures(count: number): Measure[] {
  return [
    { name: 'insert, 1 client', run: ({ rows }) => perSecond(1, short, () => rows.insertOne(row(nextId++))) },
    { name: 'insert, 32 clients', run: ({ rows }) => perSecond(32, short, () => rows.insertOne(row(nextId++))) },
    { name: 'insert in batches of 500', run: ({ rows }) => perSecond(1, short, () => rows.insertMany(Array.from({ length: 500 }, () => row(nextId++))), 500) },
    { name: 'find by _id, 1 client', run: ({ rows }) => perSecond(1, short, () => rows.findOne({ _id: some(count) })) },
    { name: 'find by _id, 32 clients', run: ({ rows }) => perSecond(32, short, () => rows.findOne({ _id: some(count) })) },
    {
      name: 'indexed range + sort + limit 50, 1 client',
      run: ({ rows }) =>
        perSecond(1, short, () =>
          rows
            .find({ n: { $gte: some(900_000) } })
            .sort({ n: 1 })
            .limit(50)
            .toArray(),
        ),
    },
    {
      name: 'indexed range + sort + limit 50, 32 clients',
      run: ({ rows }) =>
        perSecond(32, short, () =>
          rows
            .find({ n: { $gte: some(900_000) } })
            .sort({ n: 1 })
            .limit(50)
            .toArray(),
        ),
    },
    { name: 'update by _id, 32 clients', run: ({ rows }) => perSecond(32, short, () => rows.updateOne({ _id: some(count) }, { $inc: { n: 1 } })) },
    {
      name: 'findAndModify by _id, 32 clients',
      run: ({ rows }) => perSecond(32, short, () => rows.findOneAndUpdate({ _id: some(count) }, { $inc: { n: 1 } })),
    },
    { name: `unindexed filter over ${count}`, run: ({ rows }) => perSecond(1, short, () => rows.countDocuments({ text: 'y' })) },
    {
      name: `$group over ${count}`,
      run: ({ rows }) => perSecond(1, short, () => rows.aggregate([{ $group: { _id: '$office', sum: { $sum: '$n' } } }]).toArray()),
    },
  ];
}

async function fill(rows: Collection<Row>, from: number, to: number): Promise<void> {
  for (let at = from; at < to; at += 2000) await rows.insertMany(Array.from({ length: Math.min(2000, to - at) }, (_, i) => row(at + i)));
}

const cell = (text: string, width: number): string => text.padStart(width);
const figure = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

/**
 * The embedded store beside a server that answers at once without doing anything, and beside the real server of MONGODB_URL
 * where one is given; then how it grows from 10⁴ to 10⁶ documents, and the fault test.
 * STORE_BENCH_ROUNDS rounds of SIGKILL (200), STORE_BENCH_MOST documents at most (10⁶).
 */
export async function bench(): Promise<void> {
  const dataDir = freshFolder('bench');
  const store = await openEmbeddedMongo({ dataDir });
  const ceiling = await startDoNothingServer();
  const [embedded, nothing] = [await connect('embedded', store.url), await connect('do-nothing', ceiling.url)];
  const real = process.env.MONGODB_URL ? await connect('real', process.env.MONGODB_URL) : undefined;
  try {
    await compare(embedded, nothing, real, dataDir);
    await growth(embedded, Number(process.env.STORE_BENCH_MOST ?? 1_000_000));
  } finally {
    await real?.client.db('bench').dropDatabase();
    for (const side of [embedded, nothing, real]) await side?.client.close();
    await store.close();
    await ceiling.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
  await faults(Number(process.env.STORE_BENCH_ROUNDS ?? 200));
}

/** How many times a second a disk takes some hundred bytes for good: what no server with an honest answer can pass with one client. */
function syncsPerSecond(folder: string): number {
  const handle = openSync(join(folder, 'syncs'), 'w+');
  const room = 4 * 1024 * 1024;
  writeSync(handle, Buffer.alloc(room), 0, room, 0);
  fsyncSync(handle);
  const bytes = Buffer.alloc(400, 1);
  const started = performance.now();
  let count = 0;
  while (performance.now() - started < short) {
    writeSync(handle, bytes, 0, bytes.length, (count++ * bytes.length) % (room - bytes.length));
    fdatasyncSync(handle);
  }
  const rate = (count * 1000) / (performance.now() - started);
  closeSync(handle);
  return rate;
}

async function compare(embedded: Side, nothing: Side, real: Side | undefined, folder: string): Promise<void> {
  const count = 100_000;
  for (const side of [embedded, real]) {
    if (!side) continue;
    await side.rows.drop().catch(() => undefined);
    await fill(side.rows, 0, count);
    await side.rows.createIndex({ n: 1 });
  }
  const [load] = loadavg() as [number, ...number[]];
  if (load > cpus().length)
    console.log(`the machine is busy (${load.toFixed(1)} runnable on ${cpus().length} cores): single answers wait for a core, so these ratios say little`);
  console.log(`operations per second at ${count} documents${real ? '' : ' (no MONGODB_URL: no real server beside it)'}`);
  console.log(`${'operation'.padEnd(46)}${cell('embedded', 10)}${cell('nothing', 10)}${cell('ratio', 8)}${cell('real', 10)}${cell('ratio', 8)}`);
  for (const { name, run } of measures(count)) {
    const [ours, top, theirs] = await inTurns(run, [embedded, name.includes('over') ? undefined : nothing, real]);
    console.log(
      `${name.padEnd(46)}${cell(figure(ours), 10)}${cell(top ? figure(top) : '–', 10)}${cell(top ? (ours / top).toFixed(2) : '–', 8)}${cell(theirs ? figure(theirs) : '–', 10)}${cell(theirs ? (ours / theirs).toFixed(1) : '–', 8)}`,
    );
  }
  await besideTheDisk(embedded, nothing, folder);
}

/** One client waits for the disk with every write: the most there can be is one answer of the idle server and one sync, one after the other. */
async function besideTheDisk(embedded: Side, nothing: Side, folder: string): Promise<void> {
  const insert = measures(1)[0]!.run;
  const [ours, most, syncs]: number[][] = [[], [], []];
  for (let turn = 0; turn < turns; turn++) {
    ours!.push(await insert(embedded));
    const [idle, disk] = [await insert(nothing), syncsPerSecond(folder)];
    syncs!.push(disk);
    most!.push(1 / (1 / idle + 1 / disk));
  }
  const [one, limit, disk] = [ours, most, syncs].map((list) => middle(list!)) as [number, number, number];
  console.log(
    `the disk alone takes ${figure(disk)} syncs a second; with one a write, one client could insert ${figure(limit)}, and inserts ${figure(one)}: ${(one / limit).toFixed(2)}`,
  );
}

const middle = (list: number[]): number => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]!;

async function inTurns(run: Measure['run'], sides: (Side | undefined)[]): Promise<[number, number | undefined, number | undefined]> {
  for (const side of sides) if (side) await run(side); // until the compilers have seen it
  const figures = sides.map((): number[] => []);
  for (let turn = 0; turn < turns; turn++) for (const [i, side] of sides.entries()) if (side) figures[i]!.push(await run(side));
  return figures.map((list) => (list.length > 0 ? middle(list) : undefined)) as [number, number | undefined, number | undefined];
}

async function growth(embedded: Side, most: number): Promise<void> {
  await embedded.rows.drop().catch(() => undefined);
  await embedded.rows.createIndex({ n: 1 });
  const figures = new Map<string, string[]>();
  const sizes = [10_000, 100_000, 1_000_000].filter((size) => size <= most);
  let from = 0;
  for (const size of sizes) {
    await fill(embedded.rows, from, size);
    from = size;
    for (const { name, run } of measures(size)) {
      const label = name.replace(/ over \d+$/, ' over all');
      figures.set(label, [...(figures.get(label) ?? []), figure(await run(embedded))]);
    }
    await embedded.rows.deleteMany({ _id: { $gte: 1_000_000_000 } } as Document);
  }
  console.log(`\noperations per second as the collection grows\n${'operation'.padEnd(46)}${sizes.map((size) => cell(size.toExponential(0), 10)).join('')}`);
  for (const [name, values] of figures) console.log(`${name.padEnd(46)}${values.map((value) => cell(value, 10)).join('')}`);
}

async function faults(rounds: number): Promise<void> {
  const dataDir = freshFolder('faults');
  try {
    const { acknowledged, kept } = await faultRounds(dataDir, rounds);
    console.log(`\nfault test: ${rounds} rounds of SIGKILL, ${acknowledged} acknowledged writes, none lost, every index agrees (${kept} documents)`);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
