// Takes the cells out of a table that was found.
import type { SheetRow, SheetTable } from '../domain/sheet.js';
import { comparable } from './compare-text.js';
import type { FoundTable } from './find-table.js';
import { Page } from './page.js';
import { readValue } from './read-value.js';
import type { ReadCell, ReadingProblem } from './reading.js';

type TableReading = { cells: ReadCell[]; problems: ReadingProblem[] };

/** @param stop titles of head lines: a row that begins with one has left the table. */
export function readTable(page: Page, table: SheetTable, found: FoundTable, stop: string[]): TableReading {
  const numbered = table.numbers.length > 0 && page.seen(found.firstRow, found.anchor.column) === comparable(table.numbers[0] as string);
  const below = numbered ? { ...found, firstRow: found.firstRow + 1 } : found;
  return table.free ? readLines(page, table, below, stop) : readRows(page, table, below, stop);
}

function readRows(page: Page, table: SheetTable, found: FoundTable, stop: string[]): TableReading {
  const reading: TableReading = { cells: [], problems: [] };
  const rows = new Map(table.rows.map((row) => [comparable(row.title), row]));
  const seen = new Set<SheetRow>();
  let ended = false;
  for (let at = found.firstRow; at < page.height; at += 1) {
    const title = page.own(at, found.anchor.column);
    const row = rows.get(title);
    const cell = Page.address(at, found.anchor.column);
    if (row && seen.has(row)) reading.problems.push({ cell, message: `“${row.title}”一行出现了两次，只读取了前一行` });
    else if (row?.kind === 'total') ended = row === table.rows.at(-1);
    else if (row?.kind === 'subtotal') continue;
    else if (row) readRow(page, table, found, at, row, reading);
    else if (isHeaderOf(page, table, found, at) || stop.some((word) => title === word || title.startsWith(`${word}:`))) break;
    else if (!ended && hasValues(page, found, at))
      reading.problems.push({ cell, message: title === '' ? '这一行没有写行名，没有读取' : `表中没有“${title}”这一行，没有读取` });
    if (row) seen.add(row);
  }
  for (const row of table.rows) {
    if (row.kind === 'row' && row.asked && !seen.has(row))
      reading.problems.push({ cell: Page.address(found.anchor.row, found.anchor.column), message: `没有找到“${row.title}”这一行` });
  }
  return reading;
}

function readRow(page: Page, table: SheetTable, found: FoundTable, at: number, row: SheetRow, reading: TableReading): void {
  const lacking = new Set(table.columns.filter((_, n) => row.cells[n]?.lacking).map(({ key }) => key));
  for (const [index, column] of found.columns) {
    if (index === found.anchor.column) continue;
    const cell = Page.address(at, index);
    if (lacking.has(column.key) && (page.value(at, index) === null || ['', '-', '—', '——', '×'].includes(page.seen(at, index)))) continue;
    const read = readValue(page.value(at, index), column.type);
    const blank = 'value' in read && (read.value === null || read.value === 0);
    if (!row.asked || lacking.has(column.key)) {
      if (!blank)
        reading.problems.push({
          cell,
          message: row.asked ? `“${row.title}”不填“${column.title}”，应当空着` : `“${row.title}”不用本单位填写，“${column.title}”应当空着`,
        });
    } else if ('problem' in read) reading.problems.push({ cell, message: `${row.title}·${column.title}：${read.problem}` });
    else reading.cells.push({ table: table.key, row: row.key, column: column.key, value: read.value, cell });
  }
}

/** Lines are numbered from 1 as they come; rows with nothing in them are passed over. */
function readLines(page: Page, table: SheetTable, found: FoundTable, stop: string[]): TableReading {
  const reading: TableReading = { cells: [], problems: [] };
  const totals = new Set(table.rows.filter((row) => row.kind === 'total').map((row) => comparable(row.title)));
  let line = 0;
  for (let at = found.firstRow; at < page.height; at += 1) {
    const title = page.seen(at, found.anchor.column);
    if (totals.has(title) || isHeaderOf(page, table, found, at) || (page.isBlank(at) && page.isBlank(at + 1))) break;
    if (stop.some((word) => [...found.columns.keys()].some((column) => page.seen(at, column).startsWith(`${word}:`) || page.seen(at, column) === word))) break;
    if (!hasValues(page, found, at)) continue;
    line += 1;
    for (const [index, column] of found.columns) {
      if (index === found.anchor.column) continue;
      const cell = Page.address(at, index);
      const read = readValue(page.value(at, index), column.type);
      if ('problem' in read) reading.problems.push({ cell, message: `第 ${line} 行·${column.title}：${read.problem}` });
      else reading.cells.push({ table: table.key, row: String(line), column: column.key, value: read.value, cell });
    }
  }
  return reading;
}

const hasValues = (page: Page, found: FoundTable, at: number): boolean =>
  [...found.columns.keys()].some((column) => column !== found.anchor.column && page.value(at, column) !== null && page.value(at, column) !== '');

/** The header once more (printed again by hand on a second page, or another table's) ends a table. */
const isHeaderOf = (page: Page, table: SheetTable, found: FoundTable, at: number): boolean =>
  page.seen(at, found.anchor.column) === comparable(table.columns[0]?.title ?? '') && page.seen(at, found.anchor.column) !== '';
