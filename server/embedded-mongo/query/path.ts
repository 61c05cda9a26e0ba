import { isDocument } from '../bson/values.js';

/** Called with each value a path leads to (undefined where it leads nowhere); returning true stops the walk. */
type Visit = (value: unknown) => boolean;

/**
 * Walks a dotted path through a document as MongoDB's matcher does: arrays on the way are entered element by element
 * (and by position where the name is a number), an array at the end is visited element by element and then whole.
 * `expandLeaf` false visits only the whole array (for `$size`, `$elemMatch`).
 */
export function visitPath(doc: unknown, parts: readonly string[], visit: Visit, expandLeaf = true, at = 0): boolean {
  let value: unknown = doc;
  for (let i = at; i < parts.length; i++) {
    value = isDocument(value) ? (Object.hasOwn(value, parts[i]!) ? value[parts[i]!] : undefined) : undefined;
    if (Array.isArray(value) && i + 1 < parts.length) return visitArray(value, parts, visit, expandLeaf, i + 1);
  }
  return visitLeaf(value, visit, expandLeaf);
}

function visitLeaf(value: unknown, visit: Visit, expandLeaf: boolean): boolean {
  if (expandLeaf && Array.isArray(value)) for (const item of value) if (visit(item)) return true;
  return visit(value);
}

function visitArray(list: unknown[], parts: readonly string[], visit: Visit, expandLeaf: boolean, at: number): boolean {
  for (const item of list) if (isDocument(item) && visitPath(item, parts, visit, expandLeaf, at)) return true;
  if (!/^\d+$/.test(parts[at]!)) return false;
  const item = list[Number(parts[at])];
  if (item === undefined) return false;
  if (at + 1 === parts.length) return visit(item);
  if (Array.isArray(item)) return visitArray(item, parts, visit, expandLeaf, at + 1);
  return isDocument(item) && visitPath(item, parts, visit, expandLeaf, at + 1);
}

/** The value at a dotted path that passes through documents only; undefined when it is not there. */
export function valueAt(doc: unknown, path: string): unknown {
  let value = doc;
  for (const part of path.split('.')) {
    if (Array.isArray(value)) value = /^\d+$/.test(part) ? value[Number(part)] : undefined;
    else value = isDocument(value) && Object.hasOwn(value, part) ? value[part] : undefined;
    if (value === undefined) return undefined;
  }
  return value;
}
