// What a ledger says to a report: numbers for its cells.
import type { Deps, FormEntry } from '../deps.js';
import type { FilledValues } from '../domain/assess-context.js';
import type { ChildEvent } from '../domain/child.js';
import { type FillPeriod, filledValues, ledgersOf, movementFills } from '../domain/fill.js';
import { type Office, officeFacts } from '../domain/office.js';
import { periodSpan, periodTitle } from '../domain/period.js';
import { rowsOf } from '../domain/rows-of.js';
import { fieldsAsked, type StandingChild, standingFills, standingOn, standingValues } from '../domain/standing-children.js';
import { healChild, today } from './find-child.js';

/** Numbers by path; empty where none of the office's children is in the ledger, for then nothing can be counted. */
export async function filledInto(office: Office, entry: FormEntry, period: string, deps: Deps): Promise<FilledValues> {
  const filled: FilledValues = {};
  const span = spanOf(entry, period);
  for (const ledger of ledgersOf(entry.form)) {
    const asked = (key: string, column: string): string[] => {
      const table = entry.form.tables.find((one) => one.key === key);
      const notIn = table?.every.find((one) => one.key === column)?.notIn;
      return table ? rowsOf(table, {}, officeFacts(office)).flatMap((row) => (notIn?.has(row.key) ? [] : [row.key])) : [];
    };
    const values = { ...(await movementsInto(office, ledger, entry, span, asked, deps)), ...(await standingInto(office, ledger, entry, span, asked, deps)) };
    for (const [path, cell] of Object.entries(values)) if (cell.ledger === ledger) filled[path] = cell;
  }
  return filled;
}

type Asked = (table: string, column: string) => string[];

async function movementsInto(office: Office, ledger: string, { form }: FormEntry, span: FillPeriod, asked: Asked, deps: Deps): Promise<FilledValues> {
  if (movementFills(form).every(([, { from }]) => from !== ledger)) return {};
  const events = await countedEvents(office, ledger, span, deps);
  return events === null ? {} : filledValues(form, events, officeFacts(office), span, asked);
}

async function standingInto(office: Office, ledger: string, { form }: FormEntry, span: FillPeriod, asked: Asked, deps: Deps): Promise<FilledValues> {
  const fills = standingFills(form, ledger);
  const known = deps.ledgers.ledger(office.county, ledger)?.ledger.snapshot.definition;
  if (fills.length === 0 || !known) return {};
  const fields = [...new Set(fills.flatMap(([, fill]) => fieldsAsked(fill)))];
  const children = await childrenStanding(office, ledger, span, fields, deps);
  return children.length === 0 ? {} : standingValues(form, known, children, officeFacts(office), span, asked);
}

/** Movements stamped at an office in a period; null where nobody of the office is in the ledger. */
export async function countedEvents(office: Office, ledger: string, { from, to }: FillPeriod, deps: Deps): Promise<ChildEvent[] | null> {
  if (!deps.ledgers.ledger(office.county, ledger)) return null;
  await healAll(office.county, ledger, deps);
  const [events, any] = await Promise.all([
    deps.store.childEvents.counted(office.county, ledger, office.id, from, to),
    deps.store.children.anyAt(office.county, ledger, office.id),
  ]);
  return any || events.length > 0 ? events : null;
}

/**
 * The children of an office at the end of a period, by their history up to that day; of a period that is not over, as they are now.
 * @param fields of their files that are asked for; null for all
 */
export async function childrenStanding(office: Office, ledger: string, { to }: FillPeriod, fields: string[] | null, deps: Deps): Promise<StandingChild[]> {
  await healAll(office.county, ledger, deps);
  const now = deps.store.children.standingAt(office.county, ledger, office.id, fields);
  const known = deps.ledgers.ledger(office.county, ledger);
  if (to >= today(deps).today || !known) return now;
  const since = await deps.store.childEvents.ofThoseMovedSince(office.county, ledger, office.id, to);
  return standingOn(to, office.id, await now, since, known.ledger.snapshot.definition);
}

async function healAll(county: string, ledger: string, deps: Deps): Promise<void> {
  for (const child of await deps.store.children.unhealed(county, ledger)) await healChild(child, deps);
}

export function spanOf({ form }: FormEntry, key: string): FillPeriod {
  const { period } = form.snapshot.definition;
  return { key, title: periodTitle(key, period), ...periodSpan(key, period, form.calendar) };
}
