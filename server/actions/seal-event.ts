import type { Deps } from '../deps.js';
import type { NamedAction } from '../domain/life.js';
import type { DroppedCell } from '../domain/move-record.js';
import type { Actor, Office } from '../domain/office.js';
import type { RecordData } from '../domain/record-data.js';
import type { Report } from '../domain/report.js';
import { type Doer, eventText, type ReportEvent } from '../domain/report-record.js';

export type EventParts = {
  action: Pick<NamedAction, 'key' | 'title' | 'done'>;
  /** State before the action. */
  from: string;
  /** The report as the action leaves it. */
  report: Report;
  /** Hash of the event before; '' for the first. */
  previous: string;
  /** What the event before had said. */
  before: RecordData;
  office: Office;
  doer: Doer;
  reason: string;
  at: Date;
  /** Cells a newer version of the form has no place for. */
  dropped?: DroppedCell[];
};

/** The event of an action, stamped with where the office stood that day and chained to the event before by its hash. */
export function sealEvent(parts: EventParts, digest: Deps['digest']): ReportEvent {
  const { action, from, report, previous, before, office, doer, reason, at } = parts;
  const said: Omit<ReportEvent, 'hash'> = {
    _id: `${report._id}:${report.n}`,
    county: report.county,
    record: report._id,
    n: report.n,
    action: action.key,
    title: action.done ?? action.title,
    from,
    to: report.state,
    at,
    by: doer,
    stamps: { path: office.path, township: office.township, stages: office.stages },
    reason,
    before,
    after: report.data,
    reasons: Object.entries(report.reasons).map(([issue, text]) => ({ issue, text })),
    version: report.version,
    previous,
    ...(parts.dropped && parts.dropped.length > 0 ? { dropped: parts.dropped } : {}),
  };
  return { ...said, hash: digest(eventText(said)) };
}

export const doerOf = (actor: Actor): Doer => ({ id: actor.id, name: actor.name, role: actor.role, office: actor.office.id, officeTitle: actor.office.title });
