// What places of a report are called.
import type { ReportDefinition } from '../../../server/domain/definition.generated.js';
import { isTable } from '../../../server/domain/record-data.js';

/** The title of a column named as `table.column`. */
export function columnOf(report: ReportDefinition, target: string): string {
  const [table = '', key = ''] = target.split('.');
  const property = report.schema.properties[table];
  return property && isTable(property) ? (property.each.properties[key]?.title ?? target) : target;
}
