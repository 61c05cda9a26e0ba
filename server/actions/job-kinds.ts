import type { Deps } from '../deps.js';
import type { JobKind } from '../domain/job.js';
import { dryRunSteps } from './dry-run-definition.js';
import { letterJobStep } from './issue-letters.js';
import { loadSampleChildren } from './load-sample-children.js';
import { moveOpenReports } from './move-open-reports.js';

/** Every kind of long work, by its name. @param deps asked for when a step is taken. */
export const jobKinds = (deps: () => Deps): { [kind: string]: JobKind } => ({
  'dry-run': dryRunSteps(deps),
  'move-open-reports': (job) => moveOpenReports(job, deps()),
  letters: (job) => letterJobStep(job, deps()),
  'sample-children': (job) => loadSampleChildren(job, deps()),
});
