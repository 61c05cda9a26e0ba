import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { createConnection, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { decode } from '../bson/decode.js';
import { encode } from '../bson/encode.js';
import { EmbeddedMongoError } from '../errors.js';
import type { DataFile } from './data-file.js';
import { metaKey } from './keys.js';

/** Gives the file back. */
export type Ownership = { release(): Promise<void> };

const key = metaKey('owner');

/**
 * Takes the data file for this process. The owner listens on a local socket whose name stands in the file: whoever comes
 * later asks there whether it still lives, so that a killed owner is never taken for a living one, whatever its process number.
 * The answer is written in one transaction of the file, so of two that come at once only one gets it.
 * @throws EmbeddedMongoError LOCKED
 */
export async function takeOwnership(file: DataFile, path: string): Promise<Ownership> {
  const token = randomBytes(8).toString('hex');
  const address = socketPath(path, token);
  const server = await listen(address);
  for (;;) {
    const found = file.get(key);
    const owner = found && decode(found);
    if (owner && (await isAlive(String(owner['address'])))) {
      server.close();
      removeSocket(address);
      throw new EmbeddedMongoError(
        'LOCKED',
        `The data file ${path} is already open in process ${String(owner['pid'])}: only one program can use it at a time; close the other one first.`,
      );
    }
    let taken = false;
    file.transaction(() => {
      const now = file.get(key);
      taken = now === undefined ? found === undefined : found !== undefined && now.equals(found);
      if (taken) file.put(key, encode({ pid: process.pid, token, address }));
    });
    if (!taken) continue;
    if (owner) removeSocket(String(owner['address']));
    return {
      release: async () => {
        try {
          file.transaction(() => file.remove(key));
        } finally {
          await new Promise((resolve) => server.close(resolve));
          removeSocket(address);
        }
      },
    };
  }
}

/** A socket beside the file where its path is short enough for one; Windows has names of its own for such. */
function socketPath(path: string, token: string): string {
  if (process.platform === 'win32') return `\\\\.\\pipe\\yibiao-${token}`;
  const beside = join(dirname(path), `.${basename(path)}.${token}.sock`);
  return Buffer.byteLength(beside) < 100 ? beside : join(tmpdir(), `yibiao-${token}.sock`);
}

function removeSocket(address: string): void {
  if (process.platform !== 'win32') rmSync(address, { force: true });
}

async function listen(address: string): Promise<Server> {
  const server = createServer((socket) => socket.on('error', () => undefined).end('here'));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(new EmbeddedMongoError('NOT_WRITABLE', `The data folder cannot be written: ${error.message}.`)));
    server.listen(address, resolve);
  });
  server.unref();
  return server;
}

function isAlive(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(address);
    const done = (alive: boolean): void => {
      socket.destroy();
      resolve(alive);
    };
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
    socket.setTimeout(2000, () => done(true));
  });
}
