// What the items of a definition name, and what a change does to the things that can be named.
import type { LayeredDefinition } from './layers.js';
import { isMap, type Json, type JsonMap, type Leaf, sameJson, valueAt } from './merge-patch.js';

export type Fate = 'removed' | 'hidden' | 'retyped';
/** A field, column, table, code or state that a change took away, hid or retyped. */
export type Lost = { path: string[]; key: string; fate: Fate };

const typing = ['type', 'codeList', 'format', 'rows'];

/** What of `before` is gone, hidden or of another type in `after`. */
export function lostBetween(before: JsonMap, after: JsonMap): Lost[] {
  return thingsOf(before).flatMap((path): Lost[] => {
    const was = valueAt(before, path) as JsonMap;
    const is = valueAt(after, path);
    const key = path.at(-1) as string;
    if (!isMap(is)) return [{ path, key, fate: 'removed' }];
    if (is.hidden === true && was.hidden !== true) return [{ path, key, fate: 'hidden' }];
    return typing.some((name) => !sameJson(was[name], is[name])) ? [{ path, key, fate: 'retyped' }] : [];
  });
}

/** Keys a leaf of a patch names, with the place they have to be in the language to do so. */
export function namedBy({ path, value }: Leaf): { words: string[]; expression: boolean } {
  if (value === null) return { words: [], expression: false };
  const last = path.at(-1) as string;
  const [section] = path;
  if (typeof value === 'string' && expressionKeys.includes(last)) return { words: wordsOf(value), expression: true };
  if (typeof value === 'string' && last === 'message')
    return { words: [...value.matchAll(/\{([^}]*)\}/g)].flatMap((hole) => wordsOf(hole[1] as string)), expression: true };
  if (section === 'carry') return { words: [...wordsOf(path[1] as string), ...(last === 'from' ? wordsOf(String(value)) : [])], expression: true };
  if (section === 'checks' && (last === 'each' || path[2] === 'at')) return { words: [path[2] === 'at' ? last : String(value)], expression: true };
  if (section === 'actions' && value !== false && (path[2] === 'from' || last === 'to'))
    return { words: [path[2] === 'from' ? last : String(value)], expression: true };
  if (section === 'initial') return { words: [String(value)], expression: true };
  if (section === 'sums') return { words: path.slice(1), expression: false };
  if (section === 'layout' && path[1] === 'tables') return { words: path.slice(2).filter((key) => key !== 'columns'), expression: false };
  return { words: [], expression: false };
}

const expressionKeys = ['that', 'value', 'when', 'filledBy', 'where'];
const wordsOf = (text: string): string[] => [...new Set(withoutOthers(text).match(/[A-Za-z_][A-Za-z0-9_]*/g) ?? [])];
/** An expression without the numbers it names of other forms: their columns may be called as its own are. */
export const withoutOthers = (text: string): string => text.replace(/\bother\(\s*(['"])[^'"]*\1\s*\)/g, '0');

/** True when a leaf names a thing that is lost: an expression any of them, a place in the layout or the sums only one that is gone. */
export function namesLost(leaf: Leaf, lost: Lost): boolean {
  const { words, expression } = namedBy(leaf);
  return words.includes(lost.key) && (expression || lost.fate === 'removed');
}

function thingsOf(definition: JsonMap): string[][] {
  const { kind } = definition as unknown as LayeredDefinition;
  if (kind === 'code-list') return keysAt(definition, ['codes']);
  if (kind === 'life') return keysAt(definition, ['states']);
  const properties = keysAt(definition, ['schema', 'properties']);
  return properties.flatMap((path) => [path, ...keysAt(definition, [...path, 'each', 'properties'])]);
}

function keysAt(definition: JsonMap, path: string[]): string[][] {
  const map: Json | undefined = valueAt(definition, path);
  return isMap(map)
    ? Object.keys(map)
        .filter((key) => isMap(map[key]))
        .map((key) => [...path, key])
    : [];
}
