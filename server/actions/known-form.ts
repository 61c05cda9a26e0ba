// A form by its id, for one who may see it.
import type { Deps, FormEntry } from '../deps.js';
import type { Actor } from '../domain/office.js';
import { Problem } from '../domain/problem.js';

export function knownForm(actor: Actor, id: string, deps: Pick<Deps, 'forms'>): FormEntry {
  const entry = deps.forms.current(actor.county, id);
  if (!entry) throw new Problem('NOT_FOUND');
  return entry;
}
