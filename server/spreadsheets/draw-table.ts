// One table of a sheet: merged header, rows, and a last row that Excel adds up itself.
import { cellRef } from 'hucre/xlsx';
import type { SheetColumn, SheetRow, SheetTable } from '../domain/sheet.js';
import { heightOf, type StyleName } from './cell-styles.js';
import type { Grid } from './grid.js';

const HEADER_ROW = 24;
/** A short form is set as wide as its print, a list close. */
const ROW = { short: 30, long: 22 };
const SHORT = 16;
/** In a millimetre. */
const POINTS = 72 / 25.4;

/** Draws the table and moves the grid below it. @returns the first and last row of the header, from 0. */
export function drawTable(grid: Grid, table: SheetTable, widths: number[], rowHeight?: number): { top: number; bottom: number } {
  const top = grid.row;
  for (const cell of table.header) grid.put(top + cell.row, cell.column, cell.title, 'header', cell.rowSpan, cell.colSpan);
  for (let n = 0; n < table.headerDepth; n += 1) grid.height(top + n, headerHeight(table, n, widths));
  grid.row += table.headerDepth;
  if (table.numbers.length > 0) {
    for (const [n, number] of table.numbers.entries()) grid.put(grid.row, n, number, 'header');
    grid.row += 1;
  }
  const first = grid.row;
  const least = rowHeight === undefined ? (table.rows.length <= SHORT ? ROW.short : ROW.long) : rowHeight * POINTS;
  const at = new Map(table.rows.flatMap((row, n) => (row.kind === 'row' ? [[row.key, first + n] as const] : [])));
  for (const row of table.rows) {
    if (row.kind === 'row') drawRow(grid, row, table.columns);
    else drawTotal(grid, row, table.columns, rangesOf(row.adds ? row.adds.flatMap((key) => at.get(key) ?? []) : [...at.values()]));
    grid.height(grid.row, heightOf(row.asked ? table.columns.map((_, n) => ({ text: row.cells[n]?.text ?? '', width: widths[n] as number })) : [], least));
    grid.row += 1;
  }
  return { top, bottom: first - 1 };
}

/** The last row of a cell that spans several is as high as its text still needs. */
function headerHeight(table: SheetTable, row: number, widths: number[]): number {
  const ending = table.header.filter((cell) => cell.row + cell.rowSpan - 1 === row && cell.colSpan === 1);
  const heights = ending.map((cell) => heightOf([{ text: cell.title, width: widths[cell.column] as number }], HEADER_ROW) - (cell.rowSpan - 1) * HEADER_ROW);
  return Math.max(HEADER_ROW, ...heights);
}

function drawRow(grid: Grid, row: SheetRow, columns: SheetColumn[]): void {
  for (const [n, column] of columns.entries()) {
    const cell = row.cells[n];
    if (n === 0) grid.put(grid.row, n, cell?.text ?? row.title, 'centred');
    else if (!row.asked || cell?.lacking) grid.put(grid.row, n, cell?.lacking ? cell.text : null, 'notAsked');
    else if (column.type === 'integer') grid.put(grid.row, n, typeof cell?.value === 'number' ? cell.value : (cell?.text ?? null), 'number');
    else grid.put(grid.row, n, cell?.text ?? null, styleOf(column));
  }
}

/** Rows from 0 as spans of neighbours: a total leaves the subtotals between them out. */
function rangesOf(rows: number[]): [number, number][] {
  const ranges: [number, number][] = [];
  for (const row of rows.sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && last[1] === row - 1) last[1] = row;
    else ranges.push([row, row]);
  }
  return ranges;
}

function drawTotal(grid: Grid, row: SheetRow, columns: SheetColumn[], ranges: [number, number][]): void {
  for (const [n, column] of columns.entries()) {
    const cell = row.cells[n];
    const anew = column.anew && Number.isFinite(Number(cell?.text || Number.NaN)) ? inCells(column.anew.formula, columns, grid.row) : null;
    if (column.anew && anew) grid.put(grid.row, n, { formula: anew, result: Number(cell?.text), format: numberFormat(column.anew.places) }, 'totalNumber');
    else if (n === 0 || column.type !== 'integer' || column.adds === false || ranges.length === 0) grid.put(grid.row, n, cell?.text ?? null, 'total');
    else {
      const formula = `SUM(${ranges.map(([from, to]) => `${cellRef(from, n)}:${cellRef(to, n)}`).join(',')})`;
      const known = typeof cell?.value === 'number';
      grid.put(grid.row, n, { formula, result: known ? (cell.value as number) : 0 }, known ? 'totalNumber' : 'totalOfNothing');
    }
  }
}

const numberFormat = (places: number): string => (places === 0 ? '0' : `0.${'0'.repeat(places)}`);

/** The formula over the cells of one row; null where one of its columns is not on the sheet. */
function inCells(formula: string, columns: SheetColumn[], row: number): string | null {
  const at = (key: string): number => columns.findIndex((column) => column.key === key);
  const names = [...formula.matchAll(/\{([^}]+)\}/g)].map(([, key]) => key as string);
  return names.every((key) => at(key) > 0) ? formula.replace(/\{([^}]+)\}/g, (_, key: string) => cellRef(row, at(key))) : null;
}

const styleOf = (column: SheetColumn): StyleName => (column.type === 'string' && column.width >= 24 ? 'text' : 'centred');
