// Conditions of books as filters of the store: the same children either way.
import { Environment } from '@marcbachmann/cel-js';
import type { StoreFilter } from './child-filter.js';
import { ExpressionError } from './expressions.js';

type Node = { op: string; args: unknown; start: number };

/** `child.state in ['a', 'b'] && !(child.village == '')` as a filter on stored children. @throws ExpressionError for what no filter can say */
export function bookFilter(text: string): StoreFilter {
  return filterOf(new Environment().parse(text).ast as unknown as Node, text);
}

function filterOf(node: Node, text: string): StoreFilter {
  const refuse = (): never => {
    throw new ExpressionError(`条件“${text}”第 ${node.start + 1} 个字符处：这样的条件不能用来查台账，请用 ==、!=、in、&&、||、! 和文字`, node.start);
  };
  const [left, right] = (Array.isArray(node.args) ? node.args : [node.args]) as [Node, Node];
  if (node.op === '&&') return { $and: [filterOf(left, text), filterOf(right, text)] };
  if (node.op === '||') return { $or: [filterOf(left, text), filterOf(right, text)] };
  if (node.op === '!_' || node.op === '!') return { $nor: [filterOf(left, text)] };
  if (node.op === '.') return { [path(node) ?? refuse()]: true };
  if (node.op === '==' || node.op === '!=') {
    const [of, constant] = path(left) ? [path(left), literal(right)] : [path(right), literal(left)];
    if (!of || constant === undefined) return refuse();
    if (constant === '') return { [of]: { $exists: node.op === '!=' } };
    return { [of]: node.op === '==' ? constant : { $ne: constant } };
  }
  if (['<', '<=', '>', '>='].includes(node.op)) {
    const of = path(left);
    const constant = literal(right);
    // Text that is blank is less than any other, and is not stored.
    if (!of || typeof constant !== 'string' || constant === '') return refuse();
    const sign = { '<': '$lt', '<=': '$lte', '>': '$gt', '>=': '$gte' }[node.op] as string;
    return sign.startsWith('$l') ? { $or: [{ [of]: { [sign]: constant } }, { [of]: { $exists: false } }] } : { [of]: { [sign]: constant } };
  }
  if (node.op === 'in') {
    const member = literal(left);
    if (typeof member === 'string' && path(right)) return { [path(right) as string]: member };
    const of = path(left);
    if (!of || right.op !== 'list') return refuse();
    const values = (right.args as Node[]).map(literal);
    if (values.some((value) => value === undefined)) return refuse();
    return { [of]: { $in: values.map((value) => (value === '' ? null : value)) } };
  }
  return refuse();
}

function path(node: Node): string | null {
  if (node.op !== '.') return null;
  const [of, key] = node.args as [Node, string];
  return of.op === 'id' && of.args === 'child' ? `data.${key}` : null;
}

const literal = (node: Node): string | boolean | number | undefined => {
  if (node.op !== 'value') return undefined;
  if (typeof node.args === 'bigint') return Number(node.args);
  return typeof node.args === 'string' || typeof node.args === 'boolean' ? node.args : undefined;
};
