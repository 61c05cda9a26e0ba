// Where the result of a formula goes, as a list to choose from.
import { byOrder } from '../../../server/domain/by-order.js';
import type { Field, Formula, ReportDefinition } from '../../../server/domain/definition.generated.js';
import { distinctFields } from '../../../server/domain/distinct-titles.js';
import { isTable } from '../../../server/domain/record-data.js';
import type { Choice } from './rule-places.js';

type Target = Pick<Formula, 'each' | 'to'>;

/** `table.column`, `field`, `table.` for a column that is still to be made, or '' where it is only shown below the sheet. */
export const targetOf = ({ each, to }: Target): string => (each ? `${each}.${to ?? ''}` : (to ?? ''));

export function targetFrom(value: string): Target {
  const [first = '', column] = value.split('.');
  if (column === undefined) return value === '' ? {} : { to: first };
  return column === '' ? { each: first } : { each: first, to: column };
}

export type TargetWords = { below: string; column(table: string, column: string): string; fresh?(table: string): string };

/** Columns and fields a result can be written into; with `fresh` also a column that is made for it. */
export function targetChoices(report: ReportDefinition, words: TargetWords): Choice[] {
  const fields = byOrder(report.schema.properties).flatMap((property): Choice[] => {
    if (property.hidden) return [];
    if (!isTable(property)) return [{ value: property.key, label: property.title }];
    return byOrder(distinctFields(property.key, property, report.layout.tables[property.key]))
      .filter((field: Field) => !field.hidden && !field.codeList)
      .map((field) => ({ value: `${property.key}.${field.key}`, label: words.column(property.title, field.title) }));
  });
  const made = words.fresh
    ? byOrder(report.schema.properties).flatMap((property): Choice[] =>
        isTable(property) && !property.hidden ? [{ value: `${property.key}.`, label: words.fresh?.(property.title) ?? '' }] : [],
      )
    : [];
  return [{ value: '', label: words.below }, ...made, ...fields];
}
