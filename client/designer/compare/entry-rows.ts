// Two definitions entry by entry, each as lines of a setting and its value, so that they can be laid side by side.
import { attributeWords, nounOf } from '../../../server/domain/change-words.js';
import { titleAt } from '../../../server/domain/definition-changes.js';
import { entryOf } from '../../../server/domain/definition-places.js';
import { isMap, type Json, type JsonMap, sameJson, valueAt } from '../../../server/domain/merge-patch.js';
import { settingInWords } from '../../../server/domain/setting-words.js';

/** `before` and `after` are '' where that side says nothing. */
type Line = { path: string; title: string; before: string; after: string; changed: boolean };
export type EntryRows = { path: string; title: string; changed: boolean; lines: Line[] };

const silent = ['id', 'kind', 'version', '$schema'];

/** Every entry of either side, in the order of `after`, with what is only in `before` behind. */
export function entryRows(before: JsonMap, after: JsonMap): EntryRows[] {
  const kind = String(after.kind ?? before.kind);
  const entries = new Map<string, Line[]>();
  const paths = new Map([...leaves(after), ...leaves(before)].map((path) => [path.join('.'), path]));
  for (const path of paths.values()) {
    if (silent.includes(path[0] as string)) continue;
    const entry = entryOf(kind, path) ?? path.slice(0, 1);
    const [was, is] = [valueAt(before, path), valueAt(after, path)];
    const rest = path.slice(entry.length);
    const line = {
      path: path.join('.'),
      title: rest.map((key) => nameOf(key, after, before)).join(' '),
      before: was === undefined ? '' : bare(settingInWords(before, path, was)),
      after: is === undefined ? '' : bare(settingInWords(after, path, is)),
      changed: !sameJson(was, is),
    };
    const key = entry.join('.');
    entries.set(key, [...(entries.get(key) ?? []), line]);
  }
  return [...entries].map(([path, lines]) => ({
    path,
    title: titleOf(kind, path.split('.'), after, before),
    changed: lines.some(({ changed }) => changed),
    lines,
  }));
}

function titleOf(kind: string, entry: string[], after: JsonMap, before: JsonMap): string {
  const inLayout = entry[0] === 'layout' && entry.includes('columns');
  const noun = bare(nounOf(kind, inLayout ? ['layout'] : entry, valueAt(after, entry) ?? valueAt(before, entry)));
  const title = entry.length > 1 ? (titleAt(after, entry) ?? titleAt(before, entry) ?? nameOf(entry.at(-1) as string, after, before)) : null;
  return title ? `${noun} ${title}` : noun;
}

/** Keys below an entry may be those of columns, states or codes, which have titles of their own. */
function nameOf(key: string, after: JsonMap, before: JsonMap): string {
  const places = [['states'], ['codes'], ...tables(after), ...tables(before)];
  for (const place of places) {
    const title = titleAt(after, [...place, key]) ?? titleAt(before, [...place, key]);
    if (title) return title;
  }
  return bare(attributeWords(key));
}

const tables = (definition: JsonMap): string[][] => {
  const properties = valueAt(definition, ['schema', 'properties']);
  return isMap(properties) ? [['schema', 'properties'], ...Object.keys(properties).map((table) => ['schema', 'properties', table, 'each', 'properties'])] : [];
};

const bare = (words: string): string => words.replace(/^\u201c|\u201d$/g, '');

function leaves(value: Json | undefined, path: string[] = []): string[][] {
  if (!isMap(value) || Object.keys(value).length === 0) return path.length > 0 ? [path] : [];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}
