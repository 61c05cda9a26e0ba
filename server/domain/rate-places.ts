// Which cells hold rates: numbers that are worked out anew from sums, and never added.
import type { ReportDefinition } from './definition.generated.js';
import { callOf, childrenOf, type Node } from './expression-rules.js';
import { treeOf } from './sentence-terms.js';

/** `table.column` and `field` of every place a formula writes that divides, or builds on what does. */
export function ratePlaces({ formulas }: Pick<ReportDefinition, 'formulas'>): Set<string> {
  const rates = new Set<string>();
  const made = Object.entries(formulas ?? {}).flatMap(([key, { each, to, value, hidden }]) => {
    const tree = hidden ? null : treeOf(value);
    const place = to === undefined ? `formula.${key}` : each === undefined ? to : `${each}.${to}`;
    return tree ? [{ place, ...readsOf(tree, each ?? '') }] : [];
  });
  // As often as rates are found that others build on.
  for (let before = -1; before < rates.size; ) {
    before = rates.size;
    for (const { place, divides, names } of made) if (divides || names.some((name) => rates.has(name))) rates.add(place);
  }
  return rates;
}

function readsOf(tree: Node, each: string): { divides: boolean; names: string[] } {
  const names: string[] = [];
  let divides = false;
  const visit = (node: Node): void => {
    const name = callOf(node)?.name;
    if (name === 'ratio' || name === 'average') divides = true;
    const [of, key] = node.op === '.' ? (node.args as [Node, string]) : [null, ''];
    if (of?.op === 'id') names.push(of.args === 'row' ? `${each}.${key}` : of.args === 'record' ? key : `${of.args}.${key}`);
    for (const child of childrenOf(node)) visit(child);
  };
  visit(tree);
  return { divides, names };
}
