import type { CollationOptions, Db, Document } from 'mongodb';
import { asked, codeOf, type Feature } from './feature.js';

type Word = { _id: number; s: string };

const insensitive = { locale: 'en', strength: 2 };

/** A feature over a collection of words, numbered from 0. */
const words = (name: string, list: string[], expected: unknown, run: (db: Db) => Promise<unknown>, limits?: string): Feature =>
  asked(
    'Collations',
    name,
    expected,
    async (db) => {
      if (list.length > 0) await db.collection<Word>('c').insertMany(list.map((s, _id) => ({ _id, s })));
      return run(db);
    },
    limits,
  );
/** The words a collation finds equal to one, and all of them in its order. */
const equalTo = (name: string, list: string[], s: string, collation: CollationOptions, expected: number[]): Feature =>
  words(name, list, expected, async (db) =>
    (
      await db
        .collection<Word>('c')
        .find({ s }, { collation, sort: { _id: 1 } })
        .toArray()
    ).map(({ _id }) => _id),
  );
const sorted = (name: string, list: string[], collation: CollationOptions, expected: string[], limits?: string): Feature =>
  words(
    name,
    list,
    expected,
    async (db) =>
      (
        await db
          .collection<Word>('c')
          .find({}, { collation, sort: { s: 1 } })
          .toArray()
      ).map(({ s }) => s),
    limits,
  );

const letters = ['a', 'A', 'á'];

export const collationFeatures: Feature[] = [
  equalTo('strength 1', letters, 'A', { locale: 'en', strength: 1 }, [0, 1, 2]),
  equalTo('strength 2', letters, 'A', insensitive, [0, 1]),
  equalTo('strength 3', letters, 'A', { locale: 'en' }, [1]),
  words(
    'strength 5',
    letters,
    [1],
    async (db) =>
      (
        await db
          .collection('c')
          .find({ s: 'A' }, { collation: { locale: 'en', strength: 5 } })
          .toArray()
      ).map(({ _id }) => _id as unknown),
    'strength 4 is as 3; neither 4 nor 5 together with alternate: shifted',
  ),
  equalTo('caseLevel', letters, 'A', { locale: 'en', strength: 1, caseLevel: true }, [1]),
  sorted('caseFirst', ['b', 'B', 'a', 'A'], { locale: 'en', caseFirst: 'upper' }, ['A', 'a', 'B', 'b']),
  sorted('numericOrdering', ['a10', 'a9'], { locale: 'en', numericOrdering: true }, ['a9', 'a10']),
  equalTo('alternate: shifted', ['a-b', 'ab', 'b'], 'ab', { locale: 'en', alternate: 'shifted' }, [0, 1]),
  sorted('backwards', ['coté', 'côte'], { locale: 'fr', backwards: true }, ['côte', 'coté'], 'French and English alone'),
  sorted('Chinese by pinyin', ['王', '一', '丁', '张'], { locale: 'zh' }, ['丁', '王', '一', '张']),
  sorted('Chinese by strokes', ['王', '张', '丁', '一'], { locale: 'zh@collation=stroke' }, ['一', '丁', '王', '张']),
  words('update, delete, findAndModify, count, distinct', ['a', 'A', 'b'], [2, 2, { _id: 2, s: 'b' }, ['a', 'b'], 1], async (db) => {
    const [c, collation] = [db.collection<Word>('c'), insensitive];
    const counted = await c.countDocuments({ s: 'A' }, { collation });
    const { matchedCount } = await c.updateMany({ s: 'A' }, { $set: { n: 1 } }, { collation });
    const found = await c.findOneAndUpdate({ s: 'B' }, { $set: { n: 2 } }, { collation });
    const distinct = await c.distinct('s', {}, { collation });
    return [counted, matchedCount, found, distinct, (await c.deleteOne({ s: 'B' }, { collation })).deletedCount];
  }),
  words(
    'aggregate: $match, $group, $sort, $expr',
    ['b', 'a', 'A'],
    [{ _id: 'a', n: 2 }],
    async (db) =>
      db
        .collection('c')
        .aggregate(
          [
            { $match: { s: { $lt: 'B' }, $expr: { $eq: ['$s', 'A'] } } },
            { $sort: { _id: 1 } },
            { $group: { _id: '$s', n: { $sum: 1 } } },
            { $sort: { _id: 1 } },
          ],
          { collation: insensitive },
        )
        .toArray(),
    'not $bucketAuto, $setWindowFields, $densify and $fill',
  ),
  words('an index with a collation', ['a', 'A'], ['s_1', 2], async (db) => {
    const c = db.collection<Word>('c');
    await c.createIndex({ s: 1 }, { collation: insensitive });
    return [
      (await c.indexes()).find(({ collation }) => collation?.strength === 2)?.name,
      (await c.find({ s: 'A' }, { collation: insensitive }).toArray()).length,
    ];
  }),
  words('a unique index with a collation', ['a'], 11000, async (db) => {
    await db.collection<Word>('c').createIndex({ s: 1 }, { unique: true, collation: insensitive });
    return codeOf(db.collection<Word>('c').insertOne({ _id: 9, s: 'A' }));
  }),
  asked('Collations', 'a collection with a collation', [1, 'en', 'en'], async (db) => {
    const c = await db.createCollection<Word>('c', { collation: insensitive });
    await c.insertOne({ _id: 1, s: 'a' });
    await c.createIndex({ s: 1 });
    const [entry] = (await db.listCollections({ name: 'c' }).toArray()) as { options?: Document }[];
    return [await c.countDocuments({ s: 'A' }), entry?.options?.['collation']?.locale, (await c.indexes())[1]?.['collation']?.locale];
  }),
  words('a language that does not exist is refused', [], 2, async (db) =>
    codeOf(
      db
        .collection('c')
        .find({}, { collation: { locale: 'xx' } })
        .toArray(),
    ),
  ),
];
