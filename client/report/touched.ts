// Cells a person touched and the server has not yet acknowledged, and what they make of the server's data.
import type { Cell } from '../../server/domain/record-data.js';
import { type RecordData, readCell } from '../../server/domain/record-data.js';
import { applyChange } from '../../server/domain/report.js';
import type { DraftChange } from '../../server/domain/views.js';

/** By path: what was seen before the first touch, what is typed now. A path of two keys (`table.line`) takes a free line away. */
export type Touched = { readonly [path: string]: { from: Cell; to: Cell } };

const blank = (value: Cell | undefined): Cell => (value === undefined || value === '' ? null : value);
export const same = (a: Cell | undefined, b: Cell | undefined): boolean => blank(a) === blank(b);

/** What stands at a path of one, two or three keys; a line that is there reads as true. */
export function valueAt(data: RecordData, path: string): Cell {
  const [table = '', line, column] = path.split('.');
  if (line === undefined || column !== undefined) return readCell(data, path);
  const lines = data[table];
  return Array.isArray(lines) && lines.some((one) => one.id === line) ? true : null;
}

/** `touched` with one more touch; a path typed back to what it was is no change. `seen` is what the server holds there. */
export function touch(touched: Touched, path: string, to: Cell, seen: Cell): Touched {
  const from = path in touched ? (touched[path]?.from ?? null) : seen;
  const { [path]: _, ...rest } = touched;
  return same(from, to) ? rest : { ...rest, [path]: { from: blank(from), to: blank(to) } };
}

/** One list out of two that follow each other, when the server took in neither. */
export function joined(first: Touched, then: Touched): Touched {
  return Object.entries(then).reduce((all, [path, change]) => touch(all, path, change.to, change.from), first);
}

/** The same, when the server may have taken in the first: nothing is dropped. */
export function overlaid(first: Touched, then: Touched): Touched {
  return { ...first, ...Object.fromEntries(Object.entries(then).map(([path, change]) => [path, { from: (first[path] ?? change).from, to: change.to }])) };
}

export const changesOf = (touched: Touched): DraftChange[] => Object.entries(touched).map(([path, { from, to }]) => ({ path, from, to }));

export const withTouched = (data: RecordData, touched: Touched): RecordData => changesOf(touched).reduce((now, change) => applyChange(now, change), data);

/** Paths at which two records differ; lines that are gone by their two keys. */
export function changedPaths(before: RecordData, after: RecordData): string[] {
  const paths = new Set([...cellPaths(before), ...cellPaths(after)]);
  const gone = [...linePaths(before)].filter((path) => valueAt(after, path) === null);
  return [...gone, ...[...paths].filter((path) => !gone.some((line) => path.startsWith(`${line}.`)) && !same(readCell(before, path), readCell(after, path)))];
}

function linePaths(data: RecordData): string[] {
  return Object.entries(data).flatMap(([table, value]) => (Array.isArray(value) ? value.map((line) => `${table}.${line.id}`) : []));
}

function cellPaths(data: RecordData): string[] {
  return Object.entries(data).flatMap(([field, value]) => {
    if (value === null || typeof value !== 'object') return [field];
    const rows = Array.isArray(value) ? value.map((line) => [line.id, line] as const) : Object.entries(value);
    return rows.flatMap(([row, cells]) =>
      Object.keys(cells)
        .filter((column) => column !== 'id')
        .map((column) => `${field}.${row}.${column}`),
    );
  });
}
