import type { Deps } from '../deps.js';
import { changedCells } from '../domain/changed-cells.js';
import { stateOf } from '../domain/life.js';
import type { Actor } from '../domain/office.js';
import { roleTitles } from '../domain/permissions.js';
import { eventText, type ReportEvent } from '../domain/report-record.js';
import type { HistoryItem, HistoryView } from '../domain/views.js';
import { findReport, type ReportPlace } from './find-report.js';

/** Everything that happened to a report, newest first, and whether the history is as it was written. @throws Problem NOT_FOUND, BAD_PERIOD */
export async function showHistory(actor: Actor, place: ReportPlace, deps: Deps): Promise<HistoryView> {
  const { report, entry } = await findReport(actor, place, deps);
  const events = await deps.store.events.ofRecord(actor.county, report._id);
  const items = events.map((event): HistoryItem => {
    const { form } = deps.forms.at(actor.county, place.definition, event.version) ?? entry;
    const { key, title, colour } = stateOf(form.snapshot.life, event.to);
    return {
      n: event.n,
      action: event.action,
      title: event.title,
      state: { key, title, colour },
      at: event.at.toISOString(),
      by: event.by.name,
      roleTitle: roleTitles[event.by.role],
      officeTitle: event.by.officeTitle,
      reason: event.reason,
      // The first event follows nothing: all its cells would be changes.
      changes: event.n === 1 ? [] : changedCells(form, event.before, event.after),
      version: event.version,
    };
  });
  return { items: items.reverse(), sound: isSound(events, report.hash, deps.digest) };
}

/** Each event holds the hash of the one before, and the report that of the last: nothing was changed, left out or cut off. */
function isSound(events: ReportEvent[], last: string, digest: Deps['digest']): boolean {
  const chained = events.every(
    (event, index) => event.n === index + 1 && event.previous === (events[index - 1]?.hash ?? '') && event.hash === digest(eventText(event)),
  );
  return chained && (events.at(-1)?.hash ?? '') === last;
}
