import { collationOf, sameCollation } from '../bson/collation.js';
import { decode, fieldReader } from '../bson/decode.js';
import { type Doc, isDocument } from '../bson/values.js';
import { CommandError } from '../errors.js';
import { findSeen, planQuery, type Query } from '../execution/find.js';
import { fieldsOfStage } from '../query/needed-fields.js';
import { bucket } from './bucket.js';
import { countCollection, countOf } from './counting.js';
import { compileStage } from './document-stages.js';
import { compileExpression, scopeOf } from './expression.js';
import { joinStages } from './join-stages.js';
import { leadingQuery } from './leading-query.js';
import { mingoStages } from './mingo-stages.js';
import { simpleStages } from './simple-stages.js';
import type { PipelineContext, Stage, Stream } from './stage.js';
import { mapStream } from './streams.js';

/** Stages MongoDB has and this server does not. */
const notSupported = new Set([
  '$changeStream',
  '$geoNear',
  '$search',
  '$searchMeta',
  '$vectorSearch',
  '$planCacheStats',
  '$currentOp',
  '$listSessions',
  '$shardedDataDistribution',
  '$changeStreamSplitLargeEvent',
  '$listSampledQueries',
]);

/**
 * Compiles a pipeline. The returned function runs it over a stream, or over the context's collection when none is given:
 * then a `$match`, `$sort` and `$limit` at its beginning go through the indexes.
 * @throws CommandError 40323, 40324 and each stage's own
 */
export function compilePipeline(stages: unknown[], context: PipelineContext): (source?: Stream) => Stream {
  const compiled = stages.map((stage, i) => compileOne(stage, i, context));
  return (source) => {
    if (source) return compiled.reduce<Stream>((stream, stage) => stage(stream), source);
    if (isDocument(stages[0]) && ('$documents' in stages[0] || '$listLocalSessions' in stages[0]))
      return compiled.reduce<Stream>((stream, stage) => stage(stream), [{}]);
    if (viewOf(context)) return compiled.reduce<Stream>((stream, stage) => stage(stream), readCollection(context));
    const query = leadingQuery(stages);
    const count = countOf(stages.slice(query.used));
    if (count) return countCollection(context, query, count);
    return compiled
      .slice(query.used)
      .reduce<Stream>((stream, stage) => stage(stream), readCollection(context, query, undefined, fieldsOfStage(stages[query.used])));
  };
}

/** The documents of the context's collection, or those a query finds. */
export function* readCollection(
  context: PipelineContext,
  query: Query = { filter: {}, sort: [], skip: 0, limit: 0 },
  hint?: unknown,
  fields?: Set<string>,
): Stream {
  const collection = context.store.catalogue.get(context.db, context.collection);
  if (!collection) return;
  const view = viewOf(context);
  if (view) {
    if (!sameCollation(collection.options.collation, collationOf(context.variables)))
      throw new CommandError('OptionNotSupportedOnView', `cannot override the collation of the view ${collection.namespace}`);
    return yield* compilePipeline(view.pipeline, { ...context, collection: view.on, depth: context.depth + 1 })();
  }
  const read = fields ? fieldReader(fields) : decode;
  const whole: Query = { ...query, variables: context.variables, inMemory: context.inMemory ?? false, ...(hint === undefined ? {} : { hint }) };
  yield* findSeen(whole, planQuery(collection, whole), context.progress, (bytes) => read(bytes));
}

function viewOf({ store, db, collection, depth }: PipelineContext): { on: string; pipeline: Doc[] } | undefined {
  if (depth > 20) throw new CommandError(165, 'View depth too deep or view cycle detected; maximum depth is 20');
  return store.catalogue.get(db, collection)?.view;
}

function compileOne(stage: unknown, position: number, context: PipelineContext): Stage {
  if (!isDocument(stage)) throw new CommandError('TypeMismatch', "Each element of the 'pipeline' array must be an object");
  const keys = Object.keys(stage);
  if (keys.length !== 1) throw new CommandError(40323, 'A pipeline stage specification object must contain exactly one field.');
  const name = keys[0]!;
  const spec = stage[name];
  if (name === '$bucket') return bucket(spec, context);
  if (name === '$documents') return documents(spec, position, context);
  // Sessions carry nothing here, so the only one to tell of is the asker's own.
  if (name === '$listLocalSessions') return () => (context.session === undefined ? [] : [{ _id: context.session, lastUse: new Date() }]);
  if (name === '$collStats' || name === '$indexStats') return statistics(name, position, context);
  if (name === '$out' || name === '$merge') throw new CommandError(40601, `${name} can only be the final stage in the pipeline`);
  const change = compileStage(name, spec, context.variables);
  if (change) return (source) => mapStream(source, change);
  for (const table of [simpleStages, joinStages, mingoStages]) if (Object.hasOwn(table, name)) return table[name]!(spec, context);
  if (notSupported.has(name)) throw new CommandError('CommandNotSupported', `${name} is not supported by the embedded store`);
  throw new CommandError(40324, `Unrecognized pipeline stage name: '${name}'`);
}

function documents(spec: unknown, position: number, context: PipelineContext): Stage {
  if (position !== 0) throw new CommandError(40602, '$documents is only valid as the first stage in a pipeline');
  const list = compileExpression(spec)(scopeOf({}, context.variables));
  if (!Array.isArray(list) || !list.every(isDocument)) throw new CommandError(5858203, 'an array is expected in $documents, with documents in it');
  return () => list as Doc[];
}

function statistics(name: string, position: number, context: PipelineContext): Stage {
  if (position !== 0) throw new CommandError(40602, `${name} is only valid as the first stage in a pipeline`);
  return () => {
    const collection = context.store.catalogue.get(context.db, context.collection);
    if (!collection) return [];
    if (name === '$indexStats')
      return collection.indexes.map((index) => ({ name: index.name, key: index.spec['key'], accesses: { ops: 0, since: context.store.startedAt } }));
    return [{ ns: collection.namespace, localTime: new Date(), count: collection.count, storageStats: { count: collection.count, size: collection.bytes } }];
  };
}
