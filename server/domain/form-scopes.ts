// What the expressions of a form may name: of the whole record, and of one row.
import type { ReportDefinition } from './definition.generated.js';
import { distinctFields } from './distinct-titles.js';
import {
  type ExpressionScope,
  emptyScope,
  officeFields,
  periodFields,
  rowFacts,
  type ScopeField,
  type ScopeFields,
  type ScopeTable,
  scopeFields,
} from './expression-scope.js';
import { isTable } from './record-data.js';

/** Names for checks and formulas over the whole record. @param formulas those already typed */
export function wholeScope(definition: ReportDefinition, formulas: ScopeFields): ExpressionScope {
  const properties = Object.entries(definition.schema.properties).filter(([, property]) => !property.hidden);
  const record = scopeFields(Object.fromEntries(properties.flatMap(([key, property]) => (isTable(property) ? [] : [[key, property]]))));
  const tables: { [table: string]: ScopeTable } = {};
  for (const [key, property] of properties)
    if (isTable(property))
      tables[key] = {
        title: property.title,
        maxLines: property.maxLines ?? 300,
        ...(property.rows ? { list: property.rows.codeList } : {}),
        columns: { ...rowFactsOf(definition.layout.tables[key]?.rowTitle), ...scopeFields(distinctFields(key, property, definition.layout.tables[key])) },
      };
  return {
    ...emptyScope,
    names: {
      ...officeScope.names,
      period: { title: '本期', fields: periodFields },
      ...(Object.keys(record).length ? { record: { title: '本表栏目', fields: record } } : {}),
      ...(Object.keys(formulas).length ? { formula: { title: '算出的数', fields: formulas } } : {}),
    },
    tables,
    previous: { ...record, ...columnsBefore(tables) },
    calendar: definition.period.calendar !== undefined,
  };
}

/** The name of a row is called as the head of its column is. */
const rowFactsOf = (rowTitle: string | undefined): ScopeFields =>
  rowTitle === undefined ? rowFacts : { ...rowFacts, title: { ...(rowFacts.title as ScopeField), title: rowTitle } };

/** The same with the row of one table; loops over rows are not for it. */
export function rowScope(whole: ExpressionScope, table: string): ExpressionScope {
  const columns = whole.tables[table]?.columns ?? {};
  return {
    ...whole,
    names: { row: { title: whole.tables[table]?.title ?? '', fields: columns }, ...whole.names },
    previous: { ...whole.previous, ...numbersOf(columns) },
    rowList: whole.tables[table]?.list ?? null,
    loops: false,
  };
}

export const officeScope: ExpressionScope = { ...emptyScope, names: { office: { title: '单位', fields: officeFields } } };
/** Which rows a subtotal adds up: the same for every office. */
export const rowFactsScope: ExpressionScope = { ...emptyScope, names: { row: { title: '行', fields: rowFacts } } };
/** Which rows an office fills in. */
export const whenScope: ExpressionScope = { ...emptyScope, names: { row: { title: '行', fields: rowFacts }, ...officeScope.names } };

/** Of the report before, a column stands for its total. */
function columnsBefore(tables: ExpressionScope['tables']): ScopeFields {
  return Object.fromEntries(
    Object.entries(tables).flatMap(([table, { columns }]) => Object.entries(numbersOf(columns)).map(([key, field]) => [`${table}.${key}`, field])),
  );
}

const numbersOf = (columns: ScopeFields): ScopeFields =>
  Object.fromEntries(Object.entries(columns).filter(([, { type }]) => type === 'int' || type === 'Decimal'));
