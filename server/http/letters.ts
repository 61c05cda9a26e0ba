// /api/letter-kinds, /api/letters, /api/letter-jobs: choosing, checking, issuing, printing and the register.
import { issueLetters } from '../actions/issue-letters.js';
import { type LetterListCall, lettersWorkbook, listLetterKinds, listLetters } from '../actions/list-letters.js';
import { type PreflightCall, preflightLetters } from '../actions/preflight-letters.js';
import { onPaper } from '../actions/print-letters.js';
import { issuedPage, previewPage, reissueLetter, showLetter, voidLetter } from '../actions/show-letter.js';
import { cancelLetterJob, letterJobView, listLetterJobs, readPart, resumeLetterJob } from '../actions/show-letter-job.js';
import type { Deps } from '../deps.js';
import { ledgerReaders, letterIssuers } from '../domain/ledger-permissions.js';
import type { LetterOrder, LetterPreview, ReissueCall, VoidCall } from '../domain/letter-views.js';
import { fileHeaders } from './file-headers.js';
import { childId } from './ledger-schemas.js';
import * as schema from './letter-schemas.js';
import { type Answer, type Route, type SignedCall, signedRoute } from './route.js';
import { definitionId, object, officeId, oneOf } from './schemas.js';
import { sealedPage } from './sealed-page.js';

const ofKind = object({ letter: definitionId });
const ofLetter = object({ letter: schema.letterId });
const ofJob = object({ job: schema.jobId });
const filter = {
  letter: definitionId,
  office: officeId,
  child: childId,
  state: oneOf('valid', 'void'),
  job: schema.jobId,
  q: { type: 'string', maxLength: 60 },
  superseded: oneOf('1'),
};
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const job = { description: '进度', schema: schema.jobView };
const letter = { description: '信函', schema: schema.letterView };
const page = (html: string): Answer => ({ bytes: html, type: 'text/html', headers: sealedPage });

async function pdf(html: string, name: string, call: SignedCall, what: string, deps: Deps): Promise<Answer> {
  const { bytes } = await onPaper(html, deps);
  const { actor, request } = call;
  await deps.store.audit.add({ at: deps.clock(), county: actor.county, kind: 'print', user: actor.id, office: actor.office.id, what, request });
  return { bytes, type: 'application/pdf', headers: fileHeaders('inline', `${name}.pdf`) };
}

const kindRoutes: Route[] = [
  signedRoute({
    method: 'get',
    path: '/api/letter-kinds',
    summary: '本县的信函种类',
    who: ledgerReaders,
    answers: { 200: { description: '信函种类', schema: schema.letterKindListView } },
    handle: async ({ actor }, deps) => ({ json: await listLetterKinds(actor, deps) }),
  }),
  signedRoute<{ letter: string }, unknown, PreflightCall>({
    method: 'post',
    path: '/api/letter-kinds/:letter/preflight',
    summary: '签发前检查：谁能发，谁缺什么，哪些字印不出',
    who: letterIssuers,
    params: ofKind,
    body: schema.preflightCall,
    answers: { 200: { description: '检查结果，什么也没有写', schema: schema.preflightView } },
    handle: async ({ actor, params, body }, deps) => ({ json: await preflightLetters(actor, params.letter, body, deps) }),
  }),
  signedRoute<{ letter: string }, unknown, LetterPreview>({
    method: 'post',
    path: '/api/letter-kinds/:letter/preview/html',
    summary: '一名学生的样张',
    who: letterIssuers,
    params: ofKind,
    body: schema.letterPreview,
    answers: { 200: { description: '样张', type: 'text/html' } },
    handle: async ({ actor, params, body }, deps) => page(await previewPage(actor, params.letter, body, deps)),
  }),
  signedRoute<{ letter: string }, unknown, LetterPreview>({
    method: 'post',
    path: '/api/letter-kinds/:letter/preview/pdf',
    summary: '一名学生的样张（PDF）',
    who: letterIssuers,
    params: ofKind,
    body: schema.letterPreview,
    answers: { 200: { description: 'PDF', type: 'application/pdf' } },
    handle: async (call, deps) =>
      pdf(await previewPage(call.actor, call.params.letter, call.body, deps), '样张', call, `preview ${call.params.letter} ${call.body.child}`, deps),
  }),
  signedRoute<{ letter: string }, unknown, LetterOrder>({
    method: 'post',
    path: '/api/letter-kinds/:letter/issue',
    summary: '签发并打印；在后台进行，不能签发的列出来',
    who: letterIssuers,
    params: ofKind,
    body: schema.letterOrder,
    answers: { 202: job },
    handle: async ({ actor, params, body }, deps) => ({ status: 202, json: await issueLetters(actor, params.letter, body, deps) }),
  }),
];

