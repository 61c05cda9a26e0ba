// Numbers of another report of the same office and period: read out of it, given to checks, and missed where they are not there.
import type { AssessContext, Issue, OfficeFacts, OtherValues } from './assess-context.js';
import { byOrder } from './by-order.js';
import { type Calendar, plainCalendar } from './calendar.js';
import { Decimal } from './decimal.js';
import type { Field, PeriodRule } from './definition.generated.js';
import type { Form } from './open-form.js';
import { isAsked } from './period.js';
import { keysOfYear, parsePeriod, periodSpan } from './period-key.js';
import type { Cell, RecordData } from './record-data.js';
import { cellValue } from './record-scope.js';
import { filledRows, rowsOf } from './rows-of.js';

/** Paths a form's checks name of other forms. */
export const othersNamed = (form: Form): string[] => [
  ...new Set(
    form.checks.flatMap(({ that, message }) => [that, ...message.parts.filter((part) => typeof part !== 'string')]).flatMap(({ reads }) => reads.other),
  ),
];

type Ruled = { rule: PeriodRule; calendar?: Calendar };

/**
 * The period of another form that one of this form is compared with: the same where both go by the same kind, else the one its last
 * day lies in, or its first (a month that reaches out of a term). Null where the other form asks for none then.
 */
export function periodOfOther(key: string, own: Ruled, other: Ruled): string | null {
  const { rule, calendar = plainCalendar } = other;
  if (rule.every === own.rule.every && rule.every !== 'windows') return asks(rule, key, calendar) ? key : null;
  const parts = parsePeriod(key);
  if (!parts) return null;
  const { from, to } = periodSpan(key, own.rule, own.calendar);
  const keys = [parts.year - 1, parts.year, parts.year + 1].flatMap((year) => keysOfYear(rule, year));
  const holds = (day: string) => (one: string) => {
    const span = periodSpan(one, rule, calendar);
    return span.from <= day && day <= span.to;
  };
  const found = keys.find(holds(to)) ?? keys.find(holds(from));
  return found !== undefined && asks(rule, found, calendar) ? found : null;
}

const asks = (rule: PeriodRule, key: string, calendar: Calendar): boolean =>
  isAsked(rule, key) && (rule.first === undefined || periodSpan(key, rule, calendar).from >= periodSpan(rule.first, rule, calendar).from);

/** Cells and totals of a report under the paths that name them; `*` gives each row. Empty where none of them is filled in. */
export function otherCells(paths: string[], form: Form, data: RecordData, office: OfficeFacts): OtherValues['cells'] {
  const cells: OtherValues['cells'] = {};
  for (const path of paths) {
    const [key = '', first = '', ...rest] = path.split('.');
    const column = rest.at(-1);
    if (column === undefined) {
      keep(cells, path, data[first] as Cell | undefined);
      continue;
    }
    const table = form.tables.find((one) => one.key === first);
    const field = table?.every.find((one) => one.key === column)?.field;
    if (!table || !field) continue;
    const filled = filledRows(data, table);
    if (rest.length === 1)
      keep(
        cells,
        path,
        totalOf(
          field,
          rowsOf(table, data, office).map((row) => filled[row.key]?.[column]),
        ),
      );
    else for (const row of rest[0] === '*' ? Object.keys(filled) : [rest[0] as string]) keep(cells, `${key}.${first}.${row}.${column}`, filled[row]?.[column]);
  }
  return cells;
}

function keep(cells: OtherValues['cells'], path: string, cell: Cell | undefined): void {
  if (cell !== undefined && cell !== null && cell !== '') cells[path] = cell;
}

/** Of what is filled in; null where nothing is. */
function totalOf(field: Field, cells: (Cell | undefined)[]): Cell {
  const filled = cells.map((cell) => cellValue({ ...field, blank: undefined }, cell)).filter((value) => value !== undefined);
  if (filled.length === 0) return null;
  if (field.type === 'integer') return Number((filled as bigint[]).reduce((sum, value) => sum + value, 0n));
  return (filled as Decimal[]).reduce((sum, value) => sum.plus(value), Decimal.of(0n)).text(field.digits ?? 2);
}

/** Other reports that have no numbers yet, as the form wants it said; not judged where they were not loaded or are not asked for. */
export function otherIssues(form: Form, { others }: AssessContext): Issue[] {
  return byOrder(form.snapshot.definition.others).flatMap(({ key, missing, explain = '' }): Issue[] => {
    const values = others?.[key];
    if (!values || missing === 'silent' || Object.keys(values.cells).length > 0) return [];
    const check = form.checks.find(({ that }) => that.reads.other.some((path) => path.startsWith(`${key}.`)));
    if (!check) return [];
    const message = `还没有《${values.title}》${values.period.title}的数，先去填它`;
    return [{ id: `other@${key}`, level: missing, kind: 'other', path: placeOf(form, check), paths: [], message, explain, others: [key] }];
  });
}

const placeOf = (form: Form, { each, at }: Form['checks'][number]): string => (each ?? at[0] ?? form.tables[0]?.key ?? form.fields[0]?.key) as string;

/** Keys of the other reports a check compares with, for links; absent where it does with none. */
export function comparedWith({ that }: Form['checks'][number]): Pick<Issue, 'others'> {
  const keys = [...new Set(that.reads.other.map((path) => path.split('.')[0] as string))];
  return keys.length > 0 ? { others: keys } : {};
}
