import { parentPort, workerData } from 'node:worker_threads';
import { EmbeddedMongoError } from './errors.js';
import { type StoreOptions, startStore } from './start-store.js';

/** The entry of the worker thread: starts the store, tells its address, and closes it when asked, or lets go at once when the program ends. */
try {
  const store = await startStore(workerData as StoreOptions);
  parentPort!.on('message', async (message) => {
    if (message instanceof SharedArrayBuffer) {
      store.letGo();
      const gone = new Int32Array(message);
      Atomics.store(gone, 0, 1);
      Atomics.notify(gone, 0);
      return;
    }
    await store.close();
    parentPort!.postMessage({ closed: true });
    parentPort!.close();
  });
  parentPort!.postMessage({ url: store.url });
} catch (error) {
  parentPort!.postMessage({ code: error instanceof EmbeddedMongoError ? error.code : undefined, message: (error as Error).message });
}
