import { CommandError } from '../errors.js';
import type { Plan } from '../planner/plan.js';
import type { Collection } from '../storage/collection.js';
import type { DataFile, Range } from '../storage/data-file.js';
import type { Index } from '../storage/index-entries.js';
import { recordBytes, recordKey, recordOfKey } from '../storage/keys.js';
import type { Look } from '../storage/value-reader.js';

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

/** What is kept of a record that was looked at. */
type Seen<T> = { record: number; value: T };

/**
 * The records of a plan, each once. It reads in short stretches and remembers only where it was, so that it can rest
 * between two calls for as long as it likes: no read transaction stays open, and what changes meanwhile is seen as it is.
 * @param look what is wanted of a record's bytes (they are copied where they are to stay); records of which nothing is are left out
 * @param skip so many entries are passed over unread; only where each entry is a record of its own
 */
export function* scan<T>(plan: Plan, progress: Progress, look: Look<T | undefined>, skip = 0): Generator<Seen<T> | Pause> {
  const { collection, index } = plan;
  if (plan.found?.keys && !index!.multikey) return yield* lookUp(plan, plan.found.keys, progress, look);
  if (plan.merged) return yield* mergedScan(plan, progress, look, skip);
  const seen = plan.repeats ? new Set<number>() : undefined;
  let stretch = Math.min(plan.expected ?? 8, mostAtOnce);
  let toSkip = skip;
  for (const range of plan.ranges) {
    let { start, end } = range;
    if (toSkip > 0) {
      const first = collection.file.keyAt({ start, end, reverse: plan.reverse }, toSkip);
      if (!first) {
        toSkip -= collection.file.countKeys({ start, end });
        continue;
      }
      if (plan.reverse) end = after(first);
      else start = first;
      progress.keys += toSkip;
      toSkip = 0;
    }
    for (;;) {
      const stretchOf = { start, end, reverse: plan.reverse, limit: stretch };
      const { found, count, last } = index ? throughIndex(plan, index, stretchOf, seen, look, progress) : collection.file.lookThrough(stretchOf, look);
      if (!index) progress.docs += count;
      for (const { key, value } of found) yield { record: typeof key === 'number' ? key : recordOfKey(key), value };
      if (!last || count < stretch) break;
      if (plan.reverse) end = last;
      else start = after(last);
      stretch = Math.min(Math.max(stretch, 8) * 4, mostAtOnce);
      if (isOverdue(progress)) yield pause;
    }
  }
}

/** A stretch of an index, and what is wanted of the records it leads to: all read before the first is handed on, for between two of them something may change. */
function throughIndex<T>(
  { collection }: Plan,
  index: Index,
  stretch: Range,
  seen: Set<number> | undefined,
  look: Look<T | undefined>,
  progress: Progress,
): { found: { key: number; value: T }[]; count: number; last: Buffer | undefined } {
  const records: number[] = [];
  let count = 0;
  let last: Buffer | undefined;
  for (const { key, record } of entriesOf(collection.file, index, stretch)) {
    last = key;
    count++;
    if (seen?.has(record)) continue;
    seen?.add(record);
    records.push(record);
  }
  progress.keys += count;
  return { found: readAll(collection, records, look, progress), count, last };
}

/** Several ranges of an index that are each in the order asked for, read side by side so that all together are. */
function* mergedScan<T>(plan: Plan, progress: Progress, look: Look<T | undefined>, skip: number): Generator<Seen<T> | Pause> {
  let lanes = plan.ranges.map(({ start, end, prefix }) => ({ start, end, prefix: prefix ?? 0 }));
  let stretch = Math.min(plan.expected ?? 8, mostAtOnce);
  let toSkip = skip;
  const seen = new Set<number>();
  while (lanes.length > 0) {
    const batch: number[] = [];
    const readers = lanes.map(({ start, end }) => entriesOf(plan.collection.file, plan.index!, { start, end, reverse: plan.reverse }));
    const heads = readers.map((reader) => reader.next());
    for (let taken = 0; batch.length < stretch && taken < mostAtOnce; taken++) {
      let best = -1;
      for (let i = 0; i < heads.length; i++) {
        if (heads[i]!.done) continue;
        const order = best < 0 ? -1 : compareTails(heads[i]!.value as IndexEntry, lanes[i]!.prefix, heads[best]!.value as IndexEntry, lanes[best]!.prefix);
        if (plan.reverse ? best < 0 || order > 0 : order < 0) best = i;
      }
      if (best < 0) break;
      const { key, record } = heads[best]!.value as IndexEntry;
      progress.keys++;
      const again = plan.repeats && seen.has(record);
      if (plan.repeats) seen.add(record);
      if (toSkip > 0) toSkip--;
      else if (!again) batch.push(record);
      if (plan.reverse) lanes[best]!.end = key;
      else lanes[best]!.start = after(key);
      heads[best] = readers[best]!.next();
    }
    for (const reader of readers) reader.return?.(undefined);
    lanes = lanes.filter((_, i) => !heads[i]!.done);
    for (const { key, value } of readAll(plan.collection, batch, look, progress)) yield { record: key, value };
    stretch = Math.min(Math.max(stretch, 8) * 4, mostAtOnce);
    if (lanes.length > 0 && isOverdue(progress)) yield pause;
  }
}

