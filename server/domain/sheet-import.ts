// What a filled-in workbook would change in a report. Nothing is written: the person sees it first.
import type { OfficeFacts } from './assess-context.js';
import type { FormField } from './form-parts.js';
import { judgeCell } from './judge-cell.js';
import { type Form, labelOf } from './open-form.js';
import { type Cell, type RecordData, readCell } from './record-data.js';
import { linesOf, rowsOf } from './rows-of.js';
import type { DraftChange, SheetImportView } from './views.js';

/** A cell as the workbook says it. `row` is the row's key, or the number of a free line from '1'; '' with `table` for single fields. */
export type WorkbookCell = { table: string; row: string; column: string; value: string | number | null; cell: string };

/** Changes against `data`, and at their cells in the workbook everything that cannot be taken over. */
export function importChanges(form: Form, data: RecordData, office: OfficeFacts, cells: WorkbookCell[]): SheetImportView {
  const changes: DraftChange[] = [];
  const problems: SheetImportView['problems'] = [];
  for (const { table: tableKey, row, column, value, cell } of cells) {
    const table = form.tables.find((one) => one.key === tableKey);
    const field = tableKey === '' ? form.fields.find((one) => one.key === column) : table?.columns.find((one) => one.key === column);
    // A computed cell follows from the others, whatever the workbook still says there.
    if (!field || field.computed) continue;
    const key = table?.free ? lineId(data, tableKey, Number(row)) : row;
    const path = table ? `${tableKey}.${key}.${column}` : column;
    if (table && !table.free && !rowsOf(table, data, office).some((asked) => asked.key === row)) {
      if (value !== null) problems.push({ cell, message: `${labelOf(form, path)}：本校不填这一行` });
      continue;
    }
    if (field.notIn.has(row)) {
      if (value !== null) problems.push({ cell, message: `${labelOf(form, path)}：这一格不用填` });
      continue;
    }
    const to = cellOf(field, value);
    const fault = to === null ? null : judgeCell(field.field, field.codes, to);
    const from = readCell(data, path);
    if (fault) problems.push({ cell, message: `${table?.free ? field.title : labelOf(form, path)}：${fault}` });
    else if (to !== from) changes.push({ path, from, to });
  }
  return { changes: [...changes, ...linesGone(form, data, cells)], problems };
}

/** A workbook has titles of codes and 是 or 否 where a record has the code or a truth; its numbers may stand where text is meant. */
function cellOf({ field, codes }: FormField, value: string | number | null): Cell {
  if (value === null || value === '') return null;
  if (field.type === 'integer') return value;
  const text = String(value).trim();
  if (field.type === 'boolean') return text === '是' ? true : text === '否' ? false : text;
  return field.codeList ? (codes.find((code) => code.title === text || code.value === text)?.value ?? text) : text;
}

/** Lines keep their ids by their place; a line more gets one that no other has. */
function lineId(data: RecordData, table: string, number: number): string {
  const lines = linesOf(data, table);
  const known = lines[number - 1]?.id;
  if (known) return known;
  let id = `line${number}`;
  while (lines.some((line) => line.id === id)) id += 'x';
  return id;
}

/** Lines the report has and the workbook has no longer. */
function linesGone(form: Form, data: RecordData, cells: WorkbookCell[]): DraftChange[] {
  return form.tables
    .filter((table) => table.free)
    .flatMap((table) => {
      const kept = Math.max(0, ...cells.filter((cell) => cell.table === table.key).map((cell) => Number(cell.row)));
      return linesOf(data, table.key)
        .slice(kept)
        .map((line): DraftChange => ({ path: `${table.key}.${line.id}`, from: true, to: null }));
    });
}
