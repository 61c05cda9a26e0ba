// Shape of what people type, and paths into it.
import type { Field, Table } from './definition.generated.js';

export type Cell = number | string | boolean | null;
/** A fixed table is an object of rows by row code; free lines are an array of objects that each carry an `id`. */
export type Row = { [column: string]: Cell | undefined };
export type Line = Row & { id: string };
export type TableData = { [row: string]: Row } | Line[];
export type RecordData = { [field: string]: Cell | TableData | undefined };

/** `field`, or `table.row.column`; the row of free lines is its id. */
export type CellPath = { field: string; row?: string; column?: string };

export const isTable = (property: Field | Table): property is Table => property.type === 'object' || property.type === 'array';

/** @returns null when the text is not a path of one or three keys. */
export function parsePath(path: string): CellPath | null {
  const parts = path.split('.');
  if (parts.some((part) => !/^[A-Za-z][A-Za-z0-9_-]*$/.test(part)) || (parts.length !== 1 && parts.length !== 3)) return null;
  const [field, row, column] = parts as [string, string?, string?];
  return row === undefined ? { field } : { field, row, column: column as string };
}

export function readCell(data: RecordData, path: string): Cell {
  const at = parsePath(path);
  if (!at) return null;
  const value = data[at.field];
  if (at.row === undefined) return isCell(value) ? value : null;
  if (value === null || typeof value !== 'object') return null;
  const row = Array.isArray(value) ? value.find((line) => line.id === at.row) : value[at.row];
  return row?.[at.column as string] ?? null;
}

/** A copy of `data` with one cell set; null clears it. A line that does not exist yet is added at the end. */
export function writeCell(data: RecordData, path: string, cell: Cell): RecordData {
  const at = parsePath(path);
  if (!at) return data;
  if (at.row === undefined) return withKey(data, at.field, cell);
  const { row: rowKey, column } = at as Required<CellPath>;
  const table = data[at.field];
  if (Array.isArray(table)) {
    const lines = table.some((line) => line.id === rowKey) ? table : [...table, { id: rowKey }];
    return { ...data, [at.field]: lines.map((line) => (line.id === rowKey ? (withKey(line, column, cell) as Line) : line)) };
  }
  const rows = (table !== null && typeof table === 'object' ? table : {}) as { [row: string]: Row };
  return { ...data, [at.field]: { ...rows, [rowKey]: withKey(rows[rowKey] ?? {}, column, cell) } };
}

const isCell = (value: unknown): value is Cell => value === null || ['number', 'string', 'boolean'].includes(typeof value);

function withKey<T extends object>(map: T, key: string, cell: Cell): T {
  const { [key as keyof T]: _, ...rest } = map;
  return (cell === null || cell === '' ? rest : { ...rest, [key]: cell }) as T;
}
