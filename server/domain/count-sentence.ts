// Which movements of a ledger a cell counts, as it is chosen from lists: written as a condition, and recognised in one.
import { callOf, type Node } from './expression-rules.js';
import { treeOf } from './sentence-terms.js';

/** `was` and `state`: the states before and after; empty: any. `inPeriod`: only movements of the period. */
export type CountSentence = { kinds: string[]; was: string[]; state: string[]; inPeriod: boolean };

const fields = { 'event.kind': 'kinds', 'event.was': 'was', 'event.state': 'state' } as const;

export function countText({ kinds, was, state, inPeriod }: CountSentence): string {
  const one = (name: string, codes: string[]): string[] =>
    codes.length === 0 ? [] : [codes.length === 1 ? `${name} == '${codes[0]}'` : `${name} in [${codes.map((code) => `'${code}'`).join(', ')}]`];
  return [...one('event.was', was), ...one('event.kind', kinds), ...one('event.state', state), ...(inPeriod ? ['within(event.date, period)'] : [])].join(
    ' && ',
  );
}

/** Null where the condition says something else. */
export function countSentence(text: string): CountSentence | null {
  const tree = treeOf(text);
  if (!tree) return null;
  const sentence: CountSentence = { kinds: [], was: [], state: [], inPeriod: false };
  for (const part of partsOf(tree)) {
    const call = callOf(part);
    if (call?.name === 'within' && nameOf(call.args[0]) === 'event.date' && call.args[1]?.op === 'id' && call.args[1].args === 'period' && !sentence.inPeriod) {
      sentence.inPeriod = true;
      continue;
    }
    if (part.op !== '==' && part.op !== 'in') return null;
    const [left, right] = part.args as [Node, Node];
    const place = fields[nameOf(left) as keyof typeof fields];
    const codes = part.op === '==' ? textOf(right) : right.op === 'list' ? (right.args as Node[]).map(textOf) : null;
    const list = typeof codes === 'string' ? [codes] : codes;
    if (!place || sentence[place].length > 0 || !list || list.length === 0 || list.some((code) => code === null)) return null;
    sentence[place] = list as string[];
  }
  return sentence;
}

const partsOf = (node: Node): Node[] => (node.op === '&&' ? (node.args as Node[]).flatMap(partsOf) : [node]);
const textOf = (node: Node): string | null => (node.op === 'value' && typeof node.args === 'string' ? node.args : null);

function nameOf(node: Node | undefined): string {
  if (node?.op !== '.') return '';
  const [of, key] = node.args as [Node, string];
  return of.op === 'id' ? `${of.args}.${key}` : '';
}
