import { expect } from 'chai';
import type { CollationOptions, Collection, Db, Document } from 'mongodb';
import { MongoClient } from 'mongodb';
import { exportAll } from '../../server/embedded-mongo/backup/export.js';
import { decode } from '../../server/embedded-mongo/bson/decode.js';
import { encode } from '../../server/embedded-mongo/bson/encode.js';
import { openEmbeddedMongo } from '../../server/embedded-mongo/open-embedded-mongo.js';
import { catalogueKey, indexRange, textRange } from '../../server/embedded-mongo/storage/keys.js';
import { openDataFile } from '../../server/embedded-mongo/storage/open-file.js';
import { freshFolder, openTestStore, type TestStore } from '../support/embedded-mongo.js';

type Named = { _id: number; s?: unknown; n?: number; list?: unknown[] };

const insensitive = { locale: 'en', strength: 2 };
const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'no error',
    (error: { code?: unknown }) => error.code,
  );
const ids = (list: Document[]): unknown[] => list.map(({ _id }) => _id as unknown);

describe('embedded store: collations', () => {
  let store: TestStore;
  let db: Db;
  before(async () => {
    store = await openTestStore();
    db = store.client.db('collations');
  });
  after(() => store.close());

  async function filled(name: string, documents: Named[], options: Document = {}): Promise<Collection<Named>> {
    await db.collection(name).drop();
    const collection = await db.createCollection<Named>(name, options);
    if (documents.length > 0) await collection.insertMany(documents);
    return collection;
  }

  it('compares by every option Intl.Collator has, in strings alone and within documents and arrays', async () => {
    const words = ['a', 'A', 'á', 'a-b', 'ab', 'a10', 'a9'].map((s, _id): Named => ({ _id, s, list: [{ deep: s }] }));
    const docs = await filled('options', words);
    const equalTo = async (s: string, collation: CollationOptions): Promise<unknown[]> =>
      ids(await docs.find({ s }, { collation, sort: { _id: 1 } }).toArray());
    expect(await equalTo('A', { locale: 'en', strength: 1 })).to.deep.equal([0, 1, 2]);
    expect(await equalTo('A', { locale: 'en', strength: 1, caseLevel: true })).to.deep.equal([1]);
    expect(await equalTo('A', insensitive)).to.deep.equal([0, 1]);
    expect(await equalTo('A', { ...insensitive, caseLevel: true })).to.deep.equal([1]);
    expect(await equalTo('A', { locale: 'en' })).to.deep.equal([1]);
    expect(await equalTo('AB', { ...insensitive, alternate: 'shifted' })).to.deep.equal([3, 4]);
    expect(await equalTo('A', { locale: 'simple' })).to.deep.equal([1]);
    const sorted = async (collation: CollationOptions): Promise<unknown[]> =>
      ids(await docs.find({ s: { $in: ['a', 'A', 'a9', 'a10'] } }, { collation, sort: { s: 1 } }).toArray());
    expect(await sorted({ locale: 'en' })).to.deep.equal([0, 1, 5, 6]);
    expect(await sorted({ locale: 'en', caseFirst: 'upper', numericOrdering: true })).to.deep.equal([1, 0, 6, 5]);
    expect(ids(await docs.find({ list: { deep: 'A' } }, { collation: insensitive }).toArray())).to.deep.equal([0, 1]);
    expect(ids(await docs.find({ 'list.deep': { $in: [/^x/, 'A'] } }, { collation: insensitive }).toArray())).to.deep.equal([0, 1]);
    expect(ids(await docs.find({ list: { $elemMatch: { deep: { $gte: 'AB' } } } }, { collation: insensitive }).toArray())).to.deep.equal([4]);
    expect(ids(await docs.find({ s: /^A/ }, { collation: insensitive }).toArray()), 'patterns are never collated').to.deep.equal([1]);
    expect((await docs.findOne({ _id: 0 }, { collation: insensitive, projection: { list: { $elemMatch: { deep: 'A' } } } }))?.list).to.have.length(1);
    const french = ['cote', 'coté', 'côte', 'côté'];
    const accents = await filled(
      'accents',
      [...french.keys()].map((_id): Named => ({ _id, s: french[_id] })),
    );
    expect(ids(await accents.find({}, { sort: { s: 1 }, collation: { locale: 'fr', backwards: true } }).toArray())).to.deep.equal([0, 2, 1, 3]);
    expect(ids(await accents.find({}, { sort: { s: 1 }, collation: { locale: 'fr' } }).toArray())).to.deep.equal([0, 1, 2, 3]);
  });

  it('sorts Chinese by pinyin, and by strokes where that is asked for, also through an index', async () => {
    const names = ['王小明', '丁一', '张三', '一山', '平顺', '李四'];
    const docs = await filled(
      'chinese',
      [...names.keys()].map((_id): Named => ({ _id, s: names[_id] })),
    );
    const order = async (locale: string): Promise<string> =>
      (await docs.find({}, { sort: { s: 1 }, collation: { locale } }).toArray()).map(({ s }) => (s as string)[0]).join('');
    const both = async (locale: string): Promise<string> => {
      const before = await order(locale);
      await docs.createIndex({ s: 1 }, { name: locale, collation: { locale } });
      await docs.updateOne({ _id: 2 }, { $set: { s: '张三' } });
      expect(await order(locale), `${locale} through its index`).to.equal(before);
      return before;
    };
    expect(await both('zh')).to.equal('丁李平王一张');
    expect(await both('zh@collation=stroke')).to.equal('一丁王平张李');
    expect(await codeOf(docs.find({}, { collation: { locale: 'zh@collation=none' } }).toArray())).to.equal(2);
    expect(ids(await docs.find({ s: { $gte: '王', $lt: '张' } }, { collation: { locale: 'zh' } }).toArray()).sort()).to.deep.equal([0, 3]);
  });

  it('refuses a wrong collation with MongoDB’s codes, and what it cannot do with 115', async () => {
    const docs = await filled('wrong', [{ _id: 1, s: 'a' }]);
    for (const [collation, code] of [
      [{ locale: 'xx' }, 2],
      [{ locale: 'en-US' }, 2],
      [{ locale: 'en', strength: 6 }, 51024],
      [{ locale: 'en', strength: 'x' }, 14],
      [{ locale: 'en', caseFirst: 'none' }, 2],
      [{ locale: 'en', strength: 1, caseFirst: 'upper' }, 2],
      [{ locale: 'en', strength: 1, backwards: true }, 2],
      [{ locale: 'en', of: 1 }, 40415],
      [{ strength: 1 }, 40414],
      [{ locale: 'en', version: '1.0' }, 161],
      [{ locale: 'simple', strength: 1 }, 9],
      [{ locale: 'de', backwards: true }, 115],
      [{ locale: 'en', alternate: 'shifted', strength: 4 }, 115],
    ] as [CollationOptions, number][]) {
      expect(await codeOf(docs.find({}, { collation }).toArray()), JSON.stringify(collation)).to.equal(code);
      expect(await codeOf(docs.updateOne({ s: 'a' }, { $set: { n: 1 } }, { collation }))).to.equal(code);
      expect(await codeOf(docs.createIndex({ s: 1 }, { collation }))).to.equal(code);
      expect(await codeOf(db.createCollection('never', { collation }))).to.equal(code);
    }
    expect(await codeOf(db.command({ find: 'wrong', collation: 'en' }))).to.equal(14);
  });

  it('writes and counts by it, each statement by its own', async () => {
    const docs = await filled(
      'writes',
      ['ping', 'PING', 'pong'].map((s, _id): Named => ({ _id, s, list: ['x', 'X', 'y'] })),
    );
    expect(await docs.countDocuments({ s: 'Ping' }, { collation: insensitive })).to.equal(2);
    expect((await docs.distinct('s', {}, { collation: insensitive })).length).to.equal(2);
    const bulk = await docs.bulkWrite([
      { updateMany: { filter: { s: 'pinG' }, update: { $inc: { n: 1 } }, collation: insensitive } },
      { updateOne: { filter: { s: 'pinG' }, update: { $inc: { n: 1 } } } },
      { deleteOne: { filter: { s: 'PONG' } } },
      { replaceOne: { filter: { s: 'PONG' }, replacement: { s: 'pang' }, collation: insensitive } },
    ]);
    expect([bulk.matchedCount, bulk.deletedCount]).to.deep.equal([3, 0]);
    const changed = await docs.findOneAndUpdate(
      { s: 'PING' },
      { $addToSet: { list: 'Y' }, $min: { s: 'PIN' } },
      { collation: insensitive, sort: { s: -1, _id: -1 }, returnDocument: 'after' },
    );
    expect(changed).to.deep.equal({ _id: 1, s: 'PIN', list: ['x', 'X', 'y'], n: 1 });
    await docs.updateOne({ _id: 0 }, { $pull: { list: 'X' } }, { collation: insensitive });
    await docs.updateOne({ _id: 0 }, { $set: { 'list.$[one]': 'z' } }, { collation: insensitive, arrayFilters: [{ one: 'Y' }] });
    expect((await docs.findOne({ _id: 0 }))?.list).to.deep.equal(['z']);
    expect(await docs.updateOne({ s: 'PANG', list: 'Q' }, { $set: { n: 7 } }, { collation: insensitive, upsert: true })).to.include({ upsertedCount: 1 });
    expect((await docs.deleteMany({ s: 'PANG' }, { collation: insensitive })).deletedCount).to.equal(2);
  });

  it('aggregates by it: $match, $group, $sort, $expr, $lookup, $bucket and the expressions that compare', async () => {
    const docs = await filled(
      'pipelines',
      ['b', 'A', 'a', 'B', 'c'].map((s, _id): Named => ({ _id, s, n: 1 })),
    );
    const run = (stages: Document[]): Promise<Document[]> => docs.aggregate(stages, { collation: insensitive }).toArray();
    expect(await run([{ $sort: { _id: 1 } }, { $group: { _id: '$s', n: { $sum: '$n' } } }, { $sort: { _id: 1 } }])).to.deep.equal([
      { _id: 'A', n: 2 },
      { _id: 'b', n: 2 },
      { _id: 'c', n: 1 },
    ]);
    expect(await run([{ $group: { _id: { of: ['$s'] } } }, { $count: 'n' }])).to.deep.equal([{ n: 3 }]);
    expect(
      await run([{ $group: { _id: null, set: { $addToSet: '$s' }, most: { $max: '$s' } } }, { $project: { _id: 0, n: { $size: '$set' }, most: 1 } }]),
    ).to.deep.equal([{ most: 'c', n: 3 }]);
    expect(ids(await run([{ $match: { $expr: { $in: ['$s', ['C', 'B']] } } }, { $sort: { s: -1, _id: 1 } }]))).to.deep.equal([4, 0, 3]);
    const joined = await run([
      { $match: { s: 'c' } },
      { $set: { s: 'b' } },
      { $lookup: { from: 'pipelines', localField: 's', foreignField: 's', pipeline: [{ $match: { $expr: { $eq: ['$s', 'b'] } } }], as: 'same' } },
    ]);
    expect(joined[0]!['same']).to.have.length(2);
    expect(await run([{ $bucket: { groupBy: '$s', boundaries: ['A', 'b', 'D'] } }])).to.deep.equal([
      { _id: 'A', count: 2 },
      { _id: 'b', count: 3 },
    ]);
    const lists = { up: ['a', 'B', 'A'], other: ['A', 'b'] };
    const [values] = await run([
      { $limit: 1 },
      { $set: lists },
      {
        $project: {
          _id: 0,
          cmp: { $cmp: ['a', 'A'] },
          at: { $indexOfArray: ['$up', 'b'] },
          sorted: { $sortArray: { input: '$up', sortBy: 1 } },
          union: { $size: { $setUnion: ['$up', '$other'] } },
          both: { $size: { $setIntersection: ['$up', '$other'] } },
          rest: { $setDifference: ['$up', ['b']] },
          equal: { $setEquals: ['$up', '$other'] },
          within: { $setIsSubset: ['$other', '$up'] },
        },
      },
    ]);
    expect(values).to.deep.equal({ cmp: 0, at: 1, sorted: ['a', 'A', 'B'], union: 2, both: 2, rest: ['a'], equal: true, within: true });
    expect(await codeOf(run([{ $bucketAuto: { groupBy: '$s', buckets: 2 } }]))).to.equal(115);
  });

  it('an index serves strings and sorts to its own collation, and everything else to all', async () => {
    const docs = await filled(
      'served',
      Array.from({ length: 60 }, (_, _id): Named => ({ _id, s: `${_id % 2 ? 'N' : 'n'}${_id % 20}`, n: _id })),
    );
    await docs.createIndexes([
      { key: { s: 1 }, name: 'binary' },
      { key: { s: 1, n: -1 }, name: 'insensitive', collation: insensitive },
      { key: { n: 1 }, name: 'numbers' },
    ]);
    const usedBy = async (filter: Document, sort: Document, collation?: CollationOptions): Promise<unknown> => {
      const answer = await docs.find(filter, { sort: sort as never, ...(collation ? { collation } : {}) }).explain('executionStats');
      const plan = JSON.stringify(answer['queryPlanner'].winningPlan);
      return [/"indexName":"(\w+)"/.exec(plan)?.[1], plan.includes('"SORT"'), answer['executionStats'].nReturned];
    };
    expect(await usedBy({ s: 'n3' }, {}, insensitive)).to.deep.equal(['insensitive', false, 3]);
    expect(await usedBy({ s: 'N3' }, {})).to.deep.equal(['binary', false, 3]);
    expect(await usedBy({ s: 'n3' }, {}, { locale: 'en', strength: 1 })).to.deep.equal([undefined, false, 3]);
    expect(await usedBy({ s: { $gt: 'N8', $lte: 'n9' } }, { s: 1, n: -1 }, insensitive)).to.deep.equal(['insensitive', false, 3]);
    expect(await usedBy({ s: { $gt: 'N8zzz' } }, { s: 1, n: -1 }, insensitive)).to.deep.equal(['insensitive', false, 3]);
    expect(await usedBy({ s: { $in: ['n1', 'N1', 'n2'] } }, { s: 1 }, insensitive)).to.deep.equal(['insensitive', false, 6]);
    expect(await usedBy({ n: { $lt: 5 } }, { n: -1 }, insensitive), 'numbers need no collation').to.deep.equal(['numbers', false, 5]);
    expect(await usedBy({ s: /^n3/ }, {}, insensitive)).to.deep.equal([undefined, false, 0]);
    expect(await usedBy({ _id: { $lt: 5 } }, { _id: 1 }, insensitive)).to.deep.equal(['_id_', false, 5]);
    const explained = await docs.find({ s: 'n3' }, { collation: insensitive }).explain();
    expect(explained['queryPlanner'].collation).to.include({ locale: 'en', strength: 2, alternate: 'non-ignorable' });
    expect(await codeOf(docs.find({}).hint({ s: 1, n: -1 }).min({ s: 'a', n: 1 }).max({ s: 'z', n: 1 }).toArray())).to.equal(51174);
    await docs.createIndex({ s: 1 }, { name: 'second', collation: insensitive });
    expect(await codeOf(docs.find({}).hint({ s: 1 }).toArray()), 'two of one key').to.equal(2);
    expect(await codeOf(docs.dropIndex({ s: 1 } as never))).to.equal(293);
    expect((await db.command({ validate: 'served' }))['errors']).to.deep.equal([]);
  });

  it('a unique index with a collation holds one of all strings it finds equal', async () => {
    const docs = await filled('unique', []);
    await docs.createIndex({ s: 1 }, { unique: true, collation: insensitive });
    await docs.insertOne({ _id: 1, s: 'Li' });
    const error = await docs.insertOne({ _id: 2, s: 'LI' }).catch((caught) => caught);
    expect(error.code).to.equal(11000);
    expect([error.keyPattern, error.keyValue]).to.deep.equal([{ s: 1 }, { s: 'LI' }]);
    await docs.insertMany([
      { _id: 3, s: ['wang', 'WANG'] },
      { _id: 4, s: { a: 'x' } },
    ]);
    expect(await codeOf(docs.insertOne({ _id: 5, s: 'Wang' }))).to.equal(11000);
    expect(await codeOf(docs.insertOne({ _id: 6, s: { a: 'X' } }))).to.equal(11000);
    expect(await docs.updateOne({ _id: 1 }, { $set: { s: 'LI' } })).to.include({ modifiedCount: 1 });
    await docs.deleteOne({ _id: 1 });
    await docs.insertOne({ _id: 2, s: 'li' });
    const many = Array.from({ length: 40 }, (_, i) =>
      docs.updateOne({ s: i % 2 ? 'zhao' : 'ZHAO' }, { $inc: { n: 1 } }, { upsert: true, collation: insensitive }),
    );
    await Promise.all(many);
    expect((await docs.find({ s: 'Zhao' }, { collation: insensitive }).toArray()).map(({ n }) => n)).to.deep.equal([40]);
    const plain = await filled('plain', [
      { _id: 1, s: 'a' },
      { _id: 2, s: 'A' },
    ]);
    expect(await codeOf(plain.createIndex({ s: 1 }, { unique: true, collation: insensitive }))).to.equal(11000);
    for (const name of ['unique', 'plain']) expect((await db.command({ validate: name }))['errors']).to.deep.equal([]);
  });

  it('indexes of one key and several collations stand side by side under names of their own', async () => {
    const docs = await filled('conflicts', [{ _id: 1, s: 'a' }]);
    await docs.createIndex({ s: 1 }, { collation: insensitive });
    expect(await codeOf(docs.createIndex({ s: 1 }))).to.equal(86);
    expect(await codeOf(docs.createIndex({ s: 1 }, { name: 'again', collation: insensitive }))).to.equal(85);
    expect(await docs.createIndex({ s: 1 }, { collation: insensitive }), 'the same again').to.equal('s_1');
    await docs.createIndex({ s: 1 }, { name: 'plain' });
    const shown = (await docs.indexes()).map(({ name, collation }) => [name, collation]);
    const { version, ...full } = shown[1]![1] as Document;
    expect(version).to.equal(process.versions['icu']);
    expect(full).to.deep.equal({
      locale: 'en',
      caseLevel: false,
      caseFirst: 'off',
      strength: 2,
      numericOrdering: false,
      alternate: 'non-ignorable',
      maxVariable: 'punct',
      normalization: false,
      backwards: false,
    });
    expect(shown[2]).to.deep.equal(['plain', undefined]);
  });

  it('a collection’s own collation holds for its queries, its indexes, its _id and its validator', async () => {
    const validator = { s: { $ne: 'NO' } };
    const docs = await filled('inherited', [{ _id: 1, s: 'Yes' }], { collation: insensitive, validator });
    expect(await docs.countDocuments({ s: 'YES' })).to.equal(1);
    expect(await docs.countDocuments({ s: 'YES' }, { collation: { locale: 'simple' } })).to.equal(0);
    expect(await codeOf(docs.insertOne({ _id: 2, s: 'no' }))).to.equal(121);
    await docs.createIndexes([
      { key: { s: 1 }, name: 'own' },
      { key: { s: 1 }, name: 'binary', collation: { locale: 'simple' } },
    ]);
    expect((await docs.indexes()).map(({ collation }) => collation?.strength)).to.deep.equal([2, 2, undefined]);
    const [entry] = await db.listCollections({ name: 'inherited' }).toArray();
    expect((entry as { options: Document }).options['collation']).to.include({ locale: 'en', strength: 2 });
    const texts = db.collection<{ _id: string }>('inherited');
    await texts.insertOne({ _id: 'Key' });
    expect(await codeOf(texts.insertOne({ _id: 'KEY' }))).to.equal(11000);
    expect(await texts.findOne({ _id: 'key' })).to.deep.equal({ _id: 'Key' });
    expect(await texts.findOne({ _id: 'key' }, { collation: { locale: 'en' } })).to.equal(null);
    expect(await codeOf(docs.createIndex({ _id: 1 }, { collation: { locale: 'de' } }))).to.equal(2);
    await db.createCollection('seen', { viewOn: 'inherited', pipeline: [{ $match: { s: 'YES' } }] });
    await db.createCollection('alike', { viewOn: 'inherited', pipeline: [{ $match: { s: 'YES' } }], collation: insensitive });
    expect([await db.collection('seen').countDocuments(), await db.collection('alike').countDocuments()]).to.deep.equal([0, 1]);
    expect(await codeOf(db.collection('seen').find({}, { collation: insensitive }).toArray())).to.equal(167);
    expect(await codeOf(db.createCollection('over', { viewOn: 'seen', collation: insensitive }))).to.equal(167);
  });
});

