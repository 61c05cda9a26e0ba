// Rules people say in one sentence and choose from lists: written as expressions, and recognised in them again.

import { callOf, type Node } from './expression-rules.js';
import { type ExpressionScope, emptyScope, type ScopeField } from './expression-scope.js';
import type { Earlier } from './record-scope.js';
import { atomOf, type Term, termsOf, treeOf, writtenTerms } from './sentence-terms.js';

export type CompareSign = '==' | '!=' | '<=' | '<' | '>=' | '>';
export type ChangeWay = 'either' | 'more' | 'less';
export type CheckSentence =
  /** 本月学生数 等于 上月学生数 ＋ 转入 － 转出; 疑似辍学 不超过 未在校. */
  | { kind: 'compare'; left: string; sign: CompareSign; terms: Term[] }
  /** 其他填了数，备注就要填. `is` a code where the name holds one: 类别是公办. */
  | { kind: 'required'; when: string; is: RequiredWhen; then: string }
  /** 本月学生数 比上期（或去年同期）增减（或只是增加、减少）不超过 10%. */
  | { kind: 'change'; of: string; than: Earlier; way: ChangeWay; percent: string }
  /** 未在校 占 上月学生数 不超过 5%. */
  | { kind: 'share'; over: Term[]; under: Term[]; sign: '<=' | '>='; percent: string };
export type RequiredWhen = 'filled' | 'positive' | 'nonzero' | { code: string };
export type FormulaSentence =
  /** 合计 ＝ 甲 ＋ 乙 － 丙, and the total of one column. */
  | { kind: 'terms'; terms: Term[] }
  /** `hundred`: written into a column as a number of percent, 0.6 for 0.6%. */
  | { kind: 'ratio'; over: Term[]; under: Term[]; hundred: boolean }
  /** 名单里性别是男的行数; `code` is '' of a column that is ticked. */
  | { kind: 'count'; table: string; column: string; code: string };

export function checkText(sentence: CheckSentence, scope: ExpressionScope): string {
  switch (sentence.kind) {
    case 'compare':
      return `${sentence.left} ${sentence.sign} ${writtenTerms(sentence.terms)}`;
    case 'required':
      return `${emptyText(sentence.when, sentence.is, scope)} || ${filledText(sentence.then, scope)}`;
    case 'change': {
      const before = earlierOf(sentence.of, sentence.than);
      const change = { either: `abs(${sentence.of} - ${before})`, more: `(${sentence.of} - ${before})`, less: `(${before} - ${sentence.of})` };
      return `${before} == 0 || ${change[sentence.way]} * 100 <= ${before} * ${sentence.percent}`;
    }
    case 'share':
      return `ratio(${writtenTerms(sentence.over)}, ${writtenTerms(sentence.under)}) ${sentence.sign} ${hundredth(sentence.percent)}`;
  }
}

export function formulaText(sentence: FormulaSentence): string {
  if (sentence.kind === 'terms') return writtenTerms(sentence.terms);
  if (sentence.kind === 'ratio') return `ratio(${writtenTerms(sentence.over)}, ${writtenTerms(sentence.under)})${sentence.hundred ? ' * 100' : ''}`;
  const { table, column, code } = sentence;
  return `rows.${table}.filter(r, r.${column}${code === '' ? '' : ` == '${code}'`}).size()`;
}

/** Null where the expression says something else; it is then written by hand. */
export function checkSentence(text: string): CheckSentence | null {
  const tree = treeOf(text);
  if (!tree) return null;
  return changeIn(tree, text) ?? requiredIn(tree, text) ?? shareIn(tree, text) ?? compareIn(tree, text);
}

export function formulaSentence(text: string): FormulaSentence | null {
  const tree = treeOf(text);
  if (!tree) return null;
  const terms = termsOf(tree, text);
  if (terms) return { kind: 'terms', terms };
  const [first, second] = tree.op === '*' ? (tree.args as [Node, Node]) : [];
  const hundred = first !== undefined && second?.op === 'value' && second.args === 100n;
  const ratio = ratioIn(hundred ? first : tree, text);
  return ratio ? { kind: 'ratio', ...ratio, hundred } : countIn(tree, text);
}

