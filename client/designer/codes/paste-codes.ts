// Lines pasted from Excel onto a code list: what they would add and change, and everything that is wrong with them.
import type { CodeListDefinition } from '../../../server/domain/definition.generated.js';
import { readDay } from '../read-day.js';
import { addCodes, type Code, type Ground, isLocked, setBecomes } from './code-edits.js';

export type PasteColumn = 'title' | 'from' | 'until' | 'becomes' | 'source' | 'skip';
export type PasteProblem = 'noTitle' | 'twice' | 'badDay' | 'daysBackwards' | 'noTarget' | 'locked' | 'tooLong';
export type PlannedLine = {
  /** As counted in what was pasted, from 1, the header included. */
  line: number;
  title: string;
  /** The code it is about; null for a new one. */
  key: string | null;
  code: Code;
  /** Titles it turns into. */
  becomes: string[];
  fate: 'added' | 'changed' | 'same' | 'wrong';
  problems: { kind: PasteProblem; text: string }[];
};
/** Words of a header line by what they mean, in the language of the screen. */
export type HeaderWords = { [column in Exclude<PasteColumn, 'skip'>]: string[] };

/** Cells of a copied range: tabs between them, quotes around those that hold a line break. */
/** As many lines at once as a list to choose from can still be; a longer one is a ledger. */
export const longestPaste = 1000;

export function readCells(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const close = () => rows.at(-1)?.push(cell.trim());
  for (let at = 0; at < text.length; at++) {
    const char = text[at] as string;
    if (quoted) {
      if (char !== '"') cell += char === '\n' || char === '\r' ? ' ' : char;
      else if (text[at + 1] === '"') cell += text[++at];
      else quoted = false;
    } else if (char === '"' && cell === '') quoted = true;
    else if (char === '\t' || char === '\n') {
      close();
      cell = '';
      if (char === '\n') rows.push([]);
    } else if (char !== '\r') cell += char;
  }
  close();
  return rows.filter((row) => row.some((one) => one !== ''));
}

/** What the columns seem to be: by a header line, or else by what stands in them. */
export function guessColumns(rows: string[][], words: HeaderWords): { columns: PasteColumn[]; header: boolean } {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const named = Array.from({ length: width }, (_, at) => columnNamed(rows[0]?.[at] ?? '', words));
  const header = named.includes('title');
  if (header) return { columns: named.map((one, at) => (one !== null && named.indexOf(one) === at ? one : 'skip')), header };
  const columns = Array.from({ length: width }, (_, at): PasteColumn => {
    const filled = rows.map((row) => row[at] ?? '').filter((text) => text !== '');
    if (filled.length > 0 && filled.every((text) => readDay(text))) return 'from';
    return filled.length > 0 && filled.every((text) => /^\d+$/.test(text)) ? 'skip' : 'title';
  });
  const title = columns.indexOf('title');
  const days = columns.flatMap((one, at) => (one === 'from' ? [at] : []));
  return {
    columns: columns.map((one, at) =>
      one === 'title' ? (at === title ? 'title' : 'skip') : one === 'from' ? ((['from', 'until'] as const)[days.indexOf(at)] ?? 'skip') : 'skip',
    ),
    header,
  };
}

function columnNamed(text: string, words: HeaderWords): PasteColumn | null {
  const plain = text.replace(/\s/g, '').toLowerCase();
  const found = (Object.entries(words) as [Exclude<PasteColumn, 'skip'>, string[]][]).find(([, names]) => names.some((name) => plain === name.toLowerCase()));
  return found?.[0] ?? null;
}

export function planPaste(list: CodeListDefinition, rows: string[][], columns: PasteColumn[], ground: Ground): PlannedLine[] {
  const seen = new Map<string, number>();
  const titles = new Set([...Object.values(list.codes ?? {}).map(({ title }) => title), ...rows.map((row) => row[columns.indexOf('title')] ?? '')]);
  return rows.map((row, index) => {
    const cell = (column: PasteColumn): string => (columns.includes(column) ? (row[columns.indexOf(column)] ?? '') : '');
    const title = cell('title');
    const key = keyOf(list, title);
    const problems: PlannedLine['problems'] = [];
    if (title === '') problems.push({ kind: 'noTitle', text: '' });
    if (title.length > 60) problems.push({ kind: 'tooLong', text: title });
    if (title !== '' && seen.has(title)) problems.push({ kind: 'twice', text: title });
    seen.set(title, index);
    const day = (column: 'from' | 'until'): string => {
      const read = readDay(cell(column));
      if (read === null) problems.push({ kind: 'badDay', text: cell(column) });
      return read ?? '';
    };
    const [from, until] = [day('from'), day('until')];
    if (from && until && from > until) problems.push({ kind: 'daysBackwards', text: `${from} > ${until}` });
    const becomes = cell('becomes')
      .split(/[、,，;；/]/)
      .map((one) => one.trim())
      .filter(Boolean);
    for (const target of becomes) if (!titles.has(target) || target === title) problems.push({ kind: 'noTarget', text: target });
    const code: Code = { title, ...(from ? { from } : {}), ...(until ? { until } : {}), ...(cell('source') ? { source: cell('source') } : {}) };
    const before = key === null ? undefined : list.codes[key];
    const changes = before !== undefined && (differs(before, code, becomes, list) || before.hidden === true);
    if (key !== null && changes && isLocked(ground, key)) problems.push({ kind: 'locked', text: title });
    const fate = problems.length > 0 ? 'wrong' : before === undefined ? 'added' : changes ? 'changed' : 'same';
    return { line: index + 1, title, key, code, becomes, fate, problems };
  });
}

const keyOf = (list: CodeListDefinition, title: string): string | null => {
  const found = Object.entries(list.codes ?? {}).filter(([, code]) => code.title === title);
  return (found.find(([, { hidden, until }]) => !hidden && !until) ?? found[0])?.[0] ?? null;
};

function differs(before: Code, after: Code, becomes: string[], list: CodeListDefinition): boolean {
  if ((['from', 'until', 'source'] as const).some((name) => after[name] !== undefined && after[name] !== before[name])) return true;
  const targets = Object.keys(before.becomes ?? {})
    .filter((key) => before.becomes?.[key])
    .map((key) => list.codes[key]?.title);
  return becomes.length > 0 && (becomes.length !== targets.length || becomes.some((one) => !targets.includes(one)));
}

/** @param keys of the new codes by title. Lines that are wrong or say nothing new are left out. */
export function applyPaste(list: CodeListDefinition, lines: PlannedLine[], keys: { [title: string]: string }, ground: Ground): CodeListDefinition {
  const told = lines.filter(({ fate }) => fate === 'added' || fate === 'changed');
  let next = addCodes(
    list,
    told.flatMap(({ fate, title, code }) => (fate === 'added' && keys[title] ? [{ key: keys[title], code }] : [])),
  );
  for (const { fate, key, code } of told) {
    if (fate !== 'changed' || key === null) continue;
    const { hidden, ...before } = next.codes[key] as Code;
    next = { ...next, codes: { ...next.codes, [key]: { ...before, ...code, ...(hidden ? { hidden: false } : {}) } } };
  }
  const at = (title: string): string | null => keys[title] ?? keyOf(next, title);
  for (const { title, key, becomes } of told) {
    const own = key ?? keys[title];
    if (own && becomes.length > 0)
      next = setBecomes(
        next,
        own,
        becomes.flatMap((one) => at(one) ?? []),
        ground,
      );
  }
  return next;
}
