// What was edited and never reached the server, kept in this browser by definition and person until it has.
import type { JsonMap } from '../../server/domain/merge-patch.js';

/** `base` is what the server had when it was edited. */
export type KeptEdit = { rev: number; base: JsonMap; now: JsonMap; at: string };

const placeOf = (user: string, id: string): string => `yibiao.design:${user}:${id}`;

export function keepEdit(user: string, id: string, edit: KeptEdit | null): void {
  try {
    if (edit === null) localStorage.removeItem(placeOf(user, id));
    else localStorage.setItem(placeOf(user, id), JSON.stringify(edit));
  } catch {
    // A browser that keeps nothing still saves to the server.
  }
}

export function keptEdit(user: string, id: string): KeptEdit | null {
  try {
    const kept = JSON.parse(localStorage.getItem(placeOf(user, id)) ?? 'null') as KeptEdit | null;
    return kept && typeof kept.rev === 'number' && typeof kept.base === 'object' && typeof kept.now === 'object' ? kept : null;
  } catch {
    return null;
  }
}
