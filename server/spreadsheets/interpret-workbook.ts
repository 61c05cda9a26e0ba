// Finds the tables and fields of a sheet in a workbook and takes their values out.
import type { Sheet } from '../domain/sheet.js';
import { comparable } from './compare-text.js';
import { type FoundTable, findTable } from './find-table.js';
import { Page } from './page.js';
import type { RawWorkbook } from './raw-workbook.js';
import { readTable } from './read-table.js';
import { readValue } from './read-value.js';
import type { SheetReading } from './reading.js';
import { metaOf } from './sheet-meta.js';
import { SpreadsheetError } from './spreadsheet-error.js';

/** @throws SpreadsheetError NO_TABLE */
export function interpretWorkbook(workbook: RawWorkbook, sheet: Sheet): SheetReading {
  const pages = workbook.sheets.filter((page) => !page.hidden).map((page) => new Page(page));
  const best = pages
    .map((page) => ({ page, tables: sheet.tables.map((table) => findTable(page, table)) }))
    .sort((a, b) => matched(b.tables) - matched(a.tables))[0];
  if (!best || (sheet.tables.length > 0 && matched(best.tables) === 0)) throw new SpreadsheetError('NO_TABLE');
  const reading: SheetReading = { meta: metaOf(workbook.properties), cells: [], problems: [] };
  readFields(best.page, sheet, reading);
  const stop = sheet.head.map((line) => comparable(line.title));
  for (const [n, table] of sheet.tables.entries()) {
    const found = best.tables[n];
    if (!found) {
      reading.problems.push({ cell: 'A1', message: `没有找到“${table.title}”这张表` });
      continue;
    }
    const { cells, problems } = readTable(best.page, table, found, stop);
    reading.cells.push(...cells);
    reading.problems.push(...found.problems, ...problems);
  }
  return reading;
}

const matched = (tables: (FoundTable | null)[]): number => tables.reduce((sum, found) => sum + (found?.columns.size ?? 0), 0);

/** A number of so many places is none: a card's or a child's. */
const LONG = 1e15;

/** A single field stands right of its title. */
function readFields(page: Page, sheet: Sheet, reading: SheetReading): void {
  for (const field of sheet.fields) {
    const at = placeOf(page, comparable(field.title), (field.behind ?? 0) > 0);
    if (!at) continue;
    const cell = Page.address(at.row, at.column);
    const typed = page.value(at.row, at.column);
    const isNumber = typeof typed === 'number' && Math.abs(typed) < LONG;
    const read = isNumber || typeof field.value === 'number' ? readValue(typed, 'integer') : readValue(typed, 'string');
    if ('problem' in read) reading.problems.push({ cell, message: `${field.title}：${read.problem}` });
    else reading.cells.push({ table: '', row: '', column: field.key, value: read.value, cell });
  }
}

/** @param last of a field below a table, where a column may have the same title */
function placeOf(page: Page, title: string, last: boolean): { row: number; column: number } | null {
  let found: { row: number; column: number } | null = null;
  for (let row = 0; row < page.height; row += 1) {
    for (let column = 0; column < page.width; column += 1) {
      if (page.own(row, column) !== title) continue;
      let next = column + 1;
      while (next < page.width && page.seen(row, next) === title) next += 1;
      found = { row, column: next };
      if (!last) return found;
    }
  }
  return found;
}
