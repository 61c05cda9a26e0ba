// Saving a report and summing a county, each beside what it cannot be faster than.
import { performance } from 'node:perf_hooks';
import { saveDraft } from '../../server/actions/save-draft.js';
import { showReport } from '../../server/actions/show-report.js';
import { showSum } from '../../server/actions/show-sum.js';
import type { Actor } from '../../server/domain/office.js';
import { officeFacts } from '../../server/domain/office.js';
import { periodsSince } from '../../server/domain/period.js';
import type { RecordData } from '../../server/domain/record-data.js';
import { reportId } from '../../server/domain/report.js';
import type { StoredReport } from '../../server/domain/report-record.js';
import { sampleMonth } from '../../server/sample-data/sample-months.js';
import { type SampleSchool, sampleCounty } from '../../server/sample-data/sample-offices.js';
import { startServer, type TestServer } from '../support/server.js';
import { median, row } from './figures.js';

const definition = 'monthly-monitoring';

/** Saves per second of a 9 × 7 table, and the sum of 200 schools over one and three school years. */
export async function bench(): Promise<void> {
  const server = await startServer({ now: '2026-11-03T06:00:00.000Z' });
  try {
    await saves(server);
    await sums(server);
  } finally {
    await server.close();
  }
}

async function saves(server: TestServer): Promise<void> {
  const { deps, database } = server.product;
  const office = await deps.store.offices.find('pingshun', 'ps-s01');
  if (!office) throw new Error('no sample school');
  const actor: Actor = { id: 'pingshun-ps-s01', login: 'ps-s01', name: '填表人', role: 'filler', county: 'pingshun', office };
  const place = { definition, office: office.id, period: '2026-10' };
  let view = await showReport(actor, place, deps);
  const seconds = 3;
  const perSecond = async (deed: (turn: number) => Promise<unknown>): Promise<number> => {
    const started = performance.now();
    let done = 0;
    while (performance.now() - started < seconds * 1000) await deed(done++);
    return done / ((performance.now() - started) / 1000);
  };
  const ours = async (turn: number): Promise<void> => {
    const path = `grades.g${(turn % 6) + 1}.transferIn`;
    const from = (view.data.grades as Record<string, Record<string, number>>)[`g${(turn % 6) + 1}`]?.transferIn ?? null;
    view = await saveDraft(actor, place, { version: view.definition.version, changes: [{ path, from, to: (turn % 50) + 1 }] }, deps);
  };
  const _id = reportId('pingshun', definition, office.id, place.period);
  const records = database.collection<{ _id: string; rev: number }>('records');
  const before = reportId('pingshun', definition, office.id, '2026-09');
  const bare = async (): Promise<void> => {
    await database.collection<{ _id: string }>('offices').findOne({ _id: office.id, county: 'pingshun' });
    const found = await records.findOne({ _id });
    await records.findOne({ _id: before });
    await records.updateOne(
      { _id, rev: found?.rev },
      { $set: { ...(({ _id: _, ...rest }) => rest)(found as { _id: string; rev: number }), rev: (found?.rev ?? 0) + 1 } },
    );
  };
  await perSecond(ours);
  const mine: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < 3; round++) {
    mine.push(await perSecond(ours));
    theirs.push(await perSecond(bare));
    view = await showReport(actor, place, deps);
  }
  row('saves of a 9 × 7 table', median(mine), 'per s', median(theirs), 'the driver operations it needs, bare', '≥ 0.6');
}

async function sums(server: TestServer): Promise<void> {
  const { deps } = server.product;
  const entry = deps.forms.current('ningde-lanxi', definition);
  if (!entry) throw new Error('no sample form');
  const plan = {
    county: 'ningde-lanxi',
    prefix: 'bench',
    bureau: '测量县教育局',
    centers: Array.from({ length: 20 }, (_, center) => ({
      township: `第${center + 1}镇`,
      center: `第${center + 1}中心校`,
      schools: Array.from(
        { length: 10 },
        (_, school) => [`第${school + 1}小学`, ['primary'], 40] as SampleSchool['title'] extends string ? [string, ['primary'], number] : never,
      ),
    })),
  };
  const county = sampleCounty(plan as never);
  await deps.store.offices.insertMany(county.offices);
  const bureau = county.offices[0];
  if (!bureau) throw new Error('no bureau');
  const actor: Actor = {
    id: 'bench',
    login: 'bench',
    name: '审核员',
    role: 'county-reviewer',
    county: 'ningde-lanxi',
    office: { ...bureau, path: '/ningde-lanxi/' },
  };
  const rule = entry.form.snapshot.definition.period;
  for (const [years, from, until] of [
    [1, '2025-09', '2026-10'],
    [3, '2023-09', '2025-06'],
  ] as const) {
    for (const period of periodsSince(rule, from, deps.clock()).filter((key) => key <= until)) await fill(server, county.schools, period);
    const period = '2026-06';
    const first = await timed(() => showSum(actor, { definition, period }, deps));
    const kept: number[] = [];
    const plain: number[] = [];
    for (let turn = 0; turn < 15; turn++) {
      kept.push(await timed(() => showSum(actor, { definition, period }, deps)));
      plain.push(await timed(async () => addInPlainCode(await deps.store.records.whole({ county: 'ningde-lanxi', definition, period }))));
    }
    row(`county sum, 200 schools, ${years} year(s) kept`, median(kept), 'ms', median(plain), 'the same numbers read and added in plain code', '≤ 20 ms, flat');
    console.log(`  (first time after all 200 reports moved: ${first.toFixed(1)} ms)`);
  }
}

async function fill(server: TestServer, schools: SampleSchool[], period: string): Promise<void> {
  const { deps } = server.product;
  const entry = deps.forms.current('ningde-lanxi', definition);
  if (!entry) return;
  const records = schools.map((school): StoredReport => {
    const data: RecordData = sampleMonth(entry.form, officeFacts(school), school.size, period, null);
    const at = deps.clock();
    return {
      _id: reportId(school.county, definition, school.id, period),
      county: school.county,
      definition,
      version: entry.version,
      office: school.id,
      path: school.path,
      township: school.township,
      period,
      state: 'accepted',
      n: 3,
      hash: '',
      rev: 4,
      data,
      reasons: {},
      handedInAt: at,
      draft: null,
      returned: null,
      explained: 0,
      summed: -1,
      touched: [],
      updatedAt: at,
      tail: null,
      unsummed: true,
    };
  });
  await deps.store.records.insertMany(records);
}

async function timed(deed: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await deed();
  return performance.now() - started;
}

function addInPlainCode(records: StoredReport[]): number {
  let total = 0;
  for (const { data } of records)
    for (const row of Object.values((data.grades ?? {}) as Record<string, Record<string, unknown>>))
      for (const cell of Object.values(row)) if (typeof cell === 'number') total += cell;
  return total;
}
