// Reports that have not been handed in go over into a version when it is published; what is handed in or accepted stays in its own.
import type { Deps, FormEntry, NewJob, PublishedDefinition } from '../deps.js';
import { emptyData } from '../domain/carry.js';
import type { Job, JobStep } from '../domain/job.js';
import { movedData } from '../domain/move-record.js';
import type { Office } from '../domain/office.js';
import { type Form, labelOf } from '../domain/open-form.js';
import type { RecordData } from '../domain/record-data.js';
import type { Doer, StoredReport } from '../domain/report-record.js';
import { healReport } from './heal-report.js';
import { sealEvent } from './seal-event.js';

type Args = { definition: string; version: number; why: string };
const pageSize = 500;

/** The same job however often it is asked for: a crash between publishing and asking loses nothing. */
export const moveJob = ({ county, id, version, by, why }: PublishedDefinition): NewJob => ({
  id: `move:${county}:${id}:${version}`,
  county,
  kind: 'move-open-reports',
  about: id,
  by: by ?? { id: '', name: '' },
  args: { definition: id, version, why } satisfies Args,
  result: { moved: 0, dropped: 0 },
});

/** One page of the reports of a form. */
export async function moveOpenReports(job: Job, deps: Deps): Promise<JobStep> {
  const { definition, version, why } = JSON.parse(job.args) as Args;
  const known = JSON.parse(job.result) as { moved: number; dropped: number };
  const total = job.total || (await deps.store.records.count(job.county, definition));
  // A later version takes them all, this one included.
  const entry = deps.forms.at(job.county, definition, version);
  if (!entry || deps.forms.current(job.county, definition)?.version !== version) return { done: total, total, cursor: null, result: known };
  const heads = await deps.store.records.pageOfHeads(job.county, definition, job.cursor, pageSize);
  for (const head of heads) {
    if (head.version === version || isHandedIn(head, entry, deps)) continue;
    const dropped = await moveOne(head, entry, { job, why }, deps);
    if (dropped !== null) {
      known.moved++;
      known.dropped += dropped;
    }
  }
  return { done: job.done + heads.length, total, cursor: heads.length < pageSize ? null : (heads.at(-1)?._id as string), result: known };
}

/** @returns how many cells the version has no place for; null when there was nothing to move any more. */
async function moveOne(
  head: Pick<StoredReport, 'county' | 'definition' | 'office' | 'period'>,
  entry: FormEntry,
  because: { job: Job; why: string },
  deps: Deps,
): Promise<number | null> {
  const { county, definition, office, period } = head;
  const place = await deps.store.offices.find(county, office);
  for (let attempt = 0; attempt < 20 && place; attempt++) {
    const found = await deps.store.records.find({ county, definition, office, period });
    if (!found || found.version === entry.version || isHandedIn(found, entry, deps)) return null;
    const report = await healReport(found, deps);
    const before = deps.forms.at(county, definition, report.version)?.form ?? entry.form;
    const { next, dropped } = await moved(report, before, entry, place, because, deps);
    if (!(await deps.store.records.change(report, next))) continue;
    if (next.tail) await deps.store.events.add(next.tail);
    await deps.store.records.forgetTail(next);
    return dropped;
  }
  return null;
}

async function moved(
  report: StoredReport,
  before: Form,
  entry: FormEntry,
  office: Office,
  { job, why }: { job: Job; why: string },
  deps: Deps,
): Promise<{ next: StoredReport; dropped: number }> {
  const { data, dropped } = movedData(entry.form, report.data);
  const { life } = entry.form.snapshot;
  const state = life.states[report.state] ? report.state : life.initial;
  const at = deps.clock();
  const record = { ...report, version: entry.version, data, state, n: report.n + 1 };
  const event = sealEvent(
    {
      action: { key: 'new-version', title: `改用表单第 ${entry.version} 版` },
      from: report.state,
      report: record,
      previous: report.hash,
      before: await lastSaid(report, before, deps),
      office,
      doer: await doerOfJob(job, deps),
      reason: [why, dropped.length > 0 ? `新版没有的内容：${dropped.map(({ path, cell }) => `${labelOf(before, path)} ${String(cell)}`).join('；')}` : '']
        .filter((part) => part !== '')
        .join('。'),
      at,
      dropped,
    },
    deps.digest,
  );
  const handedIn = life.states[state]?.handedIn === true;
  return {
    next: { ...record, hash: event.hash, rev: report.rev + 1, touched: [], updatedAt: at, tail: event, unsummed: report.unsummed || handedIn },
    dropped: dropped.length,
  };
}

const isHandedIn = (report: Pick<StoredReport, 'version' | 'state'>, entry: FormEntry, deps: Pick<Deps, 'forms'>): boolean =>
  (deps.forms.at(entry.county, entry.id, report.version) ?? entry).form.snapshot.life.states[report.state]?.handedIn === true;

async function lastSaid(report: StoredReport, form: Form, deps: Pick<Deps, 'store'>): Promise<RecordData> {
  return (report.n > 0 ? (await deps.store.events.find(report.county, report._id, report.n))?.after : null) ?? emptyData(form);
}

async function doerOfJob(job: Job, deps: Pick<Deps, 'places'>): Promise<Doer> {
  return { id: job.by.id, name: job.by.name, role: 'county-designer', office: job.county, officeTitle: deps.places.bureauOf(job.county) };
}
