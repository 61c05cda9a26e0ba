// What differs between two states of a record, in words of its sheet.
import type { FormField } from './form-parts.js';
import { type Form, labelOf } from './open-form.js';
import { parsePath, type RecordData, readCell } from './record-data.js';
import { linesOf } from './rows-of.js';
import { shownCell } from './sheet-of-record.js';
import type { HistoryChange } from './views.js';

/** Every cell that differs, in the order of the sheet; a blank is （空）. Lines are named by their place in the later state. */
export function changedCells(form: Form, before: RecordData, after: RecordData): HistoryChange[] {
  return pathsOf(form, before, after).flatMap(({ path, field }): HistoryChange[] => {
    const [was, is] = [readCell(before, path), readCell(after, path)];
    if (was === is) return [];
    const lines = linesOf(after, parsePath(path)?.field ?? '').map((line) => line.id);
    const words = (cell: typeof is): string => shownCell(field.field, field.codes, cell).text || '（空）';
    return [{ path, label: labelOf(form, path, lines), before: words(was), after: words(is) }];
  });
}

function pathsOf(form: Form, before: RecordData, after: RecordData): { path: string; field: FormField }[] {
  const cells = form.tables.flatMap((table) => {
    const rows = table.free
      ? [...new Set([...linesOf(after, table.key), ...linesOf(before, table.key)].map((line) => line.id))]
      : table.rows.map((row) => row.key);
    return rows.flatMap((row) => table.columns.map((column) => ({ path: `${table.key}.${row}.${column.key}`, field: column })));
  });
  return [...form.fields.map((field) => ({ path: field.key, field })), ...cells];
}
