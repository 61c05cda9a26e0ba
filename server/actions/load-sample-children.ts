// Fills the ledger of a sample county: every child by the events that made its record, as if schools had written them down.
import type { Deps, FormEntry, LedgerEntry } from '../deps.js';
import type { ChildEvent, StoredChild } from '../domain/child.js';
import { placeKey, searchKeys } from '../domain/child-search.js';
import type { Job, JobStep } from '../domain/job.js';
import { type Decided, decideMovement, decideRegistration } from '../domain/movement.js';
import { type Office, officeFacts } from '../domain/office.js';
import type { Form } from '../domain/open-form.js';
import type { Ledger } from '../domain/open-ledger.js';
import { dateOf } from '../domain/period.js';
import { fillsOf } from '../domain/record-sources.js';
import type { Doer } from '../domain/report-record.js';
import { type PlantedDifference, type SampleLedger, type SampleLedgerChild, sampleLedger } from '../sample-data/sample-ledger.js';
import { sampleMonth } from '../sample-data/sample-months.js';
import { type CountyPlan, countyPlans, type SampleCounty, sampleCounty } from '../sample-data/sample-offices.js';
import { type SampleReport, sampleReports } from '../sample-data/sample-reports.js';
import { sealChildEvent } from './find-child.js';
import { doerFor } from './sample-doer.js';

/** Enough for a step that others don't wait for. */
const perStep = 400;
type SampleArgs = { definition: string; table: string; ledger: string; wanted: number; now: string };
type MadeLedger = { sample: SampleLedger; county: SampleCounty };
const made = new Map<string, MadeLedger>();

/**
 * Has the ledger a form counts from filled in the background, from the form's own reports: thousands of children take longer than anybody
 * should wait for a first start. @returns where the reports say something else on purpose
 */
export async function beginSampleChildren(county: SampleCounty, form: Form, reports: SampleReport[], deps: Deps): Promise<PlantedDifference[]> {
  const { definition } = form.snapshot;
  const [target, fill] = Object.entries(fillsOf(definition))[0] ?? [];
  const wanted = deps.config.sampleChildren;
  if (!target || !fill || wanted === 0 || !deps.ledgers.ledger(county.county, fill.from)) return [];
  const args: SampleArgs = { definition: definition.id, table: target.split('.')[0] as string, ledger: fill.from, wanted, now: deps.clock().toISOString() };
  const ledger = ledgerFrom(county, form, reports, args);
  made.set(`${county.county} ${args.now}`, ledger);
  await deps.jobs.begin({ county: county.county, kind: 'sample-children', about: fill.from, by: { id: '', name: '示例数据' }, args });
  return ledger.sample.planted;
}

/** One step of it. After a crash the same children are made again and those that are there already are passed over. */
export async function loadSampleChildren(job: Job, deps: Deps): Promise<JobStep> {
  const args = JSON.parse(job.args) as SampleArgs;
  const { sample, county } = made.get(`${job.county} ${args.now}`) ?? remade(job.county, args, deps);
  const entry = deps.ledgers.ledger(job.county, args.ledger) as LedgerEntry;
  const total = sample.children.length;
  const from = Number(job.cursor || '0');
  const fillers = new Map(county.schools.map((school) => [school.id, doerFor(county, 'filler', school)]));
  const today = dateOf(new Date(args.now));
  const open = { ...entry, ledger: withoutProof(entry.ledger) };
  const step = sample.children.slice(from, from + perStep).map((child) => madeChild(open, child, fillers, today, deps.digest));
  await deps.store.childEvents.insertMany(step.flatMap(({ events }) => events));
  await deps.store.children.insertMany(step.map(({ child }) => child));
  const done = Math.min(total, from + perStep);
  if (done === total) made.clear();
  return { done, total, cursor: done === total ? null : String(done), result: null };
}

function remade(id: string, args: SampleArgs, deps: Deps): MadeLedger {
  const county = sampleCounty(countyPlans.find((plan) => plan.county === id) as CountyPlan);
  const { form } = deps.forms.current(id, args.definition) as FormEntry;
  const ledger = ledgerFrom(county, form, sampleReports(form, county.schools, new Date(args.now)), args);
  made.set(`${id} ${args.now}`, ledger);
  return ledger;
}

const ledgerFrom = (county: SampleCounty, form: Form, reports: SampleReport[], { table, wanted, now }: SampleArgs): MadeLedger => ({
  sample: sampleLedger(county, [...reports, ...unbegunMonths(county, form, reports)], table, wanted, dateOf(new Date(now))),
  county,
});

/** What happened in the last period at schools that have not begun its report: the movements are there before the numbers. */
function unbegunMonths(county: SampleCounty, form: Form, reports: SampleReport[]): SampleReport[] {
  const last = reports.reduce((newest, { period }) => (period > newest ? period : newest), '');
  return county.schools.flatMap((school): SampleReport[] => {
    const previous = reports.filter((report) => report.school.id === school.id).at(-1);
    if (!previous || previous.period === last) return [];
    return [{ ...previous, period: last, data: sampleMonth(form, officeFacts(school), school.size, last, previous.data), steps: [] }];
  });
}

/** Nobody made up has papers to scan. */
const withoutProof = (ledger: Ledger): Ledger => ({
  ...ledger,
  movements: ledger.movements.map((movement) => ({ ...movement, event: { ...movement.event, proof: undefined } })),
});

function madeChild(
  entry: LedgerEntry,
  sample: SampleLedgerChild,
  fillers: Map<string, Doer>,
  today: string,
  digest: Deps['digest'],
): { child: StoredChild; events: ChildEvent[] } {
  const { ledger } = entry;
  const events: ChildEvent[] = [];
  const first = sample.steps[0]!;
  let child: StoredChild = {
    _id: sample.id,
    county: entry.county,
    ledger: entry.id,
    version: entry.version,
    office: first.school.id,
    path: first.school.path,
    township: first.school.township,
    n: 0,
    hash: '',
    data: {},
    place: '',
    search: [],
    createdAt: first.at,
    updatedAt: first.at,
    tail: null,
  };
  for (const step of sample.steps) {
    const office: Office = step.school;
    const decided: Decided =
      step.kind === 'register'
        ? decideRegistration(ledger, office, step.values, { today, date: step.date }, step.state)
        : decideMovement(ledger, child, step.kind, { date: step.date, values: step.values, proofs: [] }, office, 'filler', '', { today });
    const doer = fillers.get(step.school.id);
    if (!doer) throw new Error(`nobody fills in at ${step.school.id}`);
    const event = sealChildEvent(child, entry.version, decided, doer, step.at, digest);
    events.push(event);
    child = { ...child, ...decided.place, n: event.n, hash: event.hash, data: decided.data, updatedAt: step.at };
  }
  return { child: { ...child, place: placeKey(ledger, child.data, child.path), search: searchKeys(ledger, child.data) }, events };
}
