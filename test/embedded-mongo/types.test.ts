import { Binary, BSONRegExp, Code, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp, UUID } from 'bson';
import { expect } from 'chai';
import type { Document } from 'mongodb';
import { openTestStore, type TestStore } from '../support/embedded-mongo.js';

const exact = { promoteValues: false, promoteLongs: false, promoteBuffers: false, bsonRegExp: true };
const everything: Document = {
  int: new Int32(7),
  long: Long.fromString('9007199254740993'),
  small: Long.fromNumber(7),
  whole: new Double(7),
  fraction: new Double(0.1),
  minusZero: new Double(-0),
  infinity: new Double(Infinity),
  decimal: Decimal128.fromString('123.4500'),
  date: new Date(-5),
  far: new Date(8.64e15),
  id: new ObjectId(),
  binary: new Binary(Buffer.from([1, 2, 3]), 128),
  uuid: new UUID(),
  regex: new BSONRegExp('^平', 'im'),
  timestamp: new Timestamp({ t: 5, i: 6 }),
  code: new Code('x', { y: new Int32(1) }),
  min: new MinKey(),
  max: new MaxKey(),
  nothing: null,
  text: '平顺县\u0000𠀀',
  yes: true,
  list: [new Int32(1), new Double(2), ['x', []]],
  doc: { z: new Int32(1), a: { b: new Double(3) } },
};

describe('embedded store: every BSON type comes back as it went in', () => {
  let store: TestStore;
  before(async () => {
    store = await openTestStore({ mayBeReal: true });
  });
  after(async () => {
    await store.client.db('types').dropDatabase();
    await store.close();
  });

  const collection = () => store.client.db('types').collection<Document & { _id: number }>('t');

  it('after an insert', async () => {
    await collection().insertOne({ _id: 1, ...everything });
    expect(await collection().findOne({ _id: 1 }, exact)).to.deep.equal({ _id: new Int32(1), ...everything });
  });

  it('after an update of something else', async () => {
    await collection().updateOne({ _id: 1 }, { $set: { other: 1 } });
    expect(await collection().findOne({ _id: 1 }, exact)).to.deep.equal({ _id: new Int32(1), ...everything, other: new Int32(1) });
  });

  it('through a pipeline', async function () {
    if (store.real) this.skip();
    const [doc] = await collection()
      .aggregate([{ $match: { _id: 1 } }, { $set: { again: '$long' } }, { $unset: 'other' }], exact)
      .toArray();
    expect(doc).to.deep.equal({ _id: new Int32(1), ...everything, again: everything.long });
  });

  it('as an _id, of every type an _id may have', async () => {
    const ids = [
      new Int32(1),
      Long.fromString('9007199254740993'),
      new Double(1.5),
      Decimal128.fromString('2.5'),
      'text',
      { a: new Int32(1), b: 'x' },
      new Binary(Buffer.from([1])),
      new ObjectId(),
      true,
      new Date(5),
      new Timestamp({ t: 1, i: 2 }),
    ];
    const docs = store.client.db('types').collection('ids');
    for (const _id of ids) {
      await docs.insertOne({ _id: _id as never });
      expect(await docs.findOne({ _id: _id as never }, exact)).to.deep.equal({ _id });
      expect(
        await docs.insertOne({ _id: _id as never }).then(
          () => 0,
          (error) => error.code,
        ),
      ).to.equal(11000);
    }
  });

  it('in the order of the types, numbers of all types by their value', async () => {
    const docs = store.client.db('types').collection<Document & { _id: number }>('order');
    const ordered = [
      new MinKey(),
      null,
      new Double(-Infinity),
      Long.fromString('-9007199254740993'),
      new Int32(-1),
      Decimal128.fromString('-0.5'),
      new Double(0.1),
      Decimal128.fromString('0.11'),
      new Int32(1),
      Decimal128.fromString('1.5'),
      Long.fromString('9007199254740992'),
      Long.fromString('9007199254740993'),
      'A',
      'a',
      '平',
      '\uffee',
      '𠀀',
      { a: 1 },
      new Binary(Buffer.from([1])),
      new ObjectId(),
      false,
      true,
      new Date(0),
      new Timestamp({ t: 1, i: 1 }),
      new BSONRegExp('a'),
      new MaxKey(),
    ];
    await docs.insertMany(ordered.map((v, _id) => ({ _id, v })).reverse());
    for (const index of [false, true]) {
      if (index) await docs.createIndex({ v: 1 });
      expect(
        (
          await docs
            .find()
            .sort({ v: 1 })
            .hint(index ? { v: 1 } : { $natural: 1 })
            .toArray()
        ).map(({ _id }) => _id),
        index ? 'by the index' : 'sorted',
      ).to.deep.equal(ordered.map((_, i) => i));
    }
  });
});
