// What a ledger says to a report: numbers for its cells, and the children behind them.

import type { Deps, FormEntry } from '../deps.js';
import { type ChildEvent, valueText } from '../domain/child.js';
import { eventsBehind, type FilledValues, type FillPeriod, filledValues, ledgersOf } from '../domain/fill.js';
import type { CellChildrenView } from '../domain/ledger-views.js';
import { type Actor, type Office, officeFacts } from '../domain/office.js';
import { labelOf } from '../domain/open-form.js';
import { periodSpan, periodTitle } from '../domain/period.js';
import { Problem } from '../domain/problem.js';
import { fillsOf } from '../domain/record-sources.js';
import { rowsOf } from '../domain/rows-of.js';
import { shownName } from '../domain/shown-name.js';
import { healChild, knownLedger } from './find-child.js';
import { findReport, type ReportPlace } from './find-report.js';

/** Numbers by path; empty where none of the office's children is in the ledger, for then nothing can be counted. */
export async function filledInto(office: Office, entry: FormEntry, period: string, deps: Deps): Promise<FilledValues> {
  const filled: FilledValues = {};
  for (const ledger of ledgersOf(entry.form)) {
    const events = await countedEvents(office, ledger, spanOf(entry, period), deps);
    if (events === null) continue;
    const asked = (key: string, column: string): string[] => {
      const table = entry.form.tables.find((one) => one.key === key);
      const notIn = table?.every.find((one) => one.key === column)?.notIn;
      return table ? rowsOf(table, {}, officeFacts(office)).flatMap((row) => (notIn?.has(row.key) ? [] : [row.key])) : [];
    };
    const values = filledValues(entry.form, events, officeFacts(office), spanOf(entry, period), asked);
    for (const [path, cell] of Object.entries(values)) if (cell.ledger === ledger) filled[path] = cell;
  }
  return filled;
}

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

/** Movements stamped at an office in a period; null where nobody of the office is in the ledger. */
async function countedEvents(office: Office, ledger: string, { from, to }: FillPeriod, deps: Deps): Promise<ChildEvent[] | null> {
  if (!deps.ledgers.ledger(office.county, ledger)) return null;
  for (const child of await deps.store.children.unhealed(office.county, ledger)) await healChild(child, deps);
  const [events, any] = await Promise.all([
    deps.store.childEvents.counted(office.county, ledger, office.id, from, to),
    deps.store.children.anyAt(office.county, ledger, office.id),
  ]);
  return any || events.length > 0 ? events : null;
}

function spanOf({ form }: FormEntry, key: string): FillPeriod {
  const { period } = form.snapshot.definition;
  return { key, title: periodTitle(key, period), ...periodSpan(key, period, form.calendar) };
}
