// A filled workbook back into values: ours, or one typed anew in the same layout.
import type { Sheet } from '../domain/sheet.js';
import type { RawCell } from './raw-workbook.js';
import type { SheetReading } from './reading.js';
import { readInThread, readRowsInThread } from './reading-thread.js';
import { checkZipDirectory } from './zip-directory.js';

/**
 * Reads what a workbook says about the tables and fields of `sheet`, with every problem at once; 合计 is never read.
 * @throws SpreadsheetError for a file that cannot be read or holds none of the tables; nothing else, whatever the bytes are.
 */
export async function readSheet(bytes: Uint8Array, sheet: Sheet): Promise<SheetReading> {
  checkZipDirectory(bytes);
  return readInThread(bytes, sheet);
}

/** The rows of the first visible worksheet, as plain values. @throws SpreadsheetError for a file that cannot be read. */
export async function readRows(bytes: Uint8Array): Promise<RawCell[][]> {
  checkZipDirectory(bytes);
  return readRowsInThread(bytes);
}
