// The answers of the API as JSON Schemas: what domain/views.ts says in types. Every answer is cut to these before it leaves.
import { document, list, map, object, oneOf, orNull, text, whole, yesNo } from './schemas.js';

const roles = oneOf('filler', 'school-head', 'center-reviewer', 'county-reviewer', 'county-designer', 'clerk', 'city-viewer');
const officeKinds = oneOf('city', 'bureau', 'center', 'school', 'township');
const cell = { type: ['number', 'string', 'boolean', 'null'] };
const state = object({ key: text, title: text, colour: oneOf('default', 'processing', 'warning', 'error', 'success') });
const period = object({ key: text, title: text, due: text, dueTime: orNull(text), schoolYear: text });

export const sessionView = object({
  user: object({ id: text, login: text, name: text, role: roles, roleTitle: text }),
  office: object({ id: text, title: text, kind: officeKinds }),
  county: object({ id: text, title: text }),
  today: text,
  period: object({ key: text, title: text }),
  sections: list(oneOf('todo', 'reports', 'ledger', 'letters', 'sums', 'forms', 'settings')),
});

export const todoView = object({
  items: list(
    object({
      kind: oneOf('fill', 'correct', 'review', 'missing'),
      definition: text,
      definitionTitle: text,
      period: text,
      periodTitle: text,
      office: text,
      officeTitle: text,
      state,
      due: text,
      dueTime: orNull(text),
      late: yesNo,
      overdueDays: whole,
      reason: text,
    }),
  ),
  total: whole,
  books: list(object({ ledger: text, ledgerTitle: text, book: text, title: text, hint: text, children: whole })),
});

export const formListView = object({
  items: list(
    object({
      id: text,
      title: text,
      shortTitle: text,
      version: whole,
      source: text,
      origin: oneOf('base', 'county', 'overlay'),
      dueInWords: text,
      assumed: map(text),
    }),
  ),
});
export const formView = object({ snapshot: document });

export const periodListView = object({ items: list(period), current: text });

const reportRow = object({
  definition: text,
  definitionTitle: text,
  period: text,
  periodTitle: text,
  office: text,
  officeTitle: text,
  center: text,
  centerTitle: text,
  township: text,
  townshipTitle: text,
  state,
  due: text,
  dueTime: orNull(text),
  late: yesNo,
  handedInAt: orNull(text),
  updatedAt: orNull(text),
  explained: whole,
  differing: whole,
});
export const reportListView = object({ items: list(reportRow), total: whole, counts: map(whole), states: list(state), late: whole });

const issue = object(
  {
    id: text,
    level: oneOf('error', 'warning'),
    kind: oneOf('required', 'value', 'check', 'carry', 'fill', 'other'),
    path: text,
    paths: list(text),
    message: text,
    explain: text,
  },
  { others: list(text) },
);
export const reportView = object(
  {
    id: text,
    definition: object({ id: text, version: whole, title: text }),
    office: object({ id: text, title: text, kind: officeKinds, stages: list(text), center: text }),
    period,
    state,
    n: whole,
    rev: whole,
    data: document,
    carried: map(cell),
    carriedFrom: text,
    filled: map(object({ value: whole, ledger: text })),
    reasons: map(text),
    issues: list(issue),
    editable: yesNo,
    actions: list(object({ key: text, title: text, main: yesNo, needsReason: yesNo, checks: yesNo })),
    late: yesNo,
    handedInAt: orNull(text),
    saved: orNull(object({ at: text, by: text })),
    touched: list(object({ path: text, by: text, at: text })),
    returned: orNull(object({ at: text, by: text, reason: text })),
  },
  {
    previous: map(cell),
    lastYear: map(cell),
    others: map(object({ form: text, title: text, period: object({ key: text, title: text }), state: orNull(text), cells: map(cell) })),
  },
);

export const draftSave = object(
  { version: { type: 'integer', minimum: 1 }, changes: list(object({ path: { type: 'string', maxLength: 200 }, from: cell, to: cell }), { maxItems: 5000 }) },
  {
    reasons: {
      type: 'object',
      maxProperties: 500,
      propertyNames: { pattern: '^[A-Za-z][A-Za-z0-9_-]*(@[A-Za-z0-9_.-]+)?$', maxLength: 200 },
      additionalProperties: { type: 'string', maxLength: 500 },
    },
  },
);
export const actionCall = object({ n: { type: 'integer', minimum: 0 }, rev: { type: 'integer', minimum: 0 } }, { reason: { type: 'string', maxLength: 500 } });

export const historyView = object({
  items: list(
    object({
      n: whole,
      action: text,
      title: text,
      state,
      at: text,
      by: text,
      roleTitle: text,
      officeTitle: text,
      reason: text,
      changes: list(object({ path: text, label: text, before: text, after: text })),
      version: whole,
    }),
  ),
  sound: yesNo,
});

export const sheetImportView = object({
  changes: list(object({ path: text, from: cell, to: cell })),
  problems: list(object({ cell: text, message: text })),
});

const counts = object({ asked: whole, handedIn: whole, accepted: whole, late: whole, missing: whole });
const sumBody = { data: document, formulas: map(text) };
export const sumView = object({
  definition: object({ id: text, title: text, version: whole }),
  period,
  by: oneOf('center', 'township', 'county', 'school'),
  within: orNull(object({ key: text, title: text })),
  provisional: yesNo,
  counts,
  groups: list(
    object({
      key: text,
      title: text,
      kind: oneOf('city', 'bureau', 'center', 'school', 'township', 'county'),
      counts,
      ...sumBody,
      link: oneOf('group', 'report', null),
      state: orNull(state),
    }),
  ),
  total: object(sumBody),
});

export const healthView = object({ status: oneOf('ok') });

const fault = object({ path: text, message: text });
export const problemView = object(
  { type: oneOf('about:blank'), title: text, status: whole, code: text, detail: text },
  { request: text, errors: list(fault), conflicts: list(object({ path: text, label: text, mine: cell, theirs: cell, by: text, at: text })) },
);
