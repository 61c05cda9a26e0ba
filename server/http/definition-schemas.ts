// What comes in and goes out at /api/definitions.
import { sampleKinds } from '../domain/sample-child.js';
import { document, list, map, object, oneOf, orNull, text, whole, yesNo } from './schemas.js';

const fault = object({ path: text, message: text });
const anything = {};
const draftHead = object({ rev: whole, by: text, at: text, why: text });
const listItem = {
  id: text,
  kind: text,
  title: text,
  origin: oneOf('base', 'county', 'overlay'),
  state: oneOf('in-use', 'retired', 'unpublished'),
  version: whole,
  publishedAt: orNull(text),
  by: text,
  why: text,
  draft: orNull(draftHead),
  upgradeDue: yesNo,
  usedBy: list(object({ id: text, title: text, kind: text })),
  asked: orNull(object({ offices: whole, rule: text, next: orNull(object({ due: text, period: text })) })),
};
const version = object({ version: whole, title: text, cause: text, publishedAt: text, by: text, why: text, again: orNull(whole), origin: text, sha256: text });
const change = object({
  definition: text,
  section: text,
  kind: oneOf('added', 'removed', 'changed'),
  path: text,
  title: text,
  before: anything,
  after: anything,
  words: text,
});

export const contentsView = object({ contents: map(document) });
export const officesView = object({ offices: list(object({ id: text, title: text, kind: text, parent: text })) });
export const letterFilesView = object({ templates: list(object({ file: text, text })), laws: list(document) });
export const definitionListView = object({ items: list(object(listItem)), prefix: text });
export const definitionView = object({ ...listItem, versions: list(version) });
export const draftView = object({
  id: text,
  kind: text,
  rev: whole,
  definition: orNull(document),
  below: document,
  patch: document,
  keeps: list(text),
  prefix: text,
  by: text,
  at: orNull(text),
  why: text,
  upgradeDue: yesNo,
  faults: list(fault),
});
export const checkView = object({ definition: orNull(document), faults: list(fault) });
export const originsView = object({
  origins: list(
    object({
      layer: oneOf('product', 'province', 'city', 'county', 'own'),
      id: text,
      title: text,
      version: whole,
      who: text,
      when: text,
      why: text,
      source: text,
    }),
  ),
  at: map(whole),
});
export const comparisonView = object({ changes: list(change), before: document, after: document });
export const consequencesView = object({
  faults: list(fault),
  changes: list(change),
  forms: list(object({ id: text, title: text, version: whole, changes: list(change), sums: list(text) })),
});
export const publicationView = object({ id: text, version: whole, published: list(object({ id: text, version: whole, title: text })), jobs: list(text) });
const layerVersion = object({ layer: text, title: text, version: whole });
export const upgradeView = object({
  due: yesNo,
  rev: whole,
  from: list(layerVersion),
  to: list(layerVersion),
  conflicts: list(
    object({
      id: text,
      kind: oneOf('same', 'ours-names-lost', 'theirs-names-lost'),
      path: text,
      thing: text,
      layer: text,
      layerTitle: text,
      words: object({ place: text, theirs: text, ours: text }),
      before: anything,
      after: anything,
      ours: anything,
    }),
  ),
  below: list(change),
});
export const jobView = object({
  id: text,
  kind: text,
  about: text,
  state: oneOf('waiting', 'running', 'done', 'failed', 'cancelled'),
  done: whole,
  total: whole,
  createdAt: text,
  updatedAt: text,
  result: anything,
});
export const packView = object({
  format: oneOf('yibiao-pack'),
  formatVersion: whole,
  county: object({ id: text, title: text, prefix: text }),
  exportedAt: text,
  items: list(object({ id: text, kind: text, title: text, version: whole, patch: document, keeps: list(text), stack: document, why: text })),
  sha256: text,
});
export const importView = object({ items: list(draftView) });

const rev = { type: 'integer', minimum: 0 };
const why = { type: 'string', maxLength: 500 };
/** Not deeper than any definition: what is not one is refused before it is looked into. */
export const draftEdit = object({ rev }, { change: document, definition: document, why });
export const draftTry = object({}, { change: document, definition: document });
export const letterPreviewCall = object(
  { samples: list(oneOf(...sampleKinds), { minItems: 1, maxItems: sampleKinds.length, uniqueItems: true }) },
  { change: document, definition: document },
);
export const reportPreviewCall = object({}, { change: document, definition: document, data: document });
export const previewCellsView = object({ rows: list(list(anything)) });
export const publishCall = object({ rev, why });
export const retireCall = object({ why });
export const rollBackCall = object({ version: { type: 'integer', minimum: 1 }, why });
export const dryRunCall = object({ rev });
export const upgradeCall = object(
  {
    rev,
    resolutions: map({ type: 'object', required: ['take'], additionalProperties: false, properties: { take: oneOf('theirs', 'ours', 'value'), value: {} } }),
  },
  { why },
);
