import { type Collation, collationVersion, parseCollation, withCollation } from '../bson/collation.js';
import { asNumber, type Doc, isDocument, isNumeric, truthy, typeName } from '../bson/values.js';
import { CommandError } from '../errors.js';
import { compileFilter } from '../query/matcher.js';
import type { Index } from './index-entries.js';

const known = new Set([
  'v',
  'key',
  'name',
  'unique',
  'sparse',
  'expireAfterSeconds',
  'partialFilterExpression',
  'background',
  'hidden',
  'ns',
  'dropDups',
  'collation',
]);
const special = new Set(['text', '2d', '2dsphere', 'geoHaystack', 'columnstore', 'wildcard']);

/** The name the drivers give an index: `a_1_b_-1`. */
export function indexNameOf(key: Doc): string {
  return Object.entries(key)
    .map(([path, direction]) => `${path}_${typeof direction === 'string' ? direction : asNumber(direction)}`)
    .join('_');
}

/**
 * Reads an index specification as `createIndexes` gets it.
 * @throws CommandError CannotCreateIndex, InvalidIndexSpecificationOption and others, as MongoDB does; CommandNotSupported
 *   for text, geospatial and wildcard indexes
 * @param inherited the collation of its collection, for an index that names none
 */
export function parseIndexSpec(spec: Doc, id: number, inherited?: Collation): Index {
  for (const option of Object.keys(spec)) {
    if (!known.has(option))
      throw new CommandError(
        'InvalidIndexSpecificationOption',
        `The field '${option}' is not valid for an index specification. Specification: ${JSON.stringify(spec)}`,
      );
  }
  const key = spec['key'];
  if (!isDocument(key)) throw new CommandError('TypeMismatch', `The field 'key' must be an object, but got ${typeName(key)}`);
  const paths = Object.keys(key);
  if (paths.length === 0) throw new CommandError('CannotCreateIndex', 'Index keys cannot be an empty object');
  if (paths.length > 32) throw new CommandError(13103, 'too many compound keys');
  const fields = paths.map((path) => parseField(path, key[path]));
  const hashed = fields.filter((field) => field.hashed);
  if (hashed.length > 1)
    throw new CommandError(31303, `A maximum of one index field is allowed to be hashed but found ${hashed.length} for 'key' ${JSON.stringify(key)}`);
  if (hashed.length > 0 && truthy(spec['unique'])) throw new CommandError(16764, 'Currently hashed indexes cannot guarantee uniqueness. Use a regular index.');
  const collation = 'collation' in spec ? parseCollation(spec['collation'], 'createIndexes.indexes.collation') : inherited;
  const name = typeof spec['name'] === 'string' && spec['name'] ? spec['name'] : indexNameOf(key);
  const isId = paths.length === 1 && paths[0] === '_id';
  const clean: Doc = { v: 2, key, name: isId ? '_id_' : name };
  const index: Index = { id, name: clean['name'] as string, spec: clean, fields, unique: isId, sparse: false, multikey: false, arrays: new Set(), cut: false };
  if (truthy(spec['unique'])) {
    index.unique = true;
    if (!isId) clean['unique'] = true;
  }
  if (truthy(spec['sparse'])) index.sparse = clean['sparse'] = true;
  if ('background' in spec) clean['background'] = spec['background'];
  if (truthy(spec['hidden'])) clean['hidden'] = true;
  if (collation) Object.assign(index, { collation }).spec['collation'] = collation.spec;
  if ('expireAfterSeconds' in spec) parseTtl(index, spec['expireAfterSeconds'], fields.length, isId);
  if ('partialFilterExpression' in spec) parsePartial(index, spec['partialFilterExpression']);
  return index;
}

/** An index as the catalogue kept it: its collation may be of another version of the rules. */
export function storedIndex(spec: Doc, id: number): Index {
  const stored = spec['collation'];
  if (!isDocument(stored) || stored['version'] === collationVersion) return parseIndexSpec(spec, id);
  const { version, ...collation } = stored;
  const index = parseIndexSpec({ ...spec, collation }, id);
  index.spec['collation'] = stored;
  index.outdated = true;
  return index;
}

