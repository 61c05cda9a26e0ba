// Definitions at work: opened, judged, folded, published, tried on 100,000 reports, each beside what it cannot be faster than.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import Ajv2020 from 'ajv/dist/2020.js';
import { dryRunSteps } from '../../server/actions/dry-run-definition.js';
import { takeInPacks } from '../../server/actions/take-in-packs.js';
import type { Deps } from '../../server/deps.js';
import { assess } from '../../server/domain/assess-record.js';
import type { DryRun } from '../../server/domain/dry-run.js';
import { foldPacks } from '../../server/domain/fold-packs.js';
import type { FormSnapshot } from '../../server/domain/form-snapshot.js';
import { type Office, officeFacts } from '../../server/domain/office.js';
import { type Form, openForm } from '../../server/domain/open-form.js';
import type { RecordData } from '../../server/domain/record-data.js';
import { reportId } from '../../server/domain/report.js';
import type { StoredReport } from '../../server/domain/report-record.js';
import { openEmbeddedMongo } from '../../server/embedded-mongo/open-embedded-mongo.js';
import { openJobRoom } from '../../server/jobs/job-room.js';
import { sampleMonth } from '../../server/sample-data/sample-months.js';
import { type OpenStore, openStore } from '../../server/storage/open.js';
import { PublishedForms } from '../../server/storage/published-forms.js';
import { readPacks } from '../../server/storage/read-packs.js';
import { formOf } from '../support/packs.js';
import { forget, productRoot, testConfig } from '../support/server.js';
import { median, row } from './figures.js';

type ReadPackFile = ReturnType<typeof readPacks>['files'][number];

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
const office: Office = {
  id: 's1',
  county: 'pingshun',
  kind: 'school',
  title: '测量小学',
  order: 1,
  path: '/pingshun/c1/s1/',
  parent: 'c1',
  township: '',
  stages: ['primary'],
};

export async function bench(): Promise<void> {
  const form = formOf('pingshun');
  const data = sampleMonth(form, officeFacts(office), 40, '2026-10', null);
  compiling(form);
  judging(form, data);
  await packs();
  await dryRun(data);
}

function compiling({ snapshot }: Form): void {
  const text = JSON.stringify(snapshot);
  const ours = perSecond(() => openForm(JSON.parse(text) as FormSnapshot));
  const theirs = perSecond(() => new Ajv2020.default({ allErrors: true, strict: false, validateFormats: false }).compile(snapshot.schema));
  row('a form opened (header, formulas, checks compiled)', ours, 'per s', theirs, 'ajv compiling its schema alone', '≥ 1');
}

function judging(form: Form, data: RecordData): void {
  const context = { office: officeFacts(office), period: { key: '2026-10', title: '2026年10月' }, carried: {} };
  const validate = new Ajv2020.default({ allErrors: true, strict: false, validateFormats: false }).compile(form.snapshot.schema);
  const text = JSON.stringify(data);
  const ours = perSecond(() => assess(form, data, context));
  row(
    'a record judged: values, checks, totals, rates',
    ours,
    'per s',
    perSecond(() => validate(data)),
    'ajv on its values alone',
    '—',
  );
  row(
    'the same',
    ours,
    'per s',
    perSecond(() => JSON.parse(text)),
    'JSON.parse of the record',
    '—',
  );
}

/** A base of a hundred definitions under one county that changes half of them. */
async function packs(): Promise<void> {
  const { files } = readPacks(join(productRoot, 'form-definitions'));
  const report = files.find((file) => file.pack === 'base' && file.content.id === 'monthly-monitoring') as ReadPackFile;
  const many = Array.from({ length: 100 }, (_, index) => copyOf(report, 'base', { ...report.content, id: `report-${index}` }));
  const overlays = Array.from({ length: 50 }, (_, index) =>
    copyOf(report, 'pingshun', {
      id: `report-${index}`,
      kind: 'overlay',
      version: 1,
      of: `report-${index}`,
      patch: { title: `第${index}张表`, period: { due: { day: 9 } } },
    } as never),
  );
  const others = files.filter((file) => (file.pack === 'base' && file !== report) || (file.pack === 'pingshun' && file.content.kind === 'county'));
  const all = [...others, ...many, ...overlays];
  const texts = all.map((file) => file.text);
  const fold = times(3, () => {
    if (foldPacks(all).faults.length > 0) throw new Error('the packs have faults');
  });
  row(
    'folding a pack of 100 definitions, 50 of them changed',
    fold,
    'ms',
    times(3, () => texts.map((text) => JSON.parse(text))),
    'JSON.parse of its files',
    '—',
  );
  const ours = await withStore(async (store) => timed(async () => void (await takeInPacks(all, { store: store.store, clock: () => new Date(), digest }))));
  const bare = await withStore(async (store) => {
    const made = all.map((file, index) => ({ _id: `x${index}` as never, text: file.text.repeat(3) }));
    return timed(async () => {
      for (const one of made) await store.db.collection('bare').insertOne(one);
    });
  });
  row('taking it in and publishing it', ours, 'ms', bare, 'as many bare inserts of the same size', '—');
}

const copyOf = (file: ReadPackFile, pack: string, content: ReadPackFile['content']): ReadPackFile => {
  const text = JSON.stringify(content);
  return { ...file, pack, file: `${pack}/${content.id}.json`, content, text, sha256: digest(text) };
};

