// Present state of the children in ledgers.
import type { Db, Filter, Sort } from 'mongodb';
import type { StoredChild } from '../domain/child.js';
import type { StoreFilter } from '../domain/child-filter.js';
import { isDuplicateKey } from './duplicate-key.js';

export type ChildrenStore = ReturnType<typeof childrenIn>;
export type ChildHead = Omit<StoredChild, 'tail' | 'search'>;
/** `key` is a field of data, or null for the order of lists. */
export type ChildSort = { key: string | null; down: boolean };

const headOnly = { tail: 0, search: 0 } as const;

export function childrenIn(db: Db) {
  const children = db.collection<StoredChild>('children');
  const wanted = (county: string, ledger: string, filter: StoreFilter): Filter<StoredChild> => ({ county, ledger, ...filter }) as Filter<StoredChild>;
  return {
    /** Indexes over the fields a ledger is searched by; its identity number is there once. */
    async index(fields: { state?: string; grade?: string; born?: string; tags?: string; household?: string; idNumber?: string }): Promise<void> {
      const lead = { county: 1, ledger: 1 } as const;
      for (const field of [fields.state, fields.grade, fields.tags, fields.born])
        if (field) await children.createIndex({ ...lead, [`data.${field}`]: 1, place: 1 });
      if (fields.household) await children.createIndex({ ...lead, [`data.${fields.household}`]: 1 });
      if (fields.idNumber) {
        const number = `data.${fields.idNumber}`;
        await children.createIndex({ ...lead, [number]: 1 }, { unique: true, partialFilterExpression: { [number]: { $exists: true } } });
      }
    },
    find(county: string, ledger: string, id: string): Promise<StoredChild | null> {
      return children.findOne({ _id: id, county, ledger });
    },
    byNumber(county: string, ledger: string, field: string, number: string): Promise<StoredChild | null> {
      return children.findOne(wanted(county, ledger, { [`data.${field}`]: number }));
    },
    byNumbers(county: string, ledger: string, field: string, numbers: string[]): Promise<StoredChild[]> {
      return children.find(wanted(county, ledger, { [`data.${field}`]: { $in: numbers } })).toArray();
    },
    /** Children with one of these words among their search keys. */
    bySearchWords(county: string, ledger: string, words: string[]): Promise<ChildHead[]> {
      return children.find(wanted(county, ledger, { search: { $in: words } }), { projection: headOnly }).toArray() as Promise<ChildHead[]>;
    },
    byIds(county: string, ledger: string, ids: string[]): Promise<ChildHead[]> {
      return children.find(wanted(county, ledger, { _id: { $in: ids } }), { projection: headOnly }).toArray() as Promise<ChildHead[]>;
    },
    list(county: string, ledger: string, filter: StoreFilter, sort: ChildSort, skip: number, limit: number): Promise<ChildHead[]> {
      const way = sort.down ? -1 : 1;
      const order: Sort = sort.key === null ? { place: way } : { [`data.${sort.key}`]: way, place: 1 };
      return children.find(wanted(county, ledger, filter), { projection: headOnly, sort: order, skip, limit }).toArray() as Promise<ChildHead[]>;
    },
    /** Counts no further than `limit`; 0 counts to the end. */
    count(county: string, ledger: string, filter: StoreFilter, limit: number): Promise<number> {
      return children.countDocuments(wanted(county, ledger, filter), limit > 0 ? { limit } : {});
    },
    /** Ids in the order of lists, for long work. */
    async ids(county: string, ledger: string, filter: StoreFilter, limit: number): Promise<string[]> {
      return (await children.find(wanted(county, ledger, filter), { projection: { _id: 1 }, sort: { place: 1 }, limit }).toArray()).map(({ _id }) => _id);
    },
    /** Ids of those found, in no order. */
    async found(county: string, ledger: string, filter: StoreFilter, limit: number): Promise<string[]> {
      return (await children.find(wanted(county, ledger, filter), { projection: { _id: 1 }, limit }).toArray()).map(({ _id }) => _id);
    },
    /** Everybody at an office with some fields of their files, or with all of them. */
    async standingAt(county: string, ledger: string, office: string, fields: string[] | null): Promise<{ child: string; data: StoredChild['data'] }[]> {
      const shown = fields === null ? { data: 1 } : Object.fromEntries(['county', ...fields.map((field) => `data.${field}`)].map((path) => [path, 1]));
      const found = await children.find(wanted(county, ledger, { office }), { projection: shown }).toArray();
      return found.map(({ _id, data }) => ({ child: _id, data: data ?? {} }));
    },
    async anyAt(county: string, ledger: string, office: string): Promise<boolean> {
      return (await children.findOne({ county, ledger, office }, { projection: { _id: 1 } })) !== null;
    },
    /** @returns false when a child with this identity number is there already. */
    async insert(child: StoredChild): Promise<boolean> {
      try {
        await children.insertOne(child);
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    /** Writes only if nobody has written since `seen`. @returns false when somebody has, `taken` when the identity number is another child's. */
    async change(seen: Pick<StoredChild, '_id' | 'county' | 'n'>, next: StoredChild): Promise<boolean | 'taken'> {
      const { _id, county, ledger, ...rest } = next;
      try {
        return (await children.updateOne({ _id: seen._id, county: seen.county, n: seen.n }, { $set: rest })).matchedCount === 1;
      } catch (error) {
        if (isDuplicateKey(error)) return 'taken';
        throw error;
      }
    },
    async forgetTail(child: Pick<StoredChild, '_id' | 'county' | 'n'>): Promise<void> {
      await children.updateOne({ _id: child._id, county: child.county, n: child.n }, { $set: { tail: null } });
    },
    /** Children a crash left ahead of the history. */
    unhealed(county: string, ledger: string): Promise<StoredChild[]> {
      return children.find(wanted(county, ledger, { 'tail.n': { $gt: 0 } })).toArray();
    },
    /** Those that are there already are left alone. */
    async insertMany(list: StoredChild[]): Promise<void> {
      for (let at = 0; at < list.length; at += 1000) {
        try {
          await children.insertMany(list.slice(at, at + 1000), { ordered: false });
        } catch (error) {
          if (!isDuplicateKey(error)) throw error;
        }
      }
    },
  };
}

export async function indexChildren(db: Db): Promise<void> {
  const children = db.collection('children');
  await children.createIndex({ county: 1, ledger: 1, place: 1 });
  // Behind each search key the children stand in the order of lists.
  await children.createIndex({ county: 1, ledger: 1, search: 1, place: 1 });
  const before = 'county_1_ledger_1_search_1';
  if (await children.indexExists(before)) await children.dropIndex(before);
  await children.createIndex({ county: 1, ledger: 1, office: 1 });
  await children.createIndex({ county: 1, ledger: 1, 'tail.n': 1 });
  const events = db.collection('events');
  await events.createIndex({ county: 1, ledger: 1, 'stamps.office': 1, date: 1 });
  const from = 'moved.from.office';
  await events.createIndex({ county: 1, ledger: 1, [from]: 1, date: 1 }, { partialFilterExpression: { [from]: { $exists: true } } });
}
