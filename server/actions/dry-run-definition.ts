// A draft tried on the reports a county has: which checks would newly fail, which reports would move.
import type { Deps } from '../deps.js';
import { type DryRun, type DryRunResult, emptyDryRun, tryRecord } from '../domain/dry-run.js';
import type { FormSnapshot } from '../domain/form-snapshot.js';
import type { Job, JobStep } from '../domain/job.js';
import { type Actor, type Office, officeFacts } from '../domain/office.js';
import { type Form, openForm } from '../domain/open-form.js';
import { periodTitle } from '../domain/period.js';
import { Problem } from '../domain/problem.js';
import type { StoredReport } from '../domain/report-record.js';
import { checkOwnLayer } from './check-definition.js';
import { formsInQuestion } from './compare-definition.js';
import { findDefinition } from './find-definition.js';
import { otherReports } from './other-reports.js';

/** The forms as the draft would make them, frozen when the run is asked for. */
type Args = { rev: number; forms: { id: string; title: string; snapshot: FormSnapshot | null }[] };
const pageSize = 500;
/** Others are served after so many reports. */
const atOnce = 50;

/** Asks for a run; its progress is that of the job. @returns the job's id. @throws Problem NOT_FOUND, STALE, BAD_DEFINITION */
export async function beginDryRun(actor: Actor, id: string, rev: number, deps: Deps): Promise<{ job: string }> {
  const found = await findDefinition(actor, id, deps);
  if ((found.draft?.rev ?? 0) !== rev) throw new Problem('STALE');
  const { content, faults, contents } = await checkOwnLayer(actor, found, found.own, deps);
  if (!content || faults.length > 0) throw new Problem('BAD_DEFINITION', { errors: faults });
  const forms = (await formsInQuestion(actor, id, content, contents, deps)).filter(({ before }) => before !== null);
  const args: Args = { rev, forms: forms.map(({ id: form, title, after }) => ({ id: form, title, snapshot: after?.snapshot ?? null })) };
  const result: DryRunResult = { forms: args.forms.map(({ id: form, title }) => ({ id: form, title, run: emptyDryRun })) };
  const job = await deps.jobs.begin({
    county: actor.county,
    kind: 'dry-run',
    about: id,
    by: { id: actor.id, name: actor.name },
    args: args as never,
    result: result as never,
  });
  return { job };
}

type Prepared = { forms: { id: string; form: Form | null }[]; offices: Map<string, Office> };

/** Steps of dry runs. What a run needs again and again is opened once and kept while it runs. */
export function dryRunSteps(deps: () => Deps): (job: Job) => Promise<JobStep> {
  let prepared: { job: string; is: Prepared } | null = null;
  return async (job) => {
    if (prepared?.job !== job._id) prepared = { job: job._id, is: await prepare(job, deps()) };
    const step = await tryPage(job, prepared.is, deps());
    if (step.cursor === null) prepared = null;
    return step;
  };
}

async function prepare(job: Job, deps: Deps): Promise<Prepared> {
  const { forms } = JSON.parse(job.args) as Args;
  const offices = await deps.store.offices.ofCounty(job.county);
  return {
    forms: forms.map(({ id, snapshot }) => ({ id, form: snapshot && openForm(snapshot) })),
    offices: new Map(offices.map((office) => [office.id, office])),
  };
}

/** The cursor is the place of the form in question, and the last report seen of it. */
async function tryPage(job: Job, { forms, offices }: Prepared, deps: Deps): Promise<JobStep> {
  const result = JSON.parse(job.result) as DryRunResult;
  const [form = '0', last = ''] = job.cursor.split(' ');
  const index = Number(form);
  const total = job.total || (await Promise.all(forms.map(({ id }) => deps.store.records.count(job.county, id)))).reduce((sum, count) => sum + count, 0);
  const current = forms[index];
  const known = result.forms[index];
  if (!current || !known) return { done: job.done, total, cursor: null, result: result as never };
  const records = await deps.store.records.page(job.county, current.id, last, pageSize);
  for (const [place, record] of records.entries()) {
    if (place % atOnce === atOnce - 1) await new Promise((resolve) => setImmediate(resolve));
    known.run = current.form
      ? await tryOne(known.run, record, current.form, offices, deps)
      : { ...known.run, records: known.run.records + 1, stays: known.run.stays + 1 };
  }
  const ended = records.length < pageSize;
  const cursor = !ended ? `${index} ${records.at(-1)?._id}` : index + 1 < forms.length ? `${index + 1} ` : null;
  return { done: job.done + records.length, total, cursor, result: result as never };
}

async function tryOne(run: DryRun, record: StoredReport, after: Form, offices: Map<string, Office>, deps: Pick<Deps, 'forms' | 'store'>): Promise<DryRun> {
  const office = offices.get(record.office);
  const before = deps.forms.at(record.county, record.definition, record.version)?.form;
  if (!office || !before) return run;
  const [was, is] = await Promise.all([before, after].map((form) => otherReports(form, office, record.period, deps)));
  const state = before.snapshot.life.states[record.state];
  return tryRecord(run, after, {
    office: officeFacts(office),
    period: { key: record.period, title: periodTitle(record.period, before.snapshot.definition.period) },
    state: state?.title ?? record.state,
    open: state?.handedIn !== true,
    before,
    data: record.data,
    others: { before: was, after: is },
  });
}
