import { expect } from 'chai';
import type { Collection, Document } from 'mongodb';
import { openTestStore, type TestStore } from '../support/embedded-mongo.js';

type Explained = { queryPlanner: { winningPlan: Document }; executionStats: { totalKeysExamined: number; totalDocsExamined: number; nReturned: number } };

/** The names of the stages of a plan, outermost first. */
function stages(plan: Document): string[] {
  return [plan.stage as string, ...(plan.inputStage ? stages(plan.inputStage as Document) : [])];
}

/** The innermost stage: where the documents come from. */
function source(plan: Document): Document {
  return plan.inputStage ? source(plan.inputStage as Document) : plan;
}

describe('embedded store: indexes', () => {
  let store: TestStore;
  let docs: Collection<Document & { _id: number }>;
  before(async () => {
    store = await openTestStore();
    docs = store.client.db('x').collection('y');
    await docs.insertMany(
      Array.from({ length: 2000 }, (_, _id) => ({
        _id,
        n: _id % 100,
        s: `s${_id % 10}`,
        t: [_id % 7, _id % 11],
        d: { x: _id },
        ...(_id % 5 === 0 ? { rare: _id } : {}),
      })),
    );
    await docs.createIndexes([
      { key: { n: 1, s: -1 } },
      { key: { t: 1 } },
      { key: { 'd.x': 1 }, unique: true },
      { key: { rare: 1 }, sparse: true },
      { key: { s: 1 }, partialFilterExpression: { n: { $gte: 90 } } },
    ]);
  });
  after(() => store.close());

  async function explained(filter: Document, options: Document = {}): Promise<Explained & { plan: Document; at: Document }> {
    let cursor = docs.find(filter);
    if (options.sort) cursor = cursor.sort(options.sort);
    if (options.skip) cursor = cursor.skip(options.skip);
    if (options.limit) cursor = cursor.limit(options.limit);
    if (options.hint) cursor = cursor.hint(options.hint);
    const answer = (await cursor.explain('executionStats')) as Explained;
    return { ...answer, plan: answer.queryPlanner.winningPlan, at: source(answer.queryPlanner.winningPlan) };
  }

  it('equality, range, $in and a prefix of a regular expression go through an index', async () => {
    for (const [filter, index, most] of [
      [{ n: 5, s: 's5' }, 'n_1_s_-1', 20],
      [{ n: { $gte: 10, $lt: 12 } }, 'n_1_s_-1', 40],
      [{ n: { $in: [1, 2, 3] } }, 'n_1_s_-1', 60],
      [{ 'd.x': 7 }, 'd.x_1', 1],
      [{ t: 3 }, 't_1', 500],
      [{ _id: { $in: [1, 2] } }, '_id_', 2],
      [{ $and: [{ n: 5 }, { s: { $gt: 's' } }] }, 'n_1_s_-1', 20],
    ] as const) {
      const { at, executionStats } = await explained(filter);
      expect(at.indexName, JSON.stringify(filter)).to.equal(index);
      expect(executionStats.totalKeysExamined).to.be.at.most(most);
    }
  });

  it('a sort goes through an index in both directions, and reads no more than the limit', async () => {
    for (const sort of [{ 'd.x': 1 }, { 'd.x': -1 }, { n: 1, s: -1 }, { n: -1, s: 1 }] as const) {
      const { plan, executionStats } = await explained({}, { sort, limit: 10 });
      expect(stages(plan), JSON.stringify(sort)).to.not.include('SORT');
      expect(executionStats.totalDocsExamined).to.equal(10);
    }
    expect(stages((await explained({}, { sort: { n: 1, s: 1 }, limit: 10 })).plan)).to.include('SORT');
    expect(stages((await explained({ n: 5 }, { sort: { s: 1 } })).plan)).to.not.include('SORT');
  });

  it('several values of a field are read side by side where each has the order asked for', async () => {
    for (const sort of [{ s: -1 }, { s: 1 }] as const) {
      const { plan, executionStats } = await explained({ n: { $in: [15, 3, 8, 44] } }, { sort, limit: 10 });
      expect(stages(plan)).to.include('SORT_MERGE').and.not.include('SORT');
      expect(executionStats.totalDocsExamined).to.equal(10);
      const found = await docs
        .find({ n: { $in: [15, 3, 8, 44] } })
        .sort(sort)
        .skip(30)
        .limit(40)
        .toArray();
      const order = ['s3', 's4', 's5', 's8'].flatMap((name) => Array<string>(20).fill(name));
      expect(found.map(({ s }) => s)).to.deep.equal((sort.s < 0 ? order.reverse() : order).slice(30, 70));
    }
    const { plan } = await explained({ n: { $in: [7, 2] } }, { sort: { n: -1, s: 1 }, limit: 5 });
    expect(stages(plan)).to.not.include.members(['SORT']).and.not.include.members(['SORT_MERGE']);
  });

  it('the order of an index and the few matches of another are raced, and what wins is told', async () => {
    const raced = store.client.db('x').collection<{ _id: number; kind: string; at: number; many: boolean }>('raced');
    await raced.insertMany(Array.from({ length: 6000 }, (_, _id) => ({ _id, kind: _id % 6 === 0 ? 'a' : 'b', at: (_id * 7919) % 6000, many: _id % 2 === 0 })));
    await raced.createIndexes([{ key: { kind: 1 } }, { key: { at: 1 } }]);
    const of = async (filter: Document): Promise<Explained> =>
      (await raced.find(filter).sort({ at: 1 }).limit(20).explain('executionStats')) as unknown as Explained;
    // Every other document matches: twenty are found at once in the order of the index.
    const often = await of({ kind: 'b', many: true });
    expect(source(often.queryPlanner.winningPlan).indexName).to.equal('at_1');
    expect(often.executionStats.totalDocsExamined).to.be.below(200);
    // None of kind 'a' is at the beginning of the order: a thousand are read and sorted before the index comes to them.
    await raced.updateMany({ kind: 'a' }, { $inc: { at: 100_000 } });
    const late = await of({ kind: 'a', many: true });
    expect(source(late.queryPlanner.winningPlan).indexName).to.equal('kind_1');
    expect(stages(late.queryPlanner.winningPlan)).to.include('SORT');
    expect(late.executionStats.nReturned).to.equal(20);
    // Nobody matches: reading all records in their order is given up for nothing, and the answer is none.
    expect((await of({ many: 'never' })).executionStats.nReturned).to.equal(0);
  });

  it('what is skipped is not read, and the ends of a pattern hold in an index over arrays', async () => {
    const { executionStats } = await explained({ n: { $gte: 10 } }, { sort: { n: 1 }, skip: 1500, limit: 10 });
    expect(executionStats.totalDocsExamined).to.equal(10);
    const words = store.client.db('x').collection<{ _id: number; words: string[] }>('words');
    await words.createIndex({ words: 1 });
    await words.insertMany(Array.from({ length: 500 }, (_, _id) => ({ _id, words: [`a${_id % 50}`, `b${_id}`] })));
    const pattern = (await words.find({ words: { $regex: '^a1' } }).explain('executionStats')) as unknown as Explained;
    expect(pattern.executionStats.nReturned).to.equal(110);
    expect(pattern.executionStats.totalKeysExamined).to.equal(110);
  });

  it('a count is made on the index alone', async () => {
    const answer = (await store.client.db('x').command({ explain: { count: 'y', query: { n: { $gte: 50 } } }, verbosity: 'queryPlanner' })) as Explained;
    expect(source(answer.queryPlanner.winningPlan).indexName).to.equal('n_1_s_-1');
    expect(await docs.countDocuments({ n: { $gte: 50 } })).to.equal(1000);
    expect(answer.queryPlanner.winningPlan).to.not.have.property('filter');
  });

  it('a count with a limit stops there, over several ranges and after what is skipped', async () => {
    const some = { n: { $in: [1, 2, 3] } };
    for (const [limit, skip, n] of [
      [7, 0, 7],
      [25, 0, 25],
      [60, 0, 60],
      [100, 0, 60],
      [10, 55, 5],
      [10, 70, 0],
    ] as const)
      expect(await docs.countDocuments(some, { limit, skip }), `${limit} after ${skip}`).to.equal(n);
    expect(await docs.countDocuments({ d: { $type: 'object' } }, { limit: 9 })).to.equal(9);
  });

  it('sparse and partial indexes are used only where they hold every document asked for', async () => {
    expect((await explained({ rare: 10 })).at.indexName).to.equal('rare_1');
    expect((await explained({ rare: null })).at.stage).to.equal('COLLSCAN');
    expect((await explained({ s: 's1', n: { $gte: 95 } })).executionStats.nReturned).to.equal(await count({ s: 's1', n: { $gte: 95 } }));
    expect((await explained({ s: 's1' })).at.stage).to.equal('COLLSCAN');
    expect(await docs.countDocuments({ rare: null })).to.equal(1600);
  });

  async function count(filter: Document): Promise<number> {
    return docs
      .find(filter)
      .hint({ $natural: 1 })
      .toArray()
      .then((list) => list.length);
  }

  it('an array has an entry for each element, and each document comes once', async () => {
    const { at } = await explained({ t: { $gte: 0 } });
    expect(at.isMultiKey).to.equal(true);
    expect((await docs.find({ t: { $gte: 0 } }).toArray()).length).to.equal(2000);
    const code = await docs
      .createIndex({ t: 1, u: 1 })
      .then(() => docs.insertOne({ _id: -1, t: [1], u: [2] }))
      .then(
        () => 0,
        (error) => error.code,
      );
    expect(code).to.equal(171);
    await docs.dropIndex('t_1_u_1');
  });

  it('what begins alike is read in the order behind it, each document once, and counted without a document', async () => {
    const words = store.client.db('x').collection<Document & { _id: number }>('beginnings');
    const list = Array.from({ length: 1200 }, (_, _id) => ({
      _id,
      w: [`ab${_id % 3}`, `ab${_id % 5}`, `c${_id}`, 'one'],
      n: (_id * 7) % 1200,
      d: [
        { a: 1, b: _id },
        { a: _id, b: 2 },
      ],
    }));
    await words.insertMany(list);
    await words.createIndexes([{ key: { w: 1, n: 1 } }, { key: { 'd.a': 1, 'd.b': 1 } }]);
    for (const begins of ['ab', 'ab2', 'one', 'c1', 'c77']) {
      const filter = { w: { $regex: `^${begins}` } };
      for (const way of [1, -1] as const) {
        const expected = list.filter(({ w }) => w.some((word) => word.startsWith(begins))).sort((a, b) => way * (a.n - b.n));
        const cursor = words.find(filter).sort({ n: way }).skip(5).limit(40);
        expect(
          (await cursor.toArray()).map(({ _id }) => _id),
          begins,
        ).to.deep.equal(expected.slice(5, 45).map(({ _id }) => _id));
        expect(await words.countDocuments(filter), begins).to.equal(expected.length);
        const { executionStats, queryPlanner } = (await words.find(filter).sort({ n: way }).skip(5).limit(40).explain('executionStats')) as Explained;
        if (begins.startsWith('c')) continue;
        expect(stages(queryPlanner.winningPlan)).to.not.include('SORT');
        expect(executionStats.totalDocsExamined).to.be.at.most(64);
      }
    }
    // The least of an array is what a sort goes by, not the element that was found.
    expect((await words.find({ w: 'one' }).sort({ w: 1, _id: 1 }).limit(3).toArray()).map(({ w }) => w.toSorted()[0])).to.deep.equal(['ab0', 'ab0', 'ab0']);
    // Two conditions may be met by two documents of one array.
    expect(await words.countDocuments({ 'd.a': 1, 'd.b': 2 })).to.equal(1200);
  });

  it('hints are followed, and a wrong one is refused', async () => {
    expect((await explained({ n: 5 }, { hint: { $natural: 1 } })).at.stage).to.equal('COLLSCAN');
    expect((await explained({ n: 5 }, { hint: 't_1' })).at.indexName).to.equal('t_1');
    expect(
      await docs
        .find({ n: 5 })
        .hint('nope')
        .toArray()
        .then(
          () => 0,
          (error) => error.code,
        ),
    ).to.equal(2);
  });

  it('keys longer than the file can order keep their uniqueness and their order', async () => {
    const long = store.client.db('x').collection<{ _id: number; s: string }>('long');
    await long.createIndex({ s: 1 }, { unique: true });
    const same = '长'.repeat(2000);
    await long.insertMany([3, 1, 2].map((_id) => ({ _id, s: `${same}${_id}` })));
    expect(
      await long.insertOne({ _id: 9, s: `${same}2` }).then(
        () => 0,
        (error) => error.code,
      ),
    ).to.equal(11000);
    expect((await long.find().sort({ s: 1 }).toArray()).map(({ _id }) => _id)).to.deep.equal([1, 2, 3]);
    expect(
      (
        await long
          .find({ s: { $gt: `${same}1` } })
          .sort({ s: -1 })
          .toArray()
      ).map(({ _id }) => _id),
    ).to.deep.equal([3, 2]);
    expect(await long.findOne({ s: `${same}3` })).to.have.property('_id', 3);
  });

  it('an index that cannot be unique is not made, and leaves nothing behind', async () => {
    const code = await docs.createIndex({ s: 1 }, { unique: true, name: 'impossible' }).then(
      () => 0,
      (error) => error.code,
    );
    expect(code).to.equal(11000);
    expect((await docs.indexes()).map(({ name }) => name)).to.not.include('impossible');
    expect((await store.client.db('x').command({ validate: 'y' })).valid).to.equal(true);
  });

  it('a hashed index finds single values, and takes neither arrays nor uniqueness', async () => {
    const hashed = store.client.db('x').collection<{ _id: number; s: unknown }>('hashed');
    await hashed.insertMany(Array.from({ length: 50 }, (_, _id) => ({ _id, s: `s${_id}` })));
    expect(await hashed.createIndex({ s: 'hashed' })).to.equal('s_hashed');
    expect((await hashed.indexes())[1]).to.deep.equal({ v: 2, key: { s: 'hashed' }, name: 's_hashed' });
    const answer = (await hashed
      .find({ s: { $in: ['s3', 's4'] } })
      .hint({ s: 'hashed' })
      .explain('executionStats')) as Explained;
    expect([source(answer.queryPlanner.winningPlan).indexName, answer.executionStats.totalKeysExamined]).to.deep.equal(['s_hashed', 2]);
    const codes = [
      hashed.insertOne({ _id: 99, s: ['x'] }),
      hashed.createIndex({ _id: 1, s: 'hashed' }, { unique: true }),
      hashed.createIndex({ s: 'hashed', t: 'hashed' }),
    ];
    expect(
      await Promise.all(
        codes.map((work) =>
          (work as Promise<unknown>).then(
            () => 0,
            (error) => error.code,
          ),
        ),
      ),
    ).to.deep.equal([16766, 16764, 31303]);
    expect(await hashed.countDocuments({ s: { $gte: 's4' } })).to.equal(16);
  });

  it('unsupported kinds of index say so', async () => {
    for (const key of [{ s: 'text' }, { p: '2dsphere' }, { '$**': 1 }] as const) {
      expect(
        await docs.createIndex(key as never).then(
          () => 0,
          (error) => error.code,
        ),
        JSON.stringify(key),
      ).to.equal(115);
    }
  });
});
