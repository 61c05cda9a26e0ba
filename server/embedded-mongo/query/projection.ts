import { compileExpression, type Expression, scopeOf } from '../aggregate/expression.js';
import { asNumber, type Doc, isDocument, isNumeric, truthy } from '../bson/values.js';
import { CommandError } from '../errors.js';
import { elementTest } from './field-operators.js';

/** Makes the document a client asked to see. */
export type Projection = (doc: Doc, variables?: Doc) => Doc;

type Node = {
  include?: true;
  exclude?: true;
  value?: Expression;
  slice?: [number, number?];
  element?: (value: unknown) => boolean;
  children?: Map<string, Node>;
};

/** Finds the position of the array element a query matched, for `{ "a.$": 1 }`. */
export type MatchedPosition = (doc: Doc, path: string) => number;

const collision = (path: string): CommandError => new CommandError(31250, `Path collision at ${path}`);

/**
 * Compiles a projection of `find` or of `$project`.
 * @param known the variables of the command, by whose collation `$elemMatch` compares
 * @param inFind `$slice`, `$elemMatch` and the positional `$` mean what they do in `find`
 * @throws CommandError 31253, 31254 for a mixture of inclusion and exclusion, and others as MongoDB does
 */
export function compileProjection(spec: Doc, inFind: boolean, positionOf?: MatchedPosition, known: Doc = {}): Projection | undefined {
  const entries = Object.entries(spec);
  if (entries.length === 0) return undefined;
  const root: Node = { children: new Map() };
  const state = {
    including: undefined as boolean | undefined,
    id: undefined as boolean | undefined,
    positional: undefined as string | undefined,
    computed: false,
    known,
  };
  for (const [path, value] of entries) read(root, path, value, state, inFind, '');
  if (state.positional !== undefined && !positionOf) throw new CommandError('BadValue', 'positional operator needs a query');
  const including = state.including ?? (state.id === true ? true : !(state.id === false || onlySlices(root)));
  if (including && state.id !== false && !root.children!.has('_id')) root.children = new Map([['_id', { include: true }], ...root.children!]);
  if (!including && state.id === false) root.children!.set('_id', { exclude: true });
  return (doc, variables) => {
    const scope = scopeOf(doc, variables);
    const result = (including ? include : exclude)(doc, root, scope) as Doc;
    if (state.positional !== undefined) keepOne(result, state.positional, positionOf!(doc, state.positional));
    return result;
  };
}

function onlySlices(root: Node): boolean {
  return [...root.children!.values()].every((node) => node.slice !== undefined || (node.children && onlySlices(node)));
}

type State = { including: boolean | undefined; id: boolean | undefined; positional: string | undefined; computed: boolean; known: Doc };

function read(root: Node, path: string, value: unknown, state: State, inFind: boolean, prefix: string): void {
  if (path === '' || path.split('.').includes('')) throw new CommandError(40353, `FieldPath must not end with a '.' or have empty parts: '${path}'`);
  if (inFind && path.endsWith('.$')) {
    if (state.positional !== undefined) throw new CommandError(31276, 'Cannot specify more than one positional projection per query.');
    state.positional = path.slice(0, -2);
    note(state, true, path);
    place(root, state.positional.split('.'), { include: true }, prefix + path);
    return;
  }
  if (path.startsWith('$')) throw new CommandError(16410, `FieldPath field names may not start with '$'. Consider using $getField or $setField.`);
  const parts = path.split('.');
  if (typeof value === 'boolean' || isNumeric(value)) {
    const yes = truthy(value);
    if (path === '_id' && prefix === '') state.id = yes;
    else note(state, yes, prefix + path);
    if (path !== '_id' || prefix !== '' || yes) place(root, parts, yes ? { include: true } : { exclude: true }, prefix + path);
    return;
  }
  if (isDocument(value)) {
    const operator = Object.keys(value)[0];
    if (operator === undefined) throw new CommandError(51270, 'An empty sub-projection is not a valid value. Found empty object at path');
    if (!operator.startsWith('$')) {
      for (const [key, inner] of Object.entries(value)) read(root, `${path}.${key}`, inner, state, inFind, prefix);
      return;
    }
    if (inFind && operator === '$slice') return place(root, parts, { slice: parseSlice(value['$slice']) }, path);
    if (inFind && operator === '$elemMatch') {
      if (parts.length > 1) throw new CommandError(31275, 'Cannot use $elemMatch projection on a nested field.');
      note(state, true, path);
      return place(root, parts, { element: elementTest(value['$elemMatch'], state.known) }, path);
    }
    if (inFind && operator === '$meta') throw new CommandError('CommandNotSupported', '$meta projections are not supported');
  }
  if (state.including === false) throw new CommandError(31252, `Cannot do expression on field ${path} in exclusion projection`);
  state.including = true;
  place(root, parts, { value: compileExpression(value) }, prefix + path);
}

