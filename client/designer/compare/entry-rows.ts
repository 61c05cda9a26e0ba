// Two definitions entry by entry, each as lines of a setting and its value, so that they can be laid side by side.
import { attributeWords, nounOf } from '../../../server/domain/change-words.js';
import { entryOf, titleAt } from '../../../server/domain/definition-places.js';
import type { LayeredDefinition } from '../../../server/domain/layers.js';
import { isMap, type Json, type JsonMap, sameJson, valueAt } from '../../../server/domain/merge-patch.js';
import { roleTitles } from '../../../server/domain/permissions.js';
import { settingInWords } from '../../../server/domain/setting-words.js';

/** `before` and `after` are '' where that side says nothing. */
type Line = { path: string; title: string; before: string; after: string; changed: boolean };
export type EntryRows = { path: string; title: string; changed: boolean; lines: Line[] };

const silent = ['id', 'kind', 'version', '$schema'];

/** Every entry of either side, in the order of `after`, with what is only in `before` behind. */
export function entryRows(before: JsonMap, after: JsonMap, around: { [id: string]: LayeredDefinition } = {}): EntryRows[] {
  const kind = String(after.kind ?? before.kind);
  const titles = titlesIn([before, after], around);
  const entries = new Map<string, Line[]>();
  const paths = new Map([...leaves(after), ...leaves(before)].map((path) => [path.join('.'), path]));
  for (const path of paths.values()) {
    if (silent.includes(path[0] as string)) continue;
    const entry = entryOf(kind, path) ?? path.slice(0, 1);
    const [was, is] = [valueAt(before, path), valueAt(after, path)];
    const rest = path.slice(entry.length);
    const line = {
      path: path.join('.'),
      title: rest.map((key) => nameOf(key, titles)).join(' '),
      before: was === undefined ? '' : codeWords(bare(settingInWords(before, path, was, around)), titles),
      after: is === undefined ? '' : codeWords(bare(settingInWords(after, path, is, around)), titles),
      changed: !sameJson(was, is),
    };
    const key = entry.join('.');
    entries.set(key, [...(entries.get(key) ?? []), line]);
  }
  return [...entries].map(([path, lines]) => ({
    path,
    title: titleOf(kind, path.split('.'), { before, after }, titles),
    changed: lines.some(({ changed }) => changed),
    lines,
  }));
}

function titleOf(kind: string, entry: string[], { before, after }: { before: JsonMap; after: JsonMap }, titles: Map<string, string>): string {
  const inLayout = entry[0] === 'layout' && entry.includes('columns');
  const noun = bare(nounOf(kind, inLayout ? ['layout'] : entry, valueAt(after, entry) ?? valueAt(before, entry)));
  const title = entry.length > 1 ? (titleAt(after, entry) ?? titleAt(before, entry) ?? nameOf(entry.at(-1) as string, titles)) : null;
  return title ? `${noun} ${title}` : noun;
}

/** Keys below an entry may be those of columns, states or codes, which have titles of their own. */
function titlesIn(definitions: JsonMap[], around: { [id: string]: LayeredDefinition }): Map<string, string> {
  const titles = new Map<string, string>(Object.entries(roleTitles));
  const take = (map: Json | undefined): void => {
    for (const [key, one] of Object.entries(isMap(map) ? map : {})) if (isMap(one) && typeof one.title === 'string') titles.set(key, one.title);
  };
  for (const definition of definitions) {
    for (const list of listsNamedIn(definition)) take((around[list] as unknown as JsonMap | undefined)?.codes);
    const properties = valueAt(definition, ['schema', 'properties']);
    for (const table of Object.values(isMap(properties) ? properties : {})) take(valueAt(table, ['each', 'properties']));
    for (const map of [properties, definition.codes, definition.events, definition.states]) take(map);
  }
  return titles;
}

function listsNamedIn(value: Json): string[] {
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === 'codeList' && typeof inner === 'string' ? [inner] : listsNamedIn(inner)));
}

const nameOf = (key: string, titles: Map<string, string>): string => titles.get(key) ?? bare(attributeWords(key));

/** A code written alone in an expression is one of a list. */
const codeWords = (words: string, titles: Map<string, string>): string => titles.get(/^'(\w+)'$/.exec(words)?.[1] ?? '') ?? words;

const bare = (words: string): string => words.replace(/^\u201c|\u201d$/g, '');

function leaves(value: Json | undefined, path: string[] = []): string[][] {
  if (!isMap(value) || Object.keys(value).length === 0) return path.length > 0 ? [path] : [];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}
