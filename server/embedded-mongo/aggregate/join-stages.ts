import { collationOf } from '../bson/collation.js';
import { decode } from '../bson/decode.js';
import { keyOf } from '../bson/key-encoding.js';
import { TextOrder } from '../bson/text-order.js';
import { type Doc, isDocument } from '../bson/values.js';
import { CommandError } from '../errors.js';
import { findRecords, planQuery } from '../execution/find.js';
import { pause } from '../execution/scan.js';
import { compileFilter } from '../query/matcher.js';
import { visitPath } from '../query/path.js';
import { isRegex } from '../query/regex.js';
import { compileStage } from './document-stages.js';
import { compileExpression, scopeOf } from './expression.js';
import { compilePipeline, readCollection } from './pipeline.js';
import type { PipelineContext, StageCompiler, Stream } from './stage.js';
import { filterStream, gather } from './streams.js';

const deepest = 20;

function nested(context: PipelineContext, collection: string, variables: Doc = {}): PipelineContext {
  if (context.depth >= deepest) throw new CommandError(232, `Maximum number of nested sub-pipelines exceeded. Limit is ${deepest}`);
  return { ...context, collection, variables: { ...context.variables, ...variables }, depth: context.depth + 1 };
}

function known(name: string, spec: unknown, fields: string[]): Doc {
  if (!isDocument(spec)) throw new CommandError('FailedToParse', `the ${name} stage specification must be an object`);
  for (const key of Object.keys(spec)) if (!fields.includes(key)) throw new CommandError('FailedToParse', `unknown argument to ${name}: ${key}`);
  return spec;
}

/** The documents of a collection whose `path` is equal to (or has an element equal to) one of the values. */
function* equalTo(context: PipelineContext, name: string, path: string, values: unknown[]): Stream {
  const collection = context.store.catalogue.get(context.db, name);
  if (!collection) return;
  const plain = values.filter((value) => !isRegex(value));
  if (collection.view)
    return yield* filterStream(readCollection({ ...context, collection: name }), compileFilter({ [path]: { $in: plain } }, context.variables));
  const { variables } = context;
  const query = { filter: { [path]: plain.length === 1 ? { $eq: plain[0] } : { $in: plain } }, sort: [], skip: 0, limit: 0, variables };
  for (const found of findRecords(query, planQuery(collection, query), context.progress)) yield found === pause ? pause : (found.doc ?? decode(found.bytes));
}

function localValues(doc: Doc, path: string): unknown[] {
  const values: unknown[] = [];
  visitPath(
    doc,
    path.split('.'),
    (value) => {
      if (Array.isArray(value)) values.push(...value);
      else values.push(value ?? null);
      return false;
    },
    false,
  );
  return values.length > 0 ? values : [null];
}

const lookup: StageCompiler = (given, context) => {
  const spec = known('$lookup', given, ['from', 'localField', 'foreignField', 'as', 'let', 'pipeline']);
  const { from, as, localField, foreignField } = spec as { from: string; as: string; localField?: string; foreignField?: string };
  if (typeof as !== 'string') throw new CommandError('FailedToParse', "must specify 'as' field for a $lookup");
  if (typeof from !== 'string' && !Array.isArray(spec['pipeline'])) throw new CommandError('FailedToParse', "must specify 'from' field for a $lookup");
  if (!spec['pipeline'] && (localField === undefined || foreignField === undefined))
    throw new CommandError('FailedToParse', "$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified");
  const stages = (spec['pipeline'] as unknown[] | undefined) ?? [];
  const variables = Object.entries((spec['let'] as Doc | undefined) ?? {}).map(([name, expr]) => [name, compileExpression(expr)] as const);
  compilePipeline(stages, nested(context, from ?? '', Object.fromEntries(variables.map(([name]) => [name, null]))));
  return function* (source) {
    for (const doc of source) {
      if (doc === pause) {
        yield pause;
        continue;
      }
      const scope = scopeOf(doc, context.variables);
      const inner = nested(context, from ?? '', Object.fromEntries(variables.map(([name, expr]) => [name, expr(scope) ?? null])));
      const start = localField !== undefined ? equalTo(inner, from, foreignField!, localValues(doc as Doc, localField)) : undefined;
      const joined = yield* gather(compilePipeline(stages, inner)(start), '$lookup');
      yield compileStage('$addFields', { [as]: '$$lookedUp' }, { lookedUp: joined })!(doc as Doc);
    }
  };
};

