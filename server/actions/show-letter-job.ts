import type { Deps } from '../deps.js';
import type { Job } from '../domain/job.js';
import { letterIssuers } from '../domain/ledger-permissions.js';
import type { JobListView, JobView } from '../domain/letter-views.js';
import type { Actor } from '../domain/office.js';
import { Problem } from '../domain/problem.js';
import type { LetterJobArgs, LetterJobResult } from './letter-job.js';
import { partFile } from './print-letters.js';

/** @throws Problem NOT_FOUND, also for a job of an office out of sight */
export async function letterJobView(actor: Actor, id: string, deps: Deps): Promise<JobView> {
  return view(actor, await findJob(actor, id, deps));
}

/** Own office's letter jobs and those below it, newest first. */
export async function listLetterJobs(actor: Actor, deps: Deps): Promise<JobListView> {
  const jobs = await deps.store.jobs.recent(actor.county, ['letters'], 50);
  return { items: jobs.filter((job) => sees(actor, job)).map((job) => view(actor, job)) };
}

/** Stops after the step under way; what is registered stays. @throws Problem NOT_FOUND, NO_SUCH_ACTION */
export async function cancelLetterJob(actor: Actor, id: string, deps: Deps): Promise<JobView> {
  const job = await findJob(actor, id, deps);
  if (!(await deps.store.jobs.askToStop(actor.county, job._id))) throw new Problem('NO_SUCH_ACTION', { detail: '这项工作已经结束' });
  return letterJobView(actor, id, deps);
}

/** Goes on where it stopped. @throws Problem NOT_FOUND, NO_SUCH_ACTION */
export async function resumeLetterJob(actor: Actor, id: string, deps: Deps): Promise<JobView> {
  const job = await findJob(actor, id, deps);
  if (job.state !== 'cancelled' && job.state !== 'failed') throw new Problem('NO_SUCH_ACTION', { detail: '这项工作没有停下' });
  await deps.store.jobs.change(job, { state: 'waiting', cancel: false, lease: null, updatedAt: deps.clock() });
  deps.jobs.start();
  return letterJobView(actor, id, deps);
}

/** A printed part as it was kept. @throws Problem NOT_FOUND */
export async function readPart(actor: Actor, id: string, n: number, request: string, deps: Deps): Promise<{ bytes: Uint8Array; name: string }> {
  const job = await findJob(actor, id, deps);
  const file = await deps.store.files.find(actor.county, partFile(job._id, n));
  if (!file || file.of !== job._id) throw new Problem('NOT_FOUND');
  await deps.store.audit.add({
    at: deps.clock(),
    county: actor.county,
    kind: 'print',
    user: actor.id,
    office: actor.office.id,
    what: `letters ${job._id} ${n}`,
    request,
  });
  return { bytes: await deps.store.files.read(file.id), name: file.name };
}

async function findJob(actor: Actor, id: string, deps: Deps): Promise<Job> {
  const job = await deps.store.jobs.find(actor.county, id);
  if (job?.kind !== 'letters' || !sees(actor, job)) throw new Problem('NOT_FOUND');
  return job;
}

const sees = (actor: Actor, job: Job): boolean =>
  letterIssuers.includes(actor.role) && (JSON.parse(job.args) as LetterJobArgs).path.startsWith(actor.office.path);

function view(actor: Actor, job: Job): JobView {
  const { title } = JSON.parse(job.args) as LetterJobArgs;
  const { leftOut, parts, serials } = JSON.parse(job.result) as LetterJobResult;
  const over = job.state === 'done' || job.state === 'failed' || job.state === 'cancelled';
  return {
    id: job._id,
    kind: job.kind,
    title,
    state: job.state,
    step: over ? '' : job.state === 'waiting' ? '等待开始' : job.cursor.startsWith('print') ? '正在排版打印' : '正在登记文号',
    done: job.done,
    total: job.total,
    at: job.createdAt.toISOString(),
    by: job.by.name,
    finishedAt: over ? job.updatedAt.toISOString() : null,
    problem: job.state === 'failed' ? '办理中出了差错' : '',
    parts: parts.map(({ n, title: name, letters, pages, bytes, ready }) => ({ n, title: name, letters, pages, bytes, ready })),
    leftOut: leftOut.slice(0, 500),
    leftOutTotal: leftOut.length,
    serials,
    mayCancel: !over && (actor.id === job.by.id || actor.role === 'clerk' || actor.role === 'county-reviewer'),
  };
}
