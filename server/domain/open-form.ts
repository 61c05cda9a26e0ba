// A snapshot made ready to use: ordered columns, merged header, compiled formulas and checks.
import { byOrder } from './by-order.js';
import type { Column, Field, Table, TableLayout } from './definition.generated.js';
import {
  celType,
  compileExpression,
  compileMessage,
  type Expression,
  ExpressionError,
  environmentFor,
  type Message,
  type Scope,
  type SummedColumns,
} from './expressions.js';
import type { FormSnapshot } from './form-snapshot.js';
import type { Fault } from './problem.js';
import { isTable, parsePath } from './record-data.js';
import type { SheetHeaderCell } from './sheet.js';

export type Code = { value: string; title: string };
export type FormField = { key: string; title: string; field: Field; codes: Code[] };
/** `width` in millimetres. */
export type FormColumn = FormField & { width: number };
export type FormRow = { key: string; title: string; facts: { [name: string]: string } };
export type FormTable = {
  key: string;
  title: string;
  free: boolean;
  columns: FormColumn[];
  header: SheetHeaderCell[];
  headerDepth: number;
  /** Rows of a fixed table, all of them; empty for free lines. */
  rows: FormRow[];
  when: Expression | null;
  rowTitle: string;
  rowWidth: number;
  total: string | null;
  minLines: number;
  maxLines: number;
};
export type FormCheck = { key: string; each: string | null; level: 'error' | 'warning'; at: string[]; that: Expression; message: Message; explain: string };
export type FormFormula = { key: string; title: string; value: Expression; show: 'number' | 'percent'; digits: number };
export type Form = {
  snapshot: FormSnapshot;
  fields: FormField[];
  tables: FormTable[];
  checks: FormCheck[];
  formulas: FormFormula[];
  filledBy: Expression | null;
};

const officeScope = { id: 'string', title: 'string', kind: 'string', stages: 'list<string>' };
const periodScope = { key: 'string', title: 'string', year: 'int', month: 'int' };

/** @throws FormError with every fault of the definition's formulas and layout at once. */
export function openForm(snapshot: FormSnapshot): Form {
  const faults: Fault[] = [];
  const { definition } = snapshot;
  const visible = byOrder(definition.schema.properties as { [key: string]: Table | Field }).filter((property) => !property.hidden);
  const summed: SummedColumns = {};
  for (const property of visible)
    if (isTable(property))
      summed[property.key] = byOrder(property.each.properties)
        .filter((field) => field.type === 'integer')
        .map((field) => field.key);
  const recordScope = Object.fromEntries(visible.filter((property) => !isTable(property)).map((field) => [field.key, celType(field as Field)]));
  const base: Scope = { office: officeScope, period: periodScope, ...(Object.keys(recordScope).length ? { record: recordScope } : {}) };
  const whole = environmentFor(base, summed);
  const attempt = <T>(path: string, make: () => T): T | null => {
    try {
      return make();
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      faults.push({ path, message: error.message });
      return null;
    }
  };

  const tables = visible
    .filter((property): property is Table & { key: string } => isTable(property))
    .map((table) => openTable(table, snapshot, summed, attempt, faults));
  const rowEnvironment = (tableKey: string) => {
    const table = definition.schema.properties[tableKey] as Table;
    const columns = Object.fromEntries(Object.entries(table.each.properties).map(([key, field]) => [key, celType(field)]));
    return environmentFor({ ...base, row: { ...columns, key: 'string', title: 'string', stage: 'string' } }, summed);
  };
  const checks = byOrder(definition.checks)
    .filter((check) => !check.hidden)
    .flatMap((check): FormCheck[] => {
      const place = `checks.${check.key}`;
      if (check.each && !summed[check.each]) {
        faults.push({ path: `${place}.each`, message: `没有名为“${check.each}”的表` });
        return [];
      }
      const environment = check.each ? rowEnvironment(check.each) : whole;
      const that = attempt(`${place}.that`, () => compileExpression(environment, check.that, ['bool'], summed));
      const message = attempt(`${place}.message`, () => compileMessage(environment, check.message, summed));
      return that && message
        ? [
            {
              key: check.key,
              each: check.each ?? null,
              level: check.level,
              at: Object.keys(check.at ?? {}).filter((key) => check.at?.[key]),
              that,
              message,
              explain: check.explain ?? '',
            },
          ]
        : [];
    });
  const formulas = byOrder(definition.formulas)
    .filter((formula) => !formula.hidden)
    .flatMap((formula): FormFormula[] => {
      const value = attempt(`formulas.${formula.key}.value`, () => compileExpression(whole, formula.value, ['int', 'Decimal'], summed));
      return value ? [{ key: formula.key, title: formula.title, value, show: formula.show ?? 'number', digits: formula.digits ?? 0 }] : [];
    });
  const filledBy = definition.filledBy
    ? attempt('filledBy', () => compileExpression(environmentFor({ office: officeScope }, {}), definition.filledBy as string, ['bool'], {}))
    : null;
  const fields = visible.filter((property) => !isTable(property)).map((property) => openField(property as Field & { key: string }, snapshot));
  if (faults.length > 0) throw new FormError(faults);
  return { snapshot, fields, tables, checks, formulas, filledBy };
}

