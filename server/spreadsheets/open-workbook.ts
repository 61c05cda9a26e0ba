// Opens a file somebody sent in, at no risk to the server.
import { Worker } from 'node:worker_threads';
import type { RawWorkbook, WorkerAnswer } from './raw-workbook.js';
import { SpreadsheetError } from './spreadsheet-error.js';
import { checkZipDirectory } from './zip-directory.js';

const TIME_LIMIT = 10_000;
const HEAP_MEGABYTES = 384;

// A thread does not take over the TypeScript loader of the thread that starts it (--import in its execArgv does nothing on Node 20), so it
// begins with a line of JavaScript. Addresses are whole, for the server may have been started in any folder.
const loader = import.meta.resolve('tsx/esm/api');
const program = new URL('./workbook-worker.ts', import.meta.url).href;
const start = `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(program)}); });`;

/** @throws SpreadsheetError EMPTY, NOT_XLSX, OLD_OR_LOCKED, TOO_BIG, BROKEN or TOO_SLOW. */
export async function openWorkbook(bytes: Uint8Array): Promise<RawWorkbook> {
  checkZipDirectory(bytes);
  const worker = new Worker(start, {
    eval: true,
    execArgv: [],
    workerData: bytes,
    // A parser has no business with the server's secrets.
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 },
    stdout: true,
    stderr: true,
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    const answer = await new Promise<WorkerAnswer>((resolve, reject) => {
      timer = setTimeout(() => reject(new SpreadsheetError('TOO_SLOW')), TIME_LIMIT);
      worker.once('message', resolve);
      worker.once('error', (error: NodeJS.ErrnoException) =>
        reject(new SpreadsheetError(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'TOO_BIG' : 'BROKEN', { cause: error })),
      );
      worker.once('exit', () => reject(new SpreadsheetError('BROKEN')));
    });
    if ('broken' in answer) throw new SpreadsheetError('BROKEN', { cause: new Error(answer.broken) });
    return answer.workbook;
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
