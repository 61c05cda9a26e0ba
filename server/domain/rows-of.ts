// The rows of a record's tables: which an office fills in, what they hold, what they add up to.

import type { OfficeFacts } from './assess-record.js';
import { sumOfAmounts } from './decimal.js';
import type { Form, FormTable } from './open-form.js';
import type { Line, RecordData, Row } from './record-data.js';

export type AskedRow = { key: string; title: string; facts: { [name: string]: string } };

/** Rows of a table this office fills in: fixed rows whose condition holds, or the free lines it has. */
export function rowsOf(table: FormTable, data: RecordData, office: OfficeFacts): AskedRow[] {
  if (table.free)
    return linesOf(data, table.key).map((line, index) => {
      const title = `第${index + 1}行`;
      return { key: line.id, title, facts: { key: line.id, title, stage: '' } };
    });
  return table.rows.filter((row) => table.when === null || table.when.evaluate({ row: row.facts, office }) === true);
}

export const linesOf = (data: RecordData, table: string): Line[] => (Array.isArray(data[table]) ? (data[table] as Line[]) : []);

/** What is filled in of a table, by row key or line id. */
export function filledRows(data: RecordData, table: FormTable): { [row: string]: Row } {
  const value = data[table.key];
  if (table.free) return Object.fromEntries(linesOf(data, table.key).map((line) => [line.id, line]));
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {};
}

/** A whole number, or a decimal as its text; null where nothing is filled in. */
export type Total = number | string | null;
export type Totals = { [table: string]: { [column: string]: Total } };

/** Sums of number columns over what is filled in. */
export const totalsOf = (form: Form, data: RecordData): Totals =>
  Object.fromEntries(form.tables.map((table) => [table.key, columnTotals(table, Object.values(filledRows(data, table)))]));

export function columnTotals(table: FormTable, rows: (Row | undefined)[]): { [column: string]: Total } {
  return Object.fromEntries(
    table.columns.filter(({ adds }) => adds).map(({ key, field }) => [key, field.type === 'integer' ? wholeTotal(rows, key) : decimalTotal(rows, key)]),
  );
}

function wholeTotal(rows: (Row | undefined)[], column: string): number | null {
  let total: number | null = null;
  for (const row of rows) {
    const cell = row?.[column];
    if (typeof cell === 'number') total = (total ?? 0) + cell;
  }
  return total;
}

const decimalTotal = (rows: (Row | undefined)[], column: string): string | null => sumOfAmounts(rows.map((row) => row?.[column]));
