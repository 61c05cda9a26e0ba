import type { Deps } from '../deps.js';
import { withoutEmptyLines } from '../domain/empty-lines.js';
import { type Actor, officeFacts } from '../domain/office.js';
import { Problem } from '../domain/problem.js';
import { readCell } from '../domain/record-data.js';
import { applyDraft } from '../domain/report.js';
import type { StoredReport, Touch } from '../domain/report-record.js';
import type { DraftConflict, DraftSave, ReportView } from '../domain/views.js';
import { afterWrite, contextOf, type FoundReport, findReport, type ReportPlace } from './find-report.js';
import { reportView } from './show-report.js';

/**
 * Saves the cells a person touched, and merges them with what others have saved meanwhile. All or nothing.
 * @throws Problem NOT_FOUND, BAD_PERIOD, STALE (another version of the form), NOT_EDITABLE, BAD_DATA, CONFLICT, BUSY
 */
export async function saveDraft(actor: Actor, place: ReportPlace, save: DraftSave, deps: Deps): Promise<ReportView> {
  for (let attempt = 0; attempt < 10; attempt++) {
    const found = await findReport(actor, place, deps);
    if (save.version !== found.entry.version) throw new Problem('STALE', { detail: '表单已更新，请刷新页面后再填' });
    const next = merged(found, save, deps.clock());
    if (next === found.report) return reportView(found, deps);
    const written = found.stored ? await deps.store.records.change(found.stored, next) : await deps.store.records.begin(next);
    if (written) return reportView(afterWrite(found, next), deps);
  }
  throw new Problem('BUSY');
}

/** The report as it is after the save; the very same when the save changes nothing. */
function merged(found: FoundReport, save: DraftSave, at: Date): StoredReport {
  const { actor, report, entry, office } = found;
  const applied = namingWhoTouched(report, () => applyDraft(entry.form, report, actor, officeFacts(office), save.changes, save.reasons, contextOf(found)));
  const changed = save.changes.filter(({ path, to }) => path.split('.').length === 2 || (readCell(report.data, path) ?? '') !== (to ?? ''));
  const reasonsChanged = JSON.stringify(applied.reasons) !== JSON.stringify(report.reasons);
  if (changed.length === 0 && !reasonsChanged) return report;
  const paths = new Set(changed.map(({ path }) => path));
  const touched: Touch[] = [...report.touched.filter(({ path }) => !paths.has(path)), ...[...paths].map((path) => ({ path, by: actor.name, at }))];
  return {
    ...report,
    rev: report.rev + 1,
    data: withoutEmptyLines(entry.form, applied.data),
    reasons: applied.reasons,
    touched,
    draft: { at, by: actor.id, byName: actor.name },
    updatedAt: at,
  };
}

/** A conflict names who changed that very cell, who need not be who saved last. */
function namingWhoTouched<T>(report: StoredReport, attempt: () => T): T {
  try {
    return attempt();
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'CONFLICT') throw error;
    const conflicts = (error.extra.conflicts as DraftConflict[]).map((conflict) => {
      const touch = report.touched.find(({ path }) => path === conflict.path);
      return touch ? { ...conflict, by: touch.by, at: touch.at.toISOString() } : conflict;
    });
    throw new Problem('CONFLICT', { extra: { conflicts } });
  }
}
