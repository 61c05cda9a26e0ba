// An open record taken over into a newer version of its form.
import { emptyData } from './carry.js';
import type { Form } from './open-form.js';
import { type Cell, type Line, type RecordData, type Row, readCell } from './record-data.js';
import { linesOf } from './rows-of.js';

/** A cell the newer version has no place for. */
export type DroppedCell = { path: string; cell: Cell };

/** Keeps every cell the newer version knows, by its stable key; what it does not know is named, so that nothing is lost unseen. */
export function movedData(form: Form, data: RecordData): { data: RecordData; dropped: DroppedCell[] } {
  const moved: RecordData = emptyData(form);
  for (const { key } of form.fields) if (data[key] !== undefined) moved[key] = data[key];
  for (const table of form.tables) {
    const keys = table.columns.map((column) => column.key);
    const kept = (row: Row): Row => Object.fromEntries(keys.flatMap((key) => (row[key] === undefined ? [] : [[key, row[key]]])));
    if (table.free) moved[table.key] = linesOf(data, table.key).map((line): Line => ({ ...kept(line), id: line.id }));
    else {
      const rows = rowsIn(data, table.key);
      moved[table.key] = Object.fromEntries(table.rows.flatMap((row) => (rows[row.key] ? [[row.key, kept(rows[row.key] as Row)]] : [])));
    }
  }
  return { data: moved, dropped: cellsOf(data).filter(({ path }) => readCell(moved, path) === null) };
}

function rowsIn(data: RecordData, table: string): { [row: string]: Row } {
  const value = data[table];
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {};
}

/** Every filled cell of a record, by path. */
export function cellsOf(data: RecordData): DroppedCell[] {
  const filled = (cell: unknown): cell is Cell => cell !== undefined && cell !== null && cell !== '';
  return Object.entries(data).flatMap(([key, value]): DroppedCell[] => {
    if (Array.isArray(value))
      return value.flatMap(({ id, ...line }) =>
        Object.entries(line).flatMap(([column, cell]) => (filled(cell) ? [{ path: `${key}.${id}.${column}`, cell }] : [])),
      );
    if (value !== null && typeof value === 'object')
      return Object.entries(value).flatMap(([row, cells]) =>
        Object.entries(cells).flatMap(([column, cell]) => (filled(cell) ? [{ path: `${key}.${row}.${column}`, cell }] : [])),
      );
    return filled(value) ? [{ path: key, cell: value }] : [];
  });
}
