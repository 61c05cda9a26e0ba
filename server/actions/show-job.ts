import type { Deps } from '../deps.js';
import type { WorkView } from '../domain/job.js';
import type { Actor } from '../domain/office.js';
import { Problem } from '../domain/problem.js';

/** A piece of long work of the actor's county. @throws Problem NOT_FOUND */
export async function showJob(actor: Actor, id: string, deps: Deps): Promise<WorkView> {
  const job = await deps.store.jobs.find(actor.county, id);
  if (!job) throw new Problem('NOT_FOUND');
  const { kind, about, state, done, total } = job;
  return {
    id,
    kind,
    about,
    state,
    done,
    total,
    createdAt: job.createdAt.toISOString(),
    updatedAt: job.updatedAt.toISOString(),
    result: JSON.parse(job.result),
  };
}

/** Asks it to stop after the step under way. @throws Problem NOT_FOUND, also when it has ended */
export async function cancelJob(actor: Actor, id: string, deps: Deps): Promise<void> {
  const job = await deps.store.jobs.find(actor.county, id);
  // Reports half taken over would be worse than all or none: that work is always finished.
  if (!job || job.kind === 'move-open-reports' || !(await deps.store.jobs.askToStop(actor.county, id))) throw new Problem('NOT_FOUND');
}
