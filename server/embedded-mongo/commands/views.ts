import { compilePipeline } from '../aggregate/pipeline.js';
import type { PipelineContext, Stream } from '../aggregate/stage.js';
import { type Doc, isDocument, truthy } from '../bson/values.js';
import { CommandError } from '../errors.js';
import { newProgress } from '../execution/scan.js';
import type { Catalogue } from '../storage/catalogue.js';
import { type Call, documentField, maxTime, numberField, variablesOf } from './command.js';

const deepest = 20;

/** The collection at the bottom of a name and the stages of the views above it; no stages for a collection. @throws CommandError ViewDepthLimitExceeded */
export function resolveView(catalogue: Catalogue, db: string, name: string): { collection: string; stages: Doc[] } {
  const stages: Doc[] = [];
  let current = name;
  for (let depth = 0; depth < deepest; depth++) {
    const view = catalogue.get(db, current)?.view;
    if (!view) return { collection: current, stages };
    stages.unshift(...view.pipeline);
    current = view.on;
  }
  throw new CommandError(165, `View depth too deep or view cycle detected; maximum depth is ${deepest}`);
}

/** The documents of a `find`, `count` or `distinct` on a view, as the pipeline MongoDB makes of it. */
export function readView(call: Call, name: string, filterField: string): { source: Stream; context: PipelineContext } {
  const { collection, stages } = resolveView(call.store.catalogue, call.db, name);
  const sort = documentField(call, 'sort');
  const projection = documentField(call, 'projection');
  const [skip, limit] = [numberField(call, 'skip'), numberField(call, 'limit')];
  const whole = [
    ...stages,
    { $match: documentField(call, filterField) ?? {} },
    ...(isDocument(sort) && Object.keys(sort).length > 0 && !truthy(sort['$natural']) ? [{ $sort: sort }] : []),
    ...(skip > 0 ? [{ $skip: skip }] : []),
    ...(limit > 0 ? [{ $limit: limit }] : []),
    ...(projection && Object.keys(projection).length > 0 ? [{ $project: projection }] : []),
  ];
  const context: PipelineContext = {
    store: call.store,
    db: call.db,
    collection,
    variables: { NOW: new Date(), ...variablesOf(call, call.store.catalogue.get(call.db, name)) },
    progress: newProgress(maxTime(call)),
    depth: 0,
  };
  return { source: compilePipeline(whole, context)(), context };
}
