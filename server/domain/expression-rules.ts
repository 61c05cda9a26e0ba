// Rules the language adds to CEL, judged on the tree: what an expression reads, what it may not do.
import type { ASTNode } from '@marcbachmann/cel-js';
import { loopRows } from './expression-environment.js';
import { columnNames, functions, isEarlier, loopNames } from './expression-functions.js';
import type { ExpressionScope, ScopeField } from './expression-scope.js';
import { nearestNames } from './nearest-name.js';
import { otherSlip } from './other-forms.js';

/** What an expression reads, so that blanks are decided before it runs. `tables` are read row by row. */
export type Reads = {
  row: string[];
  record: string[];
  formula: string[];
  sums: { table: string; column: string }[];
  tables: string[];
  previous: string[];
  lastYear: string[];
  other: string[];
  /** It has a rate in it. */
  divides: boolean;
};
export type Node = { op: string; args: unknown; start: number; end: number };
export type RuleFault = { at: number; message: string };

/** @throws the first fault, as `fault` makes it */
export function judgeTree(tree: ASTNode, scope: ExpressionScope, fault: (fault: RuleFault) => Error): Reads {
  const reads: Reads = { row: [], record: [], formula: [], sums: [], tables: [], previous: [], lastYear: [], other: [], divides: false };
  const stop = (node: Node, message: string): never => {
    throw fault({ at: node.start, message });
  };
  const visit = (node: Node, loop: string | null): void => {
    if (node.op === '.') noteField(node, reads);
    if (node.op === 'map') stop(node, '公式里不能写花括号');
    if (node.op === '[]') stop(node, '不能用方括号按次序取一行，请用 rows.表.filter(…)');
    if (node.op === '/' || node.op === '%') judgeDivisor(node, stop);
    const call = callOf(node);
    if (call) judgeCall(call, node, loop, scope, reads, stop);
    // has asks whether a cell is filled, so it does not wait for it.
    if (call?.name === 'has') return;
    for (const child of childrenOf(node)) visit(child, call && loopNames.has(call.name) && child !== call.receiver ? call.name : loop);
  };
  visit(tree as Node, null);
  return {
    ...reads,
    row: unique(reads.row),
    record: unique(reads.record),
    formula: unique(reads.formula),
    tables: unique(reads.tables),
    previous: unique(reads.previous),
    lastYear: unique(reads.lastYear),
    other: unique(reads.other),
  };
}

type Call = { name: string; receiver: Node | null; args: Node[] };
type Stop = (node: Node, message: string) => never;

export function callOf(node: Node): Call | null {
  if (node.op === 'call') return { name: (node.args as [string])[0], receiver: null, args: (node.args as [string, Node[]])[1] };
  if (node.op !== 'rcall') return null;
  const [name, receiver, args] = node.args as [string, Node, Node[]];
  return { name, receiver, args };
}

export function childrenOf(node: Node): Node[] {
  const parts: unknown[] = Array.isArray(node.args) ? node.args.flat(2) : [node.args];
  return parts.filter((part): part is Node => part !== null && typeof part === 'object' && 'op' in part && 'args' in part && 'start' in part);
}

function noteField(node: Node, reads: Reads): void {
  const [of, key] = node.args as [Node, string];
  if (of.op !== 'id') return;
  if (of.args === 'row') reads.row.push(key);
  if (of.args === 'record') reads.record.push(key);
  if (of.args === 'formula') reads.formula.push(key);
  if (of.args === 'rows') reads.tables.push(key);
}

function judgeCall({ name, receiver, args }: Call, node: Node, loop: string | null, scope: ExpressionScope, reads: Reads, stop: Stop): void {
  if (!Object.hasOwn(functions, name)) {
    const near = nearestNames(name, Object.keys(functions));
    stop(node, `没有叫“${name}”的函数${near.length ? `，是不是 ${near.join('、')}？` : '。'}可用的函数：${Object.keys(functions).join('、')}`);
  }
  const loops = loopNames.has(name);
  if (loop && (loops || columnNames.has(name) || isEarlier(name) || name === 'other'))
    stop(node, `${loop}(…) 里不能再用 ${name}：逐行的判断不能套在逐行的判断里，请先在 formulas 里算好，再用 formula.键名`);
  if (loops && !scope.loops) stop(node, `逐行的公式里不能再逐行（${name}）：请先在 formulas 里算好，再用 formula.键名`);
  if (loops) {
    const table = tableOf(receiver);
    const rows = table === null ? 0 : (scope.tables[table]?.maxLines ?? 0);
    if (rows > loopRows) stop(node, `“${scope.tables[table ?? '']?.title}”最多可有 ${rows} 行，超过 ${loopRows} 行的表不能逐行判断，请用 sum`);
  }
  if (name === 'ratio' || name === 'average') reads.divides = true;
  if (columnNames.has(name)) judgeColumn(name, args, node, scope, reads, stop);
  if (isEarlier(name)) judgeEarlier(name, args, node, scope, reads, stop);
  if (name === 'other') judgeOther(args, node, scope, reads, stop);
  if (name === 'schoolDays' && !scope.calendar) stop(node, 'schoolDays 要按校历算：请在 period.calendar 写明校历');
  if (name === 'has') judgeHas(args, node, scope, stop);
}

