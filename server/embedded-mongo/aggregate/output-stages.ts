import { collationOf, sameCollation } from '../bson/collation.js';
import { decode } from '../bson/decode.js';
import { type Doc, isDocument } from '../bson/values.js';
import { CommandError } from '../errors.js';
import { finish, pause } from '../execution/scan.js';
import { applyUpdate, findFirst } from '../execution/write-one.js';
import { valueAt } from '../query/path.js';
import type { Collection } from '../storage/collection.js';
import { duplicateKey } from '../storage/index-entries.js';
import { parseIndexSpec } from '../storage/index-spec.js';
import { compileUpdatePipeline } from '../update/pipeline.js';
import { compileExpression, scopeOf } from './expression.js';
import type { PipelineContext, Stream } from './stage.js';
import { gather } from './streams.js';

const perTransaction = 500;

/** Compiles `$out` or `$merge`: takes the whole stream and writes it. */
export function compileOutput(stage: Doc, context: PipelineContext, bypass: boolean): (source: Stream) => Promise<void> {
  if (Object.keys(stage).length !== 1) throw new CommandError(40323, 'A pipeline stage specification object must contain exactly one field.');
  return '$out' in stage ? out(stage['$out'], context, bypass) : merge(stage['$merge'], context, bypass);
}

function target(spec: unknown, context: PipelineContext, name: string): [db: string, coll: string] {
  if (typeof spec === 'string') return [context.db, spec];
  if (isDocument(spec) && typeof spec['coll'] === 'string') return [typeof spec['db'] === 'string' ? spec['db'] : context.db, spec['coll']];
  throw new CommandError(name === '$out' ? 16990 : 51178, `${name} needs a collection name`);
}

/** Fills a collection under a passing name and puts it in the place of the old one in one step; its indexes stay. */
function out(spec: unknown, context: PipelineContext, bypass: boolean): (source: Stream) => Promise<void> {
  const [db, name] = target(spec, context, '$out');
  const { catalogue, file } = context.store;
  return async (source) => {
    const passing = `tmp.agg_out.${process.hrtime.bigint()}`;
    const filled = await file.queue.write(() => {
      const collection = catalogue.create(db, passing, catalogue.get(db, name)?.options.spec ?? {});
      for (const index of catalogue.get(db, name)?.indexes.slice(1) ?? []) catalogue.addIndex(collection, parseIndexSpec(index.spec, catalogue.newId()));
      return collection;
    });
    try {
      await inBatches(source, (doc) => void filled.insert(doc, bypass), context);
    } catch (error) {
      await file.queue.write(() => catalogue.drop(filled));
      throw error;
    }
    await file.queue.write(() => {
      const old = catalogue.get(db, name);
      if (old) catalogue.drop(old);
      catalogue.rename(catalogue.get(db, passing)!, db, name);
    });
  };
}

/** Writes a stream some hundred documents at a time, each lot in a transaction; never holds more than one lot. */
async function inBatches(source: Stream, write: (doc: Doc) => void, context: PipelineContext): Promise<void> {
  let lot: Doc[] = [];
  const flush = async (): Promise<void> => {
    const documents = lot;
    lot = [];
    await context.store.file.queue.write(() => documents.forEach(write));
  };
  for (const doc of source) {
    if (doc === pause) await new Promise(setImmediate);
    else if (lot.push(doc as Doc) >= perTransaction) await flush();
  }
  if (lot.length > 0) await flush();
}

type Matched = 'replace' | 'keepExisting' | 'merge' | 'fail' | unknown[];

