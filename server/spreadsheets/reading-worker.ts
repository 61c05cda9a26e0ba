// Runs in a thread of its own: inflates, parses and reads a file nobody has vouched for.
import { parentPort, workerData } from 'node:worker_threads';
import { interpretWorkbook } from './interpret-workbook.js';
import { parseWorkbook } from './parse-workbook.js';
import type { ThreadAnswer, ThreadTask } from './reading-thread.js';
import { SpreadsheetError } from './spreadsheet-error.js';

const { bytes, sheet } = workerData as ThreadTask;
const answer = await parseWorkbook(bytes, sheet ? 'form' : 'list')
  .then(
    (workbook): ThreadAnswer => (sheet ? { reading: interpretWorkbook(workbook, sheet) } : { rows: workbook.sheets.find(({ hidden }) => !hidden)?.rows ?? [] }),
  )
  .then(
    (read) => read,
    (error: unknown): ThreadAnswer => ({
      code: error instanceof SpreadsheetError ? error.code : 'BROKEN',
      why: error instanceof Error ? error.message : String(error),
    }),
  );
parentPort?.postMessage(answer);