function parseField(path: string, direction: unknown): Index['fields'][number] {
  if (path === '$**' || path.endsWith('.$**')) throw new CommandError('CommandNotSupported', 'wildcard indexes are not supported');
  if (path === '' || path.split('.').includes('')) throw new CommandError('CannotCreateIndex', 'Index keys cannot be an empty field.');
  if (path.split('.').some((part) => part.startsWith('$') && !['$id', '$ref', '$db'].includes(part)))
    throw new CommandError('CannotCreateIndex', "Index key contains an illegal field name: field name starts with '$'.");
  // The values themselves find what their hashes would, in the same order for all who ask.
  if (direction === 'hashed') return { path, parts: path.split('.'), descending: false, hashed: true };
  if (typeof direction === 'string') {
    if (special.has(direction)) throw new CommandError('CommandNotSupported', `${direction} indexes are not supported`);
    throw new CommandError('CannotCreateIndex', `Unknown index plugin '${direction}'`);
  }
  if (!isNumeric(direction) || asNumber(direction) === 0 || Number.isNaN(asNumber(direction))) {
    throw new CommandError(
      'CannotCreateIndex',
      `Values in v:2 index key pattern cannot be of type ${typeName(direction)} or zero. Only numbers > 0, numbers < 0, and strings are allowed.`,
    );
  }
  return { path, parts: path.split('.'), descending: asNumber(direction) < 0 };
}

function parseTtl(index: Index, seconds: unknown, fields: number, isId: boolean): void {
  if (!isNumeric(seconds) || asNumber(seconds) < 0 || asNumber(seconds) > 2147483647)
    throw new CommandError('CannotCreateIndex', `TTL index 'expireAfterSeconds' option must be within an acceptable range, got ${String(seconds)}`);
  if (fields > 1 || isId)
    throw new CommandError(
      'CannotCreateIndex',
      isId
        ? "The field 'expireAfterSeconds' is not valid for an _id index specification."
        : 'TTL indexes are single-field indexes, compound indexes do not support TTL.',
    );
  index.expireAfterSeconds = asNumber(seconds);
  index.spec['expireAfterSeconds'] = seconds;
}

function parsePartial(index: Index, filter: unknown): void {
  if (!isDocument(filter)) throw new CommandError('CannotCreateIndex', "'partialFilterExpression' for an index must be a document");
  if (index.sparse) throw new CommandError('CannotCreateIndex', "cannot mix 'partialFilterExpression' and 'sparse' options");
  if (index.name === '_id_') throw new CommandError('InvalidIndexSpecificationOption', '_id index cannot be a partial index');
  checkPartial(filter);
  index.partial = { filter, matches: compileFilter(filter, withCollation({}, index.collation)) };
  index.spec['partialFilterExpression'] = filter;
}

const allowedInPartial = new Set(['$eq', '$gt', '$gte', '$lt', '$lte', '$in', '$exists', '$type']);

/** MongoDB takes only simple conditions here, so that it can tell whether a query lies within the index. */
function checkPartial(filter: Doc): void {
  for (const [key, operand] of Object.entries(filter)) {
    if (key === '$and' || key === '$or') for (const part of Array.isArray(operand) ? operand : []) checkPartial(part as Doc);
    else if (key.startsWith('$')) throw new CommandError('CannotCreateIndex', `unsupported expression in partial index: ${key}`);
    else if (isDocument(operand)) {
      for (const [name, value] of Object.entries(operand)) {
        if (!name.startsWith('$')) break;
        if (!allowedInPartial.has(name) || (name === '$exists' && !truthy(value)))
          throw new CommandError('CannotCreateIndex', `unsupported expression in partial index: ${key} ${name}`);
      }
    }
  }
}
