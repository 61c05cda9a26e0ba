// /api/ledgers: ledgers of children, their lists and files.
import { attachAhead, attachFile, readAttachment } from '../actions/attach-file.js';
import { childrenWorkbook } from '../actions/children-workbook.js';
import { correctChild } from '../actions/correct-child.js';
import type { ChildPlaceCall } from '../actions/find-child.js';
import { acceptImport, examineImport, importTemplate } from '../actions/import-children.js';
import { type ChildListCall, listChildren } from '../actions/list-children.js';
import { listLedgers, publishedLedger } from '../actions/list-ledgers.js';
import { claimChild, recordMovement, reverseMovement } from '../actions/move-child.js';
import { registerChild } from '../actions/register-child.js';
import { showChild } from '../actions/show-child.js';
import { unmaskField } from '../actions/unmask-field.js';
import { maxFileBytes } from '../domain/file-kind.js';
import { ledgerReaders, ledgerWriters } from '../domain/ledger-permissions.js';
import type { ChildCreate, ChildEdit, ChildFilter, ClaimCall, MovementCall, ReversalCall, UnmaskCall } from '../domain/ledger-views.js';
import { fileHeaders } from './file-headers.js';
import * as schema from './ledger-schemas.js';
import { type Route, signedRoute } from './route.js';
import { actionKey, definitionId, object } from './schemas.js';

const inLedger = { ledger: definitionId };
const ofChild = { ...inLedger, child: schema.childId };
const childPath = '/api/ledgers/:ledger/children/:child';
/** A published version never changes. */
const forever = { 'Cache-Control': 'private, max-age=31536000, immutable' };
const listQuery = object(
  {},
  {
    ...schema.childFilter,
    sort: { type: 'string', pattern: '^-?[a-z][A-Za-z0-9_]*$', maxLength: 41 },
    page: { type: 'integer', minimum: 1, maximum: 10_000, default: 1 },
    size: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
    columns: { type: 'string', maxLength: 2000 },
    count: { enum: ['exact'] },
    books: { enum: ['1'] },
  },
);
const file = { description: '学生', schema: schema.childView };