const signs = new Set(['==', '!=', '<=', '<', '>=', '>']);

function compareIn(node: Node, text: string): CheckSentence | null {
  if (!signs.has(node.op)) return null;
  const [left, right] = node.args as [Node, Node];
  const name = atomOf(left, text);
  const terms = termsOf(right, text);
  return name !== null && !/^\d/.test(name) && terms ? { kind: 'compare', left: name, sign: node.op as CompareSign, terms } : null;
}

function shareIn(node: Node, text: string): CheckSentence | null {
  if (node.op !== '<=' && node.op !== '>=') return null;
  const [left, right] = node.args as [Node, Node];
  const ratio = ratioIn(left, text);
  const limit = right.op === 'value' ? percentOf(text.slice(right.start, right.end)) : null;
  return ratio && limit !== null ? { kind: 'share', ...ratio, sign: node.op, percent: limit } : null;
}

function ratioIn(node: Node, text: string): { over: Term[]; under: Term[] } | null {
  const call = callOf(node);
  if (call?.name !== 'ratio' || call.receiver || call.args.length !== 2) return null;
  const [over, under] = [termsOf(call.args[0], text), termsOf(call.args[1], text)];
  return over && under ? { over, under } : null;
}

function countIn(node: Node, text: string): FormulaSentence | null {
  const [, table, name, of, column, code = ''] =
    /^rows\.(\w+)\.filter\(\s*(\w+)\s*,\s*(\w+)\.(\w+)(?:\s*==\s*['"]([\w-]+)['"])?\s*\)\.size\(\s*\)$/.exec(text.trim()) ?? [];
  return node.op === 'rcall' && table && column && name === of ? { kind: 'count', table, column, code } : null;
}

function changeIn(node: Node, text: string): CheckSentence | null {
  if (node.op !== '||') return null;
  const limit = (node.args as [Node, Node])[1];
  if (limit.op !== '<=') return null;
  const [change, most] = limit.args as [Node, Node];
  if (most.op !== '*' || change.op !== '*') return null;
  const [difference] = change.args as [Node];
  const size = callOf(difference);
  const terms = size ? (size.name === 'abs' ? termsOf(size.args[0], text) : null) : termsOf(difference, text);
  const percent = atomOf((most.args as [Node, Node])[1], text);
  const [first, second] = terms ?? [];
  if (!first || !second || percent === null || !/^\d/.test(percent)) return null;
  const falls = isEarlier(first.of);
  const [of, before] = falls ? [second.of, first.of] : [first.of, second.of];
  const than = before.startsWith('lastYear') ? 'lastYear' : 'previous';
  const sentence: CheckSentence = { kind: 'change', of, than, way: size ? 'either' : falls ? 'less' : 'more', percent };
  return sameText(checkText(sentence, noScope), text) ? sentence : null;
}

const isEarlier = (of: string): boolean => /^(?:previous|lastYear)\(/.test(of);
const noScope: ExpressionScope = { ...emptyScope, loops: false };
const sameText = (a: string, b: string): boolean => a.replace(/\s+/g, '').replace(/"/g, "'") === b.replace(/\s+/g, '').replace(/"/g, "'");

function requiredIn(node: Node, text: string): CheckSentence | null {
  if (node.op !== '||') return null;
  const [empty, filled] = node.args as [Node, Node];
  const when = emptyIn(empty, text);
  const then = filledIn(filled, text);
  return when && then ? { kind: 'required', ...when, then } : null;
}

function emptyIn(node: Node, text: string): { when: string; is: RequiredWhen } | null {
  if (node.op === '!_') {
    const inner = node.args as Node;
    const name = hasIn(inner) ?? nameOf(inner, text);
    return name ? { when: name, is: 'filled' } : null;
  }
  if (!['==', '<=', '!='].includes(node.op)) return null;
  const [left, right] = node.args as [Node, Node];
  const name = nameOf(left, text);
  if (!name || right.op !== 'value') return null;
  if (node.op === '==' && right.args === '') return { when: name, is: 'filled' };
  if (node.op === '==' && right.args === 0n) return { when: name, is: 'nonzero' };
  if (node.op === '<=' && right.args === 0n) return { when: name, is: 'positive' };
  if (node.op === '!=' && typeof right.args === 'string' && right.args !== '') return { when: name, is: { code: right.args } };
  return null;
}

function filledIn(node: Node, text: string): string | null {
  if (node.op !== '!=') return hasIn(node) ?? nameOf(node, text);
  const [left, right] = node.args as [Node, Node];
  return right.op === 'value' && (right.args === '' || right.args === 0n) ? nameOf(left, text) : null;
}

function hasIn(node: Node): string | null {
  const call = callOf(node);
  return call?.name === 'has' && call.args.length === 1 ? nameOf(call.args[0] as Node, '') : null;
}

/** `row.column` or `record.field`. */
function nameOf(node: Node, text: string): string | null {
  const name = node.op === '.' ? atomOf(node, text) : null;
  return name && /^(row|record)\./.test(name) ? name : null;
}

/** Days are the only texts that are waited for. */
export function isDay(name: string, scope: ExpressionScope): boolean {
  const field = fieldNamed(name, scope);
  return field?.type === 'string' && (field.waits || /^period\.(from|to)$/.test(name));
}

export function fieldNamed(name: string, scope: ExpressionScope): ScopeField | undefined {
  const [holder = '', key = ''] = name.split('.');
  return scope.names[holder]?.fields[key];
}

function emptyText(name: string, is: RequiredWhen, scope: ExpressionScope): string {
  if (typeof is === 'object') return `${name} != '${is.code}'`;
  if (is === 'nonzero') return `${name} == 0`;
  if (is === 'positive') return `${name} <= 0`;
  const field = fieldNamed(name, scope);
  if (field?.type === 'bool') return `!${name}`;
  if (field?.waits) return `!has(${name})`;
  return field?.type === 'int' || field?.type === 'Decimal' ? `${name} == 0` : `${name} == ''`;
}

function filledText(name: string, scope: ExpressionScope): string {
  const field = fieldNamed(name, scope);
  if (field?.type === 'bool') return name;
  if (field?.waits) return `has(${name})`;
  return field?.type === 'int' || field?.type === 'Decimal' ? `${name} != 0` : `${name} != ''`;
}

/** The same in an earlier report: `previous('absent')` of `row.absent`, `previous('grades.absent')` of its total. */
export function earlierOf(name: string, than: Earlier): string {
  const total = /^sum\(rows\.(\w+), '(\w+)'\)$/.exec(name);
  return `${than}('${total ? `${total[1]}.${total[2]}` : name.replace(/^\w+\./, '')}')`;
}

/** 5 is 0.05, 12.5 is 0.125. */
function hundredth(percent: string): string {
  const [whole = '', part = ''] = percent.split('.');
  const shifted = whole.padStart(3, '0');
  return `${shifted.slice(0, -2)}.${shifted.slice(-2)}${part}`.replace(/0+$/, '').replace(/\.$/, '.0');
}

/** 0.05 is 5; null for what is no plain number. */
function percentOf(limit: string): string | null {
  if (!/^\d+(\.\d+)?$/.test(limit)) return null;
  const [whole = '', part = ''] = limit.split('.');
  const shifted = `${whole}${part.padEnd(2, '0').slice(0, 2)}`.replace(/^0+(?=\d)/, '');
  const rest = part.slice(2).replace(/0+$/, '');
  return rest ? `${shifted}.${rest}` : shifted;
}
