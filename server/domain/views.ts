// What the server shows of its things: the answers of the API, shared with the client as types.
import type { FilledCell, Issue, OtherValues } from './assess-context.js';
import type { FormSnapshot } from './form-snapshot.js';
import type { StateView } from './life.js';
import type { Cell, RecordData } from './record-data.js';
import type { OfficeKind, Role } from './role.js';

/** Entries of the shell's left side. */
export type Section = 'todo' | 'reports' | 'ledger' | 'letters' | 'sums' | 'forms' | 'settings';

/** GET /api/session. `today` and all dates are Asia/Shanghai, `YYYY-MM-DD`; times are ISO 8601 UTC. */
export type SessionView = {
  user: { id: string; login: string; name: string; role: Role; roleTitle: string };
  office: { id: string; title: string; kind: OfficeKind };
  county: { id: string; title: string };
  today: string;
  /** Key of the month most people work on today, and its title. */
  period: { key: string; title: string };
  sections: Section[];
};

/** One thing that waits for the person signed in. */
export type TodoItem = {
  kind: 'fill' | 'correct' | 'review' | 'missing';
  definition: string;
  definitionTitle: string;
  period: string;
  periodTitle: string;
  office: string;
  officeTitle: string;
  state: StateView;
  due: string;
  dueTime: string | null;
  late: boolean;
  /** Days past the due day; 0 or less while there is time. */
  overdueDays: number;
  /** Reason given with the last return, when there is one. */
  reason: string;
};
/** GET /api/todo. */
/** `books` are those of ledgers this person is reminded of, with how many children stand in each now; each count stops at 10,000. */
export type TodoView = {
  items: TodoItem[];
  total: number;
  books: { ledger: string; ledgerTitle: string; book: string; title: string; hint: string; children: number }[];
};

/** GET /api/forms: the report forms of the actor's county. */
export type FormListItem = {
  id: string;
  title: string;
  shortTitle: string;
  version: number;
  source: string;
  origin: 'base' | 'county' | 'overlay';
  /** 每月，次月5日前 */
  dueInWords: string;
  /** What the overlay assumed without a document, by place. */
  assumed: Record<string, string>;
};
export type FormListView = { items: FormListItem[] };
/** GET /api/forms/:definition/versions/:version: the frozen snapshot, enough to draw and judge the form. */
export type FormView = { snapshot: FormSnapshot };

export type PeriodView = { key: string; title: string; due: string; dueTime: string | null; schoolYear: string };
/** GET /api/periods?definition=: newest first, up to the current one. */
export type PeriodListView = { items: PeriodView[]; current: string };

/** One office's report in a list; state `none` when nothing has been begun. */
export type ReportRow = {
  definition: string;
  definitionTitle: string;
  period: string;
  periodTitle: string;
  office: string;
  officeTitle: string;
  center: string;
  centerTitle: string;
  township: string;
  townshipTitle: string;
  state: StateView;
  due: string;
  /** The hour on that day, `17:00`; null where the whole day is left. */
  dueTime: string | null;
  late: boolean;
  handedInAt: string | null;
  updatedAt: string | null;
  /** Number of warnings explained by the school. */
  explained: number;
  /** Number of cells that differ from what the ledger counts. */
  differing?: number;
};
/** GET /api/reports?definition=&period=&state=&q=&late=&page=&size=: `counts` are by state key over the filter without `state`. */
export type ReportListView = { items: ReportRow[]; total: number; counts: Record<string, number>; states: StateView[]; late: number };

export type ActionView = { key: string; title: string; main: boolean; needsReason: boolean; checks: boolean };

/** GET /api/reports/:definition/:office/:period. */
export type ReportView = {
  id: string;
  definition: { id: string; version: number; title: string };
  office: { id: string; title: string; kind: OfficeKind; stages: string[]; center: string };
  period: PeriodView;
  state: StateView;
  /** Number of the last event in the history; 0 when nothing has happened. */
  n: number;
  /** Raised with every draft save. */
  rev: number;
  data: RecordData;
  /** Values carried from the last accepted report, by path. */
  carried: Record<string, number | string>;
  /** Cells of the last accepted report that formulas ask for, by path; absent where there is none. */
  previous?: Record<string, Cell>;
  /** The same of the report a year before. */
  lastYear?: Record<string, Cell>;
  /** Reports of other forms that checks compare with, by the key the form gives them. */
  others?: Record<string, OtherValues>;
  /** Cells counted from the ledger, by path. */
  filled?: Record<string, FilledCell>;
  /** Where the carried values come from, or why there are none. */
  carriedFrom: string;
  /** Reasons typed for warnings, by issue id. */
  reasons: Record<string, string>;
  issues: Issue[];
  editable: boolean;
  actions: ActionView[];
  late: boolean;
  handedInAt: string | null;
  saved: { at: string; by: string } | null;
  /** Who typed last in the cells of a draft; empty once it is handed in. */
  touched: { path: string; by: string; at: string }[];
  /** The last return, shown above the sheet until it is handed in again. */
  returned: { at: string; by: string; reason: string } | null;
};

/** PATCH /api/reports/:definition/:office/:period: only the places a person touched; `from` is what they saw, `to` what they typed (null clears). */
export type DraftChange = { path: string; from: Cell; to: Cell };
export type DraftSave = { version: number; changes: DraftChange[]; reasons?: Record<string, string> };
/** 409 `CONFLICT` carries this in `conflicts`: nothing was written. */
export type DraftConflict = { path: string; label: string; mine: Cell; theirs: Cell; by: string; at: string };

/** POST /api/reports/:definition/:office/:period/actions/:action. `n` and `rev` are what the person saw. */
export type ActionCall = { n: number; rev: number; reason?: string };

export type HistoryChange = { path: string; label: string; before: string; after: string };
export type HistoryItem = {
  n: number;
  action: string;
  title: string;
  state: StateView;
  at: string;
  by: string;
  roleTitle: string;
  officeTitle: string;
  reason: string;
  changes: HistoryChange[];
  version: number;
};
/** GET …/history, newest first. `sound` is false when the chain of hashes is broken. */
export type HistoryView = { items: HistoryItem[]; sound: boolean };

/** POST …/xlsx: what the workbook says; nothing is written until the person saves. */
export type SheetImportView = {
  changes: DraftChange[];
  /** `cell` is an address in the uploaded workbook, such as D7. */
  problems: { cell: string; message: string }[];
};

export type SumCounts = { asked: number; handedIn: number; accepted: number; late: number; missing: number };
/** One line of a sum: a center school, a township, a county of the city, or a school in the drill-down. */
export type SumGroup = {
  key: string;
  title: string;
  kind: OfficeKind | 'county';
  counts: SumCounts;
  data: RecordData;
  formulas: Record<string, string>;
  link: 'group' | 'report' | null;
  state: StateView | null;
};
/** GET /api/sums/:definition/:period?by=center|township&within=. */
export type SumView = {
  definition: { id: string; title: string; version: number };
  period: PeriodView;
  by: 'center' | 'township' | 'county' | 'school';
  within: { key: string; title: string } | null;
  /** True until every report asked for is final. */
  provisional: boolean;
  counts: SumCounts;
  groups: SumGroup[];
  total: { data: RecordData; formulas: Record<string, string> };
};

/** RFC 9457 problem, `application/problem+json`. `errors` lists every fault at once. */
export type ProblemView = {
  type: 'about:blank';
  title: string;
  status: number;
  code: string;
  detail: string;
  request?: string;
  errors?: { path: string; message: string }[];
  conflicts?: DraftConflict[];
};
