// Columns of fixed tables as places numbers come into: `table.column`, with titles.
import { byOrder } from '../../../server/domain/by-order.js';
import type { Field, ReportDefinition, Table } from '../../../server/domain/definition.generated.js';
import { distinctFields } from '../../../server/domain/distinct-titles.js';
import { isTable } from '../../../server/domain/record-data.js';

export type ColumnChoice = { value: string; label: string; field: Field; table: Table };

/** Of all fixed tables that are shown, with `lists` also of tables whose lines people add; the table is named where there are several. */
export function columnChoices(report: ReportDefinition, lists = false): ColumnChoice[] {
  const tables = byOrder(report.schema.properties).flatMap((property) =>
    isTable(property) && (lists || property.type === 'object') && !property.hidden ? [{ key: property.key, table: property as Table }] : [],
  );
  return tables.flatMap(({ key, table }) =>
    byOrder(distinctFields(key, table, report.layout.tables[key]))
      .filter(({ hidden }) => !hidden)
      .map((field) => ({ value: `${key}.${field.key}`, label: tables.length > 1 ? `${table.title}·${field.title}` : field.title, field, table })),
  );
}

export const isNumber = ({ type }: Pick<Field, 'type'>): boolean => type === 'integer' || type === 'decimal';

/** What a column is called; its key where it is gone. */
export const columnTitle = (report: ReportDefinition, target: string): string =>
  columnChoices(report, true).find(({ value }) => value === target)?.label ?? target.split('.')[1] ?? target;

/** The `table.column` that is chosen; in the path of a fault its two halves stand apart. */
export function chosenTarget(selection: string[] | null, section: 'carry' | 'fill'): string | null {
  const [first, target = '', column = ''] = selection ?? [];
  if (first !== section) return null;
  return target.includes('.') ? target : `${target}.${column}`;
}
