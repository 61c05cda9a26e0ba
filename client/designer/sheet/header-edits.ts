// Changes of the merged header of a table. What comes from below keeps its old place, hidden, and gets a new one.
import type { Column, Columns, ReportDefinition, Table, TableLayout } from '../../../server/domain/definition.generated.js';
import type { JsonMap } from '../../../server/domain/merge-patch.js';
import { type PlacedCell, type PlacedHeader, placeHeader } from '../../../server/domain/place-header.js';
import { getAt, isFromBelow, orderBehind, placesIn, setAt } from '../edit-tree.js';

export const layoutPath = (table: string): string[] => ['layout', 'tables', table];
/** The children of a header; of the whole table for `[]`. */
export const columnsPath = (table: string, keys: string[]): string[] => [...layoutPath(table), 'columns', ...keys.flatMap((key) => [key, 'columns'])];
export const placePath = (table: string, keys: string[]): string[] => [...columnsPath(table, keys.slice(0, -1)), keys.at(-1) as string];
export const fieldPath = (table: string, key: string): string[] => ['schema', 'properties', table, 'each', 'properties', key];

export const tableOf = (report: ReportDefinition, table: string): Table => report.schema.properties[table] as Table;
export const headerOf = (report: ReportDefinition, table: string): PlacedHeader =>
  placeHeader(table, tableOf(report, table), report.layout?.tables?.[table] as TableLayout | undefined);
export const cellOf = (report: ReportDefinition, table: string, key: string): PlacedCell | undefined =>
  headerOf(report, table).cells.find((cell) => cell.key === key && !cell.group);

/** Puts an entry of a map behind another (null: first). */
export function orderedBehind<T>(definition: T, map: string[], key: string, after: string | null): T {
  const entries = getAt(definition, map) as { [key: string]: object } | undefined;
  const order = orderBehind(entries, after, key);
  const orders = placesIn(entries).filter((one) => one.key !== key);
  if (orders.every((one) => one.order !== order)) return setAt(definition, [...map, key, 'order'], order);
  // Two neighbours stand on one number: number all of them anew.
  const names = orders.map((one) => one.key);
  names.splice(after === null ? 0 : names.indexOf(after) + 1, 0, key);
  return names.reduce((now, name, index) => setAt(now, [...map, name, 'order'], index * 10), definition);
}

/** Takes an own entry away; those behind it that count by position keep their places. */
function deleteEntry<T>(definition: T, map: string[], key: string): T {
  const entries = (getAt(definition, map) ?? {}) as { [key: string]: { order?: number } };
  const names = Object.keys(entries);
  const behind = names.slice(names.indexOf(key) + 1).filter((name) => entries[name]?.order === undefined);
  const pinned = behind.reduce((now, name) => setAt(now, [...map, name, 'order'], names.indexOf(name) * 10), definition);
  return setAt(pinned, [...map, key], undefined);
}

/** Takes a header or column out of its place; own headers above it that become empty go too. */
export function takeAway(report: ReportDefinition, below: JsonMap, table: string, keys: string[]): ReportDefinition {
  const path = placePath(table, keys);
  if (isFromBelow(below, path)) return setAt(report, [...path, 'hidden'], true);
  const next = deleteEntry(report, path.slice(0, -1), keys.at(-1) as string);
  const above = keys.slice(0, -1);
  if (above.length === 0) return layoutKept(next, table);
  const left = getAt(next, columnsPath(table, above)) as Columns | undefined;
  if (left && Object.keys(left).length > 0) return next;
  // An empty map is taken away with its last entry; of a header that stays it has to stay too.
  if (isFromBelow(below, placePath(table, above))) return setAt(next, columnsPath(table, above), {});
  return getAt(next, placePath(table, above)) === undefined ? layoutKept(next, table) : takeAway(next, below, table, above);
}

/** The language wants `columns`, also empty ones. */
const layoutKept = (report: ReportDefinition, table: string): ReportDefinition =>
  getAt(report, [...layoutPath(table), 'columns']) === undefined ? setAt(report, [...layoutPath(table), 'columns'], {}) : report;

/** Puts a column or header below `above` behind `after`. A place of its own that is hidden there is shown again. */
export function placeAt(report: ReportDefinition, table: string, above: string[], after: string | null, key: string, column: Column): ReportDefinition {
  const map = columnsPath(table, above);
  const { hidden: _, order: __, ...rest } = column;
  const shown = Object.entries(rest).reduce((now, [name, value]) => setAt(now, [...map, key, name], value), setAt(report, [...map, key, 'hidden'], undefined));
  const there = getAt(shown, [...map, key]) === undefined ? setAt(shown, [...map, key], {}) : shown;
  return orderedBehind(there, map, key, after);
}

