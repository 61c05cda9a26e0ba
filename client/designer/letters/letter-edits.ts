// Changes of a letter, each a pure function of the whole definition.
import type { LetterDefinition, LetterField } from '../../../server/domain/definition.generated.js';
import type { JsonMap } from '../../../server/domain/merge-patch.js';
import { isFromBelow, setAt } from '../edit-tree.js';
import { addBehind, lastIn } from '../move-entries.js';

type Map = { [key: string]: object } | undefined;

/** A key nobody sees: `ps_p3`. @param taken keys that are in use, hidden ones included */
export function nextKey(begin: string, prefix: string, taken: Map): string {
  const first = prefix === '' ? begin : `${prefix}_${begin}`;
  for (let n = 1; ; n++) if (!taken || !Object.hasOwn(taken, `${first}${n}`)) return `${first}${n}`;
}

/** What the county added goes; what lies below is hidden. Issued letters keep the words they were issued with. */
export const takeAway = <T>(definition: T, below: JsonMap, path: string[]): T =>
  isFromBelow(below, path) ? setAt(definition, [...path, 'hidden'], true) : setAt(definition, path, undefined);

/** Cuts a paragraph in two at a line break, or puts what was pasted into paragraphs of their own. @returns the key of the last of them too */
export function splitText(letter: LetterDefinition, key: string, lines: string[], prefix: string): { letter: LetterDefinition; last: string } {
  let [next, last] = [setAt(letter, ['texts', key, 'text'], lines[0] ?? ''), key];
  for (const line of lines.slice(1)) {
    const fresh = nextKey('p', prefix, next.texts);
    next = addBehind(next, ['texts'], next.texts, fresh, { text: line }, last);
    last = fresh;
  }
  return { letter: next, last };
}

/** The key of the field a letter has for a source, or null. */
export const fieldFrom = (letter: LetterDefinition, from: string): string | null =>
  Object.entries(letter.fields ?? {}).find(([, field]) => field.from === from && !field.hidden)?.[0] ?? null;

/** A title no other field in use has. */
export function freeTitle(letter: LetterDefinition, title: string): string {
  const taken = new Set(Object.values(letter.fields ?? {}).flatMap((field) => (field.hidden ? [] : [field.title])));
  for (let n = 1; ; n++) if (!taken.has(n === 1 ? title : `${title}${n}`)) return n === 1 ? title : `${title}${n}`;
}

export const addField = (letter: LetterDefinition, key: string, field: LetterField): LetterDefinition =>
  addBehind(letter, ['fields'], letter.fields, key, field, lastIn(letter.fields));

/** How often wording and layout name a field. @param page the product's layout the letter uses */
export function usesOf(letter: LetterDefinition, key: string, page: string): number {
  const texts = Object.values(letter.texts ?? {}).filter((text) => !text.hidden);
  const lines = Object.values(letter.receipt?.lines ?? {}).filter((line) => !line.hidden);
  return [...texts.map(({ text }) => text), ...lines.map(({ text }) => text ?? ''), letter.template.text ?? page]
    .map((text) => text.split(new RegExp(`\\{${key}\\}|fields\\.${key}\\b`)).length - 1)
    .reduce((sum, count) => sum + count, 0);
}
