// What is wrong with the text of an expression before it is parsed: the slips of people who type Chinese and know Excel.

export type TextFault = { at: number; message: string };

// biome-ignore format: a table of signs
const signs: { [sign: string]: string } = {
  '，': ',', '、': ',', '。': '.', '；': '', '：': ':', '（': '(', '）': ')', '【': '[', '】': ']', '｛': '{', '｝': '}', '＝': '==', '＋': '+', '－': '-', '—': '-', '–': '-', '×': '*', '＊': '*',
  '÷': 'ratio(甲, 乙)', '／': '/', '≥': '>=', '≤': '<=', '≠': '!=', '＞': '>', '＜': '<', '＆': '&&', '｜': '||', '！': '!', '％': '小数（如 0.05）', '“': "'", '”': "'", '‘': "'", '’': "'", '＂': "'", '＇': "'", '　': '空格', '．': '.',
};
const words: { [word: string]: string } = {
  and: '&&',
  or: '||',
  not: '!',
  且: '&&',
  并且: '&&',
  和: '&&',
  与: '&&',
  或: '||',
  或者: '||',
  非: '!',
  不是: '!=',
  等于: '==',
  大于: '>',
  小于: '<',
  不等于: '!=',
  AND: '&&',
  OR: '||',
  NOT: '!',
};

/** Functions people know from a spreadsheet. */
const sheetWords: { [word: string]: string } = {
  SUM: "sum(rows.表, '列')",
  IF: '条件 ? 甲 : 乙',
  AND: '&&',
  OR: '||',
  COUNTIF: 'rows.表.filter(r, 条件).size()',
  COUNT: 'rows.表.filter(r, 条件).size()',
  SUMIF: "sum(rows.表.filter(r, 条件), '列')",
  AVERAGE: "average(rows.表, '列')",
  ROUND: 'round(数, 2)',
  MAX: "max(甲, 乙) 或 highest(rows.表, '列')",
  MIN: "min(甲, 乙) 或 lowest(rows.表, '列')",
  ABS: 'abs(数)',
  LEN: 'size(文字)',
  TODAY: 'period.to',
};

/** The first fault in the text; null when its signs, quotes and brackets are in order. */
export function textFault(text: string): TextFault | null {
  const open: { sign: string; at: number }[] = [];
  for (let at = 0; at < text.length; ) {
    const sign = text[at] as string;
    if (sign === "'" || sign === '"') {
      const end = endOfString(text, at);
      if (end < 0) return { at, message: `引号 ${sign} 没有配对，文字两头都要有引号` };
      at = end + 1;
      continue;
    }
    const fault = signFault(text, at) ?? wordFault(text, at) ?? bracketFault(sign, at, open);
    if (fault) return fault;
    at += wordAt(text, at)?.length || 1;
  }
  const left = open.at(-1);
  return left ? { at: left.at, message: `括号“${left.sign}”没有配对的“${pairs[left.sign]}”` } : null;
}

function endOfString(text: string, at: number): number {
  for (let end = at + 1; end < text.length; end++) {
    if (text[end] === '\\') end++;
    else if (text[end] === text[at]) return end;
  }
  return -1;
}

function signFault(text: string, at: number): TextFault | null {
  const sign = text[at] as string;
  const right = signs[sign];
  if (right !== undefined)
    return { at, message: right === '' ? `不能用中文的“${sign}”，公式里没有这个符号，请删去` : `不能用中文的“${sign}”，要用半角英文的 ${right}` };
  const two = text.slice(at, at + 2);
  if (two === '<>') return { at, message: '“不等于”要写成 !=' };
  if (two === '=>') return { at, message: '“大于等于”要写成 >=' };
  if (two === '=<') return { at, message: '“小于等于”要写成 <=' };
  if (text.slice(at, at + 3) === '===') return { at, message: '判断相等用两个等号 ==' };
  const alone = (one: string): boolean => sign === one && text[at + 1] !== one && text[at - 1] !== one;
  if (alone('=') && !'<>!='.includes(text[at - 1] ?? ' ')) return { at, message: '判断相等要用两个等号 ==' };
  if (alone('&')) return { at, message: '“并且”要写成 &&' };
  if (alone('|')) return { at, message: '“或者”要写成 ||' };
  if (sign === '{') return { at, message: '公式里不能写花括号' };
  if (sign === ';') return { at, message: '公式里没有分号，请删去' };
  if (sign === '^') return { at, message: '公式里没有乘方，请用 * 连乘' };
  if (sign === '%' && !/^%\s*[\w(]/.test(text.slice(at))) return { at, message: '百分数要写成小数，5% 写成 0.05' };
  return null;
}

function wordAt(text: string, at: number): string | null {
  return /^(?:[A-Za-z_][A-Za-z0-9_]*|[\u3400-\u9fff]+)/.exec(text.slice(at, at + 60))?.[0] ?? null;
}

function wordFault(text: string, at: number): TextFault | null {
  const word = wordAt(text, at);
  if (word === null) return null;
  const right = text[at - 1] === '.' || !Object.hasOwn(words, word) ? undefined : words[word];
  if (right !== undefined) return { at, message: `“${word}”要写成 ${right}` };
  if (text[at - 1] !== '.' && Object.hasOwn(sheetWords, word)) return { at, message: `公式和表格软件里的不一样，“${word}”要写成 ${sheetWords[word]}` };
  if (text[at - 1] !== '.' && /^[A-Z]{1,3}\d{1,4}$/.test(word)) return { at, message: `“${word}”是表格软件的格号，这里要写栏目的键名，如 row.remark` };
  if (!/^[\u3400-\u9fff]/.test(word)) return null;
  return {
    at,
    message: `“${word}”是中文，不是这里的栏目：栏目要用键名（如 row.remark），设计表单时可从列出的栏目里选；文字要放在英文引号里（如 '${word.slice(0, 10)}'）`,
  };
}

const pairs: { [open: string]: string } = { '(': ')', '[': ']', '{': '}' };

function bracketFault(sign: string, at: number, open: { sign: string; at: number }[]): TextFault | null {
  if (pairs[sign]) open.push({ sign, at });
  if (!Object.values(pairs).includes(sign)) return null;
  const last = open.pop();
  if (last && pairs[last.sign] === sign) return null;
  return { at, message: last ? `括号“${last.sign}”要用“${pairs[last.sign]}”来配对，这里是“${sign}”` : `多了一个“${sign}”，前面没有和它配对的括号` };
}
