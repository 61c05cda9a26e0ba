// Which definitions name another one: a report its lists, its life and its calendar, a letter its ledger and its laws.
import type { LayeredDefinition } from './layers.js';
import { isMap, type Json } from './merge-patch.js';

export type Use = { id: string; title: string; kind: string };

/** Definitions that name this one in some place; their own words do not count. */
export function usesOf(id: string, contents: { [id: string]: LayeredDefinition }): Use[] {
  return Object.values(contents)
    .filter((one) => one.id !== id && !('hidden' in one && one.hidden) && names(one as unknown as Json, id))
    .map(({ id: user, title, kind }) => ({ id: user, title, kind }));
}

const words = ['id', 'kind', 'title', 'hint', 'source', 'message', 'text', 'why'];

function names(value: Json, id: string): boolean {
  if (value === id) return true;
  if (Array.isArray(value)) return value.some((one) => names(one, id));
  return isMap(value) && Object.entries(value).some(([key, inner]) => !words.includes(key) && names(inner, id));
}
