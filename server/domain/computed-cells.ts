// Formulas of a record, in the order of what builds on what: results, and the cells they write.
import type { AssessContext } from './assess-context.js';
import { Decimal } from './decimal.js';
import type { Field } from './definition.generated.js';
import type { Context } from './expressions.js';
import type { FormFormula, FormTable } from './form-parts.js';
import type { Form } from './open-form.js';
import type { Cell, RecordData, Row } from './record-data.js';
import { RecordMemo } from './record-memo.js';
import { evaluated, givenFor } from './record-scope.js';

export type Computed = {
  /** The record with every computed cell as it must be. */
  data: RecordData;
  /** Results by formula, null where blank; those written into a table are not among them. */
  results: { [formula: string]: unknown };
};

/** Computes all formulas; rows nothing of which changed keep their identity. @param writes the formulas that write their cells, all of them where absent */
export function computeCells(
  form: Form,
  data: RecordData,
  context: AssessContext,
  memo: RecordMemo,
  writes: (formula: FormFormula) => boolean = () => true,
): Computed {
  const results: Computed['results'] = {};
  let now = data;
  for (const formula of form.formulas) {
    if (formula.each) {
      if (writes(formula)) now = computeColumn(form, formula, now, context, memo, results);
    } else {
      const value = evaluated(formula.value, memo.scope(now, results), givenFor(form, context));
      results[formula.key] = value;
      if (formula.to && writes(formula)) now = withField(form, formula, now, value);
    }
  }
  return { data: now, results };
}

function withField(form: Form, formula: FormFormula, data: RecordData, value: unknown): RecordData {
  const field = form.fields.find((one) => one.key === formula.to)?.field;
  return field ? withCell(data, formula.to as string, cellOf(field, formula, value)) : data;
}

function computeColumn(form: Form, formula: FormFormula, data: RecordData, context: AssessContext, memo: RecordMemo, results: Context): RecordData {
  const table = form.tables.find((one) => one.key === formula.each) as FormTable;
  const field = table.every.find((one) => one.key === formula.to)?.field as Field;
  const scope = memo.scope(data, results);
  const rows = new Map(memo.rows(table, data).map(({ key, row, values }) => [key, { row, values }]));
  let changed = false;
  const compute = (key: string, row: Row): Row => {
    const found = rows.get(key);
    if (!found) return row;
    const cell = cellOf(field, formula, evaluated(formula.value, { ...scope, row: found.values }, givenFor(form, context, table, key)));
    const next = withCell(row, formula.to as string, cell);
    if (next !== row) changed = true;
    return next;
  };
  const value = data[table.key];
  if (table.free) {
    const lines = (Array.isArray(value) ? value : []).map((line) => compute(line.id, line) as typeof line);
    return changed ? { ...data, [table.key]: lines } : data;
  }
  const given = (value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {}) as { [row: string]: Row };
  const next = { ...given };
  for (const key of rows.keys()) {
    const row = compute(key, given[key] ?? {});
    if (Object.keys(row).length > 0) next[key] = row;
  }
  return changed ? { ...data, [table.key]: next } : data;
}

/** The very same where the cell already holds it; a blank result leaves no cell. */
function withCell<T extends object>(map: T, key: string, cell: Cell): T {
  const was = (map as { [key: string]: Cell | undefined })[key] ?? null;
  if (was === cell) return map;
  const { [key as keyof T]: _, ...rest } = map;
  return (cell === null ? rest : { ...rest, [key]: cell }) as T;
}

/** Places after the point of what a formula writes into a decimal field. */
export const decimalPlaces = (field: Field, formula: FormFormula): number => field.digits ?? (formula.digits || 2);

/** A result as a cell holds it: decimals as text with the digits of their field, whole numbers beyond what a cell can hold as blank. */
export function cellOf(field: Field, formula: FormFormula, value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (field.type === 'integer') return typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : null;
  if (field.type === 'decimal') return (value instanceof Decimal ? value : Decimal.of(value as bigint)).text(decimalPlaces(field, formula));
  if (field.type === 'boolean') return value === true;
  return value === '' ? null : String(value);
}

/** A record with its computed cells as they must be. */
export const withComputed = (form: Form, data: RecordData, context: AssessContext): RecordData =>
  form.formulas.some(({ to }) => to !== null) ? computeCells(form, data, context, new RecordMemo(form, context)).data : data;