const compareTails = (a: IndexEntry, fromA: number, b: IndexEntry, fromB: number): number => a.key.compare(b.key, fromB, b.key.length, fromA, a.key.length);

/** The most entries read in one go. */
const mostAtOnce = 512;

/** The first key behind a key. */
const after = (key: Buffer): Buffer => Buffer.concat([key, Buffer.from([0])]);

type IndexEntry = { key: Buffer; record: number };

/** The entries of a stretch of an index. Within one turn of the event loop. */
function* entriesOf(file: DataFile, index: Index, range: Range): Generator<IndexEntry> {
  if (index.unique) for (const { key, value } of file.entries(range)) yield { key, record: value.readUIntBE(0, recordBytes) };
  else for (const key of file.keys(range)) yield { key, record: recordOfKey(key) };
}

function readAll<T>({ file, id }: Collection, records: readonly number[], look: Look<T | undefined>, progress: Progress): { key: number; value: T }[] {
  const found: { key: number; value: T }[] = [];
  for (const record of records) {
    let there = false;
    const value = file.lookAt(recordKey(id, record), (bytes) => {
      there = true;
      return look(bytes);
    });
    if (there) progress.docs++;
    if (value !== undefined) found.push({ key: record, value });
  }
  return found;
}

/** Single keys of a unique index: each is read directly, which is much quicker than a range. */
function* lookUp<T>(plan: Plan, keys: Buffer[], progress: Progress, look: Look<T | undefined>): Generator<Seen<T> | Pause> {
  for (const key of plan.reverse ? [...keys].reverse() : keys) {
    progress.keys++;
    const holder = plan.collection.file.get(key);
    if (!holder) continue;
    for (const { key: record, value } of readAll(plan.collection, [holder.readUIntBE(0, recordBytes)], look, progress)) yield { record, value };
    if (isOverdue(progress)) yield pause;
  }
}

/** So many entries are counted before others get their turn. */
const countedAtOnce = 50_000;

/** Counts the entries of an exact plan, up to `most`, without reading a document. */
export function* countKeys(plan: Plan, progress: Progress, most = Infinity): Generator<Pause, number> {
  const { file } = plan.collection;
  let total = 0;
  for (const { start, end } of plan.ranges) {
    let rest = { start, end };
    while (total < most) {
      const stretch = Math.min(countedAtOnce, most - total);
      const last = file.keyAt(rest, stretch - 1);
      const count = last ? stretch : file.countKeys(rest);
      total += count;
      progress.keys += count;
      if (!last) break;
      rest = { start: after(last), end };
      if (isOverdue(progress)) yield pause;
    }
  }
  return total;
}

/** Counts the records the entries of an exact plan lead to, each once, up to `most`, without reading them. */
export function* countRecordsOfKeys(plan: Plan, progress: Progress, most = Infinity): Generator<Pause, number> {
  const records = new Set<number>();
  for (const { start, end } of plan.ranges) {
    let from = start;
    for (let more = true; more && records.size < most; ) {
      let count = 0;
      for (const { key, record } of entriesOf(plan.collection.file, plan.index!, { start: from, end, limit: mostAtOnce })) {
        records.add(record);
        from = after(key);
        count++;
      }
      progress.keys += count;
      more = count === mostAtOnce;
      if (more && isOverdue(progress)) yield pause;
    }
  }
  return Math.min(records.size, most);
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
