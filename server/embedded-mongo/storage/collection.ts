import { ObjectId } from 'bson';
import type { Collation } from '../bson/collation.js';
import { equalValues } from '../bson/compare.js';
import { decode, fieldReader } from '../bson/decode.js';
import { checkSize, encodeForStore } from '../bson/encode.js';
import { type Doc, isDocument } from '../bson/values.js';
import { CommandError } from '../errors.js';
import type { Matcher } from '../query/matcher.js';
import { isRegex } from '../query/regex.js';
import type { DataFile } from './data-file.js';
import { checkUnique, entriesOf, holds, type Index, noEntries, noteEntries, putEntries, removeEntries } from './index-entries.js';
import type { IndexKeys } from './index-keys.js';
import { recordKey, recordOfKey, recordRange } from './keys.js';

/** A document with the number of its record and its bytes. */
export type Stored = { record: number; bytes: Buffer };

/** Options a collection was created with, as `listCollections` answers them. */
export type CollectionOptions = {
  spec: Doc;
  collation?: Collation;
  capped?: { size: number; max: number };
  validator?: Matcher;
  validationAction: 'error' | 'warn';
  validationLevel: 'off' | 'strict' | 'moderate';
};

/**
 * One collection: its documents in the order they were inserted, and its indexes. Every change is checked whole before
 * the first byte is written, so a refused one leaves nothing behind. Writing methods run inside a transaction only.
 */
export class Collection {
  /** Goes up with every change; whoever scanned without a lock can tell that the scan is out of date. */
  version = 0;
  count = 0;
  bytes = 0;
  /** Whether count and bytes must be written with this transaction. */
  dirty = false;
  /** Whether the catalogue entry must be (an index became multikey). */
  catalogueDirty = false;
  indexes: Index[] = [];
  /** Indexes that are being filled: kept up by every change, used by none; and why one of them cannot be. */
  building: Index[] = [];
  readonly buildFailures = new WeakMap<Index, unknown>();
  /** Index builds of a collection come one after the other. */
  lastBuild: Promise<unknown> = Promise.resolve();
  private nextRecord = 1;

  readonly id: number;
  readonly db: string;
  readonly name: string;
  readonly uuid: Buffer;
  options: CollectionOptions;
  readonly file: DataFile;
  constructor(file: DataFile, id: number, db: string, name: string, uuid: Buffer, options: CollectionOptions) {
    this.file = file;
    this.id = id;
    this.db = db;
    this.name = name;
    this.uuid = uuid;
    this.options = options;
    this.findNextRecord();
  }

  /** The collection (or view) a view reads, and the pipeline it reads it through; undefined for a collection. */
  get view(): { on: string; pipeline: Doc[] } | undefined {
    const { viewOn, pipeline } = this.options.spec;
    return typeof viewOn === 'string' ? { on: viewOn, pipeline: (pipeline ?? []) as Doc[] } : undefined;
  }

  /** How many bytes and documents a capped collection holds before its first make room; undefined for any other. */
  get capped(): { size: number; max: number } | undefined {
    return this.options.capped;
  }

  get namespace(): string {
    return `${this.db}.${this.name}`;
  }

  /** Looks up where the records end: at opening, and after a transaction was rolled back. */
  findNextRecord(): void {
    this.nextRecord = 1;
    for (const key of this.file.keys({ ...recordRange(this.id), reverse: true, limit: 1 })) this.nextRecord = recordOfKey(key) + 1;
  }

  /** The bytes of a record; undefined when it was deleted. */
  read(record: number): Buffer | undefined {
    return this.file.get(recordKey(this.id, record));
  }

  /**
   * Inserts a document, with a new ObjectId when it has no `_id`.
   * @param asSent the document's bytes as the client sent them, kept as they are when nothing had to be added
   * @throws CommandError DuplicateKey, DocumentValidationFailure, BSONObjectTooLarge
   */
  insert(doc: Doc, bypassValidation = false, asSent?: Buffer): Stored {
    const whole = withIdFirst(doc);
    checkId(whole['_id']);
    if (!bypassValidation) this.validate(whole);
    return this.enter(whole, asSent && whole === doc ? checkSize(asSent) : encodeForStore(whole));
  }

  /**
   * Makes what inserts documents as they were sent, for the length of one transaction: only the fields the indexes need are
   * read. Each must be a plain document (`isPlainDocument`). undefined when more must be known of a document.
   */
  inserter(bypassValidation: boolean): ((sent: Buffer) => Stored) | undefined {
    const indexes = this.maintained();
    if ((this.options.validator && !bypassValidation) || indexes.some(({ partial }) => partial)) return undefined;
    const read = fieldReader(new Set(['_id', ...indexes.flatMap(({ fields }) => fields.map(({ parts }) => parts[0]!))]), true);
    return (sent) => {
      const doc = read(sent);
      checkId(doc['_id']);
      return this.enter(doc, checkSize(sent));
    };
  }

  /** Writes a new document and its index entries; of `doc` only what they need must be there. */
  private enter(doc: Doc, bytes: Buffer): Stored {
    const indexes = this.maintained();
    const entries = indexes.map((index) => this.checkedEntries(index, doc, undefined));
    const record = this.nextRecord++;
    this.file.put(recordKey(this.id, record), bytes);
    indexes.forEach((index, i) => {
      putEntries(this.file, index, entries[i]!, record);
      this.note(index, entries[i]!);
    });
    this.changed(1, bytes.length);
    if (this.capped) this.makeRoom(this.capped);
    return { record, bytes };
  }

