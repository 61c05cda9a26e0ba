// What people who know Excel and type Chinese write, turned into what the language reads; nothing is guessed that could mean two things.
import { repairCalls, repairDivisions } from './expression-repair-calls.js';
import { codesFor, numbersIn, type Readable } from './expression-words.js';
import { nearestNames } from './nearest-name.js';

/** `said` names each kind of slip once, in a sentence. */
export type Repair = { text: string; said: string[] };

const signs: { [sign: string]: [string, string] } = {
  '，': [', ', '逗号要用英文逗号'],
  '、': [', ', '顿号要换成英文逗号'],
  '（': ['(', '括号要用英文括号'],
  '）': [')', '括号要用英文括号'],
  '【': ['[', '括号要用英文括号'],
  '】': [']', '括号要用英文括号'],
  '＋': ['+', '加号要用英文的 +'],
  '－': ['-', '减号要用英文的 -'],
  '—': ['-', '减号要用英文的 -'],
  '–': ['-', '减号要用英文的 -'],
  '×': ['*', '乘号要写成 *'],
  '＊': ['*', '乘号要写成 *'],
  '÷': ['/', '除号要写成 ratio(甲, 乙)'],
  '／': ['/', '除号要用英文的 /'],
  '≥': ['>=', '≥ 要写成 >='],
  '≤': ['<=', '≤ 要写成 <='],
  '≠': ['!=', '≠ 要写成 !='],
  '＞': ['>', '大于号要用英文的 >'],
  '＜': ['<', '小于号要用英文的 <'],
  '＆': ['&', '并且要写成 &&'],
  '｜': ['|', '或者要写成 ||'],
  '！': ['!', '叹号要用英文的 !'],
  '：': [':', '冒号要用英文冒号'],
  '？': ['?', '问号要用英文问号'],
  '．': ['.', '点要用英文的点'],
  '　': [' ', '空格要用英文空格'],
  '。': ['', '句号不用写'],
  '；': ['', '分号不用写'],
};
const digits = '０１２３４５６７８９';

// biome-ignore format: a table of words, the longer before the shorter
const words: [string, string][] = [
  ['大于或等于', '>='], ['大于等于', '>='], ['不小于', '>='], ['不少于', '>='], ['不低于', '>='],
  ['小于或等于', '<='], ['小于等于', '<='], ['不大于', '<='], ['不超过', '<='], ['不多于', '<='], ['不高于', '<='],
  ['不等于', '!='], ['不是', '!='], ['大于', '>'], ['多于', '>'], ['超过', '>'], ['高于', '>'], ['小于', '<'], ['少于', '<'], ['低于', '<'], ['等于', '=='],
  ['并且', '&&'], ['而且', '&&'], ['同时', '&&'], ['或者', '||'], ['且', '&&'], ['与', '&&'], ['和', '&&'], ['或', '||'],
  ['乘以', '*'], ['除以', '/'], ['加上', '+'], ['减去', '-'], ['加', '+'], ['减', '-'], ['乘', '*'], ['除', '/'],
];
const pairs: [string, string, string][] = [
  ['<>', '!=', '不等于要写成 !='],
  ['=<', '<=', '小于等于要写成 <='],
  ['=>', '>=', '大于等于要写成 >='],
  ['＝＝', '==', '等号要用英文的 =='],
];
const quotes: { [open: string]: string } = { '“': '”', '‘': '’', '”': '”', '’': '’', '＂': '＂', '＇': '＇' };

/** Null where there is nothing to repair. A text that is sound already is not to be given here. */
export function repairExpression(text: string, about: Readable): Repair | null {
  const said = new Set<string>();
  const table = tableOfRow(about);
  const typed = repairNames(repairDivisions(repairCalls(repairSigns(text.trim(), about, said), table, said), said), about, said);
  return typed === text.trim() ? null : { text: typed, said: [...said] };
}

/** A key that is not there becomes the one it is nearest to, where there is only one. */
function repairNames(text: string, { scope }: Readable, said: Set<string>): string {
  return outsideQuotes(text, (part) =>
    part.replace(/\b([A-Za-z_]\w*)\.([A-Za-z_]\w*)\b(?!\s*\()/g, (written, holder: string, key: string) => {
      const fields = scope.names[holder]?.fields;
      if (!fields || Object.hasOwn(fields, key)) return written;
      const [near, ...others] = nearestNames(key, Object.keys(fields));
      if (near === undefined || others.length > 0) return written;
      said.add(`没有“${key}”，换成了相近的“${fields[near]?.title}”`);
      return `${holder}.${near}`;
    }),
  );
}

const outsideQuotes = (text: string, change: (part: string) => string): string =>
  text.replace(/'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|[^'"]+/g, (part) => (/^['"]/.test(part) ? part : change(part)));

