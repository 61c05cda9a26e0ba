// One table of a form: its columns in order, its merged header, its rows.
import { byOrder } from './by-order.js';
import type { Field, Table, TableLayout } from './definition.generated.js';
import { languageFor } from './expression-environment.js';
import { compileExpression } from './expressions.js';
import type { Attempt, FormColumn, FormField, FormRow, FormSubtotal, FormTable } from './form-parts.js';
import { rowFactsScope, whenScope } from './form-scopes.js';
import type { FormSnapshot } from './form-snapshot.js';
import { placeHeader } from './place-header.js';
import type { Fault } from './problem.js';
import type { SheetHeaderCell } from './sheet.js';

/** @param rule what the definition says of it in `sums` @param computed by a formula @param rate by one that divides @param notIn rows that have no such cell */
export function openField(
  field: Field & { key: string },
  snapshot: FormSnapshot,
  rule: unknown,
  computed: boolean,
  rate: boolean,
  notIn: ReadonlySet<string> = inEveryRow,
): FormField {
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
    computed,
    ...sumRules(field, rule, rate),
    notIn,
  };
}

/** Rates do not add: what is said of a table as a whole, or was said before a column became a rate, means that it is worked out anew. */
function sumRules({ type }: Field, said: unknown, rate: boolean): Pick<FormField, 'total' | 'sums'> {
  if (type !== 'integer' && type !== 'decimal') return { total: 'none', sums: 'none' };
  const known = said === 'add' || said === 'again' || said === 'average' || said === 'none' ? said : null;
  const rule = rate && (known === null || known === 'add') ? 'again' : known;
  return { total: rule ?? 'add', sums: rule ?? 'none' };
}

const inEveryRow: ReadonlySet<string> = new Set();

const codesOf = (snapshot: FormSnapshot, list: string) => byOrder(snapshot.lists[list]?.codes);

/** @param written the places (`table.column`) formulas write, `rates` those of them that hold rates */
export function openTable(
  table: Table & { key: string },
  snapshot: FormSnapshot,
  written: Set<string>,
  rates: Set<string>,
  attempt: Attempt,
  faults: Fault[],
): FormTable {
  const layout: TableLayout = snapshot.definition.layout.tables[table.key] ?? { columns: {} };
  const free = table.type === 'array';
  const rules = snapshot.definition.sums?.[table.key];
  const placed = placeHeader(table.key, table, layout, faults);
  const rowTitle = layout.rowTitle ?? (free ? '序号' : '');
  const header: SheetHeaderCell[] = [
    { title: rowTitle, row: 0, column: 0, rowSpan: placed.depth, colSpan: 1 },
    ...placed.cells.map(({ title, row, column, rowSpan, colSpan }) => ({ title, row, column, rowSpan, colSpan })),
  ];
  const rows = free
    ? []
    : codesOf(snapshot, table.rows?.codeList ?? '')
        .filter((code) => !code.hidden)
        .map((code) => ({ key: code.key, title: code.title, facts: { key: code.key, title: code.title, stage: code.stage ?? '' } }));
  const open = (key: string, field: Field): FormField => {
    const place = `${table.key}.${key}`;
    const notIn = rowsWithout(table, key, field, rows, attempt, faults);
    return openField({ ...field, key }, snapshot, typeof rules === 'object' ? rules[key] : rules, written.has(place), rates.has(place), notIn);
  };
  const every = byOrder(table.each.properties).map((field) => open(field.key, field));
  const columns = placed.leaves.map(({ key, title, width }): FormColumn => ({ ...(every.find((field) => field.key === key) as FormField), title, width }));
  const condition = table.rows?.when;
  const when = condition ? attempt(`schema.properties.${table.key}.rows.when`, () => compileExpression(languageFor(whenScope), condition, ['bool'])) : null;
  return {
    key: table.key,
    title: table.title,
    free,
    columns,
    every,
    header,
    headerDepth: placed.depth,
    rows,
    when,
    rowTitle,
    rowWidth: layout.rowWidth ?? 14,
    total: layout.total ?? null,
    sumsFirst: layout.sumsFirst ?? false,
    numbered: layout.numbered ?? false,
    subtotals: openSubtotals(table.key, layout, free, rows, attempt, faults),
    minLines: table.minLines ?? 0,
    maxLines: table.maxLines ?? 300,
  };
}

/** Rows in which nobody is asked for a column. */
function rowsWithout(table: Table & { key: string }, key: string, field: Field, rows: FormRow[], attempt: Attempt, faults: Fault[]): ReadonlySet<string> {
  const { when } = field;
  if (when === undefined || table.type === 'array') return inEveryRow;
  const place = `schema.properties.${table.key}.each.properties.${key}.when`;
  const condition = attempt(place, () => compileExpression(languageFor(rowFactsScope), when, ['bool']));
  if (!condition) return inEveryRow;
  const without = rows.filter(({ facts }) => condition.evaluate({ row: facts }) !== true).map((row) => row.key);
  if (without.length === rows.length) faults.push({ path: place, message: `“${field.title}”没有任何一行要填，请检查条件` });
  return new Set(without);
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
