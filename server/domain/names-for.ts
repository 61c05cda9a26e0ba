// What may be written at one place of a definition, with Chinese titles: for completion in the designer.
import { columnNames, functions } from './expression-functions.js';
import { type ExpressionScope, emptyScope, type ScopeType } from './expression-scope.js';
import { officeScope, rowScope, whenScope, wholeScope } from './form-scopes.js';
import type { Form } from './open-form.js';

/** `text` is what is written; `type` in words a person reads (整数, 文字 …). */
export type Name = { text: string; title: string; kind: 'field' | 'table' | 'function'; type: string };

const typeWords: { [type in ScopeType]: string } = { int: '整数', Decimal: '小数', string: '文字', bool: '是或否', 'list<string>': '名单' };

/**
 * Names an expression may use at a place (`checks.key.that`, `formulas.key.value`, `filledBy`, `schema.properties.table.rows.when`,
 * `carry.table.column.entry.row`), fields first. For checks and formulas that are not there yet, `each` says the table whose rows they are about.
 */
export function namesFor(form: Form, place: string, each?: string): Name[] {
  const scope = scopeAt(form, place, each);
  const fields = Object.entries(scope.names).flatMap(([name, { title, fields }]) =>
    Object.entries(fields).map(
      ([key, field]): Name => ({ text: `${name}.${key}`, title: `${title}·${field.title}`, kind: 'field', type: typeWords[field.type] }),
    ),
  );
  const tables = Object.entries(scope.tables).map(([key, { title }]): Name => ({ text: `rows.${key}`, title, kind: 'table', type: '名单' }));
  const sums = Object.entries(scope.tables).flatMap(([table, { title, columns }]) =>
    Object.entries(columns)
      .filter(([, { type }]) => type === 'int' || type === 'Decimal')
      .map(
        ([key, field]): Name => ({ text: `sum(rows.${table}, '${key}')`, title: `${title}·${field.title}合计`, kind: 'function', type: typeWords[field.type] }),
      ),
  );
  const before = Object.entries(scope.previous).map(
    ([path, field]): Name => ({ text: `previous('${path}')`, title: `上期·${field.title}`, kind: 'function', type: typeWords[field.type] }),
  );
  const usable = Object.entries(functions).filter(
    ([name]) => !columnNames.has(name) && name !== 'previous' && (scope.loops || !loops.has(name)) && (scope.calendar || name !== 'schoolDays'),
  );
  const written = usable.map(([name, { use, does }]): Name => ({ text: name, title: `${use}：${does}`, kind: 'function', type: '' }));
  return [...fields, ...tables, ...sums, ...before, ...written];
}

const loops = new Set(['filter', 'exists', 'exists_one', 'all']);

function scopeAt(form: Form, place: string, each?: string): ExpressionScope {
  const { definition } = form.snapshot;
  const [section, key = ''] = place.split('.');
  if (section === 'filledBy' || section === 'carry') return officeScope;
  if (section === 'schema') return whenScope;
  if (section !== 'checks' && section !== 'formulas') return emptyScope;
  const types = Object.fromEntries(
    form.formulas
      .filter((formula) => formula.each === null && formula.key !== (section === 'formulas' ? key : ''))
      .map(({ key, title, value }) => [key, { type: value.type as ScopeType, title, waits: true }]),
  );
  const whole = wholeScope(definition, types);
  const table = each ?? (section === 'checks' ? definition.checks?.[key]?.each : definition.formulas?.[key]?.each);
  return table ? rowScope(whole, table) : whole;
}
