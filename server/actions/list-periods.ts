import type { Deps, FormEntry } from '../deps.js';
import type { Actor } from '../domain/office.js';
import { currentPeriod, periodsSince, periodView } from '../domain/period.js';
import type { PeriodListView } from '../domain/views.js';
import { knownForm } from './known-form.js';

/** Periods of a form from the county's first report on, newest first. @throws Problem NOT_FOUND */
export async function listPeriods(actor: Actor, definition: string, deps: Deps): Promise<PeriodListView> {
  const entry = knownForm(actor, definition, deps);
  const { calendar, snapshot } = entry.form;
  const rule = snapshot.definition.period;
  const now = deps.clock();
  const counties = actor.office.counties ?? [actor.county];
  const firsts = await Promise.all(counties.map((county) => firstPeriodOf(county, entry, deps)));
  const first = firsts.sort()[0] as string;
  return { items: periodsSince(rule, first, now, calendar).map((key) => periodView(rule, key, calendar)), current: currentPeriod(rule, now, calendar) };
}

/** The first period any office of the county has begun, or that the form asks for; without either the current one. */
export async function firstPeriodOf(county: string, entry: FormEntry, deps: Deps): Promise<string> {
  const { period: rule } = entry.form.snapshot.definition;
  const begins = rule.first ?? currentPeriod(rule, deps.clock(), entry.form.calendar);
  const first = await deps.store.records.firstPeriod(county, entry.id);
  return first && first < begins ? first : begins;
}
