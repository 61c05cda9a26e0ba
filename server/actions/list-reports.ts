import type { Deps, FormEntry } from '../deps.js';
import type { StateView } from '../domain/life.js';
import { notBegun, statesOf } from '../domain/life.js';
import type { Actor } from '../domain/office.js';
import { periodsSince } from '../domain/period.js';
import type { ReportListView, ReportRow } from '../domain/views.js';
import { knownForm } from './known-form.js';
import { firstPeriodOf } from './list-periods.js';
import { reportRows } from './report-rows.js';

/** `late` '1' keeps late ones, `missing` '1' those not handed in; pages count from 1. */
export type ReportFilter = { definition?: string; period?: string; state?: string; q?: string; late?: string; missing?: string; page: number; size: number };

/** The reports an actor may read, filtered, counted and one page of them. @throws Problem NOT_FOUND for a form the county does not have */
export async function listReports(actor: Actor, filter: ReportFilter, deps: Deps): Promise<ReportListView> {
  const { rows, counts, states } = await filteredReports(actor, filter, deps);
  const start = (filter.page - 1) * filter.size;
  return { items: rows.slice(start, start + filter.size), total: rows.length, counts, states, late: rows.filter((row) => row.late).length };
}

/** All rows of a filter; `counts` are by state over the filter without its state. */
export async function filteredReports(
  actor: Actor,
  filter: Omit<ReportFilter, 'page' | 'size'>,
  deps: Deps,
): Promise<{ rows: ReportRow[]; counts: Record<string, number>; states: StateView[] }> {
  const forms = filter.definition ? [knownForm(actor, filter.definition, deps)] : deps.forms.list(actor.county);
  const offices = await deps.store.offices.ofCounty(actor.county);
  const perForm = await Promise.all(
    forms.map(async (entry) => {
      const rule = entry.form.snapshot.definition.period;
      const begun = periodsSince(rule, await firstPeriodOf(actor.county, entry, deps), deps.clock(), entry.form.calendar);
      return reportRows(actor, entry, filter.period ? begun.filter((period) => period === filter.period) : begun, offices, deps);
    }),
  );
  const wanted = filter.q?.trim() ?? '';
  const kept = perForm
    .flat()
    .filter(({ entry, row }) => filter.missing !== '1' || entry.form.snapshot.life.states[row.state.key]?.handedIn !== true)
    .map(({ row }) => row)
    .filter(
      (row) =>
        (wanted === '' || [row.officeTitle, row.centerTitle, row.townshipTitle].some((title) => title.includes(wanted))) && (filter.late !== '1' || row.late),
    );
  const counts: Record<string, number> = {};
  for (const { state } of kept) counts[state.key] = (counts[state.key] ?? 0) + 1;
  return { rows: kept.filter((row) => !filter.state || row.state.key === filter.state), counts, states: statesIn(forms) };
}

/** States a report of these forms can be in, each once, the unbegun first. */
function statesIn(forms: FormEntry[]): StateView[] {
  const states = new Map<string, StateView>([[notBegun.key, { ...notBegun }]]);
  for (const { form } of forms)
    for (const { key, title, colour } of statesOf(form.snapshot.life)) if (!states.has(key)) states.set(key, { key, title, colour });
  return [...states.values()];
}