export class FormError extends Error {
  readonly faults: Fault[];
  constructor(faults: Fault[]) {
    super(faults.map((fault) => `${fault.path}: ${fault.message}`).join('\n'));
    this.name = 'FormError';
    this.faults = faults;
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

type Attempt = <T>(path: string, make: () => T) => T | null;

function openField(field: Field & { key: string }, snapshot: FormSnapshot): FormField {
  const codes = field.codeList
    ? byOrder(snapshot.lists[field.codeList]?.codes)
        .filter((code) => !code.hidden)
        .map((code) => ({ value: code.key, title: code.title }))
    : [];
  return { key: field.key, title: field.title, field, codes };
}

function openTable(table: Table & { key: string }, snapshot: FormSnapshot, summed: SummedColumns, attempt: Attempt, faults: Fault[]): FormTable {
  const layout: TableLayout = snapshot.definition.layout.tables[table.key] ?? { columns: {} };
  const free = table.type === 'array';
  const shown: FormColumn[] = [];
  const header: SheetHeaderCell[] = [];
  const placed = new Set<string>();
  const depth = 1 + depthOf(layout.columns);
  const rowTitle = layout.rowTitle ?? (free ? '序号' : '');
  header.push({ title: rowTitle, row: 0, column: 0, rowSpan: depth, colSpan: 1 });
  const place = (columns: { [key: string]: Column }, level: number, path: string): void => {
    for (const column of byOrder(columns)) {
      if (column.hidden) continue;
      if (column.columns) {
        const start = shown.length;
        const at = header.length;
        place(column.columns, level + 1, `${path}.${column.key}.columns`);
        if (shown.length > start) header.splice(at, 0, { title: column.title ?? '', row: level, column: start + 1, rowSpan: 1, colSpan: shown.length - start });
        continue;
      }
      const field = table.each.properties[column.key];
      if (!field) {
        faults.push({ path: `${path}.${column.key}`, message: `表里没有名为“${column.key}”的栏目` });
        continue;
      }
      placed.add(column.key);
      if (field.hidden) continue;
      const title = column.title ?? field.title;
      header.push({ title, row: level, column: shown.length + 1, rowSpan: depth - level, colSpan: 1 });
      shown.push({ ...openField({ ...field, key: column.key }, snapshot), title, width: column.width ?? (field.type === 'string' ? 30 : 18) });
    }
  };
  place(layout.columns, 0, `layout.tables.${table.key}.columns`);
  place(
    Object.fromEntries(
      byOrder(table.each.properties)
        .filter((field) => !placed.has(field.key))
        .map((field) => [field.key, {}]),
    ),
    0,
    `schema.properties.${table.key}`,
  );
  const rows = free
    ? []
    : byOrder(snapshot.lists[table.rows?.codeList ?? '']?.codes)
        .filter((code) => !code.hidden)
        .map((code) => ({ key: code.key, title: code.title, facts: { key: code.key, title: code.title, stage: code.stage ?? '' } }));
  const when = table.rows?.when
    ? attempt(`schema.properties.${table.key}.rows.when`, () =>
        compileExpression(
          environmentFor({ office: officeScope, row: { key: 'string', title: 'string', stage: 'string' } }, {}),
          table.rows?.when as string,
          ['bool'],
          summed,
        ),
      )
    : null;
  return {
    key: table.key,
    title: table.title,
    free,
    columns: shown,
    header,
    headerDepth: depth,
    rows,
    when,
    rowTitle,
    rowWidth: layout.rowWidth ?? 14,
    total: layout.total ?? null,
    minLines: table.minLines ?? 0,
    maxLines: table.maxLines ?? 300,
  };
}

/** Header levels below the first. */
function depthOf(columns: { [key: string]: Column }): number {
  return Math.max(
    0,
    ...Object.values(columns)
      .filter((column) => !column.hidden && column.columns)
      .map((column) => 1 + depthOf(column.columns ?? {})),
  );
}