  /**
   * Replaces a stored document.
   * @returns false when the bytes are the same, and nothing was written
   * @throws CommandError ImmutableField, DuplicateKey, DocumentValidationFailure, BSONObjectTooLarge
   */
  replace(stored: Stored, before: Doc, after: Doc, bypassValidation = false): Stored | false {
    if (!equalValues(before['_id'], after['_id'])) {
      throw new CommandError('ImmutableField', `Performing an update on the path '_id' would modify the immutable field '_id'`);
    }
    const bytes = encodeForStore(after);
    if (bytes.equals(stored.bytes)) return false;
    if (!bypassValidation && (this.options.validationLevel !== 'moderate' || !this.options.validator || this.options.validator(before))) this.validate(after);
    const indexes = this.maintained();
    const old = indexes.map((index) => this.entriesHeld(index, before, stored.record));
    const fresh = indexes.map((index) => this.checkedEntries(index, after, stored.record));
    indexes.forEach((index, i) => {
      const kept = new Set(old[i]!.keys.map((key) => key.toString('latin1')));
      const staying = new Set(fresh[i]!.keys.map((key) => key.toString('latin1')));
      removeEntries(this.file, index, { ...old[i]!, keys: old[i]!.keys.filter((key) => !staying.has(key.toString('latin1'))) }, stored.record);
      putEntries(this.file, index, { ...fresh[i]!, keys: fresh[i]!.keys.filter((key) => !kept.has(key.toString('latin1'))) }, stored.record);
      this.note(index, fresh[i]!);
    });
    this.file.put(recordKey(this.id, stored.record), bytes);
    this.changed(0, bytes.length - stored.bytes.length);
    return { record: stored.record, bytes };
  }

  /** Deletes a stored document with its index entries. */
  remove(stored: Stored): void {
    const doc = decode(stored.bytes);
    for (const index of this.maintained()) removeEntries(this.file, index, this.entriesHeld(index, doc, stored.record), stored.record);
    this.file.remove(recordKey(this.id, stored.record));
    this.changed(-1, -stored.bytes.length);
  }

  /** @throws CommandError DocumentValidationFailure (121) when the collection has a validator and the document fails it */
  validate(doc: Doc): void {
    const { validator, validationAction, validationLevel } = this.options;
    if (!validator || validationAction === 'warn' || validationLevel === 'off' || validator(doc)) return;
    throw new CommandError('DocumentValidationFailure', 'Document failed validation', {
      errInfo: { failingDocumentId: doc['_id'], details: { operatorName: '$expr' } },
    });
  }

  private makeRoom({ size, max }: { size: number; max: number }): void {
    while (this.count > 1 && (this.count > max || this.bytes > size)) {
      const [first] = [...this.file.entries({ ...recordRange(this.id), limit: 1 })];
      if (!first) return;
      this.remove({ record: recordOfKey(first.key), bytes: first.value });
    }
  }

  private maintained(): Index[] {
    return this.building.length === 0 ? this.indexes : [...this.indexes, ...this.building];
  }

  /**
   * The entries a document is to have in an index. What an index that is still being built cannot take fails its build, not
   * the write. @throws CommandError DuplicateKey, CannotIndexParallelArrays
   */
  private checkedEntries(index: Index, doc: Doc, self: number | undefined): IndexKeys {
    try {
      const entries = entriesOf(index, doc);
      if (index.unique) checkUnique(this.file, this.namespace, index, entries, self);
      return entries;
    } catch (error) {
      if (!this.building.includes(index)) throw error;
      this.buildFailures.set(index, error);
      return noEntries;
    }
  }

  /** The entries a stored document has in an index: in one that is being built perhaps none yet, and not those of another. */
  private entriesHeld(index: Index, doc: Doc, record: number): IndexKeys {
    if (!this.building.includes(index)) return entriesOf(index, doc);
    try {
      const entries = entriesOf(index, doc);
      return { ...entries, keys: entries.keys.filter((key) => holds(this.file, index, key, record)) };
    } catch {
      return noEntries;
    }
  }

  private note(index: Index, entries: IndexKeys): void {
    if (noteEntries(index, entries)) this.catalogueDirty = true;
  }

  private changed(count: number, bytes: number): void {
    this.count += count;
    this.bytes += bytes;
    this.version++;
    this.dirty = true;
  }
}

/** MongoDB puts `_id` first, and makes one where there is none. */
function withIdFirst(doc: Doc): Doc {
  if (Object.keys(doc)[0] === '_id') return doc;
  const { _id = new ObjectId(), ...rest } = doc;
  return { _id, ...rest };
}

/** @throws CommandError when a value cannot be an `_id` */
export function checkId(id: unknown): void {
  if (Array.isArray(id)) throw new CommandError('InvalidIdField', "The '_id' value cannot be of type array");
  if (isRegex(id)) throw new CommandError('InvalidIdField', "The '_id' value cannot be of type regex");
  if (isDocument(id)) {
    for (const key of Object.keys(id)) {
      if (key.startsWith('$'))
        throw new CommandError('DollarPrefixedFieldName', `_id fields may not contain '$'-prefixed fields: ${key} is not valid for storage.`);
    }
  }
}
