// What a designer sees of a county's definitions: the answers of /api/definitions, shared with the client as types.
import type { ConflictWords } from './conflict-words.js';
import type { ClauseDefinition } from './definition.generated.js';
import type { DefinitionChange } from './definition-changes.js';
import type { LayeredDefinition } from './layers.js';
import type { JsonMap } from './merge-patch.js';
import type { Fault } from './problem.js';
import type { OfficeKind } from './role.js';
import type { LayerConflict } from './upgrade-stack.js';

export type VersionView = {
  version: number;
  title: string;
  cause: string;
  publishedAt: string;
  by: string;
  why: string;
  again: number | null;
  origin: string;
  sha256: string;
};

export type DraftView = {
  id: string;
  kind: string;
  /** 0 where nothing is being changed: the rest then shows what was published last. */
  rev: number;
  /** The whole definition a designer edits, and what lies below it; `patch` is the difference. */
  definition: JsonMap | null;
  below: JsonMap;
  patch: JsonMap;
  keeps: string[];
  prefix: string;
  by: string;
  at: string | null;
  why: string;
  upgradeDue: boolean;
  faults: Fault[];
};

export type DefinitionListItem = {
  id: string;
  kind: string;
  title: string;
  origin: string;
  state: 'in-use' | 'retired' | 'unpublished';
  version: number;
  publishedAt: string | null;
  /** Who published the version in use and why; '' for what the files brought. */
  by: string;
  why: string;
  draft: { rev: number; by: string; at: string; why: string } | null;
  upgradeDue: boolean;
  /** Definitions in use that name this one. */
  usedBy: { id: string; title: string; kind: string }[];
  /** Of a report in use: how many offices owe it, its rule in words, and its next due day (`YYYY-MM-DD`) with the period's title. */
  asked: { offices: number; rule: string; next: { due: string; period: string } | null } | null;
};
/** `prefix` begins the ids of definitions the county makes. */
export type DefinitionListView = { items: DefinitionListItem[]; prefix: string };
export type DefinitionView = DefinitionListItem & { versions: VersionView[] };

/** GET /api/definition-contents: what the county uses, as published last, by id; the laws' texts are left out. */
export type DefinitionContentsView = { contents: { [id: string]: LayeredDefinition } };

/** GET /api/definition-offices: the county's schools and center schools in the order of the school line. */
export type DefinitionOfficesView = { offices: { id: string; title: string; kind: OfficeKind; parent: string }[] };

/** GET /api/definition-letter-files: the product's letter pages by file, and the laws the county uses with every edition. */
export type LetterFilesView = { templates: { file: string; text: string }[]; laws: ClauseDefinition[] };

/** PATCH …/draft: `change` is a merge patch over the effective definition, `definition` the whole of it; `rev` is what was seen, 0 for none. */
export type DraftEdit = { rev: number; change?: JsonMap; definition?: JsonMap; why?: string };
/** POST …/check: `definition` is null when there is nothing of it left. */
export type CheckView = { definition: JsonMap | null; faults: Fault[] };

/** GET …/compare. */
export type ComparisonView = { changes: DefinitionChange[]; before: JsonMap; after: JsonMap };
/** A form that gets a new version, with what changes in it and which sums above the county are touched. */
export type FormConsequence = { id: string; title: string; version: number; changes: DefinitionChange[]; sums: string[] };
/** POST …/preview/cells: the rows of the workbook as a program that opens it reads them. */
export type PreviewCellsView = { rows: (string | number | boolean | null)[][] };
export type ConsequencesView = { faults: Fault[]; changes: DefinitionChange[]; forms: FormConsequence[] };

/** Every definition that has a new version now, and the jobs that take open reports over into it. */
export type PublicationView = { id: string; version: number; published: { id: string; version: number; title: string }[]; jobs: string[] };

export type UpgradeView = {
  due: boolean;
  /** Of the draft it would be written into; 0 for none. */
  rev: number;
  from: { layer: string; title: string; version: number }[];
  to: { layer: string; title: string; version: number }[];
  conflicts: (Omit<LayerConflict, 'path' | 'thing' | 'layer'> & { path: string; thing: string; layer: string; layerTitle: string; words: ConflictWords })[];
  /** What the new version below brings, in words. */
  below: DefinitionChange[];
};
