// Where the result of a formula goes, as a list to choose from.
import { byOrder } from '../../../server/domain/by-order.js';
import type { Field, Formula, ReportDefinition } from '../../../server/domain/definition.generated.js';
import { isTable } from '../../../server/domain/record-data.js';
import type { Choice } from './rule-places.js';

type Target = Pick<Formula, 'each' | 'to'>;

/** `table.column`, `field`, or '' where it is only shown below the sheet. */
export const targetOf = ({ each, to }: Target): string => (to === undefined ? '' : each ? `${each}.${to}` : to);

export function targetFrom(value: string): Target {
  const [first = '', column] = value.split('.');
  return value === '' ? {} : column === undefined ? { to: first } : { each: first, to: column };
}

/** Columns and fields a result can be written into; `own` stays in the list whatever it is. */
export function targetChoices(report: ReportDefinition, words: { below: string; column(table: string, column: string): string }): Choice[] {
  const fields = byOrder(report.schema.properties).flatMap((property): Choice[] => {
    if (property.hidden) return [];
    if (!isTable(property)) return [{ value: property.key, label: property.title }];
    return byOrder(property.each.properties)
      .filter((field: Field) => !field.hidden && !field.codeList)
      .map((field) => ({ value: `${property.key}.${field.key}`, label: words.column(property.title, field.title) }));
  });
  return [{ value: '', label: words.below }, ...fields];
}
