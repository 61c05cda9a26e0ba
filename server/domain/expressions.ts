// CEL expressions of definitions: typed from the schema, compiled once, evaluated alike in browser and server.
import { type ASTNode, Environment } from '@marcbachmann/cel-js';
import { Decimal } from './decimal.js';
import type { Field } from './definition.generated.js';

/** What an expression reads, so that blanks are decided before it runs. */
export type Reads = { row: string[]; record: string[]; sums: { table: string; column: string }[] };
/** `evaluate` gives null when the result is blank (a ratio whose divisor is 0). */
export type Expression = { text: string; type: string; reads: Reads; evaluate(context: Context): unknown };
export type Context = { [name: string]: unknown };
/** Names an expression may use, each with the type of its fields. */
export type Scope = { [name: string]: { [field: string]: string } };
/** Integer columns by table, for `sum(rows.table, 'column')`. */
export type SummedColumns = { [table: string]: string[] };

export class ExpressionError extends Error {
  /** Where the fault begins, counted in characters from 0. */
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.name = 'ExpressionError';
    this.at = at;
  }
}

export const celType = (field: Field): string => (field.type === 'integer' ? 'int' : field.type === 'boolean' ? 'bool' : 'string');

/** An environment with the host functions and the given names. */
export function environmentFor(scope: Scope, tables: SummedColumns): Environment {
  const environment = new Environment({ limits: { maxAstNodes: 500, maxDepth: 50, maxListElements: 100, maxMapEntries: 50, maxCallArguments: 8 } })
    .registerType('Decimal', { ctor: Decimal, fields: {} })
    .registerFunction('sum(list<dyn>, string): int', (rows: { [key: string]: unknown }[], column: string) =>
      rows.reduce((total, row) => total + (typeof row[column] === 'bigint' ? (row[column] as bigint) : 0n), 0n),
    )
    .registerFunction('ratio(int, int): Decimal', ratio);
  for (const [sign, holds] of Object.entries(comparisons)) {
    environment.registerOperator(`Decimal ${sign} Decimal`, (a: Decimal, b: Decimal) => holds(a.compare(b)));
    environment.registerOperator(`Decimal ${sign} double`, (a: Decimal, b: number) => holds(a.compare(Decimal.of(b))));
    environment.registerOperator(`Decimal ${sign} int`, (a: Decimal, b: bigint) => holds(a.compare(Decimal.of(b))));
  }
  for (const [name, schema] of Object.entries(scope)) environment.registerVariable({ name, schema });
  if (Object.keys(tables).length > 0)
    environment.registerVariable({ name: 'rows', schema: Object.fromEntries(Object.keys(tables).map((table) => [table, 'list<dyn>'])) });
  return environment;
}

/** Raised by a host function whose result is blank; the whole expression is blank then. */
class Blank extends Error {}

function ratio(over: bigint, under: bigint): Decimal {
  if (under === 0n) throw new Blank();
  return new Decimal(over, under);
}

const comparisons: { [sign: string]: (order: number) => boolean } = { '<': (o) => o < 0, '<=': (o) => o <= 0, '>': (o) => o > 0, '>=': (o) => o >= 0 };

/** @throws ExpressionError with a Chinese sentence that names the fault, its place and the remedy. */
export function compileExpression(environment: Environment, text: string, expected: string[], tables: SummedColumns): Expression {
  const checked = environment.check(text);
  if (!checked.valid) throw translated(text, checked.error as unknown as CelError);
  const parsed = environment.parse(text);
  const reads: Reads = { row: [], record: [], sums: [] };
  walk(parsed.ast, (node) => note(node, reads, tables));
  const type = checked.type ?? 'dyn';
  if (!expected.includes(type))
    throw new ExpressionError(`公式“${text}”得到的是${typeWords[type] ?? type}，这里要的是${expected.map((one) => typeWords[one] ?? one).join('或')}`, 0);
  const evaluate = (context: Context): unknown => {
    try {
      return parsed(context);
    } catch (error) {
      if (error instanceof Blank || (error as { cause?: unknown }).cause instanceof Blank) return null;
      throw error;
    }
  };
  return { text, type, reads, evaluate };
}

