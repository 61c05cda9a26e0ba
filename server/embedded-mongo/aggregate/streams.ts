import { encode } from '../bson/encode.js';
import type { Doc } from '../bson/values.js';
import { CommandError } from '../errors.js';
import { isOverdue, type Pause, type Progress, pause } from '../execution/scan.js';
import type { Stream } from './stage.js';

/** The most bytes of documents a stage may hold that needs them all (`$group` per value, `$sort`, `$bucketAuto` …). */
const heldBytes = 512 * 1024 * 1024;

/** Turns each document into another. */
export function* mapStream(source: Stream, change: (doc: Doc) => Doc): Generator<Doc | Pause> {
  for (const doc of source) yield doc === pause ? pause : change(doc as Doc);
}

/** Lets through what passes a test. */
export function* filterStream(source: Stream, test: (doc: Doc) => boolean): Generator<Doc | Pause> {
  for (const doc of source) if (doc === pause || test(doc as Doc)) yield doc;
}

/** Gathers a stream, within the memory allowed. @throws CommandError QueryExceededMemoryLimitNoDiskUseAllowed (292) */
export function* gather(source: Stream, name: string): Generator<Pause, Doc[]> {
  const documents: Doc[] = [];
  let bytes = 0;
  for (const doc of source) {
    if (doc === pause) {
      yield pause;
      continue;
    }
    documents.push(doc as Doc);
    // Measuring each document would cost more than holding it: every sixteenth stands for its neighbours.
    if (documents.length % 16 === 1) bytes += encode(doc as Doc).length * 16;
    if (bytes > heldBytes) throw new CommandError('QueryExceededMemoryLimitNoDiskUseAllowed', `${name} exceeded memory limit of ${heldBytes} bytes`);
  }
  return documents;
}

/** About how much memory documents take; measuring each would cost more than holding it, so every sixteenth stands for its neighbours. */
export function sizeEstimate(): (doc: Doc) => number {
  let count = 0;
  let last = 0;
  return (doc) => {
    // Objects and strings take about three times the bytes they are stored as.
    if (count++ % 16 === 0) last = encode(doc).length * 3 + 200;
    return last;
  };
}

/** Goes through a list, with pauses. */
export function* withPauses<T>(list: Iterable<T>, progress: Progress): Generator<T | Pause> {
  let count = 0;
  for (const item of list) {
    yield item;
    if (++count % 64 === 0 && isOverdue(progress)) yield pause;
  }
}

/** A stream as BSON bytes. */
export function* encoded(source: Stream): Generator<Buffer | Pause> {
  for (const doc of source) yield doc === pause ? pause : encode(doc as Doc);
}
