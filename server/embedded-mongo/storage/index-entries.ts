import type { Collation } from '../bson/collation.js';
import type { TextOrder } from '../bson/text-order.js';
import type { Doc } from '../bson/values.js';
import { CommandError } from '../errors.js';
import type { Matcher } from '../query/matcher.js';
import type { DataFile } from './data-file.js';
import { type IndexField, type IndexKeys, indexKeysOf } from './index-keys.js';
import { indexEntry, recordNumber } from './keys.js';

/** An index as the catalogue keeps it (`spec` is what `listIndexes` answers). */
export type Index = {
  id: number;
  name: string;
  spec: Doc;
  fields: IndexField[];
  unique: boolean;
  sparse: boolean;
  /** Seconds after which a document expires, for a TTL index. */
  expireAfterSeconds?: number;
  partial?: { filter: Doc; matches: Matcher };
  /** Some document has an array on an indexed path: an entry is then not a document. */
  multikey: boolean;
  /** Fields on whose way some document has an array, by their place in the index; those of the others are the documents' own. */
  arrays: Set<number>;
  /** Some key was cut: the index no longer tells the order of all values. */
  cut: boolean;
  /** How its strings are ordered, when not by their bytes, and the labels that stand for them in its entries. */
  collation?: Collation;
  texts?: TextOrder;
  /** The rules of its collation have changed since it was made: it is kept up, and of no use until it is made anew. */
  outdated?: boolean;
};

/** Of a document an index leaves out. */
export const noEntries: IndexKeys = { keys: [], arrays: [], cut: false, missing: true, values: [] };

/**
 * The entries a document has in an index; none when the index is partial or sparse and leaves it out.
 * @param reading outside of a transaction: strings the index has not met get no label
 */
export function entriesOf(index: Index, doc: Doc, reading = false): IndexKeys {
  if (index.partial && !index.partial.matches(doc)) return noEntries;
  const entries = indexKeysOf(index.fields, doc, reading ? index.texts?.place : index.texts?.label);
  return index.sparse && entries.missing ? noEntries : entries;
}

/** @throws CommandError DuplicateKey (11000) when another record holds one of the keys of a unique index */
export function checkUnique(file: DataFile, namespace: string, index: Index, entries: IndexKeys, self: number | undefined): void {
  entries.keys.forEach((key, i) => {
    const holder = file.get(entryKey(index, key, 0));
    if (holder && holder.readUIntBE(0, 6) !== self) {
      const values = entries.values[i]!;
      throw duplicateKey(namespace, index, (_path, at) => values[at]);
    }
  });
}

/** Keeps what entries tell of their index as a whole. @returns whether it is told anything new */
export function noteEntries(index: Index, { arrays, cut }: IndexKeys): boolean {
  if (arrays.every((field) => index.arrays.has(field)) && (!cut || index.cut)) return false;
  for (const field of arrays) index.arrays.add(field);
  index.multikey ||= arrays.length > 0;
  index.cut ||= cut;
  return true;
}

const nothing = Buffer.alloc(0);

/** Writes the entries of a record. */
export function putEntries(file: DataFile, index: Index, entries: IndexKeys, record: number): void {
  for (const key of entries.keys) file.put(entryKey(index, key, record), index.unique ? recordNumber(record) : nothing);
}

/** Removes the entries of a record, but for those it keeps. */
export function removeEntries(file: DataFile, index: Index, entries: IndexKeys, record: number): void {
  for (const key of entries.keys) file.remove(entryKey(index, key, record));
}

/** Whether an entry is there and is this record's. */
export function holds(file: DataFile, index: Index, key: Buffer, record: number): boolean {
  const holder = file.get(entryKey(index, key, record));
  return holder !== undefined && (!index.unique || holder.readUIntBE(0, 6) === record);
}

/** The key of one entry in the file. */
export function entryKey(index: Index, key: Buffer, record: number): Buffer {
  return indexEntry(index.id, key, index.unique ? undefined : record);
}

/** The error of a second holder of a unique key, with the key as MongoDB shows it. */
export function duplicateKey(namespace: string, index: Index, keyOf: (path: string, at: number) => unknown): CommandError {
  const keyPattern = index.spec['key'] as Doc;
  const keyValue = Object.fromEntries(Object.keys(keyPattern).map((path, i) => [path, keyOf(path, i)]));
  const shown = Object.entries(keyValue)
    .map(([path, value]) => `${path}: ${show(value)}`)
    .join(', ');
  return new CommandError('DuplicateKey', `E11000 duplicate key error collection: ${namespace} index: ${index.name} dup key: { ${shown} }`, {
    keyPattern,
    keyValue,
  });
}

function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  const type = (value as { _bsontype?: string } | null)?._bsontype;
  if (type === 'ObjectId') return `ObjectId('${String(value)}')`;
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  return typeof value === 'object' && value !== null && !type ? JSON.stringify(value) : String(value);
}
