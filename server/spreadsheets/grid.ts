// A worksheet being drawn, row by row from the top.
import type { Cell, CellValue, MergeRange, WriteSheet } from 'hucre/xlsx';
import { type StyleName, styles } from './cell-styles.js';
import { safeText } from './safe-text.js';

type Formula = { formula: string; result: number };

export class Grid {
  /** Index of the row being drawn. */
  row = 0;
  readonly #cells = new Map<string, Partial<Cell>>();
  readonly #merges: MergeRange[] = [];
  readonly #heights = new Map<number, { height: number }>();

  /** Writes a cell, merged over the given block; text is made safe, the style reaches every cell of the block. */
  put(row: number, column: number, value: string | number | null | Formula, style: StyleName, rows = 1, columns = 1): void {
    for (let r = row; r < row + rows; r += 1)
      for (let c = column; c < column + columns; c += 1) this.#cells.set(`${r},${c}`, { value: null, style: styles[style] });
    this.#cells.set(`${row},${column}`, { ...content(value), style: styles[style] });
    if (rows > 1 || columns > 1) this.#merges.push({ startRow: row, startCol: column, endRow: row + rows - 1, endCol: column + columns - 1 });
  }

  height(row: number, points: number): void {
    this.#heights.set(row, { height: points });
  }

  done(): Pick<WriteSheet, 'cells' | 'merges' | 'rowDefs'> {
    return { cells: this.#cells, merges: this.#merges, rowDefs: this.#heights };
  }
}

function content(value: string | number | null | Formula): Partial<Cell> {
  if (value === null || value === '') return { value: null };
  if (typeof value === 'string') return { value: safeText(value), type: 'string' };
  if (typeof value === 'number') return { value, type: 'number' };
  return { value: value.result as CellValue, type: 'formula', formula: value.formula, formulaResult: value.result };
}
