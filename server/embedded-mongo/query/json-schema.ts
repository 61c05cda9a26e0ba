import { compareValues, equalValues } from '../bson/compare.js';
import { asNumber, type Doc, isDocument, isNumeric, typeName, typeNumbers } from '../bson/values.js';
import { CommandError } from '../errors.js';
import { toRegExp } from './regex.js';

type Check = (value: unknown) => boolean;

const jsonTypes: Record<string, string[]> = {
  object: ['object'],
  array: ['array'],
  number: ['int', 'long', 'double', 'decimal'],
  boolean: ['bool'],
  string: ['string'],
  null: ['null'],
};

const size = (value: unknown): number => asNumber(value);
const keywords: Record<string, (operand: never, schema: Doc) => Check> = {
  bsonType: (types: unknown) => {
    const names = new Set<string>();
    for (const type of Array.isArray(types) ? types : [types]) {
      if (type === 'number') for (const name of jsonTypes['number']!) names.add(name);
      else if (typeof type === 'string' && typeNumbers[type] !== undefined) names.add(type);
      else throw new CommandError('BadValue', `Unknown type name alias: ${String(type)}`);
    }
    return (value) => names.has(typeName(value));
  },
  type: (types: unknown) => {
    const names = (Array.isArray(types) ? types : [types]).flatMap((type) => jsonTypes[String(type)] ?? fail(`Unknown type name alias: ${String(type)}`));
    return (value) => names.includes(typeName(value));
  },
  enum: (values: unknown[]) => (value) => values.some((item) => equalValues(item, value)),
  minimum: (least: unknown, schema) => whenNumber((value) => compareValues(value, least) > (schema['exclusiveMinimum'] === true ? 0 : -1)),
  maximum: (most: unknown, schema) => whenNumber((value) => compareValues(value, most) < (schema['exclusiveMaximum'] === true ? 0 : 1)),
  exclusiveMinimum: () => () => true,
  exclusiveMaximum: () => () => true,
  multipleOf: (step: unknown) => whenNumber((value) => asNumber(value) % asNumber(step) === 0),
  minLength: (least: unknown) => (value) => typeof value !== 'string' || [...value].length >= size(least),
  maxLength: (most: unknown) => (value) => typeof value !== 'string' || [...value].length <= size(most),
  pattern: (pattern: string) => {
    const regex = toRegExp(pattern);
    return (value) => typeof value !== 'string' || regex.test(value);
  },
  minItems: (least: unknown) => (value) => !Array.isArray(value) || value.length >= size(least),
  maxItems: (most: unknown) => (value) => !Array.isArray(value) || value.length <= size(most),
  uniqueItems: (on: unknown) => (value) =>
    !on || !Array.isArray(value) || value.every((item, i) => !value.slice(0, i).some((other) => equalValues(item, other))),
  items: (schema: unknown) => {
    const checks = Array.isArray(schema) ? schema.map(compile) : compile(schema);
    return (value) => !Array.isArray(value) || value.every((item, i) => (Array.isArray(checks) ? (checks[i]?.(item) ?? true) : checks(item)));
  },
  minProperties: (least: unknown) => (value) => !isDocument(value) || Object.keys(value).length >= size(least),
  maxProperties: (most: unknown) => (value) => !isDocument(value) || Object.keys(value).length <= size(most),
  required: (names: string[]) => (value) => !isDocument(value) || names.every((name) => Object.hasOwn(value, name)),
  properties: (schemas: Doc) => {
    const checks = Object.entries(schemas).map(([name, schema]) => [name, compile(schema)] as const);
    return (value) => !isDocument(value) || checks.every(([name, check]) => !Object.hasOwn(value, name) || check(value[name]));
  },
  patternProperties: (schemas: Doc) => {
    const checks = Object.entries(schemas).map(([pattern, schema]) => [toRegExp(pattern), compile(schema)] as const);
    return (value) => !isDocument(value) || Object.keys(value).every((key) => checks.every(([pattern, check]) => !pattern.test(key) || check(value[key])));
  },
  additionalProperties: (allowed: unknown, schema) => {
    const known = Object.keys((schema['properties'] as Doc | undefined) ?? {});
    const patterns = Object.keys((schema['patternProperties'] as Doc | undefined) ?? {}).map((pattern) => toRegExp(pattern));
    const check = typeof allowed === 'boolean' ? () => allowed : compile(allowed);
    return (value) =>
      !isDocument(value) || Object.keys(value).every((key) => known.includes(key) || patterns.some((pattern) => pattern.test(key)) || check(value[key]));
  },
  allOf: (schemas: unknown[]) => every(schemas.map(compile)),
  anyOf: (schemas: unknown[]) => {
    const checks = schemas.map(compile);
    return (value) => checks.some((check) => check(value));
  },
  oneOf: (schemas: unknown[]) => {
    const checks = schemas.map(compile);
    return (value) => checks.filter((check) => check(value)).length === 1;
  },
  not: (schema: unknown) => {
    const check = compile(schema);
    return (value) => !check(value);
  },
  title: () => () => true,
  description: () => () => true,
};

/** Compiles MongoDB's dialect of JSON Schema draft 4 (`$jsonSchema`). @throws CommandError FailedToParse for a keyword it does not have */
export function compileJsonSchema(schema: unknown): (doc: Doc) => boolean {
  return compile(schema);
}

function compile(schema: unknown): Check {
  if (!isDocument(schema)) throw new CommandError('TypeMismatch', '$jsonSchema must be an object');
  return every(
    Object.entries(schema).map(([name, operand]) => {
      const keyword = Object.hasOwn(keywords, name) ? keywords[name] : undefined;
      if (!keyword) throw new CommandError('FailedToParse', `Unknown $jsonSchema keyword: ${name}`);
      return keyword(operand as never, schema);
    }),
  );
}

const every =
  (checks: Check[]): Check =>
  (value) =>
    checks.every((check) => check(value));
const whenNumber =
  (check: Check): Check =>
  (value) =>
    !isNumeric(value) || check(value);

function fail(message: string): never {
  throw new CommandError('BadValue', message);
}
