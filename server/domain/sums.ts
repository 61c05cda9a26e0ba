// How records add up the tree of offices, by stable keys, across versions of a form.

import { formulasOf, type OfficeFacts } from './assess-record.js';
import { emptyData } from './carry.js';
import { sumOfAmounts } from './decimal.js';
import type { Form, FormField, FormTable } from './open-form.js';
import { type Cell, type RecordData, readCell, writeCell } from './record-data.js';

/** Adds the cells the definition's `sums` names `add`; blank everywhere stays blank. Cells a record's version did not have count as blank. */
export function addUp(form: Form, records: RecordData[]): RecordData {
  let total = emptyData(form);
  for (const path of pathsAdded(form, (table) => table.every)) {
    const sum = sumOfCells(records.map((data) => readCell(data, path)));
    if (sum !== null) total = writeCell(total, path, sum);
  }
  return total;
}

/** Whole numbers add to a number, decimals exactly to their text. */
function sumOfCells(cells: Cell[]): number | string | null {
  const numbers = cells.filter((cell): cell is number => typeof cell === 'number');
  if (numbers.length > 0) return numbers.reduce((sum, number) => sum + number, 0);
  return sumOfAmounts(cells);
}

/** Paths that are added up the tree: single fields, and each row × column of fixed tables. Free lines are not summed. */
export const addedPaths = (form: Form): string[] => pathsAdded(form, (table) => table.columns);

/** A hidden column is not shown any more, but its old values keep their sums. */
function pathsAdded(form: Form, columnsOf: (table: FormTable) => FormField[]): string[] {
  const sums = form.snapshot.definition.sums ?? {};
  const fields = form.fields.filter((field) => sums[field.key] === 'add').map((field) => field.key);
  const cells = form.tables
    .filter((table) => !table.free)
    .flatMap((table) => {
      const rules = sums[table.key];
      const columns = columnsOf(table).filter((column) =>
        rules === 'add' ? column.field.type === 'integer' || column.field.type === 'decimal' : typeof rules === 'object' && rules[column.key] === 'add',
      );
      return table.rows.flatMap((row) => columns.map((column) => `${table.key}.${row.key}.${column.key}`));
    });
  return [...fields, ...cells];
}

/** Formulas the definition computes again from the sums, as text by key. */
export function computedAgain(form: Form, total: RecordData, office: OfficeFacts, period: { key: string; title: string }): { [key: string]: string } {
  const sums = form.snapshot.definition.sums ?? {};
  if (!Object.values(sums).includes('again')) return {};
  const everyStage = { ...office, stages: [...new Set(form.tables.flatMap((table) => table.rows.map((row) => row.facts.stage ?? '')))] };
  const formulas = formulasOf(form, total, { office: everyStage, period, carried: {} });
  return Object.fromEntries(formulas.filter((formula) => sums[formula.key] === 'again').map((formula) => [formula.key, formula.text]));
}