/** The same for the holes of a message; full-width braces become holes. */
export function repairMessage(text: string, about: Readable): Repair | null {
  const said = new Set<string>();
  const braced = text.replace(/｛/g, '{').replace(/｝/g, '}');
  if (braced !== text) said.add('花括号要用英文花括号');
  const repaired = braced.replace(/\{([^{}]*)\}/g, (hole, inner: string) => {
    const found = repairExpression(inner, about);
    for (const one of found?.said ?? []) said.add(one);
    return found ? `{${found.text}}` : hole;
  });
  return repaired === text ? null : { text: repaired, said: [...said] };
}

function repairSigns(text: string, about: Readable, said: Set<string>): string {
  const titles = titlesIn(about);
  let out = '';
  let at = 0;
  const take = (length: number, written: string, why?: string): void => {
    out += written;
    at += length;
    if (why) said.add(why);
  };
  while (at < text.length) {
    const sign = text[at] as string;
    const rest = text.slice(at);
    if (at === 0 && /^[=＝](?![=＝])/.test(rest)) take(1, '', '开头的等号不用写');
    else if (sign === "'" || sign === '"') take(...quoted(rest, sign, out, about), undefined);
    else if (quotes[sign] && rest.indexOf(quotes[sign], 1) > 0) {
      const end = rest.indexOf(quotes[sign], 1);
      take(end + 1, valueFor(rest.slice(1, end), out, about), '引号要用英文引号');
    } else if (titleAt(rest, titles, out, about)) {
      const { length, name, instead } = titleAt(rest, titles, out, about) as Titled;
      take(length, name, instead ? `没有“${instead[0]}”，换成了相近的“${instead[1]}”` : '栏目的名称换成了能计算的栏目');
    } else if (wordAt(rest)) {
      const [word, right] = wordAt(rest) as [string, string];
      take(word.length, ` ${right} `, `“${word}”要写成 ${right}`);
    } else if (/^(and|or|not)\b(?!\s*[(（])/i.test(rest) && !/[\w.]$/.test(out)) {
      const word = /^\w+/.exec(rest)?.[0] as string;
      const right = { and: '&&', or: '||', not: '!' }[word.toLowerCase()] as string;
      take(word.length, right, `${word} 要写成 ${right}`);
    } else if (/^\d+(\.\d+)?\s*[%％](?!\s*[\w(])/.test(rest)) {
      const [whole, number = ''] = /^(\d+(?:\.\d+)?)\s*[%％]/.exec(rest) as RegExpExecArray;
      take(whole.length, hundredth(number), '百分数要写成小数');
    } else if (pairs.some(([wrong]) => rest.startsWith(wrong))) {
      const [wrong, right, why] = pairs.find(([one]) => rest.startsWith(one)) as [string, string, string];
      take(wrong.length, right, why);
    } else if (/^[=＝]/.test(rest) && !/^==(?!=)/.test(rest) && !/[<>!=]$/.test(out))
      take(/^[=＝]+/.exec(rest)?.[0].length as number, '==', '判断相等要用两个等号 ==');
    else if (rest.startsWith('==')) take(2, '==');
    else if (sign === '&' || sign === '|')
      take(/^(&+|\|+)/.exec(rest)?.[0].length as number, sign + sign, rest[1] === sign ? undefined : `${sign} 要写成 ${sign}${sign}`);
    else if (digits.includes(sign)) take(1, String(digits.indexOf(sign)), '数字要用英文数字');
    else if (signs[sign]) {
      const [right, why] = signs[sign];
      // What is widened to two signs may have been typed with its neighbour: ＞= or ！＝.
      take(1, right, why);
      if ((right === '>' || right === '<' || right === '!') && /^[=＝]/.test(text.slice(at))) take(1, '=');
    } else if (/^[A-Za-z_][\w]*/.test(rest)) take(/^\w+/.exec(rest)?.[0].length as number, /^\w+/.exec(rest)?.[0] as string);
    else take(1, sign);
  }
  return out === text ? text : out.replace(/(\S) {2,}/g, '$1 ').trim();
}

function quoted(rest: string, sign: string, before: string, about: Readable): [number, string] {
  const end = rest.indexOf(sign, 1);
  if (end < 0) return [1, sign];
  const inner = rest.slice(1, end);
  const value = valueFor(inner, before, about);
  return [end + 1, value === `'${inner}'` ? rest.slice(0, end + 1) : value];
}

/** A text in quotes; the code of a title where the name it is compared with holds codes. */
function valueFor(inner: string, before: string, about: Readable): string {
  const code = codeFor(inner, before, about);
  return `'${(code ?? inner).replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`;
}

function codeFor(title: string, before: string, { codes }: Readable): string | null {
  const name = /([A-Za-z_]\w*\.\w+)\s*(?:==|!=)\s*$/.exec(before)?.[1] ?? /([A-Za-z_]\w*\.\w+)\s+in\s*\[[^\]]*$/.exec(before)?.[1];
  return Object.entries(name ? codesFor(name, codes) : {}).find(([, one]) => one === title)?.[0] ?? null;
}

type Titled = { length: number; name: string; instead?: [string, string] };

/** A title, in brackets or not, 合计（转入） or SUM(转入), or the title of a code behind a comparison. */
function titleAt(rest: string, titles: Titles, before: string, about: Readable): Titled | null {
  if (/[A-Za-z0-9_.]$/.test(before)) return null;
  const call = /^(SUM|sum|合计|总计|总和|上期|上月|去年同期|去年)\s*[(（〔[【]\s*([^()（）〔〕[\]【】,，'"]+?)\s*[)）〕\]】]/.exec(rest);
  if (call) {
    const [whole, word = '', title = ''] = call;
    const name = (/^上/.test(word) ? titles.before : /^去年/.test(word) ? titles.yearAgo : titles.sums)[title];
    if (name) return { length: whole.length, name };
  }
  const bracketed = /\bin\s*$/.test(before) ? null : /^[〔[【{｛]\s*([^〔〕[\]【】{}｛｝'"]+?)\s*[〕\]】}｝]/.exec(rest);
  const inside = bracketed?.[1] === undefined ? undefined : titles.names[bracketed[1]];
  if (bracketed && inside) return { length: bracketed[0].length, name: inside };
  const chinese = /^[\u3400-\u9fff]+/.exec(rest)?.[0];
  const code = chinese ? codeFor(chinese, before, about) : null;
  if (chinese && code) return { length: chinese.length, name: `'${code}'` };
  for (const title of titles.longest) {
    if (!rest.startsWith(title)) continue;
    const after = rest.slice(title.length);
    if (!/^[\u3400-\u9fff]/.test(after) || wordAt(after)) return { length: title.length, name: titles.names[title] as string };
  }
  return chinese ? nearTitle(chinese, titles) : null;
}

/** What begins so, where only one does; what joins two is cut off first. An ending alone can turn the sense round: 未在校 is not 在校. */
function nearTitle(chinese: string, titles: Titles): Titled | null {
  const stop = [...chinese].findIndex((_, at) => at > 0 && wordAt(chinese.slice(at)));
  const word = stop < 0 ? chinese : chinese.slice(0, stop);
  const near = titles.longest.filter((title) => word.length > 1 && title.length > 1 && (title.startsWith(word) || word.startsWith(title)));
  return near.length === 1 && near[0] ? { length: word.length, name: titles.names[near[0]] as string, instead: [word, near[0]] } : null;
}

const wordAt = (rest: string): [string, string] | undefined => words.find(([word]) => rest.startsWith(word));

type Titles = {
  names: { [title: string]: string };
  sums: { [title: string]: string };
  before: { [title: string]: string };
  yearAgo: { [title: string]: string };
  longest: string[];
};

/** Titles people type, each for the one name it means; what two columns are called is left alone. */
function titlesIn(about: Readable): Titles {
  const { scope } = about;
  const sums: Titles['sums'] = {};
  const before: Titles['before'] = {};
  const yearAgo: Titles['yearAgo'] = {};
  const twice = new Set<string>();
  for (const [table, { columns }] of Object.entries(scope.tables))
    for (const [column, { title }] of numbersIn(columns)) {
      if (sums[title]) twice.add(title);
      sums[title] = `sum(rows.${table}, '${column}')`;
    }
  for (const title of twice) delete sums[title];
  // In a row, the row's own cell before goes ahead of the total of its column.
  const paths = Object.entries(scope.previous).sort(([a], [b]) => Number(a.includes('.')) - Number(b.includes('.')));
  for (const [path, { title }] of paths) {
    before[title] ??= `previous('${path}')`;
    yearAgo[title] ??= `lastYear('${path}')`;
  }
  const names: Titles['names'] = {};
  for (const [holder, { fields }] of Object.entries(scope.names)) for (const [key, { title }] of Object.entries(fields)) names[title] ??= `${holder}.${key}`;
  for (const [word, { title }] of Object.entries(scope.words)) names[title] ??= word;
  if (!scope.names.row) for (const [title, name] of Object.entries(sums)) names[title] ??= name;
  const longest = Object.keys(names)
    .filter((title) => /[\u3400-\u9fff]/.test(title))
    .sort((a, b) => b.length - a.length);
  return { names, sums, before, yearAgo, longest };
}

/** The table whose row `row` is. */
const tableOfRow = ({ scope }: Readable): string | null =>
  Object.entries(scope.tables).find(([, { columns }]) => columns === scope.names.row?.fields)?.[0] ?? null;

/** 5 is 0.05, without the noise of floats. */
function hundredth(number: string): string {
  const [whole = '', part = ''] = number.split('.');
  const shifted = whole.padStart(3, '0');
  return `${shifted.slice(0, -2).replace(/^0+(?=\d)/, '')}.${shifted.slice(-2)}${part}`.replace(/\.?0+$/, '') || '0';
}
