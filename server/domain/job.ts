// Long work: taken up by one process at a time, a step after the other, so that a crash costs no more than one step.
import type { Json } from './merge-patch.js';

export type JobState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
export type Job = {
  _id: string;
  county: string;
  kind: string;
  /** What it is about, for lists: the id of a definition. */
  about: string;
  /** What it was asked to do, and what it knows so far (JSON text). */
  args: string;
  result: string;
  state: JobState;
  done: number;
  /** 0 while unknown. */
  total: number;
  /** Where the next step goes on; '' at the beginning. */
  cursor: string;
  by: { id: string; name: string };
  createdAt: Date;
  updatedAt: Date;
  /** Who works on it, until when; null while nobody does. */
  lease: { holder: string; until: Date } | null;
  /** Somebody wants it to stop. */
  cancel: boolean;
  /** Raised with every write. */
  rev: number;
};
/** GET /api/jobs/:job; `result` is what the kind of work knows so far. */
export type WorkView<T = unknown> = {
  id: string;
  kind: string;
  about: string;
  state: JobState;
  done: number;
  total: number;
  createdAt: string;
  updatedAt: string;
  result: T;
};
/** What a step makes of a job; `cursor` null when there is nothing left to do. */
export type JobStep = { done: number; total: number; cursor: string | null; result: Json };
/** One step, on a part small enough that others are served between two. */
export type JobKind = (job: Job) => Promise<JobStep>;

/** Where jobs are kept; `change` says false when somebody else has written since. */
export type JobQueue = {
  add(job: Job): Promise<void>;
  /** The oldest job that nobody works on, or whose worker has been silent beyond its lease. */
  next(now: Date): Promise<Job | null>;
  change(job: Pick<Job, '_id' | 'county' | 'rev'>, change: Partial<Omit<Job, '_id' | 'county' | 'rev'>>): Promise<boolean>;
  wantsToStop(county: string, id: string): Promise<boolean>;
};
