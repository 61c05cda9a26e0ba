// The grid as rows and columns that can be counted, and the ways through it. No DOM.
import type { SheetHeaderCell } from '../../../server/domain/sheet.js';
import type { GridColumn, GridRow, GridTexts } from './grid-types.js';

/** A column with what the grid works out once: its full name below the merged headers and whether it may be written. */
export type GridField = GridColumn & { label: string; editable: boolean };
export type CellRef = { row: string; column: string };
export type Spot = { row: number; column: number };
export type Area = { top: number; left: number; bottom: number; right: number };
export type Lattice = { rows: GridRow[]; fields: GridField[]; rowAt: Map<string, number>; fieldAt: Map<string, number> };

export const cellId = (row: string, column: string): string => `${row}.${column}`;

export function fieldsOf(columns: GridColumn[], header: SheetHeaderCell[], readOnly: boolean, texts: GridTexts): GridField[] {
  return columns.map((column, index) => {
    const over = header.filter((cell) => cell.column <= index + 1 && index + 1 < cell.column + cell.colSpan);
    const label =
      over
        .sort((one, two) => one.row - two.row)
        .map((cell) => cell.title)
        .join(' ') || column.title;
    const codes =
      column.type === 'boolean'
        ? [
            { value: 'true', title: texts.yes },
            { value: 'false', title: texts.no },
          ]
        : column.codes;
    return { ...column, codes, label, editable: !readOnly && !column.readOnly };
  });
}

export function latticeOf(rows: GridRow[], fields: GridField[]): Lattice {
  return { rows, fields, rowAt: new Map(rows.map((row, index) => [row.key, index])), fieldAt: new Map(fields.map((field, index) => [field.key, index])) };
}

export function spotOf(lattice: Lattice, ref: CellRef | null): Spot | null {
  const row = ref ? lattice.rowAt.get(ref.row) : undefined;
  const column = ref ? lattice.fieldAt.get(ref.column) : undefined;
  return row === undefined || column === undefined ? null : { row, column };
}

export function refOf(lattice: Lattice, spot: Spot): CellRef {
  return { row: (lattice.rows[spot.row] as GridRow).key, column: (lattice.fields[spot.column] as GridField).key };
}

export const isAsked = (lattice: Lattice, row: number): boolean => lattice.rows[row]?.asked === true;
/** False where a row has no cell in this column. */
export const hasCell = (lattice: Lattice, { row, column }: Spot): boolean => !lattice.fields[column]?.notIn?.has(lattice.rows[row]?.key ?? '');
export const isEditable = (lattice: Lattice, spot: Spot): boolean =>
  isAsked(lattice, spot.row) && lattice.fields[spot.column]?.editable === true && hasCell(lattice, spot);

export function areaBetween(one: Spot, two: Spot): Area {
  return {
    top: Math.min(one.row, two.row),
    bottom: Math.max(one.row, two.row),
    left: Math.min(one.column, two.column),
    right: Math.max(one.column, two.column),
  };
}

export function* spotsIn(area: Area): Generator<Spot> {
  for (let row = area.top; row <= area.bottom; row += 1) for (let column = area.left; column <= area.right; column += 1) yield { row, column };
}

/** The first cell that can be written, else the first of a row that is asked. */
export function firstSpot(lattice: Lattice): Spot | null {
  const row = lattice.rows.findIndex((one) => one.asked);
  if (row < 0 || lattice.fields.length === 0) return null;
  return {
    row,
    column: Math.max(
      0,
      lattice.fields.findIndex((field) => field.editable),
    ),
  };
}

/** Rows not asked are stepped over; stays where it is at an edge. */
export function step(lattice: Lattice, from: Spot, rows: number, columns: number): Spot {
  const column = Math.min(Math.max(from.column + columns, 0), lattice.fields.length - 1);
  let row = from.row;
  for (let left = Math.abs(rows), next = row; left > 0; ) {
    next += Math.sign(rows);
    if (next < 0 || next >= lattice.rows.length) break;
    if (isAsked(lattice, next)) {
      row = next;
      left -= 1;
    }
  }
  return { row, column };
}

/** As Ctrl+arrow in a spreadsheet: to the end of the filled cells, or over empty ones to the next filled cell, or to the edge. */
export function leap(lattice: Lattice, from: Spot, rows: number, columns: number, filled: (spot: Spot) => boolean): Spot {
  const same = (one: Spot, two: Spot) => one.row === two.row && one.column === two.column;
  let at = step(lattice, from, rows, columns);
  if (same(at, from)) return from;
  const through = filled(from) && filled(at);
  for (;;) {
    const next = step(lattice, at, rows, columns);
    if (same(next, at) || (through ? !filled(next) : filled(at))) return at;
    at = next;
  }
}

/** The next cell to write in reading order, null past the end: Tab then leaves the grid. */
export function nextEditable(lattice: Lattice, from: Spot, direction: 1 | -1): Spot | null {
  const width = lattice.fields.length;
  for (let at = from.row * width + from.column + direction; at >= 0 && at < lattice.rows.length * width; at += direction) {
    const spot = { row: Math.floor(at / width), column: at % width };
    if (isEditable(lattice, spot)) return spot;
  }
  return null;
}
