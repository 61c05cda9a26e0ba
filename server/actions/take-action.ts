import type { Deps } from '../deps.js';
import { emptyData } from '../domain/carry.js';
import { type NamedAction, stateOf } from '../domain/life.js';
import type { Actor } from '../domain/office.js';
import { Problem } from '../domain/problem.js';
import { decideAction } from '../domain/report.js';
import type { StoredReport } from '../domain/report-record.js';
import type { ActionCall, ReportView } from '../domain/views.js';
import { afterWrite, type FoundReport, findReport, type ReportPlace } from './find-report.js';
import { doerOf, sealEvent } from './seal-event.js';
import { reportView } from './show-report.js';

/**
 * Takes a report one step along its life. The write that moves the report decides between two who act at once; it carries the
 * event with it, so that a crash before the history has it loses nothing.
 * @throws Problem NOT_FOUND, BAD_PERIOD, FORBIDDEN, NO_SUCH_ACTION, STALE, REASON_REQUIRED, CHECKS_FAILED
 */
export async function takeAction(actor: Actor, place: ReportPlace, key: string, call: ActionCall, deps: Deps): Promise<ReportView> {
  const at = deps.clock();
  const found = await findReport(actor, place, deps);
  const { entry, report, stored } = found;
  const decided = decideAction(entry.form, report, actor, key, call, found.issues, at).report;
  const event = sealEvent(
    {
      action: { ...(entry.form.snapshot.life.actions[key] as NamedAction), key },
      from: report.state,
      report: decided,
      previous: report.hash,
      before: await lastSaid(found, deps),
      office: found.office,
      doer: doerOf(actor),
      reason: call.reason?.trim() ?? '',
      at,
    },
    deps.digest,
  );
  const next: StoredReport = {
    ...report,
    ...decided,
    rev: report.rev + 1,
    hash: event.hash,
    touched: [],
    updatedAt: at,
    tail: event,
    unsummed: report.unsummed || countsInSums(found, decided.state),
  };
  const written = stored ? await deps.store.records.change(stored, next) : await deps.store.records.begin(next);
  if (!written) throw new Problem('STALE');
  await deps.store.events.add(event);
  await deps.store.records.forgetTail(next);
  return reportView(afterWrite(found, { ...next, tail: null }), deps);
}

/** What the last event said the data were. */
async function lastSaid({ report, entry }: FoundReport, deps: Deps): Promise<StoredReport['data']> {
  const last = report.n > 0 ? await deps.store.events.find(report.county, report._id, report.n) : null;
  return last?.after ?? emptyData(entry.form);
}

/** Sums hold what has been handed in: a step outside of that leaves them as they are. */
function countsInSums({ entry, report }: FoundReport, to: string): boolean {
  const { life } = entry.form.snapshot;
  return [report.state, to].some((state) => stateOf(life, state).handedIn === true);
}
