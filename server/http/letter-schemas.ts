// The answers and bodies of letters as JSON Schemas: what domain/letter-views.ts says in types.
import { childFilter, childId } from './ledger-schemas.js';
import { list, map, object, oneOf, orNull, text, whole, yesNo } from './schemas.js';

const values = {
  type: 'object',
  maxProperties: 60,
  propertyNames: { pattern: '^[a-z][A-Za-z0-9_]*$', maxLength: 40 },
  additionalProperties: { type: 'string', maxLength: 500 },
};
const reason = { type: 'string', maxLength: 500 };
const choice = object({}, { children: list(childId, { maxItems: 20_000 }), filter: object({}, childFilter) });
const bundle = oneOf('school', 'village');

/** county:letter:year:number */
export const letterId = { type: 'string', pattern: '^[a-z0-9-]{1,60}:[a-z0-9-]{1,60}:20\\d\\d:([a-z0-9-]{1,80}:)?\\d{7}$' };
export const jobId = { type: 'string', pattern: '^[a-z0-9-]{1,80}$' };

export const letterKindListView = object({
  items: list(
    object({
      id: text,
      title: text,
      version: whole,
      ledger: text,
      mayIssue: yesNo,
      asked: list(object({ key: text, title: text, type: oneOf('string', 'date'), required: yesNo, hint: text, value: text, maxLength: whole })),
      onceTitle: text,
      receipt: yesNo,
      clauses: list(object({ law: text, article: text, title: text })),
      superseded: whole,
      draft: yesNo,
    }),
  ),
});

export const preflightCall = object({ choice, values }, { bundle });
export const preflightView = object({
  chosen: whole,
  ready: whole,
  problems: list(
    object({
      kind: oneOf('lacks', 'has-one', 'not-for', 'no-face'),
      level: oneOf('error', 'warning'),
      message: text,
      count: whole,
      children: list(object({ id: text, name: text, officeTitle: text, detail: text })),
    }),
  ),
  errors: list(object({ path: text, message: text })),
  sheets: whole,
  bundles: whole,
});
export const letterPreview = object({ child: childId, values }, { draft: yesNo });
export const letterOrder = object({ choice, values, bundle });

const row = {
  id: text,
  letter: text,
  title: text,
  serial: text,
  child: text,
  childName: text,
  officeTitle: text,
  village: text,
  at: text,
  by: text,
  state: oneOf('valid', 'void'),
  reason: text,
  replaces: orNull(text),
  replacedBy: orNull(text),
  job: orNull(text),
};
export const letterListView = object({ items: list(object(row)), total: whole, more: yesNo, counts: object({ valid: whole, void: whole }) });
export const letterView = object({
  ...row,
  hash: text,
  sound: yesNo,
  version: whole,
  said: list(object({ title: text, text })),
  clauses: list(object({ law: text, edition: text, title: text, text, superseded: yesNo })),
  chain: list(object({ id: text, serial: text, at: text, state: oneOf('valid', 'void'), reason: text })),
  mayVoid: yesNo,
  mayReissue: yesNo,
  asked: map(text),
});
export const voidCall = object({ reason });
export const reissueCall = object({ reason }, { values });

export const jobView = object({
  id: text,
  kind: text,
  title: text,
  state: oneOf('waiting', 'running', 'done', 'failed', 'cancelled'),
  step: text,
  done: whole,
  total: whole,
  at: text,
  by: text,
  finishedAt: orNull(text),
  problem: text,
  parts: list(object({ n: whole, title: text, letters: whole, pages: whole, bytes: whole, ready: yesNo })),
  leftOut: list(object({ child: text, name: text, message: text })),
  leftOutTotal: whole,
  serials: orNull(object({ first: text, last: text })),
  mayCancel: yesNo,
});
export const jobListView = object({ items: list(jobView) });
