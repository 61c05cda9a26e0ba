// An expression as people read it: the titles of columns for their keys, signs as they are written by hand.
import { functions } from './expression-functions.js';
import type { ExpressionScope, ScopeFields } from './expression-scope.js';
import { otherTitle } from './other-forms.js';
import type { NameCodes } from './rule-place.js';

/** A piece of the text that reads otherwise than it is written. `kind` says how it is drawn. */
export type Chip = { from: number; to: number; title: string; kind: 'name' | 'function' | 'sign' | 'value' };
export type Readable = { scope: ExpressionScope; codes: NameCodes };

const signs: { [sign: string]: string } = {
  '&&': '并且',
  '||': '或者',
  '==': '＝',
  '!=': '≠',
  '>=': '≥',
  '<=': '≤',
  '*': '×',
  '!': '非',
  '?': '？则',
  ':': '否则',
};

const token =
  /'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|\b(?:sum|lowest|highest|average)\(\s*rows\.\w+\s*,\s*'\w+'\s*\)|\bsize\(\s*rows\.\w+\s*\)|\b(?:previous|lastYear|other)\(\s*'[\w.*]+'\s*\)|\.\w+(?=\s*\()|\b[A-Za-z_]\w*(?=\s*\()|\b[A-Za-z_]\w*\.[A-Za-z_]\w*(?!\w)(?!\s*\()|\b[A-Za-z_]\w*\.[A-Za-z_]\w*(?=\.)|\b[A-Za-z_]\w*\b|&&|\|\||[!=<>]=|[*?:]|!/g;

/** Pieces with a title, in order; text that is not finished yet is read as far as it goes. */
export function chipsIn(text: string, about: Readable): Chip[] {
  const loops = loopNames(text);
  const chips: Chip[] = [];
  for (const match of text.matchAll(token)) {
    const from = match.index;
    const written = match[0];
    const chip = chipOf(written, text, from, about, loops);
    if (chip) chips.push({ from, to: from + written.length, ...chip });
  }
  return chips;
}

/** The whole expression in words: 〔本月学生数〕＝〔上月学生数〕＋〔转入〕. */
export function readable(text: string, about: Readable): string {
  let read = '';
  let at = 0;
  const plain = (piece: string): string =>
    piece.replace(/\s+/g, '').replace(/\+/g, '＋').replace(/-/g, '－').replace(/</g, '＜').replace(/>/g, '＞').replace(/,/g, '，');
  for (const { from, to, title, kind } of chipsIn(text, about)) {
    read += plain(text.slice(at, from));
    const word = /^[\u4e00-\u9fff]/.test(title);
    read +=
      kind === 'name' ? (title.includes('〔') ? title : `〔${title}〕`) : kind === 'value' ? `“${title}”` : kind === 'sign' && word ? ` ${title} ` : title;
    at = to;
  }
  const whole = read + plain(text.slice(at));
  return whole
    .replace(/≠(?:''|"")/g, '不为空')
    .replace(/＝(?:''|"")/g, '为空')
    .replace(/ +/g, ' ')
    .trim();
}

/** A message as it reads with the holes named: {row.absent} is ｛未在校｝. */
export const readableMessage = (text: string, about: Readable): string =>
  text.replace(/\{([^{}]*)\}/g, (_hole, inner: string) => ` ${readable(inner, about)} `);

type Loops = { [name: string]: string };

