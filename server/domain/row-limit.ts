// A check that is about some of the rows: `!(row.key in ['g6', 'g9']) || (what must hold)`.
import type { Node } from './expression-rules.js';
import { treeOf } from './sentence-terms.js';

/** `rows` are the codes of the rows it is about, empty for all; `that` what must hold in them. */
export type LimitedRule = { rows: string[]; that: string };

export const limitedText = ({ rows, that }: LimitedRule): string =>
  rows.length === 0 ? that : `!(row.key in [${rows.map((row) => `'${row}'`).join(', ')}]) || (${that})`;

export function limitedRule(text: string): LimitedRule {
  const rows = rowsIn(treeOf(text));
  const [, that] = /^\s*!\(\s*row\.key\s+in\s*\[[^\]]*\]\s*\)\s*\|\|\s*\(([\s\S]*)\)\s*$/.exec(text) ?? [];
  // Brackets that open and close again inside would make something else of the rest.
  return rows && that !== undefined && treeOf(that) ? { rows, that } : { rows: [], that: text };
}

function rowsIn(tree: Node | null): string[] | null {
  if (tree?.op !== '||') return null;
  const [left] = tree.args as [Node, Node];
  if (left.op !== '!_') return null;
  const test = left.args as Node;
  if (test.op !== 'in') return null;
  const [name, list] = test.args as [Node, Node];
  if (name.op !== '.' || (name.args as [Node, string])[1] !== 'key' || (name.args as [Node, string])[0].args !== 'row' || list.op !== 'list') return null;
  const codes = (list.args as Node[]).map(({ op, args }) => (op === 'value' && typeof args === 'string' ? args : null));
  return codes.every((code): code is string => code !== null) ? codes : null;
}
