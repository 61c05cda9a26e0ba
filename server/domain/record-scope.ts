// A record as expressions see it. What is blank and waits is left out; what counts as nought or as empty text is there.
import type { AssessContext } from './assess-context.js';
import { Decimal } from './decimal.js';
import type { Field } from './definition.generated.js';
import { scopeField } from './expression-scope.js';
import type { Context, Expression, Given } from './expressions.js';
import type { FormTable } from './form-parts.js';
import type { Form } from './open-form.js';
import { otherPlace } from './other-forms.js';
import { parsePeriod, periodSpan } from './period-key.js';
import type { Cell, RecordData, Row } from './record-data.js';
import { isDate } from './shanghai-day.js';

/** The value of a cell in an expression; undefined where it is blank or not of its type. */
export function cellValue(field: Field, cell: Cell | undefined): unknown {
  const blank = cell === null || cell === undefined || cell === '';
  switch (field.type) {
    case 'integer':
      if (blank) return field.blank === 0 ? 0n : undefined;
      return Number.isSafeInteger(cell) ? BigInt(cell as number) : undefined;
    case 'decimal':
      if (blank) return field.blank === 0 ? Decimal.of(0n) : undefined;
      return typeof cell === 'string' ? (Decimal.parse(cell) ?? undefined) : undefined;
    case 'boolean':
      return cell === true;
    default:
      if (scopeField(field).waits) return typeof cell === 'string' && isDate(cell) ? cell : undefined;
      return blank ? '' : String(cell);
  }
}

export function rowValues(table: FormTable, row: Row | undefined, facts: { [name: string]: string }): Context {
  const values: Context = {};
  for (const { key, field, notIn } of table.every) {
    // A cell that a row does not have is nothing, whatever was once typed there.
    const value = notIn.has(facts.key as string) ? cellValue({ ...field, blank: 0 }, null) : cellValue(field, row?.[key]);
    if (value !== undefined) values[key] = value;
  }
  return { ...values, ...facts };
}

export function recordValues(form: Form, data: RecordData): Context {
  const values: Context = {};
  for (const { key, field } of form.fields) {
    const value = cellValue(field, data[key] as Cell | undefined);
    if (value !== undefined) values[key] = value;
  }
  return values;
}

/** Names that are the same for every row of a record. */
export function surroundings(form: Form, { office, period }: AssessContext): Context {
  const { period: rule } = form.snapshot.definition;
  const parts = parsePeriod(period.key);
  const known = parts !== null && (parts.every !== 'windows' || rule.windows?.[parts.window] !== undefined);
  const span = known ? periodSpan(period.key, rule, form.calendar) : { from: '', to: '' };
  // A statistic month is the one it is called by, whatever day it begins on.
  const named = parts?.every === 'month' ? period.key : span.from;
  const year = BigInt(named.slice(0, 4) || 0);
  return { office: { ...office }, period: { key: period.key, title: period.title, ...span, year, month: BigInt(named.slice(5, 7) || 0) } };
}

/** What `previous('…')`, `lastYear('…')` and `other('…')` find: in a row its own column of the earlier report, else a field or the total of a column. */
export function givenFor(form: Form, { previous, lastYear, others }: AssessContext, table?: FormTable, row?: string): Given {
  const found =
    (cells: Cells) =>
    (path: string): unknown => {
      const column = table?.every.find((one) => one.key === path);
      if (table && column) return cellValue(column.field, cells[`${table.key}.${row}.${path}`]);
      const [of = '', key] = path.split('.');
      if (key === undefined) return cellValue(form.fields.find((one) => one.key === path)?.field as Field, cells[path]);
      return totalBefore(form.tables.find((one) => one.key === of) as FormTable, key, cells);
    };
  return {
    calendar: form.calendar,
    ...(previous ? { previous: found(previous) } : {}),
    ...(lastYear ? { lastYear: found(lastYear) } : {}),
    ...(others ? { other: (path: string) => otherValue(form, others, path, row) } : {}),
  };
}

/** What `other('…')` gives: undefined, so that the check waits, while the other report is not loaded or nothing of it is filled in. */
function otherValue(form: Form, others: AssessContext['others'], path: string, row?: string): unknown {
  const place = otherPlace(form.snapshot.others ?? {}, path);
  const values = place && others?.[place.key];
  if (!place || !values || Object.keys(values.cells).length === 0) return undefined;
  return cellValue(place.field as Field, values.cells[place.row === '*' ? path.replace('*', row ?? '') : path]);
}

type Cells = { [path: string]: Cell };

function totalBefore(table: FormTable, column: string, previous: { [path: string]: Cell }): unknown {
  const field = table.every.find((one) => one.key === column)?.field;
  let total: bigint | Decimal | undefined;
  for (const [path, cell] of Object.entries(previous)) {
    if (!field || !path.startsWith(`${table.key}.`) || !path.endsWith(`.${column}`)) continue;
    const value = cellValue({ ...field, blank: undefined }, cell);
    if (typeof value === 'bigint') total = typeof total === 'bigint' ? total + value : value;
    if (value instanceof Decimal) total = total instanceof Decimal ? total.plus(value) : value;
  }
  return total;
}

/** Blank is decided before evaluation: a cell or result that waits and is not there makes the expression blank, whatever else it says. */
export function isReady({ reads }: Expression, scope: Context, given: Given): boolean {
  const has = (name: string, key: string): boolean => (scope[name] as Context | undefined)?.[key] !== undefined;
  return (
    reads.row.every((key) => has('row', key)) &&
    reads.record.every((key) => has('record', key)) &&
    reads.formula.every((key) => has('formula', key)) &&
    reads.previous.every((path) => given.previous?.(path) !== undefined) &&
    reads.lastYear.every((path) => given.lastYear?.(path) !== undefined) &&
    reads.other.every((path) => given.other?.(path) !== undefined)
  );
}

/** The result, or null where it is blank. */
export const evaluated = (expression: Expression, scope: Context, given: Given): unknown =>
  isReady(expression, scope, given) ? expression.evaluate(scope, given) : null;

export type Earlier = 'previous' | 'lastYear';
const readsOf = (form: Form, earlier: Earlier): Set<string> =>
  new Set(
    [
      ...form.formulas.map(({ value }) => value),
      ...form.checks.flatMap(({ that, message }) => [that, ...message.parts.filter((part) => typeof part !== 'string')]),
    ].flatMap(({ reads }) => reads[earlier]),
  );
/** True when a formula or check names an earlier report. */
export const readsEarlier = (form: Form, earlier: Earlier): boolean => readsOf(form, earlier).size > 0;

/** Cells of an earlier report that the form's expressions ask for: all that has to travel with a report. */
export function earlierCells(form: Form, earlier: Earlier, data: RecordData): { [path: string]: Cell } {
  const asked = readsOf(form, earlier);
  const cells: { [path: string]: Cell } = {};
  const keep = (path: string, cell: Cell | undefined): void => {
    if (cell !== undefined && cell !== null) cells[path] = cell;
  };
  for (const { key } of form.fields) if (asked.has(key)) keep(key, data[key] as Cell | undefined);
  for (const table of form.tables) {
    const value = data[table.key];
    if (table.free || value === null || typeof value !== 'object' || Array.isArray(value)) continue;
    for (const { key } of table.every)
      if (asked.has(key) || asked.has(`${table.key}.${key}`))
        for (const [row, filled] of Object.entries(value)) keep(`${table.key}.${row}.${key}`, filled[key]);
  }
  return cells;
}
