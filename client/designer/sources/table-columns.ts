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

export type FieldChoice = { value: string; label: string; field: Field };

/** Single fields that may begin with what stood in the report before. */
export function fieldChoices(report: ReportDefinition): FieldChoice[] {
  const written = Object.values(report.formulas ?? {}).flatMap(({ each, to, hidden }) => (!hidden && !each && to ? [to] : []));
  return byOrder(report.schema.properties).flatMap((property) =>
    isTable(property) || property.hidden || property.type === 'boolean' || written.includes(property.key)
      ? []
      : [{ value: property.key, label: property.title, field: property }],
  );
}

export const isNumber = ({ type }: Pick<Field, 'type'>): boolean => type === 'integer' || type === 'decimal';

/** What a column or single field is called; its key where it is gone. */
export const columnTitle = (report: ReportDefinition, target: string): string =>
  columnChoices(report, true).find(({ value }) => value === target)?.label ?? report.schema.properties[target]?.title ?? target.split('.')[1] ?? target;

/** The `table.column` or single field that is chosen; in the path of a fault the halves of the former stand apart. */
export function chosenTarget(report: ReportDefinition, selection: string[] | null, section: 'carry' | 'fill'): string | null {
  const [first, target = '', column = ''] = selection ?? [];
  if (first !== section) return null;
  const property = report.schema.properties[target];
  return target.includes('.') || (property && !isTable(property)) ? target : `${target}.${column}`;
}
