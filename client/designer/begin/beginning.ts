// How a new definition begins: what is asked of a person, and the least that holds together.
import type { LayeredDefinition } from '../../../server/domain/layers.js';

/** `today` is `YYYY-MM-DD`; `say` gives words of `design.list.begin`. */
export type Beginning = { id: string; title: string; today: string; contents: { [id: string]: LayeredDefinition }; say: (key: BeginWord) => string };
export type BeginWord =
  | 'table'
  | 'column'
  | 'rows'
  | 'seal'
  | 'filler'
  | 'date'
  | 'code'
  | 'filling'
  | 'returned'
  | 'handedIn'
  | 'accepted'
  | 'handIn'
  | 'sendBack'
  | 'accept'
  | 'withdraw'
  | 'childName'
  | 'guardian'
  | 'school'
  | 'office'
  | 'toGuardian'
  | 'toParents'
  | 'opening'
  | 'closing'
  | 'serial'
  | 'edition'
  | 'article'
  | 'personName'
  | 'state'
  | 'group';

/** The life most reports of the county go through. */
export function usualLife(contents: { [id: string]: LayeredDefinition }): string {
  const counts = new Map<string, number>();
  for (const one of Object.values(contents)) {
    if (one.kind === 'life') counts.set(one.id, counts.get(one.id) ?? 0);
    if (one.kind === 'report' && !one.hidden) counts.set(one.life, (counts.get(one.life) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}
