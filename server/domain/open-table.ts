// One table of a form: its columns in order, its merged header, its rows.
import { byOrder } from './by-order.js';
import type { Column, Field, Table, TableLayout } from './definition.generated.js';
import { languageFor } from './expression-environment.js';
import { compileExpression, type Expression } from './expressions.js';
import { rowFactsScope, whenScope } from './form-scopes.js';
import type { FormSnapshot } from './form-snapshot.js';
import type { Attempt, FormColumn, FormField, FormRow, FormSubtotal, FormTable } from './open-form.js';
import type { Fault } from './problem.js';
import type { SheetHeaderCell } from './sheet.js';

export function openField(field: Field & { key: string }, snapshot: FormSnapshot, computed?: Expression): FormField {
  const codes = field.codeList ? codesOf(snapshot, field.codeList).filter((code) => !code.hidden) : [];
  return {
    key: field.key,
    title: field.title,
    field,
    codes: codes.map(({ key, title, from, until, becomes }) => ({
      value: key,
      title,
      ...(from ? { from } : {}),
      ...(until ? { until } : {}),
      ...(becomes ? { becomes: Object.keys(becomes).filter((code) => becomes[code]) } : {}),
    })),
    computed: computed !== undefined,
    adds: (field.type === 'integer' || field.type === 'decimal') && computed?.reads.divides !== true,
  };
}

const codesOf = (snapshot: FormSnapshot, list: string) => byOrder(snapshot.lists[list]?.codes);

export function openTable(
  table: Table & { key: string },
  snapshot: FormSnapshot,
  computed: Map<string, Expression>,
  attempt: Attempt,
  faults: Fault[],
): FormTable {
  const layout: TableLayout = snapshot.definition.layout.tables[table.key] ?? { columns: {} };
  const free = table.type === 'array';
  const shown: FormColumn[] = [];
  const header: SheetHeaderCell[] = [];
  const placed = new Set<string>();
  const unwanted = new Set<string>();
  const open = (key: string, field: Field): FormField => openField({ ...field, key }, snapshot, computed.get(`${table.key}.${key}`));
  const depth = 1 + depthOf(layout.columns);
  const rowTitle = layout.rowTitle ?? (free ? '序号' : '');
  header.push({ title: rowTitle, row: 0, column: 0, rowSpan: depth, colSpan: 1 });
  const place = (columns: { [key: string]: Column }, level: number, path: string): void => {
    for (const column of byOrder(columns)) {
      if (column.hidden) {
        // Hidden here and placed elsewhere is how a layer moves a column it may not take away.
        for (const key of leavesOf(column, column.key)) unwanted.add(key);
        continue;
      }
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
      if (placed.has(column.key)) {
        faults.push({ path: `${path}.${column.key}`, message: `“${field.title}”在表头里放了两次，一列只能放一处` });
        continue;
      }
      placed.add(column.key);
      if (field.hidden) continue;
      const title = column.title ?? field.title;
      header.push({ title, row: level, column: shown.length + 1, rowSpan: depth - level, colSpan: 1 });
      shown.push({ ...open(column.key, field), title, width: column.width ?? (field.type === 'string' ? 30 : 18) });
    }
  };
  place(layout.columns, 0, `layout.tables.${table.key}.columns`);
  place(
    Object.fromEntries(
      byOrder(table.each.properties)
        .filter((field) => !placed.has(field.key) && !unwanted.has(field.key))
        .map((field) => [field.key, {}]),
    ),
    0,
    `schema.properties.${table.key}`,
  );
  const rows = free
    ? []
    : codesOf(snapshot, table.rows?.codeList ?? '')
        .filter((code) => !code.hidden)
        .map((code) => ({ key: code.key, title: code.title, facts: { key: code.key, title: code.title, stage: code.stage ?? '' } }));
  const condition = table.rows?.when;
  const when = condition ? attempt(`schema.properties.${table.key}.rows.when`, () => compileExpression(languageFor(whenScope), condition, ['bool'])) : null;
  return {
    key: table.key,
    title: table.title,
    free,
    columns: shown,
    every: byOrder(table.each.properties).map((field) => open(field.key, field)),
    header,
    headerDepth: depth,
    rows,
    when,
    rowTitle,
    rowWidth: layout.rowWidth ?? 14,
    total: layout.total ?? null,
    subtotals: openSubtotals(table.key, layout, free, rows, attempt, faults),
    minLines: table.minLines ?? 0,
    maxLines: table.maxLines ?? 300,
  };
}

function openSubtotals(table: string, layout: TableLayout, free: boolean, rows: FormRow[], attempt: Attempt, faults: Fault[]): FormSubtotal[] {
  return byOrder(layout.subtotals)
    .filter((subtotal) => !subtotal.hidden)
    .flatMap(({ key, title, where }): FormSubtotal[] => {
      const place = `layout.tables.${table}.subtotals.${key}`;
      const condition = attempt(`${place}.where`, () => compileExpression(languageFor(rowFactsScope), where, ['bool']));
      if (!condition) return [];
      const added = rows.filter(({ facts }) => condition.evaluate({ row: facts }) === true).map((row) => row.key);
      if (free) faults.push({ path: place, message: `可以增减行的表没有固定的行，不能有小计“${title}”` });
      else if (added.length === 0) faults.push({ path: `${place}.where`, message: `小计“${title}”没有加任何一行，请检查条件` });
      return added.length > 0 ? [{ key, title, rows: added }] : [];
    });
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

const leavesOf = (column: Column, key: string): string[] =>
  column.columns ? Object.entries(column.columns).flatMap(([inner, one]) => leavesOf(one, inner)) : [key];
