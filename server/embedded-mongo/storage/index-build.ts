import { decode } from '../bson/decode.js';
import type { Doc } from '../bson/values.js';
import { CommandError } from '../errors.js';
import type { Catalogue } from './catalogue.js';
import type { Collection } from './collection.js';
import { checkUnique, entriesOf, type Index, noteEntries, putEntries } from './index-entries.js';
import { parseIndexSpec } from './index-spec.js';
import { openTexts } from './index-texts.js';
import { indexRange, recordKey, recordOfKey, recordRange, textRange } from './keys.js';

/** So many documents are entered before others get their turn. */
const perStretch = 256;
/** A collection of up to so many is entered in the transaction that makes the index. */
const atOnce = 2000;

/**
 * Makes an index of a collection and enters its documents. A large collection is entered in stretches, each a
 * transaction of its own, and others read and write between them; who writes meanwhile keeps the new index up too. It is used
 * only when it is whole; what a killed program left of it is swept away at the next start.
 * @param replaced the index whose place it takes
 * @throws CommandError DuplicateKey, CannotIndexParallelArrays; IndexBuildAborted when the collection goes away meanwhile
 */
export async function buildIndex(catalogue: Catalogue, collection: Collection, index: Index, replaced?: Index): Promise<void> {
  const { queue } = collection.file;
  const whole = await queue.write(() => {
    index.id = catalogue.newId();
    openTexts(collection.file, index);
    if (collection.count > atOnce) {
      collection.building.push(index);
      return false;
    }
    try {
      enter(collection, index, 0, Infinity);
    } catch (error) {
      catalogue.emptyIndex(index.id);
      throw error;
    }
    catalogue.addIndex(collection, index, replaced);
    return true;
  });
  if (whole) return;
  try {
    for (let next: number | undefined = 0; next !== undefined; ) {
      const from: number = next;
      next = await queue.write(() => {
        stillThere(catalogue, collection, index);
        return enter(collection, index, from, perStretch);
      });
    }
    await queue.write(() => {
      stillThere(catalogue, collection, index);
      collection.building = collection.building.filter((other) => other !== index);
      catalogue.addIndex(collection, index, replaced);
    });
  } catch (error) {
    collection.building = collection.building.filter((other) => other !== index);
    await sweepIndex(catalogue, index.id);
    throw error;
  }
}

/** Removes what there is of an index that is in no catalogue, in stretches. */
export async function sweepIndex(catalogue: Catalogue, id: number): Promise<void> {
  const { file } = catalogue;
  for (let more = true; more; ) {
    more = await file.queue.write(() => {
      const keys = [...file.keys({ ...indexRange(id), limit: 2000 }), ...file.keys({ ...textRange(id), limit: 2000 })];
      for (const key of keys) file.remove(key);
      return keys.length > 0;
    });
  }
}

/**
 * Makes the indexes anew whose collation the running program orders by other rules than the one that made them. Where the new
 * rules find two keys of a unique index equal it stays as it is, kept up and unused.
 */
export async function renewIndexes(catalogue: Catalogue): Promise<void> {
  for (const collection of catalogue.list()) {
    for (const old of collection.indexes.filter(({ outdated }) => outdated)) {
      const { version, ...collation } = old.spec['collation'] as Doc;
      await buildIndex(catalogue, collection, parseIndexSpec({ ...old.spec, collation }, 0), old).catch(() => undefined);
    }
  }
}

function stillThere(catalogue: Catalogue, collection: Collection, index: Index): void {
  if (catalogue.get(collection.db, collection.name) !== collection)
    throw new CommandError('IndexBuildAborted', `Index build of ${index.name} failed: the collection ${collection.namespace} was dropped or renamed`);
  const failure = collection.buildFailures.get(index);
  if (failure) throw failure;
}

/** Enters the records from a number on, at most so many. @returns where to go on; undefined when all are in */
function enter(collection: Collection, index: Index, from: number, most: number): number | undefined {
  const { file } = collection;
  const { end } = recordRange(collection.id);
  let next = from;
  for (;;) {
    let count = 0;
    const stretch = Math.min(most, perStretch);
    for (const { key, value } of file.entries({ start: recordKey(collection.id, next), end, limit: stretch })) {
      const record = recordOfKey(key);
      const entries = entriesOf(index, decode(value));
      if (index.unique) checkUnique(file, collection.namespace, index, entries, record);
      putEntries(file, index, entries, record);
      noteEntries(index, entries);
      next = record + 1;
      count++;
    }
    if (count < stretch) return undefined;
    if (most !== Infinity) return next;
  }
}
