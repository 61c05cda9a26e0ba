// Turns whatever was thrown into an RFC 9457 problem; the table does not compile when a code is missing.
import type { Response } from 'express';
import { Problem, type ProblemCode } from '../domain/problem.js';
import type { ProblemView } from '../domain/views.js';

export const problemStatus: Record<ProblemCode, number> = {
  BAD_REQUEST: 400,
  BAD_JSON: 400,
  TOO_LARGE: 413,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  SIGNED_OUT: 401,
  SIGN_IN_FAILED: 401,
  SIGN_IN_BLOCKED: 429,
  CROSS_SITE: 403,
  FORBIDDEN: 403,
  BAD_PERIOD: 422,
  BAD_DATA: 422,
  NOT_EDITABLE: 409,
  CONFLICT: 409,
  STALE: 409,
  NO_SUCH_ACTION: 409,
  REASON_REQUIRED: 422,
  CHECKS_FAILED: 422,
  EXISTS: 409,
  BAD_FILE: 422,
  NOTHING_TO_ISSUE: 422,
  BAD_SPREADSHEET: 422,
  BAD_DEFINITION: 422,
  UPGRADE_DUE: 409,
  NOTHING_NEW: 409,
  IN_USE: 409,
  BAD_PACK: 422,
  PRINT_UNAVAILABLE: 503,
  BUSY: 503,
  INTERNAL: 500,
};

type Thrown = { type?: string; status?: number; statusCode?: number };

/** What express and its body parser throw, as ours; INTERNAL for everything nobody expected. */
export function asProblem(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  const { type, status, statusCode } = (thrown ?? {}) as Thrown;
  if (type === 'entity.too.large') return new Problem('TOO_LARGE');
  if (type === 'entity.parse.failed') return new Problem('BAD_JSON');
  const code = status ?? statusCode ?? 500;
  return new Problem(code >= 400 && code < 500 ? 'BAD_REQUEST' : 'INTERNAL');
}

export function writeProblem(response: Response, problem: Problem, request: string): void {
  const status = problemStatus[problem.code];
  const view: ProblemView = {
    type: 'about:blank',
    title: problem.title,
    status,
    code: problem.code,
    detail: status >= 500 ? `${problem.message}（编号 ${request}）` : problem.message,
    ...(status >= 500 ? { request } : {}),
    ...(problem.errors.length > 0 ? { errors: problem.errors } : {}),
    ...problem.extra,
  };
  response.status(status).type('application/problem+json').set('Cache-Control', 'no-store').send(JSON.stringify(view));
}
