// Reports and sums on paper: the page that is printed, and the PDF of it.
import type { ReportPlace } from '../actions/find-report.js';
import { printSheet } from '../actions/print-sheet.js';
import { type NamedSheet, type SumPaper, sheetOfReport, sheetOfSum } from '../actions/sheet-of-report.js';
import type { Deps } from '../deps.js';
import { reportReaders, sumReaders } from '../domain/permissions.js';
import { fileHeaders } from './file-headers.js';
import { place, reportPath } from './reports.js';
import { type Answer, type Route, type SignedCall, signedRoute } from './route.js';
import { object } from './schemas.js';
import { sumPaperFilter, sumPath, sumPlace } from './sums.js';

type SumCall = SignedCall<Pick<SumPaper, 'definition' | 'period'>, Pick<SumPaper, 'by' | 'within' | 'face'>>;

const html = async ({ sheet }: NamedSheet, deps: Deps): Promise<Answer> => ({ bytes: await deps.printing.html(sheet), type: 'text/html' });

async function pdf({ sheet, name }: NamedSheet, call: SignedCall, what: string, deps: Deps): Promise<Answer> {
  const bytes = await printSheet(sheet, deps);
  await deps.store.audit.add({
    at: deps.clock(),
    county: call.actor.county,
    kind: 'print',
    user: call.actor.id,
    office: call.actor.office.id,
    what,
    request: call.request,
  });
  return { bytes, type: 'application/pdf', headers: fileHeaders('inline', `${name}.pdf`) };
}

const askedSum = ({ params, query }: SumCall): SumPaper => ({ ...params, ...query });

export const paperRoutes: Route[] = [
  signedRoute<ReportPlace>({
    method: 'get',
    path: `${reportPath}/html`,
    summary: '打印用的网页',
    who: reportReaders,
    params: object(place),
    answers: { 200: { description: '打印用的网页', type: 'text/html' } },
    handle: async ({ actor, params }, deps) => html(await sheetOfReport(actor, params, deps), deps),
  }),
  signedRoute<ReportPlace>({
    method: 'get',
    path: `${reportPath}/pdf`,
    summary: '打印成 PDF',
    who: reportReaders,
    params: object(place),
    answers: { 200: { description: 'PDF', type: 'application/pdf' } },
    async handle(call, deps) {
      const named = await sheetOfReport(call.actor, call.params, deps);
      return pdf(named, call, named.found.report._id, deps);
    },
  }),
  signedRoute<SumCall['params'], SumCall['query']>({
    method: 'get',
    path: `${sumPath}/html`,
    summary: '汇总表打印用的网页',
    who: sumReaders,
    params: object(sumPlace),
    query: sumPaperFilter,
    answers: { 200: { description: '打印用的网页', type: 'text/html' } },
    handle: async (call, deps) => html(await sheetOfSum(call.actor, askedSum(call), deps), deps),
  }),
  signedRoute<SumCall['params'], SumCall['query']>({
    method: 'get',
    path: `${sumPath}/pdf`,
    summary: '汇总表打印成 PDF',
    who: sumReaders,
    params: object(sumPlace),
    query: sumPaperFilter,
    answers: { 200: { description: 'PDF', type: 'application/pdf' } },
    handle: async (call, deps) =>
      pdf(await sheetOfSum(call.actor, askedSum(call), deps), call, `sum ${call.actor.county}:${call.params.definition}:${call.params.period}`, deps),
  }),
];
