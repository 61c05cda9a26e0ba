// What completion offers at a place, as people look for it: by the Chinese title, its pinyin or its initials, or the key.
import { columnNames, earlierNames, functions, loopNames } from '../../../server/domain/expression-functions.js';
import { nameTitle, numbersIn, tableTitle } from '../../../server/domain/expression-words.js';
import { otherNames, otherPlace, otherTitle } from '../../../server/domain/other-forms.js';
import type { ExpressionPlace } from '../../../server/domain/rule-place.js';

/** `apply` is what is written; a `#` in it stands where writing goes on. `about` is said beside the title, `more` when it is chosen. */
export type PlaceName = {
  apply: string;
  title: string;
  /** What it is made of and found by as well: a total by the name of its column. */
  of?: string;
  key: string;
  about: string;
  more: string;
  kind: 'name' | 'function' | 'value';
};

/** Words of the interface for the groups. */
export type GroupWords = { row: string; total: string; previous: string; lastYear: string; other: string; function: string; table: string };

export function namesAt({ scope }: ExpressionPlace, words: GroupWords): PlaceName[] {
  const fields = Object.entries(scope.names).flatMap(([holder, { title: of, fields }]) =>
    Object.entries(fields).map(
      ([key]): PlaceName => ({
        apply: `${holder}.${key}`,
        title: nameTitle(holder, key, scope),
        key,
        about: holder === 'row' ? words.row : of,
        more: '',
        kind: 'name',
      }),
    ),
  );
  const single = Object.entries(scope.words).map(([word, { title }]): PlaceName => ({ apply: word, title, key: word, about: '', more: '', kind: 'name' }));
  const sums = Object.entries(scope.tables).flatMap(([table, { title: of, columns }]) =>
    numbersIn(columns).map(
      ([key, { title }]): PlaceName => ({
        apply: `sum(rows.${table}, '${key}')`,
        title: `${functions.sum?.title}〔${tableTitle(table, scope)}${title}〕`,
        of: title,
        key,
        about: `${of} · ${words.total}`,
        more: functions.sum?.does ?? '',
        kind: 'name',
      }),
    ),
  );
  const tables = scope.loops
    ? Object.entries(scope.tables).map(([key, { title }]): PlaceName => ({ apply: `rows.${key}`, title, key, about: words.table, more: '', kind: 'name' }))
    : [];
  const before = [...earlierNames].flatMap((call) =>
    Object.entries(scope.previous).map(
      ([path, { title }]): PlaceName => ({
        apply: `${call}('${path}')`,
        title: `${functions[call]?.title}〔${title}${path.includes('.') ? words.total : ''}〕`,
        of: title,
        key: path,
        about: words[call],
        more: functions[call]?.does ?? '',
        kind: 'name',
      }),
    ),
  );
  const elsewhere = otherNames(scope).map(
    (path): PlaceName => ({
      apply: `other('${path}')`,
      title: otherTitle(scope.others ?? {}, path) ?? path,
      of: otherPlace(scope.others ?? {}, path)?.field.title ?? '',
      key: path,
      about: words.other,
      more: functions.other?.does ?? '',
      kind: 'name',
    }),
  );
  return [...fields, ...single, ...sums, ...tables, ...before, ...elsewhere, ...functionsAt(scope, words)];
}

const methods = new Set(['contains', 'startsWith', 'endsWith', 'filter', 'exists', 'exists_one', 'all']);

function functionsAt(scope: ExpressionPlace['scope'], words: GroupWords): PlaceName[] {
  return Object.entries(functions)
    .filter(([name]) => name !== 'other' || Object.keys(scope.others ?? {}).length > 0)
    .filter(([name]) => (scope.loops || !loopNames.has(name)) && (scope.calendar || name !== 'schoolDays'))
    .filter(([name]) => Object.keys(scope.tables).length > 0 || ![...earlierNames, ...columnNames, ...loopNames].includes(name))
    .map(([name, { title, use, does }]) => ({
      apply: methods.has(name) ? `.${name}(${loopNames.has(name) ? 'r, ' : ''}#)` : `${name}(#)`,
      title,
      key: name,
      about: words.function,
      more: `${does}\n${use}`,
      kind: 'function',
    }));
}

/** Titles of the codes that may stand behind a comparison that was just begun, ready to write. */
export function valuesBehind({ codes }: ExpressionPlace, before: string, about: string): PlaceName[] {
  const name = /([A-Za-z_]\w*\.\w+)\s*(?:==|!=)\s*$/.exec(before)?.[1] ?? /([A-Za-z_]\w*\.\w+)\s+in\s*\[[^\]]*$/.exec(before)?.[1];
  return Object.entries((name && codes[name]) || {}).map(([code, title]) => ({ apply: `'${code}'`, title, key: code, about, more: '', kind: 'value' }));
}

export type Latin = (title: string) => { full: string; initials: string };
const known = new Map<string, { full: string; initials: string }>();
let latin: Promise<Latin> | null = null;

/** Pinyin of a title, loaded when the first formula is opened. */
export function loadLatin(): Promise<Latin> {
  latin ??= import('pinyin-pro').then(({ pinyin }) => (title: string) => {
    const found = known.get(title) ?? {
      full: pinyin(title, { toneType: 'none', type: 'array', nonZh: 'removed', v: true }).join(''),
      initials: pinyin(title, { toneType: 'none', pattern: 'first', type: 'array', nonZh: 'removed' }).join(''),
    };
    known.set(title, found);
    return found;
  });
  return latin;
}

const plain = (text: string): string => text.replace(/[〔〕（）()·\s]/g, '').toLowerCase();

/** Those that fit what was typed, best first; everything for nothing typed. */
export function fitting(names: PlaceName[], typed: string, read: Latin | null): PlaceName[] {
  const sought = plain(typed.replace(/^.*\./, ''));
  if (sought === '') return names;
  return names
    .map((name) => ({ name, rank: rankOf(name, sought, read) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .map(({ name }) => name);
}

/** What is called so goes ahead of what is made of it. */
const rankOf = (name: PlaceName, sought: string, read: Latin | null): number =>
  Math.max(rankBy(name.title, name.key, sought, read), name.of === undefined ? 0 : rankBy(name.of, name.key, sought, read) - 0.2);

function rankBy(title: string, key: string, sought: string, read: Latin | null): number {
  const words = plain(title);
  if (words === sought) return 9;
  if (words.startsWith(sought)) return 8;
  if (key.toLowerCase() === sought) return 7;
  const { full, initials } = read?.(title) ?? { full: '', initials: '' };
  if (initials === sought) return 6.5;
  if (initials.startsWith(sought)) return 6;
  if (full.startsWith(sought)) return 5;
  if (key.toLowerCase().startsWith(sought)) return 4;
  if (words.includes(sought)) return 3;
  if (sought.length > 1 && (initials.includes(sought) || full.includes(sought) || key.toLowerCase().includes(sought))) return 2;
  return 0;
}
