import { accumulator as acc, type Feature, stage } from './feature.js';

const docs = [
  { _id: 1, k: 'a', n: 3 },
  { _id: 2, k: 'b', n: 1 },
  { _id: 3, k: 'a', n: 2 },
];
const lists = [{ _id: 1, t: [1, 2] }, { _id: 2, t: [] }, { _id: 3 }, { _id: 4, t: 7 }];
const tree = [
  { _id: 'a', up: null },
  { _id: 'b', up: 'a' },
  { _id: 'c', up: 'b' },
];

export const pipelineFeatures: Feature[] = [
  stage('$match', docs, [{ $match: { k: 'a' } }, { $sort: { _id: 1 } }], [docs[0], docs[2]]),
  stage('$project', docs, [{ $sort: { _id: 1 } }, { $limit: 1 }, { $project: { n: 1, twice: { $multiply: ['$n', 2] } } }], [{ _id: 1, n: 3, twice: 6 }]),
  stage('$addFields', docs, [{ $sort: { _id: 1 } }, { $limit: 1 }, { $addFields: { 'x.y': '$n' } }], [{ _id: 1, k: 'a', n: 3, x: { y: 3 } }]),
  stage('$set', docs, [{ $match: { _id: 1 } }, { $set: { n: '$$REMOVE' } }], [{ _id: 1, k: 'a' }]),
  stage('$unset', docs, [{ $match: { _id: 1 } }, { $unset: ['k', 'n'] }], [{ _id: 1 }]),
  stage('$sort', docs, [{ $sort: { k: 1, n: -1 } }, { $project: { _id: 1 } }], [{ _id: 1 }, { _id: 3 }, { _id: 2 }]),
  stage('$limit and $skip', docs, [{ $sort: { _id: 1 } }, { $skip: 1 }, { $limit: 1 }], [docs[1]]),
  stage(
    '$group',
    docs,
    [{ $group: { _id: '$k', sum: { $sum: '$n' } } }, { $sort: { _id: 1 } }],
    [
      { _id: 'a', sum: 5 },
      { _id: 'b', sum: 1 },
    ],
  ),
  stage(
    '$group by several fields',
    docs,
    [{ $group: { _id: { k: '$k', big: { $gt: ['$n', 1] } }, n: { $sum: 1 } } }, { $sort: { n: -1 } }, { $limit: 1 }],
    [{ _id: { k: 'a', big: true }, n: 2 }],
  ),
  stage('$count', docs, [{ $match: { k: 'a' } }, { $count: 'n' }], [{ n: 2 }]),
  stage(
    '$sortByCount',
    docs,
    [{ $sortByCount: '$k' }],
    [
      { _id: 'a', count: 2 },
      { _id: 'b', count: 1 },
    ],
  ),
  stage(
    '$unwind',
    lists,
    [{ $unwind: '$t' }, { $sort: { _id: 1, t: 1 } }],
    [
      { _id: 1, t: 1 },
      { _id: 1, t: 2 },
      { _id: 4, t: 7 },
    ],
  ),
  stage(
    '$unwind with its options',
    lists,
    [{ $unwind: { path: '$t', includeArrayIndex: 'i', preserveNullAndEmptyArrays: true } }, { $sort: { _id: 1, i: 1 } }],
    [
      { _id: 1, t: 1, i: 0 },
      { _id: 1, t: 2, i: 1 },
      { _id: 2, i: null },
      { _id: 3, i: null },
      { _id: 4, t: 7, i: null },
    ],
  ),
  stage('$replaceRoot', [{ _id: 1, o: { a: 1 } }], [{ $replaceRoot: { newRoot: '$o' } }], [{ a: 1 }]),
  stage('$replaceWith', [{ _id: 1, o: { a: 1 } }], [{ $replaceWith: { $mergeObjects: ['$o', { b: 2 }] } }], [{ a: 1, b: 2 }]),
  stage(
    '$lookup',
    docs,
    [{ $match: { _id: 1 } }, { $lookup: { from: 'c', localField: 'k', foreignField: 'k', as: 'same' } }, { $project: { n: { $size: '$same' } } }],
    [{ _id: 1, n: 2 }],
  ),
  stage(
    '$lookup with a pipeline',
    docs,
    [
      { $match: { _id: 1 } },
      {
        $lookup: {
          from: 'c',
          let: { k: '$k' },
          pipeline: [{ $match: { $expr: { $eq: ['$k', '$$k'] } } }, { $sort: { n: 1 } }, { $limit: 1 }, { $project: { n: 1 } }],
          as: 'least',
        },
      },
    ],
    [{ _id: 1, k: 'a', n: 3, least: [{ _id: 3, n: 2 }] }],
  ),
  stage(
    '$graphLookup',
    tree,
    [
      { $match: { _id: 'c' } },
      { $graphLookup: { from: 'c', startWith: '$up', connectFromField: 'up', connectToField: '_id', as: 'above' } },
      { $project: { n: { $size: '$above' } } },
    ],
    [{ _id: 'c', n: 2 }],
  ),
  stage(
    '$facet',
    docs,
    [{ $facet: { count: [{ $count: 'n' }], first: [{ $sort: { _id: 1 } }, { $limit: 1 }, { $project: { _id: 1 } }] } }],
    [{ count: [{ n: 3 }], first: [{ _id: 1 }] }],
  ),
  stage(
    '$bucket',
    docs,
    [{ $bucket: { groupBy: '$n', boundaries: [0, 2, 3], default: 'rest', output: { ids: { $push: '$_id' } } } }, { $project: { ids: { $size: '$ids' } } }],
    [
      { _id: 0, ids: 1 },
      { _id: 2, ids: 1 },
      { _id: 'rest', ids: 1 },
    ],
  ),
  stage('$bucketAuto', docs, [{ $bucketAuto: { groupBy: '$n', buckets: 1 } }], [{ _id: { min: 1, max: 3 }, count: 3 }]),
  stage(
    '$unionWith',
    docs,
    [{ $match: { _id: 1 } }, { $unionWith: { coll: 'c', pipeline: [{ $match: { _id: 2 } }] } }, { $project: { _id: 1 } }],
    [{ _id: 1 }, { _id: 2 }],
  ),
  stage('$sample', docs, [{ $sample: { size: 2 } }, { $count: 'n' }], [{ n: 2 }]),
  stage(
    '$redact',
    [{ _id: 1, level: 1, in: { level: 5 } }],
    [{ $redact: { $cond: [{ $gt: ['$level', 3] }, '$$PRUNE', '$$DESCEND'] } }],
    [{ _id: 1, level: 1 }],
  ),
  stage(
    '$setWindowFields',
    docs,
    [{ $setWindowFields: { sortBy: { n: 1 }, output: { run: { $sum: '$n', window: { documents: ['unbounded', 'current'] } } } } }, { $project: { run: 1 } }],
    [
      { _id: 2, run: 1 },
      { _id: 3, run: 3 },
      { _id: 1, run: 6 },
    ],
    'all documents in memory; numbers as doubles',
  ),
  stage(
    '$densify',
    [
      { _id: 1, n: 1 },
      { _id: 2, n: 3 },
    ],
    [{ $densify: { field: 'n', range: { step: 1, bounds: 'full' } } }, { $project: { _id: 0, n: 1 } }],
    [{ n: 1 }, { n: 2 }, { n: 3 }],
    'all documents in memory',
  ),
  stage(
    '$fill',
    [{ _id: 1, n: 1 }, { _id: 2 }],
    [{ $fill: { sortBy: { _id: 1 }, output: { n: { method: 'locf' } } } }],
    [
      { _id: 1, n: 1 },
      { _id: 2, n: 1 },
    ],
    'all documents in memory',
  ),
  stage('$merge', docs, [{ $match: { _id: 1 } }, { $project: { n: { $literal: 99 } } }, { $merge: { into: 'c', whenMatched: 'merge' } }], []),
  stage('$out', docs, [{ $match: { _id: 1 } }, { $out: 'other' }], []),
  acc('$sum', docs, { $sum: '$n' }, 6),
  acc('$avg', docs, { $avg: '$n' }, 2),
  acc('$min', docs, { $min: '$n' }, 1),
  acc('$max', docs, { $max: '$n' }, 3),
  acc('$first', docs, { $first: '$n' }, 3),
  acc('$last', docs, { $last: '$n' }, 2),
  acc('$push', docs, { $push: '$n' }, [3, 1, 2]),
  acc('$count', docs, { $count: {} }, 3),
  acc(
    '$addToSet',
    [
      { _id: 1, n: 1 },
      { _id: 2, n: 1 },
    ],
    { $addToSet: '$n' },
    [1],
  ),
  acc(
    '$stdDevPop',
    [
      { _id: 1, n: 1 },
      { _id: 2, n: 3 },
    ],
    { $stdDevPop: '$n' },
    1,
  ),
  acc(
    '$stdDevSamp',
    [
      { _id: 1, n: 1 },
      { _id: 2, n: 1 },
    ],
    { $stdDevSamp: '$n' },
    0,
  ),
  acc(
    '$mergeObjects',
    [
      { _id: 1, o: { a: 1 } },
      { _id: 2, o: { b: 2 } },
    ],
    { $mergeObjects: '$o' },
    { a: 1, b: 2 },
  ),
  acc('$top', docs, { $top: { sortBy: { n: -1 }, output: '$_id' } }, 1),
  acc('$topN', docs, { $topN: { n: 2, sortBy: { n: -1 }, output: '$_id' } }, [1, 3]),
  acc('$bottom', docs, { $bottom: { sortBy: { n: -1 }, output: '$_id' } }, 2),
  acc('$bottomN', docs, { $bottomN: { n: 2, sortBy: { n: -1 }, output: '$_id' } }, [3, 2]),
  acc('$firstN', docs, { $firstN: { n: 2, input: '$n' } }, [3, 1]),
  acc('$lastN', docs, { $lastN: { n: 2, input: '$n' } }, [1, 2]),
  acc('$maxN', docs, { $maxN: { n: 2, input: '$n' } }, [3, 2]),
  acc('$minN', docs, { $minN: { n: 2, input: '$n' } }, [1, 2]),
  acc('$median', docs, { $median: { input: '$n', method: 'approximate' } }, 2),
  acc('$percentile', docs, { $percentile: { input: '$n', p: [0.5], method: 'approximate' } }, [2]),
];
