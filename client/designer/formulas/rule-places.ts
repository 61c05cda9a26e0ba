// Checks and formulas of a report as the designer lists them.

import { byOrder } from '../../../server/domain/by-order.js';
import type { Check, Formula, ReportDefinition } from '../../../server/domain/definition.generated.js';
import { type ExpressionPlace, expressionPlace } from '../../../server/domain/expression-places.js';
import type { LayeredDefinition } from '../../../server/domain/layers.js';
import { isTable } from '../../../server/domain/record-data.js';
import { setAt } from '../edit-tree.js';

export type Around = { [id: string]: LayeredDefinition };
export type Choice = { value: string; label: string };

/** What the expression of a check or formula may name, also of one that is not in the definition yet. */
export const placeOf = (report: ReportDefinition, around: Around, section: 'checks' | 'formulas', key: string, rule: Check | Formula): ExpressionPlace =>
  expressionPlace(setAt(report, [section, key], rule), around, [section, key, section === 'checks' ? 'that' : 'value']) as ExpressionPlace;

/** Tables a row can be judged in. */
export const tableChoices = (report: ReportDefinition): Choice[] =>
  byOrder(report.schema.properties).flatMap(({ key, hidden, ...property }) => (isTable(property) && !hidden ? [{ value: key, label: property.title }] : []));

/** Columns of a table, or the fields and tables of the whole sheet. */
export function markChoices(report: ReportDefinition, each: string | undefined): Choice[] {
  const property = each ? report.schema.properties[each] : undefined;
  const map = property && isTable(property) ? property.each.properties : report.schema.properties;
  return byOrder(map as { [key: string]: { title: string; hidden?: boolean } }).flatMap(({ key, title, hidden }) =>
    hidden ? [] : [{ value: key, label: title }],
  );
}
