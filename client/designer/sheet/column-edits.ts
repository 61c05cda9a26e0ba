// Columns that come, change and go: what they hold, where they stand, how they add up.
import type { Columns, Field, ReportDefinition } from '../../../server/domain/definition.generated.js';
import type { JsonMap } from '../../../server/domain/merge-patch.js';
import { getAt, isFromBelow, placesIn, setAt } from '../edit-tree.js';
import { cellOf, columnsPath, fieldPath, headerOf, moveTo, placeAll, placeAt, placePath, tableOf, takeAway } from './header-edits.js';

export type NewColumn = { key: string; field: Field };
const isNumber = (field: Field): boolean => field.type === 'integer' || field.type === 'decimal';

export const mayAddUp = (report: ReportDefinition, table: string, field: Field): boolean => tableOf(report, table).type === 'object' && isNumber(field);

export function setAddsUp(report: ReportDefinition, table: string, key: string, yes: boolean): ReportDefinition {
  const rule = report.sums?.[table];
  if (rule !== 'add') return setAt(report, ['sums', table, key], yes ? 'add' : undefined);
  // One word for the whole table becomes a word for each column.
  const each = Object.entries(tableOf(report, table).each.properties).flatMap(([name, field]) =>
    isNumber(field) && (name !== key || yes) ? [[name, 'add']] : [],
  );
  return setAt(report, ['sums', table], Object.fromEntries(each));
}

/** Adds a column below a header behind a neighbour; numbers of fixed rows add up. */
export function addColumn(report: ReportDefinition, table: string, above: string[], after: string | null, { key, field }: NewColumn): ReportDefinition {
  const placed = placeAll(report, table);
  const held = setAt(placed, fieldPath(table, key), field);
  const stood = placeAt(held, table, above, after, key, {});
  return mayAddUp(stood, table, field) ? setAddsUp(stood, table, key, true) : stood;
}

/** Renames a column, also where its header called it otherwise. */
export function renameColumn(report: ReportDefinition, table: string, key: string, title: string): ReportDefinition {
  const named = setAt(report, [...fieldPath(table, key), 'title'], title);
  const cell = cellOf(report, table, key);
  const place = cell?.placed ? placePath(table, cell.keys) : null;
  if (!place || getAt(named, [...place, 'title']) === undefined) return named;
  const cleared = setAt(named, [...place, 'title'], undefined);
  return getAt(cleared, place) === undefined ? setAt(cleared, place, {}) : cleared;
}

/** True where a column can be deleted without a trace: nobody below knows it, and it was never published. */
export const isOwn = (below: JsonMap, published: JsonMap, table: string, key: string): boolean =>
  !isFromBelow(below, fieldPath(table, key)) && !isFromBelow(published, fieldPath(table, key));

/** Hides a column, or deletes it with what is said of it alone. */
export function removeColumn(report: ReportDefinition, below: JsonMap, published: JsonMap, table: string, key: string): ReportDefinition {
  if (!isOwn(below, published, table, key)) return setAt(report, [...fieldPath(table, key), 'hidden'], true);
  const cell = cellOf(report, table, key);
  const gone = cell?.placed ? takeAway(report, below, table, cell.keys) : report;
  const target = `${table}.${key}`;
  return [fieldPath(table, key), ['sums', table, key], ['carry', target], ['fill', target]].reduce(
    (now, path) => (getAt(now, path) === undefined ? now : setAt(now, path, undefined)),
    gone,
  );
}

/** Shows a hidden column again, where it stood or else at the end. */
export function showColumn(report: ReportDefinition, table: string, key: string): ReportDefinition {
  const shown = setAt(report, [...fieldPath(table, key), 'hidden'], undefined);
  if (cellOf(shown, table, key)) return shown;
  const last = placesIn(shown.layout.tables[table]?.columns).at(-1)?.key ?? null;
  return placeAt(shown, table, [], last, key, {});
}

export const hiddenColumns = (report: ReportDefinition, table: string): { key: string; title: string }[] => {
  const shown = new Set(headerOf(report, table).leaves.map(({ key }) => key));
  return Object.entries(tableOf(report, table).each.properties).flatMap(([key, field]) => (shown.has(key) ? [] : [{ key, title: field.title }]));
};

/** Makes a column a header with several below it: the column itself is the first. */
export function splitColumn(
  report: ReportDefinition,
  below: JsonMap,
  prefix: string,
  table: string,
  key: string,
  group: { key: string; title: string },
  first: string,
  others: NewColumn[],
): ReportDefinition {
  const placed = placeAll(report, table);
  const cell = cellOf(placed, table, key);
  if (!cell) return report;
  const above = cell.keys.slice(0, -1);
  const begun = placeAt(placed, table, above, key, group.key, { title: group.title, columns: {} });
  const under = [...above, group.key];
  const moved = renameColumn(moveTo(begun, below, prefix, table, cell.keys, under, null), table, key, first);
  return others.reduce((now, column) => {
    const last = placesIn(getAt(now, columnsPath(table, under)) as Columns).at(-1)?.key ?? null;
    return addColumn(now, table, under, last, column);
  }, moved);
}

/** Titles of the neighbours below one header, by column or header: two of one name cannot be told apart. */
export function sameTitle(report: ReportDefinition, table: string, above: string[], title: string, but: string | null): boolean {
  return headerOf(report, table).cells.some(
    (cell) => cell.keys.slice(0, -1).join('.') === above.join('.') && cell.title.trim() === title.trim() && cell.keys.join('.') !== but,
  );
}

/** Every key that is taken in a table: of columns and of headers. */
export function takenKeys(report: ReportDefinition, table: string): string[] {
  const under = (columns: Columns | undefined): string[] => Object.entries(columns ?? {}).flatMap(([key, column]) => [key, ...under(column.columns)]);
  return [...Object.keys(tableOf(report, table).each.properties), ...under(report.layout.tables[table]?.columns)];
}
