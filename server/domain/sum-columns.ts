// Columns of a sum: the summed columns of a form's tables under their merged header, then what is computed again.
import { type Total, totalsOf } from './column-totals.js';
import type { FormTable } from './form-parts.js';
import type { Form } from './open-form.js';
import type { RecordData } from './record-data.js';
import type { SheetHeaderCell } from './sheet.js';
import { addedPaths, aroundSum } from './sums.js';

export type SumColumn = { table: string; key: string; title: string };
export type SumColumns = { columns: SumColumn[]; header: SheetHeaderCell[]; depth: number };

/** Header cells over the summed columns alone, columns counted from 0 without the row titles. */
export function sumColumns(form: Form): SumColumns {
  const added = new Set(
    addedPaths(form).map((path) =>
      path
        .split('.')
        .filter((_, index) => index !== 1)
        .join('.'),
    ),
  );
  const heads = form.tables
    .filter((table) => !table.free)
    .map((table) => headOf(table, added))
    .filter((head) => head.columns.length > 0);
  const single = form.fields.filter((field) => added.has(field.key)).map((field): SumColumn => ({ table: '', key: field.key, title: field.title }));
  const depth = Math.max(1, ...heads.map((head) => head.depth));
  let start = single.length;
  const header = single.map((column, index): SheetHeaderCell => ({ title: column.title, row: 0, column: index, rowSpan: depth, colSpan: 1 }));
  for (const head of heads) {
    for (const cell of head.header)
      header.push({ ...cell, column: cell.column + start, rowSpan: cell.row + cell.rowSpan === head.depth ? depth - cell.row : cell.rowSpan });
    start += head.columns.length;
  }
  return { columns: [...single, ...heads.flatMap((head) => head.columns)], header, depth };
}

function headOf(table: FormTable, added: Set<string>): SumColumns {
  const kept = table.columns.map((column) => added.has(`${table.key}.${column.key}`));
  const place = (column: number): number => kept.slice(0, column - 1).filter(Boolean).length;
  const header = table.header
    .filter((cell) => cell.column > 0)
    .flatMap((cell): SheetHeaderCell[] => {
      const colSpan = kept.slice(cell.column - 1, cell.column - 1 + cell.colSpan).filter(Boolean).length;
      return colSpan === 0 ? [] : [{ ...cell, column: place(cell.column), colSpan }];
    });
  const columns = table.columns.filter((_, index) => kept[index]).map((column) => ({ table: table.key, key: column.key, title: column.title }));
  return { columns, header, depth: table.headerDepth };
}

/** Numbers under those columns: a table's column over all its rows. */
export function sumNumbers(form: Form, columns: SumColumn[], data: RecordData, period: { key: string; title: string }): Total[] {
  const totals = totalsOf(form, data, aroundSum(form, data, period));
  return columns.map(({ table, key }) => (table === '' ? ((data[key] ?? null) as Total) : (totals[table]?.[key] ?? null)));
}