const graphLookup: StageCompiler = (given, context) => {
  const spec = known('$graphLookup', given, [
    'from',
    'startWith',
    'connectFromField',
    'connectToField',
    'as',
    'maxDepth',
    'depthField',
    'restrictSearchWithMatch',
  ]);
  const { from, connectFromField, connectToField, as, depthField } = spec as Record<string, string>;
  for (const field of ['from', 'startWith', 'connectFromField', 'connectToField', 'as'])
    if (spec[field] === undefined) throw new CommandError(40105, `$graphLookup requires '${field}' to be specified`);
  const start = compileExpression(spec['startWith']);
  const most = spec['maxDepth'] === undefined ? Infinity : Number(spec['maxDepth']);
  const collation = collationOf(context.variables);
  const restrict = compileFilter((spec['restrictSearchWithMatch'] as Doc | undefined) ?? {}, context.variables);
  return function* (source) {
    for (const doc of source) {
      if (doc === pause) {
        yield pause;
        continue;
      }
      const spelling = collation && new TextOrder(collation).label;
      const found = new Map<string, Doc>();
      const first = start(scopeOf(doc, context.variables));
      let frontier = Array.isArray(first) ? first : [first ?? null];
      const asked = new Set<string>();
      for (let depth = 0; frontier.length > 0 && depth <= most; depth++) {
        for (const value of frontier) asked.add(keyOf(value, spelling).toString('latin1'));
        const next: unknown[] = [];
        for (const other of yield* gather(equalTo(context, from!, connectToField!, frontier), '$graphLookup')) {
          const key = keyOf(other['_id']).toString('latin1');
          if (found.has(key) || !restrict(other)) continue;
          found.set(key, depthField ? { ...other, [depthField]: depth } : other);
          next.push(...localValues(other, connectFromField!).filter((value) => !asked.has(keyOf(value, spelling).toString('latin1'))));
        }
        frontier = next;
      }
      yield compileStage('$addFields', { [as!]: '$$found' }, { found: [...found.values()] })!(doc as Doc);
    }
  };
};

const unionWith: StageCompiler = (given, context) => {
  const spec = typeof given === 'string' ? { coll: given } : known('$unionWith', given, ['coll', 'pipeline']);
  const inner = nested(context, String(spec.coll ?? ''));
  const run = compilePipeline((spec['pipeline'] as unknown[] | undefined) ?? [], inner);
  return function* (source) {
    yield* source;
    yield* run(spec.coll === undefined ? undefined : readCollection(inner));
  };
};

const facet: StageCompiler = (given, context) => {
  if (!isDocument(given) || Object.keys(given).length === 0) throw new CommandError(40169, 'the $facet specification must be a non-empty object');
  const facets = Object.entries(given).map(([name, stages]) => {
    if (!Array.isArray(stages)) throw new CommandError(40170, `arguments to $facet must be arrays, ${name} is not`);
    for (const stage of stages) {
      const inner = Object.keys(stage as Doc)[0]!;
      if (['$facet', '$out', '$merge', '$collStats', '$indexStats', '$documents', '$geoNear'].includes(inner))
        throw new CommandError(40600, `${inner} is not allowed to be used within a $facet stage`);
    }
    return [name, compilePipeline(stages, nested(context, context.collection))] as const;
  });
  return function* (source) {
    const all = yield* gather(source, '$facet');
    const result: Doc = {};
    for (const [name, run] of facets) result[name] = yield* gather(run(all), '$facet');
    yield result;
  };
};

/** Stages that read other collections or run pipelines of their own. */
export const joinStages: Record<string, StageCompiler> = { $lookup: lookup, $graphLookup: graphLookup, $unionWith: unionWith, $facet: facet };
