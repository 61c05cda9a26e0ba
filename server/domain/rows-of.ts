// The rows of a record's tables: which an office fills in, what they hold, what they add up to.
import type { OfficeFacts } from './assess-context.js';
import type { FormTable } from './form-parts.js';
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
  const rows = value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {};
  return table.every.some(({ notIn }) => notIn.size > 0)
    ? Object.fromEntries(Object.entries(rows).map(([key, row]) => [key, heldCells(table, key, row) as Row]))
    : rows;
}

/** A row without what was once typed in cells it does not have. */
export function heldCells(table: FormTable, key: string, row: Row | undefined): Row | undefined {
  const lacking = table.every.filter(({ notIn }) => notIn.has(key));
  if (!row || lacking.length === 0) return row;
  return Object.fromEntries(Object.entries(row).filter(([column]) => !lacking.some((field) => field.key === column)));
}
