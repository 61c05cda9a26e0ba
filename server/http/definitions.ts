// /api/definitions: a county's forms, lists and lives as its designer changes, checks, publishes and follows them.
import { checkDraft } from '../actions/check-draft.js';
import { compareVersions, consequencesOf } from '../actions/compare-definition.js';
import { beginDryRun } from '../actions/dry-run-definition.js';
import { showContents } from '../actions/find-definition.js';
import { type LetterPreviewCall, letterFiles, previewLetterDraft } from '../actions/preview-letter.js';
import { previewCells, previewReport, previewWorkbook, type ReportPreviewCall } from '../actions/preview-report.js';
import { onPaper } from '../actions/print-letters.js';
import { printSheet } from '../actions/print-sheet.js';
import { publishDefinition, restoreDefinition, retireDefinition, rollBackDefinition } from '../actions/publish-definition.js';
import { discardDefinitionDraft, saveDefinitionDraft } from '../actions/save-definition-draft.js';
import { listDefinitions, showDefinition, showDraft, showOffices, showOrigins } from '../actions/show-definition.js';
import { resolveUpgrade, showUpgrade } from '../actions/upgrade-definition.js';
import type { DraftEdit } from '../domain/definition-views.js';
import { designers } from '../domain/permissions.js';
import type { Resolutions } from '../domain/upgrade-overlay.js';
import {
  checkView,
  comparisonView,
  consequencesView,
  contentsView,
  definitionListView,
  definitionView,
  draftEdit,
  draftTry,
  draftView,
  dryRunCall,
  letterFilesView,
  letterPreviewCall,
  officesView,
  originsView,
  previewCellsView,
  publicationView,
  publishCall,
  reportPreviewCall,
  retireCall,
  rollBackCall,
  upgradeCall,
  upgradeView,
} from './definition-schemas.js';
import { fileHeaders } from './file-headers.js';
import { type Route, signedRoute } from './route.js';
import { definitionId, object, text } from './schemas.js';
import { sealedPage } from './sealed-page.js';