const records = 100_000;

async function dryRun(data: RecordData): Promise<void> {
  await withStore(async (store) => {
    const { files } = readPacks(join(productRoot, 'form-definitions'));
    const taken = await takeInPacks(files, { store: store.store, clock: () => new Date(), digest });
    const forms = new PublishedForms(await store.store.definitions.forms(), taken.inUse);
    const form = forms.current('pingshun', 'monthly-monitoring')?.form as Form;
    await store.store.offices.insertMany(Array.from({ length: 1000 }, (_, index) => ({ ...office, id: `s${index}`, path: `/pingshun/c1/s${index}/` })));
    const filling = await timed(async () => {
      for (let month = 0; month < 100; month++)
        await store.store.records.insertMany(Array.from({ length: records / 100 }, (_, index) => reportOf(index, month, form, data)));
    });
    const snapshot: FormSnapshot = structuredClone(form.snapshot);
    snapshot.definition.checks = {
      ...snapshot.definition.checks,
      ps_few: { each: 'grades', level: 'warning', that: 'row.thisMonth < 41', message: '{row.title}人数多' },
    };
    const deps = { store: store.store, forms } as Deps;
    const run = async (): Promise<DryRun> => {
      const room = openJobRoom({
        jobs: store.store.jobs,
        clock: () => new Date(),
        kinds: { 'dry-run': dryRunSteps(() => deps) },
        failed: (_, error) => console.error(error),
      });
      const job = await room.begin({
        county: 'pingshun',
        kind: 'dry-run',
        about: 'monthly-monitoring',
        by: { id: 'bench', name: '测量' },
        args: { rev: 1, forms: [{ id: 'monthly-monitoring', title: '月报', snapshot }] } as never,
        result: { forms: [{ id: 'monthly-monitoring', title: '月报', run: { records: 0, moves: 0, stays: 0, drops: 0, newly: [], moving: [] } }] },
      });
      await room.idle();
      await room.close();
      const ended = await store.store.jobs.find('pingshun', job);
      return (JSON.parse(ended?.result ?? '{}') as { forms: { run: DryRun }[] }).forms[0]?.run as DryRun;
    };
    console.log(`  (${records.toLocaleString('en')} reports written in ${(filling / 1000).toFixed(1)} s)`);
    let result: DryRun | null = null;
    let late = 0;
    const watch = setInterval(() => {
      const asked = performance.now();
      setImmediate(() => {
        late = Math.max(late, performance.now() - asked);
      });
    }, 20);
    const ours = await timed(async () => {
      result = await run();
    });
    clearInterval(watch);
    const bare = await timed(async () => {
      let last = '';
      for (;;) {
        const page = await store.db
          .collection<{ _id: string }>('records')
          .find({ _id: { $gt: last } })
          .sort({ _id: 1 })
          .limit(500)
          .toArray();
        if (page.length === 0) return;
        last = page.at(-1)?._id as string;
      }
    });
    const found = result as DryRun | null;
    if (found?.records !== records) throw new Error(`the dry run saw ${found?.records} records`);
    row(`dry run over ${records.toLocaleString('en')} reports`, ours / 1000, 's', bare / 1000, 'reading them page by page through the driver', '—');
    console.log(`  (the new check fails in ${found.newly[0]?.records ?? 0} reports; another request waited at most ${late.toFixed(0)} ms)`);
  });
}

function reportOf(index: number, month: number, form: Form, data: RecordData): StoredReport {
  const period = `${2010 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
  const at = new Date('2026-11-03T06:00:00Z');
  return {
    _id: reportId('pingshun', 'monthly-monitoring', `s${index}`, period),
    county: 'pingshun',
    definition: 'monthly-monitoring',
    version: 1,
    office: `s${index}`,
    path: `/pingshun/c1/s${index}/`,
    township: '',
    period,
    state: index % 50 === 0 ? form.snapshot.life.initial : 'accepted',
    n: 3,
    hash: '',
    rev: 4,
    data,
    reasons: {},
    handedInAt: at,
    draft: null,
    returned: null,
    explained: 0,
    summed: 3,
    touched: [],
    updatedAt: at,
    tail: null,
    unsummed: false,
  } as StoredReport;
}

async function withStore<T>(work: (store: OpenStore) => Promise<T>): Promise<T> {
  const config = testConfig();
  const embedded = config.mongodbUrl ? null : await openEmbeddedMongo({ dataDir: config.dataDir });
  const store = await openStore(config.mongodbUrl ?? (embedded?.url as string));
  try {
    return await work(store);
  } finally {
    await store.close();
    await embedded?.close();
    await forget(config);
  }
}

function perSecond(deed: () => unknown, seconds = 1): number {
  const rates: number[] = [];
  for (let round = 0; round < 3; round++) {
    const began = performance.now();
    let done = 0;
    while (performance.now() - began < (seconds * 1000) / 3) {
      deed();
      done++;
    }
    rates.push(done / ((performance.now() - began) / 1000));
  }
  return median(rates);
}

function times(rounds: number, deed: () => unknown): number {
  return median(
    Array.from({ length: rounds }, () => {
      const began = performance.now();
      deed();
      return performance.now() - began;
    }),
  );
}

async function timed(deed: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await deed();
  return performance.now() - began;
}
