import { CommandError } from '../errors.js';
import type { Plan } from '../planner/plan.js';
import type { Stored } from '../storage/collection.js';
import { recordBytes, recordKey, recordOfKey } from '../storage/keys.js';

/** Given between documents when a scan has run long enough: the caller lets others go first and then goes on. */
export const pause = Symbol('pause');
export type Pause = typeof pause;

/** How long one turn of work may take before others get theirs, in milliseconds. */
const sliceMilliseconds = 8;

/** What a running command has looked at (`explain` tells it), and when it must stop. */
export type Progress = { keys: number; docs: number; sliceEnd: number; deadline: number };

/** @param maxTimeMs milliseconds the command may run in all; 0 is without limit */
export function newProgress(maxTimeMs = 0): Progress {
  const now = performance.now();
  return { keys: 0, docs: 0, sliceEnd: now + sliceMilliseconds, deadline: maxTimeMs > 0 ? now + maxTimeMs : Infinity };
}

/** @throws CommandError MaxTimeMSExpired (50); @returns true when it is time to pause */
export function isOverdue(progress: Progress): boolean {
  const now = performance.now();
  if (now > progress.deadline) throw new CommandError('MaxTimeMSExpired', 'operation exceeded time limit');
  if (now < progress.sliceEnd) return false;
  progress.sliceEnd = now + sliceMilliseconds;
  return true;
}

/**
 * The records of a plan, each once. It reads in short stretches and remembers only where it was, so that it can rest
 * between two calls for as long as it likes: no read transaction stays open, and what changes meanwhile is seen as it is.
 */
export function* scan(plan: Plan, progress: Progress): Generator<Stored | Pause> {
  const { collection, index } = plan;
  if (plan.found?.keys && !index!.multikey) return yield* lookUp(plan, plan.found.keys, progress);
  const seen = index?.multikey ? new Set<number>() : undefined;
  const take = (record: number): boolean => {
    progress.keys++;
    if (seen?.has(record)) return false;
    seen?.add(record);
    return true;
  };
  let stretch = Math.min(plan.expected ?? 8, 512);
  for (const range of plan.ranges) {
    let { start, end } = range;
    for (;;) {
      const batch: Stored[] = [];
      let last: Buffer | undefined;
      let count = 0;
      const stretchOf = { start, end, reverse: plan.reverse, limit: stretch };
      if (index && !index.unique) {
        for (const key of collection.file.keys(stretchOf)) {
          last = key;
          count++;
          if (take(recordOfKey(key))) batch.push({ record: recordOfKey(key), bytes: undefined as never });
        }
      } else {
        for (const { key, value } of collection.file.entries(stretchOf)) {
          last = key;
          count++;
          if (!index) batch.push({ record: recordOfKey(key), bytes: value });
          else if (take(value.readUIntBE(0, recordBytes))) batch.push({ record: value.readUIntBE(0, recordBytes), bytes: undefined as never });
        }
      }
      if (index) for (const stored of batch) stored.bytes = collection.file.get(recordKey(collection.id, stored.record))!;
      for (const stored of batch) {
        if (!stored.bytes) continue;
        progress.docs++;
        yield stored;
      }
      if (!last || count < stretch) break;
      if (plan.reverse) end = last;
      else start = Buffer.concat([last, Buffer.from([0])]);
      stretch = Math.min(Math.max(stretch, 8) * 4, 512);
      if (isOverdue(progress)) yield pause;
    }
  }
}

/** Single keys of a unique index: each is read directly, which is much quicker than a range. */
function* lookUp(plan: Plan, keys: Buffer[], progress: Progress): Generator<Stored | Pause> {
  for (const key of plan.reverse ? [...keys].reverse() : keys) {
    progress.keys++;
    const value = plan.collection.file.get(key);
    const record = value?.readUIntBE(0, recordBytes);
    const bytes = record === undefined ? undefined : plan.collection.read(record);
    if (!bytes) continue;
    progress.docs++;
    yield { record: record!, bytes };
    if (isOverdue(progress)) yield pause;
  }
}

/** Counts the entries of an exact plan, up to `most`, without reading a document. */
export function* countKeys(plan: Plan, progress: Progress, most = Infinity): Generator<Pause, number> {
  let total = 0;
  for (const range of plan.ranges) {
    let { start } = range;
    for (;;) {
      let last: Buffer | undefined;
      let count = 0;
      const stretch = Math.min(4096, most - total);
      for (const key of plan.collection.file.keys({ start, end: range.end, limit: stretch })) {
        last = key;
        count++;
      }
      total += count;
      progress.keys += count;
      if (total >= most) return total;
      if (!last || count < stretch) break;
      start = Buffer.concat([last, Buffer.from([0])]);
      if (isOverdue(progress)) yield pause;
    }
  }
  return total;
}

/** Runs a generator of work to its end, letting others go first at each pause. */
export async function finish<T>(work: Generator<unknown, T>): Promise<T> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    if (step.value === pause) await new Promise(setImmediate);
  }
}

/** Runs a generator to its end without pausing: inside a write transaction. */
export function finishNow<T>(work: Generator<unknown, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
