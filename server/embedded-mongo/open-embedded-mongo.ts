import { Worker } from 'node:worker_threads';
import { EmbeddedMongoError } from './errors.js';
import type { StoreOptions } from './start-store.js';
import { atExit } from './storage/at-exit.js';

export { EmbeddedMongoError } from './errors.js';

/** The running store: where a driver connects to, and how to end it. */
export type EmbeddedMongo = { url: string; close(): Promise<void> };

type Message = { url?: string; closed?: true; code?: EmbeddedMongoError['code']; message?: string };

/**
 * Starts the store in its own worker thread, by default on a random loopback port.
 * @param options `dataDir` holds the data file and is made when it is not there; `port` 0 or left out is a random one;
 *   any `host` but a loopback address is refused
 * @throws EmbeddedMongoError (code: 'LOCKED' | 'NOT_WRITABLE' | 'FORMAT' | 'ADDRESS') with one clear English sentence in `message`
 */
export async function openEmbeddedMongo(options: StoreOptions): Promise<EmbeddedMongo> {
  const worker = startWorker(options);
  const first = await new Promise<Message>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('The embedded store ended while starting.')));
  });
  if (first.url === undefined) {
    await worker.terminate();
    throw first.code ? new EmbeddedMongoError(first.code, first.message!) : new Error(first.message);
  }
  worker.removeAllListeners('exit');
  worker.unref();
  const forgetExit = atExit(() => letGo(worker));
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    const closed = new Promise((resolve) => worker.once('exit', resolve));
    worker.ref();
    worker.postMessage('close');
    await closed;
    forgetExit();
  };
  return { url: first.url, close: () => (closing ??= close()) };
}

/** How long a program that ends waits for the store's thread, in milliseconds; then it ends as if it were killed, which loses nothing. */
const patience = 10_000;

/** Called while the program ends: the thread must let go of its transaction before Node takes it down. */
function letGo(worker: Worker): void {
  if (worker.threadId < 0) return;
  const gone = new Int32Array(new SharedArrayBuffer(4));
  worker.postMessage(gone.buffer);
  if (Atomics.wait(gone, 0, 0, patience) === 'timed-out') process.kill(process.pid, 'SIGKILL');
}

/** Found from this file, not from where the program was started. */
function startWorker(options: StoreOptions): Worker {
  return new Worker(new URL('./start-thread.mjs', import.meta.url), { workerData: options, execArgv: [], name: 'embedded-mongo' });
}
