import { collationOf } from '../bson/collation.js';
import { compareValues } from '../bson/compare.js';
import { type Doc, isDocument, rankOf } from '../bson/values.js';
import { CommandError } from '../errors.js';
import { pause } from '../execution/scan.js';
import type { Accumulator } from './accumulators.js';
import { compileExpression, scopeOf } from './expression.js';
import { compileGroupField } from './group.js';
import type { StageCompiler } from './stage.js';

/** `$bucket`, in one pass and with its buckets in order. */
export const bucket: StageCompiler = (spec, context) => {
  if (!isDocument(spec)) throw new CommandError(40201, 'Argument to $bucket stage must be an object');
  for (const key of Object.keys(spec))
    if (!['groupBy', 'boundaries', 'default', 'output'].includes(key)) throw new CommandError(40197, `Unrecognized option to $bucket: ${key}.`);
  if (spec['groupBy'] === undefined || spec['boundaries'] === undefined)
    throw new CommandError(40198, "$bucket requires 'groupBy' and 'boundaries' to be specified.");
  const by = compileExpression(spec['groupBy']);
  const collation = collationOf(context.variables);
  const compare = (a: unknown, b: unknown): number => compareValues(a, b, collation);
  if (!Array.isArray(spec['boundaries'])) throw new CommandError(40200, "The $bucket 'boundaries' field must be an array");
  const bounds = spec['boundaries'].map((bound) => compileExpression(bound)(scopeOf({}, context.variables)));
  if (bounds.length < 2) throw new CommandError(40192, `The $bucket 'boundaries' field must have at least 2 values, but found ${bounds.length} value(s).`);
  for (let i = 1; i < bounds.length; i++) {
    if (rankOf(bounds[i]) !== rankOf(bounds[0])) throw new CommandError(40193, "All values in the 'boundaries' option to $bucket must have the same type.");
    if (compare(bounds[i - 1], bounds[i]) >= 0)
      throw new CommandError(40194, "The 'boundaries' option to $bucket must be sorted, but elements are not in ascending order");
  }
  const fields = Object.entries((spec['output'] as Doc | undefined) ?? { count: { $sum: 1 } }).map(([name, value]) => compileGroupField(name, value));
  const otherwise = 'default' in spec ? { id: compileExpression(spec['default'])(scopeOf({}, context.variables)) } : undefined;
  return function* (source) {
    const buckets = new Map<number, Accumulator[]>();
    for (const doc of source) {
      if (doc === pause) {
        yield pause;
        continue;
      }
      const scope = scopeOf(doc, context.variables);
      const value = by(scope);
      let at = bounds.findLastIndex((bound) => compare(bound, value) <= 0);
      if (at === bounds.length - 1 || value === undefined || rankOf(value) !== rankOf(bounds[0])) at = -1;
      if (at < 0 && !otherwise) throw new CommandError(40066, '$switch could not find a matching branch for an input, and no default was specified.');
      let found = buckets.get(at);
      if (!found) buckets.set(at, (found = fields.map((field) => field.begin(collation))));
      fields.forEach((field, i) => found[i]!.push(field.input(scope)));
    }
    const rows = [...buckets].map(([at, accumulators]) => ({ _id: at < 0 ? otherwise!.id : bounds[at], accumulators })).sort((a, b) => compare(a._id, b._id));
    for (const { _id, accumulators } of rows) yield { _id, ...Object.fromEntries(fields.map(({ name }, i) => [name, accumulators[i]!.result() ?? null])) };
  };
};
