// What the server shows of ledgers: the answers of the API, shared with the client as types.
import type { LedgerSnapshot } from './ledger-snapshot.js';
import type { StateColour, StateView } from './life.js';
import type { Cell } from './record-data.js';
import type { OfficeKind } from './role.js';

/** Value of one field of a child; several codes are a list. */
export type ChildValue = Cell | string[];
export type ChildValues = Record<string, ChildValue>;

/** GET /api/ledgers: ledgers the actor may read, with their books in order. */
export type LedgerListItem = { id: string; title: string; version: number; books: { key: string; title: string; hint: string }[] };
/** `offices` are those the actor sees, `parent` is '' at the top of them. */
export type LedgerListView = { items: LedgerListItem[]; offices: { id: string; title: string; kind: OfficeKind; parent: string }[] };

/** GET /api/ledgers/:ledger/versions/:version: the frozen snapshot (fields, code lists, books, events); never changes. */
export type LedgerView = { snapshot: LedgerSnapshot };

/**
 * Which children. `fields` is `field:value` pairs joined by `;`: codes by `,` (any of them), dates and numbers as `from..to` (either end may be left out),
 * `-` for blank, text exactly. grade:g1,g2;born:2019-09-01..2020-08-31;tags:leftBehind
 */
export type ChildFilter = { book?: string; office?: string; q?: string; fields?: string };

/**
 * One line of the list. `values` holds what the actor may see in full, `masked` text for what they may not: never send masked text back.
 * Dates are YYYY-MM-DD, codes are keys; titles of codes are in the snapshot.
 */
export type ChildRow = {
  id: string;
  name: string;
  office: string;
  officeTitle: string;
  state: StateView;
  values: ChildValues;
  masked: Record<string, string>;
};
/**
 * GET /api/ledgers/:ledger/children?book=&office=&q=&fields=&sort=&page=&size=&columns=
 * `office` is a school, center or township (with everything below it). `sort` is a field key, `-` before it turns it round; default: school, grade, class, name.
 * `columns` is field keys joined by `,`; default those of the definition's list. `size` up to 200; pages reach 10,000 rows deep.
 */
export type ChildListView = {
  items: ChildRow[];
  /** Never above 10,000; `more` says that there are more. `?count=exact` counts to the end and clears `more`. */
  total: number;
  more: boolean;
  columns: { key: string; title: string; masked: boolean }[];
  /** Children by book over the same filter without `book`; each stops at 10,000 like `total`. Only with `?books=1`. */
  books: { key: string; title: string; total: number; more: boolean }[];
  /** What the actor may do in this ledger. */
  may: { create: boolean; import: boolean; export: boolean };
};
/** GET …/children/xlsx with the same filter: the list as a workbook, masked as on screen; logged. */

/** A movement or change in a child's history. */
export type ChildEventView = {
  n: number;
  /** Key of the definition's event, or `register`, `correct`, `reverse`. */
  kind: string;
  title: string;
  colour: StateColour;
  /** Day it happened, YYYY-MM-DD; `at` is when it was written down. */
  date: string;
  at: string;
  by: string;
  roleTitle: string;
  officeTitle: string;
  /** Where the child stood that day. */
  stamps: { officeTitle: string; gradeTitle: string; className: string };
  /** What was written down, field by field, ready to show; masked fields are masked. */
  said: { key: string; title: string; text: string }[];
  changes: { field: string; title: string; before: string; after: string }[];
  reason: string;
  proofs: FileView[];
  /** Number of the event that took this one back, or that this one takes back. */
  reversedBy: number | null;
  reverses: number | null;
  mayReverse: boolean;
};
/** A photo or scan. Content: GET …/children/:child/files/:file */
export type FileView = { id: string; name: string; type: string; size: number };

/** A movement the actor may write down now; `withheld` says why not yet, '' where nothing stands against it. */
export type MovementChoice = { kind: string; title: string; hint: string; colour: StateColour; proofAtLeast: number; proofHint: string; withheld: string };
/** A letter in the child's file. */
export type ChildLetter = { id: string; serial: string; title: string; at: string; by: string; state: 'valid' | 'void'; reason: string };

