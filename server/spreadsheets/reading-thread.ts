// Opens a file somebody sent in, at no risk to the server: a thread with a heap of its own that is ended when its time is up.
import { Worker } from 'node:worker_threads';
import type { Sheet } from '../domain/sheet.js';
import type { RawCell } from './raw-workbook.js';
import type { SheetReading } from './reading.js';
import { SpreadsheetError, type SpreadsheetErrorCode } from './spreadsheet-error.js';

/** Without a sheet, the first visible worksheet as it is. */
export type ThreadTask = { bytes: Uint8Array; sheet: Sheet } | { bytes: Uint8Array; sheet: null };
export type ThreadAnswer = { reading: SheetReading } | { rows: RawCell[][] } | { code: SpreadsheetErrorCode; why: string };

const TIME_LIMIT = 10_000;
/** Tens of thousands of rows take their time. */
const LIST_TIME_LIMIT = 40_000;
const HEAP_MEGABYTES = 384;

// One file at a time: each may take a processor and half a gigabyte.
let turn: Promise<unknown> = Promise.resolve();

/** @throws SpreadsheetError TOO_BIG, BROKEN, TOO_SLOW or NO_TABLE. */
export async function readInThread(bytes: Uint8Array, sheet: Sheet): Promise<SheetReading> {
  const answer = await inTurn({ bytes, sheet });
  if ('reading' in answer) return answer.reading;
  throw new SpreadsheetError('BROKEN');
}

/** The rows of the first visible worksheet. @throws SpreadsheetError TOO_BIG, BROKEN or TOO_SLOW. */
export async function readRowsInThread(bytes: Uint8Array): Promise<RawCell[][]> {
  const answer = await inTurn({ bytes, sheet: null });
  if ('rows' in answer) return answer.rows;
  throw new SpreadsheetError('BROKEN');
}

function inTurn(task: ThreadTask): Promise<ThreadAnswer> {
  const reading = turn.then(() => run(task));
  turn = reading.catch(() => {});
  return reading;
}

async function run(task: ThreadTask): Promise<ThreadAnswer> {
  const worker = new Worker(new URL('./start-worker.mjs', import.meta.url), {
    execArgv: [],
    workerData: task,
    // A parser has no business with the server's secrets.
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 },
    stdout: true,
    stderr: true,
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    const answer = await new Promise<ThreadAnswer>((resolve, reject) => {
      timer = setTimeout(() => reject(new SpreadsheetError('TOO_SLOW')), task.sheet ? TIME_LIMIT : LIST_TIME_LIMIT);
      worker.once('message', resolve);
      worker.once('error', (error: NodeJS.ErrnoException) =>
        reject(new SpreadsheetError(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'TOO_BIG' : 'BROKEN', { cause: error })),
      );
      worker.once('exit', () => reject(new SpreadsheetError('BROKEN')));
    });
    if ('code' in answer) throw new SpreadsheetError(answer.code, { cause: new Error(answer.why) });
    return answer;
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