type One = { definition: string };
const path = '/api/definitions/:definition';
const params = object({ definition: definitionId });
const which = { type: 'string', pattern: '^([1-9]\\d{0,5}|draft|below)$' };
const who = designers;
const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const definitionRoutes: Route[] = [
  signedRoute({
    method: 'get',
    path: '/api/definitions',
    summary: '本县的定义：来源、状态、版本、待办',
    who,
    answers: { 200: { description: '本县的全部定义', schema: definitionListView } },
    handle: async ({ actor }, deps) => ({ json: await listDefinitions(actor, deps) }),
  }),
  signedRoute({
    method: 'get',
    path: '/api/definition-contents',
    summary: '本县正在使用的全部定义（法律法规条文除外）',
    who,
    answers: { 200: { description: '定义，键为 id', schema: contentsView } },
    handle: async ({ actor }, deps) => ({ json: await showContents(actor, deps) }),
  }),
  signedRoute({
    method: 'get',
    path: '/api/definition-offices',
    summary: '本县的学校和中心校，用来指定谁填表',
    who,
    answers: { 200: { description: '单位，按次序', schema: officesView } },
    handle: async ({ actor }, deps) => ({ json: await showOffices(actor, deps) }),
  }),
  signedRoute({
    method: 'get',
    path: '/api/definition-letter-files',
    summary: '做信函要用的：产品自带的版式，本县使用的法律法规全文',
    who,
    answers: { 200: { description: '版式和法律法规', schema: letterFilesView } },
    handle: async ({ actor }, deps) => ({ json: await letterFiles(actor, deps) }),
  }),
  signedRoute<One, unknown, LetterPreviewCall>({
    method: 'post',
    path: `${path}/preview/letter/html`,
    summary: '信函草稿的样张，学生是编造的',
    who,
    params,
    body: letterPreviewCall,
    answers: { 200: { description: '样张', type: 'text/html' } },
    handle: async ({ actor, params: { definition }, body }, deps) => ({
      bytes: (await previewLetterDraft(actor, definition, body, deps)).html,
      type: 'text/html',
      headers: sealedPage,
    }),
  }),
  signedRoute<One, unknown, LetterPreviewCall>({
    method: 'post',
    path: `${path}/preview/letter/pdf`,
    summary: '信函草稿的样张（PDF），学生是编造的',
    who,
    params,
    body: letterPreviewCall,
    answers: { 200: { description: 'PDF', type: 'application/pdf' } },
    handle: async ({ actor, params: { definition }, body }, deps) => {
      const { html, title } = await previewLetterDraft(actor, definition, body, deps);
      const { bytes } = await onPaper(html, deps);
      return { bytes, type: 'application/pdf', headers: fileHeaders('inline', `${title}样张.pdf`) };
    },
  }),
  signedRoute<One, unknown, ReportPreviewCall>({
    method: 'post',
    path: `${path}/preview.pdf`,
    summary: '报表草稿的样张（PDF）',
    who,
    params,
    body: reportPreviewCall,
    answers: { 200: { description: 'PDF', type: 'application/pdf' } },
    handle: async ({ actor, params: { definition }, body }, deps) => {
      const { sheet, name } = await previewReport(actor, definition, body, deps);
      return { bytes: await printSheet(sheet, deps), type: 'application/pdf', headers: fileHeaders('inline', `${name}.pdf`) };
    },
  }),
  signedRoute<One, unknown, ReportPreviewCall>({
    method: 'post',
    path: `${path}/preview.xlsx`,
    summary: '报表草稿的样张（表格文件）',
    who,
    params,
    body: reportPreviewCall,
    answers: { 200: { description: '表格文件', type: workbookType } },
    handle: async ({ actor, params: { definition }, body }, deps) => {
      const { bytes, name } = await previewWorkbook(actor, definition, body, deps);
      return { bytes, type: workbookType, headers: fileHeaders('attachment', `${name}.xlsx`) };
    },
  }),
  signedRoute<One, unknown, ReportPreviewCall>({
    method: 'post',
    path: `${path}/preview/cells`,
    summary: '报表草稿的表格文件里各格的内容',
    who,
    params,
    body: reportPreviewCall,
    answers: { 200: { description: '各行各格', schema: previewCellsView } },
    handle: async ({ actor, params: { definition }, body }, deps) => ({ json: await previewCells(actor, definition, body, deps) }),
  }),
  signedRoute<One>({
    method: 'get',
    path,
    summary: '一个定义和它的各版',
    who,
    params,
    answers: { 200: { description: '定义和版本', schema: definitionView } },
    handle: async ({ actor, params: { definition } }, deps) => ({ json: await showDefinition(actor, definition, deps) }),
  }),
  signedRoute<One>({
    method: 'get',
    path: `${path}/draft`,
    summary: '正在修改的草稿；没有草稿时给出现在的定义',
    who,
    params,
    answers: { 200: { description: '草稿', schema: draftView } },
    handle: async ({ actor, params: { definition } }, deps) => ({ json: await showDraft(actor, definition, deps) }),
  }),
  signedRoute<One, unknown, DraftEdit>({
    method: 'patch',
    path: `${path}/draft`,
    summary: '保存草稿：给出对整个定义的修改（merge patch）或修改后的整个定义',
    who,
    params,
    body: draftEdit,
    answers: { 200: { description: '保存后的草稿和其中的错误', schema: draftView } },
    handle: async ({ actor, params: { definition }, body }, deps) => ({ json: await saveDefinitionDraft(actor, definition, body, deps) }),
  }),
  signedRoute<One, { rev: number }>({
    method: 'delete',
    path: `${path}/draft`,
    summary: '放弃草稿',
    who,
    params,
    query: object({ rev: { type: 'integer', minimum: 1 } }),
    answers: { 204: { description: '已放弃' } },
    handle: async ({ actor, params: { definition }, query }, deps) => {
      await discardDefinitionDraft(actor, definition, query.rev, deps);
      return { status: 204 };
    },
  }),
  signedRoute<One, unknown, Pick<DraftEdit, 'change' | 'definition'>>({
    method: 'post',
    path: `${path}/check`,
    summary: '检查草稿（或给出的修改），不保存',
    who,
    params,
    body: draftTry,
    answers: { 200: { description: '全部错误，每处一句', schema: checkView } },
    handle: async ({ actor, params: { definition }, body }, deps) => ({ json: await checkDraft(actor, definition, body, deps) }),
  }),
  signedRoute<One, { from: string; to: string }>({
    method: 'get',
    path: `${path}/compare`,
    summary: '比较两版：版本号、草稿（draft）或不含本县修改的（below）',
    who,
    params,
    query: object({ from: which, to: which }),
    answers: { 200: { description: '逐处的不同', schema: comparisonView } },
    handle: async ({ actor, params: { definition }, query }, deps) => ({ json: await compareVersions(actor, definition, query.from, query.to, deps) }),
  }),
  signedRoute<One, { version?: number }>({
    method: 'get',
    path: `${path}/origins`,
    summary: '每一处来自哪一级、哪一版、谁、何时、为什么',
    who,
    params,
    query: object({}, { version: { type: 'integer', minimum: 1, maximum: 100_000 } }),
    answers: { 200: { description: '来源', schema: originsView } },
    handle: async ({ actor, params: { definition }, query }, deps) => ({ json: await showOrigins(actor, definition, query.version, deps) }),
  }),
  signedRoute<One>({
    method: 'get',
    path: `${path}/consequences`,
    summary: '发布草稿会改变什么、是否影响上级汇总',
    who,
    params,
    answers: { 200: { description: '后果', schema: consequencesView } },
    handle: async ({ actor, params: { definition } }, deps) => ({ json: await consequencesOf(actor, definition, deps) }),
  }),
  signedRoute<One, unknown, { rev: number }>({
    method: 'post',
    path: `${path}/dry-run`,
    summary: '用已有的报表试一遍草稿；进度见返回的作业',
    who,
    params,
    body: dryRunCall,
    answers: { 202: { description: '已开始', schema: object({ job: text }) } },
    handle: async ({ actor, params: { definition }, body }, deps) => ({ status: 202, json: await beginDryRun(actor, definition, body.rev, deps) }),
  }),
  signedRoute<One, unknown, { rev: number; why: string }>({
    method: 'post',
    path: `${path}/publish`,
    summary: '发布草稿为新版',
    who,
    params,
    body: publishCall,
    answers: { 200: { description: '新版和随之更新的报表', schema: publicationView } },
    handle: async ({ actor, params: { definition }, body }, deps) => ({ json: await publishDefinition(actor, definition, body, deps) }),
  }),
  signedRoute<One, unknown, { why: string }>({
    method: 'post',
    path: `${path}/retire`,
    summary: '停用一张报表或一种信函',
    who,
    params,
    body: retireCall,
    answers: { 200: { description: '已停用', schema: publicationView } },
    handle: async ({ actor, params: { definition }, body }, deps) => ({ json: await retireDefinition(actor, definition, body.why, deps) }),
  }),
  signedRoute<One, unknown, { why: string }>({
    method: 'post',
    path: `${path}/restore`,
    summary: '恢复使用停用了的报表或信函',
    who,
    params,
    body: retireCall,
    answers: { 200: { description: '新版', schema: publicationView } },
    handle: async ({ actor, params: { definition }, body }, deps) => ({ json: await restoreDefinition(actor, definition, body.why, deps) }),
  }),
  signedRoute<One, unknown, { version: number; why: string }>({
    method: 'post',
    path: `${path}/roll-back`,
    summary: '重新发布以前的一版',
    who,
    params,
    body: rollBackCall,
    answers: { 200: { description: '新版', schema: publicationView } },
    handle: async ({ actor, params: { definition }, body }, deps) => ({ json: await rollBackDefinition(actor, definition, body, deps) }),
  }),
  signedRoute<One>({
    method: 'get',
    path: `${path}/upgrade`,
    summary: '沿用的定义有了新版：要决定的冲突',
    who,
    params,
    answers: { 200: { description: '冲突：原来、新版、本县', schema: upgradeView } },
    handle: async ({ actor, params: { definition } }, deps) => ({ json: await showUpgrade(actor, definition, deps) }),
  }),
  signedRoute<One, unknown, { rev: number; resolutions: Resolutions; why?: string }>({
    method: 'post',
    path: `${path}/upgrade`,
    summary: '逐处决定，写成新版上的草稿',
    who,
    params,
    body: upgradeCall,
    answers: { 200: { description: '草稿', schema: draftView } },
    handle: async ({ actor, params: { definition }, body }, deps) => ({ json: await resolveUpgrade(actor, definition, body, deps) }),
  }),
];
