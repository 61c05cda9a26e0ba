import { createServer, type Server, type Socket } from 'node:net';
import type { Store } from './commands/command.js';
import { answerRequest, errorAnswer } from './commands/dispatch.js';
import { FailPoints } from './commands/fail-points.js';
import { EmbeddedMongoError } from './errors.js';
import { Cursors } from './execution/cursors.js';
import { expireDocuments } from './execution/expiry.js';
import { Catalogue } from './storage/catalogue.js';
import { renewIndexes, sweepIndex } from './storage/index-build.js';
import { openDataFile, upgrade } from './storage/open-file.js';
import { takeOwnership } from './storage/owner.js';
import { serveConnection } from './wire/connection.js';

/** How the store is started. `testCommands` allows fail points; `ttlSeconds` is how often expired documents are looked for. */
export type StoreOptions = { dataDir: string; port?: number; host?: string; testCommands?: boolean; ttlSeconds?: number };

/** A running store. `url` is what a driver connects to; `letGo` is for a program that ends at once, without closing. */
export type RunningStore = { url: string; close(): Promise<void>; letGo(): void };

const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

/**
 * Starts the store in this thread.
 * @throws EmbeddedMongoError LOCKED, NOT_WRITABLE, FORMAT, ADDRESS
 */
export async function startStore(options: StoreOptions): Promise<RunningStore> {
  const host = options.host ?? '127.0.0.1';
  if (!loopback.has(host)) {
    throw new EmbeddedMongoError(
      'ADDRESS',
      `The embedded store does not listen on ${host}: it asks for no password, so it serves this machine only (127.0.0.1); for other machines run a MongoDB server and set MONGODB_URL.`,
    );
  }
  const { file, path } = openDataFile(options.dataDir);
  const ownership = await takeOwnership(file, path).catch(async (error) => {
    await file.close();
    throw error;
  });
  try {
    upgrade(file, path);
    file.openLog();
  } catch (error) {
    await ownership.release().catch(() => undefined);
    await file.close();
    throw error instanceof EmbeddedMongoError
      ? error
      : new EmbeddedMongoError('NOT_WRITABLE', `The data folder cannot be written: ${(error as Error).message}.`);
  }
  const catalogue = new Catalogue(file);
  for (const id of catalogue.strayIndexes()) await sweepIndex(catalogue, id);
  await renewIndexes(catalogue);
  const store: Store = {
    file,
    catalogue,
    path,
    cursors: new Cursors(),
    failPoints: new FailPoints(),
    startedAt: new Date(),
    testCommands: options.testCommands ?? false,
    expireNow: async () => void (await expireDocuments(catalogue)),
  };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.once('close', () => sockets.delete(socket)));
    serveConnection(socket, (request) => answerRequest(store, request), errorAnswer);
  });
  const port = await listen(server, host, options.port ?? 0).catch(async (error) => {
    await ownership.release();
    await file.close();
    throw error;
  });
  const chores = startChores(store, options.ttlSeconds ?? 60);
  return {
    url: `mongodb://${host.includes(':') ? `[${host}]` : host}:${port}/`,
    letGo: () => file.letGo(),
    close: async () => {
      clearInterval(chores);
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      await file.queue.write(() => undefined);
      // Where the disk is full the file stays owned by nobody who lives, and the next start finishes it.
      await ownership.release().catch(() => undefined);
      await file.close();
    },
  };
}

function startChores(store: Store, ttlSeconds: number): NodeJS.Timeout {
  let running = false;
  return setInterval(() => {
    store.cursors.expire();
    if (running) return;
    running = true;
    void store
      .expireNow()
      .catch(() => undefined)
      .finally(() => (running = false));
  }, ttlSeconds * 1000).unref();
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new EmbeddedMongoError('ADDRESS', `The embedded store cannot listen on ${host}:${port}: ${error.message}.`)));
    server.listen(port, host, () => resolve((server.address() as { port: number }).port));
  });
}
