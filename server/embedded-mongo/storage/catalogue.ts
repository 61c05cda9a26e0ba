import { randomUUID } from 'node:crypto';
import { Binary } from 'bson';
import { storedCollation, withCollation } from '../bson/collation.js';
import { decode } from '../bson/decode.js';
import { encode } from '../bson/encode.js';
import { asNumber, type Doc, isDocument } from '../bson/values.js';
import { CommandError } from '../errors.js';
import { compileFilter } from '../query/matcher.js';
import { Collection, type CollectionOptions } from './collection.js';
import type { DataFile } from './data-file.js';
import type { Index } from './index-entries.js';
import { parseIndexSpec, storedIndex } from './index-spec.js';
import { openTexts } from './index-texts.js';
import { catalogueKey, catalogueRange, indexRange, metaKey, recordRange, sizeKey, textRange } from './keys.js';

/** All databases and collections, in memory as in the file. Changing methods run inside a transaction only. */
export class Catalogue {
  private collections = new Map<string, Collection>();
  private nextId = 1;
  readonly file: DataFile;

  constructor(file: DataFile) {
    this.file = file;
    this.load();
    file.onTransaction(
      () => this.flush(),
      () => this.load(),
    );
  }

  get(db: string, name: string): Collection | undefined {
    return this.collections.get(`${db}\0${name}`);
  }

  /** The collections of a database, or of all, by name. */
  list(db?: string): Collection[] {
    const all = [...this.collections.values()].filter((collection) => db === undefined || collection.db === db);
    return all.sort((a, b) => (a.namespace < b.namespace ? -1 : 1));
  }

  /** The collection, made now when it is not there yet. @throws CommandError InvalidNamespace, CommandNotSupportedOnView */
  getOrCreate(db: string, name: string): Collection {
    const collection = this.get(db, name) ?? this.create(db, name, {});
    if (collection.view) throw new CommandError('CommandNotSupportedOnView', `Namespace ${db}.${name} is a view, not a collection`);
    return collection;
  }

  /** @throws CommandError InvalidNamespace, NamespaceExists */
  create(db: string, name: string, spec: Doc): Collection {
    checkNamespace(db, name);
    if (this.get(db, name)) throw new CommandError('NamespaceExists', `Collection ${db}.${name} already exists.`);
    const uuid = Buffer.from(randomUUID().replaceAll('-', ''), 'hex');
    const collection = new Collection(this.file, this.nextId++, db, name, uuid, parseOptions(spec));
    if (!collection.view) {
      const index = parseIndexSpec({ key: { _id: 1 }, name: '_id_' }, this.nextId++, collection.options.collation);
      openTexts(this.file, index);
      collection.indexes.push(index);
    }
    this.collections.set(`${db}\0${name}`, collection);
    this.save(collection);
    return collection;
  }

  /** Changes the options of a collection (`collMod`). */
  setOptions(collection: Collection, spec: Doc): void {
    collection.options = parseOptions({ ...collection.options.spec, ...spec });
    this.save(collection);
  }

  /** Gives a collection another name; its documents and indexes stay where they are. */
  rename(collection: Collection, db: string, name: string): void {
    checkNamespace(db, name);
    this.collections.delete(`${collection.db}\0${collection.name}`);
    this.file.remove(catalogueKey(collection.db, collection.name));
    const renamed = new Collection(this.file, collection.id, db, name, collection.uuid, collection.options);
    renamed.indexes = collection.indexes;
    renamed.count = collection.count;
    renamed.bytes = collection.bytes;
    this.collections.set(`${db}\0${name}`, renamed);
    this.save(renamed);
  }

  /** Drops a collection with all it holds. */
  drop(collection: Collection): void {
    for (const index of collection.indexes) this.emptyIndex(index.id);
    this.removeRange(recordRange(collection.id));
    this.file.remove(sizeKey(collection.id));
    this.file.remove(catalogueKey(collection.db, collection.name));
    this.collections.delete(`${collection.db}\0${collection.name}`);
    collection.version++;
  }

  /** Adds an index that has been filled already, or puts it in the place of another; it is used from now on. */
  addIndex(collection: Collection, index: Index, replaced?: Index): void {
    if (!index.texts) openTexts(this.file, index);
    collection.indexes = replaced ? collection.indexes.map((other) => (other === replaced ? index : other)) : [...collection.indexes, index];
    if (replaced) this.emptyIndex(replaced.id);
    collection.version++;
    this.save(collection);
  }

  /** Removes all entries of an index and all its strings. */
  emptyIndex(id: number): void {
    this.removeRange(indexRange(id));
    this.removeRange(textRange(id));
  }

  dropIndex(collection: Collection, index: Index): void {
    collection.indexes = collection.indexes.filter((other) => other !== index);
    this.emptyIndex(index.id);
    this.save(collection);
  }

  /** The numbers of indexes there are entries of and no catalogue: builds that a killed program left. */
  strayIndexes(): number[] {
    const known = new Set([...this.collections.values()].flatMap((collection) => collection.indexes.map(({ id }) => id)));
    const stray = new Set<number>();
    for (const rangeOf of [indexRange, textRange]) {
      let start = rangeOf(0).start;
      for (;;) {
        const [first] = [...this.file.keys({ start, end: rangeOf(0xfffffffe).end, limit: 1 })];
        if (!first) break;
        const id = first.readUInt32BE(1);
        if (!known.has(id)) stray.add(id);
        start = rangeOf(id).end;
      }
    }
    return [...stray];
  }