export const ledgerRoutes: Route[] = [
  signedRoute({
    method: 'get',
    path: '/api/ledgers',
    summary: '本县的台账和分册，看得到的单位',
    who: ledgerReaders,
    answers: { 200: { description: '台账', schema: schema.ledgerListView } },
    handle: async ({ actor }, deps) => ({ json: await listLedgers(actor, deps) }),
  }),
  signedRoute<{ ledger: string; version: number }>({
    method: 'get',
    path: '/api/ledgers/:ledger/versions/:version',
    summary: '台账定义的某一版',
    who: ledgerReaders,
    params: object({ ...inLedger, version: { type: 'integer', minimum: 1, maximum: 100_000 } }),
    answers: { 200: { description: '已发布的定义，不再变化', schema: schema.ledgerView } },
    handle: async ({ actor, params }, deps) => ({ json: publishedLedger(actor, params.ledger, params.version, deps), headers: forever }),
  }),
  signedRoute<{ ledger: string }, ChildListCall>({
    method: 'get',
    path: '/api/ledgers/:ledger/children',
    summary: '学生列表：按分册、单位、栏目筛选，按姓名、拼音首字母、证件号末位查找；证件号遮盖',
    who: ledgerReaders,
    params: object(inLedger),
    query: listQuery,
    answers: { 200: { description: '一页学生', schema: schema.childListView } },
    handle: async ({ actor, params, query }, deps) => ({ json: await listChildren(actor, params.ledger, query, deps) }),
  }),
  signedRoute<{ ledger: string }, ChildFilter>({
    method: 'get',
    path: '/api/ledgers/:ledger/children/xlsx',
    summary: '按同样的条件导出表格，遮盖与屏幕一致',
    who: ledgerReaders,
    params: object(inLedger),
    query: object({}, schema.childFilter),
    answers: { 200: { description: '表格文件', type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' } },
    async handle({ actor, params, query, request }, deps) {
      const { bytes, name } = await childrenWorkbook(actor, params.ledger, query, request, deps);
      return { bytes, type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', headers: fileHeaders('attachment', `${name}.xlsx`) };
    },
  }),
  signedRoute<{ ledger: string }, unknown, ChildCreate>({
    method: 'post',
    path: '/api/ledgers/:ledger/children',
    summary: '建档',
    who: ledgerWriters,
    params: object(inLedger),
    body: schema.childCreate,
    answers: { 201: file },
    handle: async ({ actor, params, body }, deps) => ({ status: 201, json: await registerChild(actor, params.ledger, body, deps) }),
  }),
  signedRoute<{ ledger: string }, unknown, ClaimCall>({
    method: 'post',
    path: '/api/ledgers/:ledger/claims',
    summary: '接收别的学校转出的学生',
    who: ledgerWriters,
    params: object(inLedger),
    body: schema.claimCall,
    answers: { 200: file },
    handle: async ({ actor, params, body }, deps) => ({ json: await claimChild(actor, params.ledger, body, deps) }),
  }),
  signedRoute<{ ledger: string }>({
    method: 'get',
    path: '/api/ledgers/:ledger/imports/template',
    summary: '导入用的空表',
    who: ledgerWriters,
    params: object(inLedger),
    answers: { 200: { description: '表格文件', type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' } },
    async handle({ actor, params }, deps) {
      const { bytes, name } = await importTemplate(actor, params.ledger, deps);
      return { bytes, type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', headers: fileHeaders('attachment', `${name}.xlsx`) };
    },
  }),
  signedRoute<{ ledger: string }, unknown, Buffer>({
    method: 'post',
    path: '/api/ledgers/:ledger/imports',
    summary: '看一份表格会添什么、改什么；所有问题一次列出，什么也没有写',
    who: ledgerWriters,
    params: object(inLedger),
    body: { file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', limit: 20 * 1024 * 1024 },
    answers: { 200: { description: '表格说了什么', schema: schema.importView } },
    handle: async ({ actor, params, body }, deps) => ({
      json: await examineImport(actor, params.ledger, Buffer.isBuffer(body) ? body : Buffer.alloc(0), deps),
    }),
  }),
  signedRoute<{ ledger: string; import: string }>({
    method: 'post',
    path: '/api/ledgers/:ledger/imports/:import/accept',
    summary: '同意导入',
    who: ledgerWriters,
    params: object({ ...inLedger, import: schema.fileParam }),
    answers: { 200: { description: '添了、改了多少', schema: schema.importDone } },
    handle: async ({ actor, params, request }, deps) => ({ json: await acceptImport(actor, params.ledger, params.import, request, deps) }),
  }),
  signedRoute<ChildPlaceCall>({
    method: 'get',
    path: childPath,
    summary: '一人一档',
    who: ledgerReaders,
    params: object(ofChild),
    answers: { 200: file },
    handle: async ({ actor, params }, deps) => ({ json: await showChild(actor, params, deps) }),
  }),
  signedRoute<ChildPlaceCall, unknown, ChildEdit>({
    method: 'patch',
    path: childPath,
    summary: '更正改动的栏目',
    who: ledgerWriters,
    params: object(ofChild),
    body: schema.childEdit,
    answers: { 200: file },
    handle: async ({ actor, params, body }, deps) => ({ json: await correctChild(actor, params, body, deps) }),
  }),
  signedRoute<ChildPlaceCall & { kind: string }, unknown, MovementCall>({
    method: 'post',
    path: `${childPath}/movements/:kind`,
    summary: '记异动',
    who: ledgerWriters,
    params: object({ ...ofChild, kind: actionKey }),
    body: schema.movementCall,
    answers: { 200: file },
    handle: async ({ actor, params, body }, deps) => ({ json: await recordMovement(actor, params, body, deps) }),
  }),
  signedRoute<ChildPlaceCall, unknown, ReversalCall>({
    method: 'post',
    path: `${childPath}/reversals`,
    summary: '撤销最近一次异动',
    who: ledgerWriters,
    params: object(ofChild),
    body: schema.reversalCall,
    answers: { 200: file },
    handle: async ({ actor, params, body }, deps) => ({ json: await reverseMovement(actor, params, body, deps) }),
  }),
  signedRoute<ChildPlaceCall, unknown, UnmaskCall>({
    method: 'post',
    path: `${childPath}/unmask`,
    summary: '查看一项被遮盖的内容，须写明原因，查看会记下来',
    who: ledgerReaders,
    params: object(ofChild),
    body: schema.unmaskCall,
    answers: { 200: { description: '全文', schema: schema.unmaskView } },
    handle: async ({ actor, params, body, request }, deps) => ({ json: await unmaskField(actor, params, body, request, deps) }),
  }),
  signedRoute<ChildPlaceCall, { name?: string }, Buffer>({
    method: 'post',
    path: `${childPath}/files`,
    summary: '上传证明材料（照片或 PDF，最多 10 MB）',
    who: ledgerWriters,
    params: object(ofChild),
    query: object({}, { name: { type: 'string', maxLength: 200 } }),
    body: { file: 'application/octet-stream', limit: maxFileBytes },
    answers: { 201: { description: '文件', schema: schema.fileView } },
    handle: async ({ actor, params, query, body }, deps) => ({
      status: 201,
      json: await attachFile(actor, params, query.name ?? '', Buffer.isBuffer(body) ? body : Buffer.alloc(0), deps),
    }),
  }),
  signedRoute<{ ledger: string }, { name?: string }, Buffer>({
    method: 'post',
    path: '/api/ledgers/:ledger/files',
    summary: '接收学生前上传证明材料；记转入时归到学生名下',
    who: ledgerWriters,
    params: object(inLedger),
    query: object({}, { name: { type: 'string', maxLength: 200 } }),
    body: { file: 'application/octet-stream', limit: maxFileBytes },
    answers: { 201: { description: '文件', schema: schema.fileView } },
    handle: async ({ actor, params, query, body }, deps) => ({
      status: 201,
      json: await attachAhead(actor, params.ledger, query.name ?? '', Buffer.isBuffer(body) ? body : Buffer.alloc(0), deps),
    }),
  }),
  signedRoute<ChildPlaceCall & { file: string }>({
    method: 'get',
    path: `${childPath}/files/:file`,
    summary: '证明材料',
    who: ledgerReaders,
    params: object({ ...ofChild, file: schema.fileParam }),
    answers: { 200: { description: '照片或 PDF', type: '*/*' } },
    async handle({ actor, params }, deps) {
      const { bytes, name, type } = await readAttachment(actor, params, deps);
      return { bytes, type, headers: { ...fileHeaders('inline', name), 'Content-Security-Policy': "default-src 'none'; sandbox" } };
    },
  }),
];
