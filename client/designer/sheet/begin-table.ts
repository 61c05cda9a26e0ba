// Tables and columns that come all at once, from a header that was copied or written down.
import type { TFunction } from 'i18next';
import type { Columns, Field, ReportDefinition, Table } from '../../../server/domain/definition.generated.js';
import type { LayeredDefinition } from '../../../server/domain/layers.js';
import { orderBehind, placesIn, setAt } from '../edit-tree.js';
import { keyFor } from '../make-key.js';
import { mayAddUp, setAddsUp } from './column-edits.js';
import { guessField } from './guess-field.js';
import { placeAll } from './header-edits.js';
import type { ParsedHeader } from './parse-header.js';

export type NewColumns = { fields: { [key: string]: Field }; columns: Columns };

/** Keys and guessed kinds for a header. @param list true where people add the lines themselves; @param around definitions there are, by id */
export async function columnsFor(
  headers: ParsedHeader[],
  prefix: string,
  taken: string[],
  list: boolean,
  around: { [id: string]: LayeredDefinition },
  t: TFunction,
): Promise<NewColumns> {
  const used = new Set(taken);
  const fields: NewColumns['fields'] = {};
  const under = async (some: ParsedHeader[], above: string): Promise<Columns> => {
    const columns: Columns = {};
    for (const [index, { title, children }] of some.entries()) {
      const key = await keyFor(children.length > 0 ? title : `${above}${title}`, prefix, used);
      used.add(key);
      const order = index * 10;
      if (children.length > 0) columns[key] = { title, order, columns: await under(children, title) };
      else {
        columns[key] = { order };
        fields[key] = guessField(title, list, around, t);
      }
    }
    return columns;
  };
  return { columns: await under(headers, ''), fields };
}

/** Two of one name side by side cannot be told apart; null where all differ. */
export function twiceIn(headers: ParsedHeader[]): string | null {
  const titles = headers.map(({ title }) => title);
  const twice = titles.find((title, at) => titles.indexOf(title) !== at);
  return twice ?? headers.map(({ children }) => twiceIn(children)).find((one) => one !== null) ?? null;
}

export type NewTable = { key: string; title: string; rowTitle: string; total: string | null; rows: Table['rows'] | null };

export function addTable(report: ReportDefinition, table: NewTable, { fields, columns }: NewColumns): ReportDefinition {
  const properties = report.schema?.properties ?? {};
  const order = orderBehind(properties, placesIn(properties).at(-1)?.key ?? null);
  const kind = table.rows ? { type: 'object' as const, rows: table.rows } : { type: 'array' as const };
  const held = setAt(report, ['schema', 'properties', table.key], { ...kind, title: table.title, order, each: { properties: fields } });
  const laid = setAt(held, ['layout', 'tables', table.key], {
    ...(table.rowTitle === '' ? {} : { rowTitle: table.rowTitle }),
    ...(table.total === null ? {} : { total: table.total }),
    columns,
  });
  return summed(laid, table.key, fields);
}

/** The table begun again with other columns: nothing of the old ones is kept. */
export function replaceColumns(report: ReportDefinition, table: NewTable, columns: NewColumns): ReportDefinition {
  const { [table.key]: _, ...sums } = report.sums ?? {};
  const order = (report.schema.properties[table.key] as { order?: number }).order;
  const cleared = { ...report, sums };
  const next = addTable(cleared, table, columns);
  return setAt(next, ['schema', 'properties', table.key, 'order'], order ?? 0);
}

/** The columns behind those the table has. */
export function appendColumns(report: ReportDefinition, table: string, { fields, columns }: NewColumns): ReportDefinition {
  const placed = placeAll(report, table);
  const held = Object.entries(fields).reduce((now, [key, field]) => setAt(now, ['schema', 'properties', table, 'each', 'properties', key], field), placed);
  const last = placesIn(placed.layout.tables[table]?.columns).at(-1)?.order ?? -10;
  const stood = Object.entries(columns).reduce(
    (now, [key, column], index) => setAt(now, ['layout', 'tables', table, 'columns', key], { ...column, order: last + (index + 1) * 10 }),
    held,
  );
  return summed(stood, table, fields);
}

const summed = (report: ReportDefinition, table: string, fields: NewColumns['fields']): ReportDefinition =>
  Object.entries(fields).reduce((now, [key, field]) => (mayAddUp(now, table, field) ? setAddsUp(now, table, key, true) : now), report);
