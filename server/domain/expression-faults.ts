// CEL's errors in Chinese, each with the remedy.
import { limits } from './expression-environment.js';
import { functions } from './expression-functions.js';
import type { ExpressionScope } from './expression-scope.js';
import { nearestNames } from './nearest-name.js';

export type CelError = { code: string; summary?: string; message: string; range?: { start: number; end: number }; node?: { op?: string; args?: unknown } };

const typeNames: { [type: string]: string } = {
  bool: '是或否',
  int: '整数',
  string: '文字',
  Decimal: '小数',
  double: '小数',
  null: '空',
  list: '名单',
  'list<string>': '名单',
  'list<int>': '名单',
  dyn: '不确定的内容',
  Period: '期',
};
export const typeWord = (type: string): string =>
  typeNames[type] ?? (type.startsWith('list<') ? '名单' : type.startsWith('$') || type.startsWith('Row_') ? '一整行' : type);

/** One sentence: what is wrong and what to write instead. */
export function sentenceFor(error: CelError, scope: ExpressionScope): string {
  const detail = (error.summary ?? error.message).split('\n')[0] ?? '';
  const tail = detail.split(': ').slice(1).join(': ');
  switch (error.code) {
    case 'unknown_variable':
      return unknownName(tail, scope);
    case 'no_such_key':
      return unknownField(error, tail, scope);
    case 'no_such_overload':
      return wrongTypes(tail);
    case 'no_matching_overload':
      return wrongArguments(detail);
    case 'invalid_logical_operand':
      return `&& 和 || 两边都要是条件，这里有一边是${typeWord(quoted(detail))}；要写成 row.列 == 值 这样的比较`;
    case 'invalid_condition_type':
      return `问号前面和逐行判断里要写条件，这里得到的是${typeWord(quoted(detail))}`;
    case 'incompatible_ternary_branches':
      return '“条件 ? 甲 : 乙”里的甲和乙要是同一种内容';
    case 'heterogeneous_list_element':
      return '方括号里的各项要是同一种内容，都是文字或都是整数';
    case 'limit_exceeded':
      return `公式太长或套得太深（最多 ${limits.maxAstNodes} 项、${limits.maxDepth} 层），请拆成几个 formulas`;
    case 'unterminated_string':
    case 'newline_in_string':
      return '引号没有配对，文字两头都要有引号，中间不能换行';
    case 'reserved_identifier':
      return `“${tail}”是保留的词，不能这样用`;
    case 'invalid_integer':
    case 'invalid_number':
    case 'invalid_exponent':
      return `“${tail}”不是能用的数`;
    case 'invalid_macro_argument':
      return `逐行判断要写成 ${functions.filter?.use}，第一项是给每行起的名字`;
    case 'invalid_comprehension_range':
      return '只能对 rows.表 逐行判断';
    case 'cannot_index_type':
      return `${typeWord(quoted(detail))}后面不能再写“.”`;
    case 'expected_token':
    case 'unexpected_token':
    case 'unexpected_character':
      return detail.includes('EOF') ? '公式没有写完' : '这里的写法不对：两项之间要有运算符，函数的各项用逗号隔开';
    default:
      return `写法不对（${detail}）`;
  }
}

function unknownName(name: string, scope: ExpressionScope): string {
  const known = [...Object.keys(scope.names), ...Object.keys(scope.words), ...(Object.keys(scope.tables).length ? ['rows'] : [])];
  const holders = Object.entries(scope.names).filter(([, { fields }]) => Object.hasOwn(fields, name));
  if (holders.length > 0) return `栏目前要写明是哪里的：${holders.map(([holder, { fields }]) => `${holder}.${name}（${fields[name]?.title}）`).join('、')}`;
  if (Object.hasOwn(functions, name)) return `“${name}”是函数，要写成 ${functions[name]?.use}`;
  const near = nearestNames(name, known);
  return `这里不认识“${name}”${near.length ? `，是不是 ${near.join('、')}？` : ''}；这里可用的有 ${known.join('、')}`;
}

function unknownField(error: CelError, name: string, scope: ExpressionScope): string {
  const of = (error.node?.args as [{ op?: string; args?: unknown }] | undefined)?.[0];
  const holder = of?.op === 'id' ? String(of.args) : '';
  if (holder === 'rows')
    return `没有名为“${name}”的表；可用的表：${Object.entries(scope.tables)
      .map(([key, { title }]) => `${key}（${title}）`)
      .join('、')}`;
  const fields = scope.names[holder]?.fields ?? Object.assign({}, ...Object.values(scope.tables).map(({ columns }) => columns));
  const titled = (keys: string[]): string => keys.map((key) => `${key}（${fields[key]?.title ?? ''}）`).join('、');
  const near = nearestNames(name, Object.keys(fields));
  return `没有名为“${name}”的栏目${near.length ? `，是不是 ${titled(near)}？` : `；可用的有 ${titled(Object.keys(fields).slice(0, 20))}`}`;
}

function wrongTypes(detail: string): string {
  const [, unary] = /^([!-])\w/.exec(detail) ?? [];
  if (unary) return unary === '!' ? `! 后面要是条件，这里是${typeWord(detail.slice(1))}` : `负号后面要是数，这里是${typeWord(detail.slice(1))}`;
  const [, left, sign, right] = /^(.+?) (==|!=|<=|>=|<|>|\+|-|\*|\/|%|in) (.+)$/.exec(detail) ?? [];
  if (!left || !right || !sign) return `这种内容不能这样运算（${detail}）`;
  const [a, b] = [typeWord(left), typeWord(right)];
  if (sign === 'in') return `in 右边要是名单，如 row.列 in ['甲', '乙']，左右要是同一种内容；这里左边是${a}、右边是${b}`;
  const text = left === 'string' || right === 'string';
  const number = [left, right].some((type) => type === 'int' || type === 'Decimal');
  if (text && number) return `文字和数不能用 ${sign} 连在一起：左边是${a}、右边是${b}；数不要加引号，文字要加引号`;
  if (sign === '/') return '小数不能用 / 相除：求比率请用 ratio(甲, 乙)';
  if ([left, right].includes('bool')) return `“是或否”的栏目不用和别的比，直接写 row.列 或 !row.列；这里左边是${a}、右边是${b}`;
  return `${a}和${b}不能用 ${sign} 连在一起`;
}

function wrongArguments(detail: string): string {
  const [, call = ''] = /'(.*)'$/.exec(detail) ?? [];
  const name = /([A-Za-z_]+)\(/.exec(call)?.[1] ?? '';
  const given = /\((.*)\)$/.exec(call)?.[1] ?? '';
  const words = given === '' ? '空' : given.split(', ').map(typeWord).join('、');
  return `${name} 要写成 ${functions[name]?.use ?? `${name}(…)`}（${functions[name]?.does ?? ''}）；括号里给的是${words}`;
}

const quoted = (detail: string): string => /'([^']*)'$/.exec(detail)?.[1] ?? '';
