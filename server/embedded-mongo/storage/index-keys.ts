import { KeyWriter } from '../bson/key-encoding.js';
import type { Spelling } from '../bson/text-order.js';
import { type Doc, isDocument } from '../bson/values.js';
import { CommandError } from '../errors.js';

/** One field of an index: its path cut at the dots, and whether it runs downwards. A `hashed` one takes no arrays, as in MongoDB. */
export type IndexField = { path: string; parts: readonly string[]; descending: boolean; hashed?: true };

/** The keys a document has in an index; `arrays` are the places of the fields that met one, `cut` tells that a key was too long for its order. */
export type IndexKeys = { keys: Buffer[]; arrays: readonly number[]; cut: boolean; missing: boolean; values: unknown[][] };

const noArrays: readonly number[] = [];

/** Marks an empty array: it has one entry, under null (MongoDB files it just below null). */
const emptyArray = Symbol('empty array');

/**
 * Computes the index entries of a document: one, or one for each element when a path meets an array.
 * @throws CommandError CannotIndexParallelArrays (171) when two paths meet different arrays, 16766 when a hashed one meets any
 */
export function indexKeysOf(fields: readonly IndexField[], doc: Doc, spelling?: Spelling): IndexKeys {
  const row = plainRow(fields, doc);
  if (row) return keysOfRows(fields, [row], noArrays, spelling);
  const rows: unknown[][] = [];
  const met = new Set<number>();
  expand(
    fields.map((field) => ({ value: doc as unknown, parts: field.parts, at: 0, done: false })),
    fields,
    rows,
    met,
  );
  return keysOfRows(fields, rows, [...met], spelling);
}

/** The values of the fields where no path meets an array, as in most documents; undefined where one does. */
function plainRow(fields: readonly IndexField[], doc: Doc): unknown[] | undefined {
  const row: unknown[] = [];
  for (const { parts } of fields) {
    let value: unknown = doc;
    for (const part of parts) {
      value = isDocument(value) && Object.hasOwn(value, part) ? value[part] : undefined;
      if (Array.isArray(value)) return undefined;
    }
    row.push(value);
  }
  return row;
}

function keysOfRows(fields: readonly IndexField[], rows: unknown[][], arrays: readonly number[], spelling: Spelling | undefined): IndexKeys {
  let cut = false;
  const found: { key: Buffer; row: unknown[] }[] = [];
  const seen = new Set<string>();
  for (const row of rows) {
    const writer = new KeyWriter(spelling);
    row.forEach((value, i) => writer.add(value === emptyArray ? null : (value ?? null), fields[i]!.descending));
    const finished = writer.finish();
    cut ||= finished.cut;
    if (rows.length > 1) {
      const same = finished.key.toString('latin1');
      if (seen.has(same)) continue;
      seen.add(same);
    }
    found.push({ key: finished.key, row });
  }
  const missing = rows.every((row) => row.every((value) => value === undefined));
  return {
    keys: found.map(({ key }) => key),
    arrays,
    cut,
    missing,
    values: found.map(({ row }) => row.map((value) => (value === emptyArray ? null : (value ?? null)))),
  };
}

type Walker = { value: unknown; parts: readonly string[]; at: number; done: boolean };

function expand(walkers: Walker[], fields: readonly IndexField[], rows: unknown[][], met: Set<number>): void {
  const next = walkers.map(walk);
  const arrays = next.map((walker, i) => (!walker.done && Array.isArray(walker.value) ? i : -1)).filter((i) => i >= 0);
  if (arrays.length === 0) {
    rows.push(next.map((walker) => walker.value));
    return;
  }
  const hashed = arrays.find((i) => fields[i]!.hashed);
  if (hashed !== undefined) throw new CommandError(16766, `hashed indexes do not currently support array values. Found array at path: ${fields[hashed]!.path}`);
  const list = next[arrays[0]!]!.value as unknown[];
  const other = arrays.find((i) => next[i]!.value !== list);
  if (other !== undefined) {
    throw new CommandError('CannotIndexParallelArrays', `cannot index parallel arrays [${fields[other]!.parts.at(-1)}] [${fields[arrays[0]!]!.parts.at(-1)}]`);
  }
  for (const i of arrays) met.add(i);
  const items = list.length === 0 ? [emptyArray] : list;
  for (const item of items) {
    expand(
      next.map((walker, i) => (arrays.includes(i) ? enter(walker, item, list) : walker)),
      fields,
      rows,
      met,
    );
  }
}

/** Goes down through documents until the path ends or meets an array. */
function walk(walker: Walker): Walker {
  if (walker.done) return walker;
  let { value, at } = walker;
  while (at < walker.parts.length && !Array.isArray(value)) {
    value = isDocument(value) && Object.hasOwn(value, walker.parts[at]!) ? value[walker.parts[at]!] : undefined;
    at++;
  }
  return { ...walker, value, at, done: at === walker.parts.length && !Array.isArray(value) };
}

function enter(walker: Walker, item: unknown, list: unknown[]): Walker {
  const part = walker.parts[walker.at];
  if (part === undefined) return { ...walker, value: item, done: true };
  if (item === emptyArray) return { ...walker, value: undefined, done: true };
  if (/^\d+$/.test(part) && !isDocument(item)) return { ...walker, value: list[Number(part)], at: walker.at + 1, done: walker.at + 1 === walker.parts.length };
  return isDocument(item) ? { ...walker, value: item } : { ...walker, value: undefined, done: true };
}
