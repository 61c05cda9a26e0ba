// A worksheet as people see it: merged cells show their text in every place they cover.
import { cellRef } from 'hucre/xlsx';
import { comparable } from './compare-text.js';
import type { RawCell, RawMerge, RawSheet } from './raw-workbook.js';

export class Page {
  readonly height: number;
  readonly width: number;
  readonly #merges = new Map<string, RawMerge>();

  constructor(private readonly sheet: RawSheet) {
    this.height = sheet.rows.length;
    this.width = Math.max(0, ...sheet.rows.map((row) => row.length));
    for (const merge of sheet.merges) {
      for (let row = merge.top; row <= merge.bottom; row += 1)
        for (let column = merge.left; column <= merge.right; column += 1) this.#merges.set(`${row},${column}`, merge);
    }
  }

  /** What is written in this very cell; null inside a merge but at its corner. */
  value(row: number, column: number): RawCell {
    return this.sheet.rows[row]?.[column] ?? null;
  }

  /** The same made comparable; '' for what is no text. */
  own(row: number, column: number): string {
    const value = this.value(row, column);
    return value === null || typeof value === 'object' ? '' : comparable(String(value));
  }

  /** What is seen in this place, made comparable; '' for nothing. */
  seen(row: number, column: number): string {
    const merge = this.#merges.get(`${row},${column}`);
    return merge ? this.own(merge.top, merge.left) : this.own(row, column);
  }

  /** Last row, from 0, of the merge this place belongs to; the row itself without one. */
  lastRow(row: number, column: number): number {
    return this.#merges.get(`${row},${column}`)?.bottom ?? row;
  }

  isBlank(row: number): boolean {
    return (this.sheet.rows[row] ?? []).every((value) => value === null || value === '');
  }

  static address(row: number, column: number): string {
    return cellRef(row, column);
  }
}
