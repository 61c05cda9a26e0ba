import { compareValues } from '../bson/compare.js';
import { KeyWriter } from '../bson/key-encoding.js';
import { asNumber, type Doc, isDocument, isNumeric } from '../bson/values.js';
import { CommandError } from '../errors.js';
import type { SortField } from '../planner/plan.js';
import { visitPath } from '../query/path.js';
import { type Pause, pause } from './scan.js';

/** As MongoDB's default for a sort that may not use the disk: bytes of keys held in memory. */
const memoryLimit = 256 * 1024 * 1024;

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

/** Makes the function that gives a document's sort key: bytes whose order is the order of the sort. */
export function sortKeyWriter(sort: readonly SortField[]): (doc: Doc) => Buffer {
  const fields = sort.map(({ path, descending }) => ({ parts: path.split('.'), descending }));
  return (doc) => {
    const writer = new KeyWriter();
    for (const { parts, descending } of fields) writer.add(sortValue(doc, parts, descending), descending);
    return writer.bytes();
  };
}

/** An array counts by its least element when sorting upwards, by its greatest downwards; an empty one as null. */
function sortValue(doc: Doc, parts: readonly string[], descending: boolean): unknown {
  let chosen: unknown;
  let any = false;
  const take = (value: unknown): void => {
    if (!any || (descending ? compareValues(value, chosen) > 0 : compareValues(value, chosen) < 0)) chosen = value;
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

/**
 * Sorts a stream by keys, stable; keeps only the first `limit` when one is given.
 * @throws CommandError QueryExceededMemoryLimitNoDiskUseAllowed (292) when the keys do not fit in memory
 */
export function* sortStream<T>(source: Iterable<T | Pause>, keyOf: (item: T) => Buffer, sizeOf: (item: T) => number, limit = Infinity): Generator<T | Pause> {
  let items: { key: Buffer; item: T; at: number }[] = [];
  let bytes = 0;
  let at = 0;
  const cut = (): void => {
    items.sort((a, b) => Buffer.compare(a.key, b.key) || a.at - b.at);
    if (items.length <= limit) return;
    items.length = limit;
    bytes = items.reduce((sum, { key, item }) => sum + key.length + sizeOf(item), 0);
  };
  for (const item of source) {
    if (item === pause) {
      yield pause;
      continue;
    }
    const key = keyOf(item as T);
    items.push({ key, item: item as T, at: at++ });
    bytes += key.length + sizeOf(item as T);
    if (items.length > limit * 2 + 512) cut();
    if (bytes > memoryLimit) {
      cut();
      if (bytes > memoryLimit)
        throw new CommandError(
          'QueryExceededMemoryLimitNoDiskUseAllowed',
          `Sort exceeded memory limit of ${memoryLimit} bytes, but did not opt in to external sorting.`,
        );
    }
  }
  cut();
  const sorted = items;
  items = [];
  for (const { item } of sorted) yield item;
}
