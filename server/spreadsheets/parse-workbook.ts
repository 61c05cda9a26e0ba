// The bytes of a workbook as plain values, no more of them than a form can have.
import { type CellValue, readXlsx, type Sheet } from 'hucre/xlsx';
import type { RawCell, RawMerge, RawSheet, RawWorkbook } from './raw-workbook.js';

/** No form and no list is larger; what lies beyond is not read. */
const RANGES = { form: 'A1:IV5000', list: 'A1:CV50100' };
/** Cells that merges may cover: a few bytes can claim the whole worksheet, thousands of times. */
const MERGED_CELLS = 100_000;

export async function parseWorkbook(bytes: Uint8Array, what: keyof typeof RANGES = 'form'): Promise<RawWorkbook> {
  const book = await readXlsx(bytes, { range: RANGES[what] });
  const custom = Object.entries(book.properties?.custom ?? {});
  return {
    properties: Object.fromEntries(custom.map(([name, value]) => [name, value instanceof Date ? value.toISOString() : value])),
    sheets: book.sheets.map(rawSheet),
  };
}

function rawSheet(sheet: Sheet): RawSheet {
  const rows = sheet.rows.map((row, r) =>
    row.map((value, c): RawCell => {
      const cell = sheet.cells?.get(`${r},${c}`);
      if (cell?.type === 'error') return { error: String(cell.value ?? value ?? '#') };
      if (cell?.formula === undefined) return rawValue(value);
      const result = cell.formulaResult ?? value ?? null;
      return result === null ? { uncomputed: true } : rawValue(result);
    }),
  );
  return { name: sheet.name, hidden: sheet.hidden === true || sheet.veryHidden === true, rows, merges: rawMerges(sheet, rows) };
}

function rawMerges(sheet: Sheet, rows: RawCell[][]): RawMerge[] {
  const [height, width] = [rows.length, Math.max(0, ...rows.map((row) => row.length))];
  const merges: RawMerge[] = [];
  let covered = 0;
  for (const { startRow, startCol, endRow, endCol } of sheet.merges ?? []) {
    const merge = { top: startRow, left: startCol, bottom: Math.min(endRow, height - 1), right: Math.min(endCol, width - 1) };
    const cells = (merge.bottom - merge.top + 1) * (merge.right - merge.left + 1);
    if (merge.bottom < merge.top || merge.right < merge.left || covered + cells > MERGED_CELLS) continue;
    covered += cells;
    merges.push(merge);
  }
  return merges;
}

function rawValue(value: CellValue | undefined): RawCell {
  if (value === undefined) return null;
  if (!(value instanceof Date)) return value;
  return Number.isNaN(value.getTime()) ? { error: '#DATE' } : { date: value.toISOString().slice(0, 10) };
}
