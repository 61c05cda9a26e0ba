import { Decimal128 } from 'bson';
import { collationOf } from '../bson/collation.js';
import { keyOf } from '../bson/key-encoding.js';
import { type Spelling, TextOrder } from '../bson/text-order.js';
import { asNumber, type Doc, isDocument, isNumeric } from '../bson/values.js';
import { CommandError } from '../errors.js';
import { pause } from '../execution/scan.js';
import { type Accumulator, accumulators, type Begin } from './accumulators.js';
import { compileExpression, type Expression, type Scope, scopeOf } from './expression.js';
import { pickAccumulators } from './pick-accumulators.js';
import type { PipelineContext, Stage } from './stage.js';
import { withPauses } from './streams.js';

/** One output field: how its accumulator begins, and what it is fed with. */
export type GroupField = { name: string; begin: Begin; input: Expression };

/** Compiles `{ total: { $sum: '$n' } }`. @throws CommandError 15952 for an unknown accumulator, 40234 … as MongoDB does */
export function compileGroupField(name: string, spec: unknown): GroupField {
  if (!isDocument(spec) || Object.keys(spec).length !== 1)
    throw new CommandError(isDocument(spec) ? 40238 : 40234, `The field '${name}' must be an accumulator object`);
  if (name.includes('.')) throw new CommandError(40235, `The field name '${name}' cannot contain '.'`);
  const [[operator, operand]] = Object.entries(spec) as [[string, unknown]];
  if (Object.hasOwn(pickAccumulators, operator)) return { name, ...pickAccumulators[operator]!(operand) };
  if (operator === '$accumulator') throw new CommandError('BadValue', '$accumulator is not allowed: this server runs no JavaScript');
  const begin = Object.hasOwn(accumulators, operator) ? accumulators[operator] : undefined;
  if (!begin) throw new CommandError(15952, `unknown group operator '${operator}'`);
  if (operator === '$count' && isDocument(operand) && Object.keys(operand).length > 0)
    throw new CommandError(40238, '$count takes no arguments, i.e. $count:{}');
  return { name, begin, input: operator === '$count' ? () => 1 : compileExpression(operand) };
}

/** `$group`, one pass: only the groups are held, not their documents (mingo holds all). */
export function group(spec: unknown, context: PipelineContext): Stage {
  if (!isDocument(spec)) throw new CommandError(15947, "a group's fields must be specified in an object");
  if (!('_id' in spec)) throw new CommandError(15955, 'a group specification must include an _id');
  const idOf = compileExpression(spec['_id']);
  const fields = Object.entries(spec)
    .filter(([name]) => name !== '_id')
    .map(([name, value]) => compileGroupField(name, value));
  const collation = collationOf(context.variables);
  return function* (source) {
    const spelling = collation && new TextOrder(collation).label;
    const groups = new Map<unknown, { id: unknown; accumulators: Accumulator[] }>();
    // One scope for all: nothing an expression gives holds on to it.
    const scope: Scope = scopeOf(undefined, context.variables);
    for (const doc of source) {
      if (doc === pause) {
        yield pause;
        continue;
      }
      scope['ROOT'] = scope['CURRENT'] = doc;
      const id = idOf(scope) ?? null;
      const key = typeof id === 'string' && !spelling ? id : groupKey(id, spelling);
      let found = groups.get(key);
      if (!found) groups.set(key, (found = { id, accumulators: fields.map((field) => field.begin(collation)) }));
      for (let i = 0; i < fields.length; i++) found.accumulators[i]!.push(fields[i]!.input(scope));
    }
    for (const one of withPauses(groups.values(), context.progress)) {
      if (one === pause) {
        yield pause;
        continue;
      }
      const doc: Doc = { _id: one.id };
      fields.forEach(({ name }, i) => (doc[name] = one.accumulators[i]!.result() ?? null));
      yield doc;
    }
  };
}

/** Strings and plain numbers are their own keys; other values get one that no string can have. */
function groupKey(id: unknown, spelling: Spelling | undefined): unknown {
  if (id === null || typeof id === 'boolean' || typeof id === 'number') return id;
  // A whole double or int64 is the same group as the equal int32.
  if (isNumeric(id) && Number.isSafeInteger(asNumber(id)) && !(id instanceof Decimal128)) return asNumber(id);
  return `\uffff\uffff${keyOf(id, spelling).toString('latin1')}`;
}