/** GET /api/ledgers/:ledger/children/:child: the file of one child, history newest first. */
export type ChildView = {
  id: string;
  ledger: { id: string; version: number; title: string };
  office: { id: string; title: string };
  name: string;
  state: StateView;
  /** Number of the last event: send it back with every change. */
  n: number;
  values: ChildValues;
  masked: Record<string, string>;
  /** Fields whose full text the actor may ask for (unmask), one by one, with a reason. */
  unmaskable: string[];
  books: { key: string; title: string }[];
  /** Warnings that do not stop anybody: unknown area code, sex and number disagree … */
  warnings: { field: string; message: string }[];
  editable: boolean;
  movements: MovementChoice[];
  history: ChildEventView[];
  /** False when the chain of hashes is broken. */
  sound: boolean;
  letters: ChildLetter[];
  /** Others of the same household. */
  household: { id: string; name: string; officeTitle: string; gradeTitle: string; state: StateView }[];
};

/** POST /api/ledgers/:ledger/children {office?, values}: ChildView (201). An ID number that is there already: 409 EXISTS with `child` (id, when in scope). */
export type ChildCreate = { office?: string; values: ChildValues };
/** PATCH …/children/:child: only the fields touched. Masked fields may be set without having been seen: leave `from` out. */
export type ChildChange = { field: string; from?: ChildValue; to: ChildValue };
export type ChildEdit = { n: number; changes: ChildChange[]; reason?: string };
/** POST …/children/:child/movements/:kind. `proofs` are ids of uploaded files. 422 BAD_DATA lists every fault: path is the field, `date` or `proofs`. */
export type MovementCall = { n: number; date: string; values: ChildValues; proofs: string[]; reason?: string };
/** POST …/children/:child/reversals: takes the last movement that still counts back. */
export type ReversalCall = { n: number; event: number; reason: string };
/** POST …/children/:child/files?name= with the file as body (JPEG, PNG, WebP or PDF, at most 10 MB): FileView (201). */
/** POST /api/ledgers/:ledger/files?name=: the same for a child who is still another school's; goes with the claim's `proofs`. */
/** POST …/children/:child/unmask {field, reason}: the full text, once; logged. */
export type UnmaskCall = { field: string; reason: string };
export type UnmaskView = { field: string; text: string };
/** POST /api/ledgers/:ledger/claims {name, idNumber, …MovementCall}: a child released by another school comes here; 404 where name and number do not agree. */
export type ClaimCall = { name: string; idNumber: string; kind: string; date: string; values: ChildValues; proofs: string[] };

/**
 * POST /api/ledgers/:ledger/imports with an .xlsx as body: what it says; nothing is written.
 * Every problem at once; `row` and `column` as in the sheet, `cell` its address. With problems it cannot be accepted.
 */
export type ImportView = {
  id: string;
  rows: number;
  adds: number;
  updates: number;
  unchanged: number;
  problems: { row: number; column: string; cell: string; message: string; level: 'error' | 'warning' }[];
  /** First fifty changes, to look at. */
  sample: { row: number; name: string; kind: 'add' | 'update'; changes: { title: string; before: string; after: string }[] }[];
};
/** POST /api/ledgers/:ledger/imports/:import/accept. GET /api/ledgers/:ledger/imports/template: an empty workbook with the right heads. */
export type ImportDone = { added: number; updated: number };

/** GET /api/reports/:definition/:office/:period/cells/:path/children: the children behind a cell. */
export type CellChildrenView = {
  path: string;
  label: string;
  counted: number;
  ledger: { id: string; title: string };
  /** What was counted: movements, or children standing now or at the end of a period that is over. */
  count: 'movements' | 'now' | 'then';
  /** Last day of the period. */
  until: string;
  /** The condition in words. */
  where: string;
  /** Of movements `event` is its title and `at` when it was written down; of standing children the state, and `date` and `at` are ''. */
  items: { child: string; name: string; event: string; colour: StateColour; date: string; gradeTitle: string; className: string; said: string; at: string }[];
};
