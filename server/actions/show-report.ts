import type { Deps } from '../deps.js';
import { actionsFor, mayEdit, notBegun, stateOf } from '../domain/life.js';
import type { Actor } from '../domain/office.js';
import { isLate, periodView } from '../domain/period.js';
import type { ReportView } from '../domain/views.js';
import { type FoundReport, findReport, type ReportPlace } from './find-report.js';

/** One report as its reader sees it. @throws Problem NOT_FOUND, BAD_PERIOD */
export async function showReport(actor: Actor, place: ReportPlace, deps: Deps): Promise<ReportView> {
  return reportView(await findReport(actor, place, deps), deps);
}

export function reportView(found: FoundReport, deps: Pick<Deps, 'clock'>): ReportView {
  const { actor, office, entry, report, stored } = found;
  const { calendar, snapshot } = entry.form;
  const { life, definition } = snapshot;
  const state = stored ? stateOf(life, report.state) : notBegun;
  return {
    id: report._id,
    definition: { id: entry.id, version: entry.version, title: definition.title },
    office: { id: office.id, title: office.title, kind: office.kind, stages: office.stages, center: office.parent },
    period: periodView(definition.period, report.period, calendar),
    state: { key: state.key, title: state.title, colour: state.colour },
    n: report.n,
    rev: report.rev,
    data: report.data,
    carried: found.carried,
    carriedFrom: found.carriedFrom,
    filled: found.filled,
    ...(found.previous ? { previous: found.previous } : {}),
    ...(found.lastYear ? { lastYear: found.lastYear } : {}),
    ...(found.others ? { others: found.others } : {}),
    reasons: report.reasons,
    issues: found.issues,
    editable: mayEdit(life, report.state, actor.role),
    actions: actionsFor(life, report.state, actor.role).map(({ key, title, main, needs, checks }) => ({
      key,
      title,
      main: main ?? false,
      needsReason: needs?.reason ?? false,
      checks: checks ?? false,
    })),
    late: isLate(definition.period, report.period, report.handedInAt, deps.clock(), calendar),
    handedInAt: report.handedInAt?.toISOString() ?? null,
    saved: report.draft ? { at: report.draft.at.toISOString(), by: report.draft.byName } : null,
    touched: report.touched.map(({ path, by, at }) => ({ path, by, at: at.toISOString() })),
    returned: report.returned ? { at: report.returned.at.toISOString(), by: report.returned.by, reason: report.returned.reason } : null,
  };
}
