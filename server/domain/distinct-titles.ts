// Columns of one name under different headers, such as 男 under each stage, told apart by the header they stand under.
import type { Field, Table, TableLayout } from './definition.generated.js';
import { placeHeader } from './place-header.js';

/** The fields of a table; of those whose title another has too, the title begins with the headers above: 在校·男. */
export function distinctFields(key: string, table: Table, layout: TableLayout | undefined): { [column: string]: Field } {
  const fields = table.each.properties;
  const count = new Map<string, number>();
  for (const { title, hidden } of Object.values(fields)) if (!hidden) count.set(title, (count.get(title) ?? 0) + 1);
  if ([...count.values()].every((one) => one === 1)) return fields;
  const { cells } = placeHeader(key, table, layout);
  const groups = new Map(cells.filter((cell) => cell.group).map((cell) => [cell.keys.join('.'), cell.title]));
  const above = new Map(
    cells
      .filter((cell) => !cell.group)
      .map(({ key: column, keys }) => [column, keys.slice(0, -1).map((_, depth) => groups.get(keys.slice(0, depth + 1).join('.')) ?? '')]),
  );
  return Object.fromEntries(
    Object.entries(fields).map(([column, field]) => {
      const headers = (count.get(field.title) ?? 0) > 1 ? (above.get(column) ?? []) : [];
      return [column, headers.length > 0 ? { ...field, title: [...headers, field.title].join('·') } : field];
    }),
  );
}