describe('embedded store: collations that move to another server', () => {
  it('go over with their collections and indexes, or are named where the other server has none', async () => {
    const [store, elsewhere] = [await openTestStore(), await openTestStore({ mayBeReal: true })];
    await elsewhere.client.db('leaving').dropDatabase();
    const docs = await store.client.db('leaving').createCollection<Named>('names', { collation: { locale: 'zh', strength: 2 } });
    await docs.insertMany([
      { _id: 1, s: 'li' },
      { _id: 2, s: '李' },
    ]);
    await docs.createIndexes([
      { key: { s: 1 }, name: 'own', unique: true },
      { key: { s: 1 }, name: 'strokes', collation: { locale: 'zh@collation=stroke' } },
      { key: { s: 1 }, name: 'binary', collation: { locale: 'simple' } },
    ]);
    const [done] = await exportAll(store.client, elsewhere.client, () => undefined);
    expect(done).to.include({ documents: 2, indexes: elsewhere.real ? 2 : 4 });
    expect(done!.without).to.deep.equal(elsewhere.real ? ['collation', 'own', 'strokes'] : []);
    const there = elsewhere.client.db('leaving').collection<Named>('names');
    const shown = (await there.indexes()).map(({ name, collation }) => [name, collation?.locale]);
    expect(shown.toSorted()).to.deep.equal(
      elsewhere.real
        ? [
            ['_id_', undefined],
            ['binary', undefined],
          ]
        : [
            ['_id_', 'zh'],
            ['binary', undefined],
            ['own', 'zh'],
            ['strokes', 'zh@collation=stroke'],
          ],
    );
    if (!elsewhere.real) expect(await codeOf(there.insertOne({ _id: 3, s: 'LI' }))).to.equal(11000);
    await elsewhere.client.db('leaving').dropDatabase();
    await Promise.all([store.close(), elsewhere.close()]);
  });
});