function judgeColumn(name: string, args: Node[], node: Node, scope: ExpressionScope, reads: Reads, stop: Stop): void {
  const [list, column] = args as [Node | undefined, Node | undefined];
  const table = tableOf(list ?? null);
  const columns = table === null ? undefined : scope.tables[table]?.columns;
  if (args.length !== 2 || !columns || table === null)
    stop(node, `${name} 要写成 ${functions[name]?.use}；可用的表：${Object.keys(scope.tables).join('、') || '（没有）'}`);
  const key = column?.op === 'value' && typeof column.args === 'string' ? column.args : '';
  const numbers = Object.entries(columns ?? {}).filter(([, field]) => isNumber(field));
  if (!numbers.some(([one]) => one === key)) {
    const named = numbers.map(([one, field]) => `${one}（${field.title}）`).join('、');
    stop(column ?? node, `${name} 里没有名为“${key}”的数字列；可用的列：${named || '（没有）'}`);
  }
  reads.sums.push({ table: table as string, column: key });
}

function judgeEarlier(name: 'previous' | 'lastYear', args: Node[], node: Node, scope: ExpressionScope, reads: Reads, stop: Stop): void {
  const key = args[0]?.op === 'value' ? String(args[0].args) : '';
  if (args.length !== 1 || !Object.hasOwn(scope.previous, key)) {
    const near = nearestNames(key, Object.keys(scope.previous));
    stop(
      node,
      `${name === 'previous' ? '上一期' : '去年同期的'}报表里没有“${key}”${near.length ? `，是不是 ${near.join('、')}？` : ''}；要写成 ${functions[name]?.use}`,
    );
  }
  reads[name].push(key);
}

function judgeOther(args: Node[], node: Node, { others, rowList }: ExpressionScope, reads: Reads, stop: Stop): void {
  if (others === null) return stop(node, '另一张表的数只能写在报表的校验里，公式里不能用：算出的数要只靠本表');
  const path = args.length === 1 && args[0]?.op === 'value' ? String(args[0].args) : null;
  if (path === null) return stop(node, `other 要写成 ${functions.other?.use}`);
  const slip = otherSlip(others, path, rowList);
  if (slip) stop(node, slip);
  reads.other.push(path);
}

/** Text is never missing, only empty: `has` would always be true of it. */
function judgeHas(args: Node[], node: Node, scope: ExpressionScope, stop: Stop): void {
  const [of, key] = args[0]?.op === '.' ? (args[0].args as [Node, string]) : [null, ''];
  if (of?.op !== 'id') stop(node, `has 要写成 ${functions.has?.use}`);
  const name = String(of?.args);
  const field = scope.names[name]?.fields[key];
  if ((name === 'row' || name === 'record') && field && !field.waits)
    stop(node, field.type === 'string' ? `文字是否填写请写成 ${name}.${key} != ''` : `“${field.title}”空着也有值，不能用 has 判断`);
}

/** The table a list comes from: `rows.x`, or what filters leave of it. */
function tableOf(node: Node | null): string | null {
  if (node?.op === '.' && (node.args as [Node])[0].op === 'id' && (node.args as [Node])[0].args === 'rows') return (node.args as [Node, string])[1];
  const call = node && callOf(node);
  return call?.name === 'filter' ? tableOf(call.receiver) : null;
}

function judgeDivisor(node: Node, stop: Stop): void {
  const divisor = (node.args as [Node, Node])[1];
  if (divisor.op !== 'value') stop(node, '除数可能是 0：求比率请用 ratio(甲, 乙)');
  if (divisor.args === 0n) stop(divisor, '不能除以 0');
  if (typeof divisor.args !== 'bigint') stop(node, `${node.op} 只能除以整数；求比率请用 ratio(甲, 乙)`);
}

const isNumber = ({ type }: ScopeField): boolean => type === 'int' || type === 'Decimal';
const unique = (names: string[]): string[] => [...new Set(names)];
