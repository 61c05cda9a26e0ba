import type { Deps } from '../deps.js';
import type { JobKind } from '../domain/job.js';

/** Every kind of long work, by its name. @param deps asked for when a step is taken. */
export const jobKinds = (_deps: () => Deps): { [kind: string]: JobKind } => ({});
