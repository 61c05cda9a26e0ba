// Where the columns of a table stand: the tree of its layout as the cells of a merged header, each with its place in the layout.
import { byOrder } from './by-order.js';
import type { Column, Columns, Field, Table, TableLayout } from './definition.generated.js';
import type { Fault } from './problem.js';
import type { SheetHeaderCell } from './sheet.js';

/** `keys` leads to it in the layout, a header's key before its column's; `placed` is false of a column that is in no header and follows at the end. */
export type PlacedCell = SheetHeaderCell & { key: string; keys: string[]; group: boolean; placed: boolean };
export type PlacedLeaf = { key: string; field: Field; title: string; width: number };
/** Cells in the order of reading, groups before what is below them; columns count from 1, for the rows' own head stands first. */
export type PlacedHeader = { cells: PlacedCell[]; leaves: PlacedLeaf[]; depth: number };

/** Width of a column that says none, in millimetres. */
export const usualWidth = (field: Field): number => (field.type === 'string' ? 30 : 18);

/** @param faults is added to: columns that are not there, or in the header twice; paths begin with `layout.tables.KEY.columns` */
export function placeHeader(key: string, table: Table, layout: TableLayout | undefined, faults: Fault[] = []): PlacedHeader {
  const columns = layout?.columns ?? {};
  const leaves: PlacedLeaf[] = [];
  const cells: PlacedCell[] = [];
  const placed = new Set<string>();
  const unwanted = new Set<string>();
  const place = (tree: Columns, above: string[], path: string, inHeader: boolean): void => {
    for (const column of byOrder(tree)) {
      const keys = [...above, column.key];
      const level = above.length;
      if (column.hidden) {
        // Hidden here and placed elsewhere is how a layer moves a column it may not take away.
        for (const one of leavesOf(column, column.key)) unwanted.add(one);
        continue;
      }
      if (column.columns) {
        const start = leaves.length;
        const at = cells.length;
        place(column.columns, keys, `${path}.${column.key}.columns`, true);
        const colSpan = leaves.length - start;
        if (colSpan > 0)
          cells.splice(at, 0, {
            title: column.title ?? '',
            row: level,
            column: start + 1,
            rowSpan: 1,
            colSpan,
            key: column.key,
            keys,
            group: true,
            placed: true,
          });
        continue;
      }
      const field = table.each.properties[column.key];
      if (!field) {
        faults.push({ path: `${path}.${column.key}`, message: `表里没有名为“${column.key}”的栏目` });
        continue;
      }
      if (placed.has(column.key)) {
        faults.push({ path: `${path}.${column.key}`, message: `“${field.title}”在表头里放了两次，一列只能放一处` });
        continue;
      }
      placed.add(column.key);
      if (field.hidden) continue;
      const title = column.title ?? field.title;
      cells.push({ title, row: level, column: leaves.length + 1, rowSpan: 1, colSpan: 1, key: column.key, keys, group: false, placed: inHeader });
      leaves.push({ key: column.key, field, title, width: column.width ?? usualWidth(field) });
    }
  };
  place(columns, [], `layout.tables.${key}.columns`, true);
  const others = byOrder(table.each.properties).filter((field) => !placed.has(field.key) && !unwanted.has(field.key));
  place(Object.fromEntries(others.map((field) => [field.key, {}])), [], `schema.properties.${key}`, false);
  // A header without a column that is shown takes no room.
  const depth = Math.max(1, ...cells.map(({ row }) => row + 1));
  return { cells: cells.map((cell) => (cell.group ? cell : { ...cell, rowSpan: depth - cell.row })), leaves, depth };
}

const leavesOf = (column: Column, key: string): string[] =>
  column.columns ? Object.entries(column.columns).flatMap(([inner, one]) => leavesOf(one, inner)) : [key];
