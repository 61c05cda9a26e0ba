/**
 * How the file is laid out (format 3). Every key begins with one byte that says what it is:
 *   0 'meta' name                            the file's own facts (format, owner, where it stands in its log)
 *   1 collection(4) record(6)                a document, as BSON
 *   2 index(4) values… [record(6)]           an index entry; the record number is in the key unless the index is unique, then in the value
 *   3 db 0 collection                        a catalogue entry, as BSON
 *   4 collection(4)                          count and bytes of a collection, as BSON
 *   5 index(4) label                         a string of an index with a collation; the label stands for it in the entries
 */
export const formatVersion = 3;

const [document, index, catalogue, size, text] = [1, 2, 3, 4, 5] as const;
export const recordBytes = 6;

export const metaKey = (name: string): Buffer => Buffer.from(`\0${name}`, 'latin1');
export const catalogueKey = (db: string, name: string): Buffer => Buffer.concat([Buffer.from([catalogue]), Buffer.from(`${db}\0${name}`)]);
export const catalogueRange = { start: Buffer.from([catalogue]), end: Buffer.from([catalogue + 1]) };

export function sizeKey(collection: number): Buffer {
  return numbered(size, collection, 5);
}

/** The key of a document. */
export function recordKey(collection: number, record: number): Buffer {
  const key = numbered(document, collection, 11);
  key.writeUIntBE(record, 5, recordBytes);
  return key;
}

export function recordOfKey(key: Buffer): number {
  return key.readUIntBE(key.length - recordBytes, recordBytes);
}

/** All documents of a collection. */
export function recordRange(collection: number): { start: Buffer; end: Buffer } {
  return { start: numbered(document, collection, 5), end: numbered(document, collection + 1, 5) };
}

/** The beginning of all entries of an index. */
export function indexPrefix(id: number): Buffer {
  return numbered(index, id, 5);
}

/** One entry of an index: the key of its values, and where several records may have the same, the record's number. */
export function indexEntry(id: number, key: Buffer, record: number | undefined): Buffer {
  const entry = Buffer.allocUnsafe(5 + key.length + (record === undefined ? 0 : recordBytes));
  entry[0] = index;
  entry.writeUInt32BE(id, 1);
  entry.set(key, 5);
  if (record !== undefined) entry.writeUIntBE(record, 5 + key.length, recordBytes);
  return entry;
}

/** All entries of an index. */
export function indexRange(id: number): { start: Buffer; end: Buffer } {
  return { start: numbered(index, id, 5), end: numbered(index, id + 1, 5) };
}

/** The key of a string of an index, by its label. */
export function textKey(index: number, label: Buffer): Buffer {
  return Buffer.concat([numbered(text, index, 5), label]);
}

export function textOfKey(key: Buffer): Buffer {
  return key.subarray(5);
}

/** All strings of an index. */
export function textRange(index: number): { start: Buffer; end: Buffer } {
  return { start: numbered(text, index, 5), end: numbered(text, index + 1, 5) };
}

/** A record number as bytes. */
export function recordNumber(record: number): Buffer {
  const bytes = Buffer.allocUnsafe(recordBytes);
  bytes.writeUIntBE(record, 0, recordBytes);
  return bytes;
}

function numbered(kind: number, id: number, length: number): Buffer {
  const key = Buffer.alloc(length);
  key[0] = kind;
  key.writeUInt32BE(id, 1);
  return key;
}
