import { Long } from 'bson';
import { type Feature, update } from './feature.js';

export const updateFeatures: Feature[] = [
  update('$set', { _id: 1, a: 1 }, { $set: { a: 2, 'b.c': 3 } }, { _id: 1, a: 2, b: { c: 3 } }),
  update('$set into an array beyond its end', { _id: 1, a: [1] }, { $set: { 'a.3': 4 } }, { _id: 1, a: [1, null, null, 4] }),
  update('$unset', { _id: 1, a: 1, b: [1, 2] }, { $unset: { a: '', 'b.0': '' } }, { _id: 1, b: [null, 2] }),
  update('$setOnInsert', { _id: 1 }, { $set: { a: 1 }, $setOnInsert: { b: 2 } }, { _id: 2, a: 1, b: 2 }, { upsert: true }, { _id: 2 }),
  update('$inc', { _id: 1, a: 1 }, { $inc: { a: 5, b: -1 } }, { _id: 1, a: 6, b: -1 }),
  update('$inc of int64', { _id: 1, a: Long.fromString('9007199254740993') }, { $inc: { a: 0 } }, { _id: 1, a: Long.fromString('9007199254740993') }),
  update('$mul', { _id: 1, a: 3 }, { $mul: { a: 4, b: 2 } }, { _id: 1, a: 12, b: 0 }),
  update('$min', { _id: 1, a: 3 }, { $min: { a: 2 } }, { _id: 1, a: 2 }),
  update('$max', { _id: 1, a: 3 }, { $max: { a: 2, b: 1 } }, { _id: 1, a: 3, b: 1 }),
  update('$rename', { _id: 1, a: 1 }, { $rename: { a: 'b' } }, { _id: 1, b: 1 }),
  update('$push', { _id: 1, t: [1] }, { $push: { t: 2, u: 'x' } }, { _id: 1, t: [1, 2], u: ['x'] }),
  update(
    '$push with $each, $position, $sort, $slice',
    { _id: 1, t: [5, 1] },
    { $push: { t: { $each: [3, 9], $sort: 1, $slice: -3 } } },
    { _id: 1, t: [3, 5, 9] },
  ),
  update(
    '$push with $sort by a field',
    { _id: 1, t: [{ s: 2 }] },
    { $push: { t: { $each: [{ s: 1 }], $sort: { s: 1 } } } },
    { _id: 1, t: [{ s: 1 }, { s: 2 }] },
  ),
  update('$addToSet', { _id: 1, t: [1] }, { $addToSet: { t: { $each: [1, 2, 2] } } }, { _id: 1, t: [1, 2] }),
  update('$pop', { _id: 1, t: [1, 2, 3] }, { $pop: { t: -1 } }, { _id: 1, t: [2, 3] }),
  update('$pull with a condition', { _id: 1, t: [1, 5, 9] }, { $pull: { t: { $gte: 5 } } }, { _id: 1, t: [1] }),
  update('$pull of documents', { _id: 1, t: [{ a: 1, b: 2 }, { a: 2 }] }, { $pull: { t: { a: 1 } } }, { _id: 1, t: [{ a: 2 }] }),
  update('$pullAll', { _id: 1, t: [1, 2, 1, 3] }, { $pullAll: { t: [1, 3] } }, { _id: 1, t: [2] }),
  update('$bit', { _id: 1, n: 13 }, { $bit: { n: { and: 10 } } }, { _id: 1, n: 8 }),
  update('positional $', { _id: 1, t: [1, 5, 9] }, { $set: { 't.$': 0 } }, { _id: 1, t: [1, 0, 9] }, {}, { _id: 1, t: 5 }),
  update(
    'positional $ with a nested field',
    {
      _id: 1,
      g: [
        { n: 'a', v: 1 },
        { n: 'b', v: 2 },
      ],
    },
    { $inc: { 'g.$.v': 10 } },
    {
      _id: 1,
      g: [
        { n: 'a', v: 1 },
        { n: 'b', v: 12 },
      ],
    },
    {},
    { _id: 1, 'g.n': 'b' },
  ),
  update('positional $[]', { _id: 1, t: [1, 2] }, { $inc: { 't.$[]': 10 } }, { _id: 1, t: [11, 12] }),
  update('arrayFilters', { _id: 1, t: [1, 5, 9] }, { $set: { 't.$[big]': 0 } }, { _id: 1, t: [1, 0, 0] }, { arrayFilters: [{ big: { $gte: 5 } }] }),
  update(
    'arrayFilters on documents',
    {
      _id: 1,
      g: [
        { n: 'a', v: 1 },
        { n: 'b', v: 2 },
      ],
    },
    { $set: { 'g.$[x].v': 0 } },
    {
      _id: 1,
      g: [
        { n: 'a', v: 1 },
        { n: 'b', v: 0 },
      ],
    },
    { arrayFilters: [{ 'x.n': 'b' }] },
  ),
  update('update with a pipeline', { _id: 1, a: 2, b: 3 }, [{ $set: { sum: { $add: ['$a', '$b'] } } }, { $unset: 'b' }], { _id: 1, a: 2, sum: 5 }),
  update(
    'upsert takes the filter’s equalities',
    { _id: 1 },
    { $set: { c: 3 } },
    { _id: 9, a: 1, b: { x: 2 }, c: 3 },
    { upsert: true },
    { _id: 9, a: 1, 'b.x': { $eq: 2 }, d: { $gt: 5 } },
  ),
];
