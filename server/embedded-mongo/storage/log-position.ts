import { randomBytes } from 'node:crypto';
import { Binary, Long } from 'bson';
import { decode } from '../bson/decode.js';
import { encode } from '../bson/encode.js';
import { asNumber } from '../bson/values.js';
import { metaKey } from './keys.js';

/** Which log belongs to a data file (16 bytes, drawn once), and the last transaction of it the file has. */
export type LogPosition = { id: Buffer; serial: number };

/** What of a data file is needed here. */
type TransactionalFile = { transaction(work: () => void): void; put(key: Buffer, value: Buffer): void; remove(key: Buffer): void };

const key = metaKey('log');

/** Where a data file stands in its log; undefined for one that never had any. */
export function readPosition(file: { get(key: Buffer): Buffer | undefined }): LogPosition | undefined {
  const found = file.get(key);
  if (!found) return undefined;
  const { id, serial } = decode(found) as { id: Binary; serial: unknown };
  return { id: Buffer.from(id.buffer), serial: asNumber(serial) };
}

/** Notes, in the running transaction, where the file stands. */
export function writePosition(env: { putSync(key: Buffer, value: Buffer): unknown }, { id, serial }: LogPosition): void {
  env.putSync(key, encode({ id: new Binary(id), serial: Long.fromNumber(serial) }));
}

/** Gives a file its identity, and writes it. @throws StorageFailure */
export function identify(file: TransactionalFile): LogPosition {
  const position = { id: randomBytes(16), serial: 0 };
  file.transaction(() => writePosition({ putSync: (at, value) => file.put(at, value) }, position));
  return position;
}

/** Makes a copy stand for itself: it has no log, and the one of its original is not its own. */
export function forgetPosition(file: TransactionalFile): void {
  file.remove(key);
}
