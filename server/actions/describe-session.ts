import type { Deps } from '../deps.js';
import type { Actor } from '../domain/office.js';
import { currentPeriod, dateOf, periodTitle } from '../domain/period.js';
import { roleTitles, sectionsOf } from '../domain/permissions.js';
import type { SessionView } from '../domain/views.js';

/** Who is signed in, where they work, and the month most people work on today: that of the county's first form. */
export async function describeSession(actor: Actor, deps: Pick<Deps, 'clock' | 'forms' | 'places'>): Promise<SessionView> {
  const now = deps.clock();
  const form = deps.forms.list(actor.county)[0]?.form;
  const rule = form?.snapshot.definition.period;
  const key = rule ? currentPeriod(rule, now, form?.calendar) : dateOf(now).slice(0, 7);
  return {
    user: { id: actor.id, login: actor.login, name: actor.name, role: actor.role, roleTitle: roleTitles[actor.role] },
    office: { id: actor.office.id, title: actor.office.title, kind: actor.office.kind },
    county: { id: actor.county, title: deps.places.titleOf(actor.county) },
    today: dateOf(now),
    period: { key, title: periodTitle(key, rule) },
    sections: sectionsOf(actor.role),
  };
}
