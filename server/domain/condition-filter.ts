// One condition language for records and for the store: the same text judges a record in CEL and becomes a MongoDB filter.
//
// What a record does not hold is decided once, as in every expression: text that is missing (or null) is '', a tick is not
// set, a list is empty. A number or a day (`waits`) that is missing equals nothing, is unequal to everything, and is neither
// more nor less than anything. `has` asks whether a field is filled in. `!` turns each of these round.
import type { ASTNode } from '@marcbachmann/cel-js';
import { serialize } from '@marcbachmann/cel-js';
import { type Language, languageFor } from './expression-environment.js';
import { callOf, type Node } from './expression-rules.js';
import { type ExpressionScope, emptyScope, type ScopeFields, type ScopeType } from './expression-scope.js';
import { type Context, compileExpression, type Expression, ExpressionError } from './expressions.js';

/** `name` is child, event, line or report; `path` says where the store keeps a field. Other names are constants of a query. */
export type ConditionScope = {
  name: string;
  title: string;
  fields: ScopeFields;
  path: (field: string) => string;
  constants: Pick<ExpressionScope, 'names' | 'words'>;
};
export type StoreFilter = { [key: string]: unknown };
export type Condition = {
  /** Whether a record as it is stored (numbers, texts, ticks, lists of texts) meets the condition. */
  matches(record: { [field: string]: unknown }, constants: Context): boolean;
  /** The filter that finds the same records. */
  filter(constants: Context): StoreFilter;
};

/** Everything, and nothing, in terms every server understands. */
const everything: StoreFilter = {};
const nothing: StoreFilter = { _id: { $in: [] } };

type Part = { guarded: string; filter: (constants: Context) => StoreFilter };
type Subject = { scope: ConditionScope; language: Language; fault: (node: Node, message: string) => ExpressionError };

/** @throws ExpressionError with a Chinese sentence, also for what no query can ask */
export function compileCondition(text: string, scope: ConditionScope): Condition {
  const language = languageFor({
    ...emptyScope,
    names: { [scope.name]: { title: scope.title, fields: scope.fields }, ...scope.constants.names },
    words: scope.constants.words,
  });
  compileExpression(language, text, ['bool']);
  const fault = (node: Node, message: string): ExpressionError =>
    new ExpressionError(`条件“${text.slice(0, 80)}”第 ${node.start + 1} 个字符处：${message}`, node.start, message);
  const part = partOf(language.environment.parse(text).ast as Node, { scope, language, fault });
  const judged = compileExpression(language, part.guarded, ['bool']);
  return {
    matches: (record, constants) => judged.evaluate({ ...constants, [scope.name]: read(record, scope.fields) }) === true,
    filter: part.filter,
  };
}

function partOf(node: Node, subject: Subject): Part {
  if (!names(node, subject.scope.name)) return constantPart(node, subject);
  const call = callOf(node);
  if (node.op === '&&' || node.op === '||')
    return joined(
      node.op,
      (node.args as [Node, Node]).map((arg) => partOf(arg, subject)),
    );
  if (node.op === '!_') {
    const inner = partOf(node.args as Node, subject);
    return { guarded: `!(${inner.guarded})`, filter: (constants) => ({ $nor: [inner.filter(constants)] }) };
  }
  const field = fieldOf(node, subject);
  if (field) return tickPart(node, field, subject);
  if (call?.name === 'has') {
    const asked = fieldOf(call.args[0] as Node, subject) as Asked;
    return asked.isText
      ? { guarded: `${asked.text} != ''`, filter: () => ({ [asked.path]: { $nin: [null, ''] } }) }
      : { guarded: `has(${asked.text})`, filter: () => ({ [asked.path]: { $ne: null } }) };
  }
  if (call?.name === 'within') return withinPart(call.args as [Node, Node], node, subject);
  if (Object.hasOwn(turned, node.op)) return comparison(node, subject);
  if (node.op === 'in') return membership(node, subject);
  throw subject.fault(node, `这里的条件要用来查询，只能写 == != < <= > >= in && || !、has 和 within，不能写 ${call?.name ?? node.op}`);
}

/** A part that names no field is the same for every record. */
function constantPart(node: Node, subject: Subject): Part {
  const { text, value } = constantOf(node, ['bool'], subject);
  return { guarded: `(${text})`, filter: (constants) => (value.evaluate(constants) === true ? everything : nothing) };
}

function joined(op: '&&' | '||', parts: Part[]): Part {
  return {
    guarded: parts.map(({ guarded }) => `(${guarded})`).join(` ${op} `),
    filter: (constants) => ({ [op === '&&' ? '$and' : '$or']: parts.map(({ filter }) => filter(constants)) }),
  };
}

function tickPart(node: Node, { text, path, type }: Asked, subject: Subject): Part {
  if (type !== 'bool') throw subject.fault(node, '这里要写条件');
  return { guarded: text, filter: () => ({ [path]: true }) };
}

function withinPart([date, span]: [Node, Node], node: Node, subject: Subject): Part {
  const asked = fieldOf(date, subject);
  if (!asked || names(span, subject.scope.name)) throw subject.fault(node, `用来查询时要写成 within(${subject.scope.name}.日期栏目, period)`);
  return {
    guarded: `${given(asked)}within(${asked.text}, ${serialize(span as ASTNode)})`,
    filter: (constants) => {
      const { from, to } = constants[String(span.args)] as { from: string; to: string };
      return { [asked.path]: { $gte: from, $lte: to } };
    },
  };
}

