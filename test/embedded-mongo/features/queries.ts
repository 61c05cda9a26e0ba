import { Binary, Decimal128, Double, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import { type Feature, projection, query } from './feature.js';

const numbers = [{ _id: 1, n: 1 }, { _id: 2, n: 5 }, { _id: 3, n: 10 }, { _id: 4, n: '5' }, { _id: 5, n: null }, { _id: 6 }, { _id: 7, n: [1, 20] }];
const types = [
  { _id: 1, v: new MinKey() },
  { _id: 2, v: null },
  { _id: 3, v: 3 },
  { _id: 4, v: Long.fromNumber(4) },
  { _id: 5, v: Decimal128.fromString('5.5') },
  { _id: 6, v: 'six' },
  { _id: 7, v: { a: 1 } },
  { _id: 8, v: new Binary(Buffer.from([1])) },
  { _id: 9, v: new ObjectId('000000000000000000000009') },
  { _id: 10, v: true },
  { _id: 11, v: new Date(11) },
  { _id: 12, v: new Timestamp({ t: 12, i: 1 }) },
  { _id: 13, v: /a/ },
  { _id: 14, v: new MaxKey() },
];
const nested = [{ _id: 1, a: { b: 1 } }, { _id: 2, a: [{ b: 1 }, { b: 2 }] }, { _id: 3, a: [] }, { _id: 4, a: 5 }, { _id: 5, a: [{ c: 1 }] }, { _id: 6 }];
const lists = [
  { _id: 1, t: ['a', 'b'] },
  { _id: 2, t: ['b'] },
  { _id: 3, t: 'a' },
  { _id: 4, t: [] },
  { _id: 5, t: [['a', 'b']] },
];
const sales = [
  {
    _id: 1,
    r: [
      { p: 'x', s: 5 },
      { p: 'y', s: 9 },
    ],
  },
  { _id: 2, r: [{ p: 'x', s: 9 }] },
  { _id: 3, r: [{ p: 'y', s: 1 }] },
];

export const queryFeatures: Feature[] = [
  query('equality', numbers, { n: 5 }, [2]),
  query('equality with an element of an array', numbers, { n: 20 }, [7]),
  query('null also matches a missing field', numbers, { n: null }, [5, 6]),
  query('equality of a whole array', lists, { t: ['a', 'b'] }, [1, 5]),
  query(
    'equality of a document respects the order of its fields',
    [
      { _id: 1, d: { a: 1, b: 2 } },
      { _id: 2, d: { b: 2, a: 1 } },
    ],
    { d: { a: 1, b: 2 } },
    [1],
  ),
  query('$eq', numbers, { n: { $eq: 10 } }, [3]),
  query('$ne', numbers, { n: { $ne: 5 } }, [1, 3, 4, 5, 6, 7]),
  query('$gt', numbers, { n: { $gt: 5 } }, [3, 7]),
  query('$gte', numbers, { n: { $gte: 5 } }, [2, 3, 7]),
  query('$gte: null', numbers, { n: { $gte: null } }, [5, 6]),
  query('$lt', numbers, { n: { $lt: 5 } }, [1, 7]),
  query('$lte', numbers, { n: { $lte: 5 } }, [1, 2, 7]),
  query('a range met by two elements of an array', numbers, { n: { $gt: 5, $lt: 10 } }, [7]),
  query('$in', numbers, { n: { $in: [1, '5'] } }, [1, 4, 7]),
  query('$in with null', numbers, { n: { $in: [null, 10] } }, [3, 5, 6]),
  query('$in with a regular expression', lists, { t: { $in: [/^a/] } }, [1, 3]),
  query('$nin', numbers, { n: { $nin: [1, 5, null] } }, [3, 4]),
  query(
    'int64, double, decimal and int32 compare by value',
    [
      { _id: 1, n: 7 },
      { _id: 2, n: Long.fromNumber(7) },
      { _id: 3, n: new Double(7) },
      { _id: 4, n: Decimal128.fromString('7.0') },
      { _id: 5, n: Long.fromString('9007199254740993') },
    ],
    { n: 7 },
    [1, 2, 3, 4],
  ),
  query(
    'int64 beyond a double is exact',
    [
      { _id: 1, n: Long.fromString('9007199254740992') },
      { _id: 2, n: Long.fromString('9007199254740993') },
    ],
    { n: Long.fromString('9007199254740993') },
    [2],
  ),
  query('$and', numbers, { $and: [{ n: { $gt: 1 } }, { n: { $lt: 10 } }] }, [2, 7]),
  query('$or', numbers, { $or: [{ n: 1 }, { n: 10 }] }, [1, 3, 7]),
  query('$nor', numbers, { $nor: [{ n: 1 }, { n: null }] }, [2, 3, 4]),
  query('$not', numbers, { n: { $not: { $gt: 5 } } }, [1, 2, 4, 5, 6]),
  query('$exists: true', numbers, { n: { $exists: true } }, [1, 2, 3, 4, 5, 7]),
  query('$exists: false', numbers, { n: { $exists: false } }, [6]),
  query('$type by name', types, { v: { $type: 'long' } }, [4]),
  query('$type by number', types, { v: { $type: 9 } }, [11]),
  query('$type: number', types, { v: { $type: 'number' } }, [3, 4, 5]),
  query('$type: array', lists, { t: { $type: 'array' } }, [1, 2, 4, 5]),
  query(
    '$expr',
    [
      { _id: 1, a: 1, b: 2 },
      { _id: 2, a: 3, b: 2 },
    ],
    { $expr: { $gt: ['$a', '$b'] } },
    [2],
  ),
  query('$mod', numbers, { n: { $mod: [5, 0] } }, [2, 3, 7]),
  query(
    '$regex',
    [
      { _id: 1, s: '平顺县' },
      { _id: 2, s: '睢阳区' },
      { _id: 3, s: 'County' },
    ],
    { s: { $regex: '^平' } },
    [1],
    'PCRE patterns JavaScript does not have (atomic groups, possessive quantifiers, recursion) are refused',
  ),
  query(
    '$regex with $options',
    [
      { _id: 1, s: 'ABC' },
      { _id: 2, s: 'xyz' },
    ],
    { s: { $regex: 'b', $options: 'i' } },
    [1],
  ),
  query(
    '$jsonSchema',
    [
      { _id: 1, n: 1 },
      { _id: 2, n: 'x' },
    ],
    { $jsonSchema: { required: ['n'], properties: { n: { bsonType: 'int' } } } },
    [1],
  ),
  query('$all', lists, { t: { $all: ['a', 'b'] } }, [1]),
  query('$all with $elemMatch', sales, { r: { $all: [{ $elemMatch: { p: 'x', s: 5 } }, { $elemMatch: { p: 'y' } }] } }, [1]),
  query('$elemMatch on documents', sales, { r: { $elemMatch: { p: 'x', s: { $gt: 6 } } } }, [2]),
  query('$elemMatch on values', numbers, { n: { $elemMatch: { $gt: 5, $lt: 30 } } }, [7]),
  query('$size', lists, { t: { $size: 1 } }, [2, 5]),
  query(
    '$bitsAllSet',
    [
      { _id: 1, n: 54 },
      { _id: 2, n: 20 },
    ],
    { n: { $bitsAllSet: [1, 5] } },
    [1],
  ),
  query(
    '$bitsAnySet',
    [
      { _id: 1, n: 54 },
      { _id: 2, n: 8 },
    ],
    { n: { $bitsAnySet: 6 } },
    [1],
  ),
  query(
    '$bitsAllClear',
    [
      { _id: 1, n: 54 },
      { _id: 2, n: 8 },
    ],
    { n: { $bitsAllClear: [0, 1] } },
    [2],
  ),
  query(
    '$bitsAnyClear',
    [
      { _id: 1, n: 54 },
      { _id: 2, n: 255 },
    ],
    { n: { $bitsAnyClear: 129 } },
    [1],
  ),
  query('dotted path into documents and arrays of documents', nested, { 'a.b': 1 }, [1, 2]),
  query('dotted path, null', nested, { 'a.b': null }, [4, 5, 6]),
  query('dotted path, position in an array', nested, { 'a.1.b': 2 }, [2]),
  query('dotted path, $exists: false', nested, { 'a.b': { $exists: false } }, [3, 4, 5, 6]),
  query('$comment', numbers, { n: 1, $comment: 'why' }, [1, 7]),
  projection('inclusion', { _id: 1, a: 1, b: 2 }, {}, { a: 1 }, { _id: 1, a: 1 }),
  projection('exclusion', { _id: 1, a: 1, b: 2 }, {}, { a: 0, _id: 0 }, { b: 2 }),
  projection(
    'inclusion of nested fields',
    { _id: 1, a: [{ b: 1, c: 2 }, { b: 3 }, 5], d: { e: 1, f: 2 } },
    {},
    { 'a.b': 1, 'd.e': 1 },
    { _id: 1, a: [{ b: 1 }, { b: 3 }], d: { e: 1 } },
  ),
  projection('computed field', { _id: 1, a: 1 }, {}, { twice: { $multiply: ['$a', 2] } }, { _id: 1, twice: 2 }),
  projection('$slice', { _id: 1, t: [1, 2, 3, 4] }, {}, { t: { $slice: [1, 2] } }, { _id: 1, t: [2, 3] }),
  projection('$elemMatch', { _id: 1, r: [{ p: 'x' }, { p: 'y' }], z: 1 }, {}, { r: { $elemMatch: { p: 'y' } } }, { _id: 1, r: [{ p: 'y' }] }),
  projection('positional $', { _id: 1, t: [1, 8, 9] }, { t: { $gt: 5 } }, { 't.$': 1 }, { _id: 1, t: [8] }),
];
