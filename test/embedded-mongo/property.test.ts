import { expect } from 'chai';
import fc from 'fast-check';
import { Query } from 'mingo';
import { Binary, type Collection, type Document, Long } from 'mongodb';
import { openTestStore, type TestStore } from '../support/embedded-mongo.js';

// What is drawn keeps to where mingo and MongoDB agree: one type for each field, no arrays in arrays, no null on dotted
// paths into arrays. Where they differ the feature list says what MongoDB does.
const number = fc.integer({ min: -3, max: 6 });
const texts = ['', 'a', 'A', 'á', 'ab', 'AB', 'b', '平', '平顺', '安', '𠀀'];
const text = fc.constantFrom(...texts);
const document = fc.record(
  {
    n: number,
    s: text,
    t: fc.array(number, { maxLength: 3 }),
    w: fc.array(text, { maxLength: 3 }),
    d: fc.record({ x: number, y: text }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
);
const documents = fc.array(document, { maxLength: 25 }).map((list) => list.map((one, _id) => ({ _id, ...one })));

const comparison = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<Document> =>
  fc.oneof(
    fc.record({ $eq: value }),
    fc.record({ $ne: value }),
    fc.record({ $gt: value }),
    fc.record({ $gte: value }),
    fc.record({ $lt: value }),
    fc.record({ $lte: value }),
    fc.record({ $in: fc.array(value, { minLength: 1, maxLength: 4 }) }),
    fc.record({ $nin: fc.array(value, { minLength: 1, maxLength: 3 }) }),
    fc.record({ $exists: fc.boolean() }),
  );
const condition: fc.Arbitrary<Document> = fc.oneof(
  comparison(number).map((c) => ({ n: c })),
  number.map((n) => ({ n })),
  comparison(text).map((c) => ({ s: c })),
  text.map((s) => ({ s })),
  comparison(number).map((c) => ({ t: c })),
  number.map((t) => ({ t })),
  comparison(number).map((c) => ({ 'd.x': c })),
  text.map((y) => ({ 'd.y': y })),
  comparison(text).map((c) => ({ w: c })),
  fc.nat(3).map((n) => ({ t: { $size: n } })),
  number.map((n) => ({ t: { $elemMatch: { $gte: n } } })),
  fc.record({ n: fc.record({ $gte: number, $lt: number }) }),
);
const filter: fc.Arbitrary<Document> = fc.oneof(
  condition,
  fc.constant({}),
  fc.tuple(condition, condition).map(([a, b]) => ({ $and: [a, b] })),
  fc.tuple(condition, condition).map(([a, b]) => ({ $or: [a, b] })),
  fc.tuple(condition, condition).map(([a, b]) => ({ $nor: [a, b] })),
  fc.tuple(condition, condition).map(([a, b]) => ({ ...a, ...b })),
);
/** Patterns are about the characters themselves, which no collation changes. */
const begins = fc.tuple(fc.constantFrom('s', 'w'), fc.constantFrom('^a', '^平')).map(([path, $regex]) => ({ [path]: { $regex } }));
const withPatterns: fc.Arbitrary<Document> = fc.oneof(
  filter,
  begins,
  fc.tuple(begins, condition).map(([a, b]) => ({ $and: [a, b] })),
);
const direction = fc.constantFrom(1 as const, -1 as const);
const sort = fc.oneof(
  direction.map((n) => ({ n, _id: 1 as const })),
  fc.tuple(direction, direction).map(([s, n]) => ({ s, n, _id: 1 as const })),
  direction.map((_id) => ({ _id })),
  fc.tuple(direction, direction).map(([n, s]) => ({ n, s, _id: -1 as const })),
);
const change: fc.Arbitrary<Document> = fc.oneof(
  number.map((n) => ({ $set: { n } })),
  text.map((s) => ({ $set: { s, 'd.y': s } })),
  number.map((n) => ({ $inc: { n } })),
  fc.constant({ $unset: { s: '' } }),
  number.map((n) => ({ $push: { t: n } })),
  number.map((n) => ({ $addToSet: { t: n } })),
  number.map((n) => ({ $pull: { t: n } })),
  number.map((n) => ({ $max: { n } })),
  number.map((n) => ({ $min: { 'd.x': n } })),
);

const indexes = [
  { n: 1 },
  { s: 1, n: -1 },
  { t: 1 },
  { w: 1, n: 1, _id: 1 },
  { 'd.x': -1, s: 1 },
  { n: -1, s: 1 },
  { n: 1, _id: 1 },
  { s: 1, n: 1, _id: 1 },
  { 'd.x': 1, n: 1, _id: 1 },
];
const runs = Number(process.env.PROPERTY_RUNS ?? 40);

/** The sort of plain JS, over values mingo and MongoDB order alike; missing sorts as null, below all. */
function order(by: Record<string, 1 | -1>): (a: Document, b: Document) => number {
  return (a, b) => {
    for (const [field, way] of Object.entries(by)) {
      const [x, y] = [a[field], b[field]];
      if (x === y) continue;
      if (x === undefined || y === undefined) return x === undefined ? -way : way;
      const less = typeof x === 'string' ? Buffer.compare(Buffer.from(x), Buffer.from(y)) < 0 : x < y;
      return less ? -way : way;
    }
    return 0;
  };
}

/** Strings compare by code unit in mingo; text here is compared by what the matcher's own order gives. */
const matches =
  (condition: Document) =>
  (doc: Document): boolean =>
    new Query(condition).test(doc);

const collation = { locale: 'zh', strength: 2 };
const compare = new Intl.Collator('zh', { sensitivity: 'accent' }).compare;
const classes = texts.toSorted(compare).filter((one, i, all) => i === 0 || compare(all[i - 1]!, one) !== 0);

/** A value with each string by its rank in the collation: mingo then finds equal, and orders, what the collation does. */
function ranked<T>(value: T): T {
  if (typeof value === 'string') return `rank ${String(classes.findIndex((one) => compare(one, value) === 0)).padStart(3, '0')}` as T;
  if (Array.isArray(value)) return value.map(ranked) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, ranked(one)])) as T;
}

