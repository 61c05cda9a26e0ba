import { collationOf } from '../bson/collation.js';
import { type Doc, isDocument } from '../bson/values.js';
import { CommandError } from '../errors.js';
import { lazyOperators } from './lazy-operators.js';
import { hasMingoOperator, mingoOperator } from './mingo-operator.js';
import { ownOperators } from './own-operators.js';

/** The variables an expression sees, by name without `$$`; `ROOT` and `CURRENT` are the document. The collation goes with them. */
export type Scope = Record<string, unknown>;

/** A compiled aggregation expression; undefined means missing. */
export type Expression = (scope: Scope) => unknown;

/**
 * Compiles an aggregation expression. Paths, variables, comparison, arithmetic and control flow are done here, because
 * mingo knows neither BSON's number types nor its order; every other operator is mingo's.
 * @throws CommandError InvalidPipelineOperator (168) for an operator that does not exist
 */
export function compileExpression(expr: unknown): Expression {
  if (typeof expr === 'string' && expr.startsWith('$')) return compilePath(expr);
  if (Array.isArray(expr)) {
    const parts = expr.map(compileExpression);
    return (scope) => parts.map((part) => part(scope) ?? null);
  }
  if (!isDocument(expr)) return () => expr;
  const keys = Object.keys(expr);
  if (keys[0]?.startsWith('$')) {
    if (keys.length > 1) throw new CommandError(15983, `An object representing an expression must have exactly one field: ${JSON.stringify(expr)}`);
    return compileOperator(keys[0], expr[keys[0]]);
  }
  const fields = keys.map((key) => [key, compileExpression(expr[key])] as const);
  return (scope) => {
    const result: Doc = {};
    for (const [key, part] of fields) {
      const value = part(scope);
      if (value !== undefined) result[key] = value;
    }
    return result;
  };
}

function compileOperator(name: string, operand: unknown): Expression {
  if (name === '$literal' || name === '$const') return () => operand;
  const lazy = Object.hasOwn(lazyOperators, name) ? lazyOperators[name] : undefined;
  if (lazy) return lazy(operand);
  const own = Object.hasOwn(ownOperators, name) ? ownOperators[name] : undefined;
  if (own) {
    const args = (Array.isArray(operand) ? operand : [operand]).map(compileExpression);
    const [least, most] = own.arity;
    if (args.length < least || args.length > most) {
      throw new CommandError(
        16020,
        `Expression ${name} takes ${least === most ? `exactly ${least}` : `at least ${least} and at most ${most}`} arguments. ${args.length} were passed in.`,
      );
    }
    if (args.length === 2) return (scope) => own.apply([args[0]!(scope), args[1]!(scope)], collationOf(scope));
    return (scope) =>
      own.apply(
        args.map((arg) => arg(scope)),
        collationOf(scope),
      );
  }
  if (['$function', '$accumulator', '$where'].includes(name)) throw new CommandError('BadValue', `${name} is not allowed: this server runs no JavaScript`);
  if (!hasMingoOperator(name)) throw new CommandError(168, `Unrecognized expression '${name}'`);
  return mingoOperator(name, operand);
}

function compilePath(path: string): Expression {
  if (path.startsWith('$$')) {
    const [name, ...rest] = path.slice(2).split('.');
    if (!name) throw new CommandError('FailedToParse', 'empty variable names are not allowed');
    if (name === 'REMOVE') return () => undefined;
    if (['KEEP', 'PRUNE', 'DESCEND'].includes(name)) return () => `$$${name}`;
    if (/^[A-Z]/.test(name) && !['ROOT', 'CURRENT', 'NOW', 'CLUSTER_TIME', 'USER_ROLES', 'SEARCH_META'].includes(name)) {
      throw new CommandError('FailedToParse', `'${name}' starts with an invalid character for a user variable name`);
    }
    return (scope) => {
      if (!(name in scope)) throw new CommandError(17276, `Use of undefined variable: ${name}`);
      return rest.length === 0 ? scope[name] : resolvePath(scope[name], rest);
    };
  }
  if (path === '$') throw new CommandError(16872, "'$' by itself is not a valid FieldPath");
  const parts = path.slice(1).split('.');
  if (parts.some((part) => part === '')) throw new CommandError(parts.at(-1) === '' ? 40353 : 15998, `FieldPath field names may not be empty strings: ${path}`);
  if (parts.some((part) => part.startsWith('$')))
    throw new CommandError(16410, `FieldPath field names may not start with '$'. Consider using $getField or $setField.`);
  if (parts.length === 1) {
    const name = parts[0]!;
    return (scope) => fieldOf(scope['CURRENT'], name);
  }
  return (scope) => resolvePath(scope['CURRENT'], parts);
}

function fieldOf(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return resolvePath(value, [name]);
  return isDocument(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** Aggregation's path rule: an array on the way becomes the array of what its documents have there. */
export function resolvePath(value: unknown, parts: readonly string[], at = 0): unknown {
  for (let i = at; i < parts.length; i++) {
    if (Array.isArray(value)) {
      const found: unknown[] = [];
      for (const item of value) {
        if (!isDocument(item) && !Array.isArray(item)) continue;
        const inner = resolvePath(item, parts, i);
        if (inner !== undefined) found.push(inner);
      }
      return found;
    }
    if (!isDocument(value)) return undefined;
    value = Object.hasOwn(value, parts[i]!) ? value[parts[i]!] : undefined;
  }
  return value;
}

/** The scope of one document. */
export function scopeOf(doc: unknown, variables: Scope = {}): Scope {
  return { NOW: new Date(), ...variables, ROOT: doc, CURRENT: doc };
}

const compiled = new WeakMap<object, Expression>();

/** Evaluates an expression on a document; compiles each expression object once. */
export function evaluate(expr: unknown, doc: unknown, variables: Scope = {}): unknown {
  if (typeof expr !== 'object' || expr === null) return compileExpression(expr)(scopeOf(doc, variables));
  let run = compiled.get(expr);
  if (!run) compiled.set(expr, (run = compileExpression(expr)));
  return run(scopeOf(doc, variables));
}

/** Compiles only, to report a wrong expression at once. */
evaluate.check = (expr: unknown): void => {
  compileExpression(expr);
};
