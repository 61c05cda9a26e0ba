// What stands in rows of sums: numbers added, rates worked out anew from the sums, averages.
import type { AssessContext } from './assess-context.js';
import { cellOf, computeCells } from './computed-cells.js';
import { Decimal, sumOfAmounts } from './decimal.js';
import type { Context } from './expressions.js';
import type { FormField, FormTable } from './form-parts.js';
import type { Form } from './open-form.js';
import type { Cell, RecordData, Row } from './record-data.js';
import { RecordMemo } from './record-memo.js';
import { evaluated, rowValues } from './record-scope.js';
import { filledRows } from './rows-of.js';

/** A whole number, or a decimal as its text; null where nothing is filled in. */
export type Total = number | string | null;
export type Totals = { [table: string]: { [column: string]: Total } };
/** Everything a formula may name beside its row. */
export type Around = () => Context;
type Rows = (Row | undefined)[];

/** Cells of a sum beside those that are shown: what an average was made of, and the sums rates are worked out from. */
export const averageParts = (key: string): { sum: string; count: string } => ({ sum: `${key}-sum`, count: `${key}-count` });
const averagePlaces = 2;

/** What stands beside the rows of a record, worked out when it is first asked for. */
export function aroundRows(form: Form, data: RecordData, context: AssessContext): Around {
  let known: Context | null = null;
  return () => {
    const memo = new RecordMemo(form, context);
    known ??= memo.scope(data, computeCells(form, data, context, memo).results);
    return known;
  };
}

/** Of what is filled in, by table. */
export const totalsOf = (form: Form, data: RecordData, around: Around): Totals =>
  Object.fromEntries(form.tables.map((table) => [table.key, columnTotals(form, table, Object.values(filledRows(data, table)), around)]));

/** One number a column, as the definition has it; columns that come to nothing are left out. */
export function columnTotals(form: Form, table: FormTable, rows: Rows, around: Around): { [column: string]: Total } {
  const anew = table.columns.some(({ total }) => total === 'again') ? workedOutAnew(form, table, rows, around) : {};
  return Object.fromEntries(
    table.columns
      .filter(({ total }) => total !== 'none')
      .map((column): [string, Total] => {
        if (column.total === 'add') return [column.key, sumOf(column, rows)];
        return [column.key, column.total === 'average' ? averageOf(column, rows) : (anew[column.key] ?? null)];
      }),
  );
}

/** The column's own formula over the sums of the columns it names. */
function workedOutAnew(form: Form, table: FormTable, rows: Rows, around: Around): { [column: string]: Total } {
  const anew: { [column: string]: Total } = {};
  const sums: Row = Object.fromEntries(table.every.map((field) => [field.key, sumOf(field, rows)]));
  const facts = { key: 'total', title: table.total ?? '', stage: '' };
  for (const formula of form.formulas) {
    const field = formula.each === table.key ? table.every.find(({ key }) => key === formula.to) : undefined;
    if (field?.total !== 'again') continue;
    const scope = { ...around(), row: rowValues(table, { ...sums, ...anew }, facts) };
    anew[field.key] = cellOf(field.field, formula, evaluated(formula.value, scope, { calendar: form.calendar })) as Total;
  }
  return anew;
}

function sumOf({ key, field }: FormField, rows: Rows): Total {
  const cells = rows.map((row) => row?.[averageParts(key).sum] ?? row?.[key] ?? null);
  if (field.type === 'integer') return sumOfWhole(cells);
  return field.type === 'decimal' ? sumOfAmounts(cells) : null;
}

export function sumOfWhole(cells: Cell[]): number | null {
  const numbers = cells.filter((cell): cell is number => typeof cell === 'number');
  return numbers.length === 0 ? null : numbers.reduce((sum, number) => sum + number, 0);
}

function averageOf(field: FormField, rows: Rows): Total {
  const { key } = field;
  const counts = rows.map((row) => row?.[averageParts(key).count] ?? Number((row?.[key] ?? '') !== ''));
  return average(
    field,
    sumOf(field, rows),
    counts.reduce((sum: number, count) => sum + Number(count), 0),
  );
}

/** Rounded to the places of its field, of whole numbers to two. */
export function average({ field }: Pick<FormField, 'field'>, sum: Total, count: number): string | null {
  if (sum === null || count === 0) return null;
  const { over, under } = Decimal.parse(String(sum)) ?? Decimal.of(0n);
  return new Decimal(over, under * BigInt(count)).text(field.digits ?? averagePlaces);
}