const registerRoutes: Route[] = [
  signedRoute<unknown, LetterListCall>({
    method: 'get',
    path: '/api/letters',
    summary: '信函登记簿',
    who: ledgerReaders,
    query: object(
      {},
      { ...filter, page: { type: 'integer', minimum: 1, maximum: 10_000, default: 1 }, size: { type: 'integer', minimum: 1, maximum: 200, default: 50 } },
    ),
    answers: { 200: { description: '一页信函', schema: schema.letterListView } },
    handle: async ({ actor, query }, deps) => ({ json: await listLetters(actor, query, deps) }),
  }),
  signedRoute<unknown, Omit<LetterListCall, 'page' | 'size'>>({
    method: 'get',
    path: '/api/letters/xlsx',
    summary: '导出登记簿',
    who: ledgerReaders,
    query: object({}, filter),
    answers: { 200: { description: '表格文件', type: xlsx } },
    handle: async ({ actor, query, request }, deps) => ({
      bytes: await lettersWorkbook(actor, query, request, deps),
      type: xlsx,
      headers: fileHeaders('attachment', '信函登记簿.xlsx'),
    }),
  }),
  signedRoute<{ letter: string }>({
    method: 'get',
    path: '/api/letters/:letter',
    summary: '一份信函：说了什么，作废和重发',
    who: ledgerReaders,
    params: ofLetter,
    answers: { 200: letter },
    handle: async ({ actor, params }, deps) => ({ json: await showLetter(actor, params.letter, deps) }),
  }),
  signedRoute<{ letter: string }>({
    method: 'get',
    path: '/api/letters/:letter/html',
    summary: '当日签发的原样',
    who: ledgerReaders,
    params: ofLetter,
    answers: { 200: { description: '网页', type: 'text/html' } },
    handle: async ({ actor, params }, deps) => page((await issuedPage(actor, params.letter, deps)).html),
  }),
  signedRoute<{ letter: string }>({
    method: 'get',
    path: '/api/letters/:letter/pdf',
    summary: '补印，与当日签发的一样',
    who: ledgerReaders,
    params: ofLetter,
    answers: { 200: { description: 'PDF', type: 'application/pdf' } },
    async handle(call, deps) {
      const { html, name } = await issuedPage(call.actor, call.params.letter, deps);
      return pdf(html, name, call, call.params.letter, deps);
    },
  }),
  signedRoute<{ letter: string }, unknown, VoidCall>({
    method: 'post',
    path: '/api/letters/:letter/void',
    summary: '作废',
    who: letterIssuers,
    params: ofLetter,
    body: schema.voidCall,
    answers: { 200: letter },
    handle: async ({ actor, params, body }, deps) => ({ json: await voidLetter(actor, params.letter, body.reason, deps) }),
  }),
  signedRoute<{ letter: string }, unknown, ReissueCall>({
    method: 'post',
    path: '/api/letters/:letter/reissue',
    summary: '作废重发',
    who: letterIssuers,
    params: ofLetter,
    body: schema.reissueCall,
    answers: { 200: letter },
    handle: async ({ actor, params, body }, deps) => ({ json: await reissueLetter(actor, params.letter, body, deps) }),
  }),
];

const workRoutes: Route[] = [
  signedRoute({
    method: 'get',
    path: '/api/letter-jobs',
    summary: '签发和打印的进度',
    who: letterIssuers,
    answers: { 200: { description: '最近的在前', schema: schema.jobListView } },
    handle: async ({ actor }, deps) => ({ json: await listLetterJobs(actor, deps) }),
  }),
  signedRoute<{ job: string }>({
    method: 'get',
    path: '/api/letter-jobs/:job',
    summary: '一次签发的进度',
    who: letterIssuers,
    params: ofJob,
    answers: { 200: job },
    handle: async ({ actor, params }, deps) => ({ json: await letterJobView(actor, params.job, deps) }),
  }),
  signedRoute<{ job: string }>({
    method: 'post',
    path: '/api/letter-jobs/:job/cancel',
    summary: '停下',
    who: letterIssuers,
    params: ofJob,
    answers: { 200: job },
    handle: async ({ actor, params }, deps) => ({ json: await cancelLetterJob(actor, params.job, deps) }),
  }),
  signedRoute<{ job: string }>({
    method: 'post',
    path: '/api/letter-jobs/:job/resume',
    summary: '继续',
    who: letterIssuers,
    params: ofJob,
    answers: { 200: job },
    handle: async ({ actor, params }, deps) => ({ json: await resumeLetterJob(actor, params.job, deps) }),
  }),
  signedRoute<{ job: string; part: number }>({
    method: 'get',
    path: '/api/letter-jobs/:job/parts/:part/pdf',
    summary: '印好的一册',
    who: letterIssuers,
    params: object({ job: schema.jobId, part: { type: 'integer', minimum: 1, maximum: 1000 } }),
    answers: { 200: { description: 'PDF', type: 'application/pdf' } },
    async handle({ actor, params, request }, deps) {
      const { bytes, name } = await readPart(actor, params.job, params.part, request, deps);
      return { bytes, type: 'application/pdf', headers: fileHeaders('inline', name) };
    },
  }),
];

export const letterRoutes: Route[] = [...kindRoutes, ...registerRoutes, ...workRoutes];
