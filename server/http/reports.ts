// /api/reports: filling in, handing on and reading the reports of offices.

import { cellChildren } from '../actions/fill-report.js';
import type { ReportPlace } from '../actions/find-report.js';
import { listReports, type ReportFilter } from '../actions/list-reports.js';
import { saveDraft } from '../actions/save-draft.js';
import { showHistory } from '../actions/show-history.js';
import { showReport } from '../actions/show-report.js';
import { takeAction } from '../actions/take-action.js';
import { ledgerReaders } from '../domain/ledger-permissions.js';
import { reportActors, reportReaders } from '../domain/permissions.js';
import type { ActionCall, DraftSave } from '../domain/views.js';
import { cellChildrenView } from './ledger-schemas.js';
import { type Route, signedRoute } from './route.js';
import { actionKey, definitionId, object, officeId, periodKey } from './schemas.js';
import { actionCall, draftSave, historyView, reportListView, reportView } from './view-schemas.js';

export const reportPath = '/api/reports/:definition/:office/:period';
export const place = { definition: definitionId, office: officeId, period: periodKey };

/** Filters of a list; `page` counts from 1. */
export const reportFilter = object(
  {},
  {
    definition: definitionId,
    period: periodKey,
    state: { type: 'string', maxLength: 40 },
    q: { type: 'string', maxLength: 100 },
    late: { enum: ['1', '0'] },
    missing: { enum: ['1', '0'] },
    page: { type: 'integer', minimum: 1, maximum: 100_000, default: 1 },
    size: { type: 'integer', minimum: 1, maximum: 500, default: 50 },
  },
);

export const reportRoutes: Route[] = [
  signedRoute<unknown, ReportFilter>({
    method: 'get',
    path: '/api/reports',
    summary: '报表列表：可按报表、月份、状态、单位名称、是否逾期、是否未报查找',
    who: reportReaders,
    query: reportFilter,
    answers: { 200: { description: '一页报表和各状态的数目', schema: reportListView } },
    handle: async ({ actor, query }, deps) => ({ json: await listReports(actor, query, deps) }),
  }),
  signedRoute<ReportPlace>({
    method: 'get',
    path: reportPath,
    summary: '一个单位一期的报表',
    who: reportReaders,
    params: object(place),
    answers: { 200: { description: '报表', schema: reportView } },
    handle: async ({ actor, params }, deps) => ({ json: await showReport(actor, params, deps) }),
  }),
  signedRoute<ReportPlace, unknown, DraftSave>({
    method: 'patch',
    path: reportPath,
    summary: '保存改动的格子；别人同时改了别的格子就合并',
    who: reportActors,
    params: object(place),
    body: draftSave,
    answers: { 200: { description: '保存后的报表', schema: reportView } },
    handle: async ({ actor, params, body }, deps) => ({ json: await saveDraft(actor, params, body, deps) }),
  }),
  signedRoute<ReportPlace & { action: string }, unknown, ActionCall>({
    method: 'post',
    path: `${reportPath}/actions/:action`,
    summary: '办理一步：提交、审核、退回……',
    who: reportActors,
    params: object({ ...place, action: actionKey }),
    body: actionCall,
    answers: { 200: { description: '办理后的报表', schema: reportView } },
    handle: async ({ actor, params: { action, ...at }, body }, deps) => ({ json: await takeAction(actor, at, action, body, deps) }),
  }),
  signedRoute<ReportPlace>({
    method: 'get',
    path: `${reportPath}/history`,
    summary: '办理记录，新的在前',
    who: reportReaders,
    params: object(place),
    answers: { 200: { description: '办理记录', schema: historyView } },
    handle: async ({ actor, params }, deps) => ({ json: await showHistory(actor, params, deps) }),
  }),
  signedRoute<ReportPlace & { path: string }>({
    method: 'get',
    path: `${reportPath}/cells/:path/children`,
    summary: '这一格的数由台账里的哪些学生得来',
    who: ledgerReaders,
    params: object({ ...place, path: { type: 'string', pattern: '^[a-z][A-Za-z0-9_]*(\\.[A-Za-z][A-Za-z0-9_-]*){2}$', maxLength: 130 } }),
    answers: { 200: { description: '学生和异动', schema: cellChildrenView } },
    handle: async ({ actor, params }, deps) => ({ json: await cellChildren(actor, params, deps) }),
  }),
];
