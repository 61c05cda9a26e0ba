import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** lmdb's first page, as its engine here lays it out; see `mdb_meta` in its source. */
const [magicAt, versionAt, pageSizeAt, lastPageAt, transactionAt] = [24, 28, 48, 144, 152] as const;
const magic = 0xbeefc0de;
const layout = 2;

/**
 * Looks at the first pages of a file before the engine does: it maps the file into memory, and what is no data file of its
 * own, or is cut off, would end the whole process.
 * @returns what is wrong, in English; or the bytes the file must have and has
 */
export function readHeader(path: string): { problem: string } | { needed: number; size: number } {
  const handle = openSync(path, 'r');
  try {
    const { size } = fstatSync(handle);
    const first = Buffer.alloc(4096);
    if (readSync(handle, first, 0, first.length, 0) < first.length) return { problem: 'it is too short' };
    const pageSize = first.readUInt32LE(pageSizeAt);
    if (first.readUInt32LE(magicAt) !== magic || pageSize < 512 || pageSize > 65536) return { problem: 'it is not a data file' };
    if (first.readUInt32LE(versionAt) !== layout) return { problem: 'another version of the engine wrote it' };
    const second = Buffer.alloc(512);
    if (readSync(handle, second, 0, second.length, pageSize) < second.length) return { problem: 'it is too short' };
    if (second.readUInt32LE(magicAt) !== magic) return { problem: 'its second page is damaged' };
    const current = first.readBigUInt64LE(transactionAt) >= second.readBigUInt64LE(transactionAt) ? first : second;
    return { needed: (Number(current.readBigUInt64LE(lastPageAt)) + 1) * pageSize, size };
  } finally {
    closeSync(handle);
  }
}
