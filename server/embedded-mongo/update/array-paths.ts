import { type Doc, isDocument } from '../bson/values.js';
import { CommandError } from '../errors.js';
import { compileFilter, type Variables } from '../query/matcher.js';
import { placeOf, valueIn } from './paths.js';

/** The compiled array filters of an update, by identifier. */
export type ArrayFilters = Map<string, (value: unknown) => boolean>;

/** @throws CommandError FailedToParse, BadValue as MongoDB's parser does */
export function compileArrayFilters(filters: unknown, variables: Variables = {}): ArrayFilters {
  const compiled: ArrayFilters = new Map();
  if (filters === undefined) return compiled;
  if (!Array.isArray(filters)) throw new CommandError('TypeMismatch', "BSON field 'update.updates.arrayFilters' is the wrong type, expected type 'array'");
  for (const filter of filters) {
    if (!isDocument(filter)) throw new CommandError('TypeMismatch', 'array filters must be documents');
    const names = new Set(identifiers(filter));
    if (names.size === 0) throw new CommandError('FailedToParse', 'Cannot use an expression without a top-level field name in arrayFilters');
    if (names.size > 1)
      throw new CommandError(
        'FailedToParse',
        `Error parsing array filter :: caused by :: Expected a single top-level field name, found '${[...names].join("' and '")}'`,
      );
    const id = [...names][0]!;
    if (!/^[a-z][a-zA-Z0-9]*$/.test(id))
      throw new CommandError(
        'BadValue',
        `Error parsing array filter :: caused by :: The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${id}'`,
      );
    if (compiled.has(id)) throw new CommandError('FailedToParse', `Found multiple array filters with the same top-level field name ${id}`);
    const matches = compileFilter(filter, variables);
    compiled.set(id, (value) => matches({ [id]: value }));
  }
  return compiled;
}

function identifiers(filter: Doc): string[] {
  return Object.entries(filter).flatMap(([key, operand]) =>
    key.startsWith('$') && Array.isArray(operand) ? operand.flatMap((part) => identifiers(part as Doc)) : [key.split('.')[0]!],
  );
}

/**
 * Turns a path with `$`, `$[]` and `$[name]` into the paths it stands for in a document.
 * @param positionOf the position the query matched in the array at a path, for `$`; -1 when it matched none there
 * @throws CommandError BadValue when `$` has no match or the place is no array
 */
export function concretePaths(doc: Doc, parts: readonly string[], filters: ArrayFilters, positionOf: (path: string) => number): string[][] {
  let paths: string[][] = [[]];
  for (const part of parts) {
    if (part === '$') {
      paths = paths.map((path) => {
        const position = positionOf(path.join('.'));
        if (position < 0) throw new CommandError('BadValue', 'The positional operator did not find the match needed from the query.');
        return [...path, String(position)];
      });
    } else if (part.startsWith('$[')) {
      const name = part.slice(2, -1);
      const test = name === '' ? () => true : filters.get(name);
      if (!test) throw new CommandError('BadValue', `No array filter found for identifier '${name}' in path '${parts.join('.')}'`);
      paths = paths.flatMap((path) => {
        const place = placeOf(doc, path, false);
        const list = place && valueIn(place);
        if (list === undefined) throw new CommandError('BadValue', `The path '${path.join('.')}' must exist in the document in order to apply array updates.`);
        if (!Array.isArray(list)) throw new CommandError('BadValue', `Cannot apply array updates to non-array element ${path.at(-1)}: ${JSON.stringify(list)}`);
        return list.flatMap((item, i) => (test(item) ? [[...path, String(i)]] : []));
      });
    } else paths = paths.map((path) => [...path, part]);
  }
  return paths;
}
