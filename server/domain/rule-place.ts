// What checks and formulas of a report may name. A form has dozens of them and is edited key by key: what does not change is kept.
import { byOrder } from './by-order.js';
import type { ConditionScope } from './condition-filter.js';
import type { CodeListDefinition, Field, Formula, LedgerField, ReportDefinition } from './definition.generated.js';
import type { ExpressionScope } from './expression-scope.js';
import { ExpressionError } from './expressions.js';
import { rowScope } from './form-scopes.js';
import type { LayeredDefinition } from './layers.js';
import { openFormulas } from './open-formulas.js';
import { otherForms } from './other-forms.js';
import { isTable } from './record-data.js';

export type Around = { [id: string]: LayeredDefinition };
type Kept = { around: unknown[]; place: ExpressionPlace };
type Opened = { parts: unknown[]; whole: ExpressionScope; places: Map<string, Kept> };

const opened = new WeakMap<object, Opened>();

/** @param key of a formula, which may not name itself; of a check it says nothing */
export function rulePlace(
  report: ReportDefinition,
  around: Around,
  section: 'checks' | 'formulas',
  key: string,
  rule: Pick<Formula, 'each' | 'to'>,
): ExpressionPlace {
  const { whole, places } = openedOf(report);
  const { each = '', to = '' } = rule;
  const lists = [...listsOf(report), ...Object.values(report.others ?? {}).map(({ form }) => form)].map((list) => around[list]);
  const name = section === 'checks' ? `checks ${each}` : `formulas ${each} ${to} ${key}`;
  const kept = places.get(name);
  if (kept?.around.every((list, index) => list === lists[index])) return kept.place;
  const scope = section === 'checks' ? { ...whole, others: otherForms(report, around).others } : without(whole, key);
  const place = {
    scope: each && scope.tables[each] ? rowScope(scope, each) : scope,
    expects: section === 'checks' ? ['bool'] : formulaTypes(report, rule),
    query: null,
    codes: { ...officeCodes, ...reportCodes(report, around, each) },
  };
  places.set(name, { around: lists, place });
  return place;
}

/** The names of a report with the results of its formulas, worked out anew only where its columns or formulas changed. */
function openedOf(report: ReportDefinition): Opened {
  const parts = [report.formulas, report.layout, report.period, report.others];
  const known = opened.get(report.schema);
  if (known?.parts.every((part, index) => part === parts[index])) return known;
  const attempt = <T>(_path: string, make: () => T): T | null => {
    try {
      return make();
    } catch (error) {
      if (error instanceof ExpressionError) return null;
      throw error;
    }
  };
  const next = { parts, whole: openFormulas(report, attempt, []).whole, places: new Map<string, Kept>() };
  opened.set(report.schema, next);
  return next;
}

function without(whole: ExpressionScope, key: string): ExpressionScope {
  const { formula, ...names } = whole.names;
  if (!formula?.fields[key]) return whole;
  const { [key]: _, ...fields } = formula.fields;
  return { ...whole, names: Object.keys(fields).length > 0 ? { ...names, formula: { ...formula, fields } } : names };
}

function formulaTypes(report: ReportDefinition, { each, to }: Pick<Formula, 'each' | 'to'>): string[] {
  const holder = each ? report.schema.properties[each] : undefined;
  const target = to ? (holder && isTable(holder) ? holder.each.properties[to] : report.schema.properties[to]) : undefined;
  if (target?.type === 'integer') return ['int'];
  if (target?.type === 'string') return ['string'];
  if (target?.type === 'boolean') return ['bool'];
  return ['int', 'Decimal'];
}

function listsOf(report: ReportDefinition): string[] {
  return Object.values(report.schema.properties).flatMap((property) =>
    isTable(property)
      ? [property.rows?.codeList ?? '', ...Object.values(property.each.properties).map(({ codeList = '' }) => codeList)]
      : [property.codeList ?? ''],
  );
}

function reportCodes(report: ReportDefinition, around: Around, each: string): NameCodes {
  const fields = Object.fromEntries(Object.entries(report.schema.properties).flatMap(([key, property]) => (isTable(property) ? [] : [[key, property]])));
  const table = each ? report.schema.properties[each] : undefined;
  const columns = table && isTable(table) ? { ...codesOf('row', table.each.properties, around), ...rowCodes(report, around, each) } : {};
  // A row of a loop has a name of its own; `rows.table.column` stands for whatever it is called.
  const loops = Object.entries(report.schema.properties).flatMap(([key, property]) =>
    isTable(property) ? Object.entries({ ...codesOf(`rows.${key}`, property.each.properties, around), ...rowCodes(report, around, key, `rows.${key}`) }) : [],
  );
  return { ...codesOf('record', fields, around), ...columns, ...Object.fromEntries(loops) };
}

export function rowCodes(report: ReportDefinition, around: Around, table: string, name = 'row'): NameCodes {
  const property = report.schema.properties[table];
  const list = property && isTable(property) ? property.rows?.codeList : undefined;
  return list ? { [`${name}.key`]: titlesOf(around, list), [`${name}.stage`]: stages } : {};
}

const stages = { primary: '小学', junior: '初中' };
export const officeCodes: NameCodes = { 'office.stages': stages, 'office.kind': { school: '学校', center: '中心校', township: '乡镇', bureau: '教育局' } };

export const codesOf = (name: string, fields: { [key: string]: Field | LedgerField }, around: Around): NameCodes =>
  Object.fromEntries(Object.entries(fields).flatMap(([key, { codeList }]) => (codeList ? [[`${name}.${key}`, titlesOf(around, codeList)]] : [])));

export function titlesOf(around: Around, list: string | undefined): { [code: string]: string } {
  const found = around[list ?? ''];
  return found?.kind === 'code-list' ? Object.fromEntries(byOrder((found as CodeListDefinition).codes).map(({ key, title }) => [key, title])) : {};
}

/** Titles of the codes a name may hold, by the name as it is written: `row.kind`. */
export type NameCodes = { [name: string]: { [code: string]: string } };

export type ExpressionPlace = {
  scope: ExpressionScope;
  /** Types that may come out. */
  expects: string[];
  /** Set where the condition has to be asked of the store as well. */
  query: ConditionScope | null;
  codes: NameCodes;
};
