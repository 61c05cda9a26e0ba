import type { Deps, FormEntry } from '../deps.js';
import type { Actor } from '../domain/office.js';
import { dueInWords } from '../domain/period.js';
import { Problem } from '../domain/problem.js';
import type { FormListView } from '../domain/views.js';

/** The forms an actor's county (or city) uses, in their current version. */
export function listForms(actor: Actor, deps: Pick<Deps, 'forms'>): FormListView {
  return {
    items: deps.forms.list(actor.county).map(({ id, version, form, origin, assumed }) => {
      const { title, aliases, source, period } = form.snapshot.definition;
      return { id, title, shortTitle: aliases?.short ?? title, version, source: source ?? '', origin, dueInWords: dueInWords(period), assumed };
    }),
  };
}

/** One version of a form of the actor's county. @throws Problem NOT_FOUND */
export function publishedForm(actor: Actor, id: string, version: number, deps: Pick<Deps, 'forms'>): FormEntry {
  const entry = deps.forms.at(actor.county, id, version);
  if (!entry) throw new Problem('NOT_FOUND');
  return entry;
}
