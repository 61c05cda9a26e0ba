import { cloneValue } from '../bson/clone.js';
import { type Doc, isDocument, typeName } from '../bson/values.js';
import { CommandError } from '../errors.js';
import { compileArrayFilters, concretePaths } from './array-paths.js';
import { updateOperators } from './operators.js';
import { placeOf, setIn, splitPath, unsetIn, valueIn } from './paths.js';
import { compileUpdatePipeline } from './pipeline.js';

/** Makes the new document from the old one; the old one stays as it was. */
export type Update = {
  /** A replacement takes the whole document's place (and `multi` is refused with it). */
  replacement: boolean;
  apply: (doc: Doc, context: { inserting: boolean; positionOf: (path: string) => number }) => Doc;
};

/**
 * Compiles the `u` of an update: operators, a replacement document or a pipeline.
 * @throws CommandError FailedToParse, ConflictingUpdateOperators and others as MongoDB does
 */
export function compileUpdate(update: unknown, options: { arrayFilters?: unknown; variables?: Doc } = {}): Update {
  if (Array.isArray(update)) {
    if (options.arrayFilters !== undefined) throw new CommandError('FailedToParse', 'Cannot specify arrayFilters and a pipeline update');
    const run = compileUpdatePipeline(update, options.variables ?? {});
    return { replacement: false, apply: (doc) => withId(run(doc), doc) };
  }
  if (!isDocument(update)) throw new CommandError('FailedToParse', 'Update argument must be either an object or an array');
  const first = Object.keys(update)[0];
  if (first === undefined || !first.startsWith('$')) {
    if (options.arrayFilters !== undefined) throw new CommandError('FailedToParse', 'Cannot specify arrayFilters and a replacement update');
    return compileReplacement(update);
  }
  return compileOperators(update, options.arrayFilters, options.variables ?? {});
}

function compileReplacement(replacement: Doc): Update {
  for (const key of Object.keys(replacement)) {
    if (key.startsWith('$'))
      throw new CommandError(
        'DollarPrefixedFieldName',
        `The dollar ($) prefixed field '${key}' in '${key}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
      );
  }
  return { replacement: true, apply: (doc) => withId(cloneValue(replacement) as Doc, doc) };
}

/** The `_id` stays, and stays first, unless the new document brings one (which must then be equal). */
function withId(next: Doc, old: Doc): Doc {
  if (old['_id'] === undefined) return next;
  const { _id = old['_id'], ...rest } = next;
  return { _id, ...rest };
}

type Step = { name: string; path: string; parts: string[]; operand: unknown };

function compileOperators(update: Doc, arrayFilters: unknown, variables: Doc): Update {
  const steps: Step[] = [];
  const filters = compileArrayFilters(arrayFilters, variables);
  const touched: string[][] = [];
  for (const [name, fields] of Object.entries(update)) {
    const operator = Object.hasOwn(updateOperators, name) ? updateOperators[name] : undefined;
    if (!operator && name !== '$rename') {
      const message = name.startsWith('$')
        ? `Unknown modifier: ${name}. Expected a valid update modifier or pipeline-style update specified as an array`
        : `Unknown modifier: ${name}. Expected a valid update modifier or pipeline-style update specified as an array`;
      throw new CommandError('FailedToParse', message);
    }
    if (!isDocument(fields))
      throw new CommandError(
        'FailedToParse',
        `Modifiers operate on fields but we found type ${typeName(fields)} instead. For example: {$mod: {<field>: ...}} not {${name}: ${JSON.stringify(fields)}}`,
      );
    for (const [path, operand] of Object.entries(fields)) {
      const parts = splitPath(path);
      operator?.check?.(operand, path);
      claim(touched, path, parts);
      if (name === '$rename') checkRename(path, operand, touched);
      steps.push({ name, path, parts, operand });
    }
  }
  checkFiltersUsed(steps, [...filters.keys()]);
  // MongoDB applies fields in the order of their paths, which shows in the order of new fields.
  steps.sort((a, b) => comparePaths(a.parts, b.parts));
  return {
    replacement: false,
    apply: (doc, { inserting, positionOf }) => {
      const next = cloneValue(doc) as Doc;
      for (const step of steps) {
        if (step.name === '$setOnInsert' && !inserting) continue;
        if (step.name === '$rename') rename(next, step);
        else applyStep(next, step, concretePaths(next, step.parts, filters, positionOf), variables);
      }
      return next;
    },
  };
}

function applyStep(doc: Doc, { name, operand }: Step, paths: string[][], variables: Doc): void {
  const operator = updateOperators[name]!;
  for (const parts of paths) {
    const place = placeOf(doc, parts, operator.creates);
    if (place) operator.apply(place, cloneValue(operand), doc, variables);
  }
}

function rename(doc: Doc, { parts, operand }: Step): void {
  const from = placeOf(doc, parts, false);
  const value = from && valueIn(from);
  if (!from || value === undefined) return;
  const target = splitPath(operand as string);
  unsetIn(from);
  const to = placeOf(doc, target, true)!;
  if (Array.isArray(from.parent) || Array.isArray(to.parent))
    throw new CommandError('BadValue', 'The source and target field of $rename cannot be array elements');
  setIn(to, value);
}

function checkRename(path: string, target: unknown, touched: string[][]): void {
  if (typeof target !== 'string') throw new CommandError('BadValue', `The 'to' field for $rename must be a string: ${path}: ${JSON.stringify(target)}`);
  if (target === path) throw new CommandError('BadValue', `The source and target field for $rename must differ: ${path}: "${target}"`);
  const parts = splitPath(target);
  if ([...path.split('.'), ...parts].some((part) => part.startsWith('$')))
    throw new CommandError('BadValue', 'The source or target field of $rename may not be dynamic');
  claim(touched, target, parts);
}

/** @throws CommandError ConflictingUpdateOperators (40) when one path is, or lies within, another */
function claim(touched: string[][], path: string, parts: string[]): void {
  for (const other of touched) {
    const shared = Math.min(other.length, parts.length);
    if (other.slice(0, shared).join('.') === parts.slice(0, shared).join('.')) {
      throw new CommandError('ConflictingUpdateOperators', `Updating the path '${path}' would create a conflict at '${parts.slice(0, shared).join('.')}'`);
    }
  }
  touched.push(parts);
}

function checkFiltersUsed(steps: Step[], names: string[]): void {
  const used = new Set(steps.flatMap(({ parts }) => parts.filter((part) => part.startsWith('$[')).map((part) => part.slice(2, -1))));
  for (const name of names) {
    if (!used.has(name))
      throw new CommandError(
        'FailedToParse',
        `The array filter for identifier '${name}' was not used in the update { ${steps.map(({ name: operator, path }) => `${operator}: { ${path}: … }`).join(', ')} }`,
      );
  }
  for (const name of used) {
    if (name !== '' && !names.includes(name))
      throw new CommandError(
        'BadValue',
        `No array filter found for identifier '${name}' in path '${steps.find(({ parts }) => parts.includes(`$[${name}]`))!.path}'`,
      );
  }
}

function comparePaths(a: string[], b: string[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const [x, y] = [a[i]!, b[i]!];
    if (x === y) continue;
    if (/^\d+$/.test(x) && /^\d+$/.test(y)) return Number(x) - Number(y);
    return x < y ? -1 : 1;
  }
  return a.length - b.length;
}
