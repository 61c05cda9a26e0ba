// How records add up the tree of offices, by stable keys, across versions of a form.
import type { OfficeFacts } from './assess-context.js';
import { shownFormulas } from './assess-record.js';
import { emptyData } from './carry.js';
import { aroundRows, average, averageParts, sumOfWhole, type Total } from './column-totals.js';
import { computeCells } from './computed-cells.js';
import { sumOfAmounts } from './decimal.js';
import type { Expression } from './expressions.js';
import type { FormField, FormFormula, SumRule } from './form-parts.js';
import type { Form } from './open-form.js';
import { type Cell, type RecordData, readCell, writeCell } from './record-data.js';
import { RecordMemo } from './record-memo.js';

type Period = { key: string; title: string };
/** A cell that is counted: its field, and what the definition says of it. */
type Place = { path: string; field: FormField; rule: SumRule };

/**
 * Adds up what the definition's `sums` names, and the cells that rates are worked out from; blank everywhere stays blank, and so do cells a record's
 * version did not have. What comes out adds up further; `shownSum` is what people see of it.
 */
export function addUp(form: Form, records: RecordData[]): RecordData {
  let total = emptyData(form);
  const put = (path: string, cell: Cell): void => {
    if (cell !== null) total = writeCell(total, path, cell);
  };
  const named = namedByRates(form);
  for (const { path, field, rule } of placesOf(form)) {
    if (rule !== 'add' && rule !== 'average' && !named.has(columnOf(path))) continue;
    const { sum, count } = averageParts(path);
    const cells = records.map((data) => readCell(data, sum) ?? readCell(data, path));
    const added = field.field.type === 'integer' ? sumOfWhole(cells) : sumOfAmounts(cells);
    if (rule !== 'average') put(path, added);
    else if (added !== null) {
      put(sum, added);
      put(count, sumOfWhole(records.map((data) => readCell(data, count) ?? Number(readCell(data, path) !== null))));
    }
  }
  return total;
}

/** The sum as people see it: rates and averages worked out from what was added; what only served to work them out is put beside. */
export function shownSum(form: Form, added: RecordData, period: Period): { data: RecordData; formulas: { [formula: string]: string } } {
  const places = placesOf(form);
  const whole = places.reduce((data, { path, rule }) => (rule === 'average' ? writeCell(data, path, readCell(added, averageParts(path).sum)) : data), added);
  const again = new Set(places.filter(({ rule }) => rule === 'again').map(({ path }) => columnOf(path)));
  const context = sumContext(form, period);
  const computed = computeCells(form, whole, context, new RecordMemo(form, context), (formula) => again.has(targetOf(formula)));
  const data = places.reduce((shown, { path, field, rule }) => {
    const { sum, count } = averageParts(path);
    // Out of sight, where rows of sums still find what their rates are made of.
    if (rule === 'none') return writeCell(writeCell(shown, sum, readCell(shown, path)), path, null);
    if (rule !== 'average') return shown;
    return writeCell(shown, path, average(field, readCell(added, sum) as Total, Number(readCell(added, count) ?? 0)));
  }, computed.data);
  const sums = form.snapshot.definition.sums ?? {};
  const formulas = shownFormulas(form, computed.results).filter(({ key }) => sums[key] === 'again');
  return { data, formulas: Object.fromEntries(formulas.map(({ key, text }) => [key, text])) };
}

/** What stands around the rows of a sum that is shown. */
export const aroundSum = (form: Form, data: RecordData, period: Period) => aroundRows(form, data, sumContext(form, period));

/** A sum belongs to no office of its own: its formulas see every row and every stage of schooling. */
function sumContext(form: Form, period: Period): { office: OfficeFacts; period: Period; carried: Record<string, never> } {
  const stages = [...new Set(form.tables.flatMap((table) => table.rows.map((row) => row.facts.stage ?? '')))];
  return { office: { id: '', title: '', kind: 'bureau', stages }, period, carried: {} };
}

/** Paths of what is shown in sums: single fields, and each row × column of fixed tables. Free lines are not summed. */
export const addedPaths = (form: Form): string[] => {
  const shown = new Set(form.tables.flatMap((table) => table.columns.map(({ key }) => `${table.key}.${key}`)));
  return placesOf(form)
    .filter(({ path, rule }) => rule !== 'none' && (!path.includes('.') || shown.has(columnOf(path))))
    .map(({ path }) => path);
};

/** Every number; a hidden column is not shown any more, but its old values keep their sums. */
function placesOf(form: Form): Place[] {
  const isNumber = ({ field }: FormField): boolean => field.type === 'integer' || field.type === 'decimal';
  const fields = form.fields.filter(isNumber).map((field): Place => ({ path: field.key, field, rule: field.sums }));
  const cells = form.tables
    .filter((table) => !table.free)
    .flatMap((table) => {
      const columns = table.every.filter(isNumber);
      return table.rows.flatMap((row) =>
        columns.filter(({ notIn }) => !notIn.has(row.key)).map((field): Place => ({ path: `${table.key}.${row.key}.${field.key}`, field, rule: field.sums })),
      );
    });
  return [...fields, ...cells];
}

const targetOf = ({ each, to }: FormFormula): string => (each ? `${each}.${to}` : (to ?? ''));
const columnOf = (path: string): string => {
  const [first = '', , column] = path.split('.');
  return column === undefined ? first : `${first}.${column}`;
};

/** Fields and columns that what is worked out anew in sums is made of, near and far. */
function namedByRates(form: Form): Set<string> {
  const sums = form.snapshot.definition.sums ?? {};
  const anew = new Set(placesOf(form).flatMap(({ path, rule }) => (rule === 'again' ? [columnOf(path)] : [])));
  const named = new Set<string>();
  const visit = ({ value, each }: Pick<FormFormula, 'value' | 'each'>): void => {
    for (const name of namesOf(value, each, form)) {
      if (named.has(name)) continue;
      named.add(name);
      for (const formula of form.formulas) if (`formula.${formula.key}` === name) visit(formula);
    }
  };
  for (const formula of form.formulas) if (anew.has(targetOf(formula)) || (formula.to === null && sums[formula.key] === 'again')) visit(formula);
  return named;
}

function namesOf({ reads }: Expression, each: string | null, form: Form): string[] {
  const every = form.tables.filter(({ key }) => reads.tables.includes(key)).flatMap((table) => table.every.map(({ key }) => `${table.key}.${key}`));
  return [
    ...reads.row.map((column) => `${each}.${column}`),
    ...reads.record,
    ...reads.sums.map(({ table, column }) => `${table}.${column}`),
    ...every,
    ...reads.formula.map((key) => `formula.${key}`),
  ];
}
