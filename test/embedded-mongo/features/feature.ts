import { EJSON } from 'bson';
import type { Db, Document } from 'mongodb';

/** One thing a client can ask of a server, with the answer MongoDB's manual gives. */
export type Feature = { area: string; name: string; limits?: string; expected: unknown; run: (db: Db) => Promise<unknown> };

/** How a server does a feature: as MongoDB, refused with an error, or with another answer. */
export type Verdict = 'yes' | 'refused' | 'differs';

/** Tries a feature on a database of its own. */
export async function tryFeature(feature: Feature, db: Db): Promise<{ verdict: Verdict; got: unknown }> {
  try {
    const got = await feature.run(db);
    return { verdict: same(got, feature.expected) ? 'yes' : 'differs', got };
  } catch (error) {
    return { verdict: 'refused', got: error };
  }
}

const same = (a: unknown, b: unknown): boolean => text(a) === text(b);
const text = (value: unknown): string => EJSON.stringify({ v: value ?? null }, { relaxed: true });

async function filled(db: Db, documents: Document[]): Promise<ReturnType<Db['collection']>> {
  const collection = db.collection('c');
  await collection.deleteMany({});
  if (documents.length > 0) await collection.insertMany(documents.map((one) => ({ ...one })));
  return collection;
}

/** A filter over documents: the `_id`s it finds. */
export const query = (name: string, documents: Document[], filter: Document, ids: unknown[], limits?: string): Feature => ({
  area: 'Query operators',
  name,
  expected: ids,
  ...(limits ? { limits } : {}),
  run: async (db) => (await (await filled(db, documents)).find(filter).sort({ _id: 1 }).toArray()).map(({ _id }) => _id),
});

/** A projection of one document. */
export const projection = (name: string, document: Document, filter: Document, shape: Document, expected: Document): Feature => ({
  area: 'Projection',
  name,
  expected,
  run: async (db) => (await filled(db, [document])).findOne(filter, { projection: shape }),
});

/** An update of one document: the document after it. */
export const update = (
  name: string,
  before: Document,
  change: Document | Document[],
  after: Document,
  options: Document = {},
  filter: Document = {},
): Feature => ({
  area: 'Update operators',
  name,
  expected: after,
  run: async (db) => {
    const collection = await filled(db, [before]);
    await collection.updateOne(filter, change, options);
    return collection.findOne(filter._id === undefined ? {} : { _id: filter._id });
  },
});

/** An aggregation expression on one document. */
export const expression = (name: string, document: Document, expr: unknown, expected: unknown, limits?: string): Feature => ({
  area: 'Aggregation expressions',
  name,
  expected,
  ...(limits ? { limits } : {}),
  run: async (db) => ((await (await filled(db, [{ _id: 1, ...document }])).aggregate([{ $project: { _id: 0, v: expr } }]).toArray())[0] as Document).v,
});

/** A pipeline over documents. */
export const stage = (name: string, documents: Document[], pipeline: Document[], expected: unknown[], limits?: string): Feature => ({
  area: 'Aggregation stages',
  name,
  expected,
  ...(limits ? { limits } : {}),
  run: async (db) => (await filled(db, documents)).aggregate(pipeline).toArray(),
});

/** An accumulator over all documents. */
export const accumulator = (name: string, documents: Document[], spec: Document, expected: unknown): Feature => ({
  area: 'Accumulators',
  name,
  expected,
  run: async (db) => ((await (await filled(db, documents)).aggregate([{ $sort: { _id: 1 } }, { $group: { _id: null, v: spec } }]).toArray())[0] as Document).v,
});

/** Anything else: commands, indexes, errors. */
export const asked = (area: string, name: string, expected: unknown, run: (db: Db) => Promise<unknown>, limits?: string): Feature => ({
  area,
  name,
  expected,
  ...(limits ? { limits } : {}),
  run: async (db) => {
    await db
      .collection('c')
      .drop()
      .catch(() => undefined);
    return run(db);
  },
});

/** The code a server refuses something with. */
export async function codeOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
    return 'no error';
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
}