function merge(given: unknown, context: PipelineContext, bypass: boolean): (source: Stream) => Promise<void> {
  const spec: Doc = isDocument(given) ? given : { into: given };
  for (const key of Object.keys(spec))
    if (!['into', 'on', 'let', 'whenMatched', 'whenNotMatched'].includes(key)) throw new CommandError(40415, `BSON field '$merge.${key}' is an unknown field.`);
  const [db, name] = target(spec['into'], context, '$merge');
  const on = spec['on'] === undefined ? ['_id'] : Array.isArray(spec['on']) ? (spec['on'] as string[]) : [String(spec['on'])];
  const whenMatched = (spec['whenMatched'] ?? 'merge') as Matched;
  const whenNotMatched = String(spec['whenNotMatched'] ?? 'insert');
  if (!Array.isArray(whenMatched) && !['replace', 'keepExisting', 'merge', 'fail'].includes(whenMatched))
    throw new CommandError('BadValue', `Enumeration value '${String(whenMatched)}' for field '$merge.whenMatched' is not a valid value.`);
  if (!['insert', 'discard', 'fail'].includes(whenNotMatched))
    throw new CommandError('BadValue', `Enumeration value '${whenNotMatched}' for field '$merge.whenNotMatched' is not a valid value.`);
  return async (source) => {
    const { catalogue, file } = context.store;
    const collection = catalogue.get(db, name);
    if (
      !(on.length === 1 && on[0] === '_id' && !collationOf(context.variables)) &&
      !collection?.indexes.some(
        (index) =>
          index.unique &&
          !index.partial &&
          sameCollation(index.collation, collationOf(context.variables)) &&
          index.fields.length === on.length &&
          index.fields.every(({ path }) => on.includes(path)),
      )
    ) {
      throw new CommandError(51183, 'Cannot find index to verify that join fields will be unique');
    }
    // What reads the collection it writes would meet again what it has written: then all is read first.
    const documents = db === context.db && name === context.collection ? await finish(gather(source, '$merge')) : source;
    await file.queue.write(() => void catalogue.getOrCreate(db, name));
    const write = (doc: Doc): void => mergeOne(catalogue.getOrCreate(db, name), doc, on, whenMatched, whenNotMatched, spec, context, bypass);
    await inBatches(documents, write, context);
  };
}

function mergeOne(
  collection: Collection,
  doc: Doc,
  on: string[],
  whenMatched: Matched,
  whenNotMatched: string,
  spec: Doc,
  context: PipelineContext,
  bypass: boolean,
): void {
  const filter = Object.fromEntries(on.map((path) => [path, { $eq: valueAt(doc, path) ?? null }]));
  const byId = on.length === 1 && on[0] === '_id' && doc['_id'] === undefined;
  const query = { filter, sort: [], skip: 0, limit: 1, variables: context.variables };
  const found = byId ? undefined : findFirst(collection, query);
  if (!found) {
    if (whenNotMatched === 'insert') collection.insert(doc, bypass);
    else if (whenNotMatched === 'fail')
      throw new CommandError(13113, '$merge could not find a matching document in the target collection for at least one document in the source collection');
    return;
  }
  if (whenMatched === 'keepExisting') return;
  if (whenMatched === 'fail')
    throw duplicateKey(
      collection.namespace,
      collection.indexes.find((index) => index.unique && index.fields.length === on.length && index.fields.every(({ path }) => on.includes(path)))!,
      (path) => valueAt(doc, path) ?? null,
    );
  const old = found.doc ?? decode(found.bytes);
  const next = Array.isArray(whenMatched)
    ? compileUpdatePipeline(whenMatched, mergeVariables(spec['let'], doc, context.variables))(old)
    : whenMatched === 'replace'
      ? { ...doc, _id: doc['_id'] ?? old['_id'] }
      : { ...old, ...doc, _id: doc['_id'] ?? old['_id'] };
  applyUpdate(collection, found, query, { replacement: false, apply: () => next }, bypass);
}

/** What the pipeline of `whenMatched` sees: `$$new`, or what `let` makes of the incoming document. */
function mergeVariables(given: unknown, doc: Doc, variables: Doc): Doc {
  if (!isDocument(given)) return { ...variables, new: doc };
  const scope = scopeOf(doc, variables);
  return { ...variables, ...Object.fromEntries(Object.entries(given).map(([name, expr]) => [name, compileExpression(expr)(scope)])) };
}
