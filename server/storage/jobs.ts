import type { Db } from 'mongodb';
import type { Job, JobQueue } from '../domain/job.js';
import { isDuplicateKey } from './duplicate-key.js';

type Readers = {
  find(county: string, id: string): Promise<Job | null>;
  /** Asks whoever works on it to stop; false when it has ended. */
  askToStop(county: string, id: string): Promise<boolean>;
  /** Work of processes that are gone is anybody's again; only for whoever is alone with the store. */
  letGo(): Promise<void>;
  /** Jobs of some kinds, newest first. */
  recent(county: string, kinds: string[], limit: number): Promise<Job[]>;
};
export type JobStore = ReturnType<typeof jobsIn>;

export function jobsIn(db: Db): JobQueue & Readers {
  const jobs = db.collection<Job>('jobs');
  return {
    /** Does nothing when a job of this id is there. */
    async add(job: Job): Promise<void> {
      try {
        await jobs.insertOne(job);
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    },
    find(county: string, id: string): Promise<Job | null> {
      return jobs.findOne({ _id: id, county });
    },
    /** The oldest job that nobody works on, or whose worker has been silent beyond its lease. */
    async next(now: Date): Promise<Job | null> {
      const open = { $or: [{ state: 'waiting' as const }, { state: 'running' as const, 'lease.until': { $lt: now } }] };
      return (await jobs.find(open).sort({ createdAt: 1 }).limit(1).toArray())[0] ?? null;
    },
    /** Writes only if nobody has written since. @returns false when somebody has. */
    async change(job: Pick<Job, '_id' | 'county' | 'rev'>, change: Partial<Omit<Job, '_id' | 'county' | 'rev'>>): Promise<boolean> {
      return (await jobs.updateOne({ _id: job._id, county: job.county, rev: job.rev }, { $set: { ...change, rev: job.rev + 1 } })).matchedCount === 1;
    },
    async letGo() {
      await jobs.updateMany({ state: 'running' }, { $set: { state: 'waiting', lease: null }, $inc: { rev: 1 } });
    },
    recent(county, kinds, limit) {
      return jobs
        .find({ county, kind: { $in: kinds } })
        .sort({ createdAt: -1 })
        .limit(limit)
        .toArray();
    },
    async askToStop(county: string, id: string): Promise<boolean> {
      return (await jobs.updateOne({ _id: id, county, state: { $in: ['waiting', 'running'] } }, { $set: { cancel: true } })).matchedCount === 1;
    },
    wantsToStop(county: string, id: string): Promise<boolean> {
      return jobs.findOne({ _id: id, county, cancel: true }, { projection: { _id: 1 } }).then((found) => found !== null);
    },
  };
}
