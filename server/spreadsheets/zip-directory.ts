// A look into the directory of a zip file before any of it is inflated. Whatever could mean one thing here and another to the reader is refused.
import { SpreadsheetError } from './spreadsheet-error.js';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const ZIP64_LOCATOR = 0x07064b50;
const OLE = 'd0cf11e0a1b11ae1';

const ZIP_LIMITS = { bytes: 20 * 2 ** 20, entries: 200, inflated: 50 * 2 ** 20, ratio: 100 };
/** Small parts of a workbook may well be one phrase many times over. */
const RATIO_FREE = 256 * 1024;

/** @throws SpreadsheetError when the bytes are no zip, or not one that is safe to inflate. */
export function checkZipDirectory(bytes: Uint8Array): void {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (zip.length === 0) throw new SpreadsheetError('EMPTY');
  if (zip.length > ZIP_LIMITS.bytes) throw new SpreadsheetError('TOO_BIG');
  if (zip.toString('hex', 0, 8) === OLE) throw new SpreadsheetError('OLD_OR_LOCKED');
  if (zip.length < 22 || zip.readUInt32LE(0) !== LOCAL) throw new SpreadsheetError('NOT_XLSX');
  const end = findEnd(zip);
  const [entries, size, start] = [zip.readUInt16LE(end + 10), zip.readUInt32LE(end + 12), zip.readUInt32LE(end + 16)];
  if (zip.readUInt16LE(end + 4) !== 0 || zip.readUInt16LE(end + 8) !== entries || start + size !== end) throw new SpreadsheetError('BROKEN');
  if (entries > ZIP_LIMITS.entries) throw new SpreadsheetError('TOO_BIG');
  let [at, inflated] = [start, 0];
  const names = new Set<string>();
  for (let n = 0; n < entries; n += 1) {
    const entry = readEntry(zip, at, end);
    inflated += entry.inflated;
    if (inflated > ZIP_LIMITS.inflated || entry.inflated > Math.max(RATIO_FREE, entry.packed * ZIP_LIMITS.ratio)) throw new SpreadsheetError('TOO_BIG');
    if (names.has(entry.name)) throw new SpreadsheetError('BROKEN');
    names.add(entry.name);
    at = entry.next;
  }
  if (at !== end) throw new SpreadsheetError('BROKEN');
  if (!names.has('[Content_Types].xml')) throw new SpreadsheetError('NOT_XLSX');
}

function findEnd(zip: Buffer): number {
  for (let at = zip.length - 22; at >= Math.max(0, zip.length - 22 - 0xffff); at -= 1) {
    if (zip.readUInt32LE(at) !== END) continue;
    const wide = at >= 20 && zip.readUInt32LE(at - 20) === ZIP64_LOCATOR;
    if (at + 22 + zip.readUInt16LE(at + 20) !== zip.length || wide) throw new SpreadsheetError('BROKEN');
    return at;
  }
  throw new SpreadsheetError('BROKEN');
}

function readEntry(zip: Buffer, at: number, end: number): { name: string; packed: number; inflated: number; next: number } {
  if (at + 46 > end || zip.readUInt32LE(at) !== ENTRY) throw new SpreadsheetError('BROKEN');
  const [flags, method, packed, inflated] = [zip.readUInt16LE(at + 8), zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 24)];
  const [nameLength, extraLength, commentLength, local] = [
    zip.readUInt16LE(at + 28),
    zip.readUInt16LE(at + 30),
    zip.readUInt16LE(at + 32),
    zip.readUInt32LE(at + 42),
  ];
  const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
  if (flags & 0x2041) throw new SpreadsheetError('OLD_OR_LOCKED');
  if (method !== 0 && method !== 8) throw new SpreadsheetError('BROKEN');
  if (/\\|^\/|^[a-z]:|(^|\/)\.\.(\/|$)|\0/i.test(name)) throw new SpreadsheetError('BROKEN');
  if (local + 30 > zip.length || zip.readUInt32LE(local) !== LOCAL || local + 30 + packed > zip.length) throw new SpreadsheetError('BROKEN');
  // A size of nothing lets a reader look for another size elsewhere.
  if (method === 0 ? packed !== inflated : packed > 2 && inflated === 0) throw new SpreadsheetError('BROKEN');
  if (packed === 0 && zip.readUInt32LE(local + 18) !== 0) throw new SpreadsheetError('BROKEN');
  if (packed === 0 && flags & 8 && !name.endsWith('/')) throw new SpreadsheetError('BROKEN');
  return { name, packed, inflated, next: at + 46 + nameLength + extraLength + commentLength };
}
