import { leadingQuery } from '../aggregate/leading-query.js';
import { compileOutput } from '../aggregate/output-stages.js';
import { compilePipeline, readCollection } from '../aggregate/pipeline.js';
import type { PipelineContext, Stream } from '../aggregate/stage.js';
import { encoded } from '../aggregate/streams.js';
import { asNumber, type Doc, isDocument, truthy, typeName } from '../bson/values.js';
import { CommandError } from '../errors.js';
import { newProgress } from '../execution/scan.js';
import { cursorReply } from '../wire/cursor-reply.js';
import { type Call, type Command, collectionName, maxTime, numberField, variablesOf, wantsDurable } from './command.js';
import { explain } from './explain.js';
import { resolveView } from './views.js';

/** `aggregate` */
export const aggregate: Command = {
  fields: [
    'pipeline',
    'cursor',
    'explain',
    'allowDiskUse',
    'bypassDocumentValidation',
    'collation',
    'hint',
    'let',
    'isMapReduceCommand',
    'fromMongos',
    'needsMerge',
    'exchange',
    'runtimeConstants',
  ],
  run: async (call) => {
    const given = call.body['pipeline'];
    if (!Array.isArray(given)) throw new CommandError('TypeMismatch', "'pipeline' option must be specified as an array");
    if (given.length > 1000) throw new CommandError(7749501, 'Pipeline length must be no longer than 1000 stages');
    if (truthy(call.body['explain']))
      return explain.run({ ...call, name: 'explain', body: { explain: { ...call.body, explain: undefined }, verbosity: 'queryPlanner', $db: call.db } });
    if (!isDocument(call.body['cursor']))
      throw new CommandError('FailedToParse', "The 'cursor' option is required, except for aggregate with the explain argument");
    const name = sourceName(call, given);
    const view = resolveView(call.store.catalogue, call.db, name);
    const stages = [...view.stages, ...given];
    const variables = { NOW: new Date(), ...variablesOf(call, call.store.catalogue.get(call.db, name)) };
    const context: PipelineContext = {
      store: call.store,
      db: call.db,
      collection: view.collection,
      variables,
      progress: newProgress(maxTime(call)),
      depth: 0,
      inMemory: call.body['allowDiskUse'] === false,
      session: call.body['lsid'],
    };
    const last = stages.at(-1);
    const output =
      isDocument(last) && ('$out' in last || '$merge' in last) ? compileOutput(last, context, truthy(call.body['bypassDocumentValidation'])) : undefined;
    const run = compilePipeline(output ? stages.slice(0, -1) : stages, context);
    const namespace = `${call.db}.${name}`;
    const source = hinted(call, stages, context, output !== undefined, run);
    if (output) {
      await output(source);
      return cursorReply('firstBatch', [], 0n, namespace);
    }
    const batchSize = numberField({ name: 'aggregate', body: call.body['cursor'] }, 'batchSize', 101);
    const batch = await call.store.cursors.start(namespace, encoded(source), context.progress, { batchSize, durable: wantsDurable(call.body) });
    return cursorReply('firstBatch', batch.documents, batch.id, namespace);
  },
};

function sourceName(call: Call, stages: unknown[]): string {
  if (typeof call.body['aggregate'] === 'string') return collectionName(call);
  if (asNumber(call.body['aggregate']) !== 1)
    throw new CommandError(
      'FailedToParse',
      `Invalid command format: the 'aggregate' field must specify a collection name or 1, got ${typeName(call.body['aggregate'])}`,
    );
  const first = Object.keys((stages[0] as Doc | undefined) ?? {})[0];
  if (first !== undefined && ['$documents', '$currentOp', '$listLocalSessions', '$changeStream'].includes(first)) return '$cmd.aggregate';
  throw new CommandError('InvalidNamespace', `{aggregate: 1} is not valid for '${first ?? 'an empty pipeline'}'; a collection is required.`);
}

function hinted(call: Call, stages: unknown[], context: PipelineContext, hasOutput: boolean, run: (source?: Stream) => Stream): Stream {
  const hint = call.body['hint'];
  if (hint === undefined) return run();
  const query = leadingQuery(stages);
  const rest = compilePipeline(stages.slice(query.used, hasOutput ? -1 : undefined), context);
  return rest(readCollection(context, query, hint));
}
