// A worksheet being drawn, row by row from the top.
import type { Cell, CellStyle, CellValue, MergeRange, WriteSheet } from 'hucre/xlsx';
import { type StyleName, styles } from './cell-styles.js';
import { safeText } from './safe-text.js';

/** `format` in place of the number format of its style. */
type Formula = { formula: string; result: number; format?: string };

/** Styles of a table's own cells: the form may want its letters larger or smaller. */
const inTables: StyleName[] = ['header', 'text', 'centred', 'number', 'total', 'totalNumber', 'totalOfNothing', 'notAsked'];

export class Grid {
  /** Index of the row being drawn. */
  row = 0;
  readonly #cells = new Map<string, Partial<Cell>>();
  readonly #merges: MergeRange[] = [];
  readonly #heights = new Map<number, { height: number }>();
  readonly #styles: { [name in StyleName]: CellStyle };

  /** @param fontSize of the cells of tables, in points */
  constructor(fontSize?: number) {
    const sized = ([name, style]: [string, CellStyle]): [string, CellStyle] =>
      fontSize !== undefined && inTables.includes(name as StyleName) ? [name, { ...style, font: { ...style.font, size: fontSize } }] : [name, style];
    this.#styles = Object.fromEntries(Object.entries(styles as { [name: string]: CellStyle }).map(sized)) as { [name in StyleName]: CellStyle };
  }

  /** Writes a cell, merged over the given block; text is made safe, the style reaches every cell of the block. */
  put(row: number, column: number, value: string | number | null | Formula, style: StyleName, rows = 1, columns = 1): void {
    for (let r = row; r < row + rows; r += 1)
      for (let c = column; c < column + columns; c += 1) this.#cells.set(`${r},${c}`, { value: null, style: this.#styles[style] });
    const format = value !== null && typeof value === 'object' ? value.format : undefined;
    this.#cells.set(`${row},${column}`, { ...content(value), style: { ...this.#styles[style], ...(format ? { numFmt: format } : {}) } });
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
