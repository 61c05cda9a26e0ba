// Checks and formulas of a report as the designer lists them.
import { byOrder } from '../../../server/domain/by-order.js';
import type { ReportDefinition } from '../../../server/domain/definition.generated.js';
import { distinctFields } from '../../../server/domain/distinct-titles.js';
import { isTable } from '../../../server/domain/record-data.js';
import { withoutOthers } from '../../../server/domain/references.js';

export type Choice = { value: string; label: string };

/** Tables a row can be judged in. */
export const tableChoices = (report: ReportDefinition): Choice[] =>
  byOrder(report.schema.properties).flatMap(({ key, hidden, ...property }) => (isTable(property) && !hidden ? [{ value: key, label: property.title }] : []));

/** Columns of a table, or the fields and tables of the whole sheet. */
export function markChoices(report: ReportDefinition, each: string | undefined): Choice[] {
  const property = each ? report.schema.properties[each] : undefined;
  const map = each && property && isTable(property) ? distinctFields(each, property, report.layout.tables[each]) : report.schema.properties;
  return byOrder(map as { [key: string]: { title: string; hidden?: boolean } }).flatMap(({ key, title, hidden }) =>
    hidden ? [] : [{ value: key, label: title }],
  );
}

/** Titles of columns and fields that are not shown any more and that a rule still reads: what nobody fills in keeps it waiting. */
export function hiddenIn(report: ReportDefinition, each: string | undefined, whole: string): string[] {
  const text = withoutOthers(whole);
  const named = (key: string): boolean => new RegExp(`\\b(?:row|record)\\.${key}\\b|'(?:\\w+\\.)?${key}'`).test(text);
  return Object.entries(report.schema.properties).flatMap(([key, property]) => {
    if (!isTable(property)) return property.hidden && named(key) ? [property.title] : [];
    if (each !== undefined && each !== key && !text.includes(`rows.${key}`)) return [];
    return Object.entries(property.each.properties).flatMap(([column, field]) => (field.hidden && named(column) ? [field.title] : []));
  });
}
