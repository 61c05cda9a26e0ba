// What a ledger says to a report: numbers for its cells, and the children behind them.
import type { Deps } from '../deps.js';
import { valueText } from '../domain/child.js';
import { eventsBehind } from '../domain/fill.js';
import type { CellChildrenView } from '../domain/ledger-views.js';
import { type Actor, officeFacts } from '../domain/office.js';
import { labelOf } from '../domain/open-form.js';
import { Problem } from '../domain/problem.js';
import { fillsOf } from '../domain/record-sources.js';
import { shownName } from '../domain/shown-name.js';
import { countedEvents, spanOf } from './counted-events.js';
import { knownLedger } from './find-child.js';
import { findReport, type ReportPlace } from './find-report.js';

/** The children behind a cell, in the order of days. @throws Problem NOT_FOUND, also for a cell no ledger speaks for, BAD_PERIOD */
export async function cellChildren(actor: Actor, place: ReportPlace & { path: string }, deps: Deps): Promise<CellChildrenView> {
  const { entry, office } = await findReport(actor, place, deps);
  const [table, , column] = place.path.split('.');
  const fill = fillsOf(entry.form.snapshot.definition)[`${table}.${column}`];
  if (!fill) throw new Problem('NOT_FOUND');
  const { ledger } = knownLedger(actor, fill.from, deps);
  const period = spanOf(entry, place.period);
  const events = (await countedEvents(office, fill.from, period, deps)) ?? [];
  const behind = (eventsBehind(entry.form, place.path, events, officeFacts(office), period) ?? []).sort((a, b) =>
    a.date < b.date ? -1 : a.date > b.date ? 1 : a.n - b.n,
  );
  const children = new Map(
    (await deps.store.children.byIds(actor.county, fill.from, [...new Set(behind.map(({ record }) => record))])).map((child) => [child._id, child]),
  );
  const { meanings } = ledger.snapshot.definition;
  const grade = ledger.fields.find(({ key }) => key === meanings.grade);
  return {
    path: place.path,
    label: labelOf(entry.form, place.path),
    counted: behind.length,
    ledger: { id: fill.from, title: ledger.title },
    items: behind.map((event) => {
      const movement = ledger.movements.find(({ key }) => key === event.kind);
      const said = (movement?.fields ?? []).filter(({ key }) => event.said[key] !== undefined && key !== meanings.grade && key !== meanings.class);
      return {
        child: event.record,
        name: shownName(ledger, children.get(event.record)?.data ?? {}, actor.role),
        event: event.title,
        colour: movement?.event.colour ?? 'default',
        date: event.date,
        gradeTitle: grade ? valueText(ledger, grade, event.stamps.grade) : event.stamps.grade,
        className: event.stamps.class,
        said: said.map((field) => `${field.title}：${valueText(ledger, field, event.said[field.key])}`).join('　'),
        at: event.at.toISOString(),
      };
    }),
  };
}