  /** A number no collection and no index has had. */
  newId(): number {
    const id = this.nextId++;
    this.file.put(metaKey('nextId'), encode({ id: this.nextId }));
    return id;
  }

  removeRange(range: { start: Buffer; end: Buffer }): void {
    for (const key of [...this.file.keys(range)]) this.file.remove(key);
  }

  private save(collection: Collection): void {
    const entry = {
      id: collection.id,
      uuid: new Binary(collection.uuid, 4),
      options: collection.options.spec,
      indexes: collection.indexes.map(({ id, spec, multikey, arrays, cut }) => ({ id, spec, multikey, arrays: [...arrays], cut })),
    };
    this.file.put(catalogueKey(collection.db, collection.name), encode(entry));
    this.file.put(metaKey('nextId'), encode({ id: this.nextId }));
    collection.catalogueDirty = false;
  }

  private flush(): void {
    for (const collection of this.collections.values()) {
      if (collection.catalogueDirty) this.save(collection);
      if (!collection.dirty) continue;
      this.file.put(sizeKey(collection.id), encode({ count: collection.count, bytes: collection.bytes }));
      collection.dirty = false;
    }
  }

  /** Reads everything anew: at start, and when a transaction was rolled back under us. */
  private load(): void {
    const loaded = new Map<string, Collection>();
    const next = this.file.get(metaKey('nextId'));
    if (next) this.nextId = asNumber(decode(next)['id']);
    for (const { key, value } of this.file.entries(catalogueRange)) {
      const [db = '', name = ''] = key.subarray(1).toString().split('\0');
      const entry = decode(value) as { id: number; uuid: Binary; options: Doc; indexes: StoredIndex[] };
      const known = this.get(db, name);
      const collection =
        known?.id === entry.id ? known : new Collection(this.file, entry.id, db, name, Buffer.from(entry.uuid.buffer), parseOptions(entry.options));
      collection.indexes = entry.indexes.map(openIndex);
      for (const index of collection.indexes) openTexts(this.file, index);
      for (const index of collection.building) index.texts?.forget();
      const size = this.file.get(sizeKey(entry.id));
      const { count = 0, bytes = 0 } = size ? decode(size) : {};
      Object.assign(collection, { count: asNumber(count), bytes: asNumber(bytes), dirty: false, catalogueDirty: false });
      collection.findNextRecord();
      loaded.set(`${db}\0${name}`, collection);
    }
    this.collections = loaded;
  }
}

type StoredIndex = { id: number; spec: Doc; multikey: boolean; arrays?: number[]; cut: boolean };

/** Of an index over arrays that an older program kept it is not known which fields have them: each may. */
function openIndex({ id, spec, multikey, arrays, cut }: StoredIndex): Index {
  const index = storedIndex(spec, id);
  return Object.assign(index, { multikey, arrays: new Set(arrays ?? (multikey ? index.fields.keys() : [])), cut });
}

const createOptions = new Set(['collation', 'validator', 'validationAction', 'validationLevel', 'viewOn', 'pipeline', 'capped', 'size', 'max']);

function parseOptions(spec: Doc): CollectionOptions {
  const kept = Object.fromEntries(Object.entries(spec).filter(([name]) => createOptions.has(name)));
  const validator = spec['validator'];
  const collation = storedCollation(spec['collation']);
  return {
    spec: kept,
    ...(collation ? { collation } : {}),
    ...(kept['capped'] ? { capped: { size: asNumber(kept['size']), max: kept['max'] === undefined ? Infinity : asNumber(kept['max']) } } : {}),
    validationAction: spec['validationAction'] === 'warn' ? 'warn' : 'error',
    validationLevel: spec['validationLevel'] === 'off' || spec['validationLevel'] === 'moderate' ? spec['validationLevel'] : 'strict',
    ...(isDocument(validator) && Object.keys(validator).length > 0 ? { validator: compileFilter(validator, withCollation({}, collation)) } : {}),
  };
}

/** @throws CommandError InvalidNamespace (73) */
export function checkNamespace(db: string, name: string): void {
  if (name === '' || name.startsWith('.') || name.endsWith('.') || name.includes('..') || name.includes('\0') || name.includes('$')) {
    throw new CommandError('InvalidNamespace', `Invalid namespace specified '${db}.${name}'`);
  }
  checkDatabaseName(db);
  if (name.startsWith('system.') && name !== 'system.profile' && name !== 'system.js')
    throw new CommandError('InvalidNamespace', `Invalid system namespace: ${db}.${name}`);
  if (Buffer.byteLength(`${db}.${name}`) > 255)
    throw new CommandError('InvalidNamespace', `Fully qualified namespace is too long. Namespace: ${db}.${name} Max: 255`);
}

/** @throws CommandError InvalidNamespace (73) */
export function checkDatabaseName(db: string): void {
  if (db === '' || db.length > 63 || /[/\\. "$*<>:|?\0]/.test(db)) throw new CommandError('InvalidNamespace', `Invalid database name: '${db}'`);
}
