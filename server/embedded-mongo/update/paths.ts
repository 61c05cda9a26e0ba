import { type Doc, isDocument, typeName } from '../bson/values.js';
import { CommandError } from '../errors.js';

/** Where a value stands: in a document by name or in an array by position. */
export type Place = { parent: Doc | unknown[]; key: string };

/** Splits and checks a path of an update. @throws CommandError EmptyFieldName (56), DollarPrefixedFieldName (52) */
export function splitPath(path: string): string[] {
  if (path === '') throw new CommandError('EmptyFieldName', 'An empty update path is not valid.');
  const parts = path.split('.');
  if (parts.includes('')) throw new CommandError('EmptyFieldName', `The update path '${path}' contains an empty field name, which is not allowed.`);
  for (const part of parts) {
    if (part.startsWith('$') && part !== '$' && !/^\$\[.*\]$/.test(part) && !['$ref', '$id', '$db'].includes(part)) {
      throw new CommandError(
        'DollarPrefixedFieldName',
        `The dollar ($) prefixed field '${part}' in '${path}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
      );
    }
  }
  return parts;
}

const longestPadding = 1500000;

/**
 * The place a path leads to. With `create`, documents on the way are made; without it, undefined where the way ends.
 * @throws CommandError PathNotViable (28) when something on the way is neither a document nor an array
 */
export function placeOf(doc: Doc, parts: readonly string[], create: boolean): Place | undefined {
  let parent: Doc | unknown[] = doc;
  for (let i = 0; i < parts.length; i++) {
    const key = parts[i]!;
    if (Array.isArray(parent) && !/^\d+$/.test(key)) {
      if (!create) return undefined;
      throw notViable(key, parts[i - 1]!, parent);
    }
    if (i === parts.length - 1) return { parent, key };
    let next: unknown = valueIn({ parent, key });
    if (next === undefined || (next === null && Array.isArray(parent) && Number(key) >= parent.length)) {
      if (!create) return undefined;
      next = {};
      setIn({ parent, key }, next);
    }
    if (!isDocument(next) && !Array.isArray(next)) {
      if (!create) return undefined;
      throw notViable(parts[i + 1]!, key, next);
    }
    parent = next as Doc | unknown[];
  }
  return undefined;
}

function notViable(field: string, name: string, value: unknown): CommandError {
  return new CommandError(
    'PathNotViable',
    `Cannot create field '${field}' in element {${name}: ${typeName(value) === 'object' ? '{…}' : JSON.stringify(value)}}`,
  );
}

export function valueIn({ parent, key }: Place): unknown {
  if (Array.isArray(parent)) return parent[Number(key)];
  return Object.hasOwn(parent, key) ? parent[key] : undefined;
}

/** Sets a value; an array is filled up with nulls to the position. */
export function setIn({ parent, key }: Place, value: unknown): void {
  if (!Array.isArray(parent)) {
    if (key === '__proto__') Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true });
    else parent[key] = value;
    return;
  }
  const at = Number(key);
  if (at - parent.length > longestPadding) throw new CommandError('BadValue', `can't backfill more than ${longestPadding} elements`);
  while (parent.length < at) parent.push(null);
  parent[at] = value;
}

/** Removes a field; an array element becomes null, as `$unset` does. */
export function unsetIn({ parent, key }: Place): void {
  if (!Array.isArray(parent)) delete parent[key];
  else if (Number(key) < parent.length) parent[Number(key)] = null;
}
