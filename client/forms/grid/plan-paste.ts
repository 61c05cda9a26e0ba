// Where each cell of a pasted block goes, and what cannot go anywhere.

import type { Cell } from '../../../server/domain/record-data.js';
import { cellFault, readCellText } from './cell-text.js';
import type { GridTexts, GridValues, PasteFacts } from './grid-types.js';
import { type Area, type GridField, hasCell, isAsked, type Lattice } from './lattice.js';

/** `row` counts on past the last row for lines that `addLines` has yet to add. */
export type PastePlan = { cells: { row: number; column: string; value: Cell }[]; addLines: number; area: Area; facts: PasteFacts };

/**
 * Cells keep their place: what would land on a row not asked or a computed column is left out and counted, not moved.
 * A block that fits the selected area a whole number of times is repeated to fill it. `room` is how many lines may be added.
 */
export function planPaste(block: string[][], into: Area, lattice: Lattice, values: GridValues, room: number, texts: GridTexts): PastePlan {
  const height = block.length;
  const width = Math.max(...block.map((row) => row.length));
  const times = (length: number, part: number) => (length > part && length % part === 0 ? length : part);
  const rows = times(into.bottom - into.top + 1, height);
  const columns = times(into.right - into.left + 1, width);
  const overRows = Math.max(0, into.top + rows - lattice.rows.length - room);
  const overColumns = Math.max(0, into.left + columns - lattice.fields.length);
  const facts: PasteFacts = { cells: 0, overRows, overColumns, skipped: 0, unread: 0 };
  const cells: PastePlan['cells'] = [];
  for (let y = 0; y < rows - overRows; y += 1) {
    for (let x = 0; x < columns - overColumns; x += 1) {
      const row = into.top + y;
      const field = lattice.fields[into.left + x] as GridField;
      const value = readCellText(block[y % height]?.[x % width] ?? '', field);
      const old = lattice.rows[row] ? (values[lattice.rows[row].key]?.[field.key] ?? null) : null;
      const blocked = !field.editable || (row < lattice.rows.length && !(isAsked(lattice, row) && hasCell(lattice, { row, column: into.left + x })));
      if (blocked) facts.skipped += value !== null && value !== old ? 1 : 0;
      else {
        cells.push({ row, column: field.key, value });
        facts.unread += cellFault(value, field, texts) === null ? 0 : 1;
      }
    }
  }
  facts.cells = cells.length;
  const bottom = into.top + rows - overRows - 1;
  return { cells, addLines: Math.max(0, bottom + 1 - lattice.rows.length), area: { ...into, bottom, right: into.left + columns - overColumns - 1 }, facts };
}
