// Does long work one step at a time, one job at a time, and picks up what a crash left behind.
import { randomUUID } from 'node:crypto';
import type { Job, JobKind, JobQueue } from '../domain/job.js';
import type { Json } from '../domain/merge-patch.js';

export type JobKinds = { [kind: string]: JobKind };
/** A job with an `id` of its own is begun once, however often it is asked for. */
export type NewJob = Pick<Job, 'county' | 'kind' | 'about' | 'by'> & { id?: string; args: Json; result?: Json };
export type JobRoom = {
  /** Puts a job in the queue and goes on at once. @returns its id. */
  begin(job: NewJob): Promise<string>;
  /** Begins to work where it was held, and looks again where a job was put back. */
  start(): void;
  /** Resolves when the queue is empty. */
  idle(): Promise<void>;
  /** Finishes the step under way and stops; what is left is picked up at the next start. */
  close(): Promise<void>;
};
/** A room that is `held` does nothing before `start`: what its work needs may not be there yet. */
export type JobRoomOptions = {
  jobs: JobQueue;
  clock: () => Date;
  kinds: JobKinds;
  failed: (job: Job, error: unknown) => void;
  leaseMs?: number;
  held?: boolean;
};

/** How long a worker may be silent before another takes its job over. */
const defaultLease = 60_000;

export function openJobRoom({ jobs, clock, kinds, failed, leaseMs = defaultLease, held = false }: JobRoomOptions): JobRoom {
  const holder = randomUUID();
  let closed = false;
  let waits = held;
  let working: Promise<void> | null = null;
  const lease = (): Job['lease'] => ({ holder, until: new Date(clock().getTime() + leaseMs) });

  const workOff = async (): Promise<void> => {
    while (!closed) {
      const job = await jobs.next(clock());
      if (!job) return;
      const taken = { ...job, state: 'running' as const, lease: lease() };
      if (await jobs.change(job, { state: 'running', lease: taken.lease, updatedAt: clock() })) await carryOut({ ...taken, rev: job.rev + 1 });
    }
  };

  const carryOut = async (begun: Job): Promise<void> => {
    let job = begun;
    while (!closed) {
      if (await jobs.wantsToStop(job.county, job._id)) return void (await jobs.change(job, { state: 'cancelled', lease: null, updatedAt: clock() }));
      const next = await attempt(job);
      if (!next || !(await jobs.change(job, next))) return;
      job = { ...job, ...next, rev: job.rev + 1 };
      if (job.state !== 'running') return;
      // Others are served between two steps.
      await new Promise((resolve) => setImmediate(resolve));
    }
    await jobs.change(job, { state: 'waiting', lease: null, updatedAt: clock() });
  };

  const attempt = async (job: Job): Promise<Partial<Job>> => {
    try {
      const step = kinds[job.kind];
      if (!step) throw new Error(`nobody knows the work ${job.kind}`);
      const { done, total, cursor, result } = await step(job);
      const known = { done, total, result: JSON.stringify(result), updatedAt: clock() };
      return cursor === null ? { ...known, state: 'done', lease: null } : { ...known, cursor, lease: lease() };
    } catch (error) {
      failed(job, error);
      return { state: 'failed', lease: null, updatedAt: clock() };
    }
  };

  const work = (): void => {
    if (closed || waits || working) return;
    working = workOff()
      .catch((error: unknown) => failed({ kind: 'queue' } as Job, error))
      .finally(() => {
        working = null;
      });
  };
  /** What came while the last was ending must not wait for the watch. */
  const wake = (): void => {
    if (working) void working.then(work);
    work();
  };
  work();
  // What another process left behind shows itself only when its lease runs out.
  const watch = setInterval(work, leaseMs);
  watch.unref();

  return {
    async begin({ id: _id = randomUUID(), args, result = null, ...job }) {
      const now = clock();
      await jobs.add({
        _id,
        ...job,
        args: JSON.stringify(args),
        result: JSON.stringify(result),
        state: 'waiting',
        done: 0,
        total: 0,
        cursor: '',
        createdAt: now,
        updatedAt: now,
        lease: null,
        cancel: false,
        rev: 1,
      });
      wake();
      return _id;
    },
    start() {
      waits = false;
      wake();
    },
    async idle() {
      while (working) await working;
    },
    async close() {
      closed = true;
      clearInterval(watch);
      await this.idle();
    },
  };
}
