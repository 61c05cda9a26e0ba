import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient, type MongoClientOptions } from 'mongodb';
import { openEmbeddedMongo } from '../../server/embedded-mongo/open-embedded-mongo.js';

/** A store for one suite; `close` ends it and removes its folder. On a real server (`MONGODB_URL`) only the client is ours. */
export type TestStore = { url: string; dataDir: string; real: boolean; client: MongoClient; close(): Promise<void> };

/** A folder of its own for one test. */
export function freshFolder(name = 'store'): string {
  return mkdtempSync(join(tmpdir(), `yibiao-${name}-`));
}

/** Opens the embedded store, or the real server `MONGODB_URL` names when the suite can run there too. */
export async function openTestStore(options: { mayBeReal?: boolean; client?: MongoClientOptions; ttlSeconds?: number } = {}): Promise<TestStore> {
  const url = process.env['MONGODB_URL'];
  if (options.mayBeReal && url) {
    const client = await new MongoClient(url, options.client).connect();
    return { url, dataDir: '', real: true, client, close: () => client.close() };
  }
  const dataDir = freshFolder();
  const store = await openEmbeddedMongo({ dataDir, testCommands: true, ...(options.ttlSeconds ? { ttlSeconds: options.ttlSeconds } : {}) });
  const client = await new MongoClient(store.url, options.client).connect();
  return {
    url: store.url,
    dataDir,
    real: false,
    client,
    close: async () => {
      await client.close();
      await store.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
