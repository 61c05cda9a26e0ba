import { compileStage } from '../aggregate/document-stages.js';
import { type Doc, isDocument } from '../bson/values.js';
import { CommandError } from '../errors.js';

const allowed = ['$addFields', '$set', '$project', '$unset', '$replaceRoot', '$replaceWith'];

/** Compiles an update given as a pipeline. @throws CommandError InvalidOptions (72) for a stage that may not stand here */
export function compileUpdatePipeline(stages: unknown[], variables: Doc): (doc: Doc) => Doc {
  const runs = stages.map((stage) => {
    if (!isDocument(stage) || Object.keys(stage).length !== 1)
      throw new CommandError(40323, 'A pipeline stage specification object must contain exactly one field.');
    const [[name, spec]] = Object.entries(stage) as [[string, unknown]];
    const run = compileStage(name, spec, variables);
    if (!run && !allowed.includes(name)) {
      throw new CommandError(
        /^\$(match|group|sort|limit|skip|lookup|unwind|facet|count|out|merge)$/.test(name) ? 'InvalidOptions' : 40324,
        /^\$(match|group|sort|limit|skip|lookup|unwind|facet|count|out|merge)$/.test(name)
          ? `${name} is not allowed to be used within an update`
          : `Unrecognized pipeline stage name: '${name}'`,
      );
    }
    return run!;
  });
  return (doc) => runs.reduce((value, run) => run(value), doc);
}
