import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { aroundRows, columnTotals } from '../../server/domain/column-totals.js';
import type { Field } from '../../server/domain/definition.generated.js';
import type { FormTable } from '../../server/domain/form-parts.js';
import type { RecordData, Row } from '../../server/domain/record-data.js';
import { heldCells, rowsOf } from '../../server/domain/rows-of.js';
import { numbersOf } from '../../server/domain/sheet-of-record.js';
import { aroundSum } from '../../server/domain/sums.js';
import { type FormDesk, useFormDesk } from './form-desk.js';
import type { GridChange, GridColumn, GridIssue, GridRow, GridSubtotal, GridTotals, GridValues } from './grid/grid-types.js';
import { TableGrid } from './grid/table-grid.js';
import { useGridTexts } from './grid-texts.js';

/** Our own field for everything drawn as a table; rjsf hands it the table's key. */
export function TableField({ name }: { name: string }) {
  const desk = useFormDesk();
  const table = desk.form.tables.find((one) => one.key === name);
  return table ? <Table table={table} desk={desk} /> : null;
}

function Table({ table, desk }: { table: FormTable; desk: FormDesk }) {
  const { t } = useTranslation();
  const texts = useGridTexts();
  const { office, readOnly, everyRow, onType, onAddLines } = desk;
  const columns = useMemo(
    () =>
      table.columns.map(
        (column): GridColumn => ({
          key: column.key,
          title: column.title,
          width: column.width,
          type: gridType(column.field),
          ...(column.field.codeList ? { codes: column.codes } : {}),
          required: (column.field.required ?? false) && !column.computed,
          ...(column.computed ? { readOnly: true } : {}),
          ...(column.notIn.size > 0 ? { notIn: column.notIn } : {}),
          ...(column.field.hint ? { hint: column.field.hint } : {}),
          ...(column.field.maxLength === undefined ? {} : { maxLength: column.field.maxLength }),
          signed: (column.field.type === 'integer' || column.field.type === 'decimal') && (column.field.minimum ?? -1) < 0,
        }),
      ),
    [table],
  );
  const value = desk.data[table.key];
  // Fixed rows do not hang on what is typed in them.
  const lines = table.free && Array.isArray(value) ? value : null;
  const rows = useMemo((): GridRow[] => {
    if (table.free) return (lines ?? []).map((line, index) => ({ key: line.id, title: String(index + 1), asked: true }));
    const asked = new Set(rowsOf(table, {}, office).map((row) => row.key));
    return table.rows.map(({ key, title }) => ({ key, title, asked: everyRow || asked.has(key) }));
  }, [table, office, everyRow, lines]);
  const values = useMemo(
    (): GridValues => (Array.isArray(value) ? Object.fromEntries(value.map((line) => [line.id, line])) : ((value ?? {}) as GridValues)),
    [value],
  );
  const totalOf = useTotals(table, desk);
  const totals = useMemo(
    (): GridTotals | undefined => (table.total === null ? undefined : { title: table.total, of: (now) => totalOf(heldRows(table, Object.keys(now), now)) }),
    [table, totalOf],
  );
  const numbers = useMemo(() => numbersOf(table), [table]);
  const subtotals = useMemo(
    () =>
      table.subtotals.map(
        ({ key, title, rows: added }): GridSubtotal => ({
          key,
          title,
          row: added.at(table.sumsFirst ? 0 : -1) as string,
          before: table.sumsFirst,
          of: (now) => totalOf(heldRows(table, added, now)),
        }),
      ),
    [table, totalOf],
  );
  const issues = useMemo(
    () =>
      desk.issues.flatMap((issue) =>
        issue.paths.flatMap((path): GridIssue[] => {
          const [of, row, column] = path.split('.');
          return of === table.key && row && column ? [{ row, column, level: issue.level, message: issue.message }] : [];
        }),
      ),
    [desk.issues, table],
  );
  const notes = useMemo(() => within(table.key, desk.notes), [desk.notes, table]);
  const sources = useMemo(() => within(table.key, desk.sources ?? {}), [desk.sources, table]);
  const changed = useMemo(() => within(table.key, Object.fromEntries(Object.keys(desk.others).map((path) => [path, 'theirs' as const]))), [desk.others, table]);
  const focus = useMemo(() => {
    const [of, row, column] = desk.focus?.path.split('.') ?? [];
    return desk.focus && of === table.key && row && column ? { row, column, nonce: desk.focus.nonce } : undefined;
  }, [desk.focus, table]);

  const change = useCallback(
    (changes: GridChange[]) => onType(changes.map(({ row, column, value: to }) => ({ path: `${table.key}.${row}.${column}`, to }))),
    [onType, table],
  );
  const addLines = useCallback(
    (count: number) => {
      const ids = Array.from({ length: count }, () => `l${crypto.randomUUID().replaceAll('-', '').slice(0, 16)}`);
      onAddLines(table.key, ids);
      return ids;
    },
    [onAddLines, table],
  );
  const removeLines = useCallback((keys: string[]) => onType(keys.map((key) => ({ path: `${table.key}.${key}`, to: null }))), [onType, table]);

  return (
    <TableGrid
      label={table.title || t('report.table')}
      header={table.header}
      headerDepth={table.headerDepth}
      columns={columns}
      rows={rows}
      free={table.free}
      maxLines={table.maxLines}
      values={values}
      {...(totals ? { totals } : {})}
      totalsFirst={table.sumsFirst}
      numbers={numbers}
      subtotals={subtotals}
      issues={issues}
      notes={notes}
      sources={sources}
      changed={changed}
      readOnly={readOnly}
      texts={texts}
      onChange={change}
      {...(table.free ? { onAddLines: addLines, onRemoveLines: removeLines } : {})}
      onOpenSource={(row, column) => desk.onOpenSource?.(`${table.key}.${row}.${column}`)}
      {...(focus ? { focus } : {})}
    />
  );
}

/** What rows come to in a row of sums. What stands beside them is of no moment to numbers that only add. */
function useTotals(table: FormTable, { form, data, office, period, everyRow }: FormDesk): (rows: (Row | undefined)[]) => ReturnType<typeof columnTotals> {
  const beside = table.columns.some(({ total }) => total === 'again') ? data : nothing;
  return useMemo(() => {
    const around = everyRow ? aroundSum(form, beside, period) : aroundRows(form, beside, { office, period, carried: {} });
    return (rows) => columnTotals(form, table, rows, around);
  }, [form, table, beside, office, period, everyRow]);
}

const nothing: RecordData = {};

const heldRows = (table: FormTable, keys: string[], values: GridValues): (Row | undefined)[] =>
  keys.map((key) => heldCells(table, key, values[key] as Row | undefined));

const gridType = (field: Field): GridColumn['type'] => (field.codeList ? 'code' : field.format === 'date' ? 'date' : field.type);

/** Entries of one table, by `row.column`. */
function within<T>(table: string, byPath: { [path: string]: T }): Record<string, T> {
  return Object.fromEntries(
    Object.entries(byPath)
      .filter(([path]) => path.startsWith(`${table}.`) && path.split('.').length === 3)
      .map(([path, value]) => [path.slice(table.length + 1), value]),
  );
}
