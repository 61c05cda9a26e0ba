import type { Collation } from '../bson/collation.js';
import { compareValues } from '../bson/compare.js';
import { KeyWriter } from '../bson/key-encoding.js';
import { TextOrder } from '../bson/text-order.js';
import { asNumber, type Doc, isDocument, isNumeric } from '../bson/values.js';
import { CommandError } from '../errors.js';
import type { SortField } from '../planner/plan.js';
import { visitPath } from '../query/path.js';
import { type Pause, pause } from './scan.js';
import { type Packed, SpilledRuns } from './spilled-runs.js';

/** What a sort may hold in memory, in bytes: MongoDB's internalQueryMaxBlockingSortMemoryUsageBytes. */
export const sortMemory = { bytes: 100 * 1024 * 1024 };

/** @throws CommandError BadValue for a wrong sort specification */
export function parseSort(sort: unknown): SortField[] {
  if (sort === undefined || sort === null) return [];
  if (!isDocument(sort)) throw new CommandError('TypeMismatch', `Expected field sort to be of type object`);
  return Object.entries(sort).map(([path, direction]) => {
    if (isDocument(direction)) throw new CommandError('CommandNotSupported', '$meta sort is not supported');
    if (!isNumeric(direction) || (asNumber(direction) !== 1 && asNumber(direction) !== -1)) {
      throw new CommandError(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    }
    if (path.startsWith('$')) throw new CommandError('FailedToParse', `FieldPath field names may not start with '$'. Consider using $getField or $setField.`);
    if (path === '' || path.split('.').includes('')) throw new CommandError(40352, 'FieldPath cannot be constructed with empty string');
    return { path, descending: asNumber(direction) === -1 };
  });
}

/** Makes the function that gives a document's sort key: bytes whose order is the order of the sort, with strings by a collation. */
export function sortKeyWriter(sort: readonly SortField[], collation?: Collation): (doc: Doc) => Buffer {
  const texts = collation && new TextOrder(collation);
  const fields = sort.map(({ path, descending }) => ({ parts: path.split('.'), descending }));
  return (doc) => {
    const writer = new KeyWriter(texts?.label);
    for (const { parts, descending } of fields) writer.add(sortValue(doc, parts, descending, collation), descending);
    return writer.bytes();
  };
}

/** An array counts by its least element when sorting upwards, by its greatest downwards; an empty one as null. */
function sortValue(doc: Doc, parts: readonly string[], descending: boolean, collation: Collation | undefined): unknown {
  let chosen: unknown;
  let any = false;
  const take = (value: unknown): void => {
    if (!any || compareValues(value, chosen, collation) * (descending ? -1 : 1) < 0) chosen = value;
    any = true;
  };
  visitPath(
    doc,
    parts,
    (value) => {
      if (Array.isArray(value)) value.forEach(take);
      else take(value);
      return false;
    },
    false,
  );
  return chosen ?? null;
}

/** How a stream is sorted. */
export type Sorting<T> = {
  keyOf: (item: T) => Buffer;
  /** About how many bytes of memory an item takes beside its key. */
  sizeOf: (item: T) => number;
  pack: (item: T) => Buffer;
  unpack: (bytes: Buffer) => T;
  /** Only the first so many are wanted. */
  limit?: number;
  /** Path of the data file, beside which what does not fit in memory is put; undefined when the disk may not be used. */
  dataFile?: string | undefined;
};

/**
 * Sorts a stream by keys, stable. What does not fit in memory goes to the disk in sorted runs, which are merged in the end.
 * @throws CommandError QueryExceededMemoryLimitNoDiskUseAllowed (292) when it does not fit and the disk may not be used
 */
export function* sortStream<T>(source: Iterable<T | Pause>, sorting: Sorting<T>): Generator<T | Pause> {
  const { keyOf, sizeOf, pack, unpack, limit = Infinity, dataFile } = sorting;
  let items: { key: Buffer; item: T; at: number; size: number }[] = [];
  let bytes = 0;
  let at = 0;
  let runs: SpilledRuns | undefined;
  const inOrder = (): void => {
    items.sort((a, b) => Buffer.compare(a.key, b.key) || a.at - b.at);
    if (items.length <= limit) return;
    items.length = limit;
    bytes = items.reduce((sum, { size }) => sum + size, 0);
  };
  const spill = (): void => {
    runs ??= new SpilledRuns(dataFile!);
    runs.add(packed(items, pack));
    items = [];
    bytes = 0;
  };
  try {
    for (const given of source) {
      if (given === pause) {
        yield pause;
        continue;
      }
      const item = given as T;
      const key = keyOf(item);
      const size = key.length + sizeOf(item);
      items.push({ key, item, at: at++, size });
      bytes += size;
      if (items.length > limit * 2 + 512) inOrder();
      if (bytes <= sortMemory.bytes) continue;
      inOrder();
      if (bytes <= sortMemory.bytes) continue;
      if (!dataFile)
        throw new CommandError(
          'QueryExceededMemoryLimitNoDiskUseAllowed',
          `Sort exceeded memory limit of ${sortMemory.bytes} bytes, but did not opt in to external sorting.`,
        );
      spill();
      yield pause;
    }
    inOrder();
    if (!runs) {
      const sorted = items;
      items = [];
      for (const { item } of sorted) yield item;
      return;
    }
    spill();
    let left = limit;
    for (const { item } of runs.merged()) {
      yield unpack(item);
      if (--left <= 0) return;
    }
  } finally {
    runs?.close();
  }
}

function* packed<T>(items: readonly { key: Buffer; item: T }[], pack: (item: T) => Buffer): Generator<Packed> {
  for (const { key, item } of items) yield { key, item: pack(item) };
}
