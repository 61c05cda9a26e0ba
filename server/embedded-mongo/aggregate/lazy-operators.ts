import { type Collation, collationOf } from '../bson/collation.js';
import { compareValues } from '../bson/compare.js';
import { type Doc, isDocument, truthy } from '../bson/values.js';
import { CommandError } from '../errors.js';
import { compileExpression, type Expression } from './expression.js';

/** Operators that evaluate their arguments only when needed or in a scope of their own. */
export const lazyOperators: Record<string, (operand: unknown) => Expression> = {
  $and: (operand) => {
    const parts = list(operand).map(compileExpression);
    return (scope) => parts.every((part) => truthy(part(scope)));
  },
  $or: (operand) => {
    const parts = list(operand).map(compileExpression);
    return (scope) => parts.some((part) => truthy(part(scope)));
  },
  $cond: (operand) => {
    const spec = isDocument(operand) ? fields('$cond', operand, ['if', 'then', 'else'], []) : undefined;
    const parts = spec ? [spec['if'], spec['then'], spec['else']] : list(operand);
    if (parts.length !== 3) throw new CommandError(16020, `Expression $cond takes exactly 3 arguments. ${parts.length} were passed in.`);
    const [test, yes, no] = parts.map(compileExpression) as [Expression, Expression, Expression];
    return (scope) => (truthy(test(scope)) ? yes(scope) : no(scope));
  },
  $ifNull: (operand) => {
    const parts = list(operand).map(compileExpression);
    if (parts.length < 2) throw new CommandError(1257300, `$ifNull needs at least two arguments, had: ${parts.length}`);
    return (scope) => {
      let value: unknown;
      for (const part of parts) {
        value = part(scope);
        if (value !== undefined && value !== null) break;
      }
      return value;
    };
  },
  $switch: (operand) => {
    const spec = fields('$switch', operand, ['branches'], ['default']);
    const branches = list(spec['branches']).map((branch) => {
      const { case: when, then } = fields('$switch', branch, ['case', 'then'], []);
      return [compileExpression(when), compileExpression(then)] as const;
    });
    const otherwise = 'default' in spec ? compileExpression(spec['default']) : undefined;
    return (scope) => {
      for (const [when, then] of branches) if (truthy(when(scope))) return then(scope);
      if (otherwise) return otherwise(scope);
      throw new CommandError(40066, '$switch could not find a matching branch for an input, and no default was specified.');
    };
  },
  $let: (operand) => {
    const spec = fields('$let', operand, ['vars', 'in'], []);
    const variables = Object.entries(spec['vars'] as Doc).map(([name, expr]) => [name, compileExpression(expr)] as const);
    const inner = compileExpression(spec['in']);
    return (scope) => {
      const values: Doc = {};
      for (const [name, expr] of variables) values[name] = expr(scope);
      return inner({ ...scope, ...values });
    };
  },
  $map: (operand) => {
    const spec = fields('$map', operand, ['input', 'in'], ['as']);
    const [input, inner, name] = [compileExpression(spec['input']), compileExpression(spec['in']), String(spec['as'] ?? 'this')];
    return (scope) => {
      const items = arrayOrNull('$map', input(scope), 16883);
      return items?.map((item) => inner({ ...scope, [name]: item }) ?? null);
    };
  },
  $filter: (operand) => {
    const spec = fields('$filter', operand, ['input', 'cond'], ['as', 'limit']);
    const [input, test, name] = [compileExpression(spec['input']), compileExpression(spec['cond']), String(spec['as'] ?? 'this')];
    const limit = 'limit' in spec ? compileExpression(spec['limit']) : undefined;
    return (scope) => {
      const items = arrayOrNull('$filter', input(scope), 28651);
      if (!items) return null;
      const most = limit ? Number(limit(scope) ?? Infinity) : Infinity;
      const kept: unknown[] = [];
      for (const item of items) if (kept.length < most && truthy(test({ ...scope, [name]: item }))) kept.push(item);
      return kept;
    };
  },
  $reduce: (operand) => {
    const spec = fields('$reduce', operand, ['input', 'initialValue', 'in'], []);
    const [input, start, inner] = [spec['input'], spec['initialValue'], spec['in']].map(compileExpression) as [Expression, Expression, Expression];
    return (scope) => {
      const items = arrayOrNull('$reduce', input(scope), 40080);
      return items?.reduce((value, item) => inner({ ...scope, value, this: item }), start(scope));
    };
  },
  $sortArray: (operand) => {
    const spec = fields('$sortArray', operand, ['input', 'sortBy'], []);
    const input = compileExpression(spec['input']);
    const compare = sortOrder(spec['sortBy']);
    return (scope) => {
      const items = arrayOrNull('$sortArray', input(scope), 2942504);
      return items && [...items].sort(compare(collationOf(scope)));
    };
  },
};

/** Compares by a `sortBy` (1, -1 or a document of paths) and a collation. */
export function sortOrder(sortBy: unknown): (collation: Collation | undefined) => (a: unknown, b: unknown) => number {
  if (!isDocument(sortBy)) {
    const direction = Number(sortBy) < 0 ? -1 : 1;
    return (collation) => (a, b) => direction * compareValues(a, b, collation);
  }
  const keys = Object.entries(sortBy).map(([path, direction]) => [compileExpression(`$${path}`), Number(direction) < 0 ? -1 : 1] as const);
  return (collation) => (a, b) => {
    for (const [path, direction] of keys) {
      const order = compareValues(path({ CURRENT: a }), path({ CURRENT: b }), collation);
      if (order !== 0) return direction * order;
    }
    return 0;
  };
}

function list(operand: unknown): unknown[] {
  return Array.isArray(operand) ? operand : [operand];
}

function fields(name: string, operand: unknown, required: string[], optional: string[]): Doc {
  if (!isDocument(operand)) throw new CommandError('FailedToParse', `${name} only supports an object as its argument`);
  for (const key of Object.keys(operand)) {
    if (!required.includes(key) && !optional.includes(key)) throw new CommandError('FailedToParse', `Unrecognized parameter to ${name}: ${key}`);
  }
  for (const key of required) if (!(key in operand)) throw new CommandError('FailedToParse', `Missing '${key}' parameter to ${name}`);
  return operand;
}

function arrayOrNull(name: string, value: unknown, code: number): unknown[] | null {
  if (value === null || value === undefined) return null;
  if (!Array.isArray(value)) throw new CommandError(code, `input to ${name} must be an array`);
  return value;
}
