// What a ledger says to a report: numbers for its cells.
import type { Deps, FormEntry } from '../deps.js';
import type { FilledValues } from '../domain/assess-context.js';
import type { ChildEvent } from '../domain/child.js';
import { type FillPeriod, filledValues, ledgersOf } from '../domain/fill.js';
import { type Office, officeFacts } from '../domain/office.js';
import { periodSpan, periodTitle } from '../domain/period.js';
import { rowsOf } from '../domain/rows-of.js';
import { healChild } from './find-child.js';

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

/** Movements stamped at an office in a period; null where nobody of the office is in the ledger. */
export async function countedEvents(office: Office, ledger: string, { from, to }: FillPeriod, deps: Deps): Promise<ChildEvent[] | null> {
  if (!deps.ledgers.ledger(office.county, ledger)) return null;
  for (const child of await deps.store.children.unhealed(office.county, ledger)) await healChild(child, deps);
  const [events, any] = await Promise.all([
    deps.store.childEvents.counted(office.county, ledger, office.id, from, to),
    deps.store.children.anyAt(office.county, ledger, office.id),
  ]);
  return any || events.length > 0 ? events : null;
}

export function spanOf({ form }: FormEntry, key: string): FillPeriod {
  const { period } = form.snapshot.definition;
  return { key, title: periodTitle(key, period), ...periodSpan(key, period, form.calendar) };
}