/** Changes the catalogue's second index of the collection of a store that is not running; `empty` removes all its entries. */
async function change(dataDir: string, how: (index: { collation: Document }, empty: () => void) => void): Promise<void> {
  const { file } = openDataFile(dataDir);
  const key = catalogueKey('kept', 'names');
  file.transaction(() => {
    const entry = decode(file.get(key)!) as unknown as { indexes: { id: number; spec: { collation: Document } }[] };
    const { id, spec } = entry.indexes[1]!;
    how(spec, () => {
      for (const range of [indexRange(id), textRange(id)]) for (const one of [...file.keys(range)]) file.remove(one);
    });
    file.put(key, encode(entry as never));
  });
  await file.close();
}

describe('embedded store: collations over a restart', () => {
  it('keeps the order of an index, and makes it anew when the rules of the order have changed', async () => {
    const dataDir = freshFolder();
    const names = ['王', '丁', '张', 'li', 'LI'];
    const open = async <T>(use: (docs: Collection<Named>) => Promise<T>): Promise<T> => {
      const store = await openEmbeddedMongo({ dataDir });
      const client = await new MongoClient(store.url).connect();
      try {
        return await use(client.db('kept').collection<Named>('names'));
      } finally {
        await client.close();
        await store.close();
      }
    };
    const collation = { locale: 'zh', strength: 2 };
    await open(async (docs) => {
      await docs.createIndex({ s: 1, n: 1 }, { unique: true, collation });
      await docs.insertMany(names.map((s, _id) => ({ _id, s, n: _id })));
    });
    const look = (docs: Collection<Named>): Promise<Named[]> => docs.find({ s: { $gte: '丁' } }, { sort: { s: 1, n: 1 }, collation }).toArray();
    await open(async (docs) => {
      await docs.insertMany([
        { _id: 10, s: '李', n: 0 },
        { _id: 11, s: '周', n: 0 },
      ]);
      expect((await look(docs)).map(({ s }) => s)).to.deep.equal(['丁', '李', '王', '张', '周', 'li', 'LI']);
      expect(await codeOf(docs.insertOne({ _id: 12, s: 'Li', n: 3 }))).to.equal(11000);
    });
    // What another version of the rules had ordered: here, nothing that could be used.
    await change(dataDir, (index, empty) => {
      index.collation.version = '1.0';
      empty();
    });
    await open(async (docs) => {
      expect((await look(docs)).map(({ s }) => s)).to.deep.equal(['丁', '李', '王', '张', '周', 'li', 'LI']);
      expect((await docs.find({ s: '王' }, { collation }).explain('executionStats'))['executionStats'].totalKeysExamined).to.equal(1);
      expect(((await docs.indexes())[1] as Document)['collation'].version).to.equal(process.versions['icu']);
      await docs.insertMany([
        { _id: 13, s: 'Li', n: 4.5 },
        { _id: 15, s: 'l-i', n: 4.5 },
      ]);
    });
    // By the new rules two documents have one key: the index stays, is used by none and does not keep the store from starting.
    await change(dataDir, (index) => Object.assign(index.collation, { version: '1.0', alternate: 'shifted' }));
    await open(async (docs) => {
      expect(ids(await docs.find({ s: 'LI' }, { collation: { ...collation, alternate: 'shifted' }, sort: { _id: 1 } }).toArray())).to.deep.equal([
        3, 4, 13, 15,
      ]);
      expect(((await docs.indexes())[1] as Document)['collation'].version).to.equal('1.0');
      expect(await docs.updateOne({ _id: 0 }, { $set: { s: '赵' } })).to.include({ modifiedCount: 1 });
    });
  });
});
