import type { Columns, ReportDefinition } from './definition.generated.js';
import { isTable } from './record-data.js';

/** Keys of the columns of a table that are shown: placed in the header or in no header at all, and nowhere hidden. */
export function placedColumns(definition: ReportDefinition, table: string): Set<string> {
  const property = definition.schema.properties[table];
  if (!property || !isTable(property) || property.hidden) return new Set();
  const named = new Set<string>();
  const shown = new Set<string>();
  const place = (columns: Columns, hidden: boolean): void => {
    for (const [key, column] of Object.entries(columns)) {
      const out = hidden || column.hidden === true;
      if (column.columns) place(column.columns, out);
      else {
        named.add(key);
        if (!out) shown.add(key);
      }
    }
  };
  place(definition.layout?.tables?.[table]?.columns ?? {}, false);
  return new Set(Object.keys(property.each.properties).filter((key) => !property.each.properties[key]?.hidden && (shown.has(key) || !named.has(key))));
}
