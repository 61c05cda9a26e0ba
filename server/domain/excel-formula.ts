// A column's formula as Excel writes it, for the row of sums of a workbook.
import { callOf, type Node } from './expression-rules.js';
import { treeOf } from './sentence-terms.js';

/**
 * `IFERROR(ROUND(({out})/({pupils}),2),"")` of `ratio(row.out, row.pupils)`.
 * @param isNumber true of columns that stand in the workbook as numbers @returns null for what Excel would not work out alike
 */
export function excelFormula(text: string, places: number, isNumber: (column: string) => boolean): string | null {
  const tree = treeOf(text);
  const written = tree && inExcel(tree, text, isNumber);
  return written ? `IFERROR(ROUND(${written},${places}),"")` : null;
}

const signs = new Set(['+', '-', '*', '/']);
const calls: { [name: string]: (args: string[]) => string | null } = {
  ratio: ([over, under]) => `(${over})/(${under})`,
  round: ([value, places = '0']) => `ROUND(${value},${places})`,
  abs: ([value]) => `ABS(${value})`,
  min: (args) => `MIN(${args.join(',')})`,
  max: (args) => `MAX(${args.join(',')})`,
};

function inExcel(node: Node, text: string, isNumber: (column: string) => boolean): string | null {
  const inner = (one: Node): string | null => inExcel(one, text, isNumber);
  if (node.op === 'value') {
    const literal = text.slice(node.start, node.end);
    return /^\d+(\.\d+)?$/.test(literal) ? literal : null;
  }
  if (node.op === '.') {
    const [of, key] = node.args as [Node, string];
    return of.op === 'id' && of.args === 'row' && isNumber(key) ? `{${key}}` : null;
  }
  if (node.op === '-_') {
    const value = inner(node.args as Node);
    return value && `-(${value})`;
  }
  if (signs.has(node.op)) {
    const [left, right] = (node.args as [Node, Node]).map(inner);
    return left && right ? `(${left}${node.op}${right})` : null;
  }
  const call = callOf(node);
  const write = call && !call.receiver ? calls[call.name] : undefined;
  const args = call?.args.map(inner) ?? [];
  return write && args.every((arg): arg is string => arg !== null) ? write(args) : null;
}