/** Names given to the rows of loops, by table: `rows.grades.filter(r, …)` makes r a row of grades. */
function loopNames(text: string): Loops {
  const loops: Loops = {};
  for (const [, table, name] of text.matchAll(/\brows\.(\w+)\.(?:filter|exists|exists_one|all)\(\s*(\w+)\s*,/g)) loops[name as string] = table as string;
  return loops;
}

function chipOf(written: string, text: string, from: number, about: Readable, loops: Loops): Omit<Chip, 'from' | 'to'> | null {
  const { scope } = about;
  if (written[0] === "'" || written[0] === '"') {
    const title = codeTitle(written.slice(1, -1), text, from, from + written.length, about, loops);
    return title ? { title, kind: 'value' } : null;
  }
  const overRows = /^(sum|lowest|highest|average)\(\s*rows\.(\w+)\s*,\s*'(\w+)'/.exec(written);
  if (overRows) {
    const [, call = '', table = '', column = ''] = overRows;
    const found = scope.tables[table]?.columns[column];
    return found ? { title: `${functions[call]?.title}〔${tableTitle(table, scope)}${found.title}〕`, kind: 'name' } : null;
  }
  const counted = /^size\(\s*rows\.(\w+)/.exec(written)?.[1];
  if (counted) return scope.tables[counted] ? { title: `〔${scope.tables[counted].title}〕行数`, kind: 'name' } : null;
  const before = /^(previous|lastYear)\(\s*'([\w.]+)'/.exec(written);
  if (before) {
    const [, call = '', path = ''] = before;
    const found = scope.previous[path];
    return found ? { title: `${functions[call]?.title}〔${found.title}${path.includes('.') ? '合计' : ''}〕`, kind: 'name' } : null;
  }
  const elsewhere = /^other\(\s*'([\w.*]+)'/.exec(written)?.[1];
  if (elsewhere) {
    const title = otherTitle(scope.others ?? {}, elsewhere);
    return title ? { title: `〔${title}〕`, kind: 'name' } : null;
  }
  if (Object.hasOwn(signs, written)) return { title: signs[written] as string, kind: 'sign' };
  if (written === 'in') return { title: '属于', kind: 'sign' };
  if (written === 'true' || written === 'false') return { title: written === 'true' ? '是' : '否', kind: 'value' };
  if (written[0] === '.') return functions[written.slice(1)] ? { title: functions[written.slice(1)]?.title as string, kind: 'function' } : null;
  const [holder = '', key] = written.split('.');
  if (key === undefined) {
    const word = scope.words[written] ?? (written === 'period' ? scope.names.period : undefined);
    if (word) return { title: word.title, kind: 'name' };
    return /^\s*\(/.test(text.slice(from + written.length)) && Object.hasOwn(functions, written)
      ? { title: functions[written]?.title as string, kind: 'function' }
      : null;
  }
  if (holder === 'rows' && scope.tables[key]) return { title: scope.tables[key].title, kind: 'name' };
  const columns = loops[holder] ? scope.tables[loops[holder]]?.columns : undefined;
  const field = (columns ?? scope.names[holder]?.fields)?.[key];
  return field ? { title: columns ? field.title : nameTitle(holder, key, scope), kind: 'name' } : null;
}

/** The title of a name, with what it belongs to where two have the same. */
export function nameTitle(holder: string, key: string, scope: ExpressionScope): string {
  const title = scope.names[holder]?.fields[key]?.title ?? key;
  const others = Object.entries(scope.names).filter(([name, { fields }]) => name !== holder && Object.values(fields).some((field) => field.title === title));
  return others.length > 0 ? `${holderTitle(holder, scope)}·${title}` : title;
}

const holderTitle = (holder: string, scope: ExpressionScope): string => (holder === 'row' ? '本行' : (scope.names[holder]?.title ?? holder));
/** Named only where there is more than one table. */
export const tableTitle = (table: string, scope: ExpressionScope): string => (Object.keys(scope.tables).length > 1 ? `${scope.tables[table]?.title}·` : '');

/** What a quoted code stands for, told by the name it is compared with. */
function codeTitle(code: string, text: string, from: number, to: number, { codes }: Readable, loops: Loops): string | null {
  const before = text.slice(0, from);
  const name =
    /([A-Za-z_]\w*\.\w+)\s*(?:==|!=|<=?|>=?)\s*$/.exec(before)?.[1] ??
    /([A-Za-z_]\w*\.\w+)\s+in\s*\[[^\]]*$/.exec(before)?.[1] ??
    /^\s*(?:in|==|!=)\s*([A-Za-z_]\w*\.\w+)/.exec(text.slice(to))?.[1];
  if (!name) return null;
  const [holder = '', key = ''] = name.split('.');
  return codesFor(loops[holder] ? `rows.${loops[holder]}.${key}` : name, codes)[code] ?? null;
}

export const codesFor = (name: string, codes: NameCodes): { [code: string]: string } => (Object.hasOwn(codes, name) ? (codes[name] ?? {}) : {});

/** Fields of a scope that are numbers. */
export const numbersIn = (fields: ScopeFields): [string, ScopeFields[string]][] =>
  Object.entries(fields).filter(([, { type }]) => type === 'int' || type === 'Decimal');

/** A fault of a definition without the text it is about, for where that is in sight. */
export const plainFault = (message: string): string => message.replace(/^(?:公式|条件)“[\s\S]*?”第 \d+ 个字符处：/, '');
