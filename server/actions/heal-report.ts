import type { Deps } from '../deps.js';
import type { StoredReport } from '../domain/report-record.js';

/**
 * Brings the history up to a report that a crash left ahead of it. A report that has moved carries its last event along until
 * the history holds it, so whoever reads or writes next can finish what was begun; doing it twice changes nothing.
 */
export async function healReport(report: StoredReport, deps: Pick<Deps, 'store'>): Promise<StoredReport> {
  if (!report.tail) return report;
  await deps.store.events.add(report.tail);
  await deps.store.records.forgetTail(report);
  return { ...report, tail: null };
}
