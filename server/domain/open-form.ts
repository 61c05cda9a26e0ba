// A snapshot made ready to use: ordered columns, merged header, compiled formulas and checks.

import { byOrder } from './by-order.js';
import { type Calendar, calendarOf, plainCalendar } from './calendar.js';
import type { Carry, Field, Table } from './definition.generated.js';
import { type Language, languageFor } from './expression-environment.js';
import { compileExpression, compileMessage, type Expression, ExpressionError, type Message } from './expressions.js';
import { officeScope, rowScope } from './form-scopes.js';
import type { FormSnapshot } from './form-snapshot.js';
import { openFormulas } from './open-formulas.js';
import { openField, openTable } from './open-table.js';
import type { Fault } from './problem.js';
import { ratePlaces } from './rate-places.js';
import { isTable, parsePath } from './record-data.js';
import { carriesOf } from './record-sources.js';
import type { SheetHeaderCell } from './sheet.js';

/** A code and the days it may be chosen on; `becomes` are the keys it turned into. */
export type Code = { value: string; title: string; from?: string; until?: string; becomes?: string[] };
/** How numbers become one: added, worked out anew by the column's own formula, the average of what is filled in, or nothing. */
export type SumRule = 'add' | 'again' | 'average' | 'none';
/** `computed`: a formula writes it, nobody types there. `total` is what stands in rows of sums, `sums` what goes up the tree of offices. `notIn`: rows that have no such cell. */
export type FormField = {
  key: string;
  title: string;
  field: Field;
  codes: Code[];
  computed: boolean;
  total: SumRule;
  sums: SumRule;
  notIn: ReadonlySet<string>;
};
/** `width` in millimetres. */
export type FormColumn = FormField & { width: number };
export type FormRow = { key: string; title: string; facts: { [name: string]: string } };
/** A row that adds up others: their keys in order; it stands behind the last of them, or before the first where the table's sums stand first. */
export type FormSubtotal = { key: string; title: string; rows: string[] };
export type FormTable = {
  key: string;
  title: string;
  free: boolean;
  columns: FormColumn[];
  /** All of them, also those not shown any more: formulas still read them. */
  every: FormField[];
  header: SheetHeaderCell[];
  headerDepth: number;
  /** Rows of a fixed table, all of them; empty for free lines. */
  rows: FormRow[];
  when: Expression | null;
  rowTitle: string;
  rowWidth: number;
  total: string | null;
  subtotals: FormSubtotal[];
  sumsFirst: boolean;
  /** A row of numbers stands below the header. */
  numbered: boolean;
  minLines: number;
  maxLines: number;
};
export type FormCheck = { key: string; each: string | null; level: 'error' | 'warning'; at: string[]; that: Expression; message: Message; explain: string };
/** `each` and `to` name the table and column, or the field, a formula writes; in the order of computing. */
export type FormFormula = {
  key: string;
  title: string;
  value: Expression;
  show: 'number' | 'percent';
  digits: number;
  each: string | null;
  to: string | null;
};
/** Rows that start from admissions at the opening of a school year, by target and row. */
export type FormEntries = { [target: string]: { [row: string]: true | Expression } };
export type Form = {
  snapshot: FormSnapshot;
  calendar: Calendar;
  fields: FormField[];
  tables: FormTable[];
  checks: FormCheck[];
  formulas: FormFormula[];
  entries: FormEntries;
  filledBy: Expression | null;
};

export type Attempt = <T>(path: string, make: () => T) => T | null;

