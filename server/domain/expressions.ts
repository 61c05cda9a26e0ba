// CEL expressions of definitions: typed from the schema, compiled once, evaluated alike in browser and server.
import type { ASTNode } from '@marcbachmann/cel-js';
import type { Calendar } from './calendar.js';
import { Decimal } from './decimal.js';
import type { Language } from './expression-environment.js';
import { type CelError, sentenceFor, typeWord } from './expression-faults.js';
import { Blank } from './expression-functions.js';
import { callOf, childrenOf, judgeTree, type Node, type Reads } from './expression-rules.js';
import { textFault } from './expression-text.js';

export type { Reads } from './expression-rules.js';
export type Context = { [name: string]: unknown };
/** What is given beside the variables: the calendar, the value before, and a year before, of a field or column, and numbers of other reports. */
export type Given = {
  calendar?: Calendar | null;
  previous?: (path: string) => unknown;
  lastYear?: (path: string) => unknown;
  other?: (path: string) => unknown;
};
/**
 * `evaluate` gives null when the result is blank: a divisor of 0, a day or number not filled in, no period before.
 * `rate` is true of a ratio, which people read as a percentage.
 */
export type Expression = { text: string; type: string; reads: Reads; rate: boolean; evaluate(context: Context, given?: Given): unknown };

export class ExpressionError extends Error {
  /** Where the fault begins, counted in characters from 0. */
  readonly at: number;
  /** The fault and its remedy alone, for where the expression itself is in sight. */
  readonly sentence: string;
  constructor(message: string, at: number, sentence = message) {
    super(message);
    this.name = 'ExpressionError';
    this.at = at;
    this.sentence = sentence;
  }
}

/** @throws ExpressionError with a Chinese sentence that names the fault, its place and the remedy. */
export function compileExpression(language: Language, text: string, expected: string[]): Expression {
  const { environment, scope, host } = language;
  const fault = ({ at, message }: { at: number; message: string }): ExpressionError =>
    new ExpressionError(`公式“${shortened(text)}”第 ${at + 1} 个字符处：${message}`, at, message);
  const celFault = (error: unknown): ExpressionError => {
    if (error instanceof ExpressionError) return error;
    const cel = error as CelError;
    return fault({ at: cel.range?.start ?? 0, message: sentenceFor(cel, scope) });
  };
  const slip = textFault(text);
  if (slip) throw fault(slip);
  try {
    const parsed = environment.parse(text);
    exactNumbers(parsed.ast as Node, text);
    const reads = judgeTree(parsed.ast as ASTNode, scope, fault);
    const checked = parsed.check();
    if (!checked.valid) throw checked.error;
    const type = checked.type ?? 'dyn';
    if (!expected.includes(type))
      throw fault({ at: 0, message: `得到的是${typeWord(type)}，这里要的是${expected.map((one) => (one === 'bool' ? '条件' : typeWord(one))).join('或')}` });
    const evaluate = (context: Context, given: Given = {}): unknown => {
      host.calendar = given.calendar ?? null;
      host.previous = given.previous ?? nothing;
      host.lastYear = given.lastYear ?? nothing;
      host.other = given.other ?? nothing;
      try {
        return parsed(context);
      } catch (error) {
        if (isBlank(error)) return null;
        throw error;
      }
    };
    return { text, type, reads, rate: callOf(parsed.ast as Node)?.name === 'ratio', evaluate };
  } catch (error) {
    throw celFault(error);
  }
}

const nothing = (): undefined => undefined;
const shortened = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text);

/** Values that are not there, or beyond what whole numbers hold, leave the result blank; anything else is a fault of the program. */
const blankCodes = new Set(['no_such_key', 'field_type_mismatch', 'numeric_overflow']);
function isBlank(error: unknown): boolean {
  if (error instanceof Blank) return true;
  const { cause, code } = error as { cause?: unknown; code?: string };
  return cause instanceof Blank || (code !== undefined && blankCodes.has(code));
}

/** There are no floats in the language: 0.006 is six thousandths. */
function exactNumbers(node: Node, text: string): void {
  if (node.op === 'value' && typeof node.args === 'number') node.args = Decimal.parse(text.slice(node.start, node.end)) ?? Decimal.of(node.args);
  for (const child of childrenOf(node)) exactNumbers(child, text);
}

/** Text with `{expression}` holes. */
export type Message = { parts: (string | Expression)[] };

/** @throws ExpressionError like `compileExpression`, also for a hole that is not closed. */
export function compileMessage(language: Language, text: string): Message {
  const parts: (string | Expression)[] = [];
  let rest = text;
  while (rest.includes('{')) {
    const start = rest.indexOf('{');
    const end = rest.indexOf('}', start);
    if (end < 0) throw new ExpressionError(`提示语“${shortened(text)}”里有“{”没有配对的“}”`, text.length - rest.length + start);
    if (start > 0) parts.push(rest.slice(0, start));
    parts.push(compileExpression(language, rest.slice(start + 1, end), ['int', 'string', 'bool', 'Decimal']));
    rest = rest.slice(end + 1);
  }
  if (rest) parts.push(rest);
  return { parts };
}

export function renderMessage(message: Message, context: Context, given: Given = {}): string {
  return message.parts.map((part) => (typeof part === 'string' ? part : shown(part.evaluate(context, given), part.rate))).join('');
}

function shown(value: unknown, rate: boolean): string {
  if (value === null) return '—';
  if (value instanceof Decimal) return rate ? value.percent(2) : value.toString();
  if (typeof value === 'boolean') return value ? '是' : '否';
  return String(value);
}