describe('embedded store: the same answer as mingo over plain arrays, with and without indexes', () => {
  let store: TestStore;
  before(async () => {
    store = await openTestStore();
    for (const index of indexes)
      await store.client
        .db('p')
        .collection('indexed')
        .createIndex(index as never);
    for (const index of indexes)
      await store.client
        .db('p')
        .collection('collated')
        .createIndex(index as never, { collation });
  });
  after(() => store.close());

  async function both(
    list: Document[],
    use: (collection: ReturnType<ReturnType<TestStore['client']['db']>['collection']>, name: string) => Promise<void>,
    names = ['plain', 'indexed'],
  ): Promise<void> {
    for (const name of names) {
      const collection = store.client.db('p').collection(name);
      await collection.deleteMany({});
      if (list.length > 0) await collection.insertMany(list.map((one) => structuredClone(one)) as never);
      await use(collection, name);
    }
  }

  it('finds, sorts, skips, limits and counts', async () => {
    await fc.assert(
      fc.asyncProperty(documents, withPatterns, sort, fc.nat(3), fc.nat(5), async (list, where, by, skip, limit) => {
        const expected = list.filter(matches(where)).sort(order(by));
        await both(list, async (collection, name) => {
          const found = await collection.find(where).sort(by).skip(skip).limit(limit).toArray();
          expect(found, name).to.deep.equal(expected.slice(skip, limit === 0 ? undefined : skip + limit));
          expect(await collection.countDocuments(where), `${name}: count`).to.equal(expected.length);
        });
      }),
      { numRuns: runs },
    );
  }).timeout(120_000);

  it('finds the same in collections so large that two ways of finding are raced', async () => {
    const many = documents.map((list) => Array.from({ length: 9 }, () => list).flatMap((copy, i) => copy.map((one) => ({ ...one, _id: i * 25 + one._id }))));
    await fc.assert(
      fc.asyncProperty(many, withPatterns, sort, fc.nat(60), fc.integer({ min: 1, max: 90 }), async (list, where, by, skip, limit) => {
        const expected = list.filter(matches(where)).sort(order(by));
        await both(list, async (collection, name) => {
          expect(await collection.find(where).sort(by).skip(skip).limit(limit).toArray(), name).to.deep.equal(expected.slice(skip, skip + limit));
          expect(await collection.countDocuments(where, { skip, limit }), `${name}: count`).to.equal(Math.max(0, Math.min(limit, expected.length - skip)));
        });
      }),
      { numRuns: runs },
    );
  }).timeout(120_000);

  it('finds, updates and deletes under a collation, with and without indexes of it', async () => {
    await fc.assert(
      fc.asyncProperty(documents, filter, sort, fc.nat(3), fc.nat(5), change, async (list, where, by, skip, limit, what) => {
        const expected = ranked(list)
          .filter(matches(ranked(where)))
          .sort(order(by))
          .map(({ _id }) => _id);
        const use = async (collection: Collection, name: string): Promise<void> => {
          const found = await collection
            .find(where, { collation, projection: { _id: 1 } })
            .sort(by)
            .skip(skip)
            .limit(limit)
            .toArray();
          expect(
            found.map(({ _id }) => _id as unknown),
            name,
          ).to.deep.equal(expected.slice(skip, limit === 0 ? undefined : skip + limit));
          expect((await collection.updateMany(where, what, { collation })).matchedCount, `${name}: updated`).to.equal(expected.length);
          const now = await collection.find().toArray();
          const gone = ranked(now).filter(matches(ranked(where))).length;
          expect((await collection.deleteMany(where, { collation })).deletedCount, `${name}: deleted`).to.equal(gone);
          expect((await store.client.db('p').command({ validate: name }))['errors']).to.deep.equal([]);
        };
        await both(list, use, ['plain', 'indexed', 'collated']);
      }),
      { numRuns: runs },
    );
  }).timeout(120_000);

  it('finds the same from the bytes of a document as from the whole of it', async () => {
    const scalar = fc.oneof(
      number,
      text,
      fc.constantFrom<unknown>(null, true, 1.5, Long.fromNumber(2), new Date(0), '\ufffd', new Binary(Buffer.from('a')), /a/),
    );
    const value = fc.oneof(scalar, fc.array(scalar, { maxLength: 2 }), fc.record({ b: scalar }), fc.array(fc.record({ b: scalar }), { maxLength: 2 }));
    const mixed = fc.record({ 平: text, a: value, c: fc.record({ a: value, b: value }, { requiredKeys: [] }) }, { requiredKeys: [] });
    const path = fc.constantFrom('a', 'a.b', 'c', 'c.a', 'c.a.b', 'c.a.0', 'a.0.b', '平', 'b');
    const operand = fc.oneof(
      comparison(value),
      value,
      fc.constantFrom({ $type: 'array' }, { $not: { $gt: 1 } }, { $regex: '^a' }, { $all: ['a'] }, { $size: 1 }),
    );
    const one = fc.tuple(path, operand).map(([name, how]) => ({ [name]: how }));
    const joined = fc.tuple(fc.constantFrom('$and', '$or', '$nor'), one, one).map(([how, a, b]) => ({ [how]: [a, b] }));
    const collection = store.client.db('p').collection('mixed');
    const answer = (where: Document): Promise<unknown> =>
      collection
        .find(where, { projection: { _id: 1 } })
        .toArray()
        .catch((error) => error.code);
    await fc.assert(
      fc.asyncProperty(
        fc.array(mixed, { minLength: 1, maxLength: 40 }),
        fc.array(fc.oneof(one, joined), { minLength: 8, maxLength: 8 }),
        async (list, filters) => {
          await collection.drop();
          await collection.insertMany(list.map((doc, _id) => ({ _id: _id as never, ...doc })));
          // An expression looks at whole documents, so the same filter beside one is tried on them.
          for (const where of filters) expect(await answer(where), JSON.stringify(where)).to.deep.equal(await answer({ $and: [where, { $expr: true }] }));
        },
      ),
      { numRuns: runs },
    );
  }).timeout(120_000);

  it('updates and deletes the documents it finds, and keeps its indexes in step', async () => {
    await fc.assert(
      fc.asyncProperty(documents, filter, change, filter, async (list, where, what, gone) => {
        let afterwards: Document[] | undefined;
        await both(list, async (collection, name) => {
          const { matchedCount } = await collection.updateMany(where, what);
          expect(matchedCount, name).to.equal(list.filter(matches(where)).length);
          const now = await collection.find().sort({ _id: 1 }).toArray();
          expect(
            now.filter(({ _id }) => !matches(where)(list[_id as unknown as number]!)),
            `${name}: the others`,
          ).to.deep.equal(list.filter((doc) => !matches(where)(doc)));
          if (afterwards) expect(now, 'indexed as plain').to.deep.equal(afterwards);
          else afterwards = now;
          const { deletedCount } = await collection.deleteMany(gone);
          expect(deletedCount, `${name}: deleted`).to.equal(now.filter(matches(gone)).length);
          const { valid, errors } = await store.client.db('p').command({ validate: name });
          expect(valid, String(errors)).to.equal(true);
        });
      }),
      { numRuns: runs },
    );
  }).timeout(120_000);
});
