import { Aggregator } from 'mingo/aggregator';
import { Context } from 'mingo/core';
import { Lazy } from 'mingo/lazy';
import * as accumulatorOperators from 'mingo/operators/accumulator';
import * as expressionOperators from 'mingo/operators/expression';
import * as pipelineOperators from 'mingo/operators/pipeline';
import * as windowOperators from 'mingo/operators/window';
import { collationOf } from '../bson/collation.js';
import { type Doc, isDocument } from '../bson/values.js';
import { CommandError } from '../errors.js';
import { simplify } from './mingo-operator.js';
import type { StageCompiler } from './stage.js';
import { gather } from './streams.js';

const context = Context.init({
  accumulator: accumulatorOperators as never,
  expression: expressionOperators as never,
  pipeline: pipelineOperators as never,
  window: windowOperators as never,
});

/** Stages done by mingo whole: numbers come to it as plain JS numbers, and all documents are held at once. */
const names = ['$bucketAuto', '$setWindowFields', '$densify', '$fill'];

function mingoStage(name: string): StageCompiler {
  return (spec, { variables }) => {
    if (collationOf(variables)) throw new CommandError('CommandNotSupported', `${name} with a collation is not supported`);
    if (!isDocument(spec)) throw new CommandError('FailedToParse', `the ${name} stage specification must be an object`);
    refuseScripts(spec);
    const run = (documents: Doc[]): Doc[] => {
      try {
        return new Aggregator([{ [name]: simplify(spec) as Doc }], { context, scriptEnabled: true } as never).run(Lazy(documents)) as Doc[];
      } catch (error) {
        throw new CommandError('BadValue', `${name}: ${(error as Error).message}`);
      }
    };
    return function* (source) {
      const all = yield* gather(source, name);
      for (const doc of run(all.map((one) => simplify(one) as Doc))) yield '_id' in doc ? { _id: doc._id, ...doc } : doc;
    };
  };
}

/** mingo does two of these stages with `$function`s of its own, so scripts are on there; a client's are refused here. */
function refuseScripts(value: unknown): void {
  if (Array.isArray(value)) value.forEach(refuseScripts);
  if (!isDocument(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    if (['$function', '$accumulator', '$where'].includes(key)) throw new CommandError('BadValue', `${key} is not allowed: this server runs no JavaScript`);
    refuseScripts(inner);
  }
}

export const mingoStages: Record<string, StageCompiler> = Object.fromEntries(names.map((name) => [name, mingoStage(name)]));
