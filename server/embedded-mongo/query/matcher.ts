import { evaluate } from '../aggregate/expression.js';
import { type Doc, isDocument, truthy } from '../bson/values.js';
import { CommandError } from '../errors.js';
import { compileField, type FieldTest } from './field-operators.js';
import { compileJsonSchema } from './json-schema.js';
import { isRegex } from './regex.js';

/** Tells whether a document matches. */
export type Matcher = (doc: Doc) => boolean;

/** Values of `let` for `$expr`, by name; the command's collation goes with them (`collationOf`). */
export type Variables = Record<string, unknown>;

const refused: Record<string, string> = {
  $where: 'no globalScriptEngine in $where parsing: this server runs no JavaScript',
  $text: 'text index required for $text query: this server has no text indexes',
};

/**
 * Compiles a filter once for many documents. Operators, their arguments and unknown names are checked here, so that a
 * wrong filter fails with MongoDB's error even on an empty collection.
 * @throws CommandError BadValue and others, as MongoDB's parser does
 */
export function compileFilter(filter: Doc, variables: Variables = {}): Matcher {
  const tests: Matcher[] = [];
  for (const [key, operand] of Object.entries(filter)) {
    if (!key.startsWith('$')) tests.push(compilePath(key, operand, variables));
    else if (key !== '$comment') tests.push(compileTop(key, operand, variables));
  }
  if (tests.length === 0) return () => true;
  if (tests.length === 1) return tests[0]!;
  return (doc) => {
    for (const test of tests) if (!test(doc)) return false;
    return true;
  };
}

function compileTop(key: string, operand: unknown, variables: Variables): Matcher {
  if (key === '$and' || key === '$or' || key === '$nor') {
    if (!Array.isArray(operand)) throw new CommandError('BadValue', `${key} must be an array`);
    if (operand.length === 0) throw new CommandError('BadValue', `$and/$or/$nor must be a nonempty array`);
    const parts = operand.map((part) => {
      if (!isDocument(part)) throw new CommandError('BadValue', '$or/$and/$nor entries need to be full objects');
      return compileFilter(part, variables);
    });
    if (key === '$and') return (doc) => parts.every((part) => part(doc));
    if (key === '$or') return (doc) => parts.some((part) => part(doc));
    return (doc) => !parts.some((part) => part(doc));
  }
  if (key === '$expr') {
    evaluate.check(operand);
    return (doc) => truthy(evaluate(operand, doc, variables));
  }
  if (key === '$jsonSchema') return compileJsonSchema(operand);
  if (key === '$alwaysTrue') return () => true;
  if (key === '$alwaysFalse') return () => false;
  if (refused[key]) throw new CommandError(key === '$text' ? 'IndexNotFound' : 'BadValue', refused[key]!);
  throw new CommandError(
    'BadValue',
    `unknown top level operator: ${key}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
  );
}

function compilePath(path: string, operand: unknown, variables: Variables): Matcher {
  const parts = path.split('.');
  const tests: FieldTest[] = isOperatorDocument(operand)
    ? compileOperators(operand, variables)
    : [compileField(isRegex(operand) ? '$regex' : '$eq', operand, {}, variables)];
  if (tests.length === 1) {
    const test = tests[0]!;
    return (doc) => test(doc, parts);
  }
  return (doc) => tests.every((test) => test(doc, parts));
}

/** Compiles `{ $gt: 1, $lt: 5 }`: the tests of one field. */
export function compileOperators(operators: Doc, variables: Variables = {}): FieldTest[] {
  const tests: FieldTest[] = [];
  for (const [name, operand] of Object.entries(operators)) {
    if (name === '$options' && '$regex' in operators) continue;
    if (!name.startsWith('$')) throw new CommandError('BadValue', `unknown operator: ${name}`);
    tests.push(compileField(name, operand, operators, variables));
  }
  return tests;
}

/** True for `{ $op: … }` as against a document to be compared with. DBRefs count as documents. */
export function isOperatorDocument(value: unknown): value is Doc {
  if (!isDocument(value)) return false;
  const first = Object.keys(value)[0];
  return first?.startsWith('$') === true && !['$ref', '$id', '$db'].includes(first);
}
