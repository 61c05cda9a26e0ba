// A draft of a form on its sheet of paper, as a school would have it, with what was typed into the preview. Nothing is kept.
import type { Deps } from '../deps.js';
import { assess } from '../domain/assess-record.js';
import type { DraftEdit, PreviewCellsView } from '../domain/definition-views.js';
import { formOf } from '../domain/fold-packs.js';
import { isMap, type Json, type JsonMap } from '../domain/merge-patch.js';
import { movedData } from '../domain/move-record.js';
import type { Actor } from '../domain/office.js';
import { openForm } from '../domain/open-form.js';
import { currentPeriod, periodTitle } from '../domain/period.js';
import { Problem } from '../domain/problem.js';
import type { RecordData } from '../domain/record-data.js';
import { sampleOffice } from '../domain/sample-office.js';
import { sheetOfRecord } from '../domain/sheet-of-record.js';
import { checkOwnLayer } from './check-definition.js';
import { findOrBegin } from './find-definition.js';
import { editedOwn } from './save-definition-draft.js';
import type { NamedSheet } from './sheet-of-report.js';

/** `data` is a record as it would be typed; what the form does not know is left out. */
export type ReportPreviewCall = Pick<DraftEdit, 'change' | 'definition'> & { data?: JsonMap };

/** @throws Problem NOT_FOUND, BAD_DEFINITION (every fault), BAD_REQUEST where it is no report */
export async function previewReport(actor: Actor, id: string, call: ReportPreviewCall, deps: Deps): Promise<NamedSheet & { period: string }> {
  const found = await findOrBegin(actor, id, deps);
  const own = call.change || call.definition ? editedOwn(found, call) : found.own;
  const { content, faults, contents } = await checkOwnLayer(actor, found, own, deps);
  if (!content || faults.length > 0) throw new Problem('BAD_DEFINITION', { errors: faults });
  if (content.kind !== 'report') throw new Problem('BAD_REQUEST', { detail: '只有报表可以这样预览' });
  const { snapshot, faults: broken } = formOf(content, contents);
  if (!snapshot) throw new Problem('BAD_DEFINITION', { errors: broken });
  const form = openForm(snapshot);
  const office = sampleOffice(snapshot);
  const key = currentPeriod(content.period, deps.clock(), form.calendar);
  const period = { key, title: periodTitle(key, content.period) };
  const { data } = assess(form, movedData(form, plainData(call.data ?? {})).data, { office, period, carried: {} });
  const sheet = sheetOfRecord(form, data, {
    office,
    county: deps.places.titleOf(actor.county),
    period,
    filler: '',
    footer: '草稿样张',
    mark: '样张',
    everyRow: true,
  });
  return { sheet, name: `${content.title} 样张`, period: key };
}

/** The same as a workbook. */
export async function previewWorkbook(actor: Actor, id: string, call: ReportPreviewCall, deps: Deps): Promise<{ bytes: Uint8Array; name: string }> {
  const { sheet, name, period } = await previewReport(actor, id, call, deps);
  return { bytes: await deps.spreadsheets.write(sheet, { definition: id, version: 0, office: '', period }), name };
}

/** What a program that opens that workbook reads in its cells. */
export async function previewCells(actor: Actor, id: string, call: ReportPreviewCall, deps: Deps): Promise<PreviewCellsView> {
  const { bytes } = await previewWorkbook(actor, id, call, deps);
  const rows = await deps.spreadsheets.rows(bytes);
  return { rows: rows.map((row) => row.map((cell) => (cell !== null && typeof cell === 'object' ? ('date' in cell ? cell.date : null) : cell))) };
}

/** Cells are plain values, lines have an id: whatever was sent. */
function plainData(data: JsonMap): RecordData {
  const cells = (row: JsonMap): JsonMap => Object.fromEntries(Object.entries(row).filter(([, cell]) => cell === null || typeof cell !== 'object'));
  const table = (value: Json): Json => {
    if (Array.isArray(value)) return value.flatMap((line) => (isMap(line) && typeof line.id === 'string' ? [cells(line)] : []));
    return isMap(value) ? Object.fromEntries(Object.entries(value).flatMap(([key, row]) => (isMap(row) ? [[key, cells(row)]] : []))) : value;
  };
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, table(value)])) as RecordData;
}
