import { cloneValue } from '../bson/clone.js';
import { type Doc, isDocument, typeName } from '../bson/values.js';
import { CommandError } from '../errors.js';
import { compileProjection } from '../query/projection.js';
import { compileExpression, type Expression, scopeOf } from './expression.js';

/** Turns one document into another. */
export type DocumentStage = (doc: Doc) => Doc;

const stages: Record<string, (spec: unknown, variables: Doc) => DocumentStage> = {
  $addFields: addFields,
  $set: addFields,
  $project: (spec, variables) => {
    if (!isDocument(spec)) throw new CommandError(15969, '$project specification must be an object');
    if (Object.keys(spec).length === 0) throw new CommandError(51272, 'Invalid $project :: caused by :: projection specification must have at least one field');
    const project = compileProjection(spec, false)!;
    return (doc) => project(doc, variables);
  },
  $unset: (spec) => {
    const paths = Array.isArray(spec) ? spec : [spec];
    if (paths.length === 0 || paths.some((path) => typeof path !== 'string'))
      throw new CommandError(31002, '$unset specification must be a string or an array containing only string values');
    const project = compileProjection(Object.fromEntries(paths.map((path) => [path, 0])), false)!;
    return (doc) => project(doc);
  },
  $replaceRoot: (spec, variables) => {
    if (!isDocument(spec) || !('newRoot' in spec)) throw new CommandError(40231, 'no newRoot specified for the $replaceRoot stage');
    return replaceWith(spec['newRoot'], variables, '$replaceRoot');
  },
  $replaceWith: (spec, variables) => replaceWith(spec, variables, '$replaceWith'),
};

/** Compiles a stage that works on one document at a time; undefined when the name is none of them. */
export function compileStage(name: string, spec: unknown, variables: Doc): DocumentStage | undefined {
  return Object.hasOwn(stages, name) ? stages[name]!(spec, variables) : undefined;
}

function replaceWith(expr: unknown, variables: Doc, name: string): DocumentStage {
  const run = compileExpression(expr);
  return (doc) => {
    const root = run(scopeOf(doc, variables));
    if (!isDocument(root))
      throw new CommandError(40228, `'newRoot' expression must evaluate to an object, but resulting value was of type ${typeName(root)} in ${name}`);
    return root;
  };
}

type Addition = { value?: Expression; children?: Map<string, Addition> };

function addFields(spec: unknown, variables: Doc): DocumentStage {
  if (!isDocument(spec)) throw new CommandError(40272, `$addFields specification stage must be an object, got ${typeName(spec)}`);
  if (Object.keys(spec).length === 0) throw new CommandError(40177, 'Invalid $addFields :: caused by :: specification must have at least one field');
  const root: Addition = { children: new Map() };
  for (const [path, expr] of Object.entries(spec)) plan(root, path, expr);
  return (doc) => add(doc, root, scopeOf(doc, variables)) as Doc;
}

function plan(root: Addition, path: string, expr: unknown): void {
  if (path.startsWith('$')) throw new CommandError(16410, `FieldPath field names may not start with '$'. Consider using $getField or $setField.`);
  if (path === '' || path.split('.').includes('')) throw new CommandError(40353, "FieldPath must not end with a '.'.");
  let node = root;
  for (const part of path.split('.')) {
    node.children ??= new Map();
    let next = node.children.get(part);
    if (next?.value) throw new CommandError(40176, `Invalid $addFields :: caused by :: specification contains two conflicting paths at ${path}`);
    if (!next) node.children.set(part, (next = {}));
    node = next;
  }
  if (node.children) throw new CommandError(40176, `Invalid $addFields :: caused by :: specification contains two conflicting paths at ${path}`);
  const inner = isDocument(expr) && Object.keys(expr).length > 0 && !Object.keys(expr)[0]!.startsWith('$');
  if (!inner) node.value = compileExpression(expr);
  else for (const [key, value] of Object.entries(expr)) plan(node, key, value);
}

/** Writes into documents; each element of an array on the way gets its own; anything else on the way is replaced. */
function add(value: unknown, node: Addition, scope: Doc): unknown {
  if (node.value) return cloneValue(node.value(scope));
  if (Array.isArray(value)) return value.map((item) => add(item, node, scope));
  const result: Doc = isDocument(value) ? { ...value } : {};
  for (const [key, child] of node.children!) {
    const next = add(Object.hasOwn(result, key) ? result[key] : undefined, child, scope);
    if (next === undefined) delete result[key];
    else result[key] = next;
  }
  return result;
}
