import { existsSync, readFileSync, renameSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { recordHeadBytes } from './change-list.js';

/**
 * How the log is laid out: 64 bytes that say whose log it is, then records one behind the other, each
 *   length of the changes(4) checksum(4) serial number(8) changes
 * After a checkpoint the records begin anew at the front, over the old ones; what lies behind the last new one is told
 * from it by the serial numbers, which never repeat and have no gap.
 */
const magic = Buffer.from('YIBIAO-LOG-1\n');
export const firstRecordAt = 64;

/** One transaction as the log has it. */
export type LogRecord = { serial: number; body: Buffer };

/** The beginning of a log that belongs to the data file with this identity (16 bytes). */
export function logHead(id: Buffer): Buffer {
  const head = Buffer.alloc(firstRecordAt);
  magic.copy(head);
  id.copy(head, 32);
  return head;
}

/** Fills in the head of a record whose changes stand behind it already. */
export function sealRecord(record: Buffer, serial: number): void {
  record.writeUInt32LE(record.length - recordHeadBytes, 0);
  record.writeBigUInt64LE(BigInt(serial), 8);
  record.writeUInt32LE(crc32(record.subarray(8)), 4);
}

/** The records of a log a data file does not have yet; none when there is no log, or it is another file's. */
export function recordsAfter(path: string, { id, serial }: { id: Buffer; serial: number }): LogRecord[] {
  return readLog(path, id).filter((record) => record.serial > serial);
}

/** Keeps the log of another data file: it may be all that is left of what was there before somebody put this file here. */
export function setForeignLogAside(path: string, id: Buffer): void {
  if (!existsSync(path)) return;
  const bytes = readFileSync(path);
  if (bytes.length <= firstRecordAt || bytes.subarray(0, firstRecordAt).equals(logHead(id))) return;
  let aside = `${path}.of-other-data`;
  for (let n = 2; existsSync(aside); n++) aside = `${path}.of-other-data-${n}`;
  renameSync(path, aside);
}

/** The whole records of a log, from the front to the first that is torn, overwritten or not in turn. */
function readLog(path: string, id: Buffer): LogRecord[] {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  if (!bytes.subarray(0, firstRecordAt).equals(logHead(id))) return [];
  const records: LogRecord[] = [];
  let at = firstRecordAt;
  while (at + recordHeadBytes <= bytes.length) {
    const end = at + recordHeadBytes + bytes.readUInt32LE(at);
    if (end === at + recordHeadBytes || end > bytes.length) break;
    if (crc32(bytes.subarray(at + 8, end)) !== bytes.readUInt32LE(at + 4)) break;
    const serial = Number(bytes.readBigUInt64LE(at + 8));
    if (records.length > 0 && serial !== records.at(-1)!.serial + 1) break;
    records.push({ serial, body: bytes.subarray(at + recordHeadBytes, end) });
    at = end;
  }
  return records;
}
