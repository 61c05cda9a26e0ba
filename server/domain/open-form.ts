// A snapshot made ready to use: ordered columns, merged header, compiled formulas and checks.
import { byOrder } from './by-order.js';
import { type Calendar, calendarOf, plainCalendar } from './calendar.js';
import type { Carry, Field, Table } from './definition.generated.js';
import { type Language, languageFor } from './expression-environment.js';
import { compileExpression, compileMessage, type Expression, ExpressionError, type Message } from './expressions.js';
import type { Attempt, FormField, FormFormula, FormTable } from './form-parts.js';
import { officeScope, rowScope } from './form-scopes.js';
import type { FormSnapshot } from './form-snapshot.js';
import { openFormulas } from './open-formulas.js';
import { openField, openTable } from './open-table.js';
import type { Fault } from './problem.js';
import { ratePlaces } from './rate-places.js';
import { isTable, parsePath } from './record-data.js';
import { carriesOf } from './record-sources.js';

export type FormCheck = { key: string; each: string | null; level: 'error' | 'warning'; at: string[]; that: Expression; message: Message; explain: string };
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
  const opened = openFormulas(definition, attempt, faults);
  const { formulas } = opened;
  // What is computed hangs on the report alone; only checks look into other reports.
  const whole = { ...opened.whole, others: snapshot.others ?? {} };
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