/** Text with `{expression}` holes. */
export type Message = { parts: (string | Expression)[] };

/** @throws ExpressionError like `compileExpression`, also for a hole that is not closed. */
export function compileMessage(environment: Environment, text: string, tables: SummedColumns): Message {
  const parts: (string | Expression)[] = [];
  let rest = text;
  while (rest.includes('{')) {
    const start = rest.indexOf('{');
    const end = rest.indexOf('}', start);
    if (end < 0) throw new ExpressionError(`提示语“${text}”里有“{”没有配对的“}”`, text.length - rest.length + start);
    if (start > 0) parts.push(rest.slice(0, start));
    parts.push(compileExpression(environment, rest.slice(start + 1, end), ['int', 'string', 'bool', 'Decimal'], tables));
    rest = rest.slice(end + 1);
  }
  if (rest) parts.push(rest);
  return { parts };
}

export function renderMessage(message: Message, context: Context): string {
  return message.parts.map((part) => (typeof part === 'string' ? part : shown(part.evaluate(context)))).join('');
}

function shown(value: unknown): string {
  if (value === null) return '—';
  if (value instanceof Decimal) return value.percent(2);
  if (typeof value === 'boolean') return value ? '是' : '否';
  return String(value);
}

type Node = { op: string; args: unknown; start: number };

function walk(node: ASTNode, visit: (node: Node) => void): void {
  visit(node as Node);
  const children = Array.isArray(node.args) ? node.args.flat(2) : [node.args];
  for (const child of children) if (child !== null && typeof child === 'object' && 'op' in child && 'args' in child) walk(child as ASTNode, visit);
}

function note(node: Node, reads: Reads, tables: SummedColumns): void {
  if (node.op === '.') {
    const [of, key] = node.args as [Node, string];
    if (of.op === 'id' && of.args === 'row') reads.row.push(key);
    if (of.op === 'id' && of.args === 'record') reads.record.push(key);
  }
  if (node.op === 'call' && (node.args as [string])[0] === 'sum') {
    const [, [rows, column]] = node.args as [string, [Node, Node]];
    const table = rows.op === '.' ? (rows.args as [Node, string])[1] : '';
    const key = column.op === 'value' ? String(column.args) : '';
    const columns = tables[table];
    if (!columns?.includes(key))
      throw new ExpressionError(`sum 里没有名为“${key}”的整数列；可用的列：${(columns ?? Object.values(tables).flat()).join('、')}`, column.start);
    reads.sums.push({ table, column: key });
  }
  if ((node.op === '/' || node.op === '%') && (node.args as [Node, Node])[1].op !== 'value')
    throw new ExpressionError('除数可能是 0：求比率请用 ratio(甲, 乙)', node.start);
  if (node.op === 'rcall' && ['matches'].includes((node.args as [string])[0])) throw new ExpressionError('公式里不能使用 matches', node.start);
}

type CelError = { code: string; summary?: string; message: string; range?: { start: number } };

function translated(text: string, error: CelError): ExpressionError {
  const at = error.range?.start ?? 0;
  const detail = (error.summary ?? error.message).split('\n')[0] ?? '';
  const name = detail.split(': ').slice(1).join(': ');
  const sentences: { [code: string]: string } = {
    no_such_key: `没有名为“${name}”的栏目`,
    unknown_variable: `不认识“${name}”；可用的有 row、rows、record、office、period`,
    no_such_overload: `这两种内容不能这样运算（${name}）；数和数、文字和文字才能比较`,
    unexpected_character: `有不能识别的字符“${name}”；运算符和标点要用半角英文`,
  };
  return new ExpressionError(`公式“${text}”第 ${at + 1} 个字符处：${sentences[error.code] ?? `写法不对（${detail}）`}`, at);
}

const typeWords: { [type: string]: string } = { bool: '是或否', int: '整数', string: '文字', Decimal: '比率', double: '小数', dyn: '不确定的内容' };