/** Gives every column a place in the header, those in none at the end as they are drawn. */
export function placeAll(report: ReportDefinition, table: string): ReportDefinition {
  const { cells } = headerOf(report, table);
  return cells
    .filter((cell) => !cell.placed)
    .reduce((now, cell) => {
      const last = placesIn(now.layout.tables[table]?.columns).at(-1)?.key ?? null;
      return placeAt(now, table, [], last, cell.key, {});
    }, report);
}

/** Moves a column or header; a header from below gets a key of its own where it goes. @param prefix of the county */
export function moveTo(report: ReportDefinition, below: JsonMap, prefix: string, table: string, keys: string[], above: string[], after: string | null) {
  const placed = placeAll(report, table);
  const key = keys.at(-1) as string;
  if (keys.slice(0, -1).join('.') === above.join('.')) return orderedBehind(placed, columnsPath(table, above), key, after);
  const column = getAt(placed, placePath(table, keys)) as Column;
  const newKey = column.columns ? freeKey(placed, table, isFromBelow(below, placePath(table, keys)) && prefix !== '' ? `${prefix}_${key}` : key, above) : key;
  const put = placeAt(placed, table, above, after, newKey, column);
  return takeAway(put, below, table, keys);
}

function freeKey(report: ReportDefinition, table: string, wanted: string, above: string[]): string {
  const there = (getAt(report, columnsPath(table, above)) ?? {}) as Columns;
  for (let n = 1; ; n++) {
    const key = n === 1 ? wanted : `${wanted}_${n}`;
    if (!Object.hasOwn(there, key)) return key;
  }
}

/** Headers side by side below one header: those that hold columns `from` to `to`, and what they stand below. */
export function neighbours(header: PlacedHeader, from: number, to: number): { above: string[]; cells: PlacedCell[] } {
  const leaves = header.cells.filter((cell) => !cell.group && cell.column >= from && cell.column <= to);
  const paths = leaves.map((cell) => cell.keys.slice(0, -1));
  let depth = 0;
  while (paths.length > 0 && paths.every((path) => path.length > depth && path[depth] === paths[0]?.[depth])) depth++;
  const above = paths[0]?.slice(0, depth) ?? [];
  const names = new Set(leaves.map((cell) => cell.keys.slice(0, depth + 1).join('.')));
  return { above, cells: header.cells.filter((cell) => names.has(cell.keys.join('.'))) };
}

/** Puts neighbours below a new header. */
export function groupUnder(
  report: ReportDefinition,
  below: JsonMap,
  prefix: string,
  table: string,
  from: number,
  to: number,
  group: { key: string; title: string },
): ReportDefinition {
  const placed = placeAll(report, table);
  const { above, cells } = neighbours(headerOf(placed, table), from, to);
  const last = cells.at(-1)?.key ?? null;
  const begun = placeAt(placed, table, above, last, group.key, { title: group.title, columns: {} });
  const under = [...above, group.key];
  let after: string | null = null;
  return cells.reduce((now, cell) => {
    const next = moveTo(now, below, prefix, table, cell.keys, under, after);
    after = placesIn(getAt(next, columnsPath(table, under)) as Columns).at(-1)?.key ?? null;
    return next;
  }, begun);
}

/** Takes a header away and leaves its columns in its place. */
export function ungroup(report: ReportDefinition, below: JsonMap, prefix: string, table: string, keys: string[]): ReportDefinition {
  const above = keys.slice(0, -1);
  const children = headerOf(report, table).cells.filter((cell) => cell.keys.length === keys.length + 1 && keys.every((key, index) => cell.keys[index] === key));
  let after = keys.at(-1) as string;
  const moved = children.reduce((now, cell) => {
    const before = new Set(Object.keys((getAt(now, columnsPath(table, above)) ?? {}) as Columns));
    const next = moveTo(now, below, prefix, table, cell.keys, above, after);
    after = Object.keys((getAt(next, columnsPath(table, above)) ?? {}) as Columns).find((key) => !before.has(key)) ?? cell.key;
    return next;
  }, report);
  return getAt(moved, placePath(table, keys)) === undefined ? moved : takeAway(moved, below, table, keys);
}
