// Cells of a report that were counted from a ledger, and what is said of each.
import { type RecordData, readCell } from '../../server/domain/record-data.js';
import type { ReportView } from '../../server/domain/views.js';

/** Cells one can look behind: those in which the ledger counted somebody, and those that say something else than it does. */
export function countedCells(view: Pick<ReportView, 'filled'>, data: RecordData): { path: string; value: number; differs: boolean }[] {
  return Object.entries(view.filled ?? {}).flatMap(([path, { value }]) => {
    const differs = Number(readCell(data, path) ?? 0) !== value;
    return value > 0 || differs ? [{ path, value, differs }] : [];
  });
}
