// Finds a table on a worksheet by the words of its header, wherever it stands and in whatever order its columns are.
import type { SheetColumn, SheetTable } from '../domain/sheet.js';
import { comparable } from './compare-text.js';
import { Page } from './page.js';
import type { ReadingProblem } from './reading.js';

/** `columns` maps columns of the worksheet, from 0, to those of the table; the first one names the rows. */
export type FoundTable = { anchor: { row: number; column: number }; firstRow: number; columns: Map<number, SheetColumn>; problems: ReadingProblem[] };

/** @returns the place where most of the header is found; null where less than half of it is anywhere. */
export function findTable(page: Page, table: SheetTable): FoundTable | null {
  const anchorTitle = comparable(table.columns[0]?.title ?? '');
  let best: FoundTable | null = null;
  for (let row = 0; row < page.height; row += 1) {
    for (let column = 0; column < page.width; column += 1) {
      if (page.own(row, column) !== anchorTitle) continue;
      const found = readHeader(page, table, row, column);
      if (!best || found.columns.size > best.columns.size) best = found;
    }
  }
  return best && best.columns.size - 1 >= (table.columns.length - 1) / 2 ? best : null;
}

function readHeader(page: Page, table: SheetTable, row: number, anchor: number): FoundTable {
  const last = lastHeaderRow(page, table, row, anchor);
  const wanted = paths(table);
  const columns = new Map<number, SheetColumn>([[anchor, table.columns[0] as SheetColumn]]);
  const problems: ReadingProblem[] = [];
  for (let column = anchor + 1; column < page.width; column += 1) {
    const path = [...new Set(Array.from({ length: last - row + 1 }, (_, n) => page.seen(row + n, column)).filter((text) => text !== ''))];
    if (path.length === 0) continue;
    const match = matching(wanted, path);
    const cell = Page.address(last, column);
    if (!match) problems.push({ cell, message: `不认识的栏目“${path.join(' / ')}”，这一栏没有读取` });
    else if ([...columns.values()].includes(match)) problems.push({ cell, message: `栏目“${match.title}”出现了两次，只读取了前一栏` });
    else columns.set(column, match);
  }
  const missing = table.columns.filter((column) => ![...columns.values()].includes(column));
  for (const column of missing) problems.push({ cell: Page.address(row, anchor), message: `缺少栏目“${column.title}”` });
  return { anchor: { row, column: anchor }, firstRow: last + 1, columns, problems };
}

// As deep as the merge that holds the first title, else as the header of the form, as long as no row has begun.
function lastHeaderRow(page: Page, table: SheetTable, row: number, anchor: number): number {
  const merged = page.lastRow(row, anchor);
  if (merged > row) return merged;
  let last = row;
  while (last - row + 1 < table.headerDepth && last + 1 < page.height && page.seen(last + 1, anchor) === '') last += 1;
  return last;
}

type Wanted = { column: SheetColumn; path: string[] };

/** Titles above each column, from the top. */
const paths = (table: SheetTable): Wanted[] =>
  table.columns.slice(1).map((column, n) => {
    const above = table.header.filter((cell) => cell.column <= n + 1 && n + 1 < cell.column + cell.colSpan).sort((a, b) => a.row - b.row);
    return { column, path: above.map((cell) => comparable(cell.title)) };
  });

/** By the whole path, else by the last title where only one column has it (a header retyped without its upper row). */
function matching(wanted: Wanted[], path: string[]): SheetColumn | null {
  const whole = wanted.find((entry) => entry.path.join('\n') === path.join('\n'));
  if (whole) return whole.column;
  const same = wanted.filter((entry) => entry.path.at(-1) === path.at(-1));
  return same.length === 1 ? (same[0] as Wanted).column : null;
}