/** @throws FormError with every fault of the definition's formulas and layout at once. */
export function openForm(snapshot: FormSnapshot): Form {
  const faults: Fault[] = [];
  const { definition } = snapshot;
  const attempt: Attempt = (path, make) => {
    try {
      return make();
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      faults.push({ path, message: error.message });
      return null;
    }
  };
  const visible = byOrder(definition.schema.properties as { [key: string]: Table | Field }).filter((property) => !property.hidden);
  const { formulas, whole } = openFormulas(definition, attempt, faults);
  const languages = new Map<string, Language>();
  const languageOf = (table: string): Language => {
    const language = languages.get(table) ?? languageFor(table === '' ? whole : rowScope(whole, table));
    languages.set(table, language);
    return language;
  };
  const written = new Set(formulas.map(({ each, to }) => (each ? `${each}.${to}` : `${to}`)));
  const rates = ratePlaces(definition);
  const tables = visible.filter((property) => isTable(property)).map((table) => openTable(table, snapshot, written, rates, attempt, faults));
  const checks = byOrder(definition.checks)
    .filter((check) => !check.hidden)
    .flatMap((check): FormCheck[] => {
      const place = `checks.${check.key}`;
      if (check.each && !whole.tables[check.each]) {
        faults.push({ path: `${place}.each`, message: `没有名为“${check.each}”的表` });
        return [];
      }
      const language = languageOf(check.each ?? '');
      const that = attempt(`${place}.that`, () => compileExpression(language, check.that, ['bool']));
      const message = attempt(`${place}.message`, () => compileMessage(language, check.message));
      const at = Object.keys(check.at ?? {}).filter((key) => check.at?.[key]);
      return that && message ? [{ key: check.key, each: check.each ?? null, level: check.level, at, that, message, explain: check.explain ?? '' }] : [];
    });
  const entries = Object.fromEntries(Object.entries(carriesOf(definition)).map(([target, rule]) => [target, openEntries(target, rule, attempt)]));
  const filledBy = attempt('filledBy', () => (definition.filledBy ? compileExpression(languageFor(officeScope), definition.filledBy, ['bool']) : null));
  const fields = visible
    .filter((property) => !isTable(property))
    .map((property) => openField(property, snapshot, definition.sums?.[property.key], written.has(property.key), rates.has(property.key)));
  if (faults.length > 0) throw new FormError(faults);
  const calendar = snapshot.calendar ? calendarOf(snapshot.calendar) : plainCalendar;
  return { snapshot, calendar, fields, tables, checks, formulas, entries, filledBy };
}

function openEntries(target: string, rule: Carry, attempt: Attempt): FormEntries[string] {
  const language = languageFor(officeScope);
  return Object.fromEntries(
    Object.entries(rule.entry ?? {}).flatMap(([row, entry]): [string, true | Expression][] => {
      const opened = typeof entry === 'string' ? attempt(`carry.${target}.entry.${row}`, () => compileExpression(language, entry, ['bool'])) : entry;
      return opened ? [[row, opened]] : [];
    }),
  );
}

/** True of a cell that a formula writes. */
export function isComputed(form: Form, path: string): boolean {
  const at = parsePath(path);
  return (
    at !== null && form.formulas.some(({ each, to }) => to !== null && (each === null ? at.field === to && !at.row : at.field === each && at.column === to))
  );
}

export class FormError extends Error {
  readonly faults: Fault[];
  constructor(faults: Fault[]) {
    super(faults.map((fault) => `${fault.path}: ${fault.message}`).join('\n'));
    this.name = 'FormError';
    this.faults = faults;
  }
}

/** What is wrong with a form, ledger or letter that would not open; nothing where it opens. */
export function faultsOfOpening(open: () => unknown): Fault[] {
  try {
    open();
    return [];
  } catch (error) {
    if (!(error instanceof FormError)) throw error;
    return error.faults;
  }
}

/** 一年级·备注 for `grades.g1.remark`; free lines are named by their number. `lines` are the ids in order. */
export function labelOf(form: Form, path: string, lines: string[] = []): string {
  const at = parsePath(path);
  if (!at) return path;
  const table = form.tables.find((one) => one.key === at.field);
  if (!table) return form.fields.find((field) => field.key === at.field)?.title ?? path;
  const row = table.rows.find((one) => one.key === at.row)?.title ?? (lines.includes(at.row ?? '') ? `第${lines.indexOf(at.row ?? '') + 1}行` : '某行');
  const column = table.columns.find((one) => one.key === at.column)?.title;
  return column ? `${row}·${column}` : row;
}
