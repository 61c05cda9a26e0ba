import { Context } from 'mingo/core';
import { Lazy } from 'mingo/lazy';
import * as accumulatorOperators from 'mingo/operators/accumulator';
import * as expressionOperators from 'mingo/operators/expression';
import * as pipelineOperators from 'mingo/operators/pipeline';
import * as windowOperators from 'mingo/operators/window';
import { Aggregator } from 'mingo/aggregator';
import { CommandError } from '../errors.js';
import { isDocument, type Doc } from '../bson/values.js';
import { simplify } from './mingo-operator.js';
import type { StageCompiler } from './stage.js';
import { gather } from './streams.js';

const context = Context.init({
  accumulator: accumulatorOperators as never, expression: expressionOperators as never, pipeline: pipelineOperators as never, window: windowOperators as never,
});

/** Stages done by mingo whole: numbers come to it as plain JS numbers, and all documents are held at once. */
const names = ['$bucketAuto', '$setWindowFields', '$densify', '$fill'];

function mingoStage(name: string): StageCompiler {
  return (spec) => {
    if (!isDocument(spec)) throw new CommandError('FailedToParse', `the ${name} stage specification must be an object`);
    const run = (documents: Doc[]): Doc[] => {
      try {
        return new Aggregator([{ [name]: simplify(spec) as Doc }], { context, scriptEnabled: false } as never).run(Lazy(documents)) as Doc[];
      } catch (error) {
        throw new CommandError('BadValue', `${name}: ${(error as Error).message}`);
      }
    };
    return function* (source) {
      const all = yield* gather(source, name);
      yield* run(all.map((doc) => simplify(doc) as Doc));
    };
  };
}

export const mingoStages: Record<string, StageCompiler> = Object.fromEntries(names.map((name) => [name, mingoStage(name)]));
