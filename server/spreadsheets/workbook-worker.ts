// Runs in a thread of its own: inflates and parses a file nobody has vouched for.
import { parentPort, workerData } from 'node:worker_threads';
import { type CellValue, readXlsx, type Sheet } from 'hucre/xlsx';
import type { RawCell, RawSheet, RawWorkbook, WorkerAnswer } from './raw-workbook.js';

/** No form is larger; what lies beyond is not read. */
const RANGE = 'A1:IV5000';

async function read(bytes: Uint8Array): Promise<RawWorkbook> {
  const book = await readXlsx(bytes, { range: RANGE });
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
      if (cell?.formula !== undefined && (cell.formulaResult ?? value ?? null) === null) return { uncomputed: true };
      return rawValue(cell?.formula !== undefined ? (cell.formulaResult ?? value) : value);
    }),
  );
  const merges = (sheet.merges ?? []).map((merge) => ({ top: merge.startRow, left: merge.startCol, bottom: merge.endRow, right: merge.endCol }));
  return { name: sheet.name, hidden: sheet.hidden === true || sheet.veryHidden === true, rows, merges };
}

function rawValue(value: CellValue | undefined): RawCell {
  if (value === undefined) return null;
  if (!(value instanceof Date)) return value;
  return Number.isNaN(value.getTime()) ? { error: '#DATE' } : { date: value.toISOString().slice(0, 10) };
}

const answer = await read(workerData as Uint8Array).then(
  (workbook): WorkerAnswer => ({ workbook }),
  (error: unknown): WorkerAnswer => ({ broken: error instanceof Error ? error.message : String(error) }),
);
parentPort?.postMessage(answer);
