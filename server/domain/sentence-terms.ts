// Sums and differences of single names, read from the tree of an expression and written again.
import type { Environment } from '@marcbachmann/cel-js';
import { languageFor } from './expression-environment.js';
import { columnNames } from './expression-functions.js';
import { callOf, type Node } from './expression-rules.js';
import { emptyScope } from './expression-scope.js';

/** One of several that are added or taken away; `of` is a name, a total, a number: `row.absent`, `sum(rows.grades, 'absent')`, `3`. */
export type Term = { sign: '+' | '-'; of: string };

let environment: Environment | null = null;

/** The tree of a text, null where it cannot be parsed. */
export function treeOf(text: string): Node | null {
  environment ??= languageFor(emptyScope).environment;
  try {
    return environment.parse(text).ast as Node;
  } catch {
    return null;
  }
}

/** A single name, total or number, written as always; null for anything else. */
export function atomOf(node: Node | undefined, text: string): string | null {
  if (!node) return null;
  if (node.op === 'value') {
    const written = text.slice(node.start, node.end);
    return /^\d+(\.\d+)?$/.test(written) ? written : null;
  }
  if (node.op === '.') {
    const [of, key] = node.args as [Node, string];
    return of.op === 'id' && of.args !== 'rows' ? `${of.args}.${key}` : null;
  }
  const call = callOf(node);
  const [first, second] = call?.args ?? [];
  if (call?.receiver) return null;
  if (call?.name === 'size' && first?.op === '.') {
    const [of, table] = first.args as [Node, string];
    return of.args === 'rows' ? `size(rows.${table})` : null;
  }
  if ((call?.name === 'previous' || call?.name === 'lastYear' || call?.name === 'other') && first?.op === 'value') return `${call.name}('${first.args}')`;
  if (call && columnNames.has(call.name) && first?.op === '.' && second?.op === 'value') {
    const [of, table] = first.args as [Node, string];
    return of.args === 'rows' && typeof second.args === 'string' ? `${call.name}(rows.${table}, '${second.args}')` : null;
  }
  return null;
}

/** Null where anything but atoms is added and taken away. */
export function termsOf(node: Node | undefined, text: string, sign: Term['sign'] = '+'): Term[] | null {
  if (!node) return null;
  if (node.op === '+' || node.op === '-') {
    const [left, right] = node.args as [Node, Node];
    const [before, after] = [termsOf(left, text, sign), termsOf(right, text, node.op === '+' ? sign : turned[sign])];
    return before && after ? [...before, ...after] : null;
  }
  if (node.op === '-_') return termsOf(node.args as Node, text, turned[sign]);
  const of = atomOf(node, text);
  return of === null ? null : [{ sign, of }];
}

const turned: { [sign in Term['sign']]: Term['sign'] } = { '+': '-', '-': '+' };

export const writtenTerms = (terms: Term[]): string =>
  terms.map(({ sign, of }, index) => (index === 0 ? (sign === '-' ? `-${of}` : of) : ` ${sign} ${of}`)).join('');

export const sameTerms = (a: Term[], b: Term[]): boolean => writtenTerms(a) === writtenTerms(b);
