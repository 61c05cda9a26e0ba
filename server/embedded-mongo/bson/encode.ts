import { serialize } from 'bson';
import { CommandError } from '../errors.js';
import type { Doc } from './values.js';

/** MongoDB's largest document in bytes. */
export const maxDocumentBytes = 16 * 1024 * 1024;

/** Turns a document into BSON bytes; undefined fields are left out. */
export function encode(doc: Doc): Buffer {
  const bytes = serialize(doc, { ignoreUndefined: true, checkKeys: false });
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** As `encode`, for a document that is to be stored. @throws CommandError BSONObjectTooLarge above 16 MiB */
export function encodeForStore(doc: Doc): Buffer {
  return checkSize(encode(doc));
}

/** @throws CommandError BSONObjectTooLarge (10334) above 16 MiB */
export function checkSize(bytes: Buffer): Buffer {
  if (bytes.length <= maxDocumentBytes) return bytes;
  throw new CommandError(
    'BSONObjectTooLarge',
    `BSONObj size: ${bytes.length} (0x${bytes.length.toString(16).toUpperCase()}) is invalid. Size must be between 0 and 16793600(16MB)`,
  );
}
