import type { LayeredDefinition } from '../../../server/domain/layers.js';
import { usesOf } from '../../../server/domain/uses-of.js';

/** Titles of forms and ledgers whose formulas, or other rules, name a code of this list outright. */
export function codeMentions(list: string, contents: { [id: string]: LayeredDefinition }): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { id, title } of usesOf(list, contents)) {
    const named = new Set([...JSON.stringify(contents[id]).matchAll(/'([A-Za-z][A-Za-z0-9_]*)'/g)].map((match) => match[1] as string));
    for (const key of named) found.set(key, [...(found.get(key) ?? []), title]);
  }
  return found;
}