function note(state: State, yes: boolean, path: string): void {
  if (state.including === undefined) state.including = yes;
  else if (state.including !== yes) {
    throw new CommandError(
      yes ? 31253 : 31254,
      `Cannot do ${yes ? 'inclusion' : 'exclusion'} on field ${path} in ${yes ? 'exclusion' : 'inclusion'} projection`,
    );
  }
}

function place(root: Node, parts: string[], leaf: Node, path: string): void {
  let node = root;
  parts.forEach((part, i) => {
    node.children ??= new Map();
    let next = node.children.get(part);
    if (i === parts.length - 1) {
      if (next && (next.children || !leaf.slice)) throw collision(path);
      node.children.set(part, { ...next, ...leaf });
      return;
    }
    if (next && !next.children) throw collision(path);
    if (!next) node.children.set(part, (next = { children: new Map() }));
    node = next;
  });
}

function parseSlice(value: unknown): [number, number?] {
  if (isNumeric(value)) return [asNumber(value)];
  if (Array.isArray(value) && value.length === 2 && value.every(isNumeric)) {
    if (asNumber(value[1]) <= 0) throw new CommandError(28724, 'Second argument to $slice must be positive');
    return [asNumber(value[0]), asNumber(value[1])];
  }
  throw new CommandError(28667, '$slice needs a number or an array of two numbers');
}

function include(value: unknown, node: Node, scope: Doc): unknown {
  const doc = value as Doc;
  const result: Doc = {};
  for (const key of Object.keys(doc)) {
    const child = node.children!.get(key);
    if (!child || child.value) continue;
    const kept = includeChild(doc[key], child, scope);
    if (kept !== undefined) result[key] = kept;
  }
  for (const [key, child] of node.children!) {
    if (child.value) {
      const computed = child.value(scope);
      if (computed !== undefined) result[key] = computed;
    } else if (child.children && !(key in result) && hasComputed(child)) result[key] = include({}, child, scope);
  }
  return result;
}

function includeChild(value: unknown, node: Node, scope: Doc): unknown {
  if (node.element) return Array.isArray(value) ? firstElement(value, node.element) : undefined;
  if (node.slice) return sliceOf(value, node.slice);
  if (!node.children) return value;
  if (Array.isArray(value))
    return value
      .map((item) => includeChild(item, Array.isArray(item) || isDocument(item) ? node : { children: new Map() }, scope))
      .filter((item) => item !== undefined);
  if (isDocument(value)) return include(value, node, scope);
  return hasComputed(node) ? include({}, node, scope) : undefined;
}

function hasComputed(node: Node): boolean {
  return node.value !== undefined || [...(node.children?.values() ?? [])].some(hasComputed);
}

function exclude(value: unknown, node: Node, scope: Doc): unknown {
  if (Array.isArray(value)) return value.map((item) => (isDocument(item) || Array.isArray(item) ? exclude(item, node, scope) : item));
  if (!isDocument(value)) return value;
  const result: Doc = {};
  for (const key of Object.keys(value)) {
    const child = node.children!.get(key);
    if (!child || child.include) result[key] = value[key];
    else if (child.slice) result[key] = sliceOf(value[key], child.slice);
    else if (child.children) result[key] = exclude(value[key], child, scope);
  }
  return result;
}

function firstElement(list: unknown[], test: (value: unknown) => boolean): unknown {
  const found = list.find(test);
  return found === undefined ? undefined : [found];
}

function sliceOf(value: unknown, [skip, limit]: [number, number?]): unknown {
  if (!Array.isArray(value)) return value;
  if (limit === undefined) return skip >= 0 ? value.slice(0, skip) : value.slice(skip);
  const start = skip < 0 ? Math.max(0, value.length + skip) : skip;
  return value.slice(start, start + limit);
}

function keepOne(doc: Doc, path: string, position: number): void {
  let value: unknown = doc;
  const parts = path.split('.');
  for (const part of parts.slice(0, -1)) value = isDocument(value) ? value[part] : undefined;
  const list = isDocument(value) ? value[parts.at(-1)!] : undefined;
  if (!Array.isArray(list)) return;
  if (position < 0)
    throw new CommandError(51246, "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array");
  (value as Doc)[parts.at(-1)!] = list.slice(position, position + 1);
}