const turned: { [sign: string]: string } = { '==': '==', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' };
const inStore: { [sign: string]: string } = { '==': '$eq', '!=': '$ne', '<': '$lt', '<=': '$lte', '>': '$gt', '>=': '$gte' };

function comparison(node: Node, subject: Subject): Part {
  const [left, right] = node.args as [Node, Node];
  const asked = fieldOf(left, subject) ?? fieldOf(right, subject);
  const other = fieldOf(left, subject) ? right : left;
  const sign = other === right ? node.op : (turned[node.op] as string);
  if (!asked) throw subject.fault(node, '用来查询的条件里，栏目只能直接和一个值比，不能先运算');
  if (names(other, subject.scope.name)) throw subject.fault(node, '用来查询的条件里，两个栏目不能互相比，只能和一个定下来的值比');
  if (asked.type === 'Decimal') throw subject.fault(node, '小数按文字保存，不能用来查询');
  if (asked.type === 'list<string>') throw subject.fault(node, `“${asked.title}”可有多项，请写 '代码' in ${asked.text}`);
  const { text, value } = constantOf(other, [asked.type], subject);
  const ordered = sign !== '==' && sign !== '!=';
  if (ordered && asked.type === 'string' && other.op === 'value' && !isPlain(String(other.args)))
    throw subject.fault(other, '比先后只能用日期或代码，不能用汉字');
  const guarded = sign === '!=' && asked.waits ? `!has(${asked.text}) || ${asked.text} != ${text}` : `${given(asked)}${asked.text} ${sign} ${text}`;
  return { guarded, filter: (constants) => compared(asked, sign, stored(value.evaluate(constants))) };
}

/** Text that is missing is '', a tick that is missing is not set: the filter has to find those too. */
function compared({ path, type, isText }: Asked, sign: string, value: unknown): StoreFilter {
  if (type === 'bool') return { [path]: (sign === '==') === value ? true : { $ne: true } };
  if (!isText) return { [path]: { [inStore[sign] as string]: value } };
  if (value === '') {
    if (sign === '>=') return everything;
    if (sign === '<') return nothing;
    return { [path]: sign === '==' || sign === '<=' ? { $in: [null, ''] } : { $nin: [null, ''] } };
  }
  if (sign === '<' || sign === '<=') return { $or: [{ [path]: { [inStore[sign] as string]: value } }, { [path]: null }] };
  return { [path]: { [inStore[sign] as string]: value } };
}

function membership(node: Node, subject: Subject): Part {
  const [left, right] = node.args as [Node, Node];
  const list = fieldOf(right, subject);
  if (list) {
    if (names(left, subject.scope.name)) throw subject.fault(node, '用来查询的条件里，in 的一边要是定下来的值');
    const { text, value } = constantOf(left, ['string'], subject);
    return { guarded: `${text} in ${list.text}`, filter: (constants) => ({ [list.path]: { $eq: value.evaluate(constants) } }) };
  }
  const asked = fieldOf(left, subject);
  if (!asked || names(right, subject.scope.name)) throw subject.fault(node, `用来查询时要写成 ${subject.scope.name}.栏目 in ['甲', '乙']`);
  const { text, value } = constantOf(right, ['list<string>', 'list<int>', 'list'], subject);
  return {
    guarded: `${given(asked)}${asked.text} in ${text}`,
    filter: (constants) => {
      const values = (value.evaluate(constants) as unknown[]).map(stored);
      return { [asked.path]: { $in: asked.isText && values.includes('') ? [...values, null] : values } };
    },
  };
}

function constantOf(node: Node, expected: string[], { language, fault }: Subject): { text: string; value: Expression } {
  const text = `(${serialize(node as ASTNode)})`;
  try {
    return { text, value: compileExpression(language, text, expected) };
  } catch (error) {
    throw error instanceof ExpressionError ? fault(node, '这个值不能用来查询，请换成整数、文字、日期或是否') : error;
  }
}

type Asked = { text: string; path: string; title: string; type: ScopeType; waits: boolean; isText: boolean };

const given = ({ text, waits }: Asked): string => (waits ? `has(${text}) && ` : '');

function fieldOf(node: Node, { scope }: Subject): Asked | null {
  if (node.op !== '.') return null;
  const [of, key] = node.args as [Node, string];
  const field = of.op === 'id' && of.args === scope.name && Object.hasOwn(scope.fields, key) ? scope.fields[key] : undefined;
  return field
    ? {
        text: `${scope.name}.${key}`,
        path: scope.path(key),
        title: field.title,
        type: field.type,
        waits: field.waits,
        isText: field.type === 'string' && !field.waits,
      }
    : null;
}

function names(node: Node, name: string): boolean {
  if (node.op === 'id') return node.args === name;
  const parts: unknown[] = Array.isArray(node.args) ? node.args.flat(2) : [node.args];
  return parts.some((part) => part !== null && typeof part === 'object' && 'op' in part && names(part as Node, name));
}

/** A stored record as CEL sees it: what is null, or not of its type, is not there. */
function read(record: { [field: string]: unknown }, fields: ScopeFields): Context {
  const seen: Context = {};
  for (const [key, { type, waits }] of Object.entries(fields)) {
    const value = Object.hasOwn(record, key) ? record[key] : undefined;
    if (type === 'int' && Number.isSafeInteger(value)) seen[key] = BigInt(value as number);
    else if (type === 'string' && (typeof value === 'string' || !waits)) seen[key] = typeof value === 'string' ? value : '';
    else if (type === 'bool') seen[key] = value === true;
    else if (type === 'list<string>') seen[key] = Array.isArray(value) ? value : [];
  }
  return seen;
}

const stored = (value: unknown): unknown => (typeof value === 'bigint' ? Number(value) : value);
/** Text in whose order CEL and the store agree. */
const isPlain = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);
