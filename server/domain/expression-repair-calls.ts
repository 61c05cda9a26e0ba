// Functions of a spreadsheet, and divisions, turned into what the language has for them.

/** `IF(甲, 乙, 丙)` is `(甲 ? 乙 : 丙)`, `AND(甲, 乙)` is `(甲 && 乙)`, `SUM(甲, 乙)` is `(甲 + 乙)`. @param table whose row `row` is */
export function repairCalls(text: string, table: string | null, said: Set<string>): string {
  let now = text;
  for (let round = 0; round < 40; round++) {
    const found = nextCall(now);
    if (!found) return now;
    const { from, to, name, args } = found;
    const written = sheetCall(name, args, table);
    if (written === null) return now;
    said.add(`${name} 换成了这里的写法`);
    now = now.slice(0, from) + written + now.slice(to);
  }
  return now;
}

const sheetNames =
  /(?<![\w.'])(AND|OR|NOT|IF|SUM|ROUND|MAX|MIN|ABS|AVERAGE|LEN|TODAY|and|or|not|if|And|Or|Not|If|Sum|Round|Max|Min|Abs|Average|Len|Today)\s*\(/g;

type SheetCall = { from: number; to: number; name: string; args: string[] };

/** The innermost such call. */
function nextCall(text: string): SheetCall | null {
  let last: SheetCall | null = null;
  for (const match of text.matchAll(sheetNames)) {
    const open = match.index + match[0].length - 1;
    const close = closing(text, open);
    if (close > 0) last = { from: match.index, to: close + 1, name: match[1] as string, args: argumentsOf(text.slice(open + 1, close)) };
  }
  return last;
}

function sheetCall(name: string, args: string[], table: string | null): string | null {
  const [first = '', second = '', third = ''] = args;
  switch (name.toUpperCase()) {
    case 'AND':
      return `(${args.map(guarded).join(' && ')})`;
    case 'OR':
      return `(${args.map(guarded).join(' || ')})`;
    case 'NOT':
      return `!(${first})`;
    case 'IF':
      return args.length === 3 ? `(${first} ? ${second} : ${third})` : null;
    case 'SUM': {
      const column = /^row\.(\w+)$/.exec(first)?.[1];
      if (args.length === 1 && column && table) return `sum(rows.${table}, '${column}')`;
      return args.length > 0 && first !== '' ? (args.length === 1 ? first : `(${args.join(' + ')})`) : null;
    }
    case 'AVERAGE':
      if (args.length === 1 && /^row\.\w+$/.test(first) && table) return `average(rows.${table}, '${first.slice(4)}')`;
      return args.length > 1 ? `ratio(${args.join(' + ')}, ${args.length})` : null;
    case 'ROUND':
      return args.length > 0 ? `round(${first}, ${second || '0'})` : null;
    case 'MAX':
    case 'MIN':
      return args.length > 1 ? args.reduce((all, one) => `${name.toLowerCase()}(${all}, ${one})`) : null;
    case 'ABS':
      return `abs(${first})`;
    case 'LEN':
      return `size(${first})`;
    case 'TODAY':
      return 'period.to';
    default:
      return null;
  }
}

const guarded = (text: string): string => (/&&|\|\|/.test(text) ? `(${text})` : text);

/** The place of the bracket that closes the one at `open`; -1 where there is none. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    const sign = text[at] as string;
    if (sign === "'" || sign === '"') {
      const end = text.indexOf(sign, at + 1);
      if (end < 0) return -1;
      at = end;
    } else if (sign === '(') depth++;
    else if (sign === ')' && --depth === 0) return at;
  }
  return -1;
}

function argumentsOf(inner: string): string[] {
  const args: string[] = [];
  let begin = 0;
  for (let at = 0, depth = 0; at <= inner.length; at++) {
    const sign = inner[at];
    if (sign === "'" || sign === '"') {
      const end = inner.indexOf(sign, at + 1);
      if (end > 0) at = end;
    } else if (sign === '(' || sign === '[') depth++;
    else if (sign === ')' || sign === ']') depth--;
    else if (sign === undefined || (sign === ',' && depth === 0)) {
      args.push(inner.slice(begin, at).trim());
      begin = at + 1;
    }
  }
  return args.length === 1 && args[0] === '' ? [] : args;
}

const atom = String.raw`[A-Za-z_][\w.]*|\d+(?:\.\d+)?`;
const leftAtom = new RegExp(`(?:${atom})\\s*$`);
const rightAtom = new RegExp(`^\\s*(?:${atom})`);

/** Division by what may be nought is a ratio: 甲 / 乙 is ratio(甲, 乙). Division by a whole number stays. */
export function repairDivisions(text: string, said: Set<string>): string {
  let now = text;
  for (let round = 0, from = 0; round < 40; round++) {
    const at = divisionIn(now, from);
    if (at < 0) return now;
    from = at + 1;
    if (/^\s*\d+(?![\d.])/.test(now.slice(at + 1)) && !/^\s*0+(?!\d)/.test(now.slice(at + 1))) continue;
    const begin = beginOfOperand(now, at);
    const end = endOfOperand(now, at + 1);
    if (begin === null || end === null) continue;
    const written = `ratio(${bare(now.slice(begin, at))}, ${bare(now.slice(at + 1, end))})`;
    now = now.slice(0, begin) + written + now.slice(end);
    from = begin + written.length;
    said.add('除法要写成 ratio(甲, 乙)，乙为 0 时结果为空');
  }
  return now;
}

function divisionIn(text: string, from: number): number {
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "'" || text[at] === '"') {
      const end = text.indexOf(text[at] as string, at + 1);
      if (end < 0) return -1;
      at = end;
    } else if (text[at] === '/' && at >= from) return at;
  }
  return -1;
}

function beginOfOperand(text: string, at: number): number | null {
  const before = text.slice(0, at);
  if (!/\)\s*$/.test(before)) return leftAtom.exec(before)?.index ?? null;
  const last = before.trimEnd().length - 1;
  for (let open = 0; open < last; open++)
    if (text[open] === '(' && closing(text, open) === last) return open - (/[A-Za-z_][\w.]*$/.exec(text.slice(0, open))?.[0].length ?? 0);
  return null;
}

function endOfOperand(text: string, at: number): number | null {
  const rest = text.slice(at);
  const named = rightAtom.exec(rest)?.[0].length ?? /^\s*(?=\()/.exec(rest)?.[0].length;
  if (named === undefined) return null;
  if (text[at + named] !== '(') return at + named;
  const end = closing(text, at + named);
  return end < 0 ? null : end + 1;
}

/** Without the blanks and brackets around the whole. */
function bare(text: string): string {
  const trimmed = text.trim();
  return trimmed.startsWith('(') && closing(trimmed, 0) === trimmed.length - 1 ? trimmed.slice(1, -1).trim() : trimmed;
}
