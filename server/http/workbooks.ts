// Reports, sums and lists as .xlsx, and filled-in workbooks read back.
import type { ReportPlace } from '../actions/find-report.js';
import type { ReportFilter } from '../actions/list-reports.js';
import { listForWorkbook } from '../actions/list-workbook.js';
import { readWorkbook } from '../actions/read-workbook.js';
import { type SumPaper, sheetOfReport, sheetOfSum } from '../actions/sheet-of-report.js';
import type { Deps } from '../deps.js';
import { reportActors, reportReaders, sumReaders } from '../domain/permissions.js';
import { fileHeaders } from './file-headers.js';
import { place, reportFilter, reportPath } from './reports.js';
import { type Answer, type Route, type SignedCall, signedRoute } from './route.js';
import { object } from './schemas.js';
import { sumPaperFilter, sumPath, sumPlace } from './sums.js';
import { sheetImportView } from './view-schemas.js';

const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const uploadLimit = 10 * 1024 * 1024;

async function workbook(bytes: Uint8Array, name: string, what: string, call: SignedCall, deps: Deps): Promise<Answer> {
  await deps.store.audit.add({
    at: deps.clock(),
    county: call.actor.county,
    kind: 'export',
    user: call.actor.id,
    office: call.actor.office.id,
    what,
    request: call.request,
  });
  return { bytes, type, headers: fileHeaders('attachment', `${name}.xlsx`) };
}

export const workbookRoutes: Route[] = [
  signedRoute<unknown, ReportFilter>({
    method: 'get',
    path: '/api/reports.xlsx',
    summary: '把查到的报表列表导出为表格',
    who: reportReaders,
    query: reportFilter,
    answers: { 200: { description: '表格文件', type } },
    async handle(call, deps) {
      const list = await listForWorkbook(call.actor, call.query, deps);
      return workbook(await deps.spreadsheets.list(list), list.title, `list of ${list.rows.length} reports`, call, deps);
    },
  }),
  signedRoute<ReportPlace>({
    method: 'get',
    path: `${reportPath}/xlsx`,
    summary: '报表导出为表格文件',
    who: reportReaders,
    params: object(place),
    answers: { 200: { description: '表格文件', type } },
    async handle(call, deps) {
      const { sheet, name, found } = await sheetOfReport(call.actor, call.params, deps);
      const bytes = await deps.spreadsheets.write(sheet, { ...call.params, version: found.entry.version });
      return workbook(bytes, name, found.report._id, call, deps);
    },
  }),
  signedRoute<ReportPlace, unknown, Uint8Array>({
    method: 'post',
    path: `${reportPath}/xlsx`,
    summary: '读取填好的表格文件；只回答有哪些不同，不写入',
    who: reportActors,
    params: object(place),
    body: { file: type, limit: uploadLimit },
    answers: { 200: { description: '与现有内容的不同，和不能读入的格子', schema: sheetImportView } },
    handle: async ({ actor, params, body }, deps) => ({ json: await readWorkbook(actor, params, body, deps) }),
  }),
  signedRoute<Pick<SumPaper, 'definition' | 'period'>, Pick<SumPaper, 'by' | 'within' | 'face'>>({
    method: 'get',
    path: `${sumPath}/xlsx`,
    summary: '汇总表导出为表格文件',
    who: sumReaders,
    params: object(sumPlace),
    query: sumPaperFilter,
    answers: { 200: { description: '表格文件', type } },
    async handle(call, deps) {
      const { sheet, name } = await sheetOfSum(call.actor, { ...call.params, ...call.query }, deps);
      const { definition, period } = call.params;
      const bytes = await deps.spreadsheets.write(sheet, { definition, period, office: call.actor.office.id, version: 0 });
      return workbook(bytes, name, `sum ${call.actor.county}:${definition}:${period}`, call, deps);
    },
  }),
];
