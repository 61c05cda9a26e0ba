// The answers and bodies of ledgers as JSON Schemas: what domain/ledger-views.ts says in types.
import { document, list, map, object, oneOf, orNull, text, whole, yesNo } from './schemas.js';

const colour = oneOf('default', 'processing', 'warning', 'error', 'success');
const state = object({ key: text, title: text, colour });
const value = { anyOf: [{ type: ['number', 'string', 'boolean', 'null'] }, { type: 'array', items: { type: 'string', maxLength: 60 }, maxItems: 60 }] };
const fieldKey = { type: 'string', pattern: '^[a-z][A-Za-z0-9_]*$', maxLength: 40 };
const typed = {
  type: 'object',
  maxProperties: 120,
  propertyNames: { pattern: '^[a-z][A-Za-z0-9_]*$', maxLength: 40 },
  additionalProperties: {
    anyOf: [
      { type: 'string', maxLength: 3000 },
      { type: ['number', 'boolean', 'null'] },
      { type: 'array', items: { type: 'string', maxLength: 60 }, maxItems: 60 },
    ],
  },
};
const day = { type: 'string', maxLength: 10 };
const reason = { type: 'string', maxLength: 500 };
const fileId = { type: 'string', pattern: '^[a-z0-9-]{1,80}$' };

export const childId = { type: 'string', pattern: '^[a-z0-9-]{1,80}$' };
export const fileParam = fileId;
export const fileView = object({ id: text, name: text, type: text, size: whole });

export const ledgerListView = object({
  items: list(object({ id: text, title: text, version: whole, books: list(object({ key: text, title: text, hint: text })) })),
  offices: list(object({ id: text, title: text, kind: text, parent: text })),
});
export const ledgerView = object({ snapshot: document });

const childRow = object({ id: text, name: text, office: text, officeTitle: text, state, values: map(value), masked: map(text) });
export const childListView = object({
  items: list(childRow),
  total: whole,
  more: yesNo,
  columns: list(object({ key: text, title: text, masked: yesNo })),
  books: list(object({ key: text, title: text, total: whole, more: yesNo })),
  may: object({ create: yesNo, import: yesNo, export: yesNo }),
});

const event = object({
  n: whole,
  kind: text,
  title: text,
  colour,
  date: text,
  at: text,
  by: text,
  roleTitle: text,
  officeTitle: text,
  stamps: object({ officeTitle: text, gradeTitle: text, className: text }),
  said: list(object({ key: text, title: text, text })),
  changes: list(object({ field: text, title: text, before: text, after: text })),
  reason: text,
  proofs: list(fileView),
  reversedBy: orNull(whole),
  reverses: orNull(whole),
  mayReverse: yesNo,
});
export const childView = object({
  id: text,
  ledger: object({ id: text, version: whole, title: text }),
  office: object({ id: text, title: text }),
  name: text,
  state,
  n: whole,
  values: map(value),
  masked: map(text),
  unmaskable: list(text),
  books: list(object({ key: text, title: text })),
  warnings: list(object({ field: text, message: text })),
  editable: yesNo,
  movements: list(object({ kind: text, title: text, hint: text, colour, proofAtLeast: whole, proofHint: text, withheld: text })),
  history: list(event),
  sound: yesNo,
  letters: list(object({ id: text, serial: text, title: text, at: text, by: text, state: oneOf('valid', 'void'), reason: text })),
  household: list(object({ id: text, name: text, officeTitle: text, gradeTitle: text, state })),
});

export const childCreate = object({ values: typed }, { office: { type: 'string', pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 80 } });
export const childEdit = object(
  { n: whole, changes: list(object({ field: fieldKey, to: value }, { from: value }), { minItems: 1, maxItems: 120 }) },
  { reason },
);
const movement = { date: day, values: typed, proofs: list(fileId, { maxItems: 20 }) };
export const movementCall = object({ n: whole, ...movement }, { reason });
export const claimCall = object({ name: { type: 'string', maxLength: 60 }, idNumber: { type: 'string', maxLength: 30 }, kind: fieldKey, ...movement });
export const reversalCall = object({ n: whole, event: { type: 'integer', minimum: 1 }, reason });
export const unmaskCall = object({ field: fieldKey, reason });
export const unmaskView = object({ field: text, text });

const problem = object({ row: whole, column: text, cell: text, message: text, level: oneOf('error', 'warning') });
export const importView = object({
  id: text,
  rows: whole,
  adds: whole,
  updates: whole,
  unchanged: whole,
  problems: list(problem),
  sample: list(object({ row: whole, name: text, kind: oneOf('add', 'update'), changes: list(object({ title: text, before: text, after: text })) })),
});
export const importDone = object({ added: whole, updated: whole });

export const cellChildrenView = object({
  path: text,
  label: text,
  counted: whole,
  ledger: object({ id: text, title: text }),
  count: oneOf('movements', 'now', 'then'),
  until: text,
  where: text,
  items: list(object({ child: text, name: text, event: text, colour, date: text, gradeTitle: text, className: text, said: text, at: text })),
});

/** Which children: the same in lists, exports and letters. */
export const childFilter = {
  book: fieldKey,
  office: { type: 'string', pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 80 },
  q: { type: 'string', maxLength: 60 },
  fields: { type: 'string', maxLength: 1000 },
};
