import type { Deps } from '../deps.js';
import { type Actor, officeFacts } from '../domain/office.js';
import { periodTitle } from '../domain/period.js';
import { parsePeriod } from '../domain/period-key.js';
import { Problem } from '../domain/problem.js';
import { importChanges } from '../domain/sheet-import.js';
import type { SheetImportView } from '../domain/views.js';
import type { ReportPlace } from './find-report.js';
import { sheetOfReport } from './sheet-of-report.js';

/**
 * What a workbook says about a report, beside what the report says now. Writes nothing.
 * @throws Problem NOT_FOUND, BAD_PERIOD, BAD_SPREADSHEET (cannot be read, or is of another office, month or form)
 */
export async function readWorkbook(actor: Actor, place: ReportPlace, bytes: Uint8Array, deps: Deps): Promise<SheetImportView> {
  const { sheet, found } = await sheetOfReport(actor, place, deps);
  const { meta, cells, problems } = await deps.spreadsheets.read(bytes, sheet);
  if (meta && meta.definition !== place.definition) throw new Problem('BAD_SPREADSHEET', { detail: '这个文件是另一张报表的，请选本表的文件' });
  if (meta && meta.office !== place.office) throw new Problem('BAD_SPREADSHEET', { detail: '这个文件是另一个单位的报表，请选本校的文件' });
  if (meta && meta.period !== place.period) throw new Problem('BAD_SPREADSHEET', { detail: `这个文件是${otherPeriod(meta.period)}的报表，请选本期的文件` });
  const read = importChanges(found.entry.form, found.report.data, officeFacts(found.office), cells);
  return { changes: read.changes, problems: [...problems, ...read.problems] };
}

/** A workbook may say anything of itself. */
const otherPeriod = (key: string): string => (parsePeriod(key) ? periodTitle(key) : '另一期');
