// What the server shows of letters and long work: the answers of the API, shared with the client as types.
import type { ChildFilter } from './ledger-views.js';

/** A value asked of whoever issues: `type` date is YYYY-MM-DD. */
export type AskedField = { key: string; title: string; type: 'string' | 'date'; required: boolean; hint: string; value: string; maxLength: number };
/** GET /api/letter-kinds: kinds of letters the actor may issue or read. */
export type LetterKindItem = {
  id: string;
  title: string;
  version: number;
  ledger: string;
  mayIssue: boolean;
  asked: AskedField[];
  /** 同一学段只能有一份有效 */
  onceTitle: string;
  receipt: boolean;
  clauses: { law: string; article: string; title: string }[];
  /** Valid letters that quote an article whose edition is no longer in force. */
  superseded: number;
  /** Somebody is changing it: its sample can be looked at. */
  draft: boolean;
};
export type LetterKindListView = { items: LetterKindItem[] };

/** Chosen children: ids, or everybody the filter finds. At most 20,000. */
export type LetterChoice = { children?: string[]; filter?: ChildFilter };
/** `bundle`: how they are handed out. */
export type LetterOrder = { choice: LetterChoice; values: Record<string, string>; bundle: 'school' | 'village' };

/** POST /api/letter-kinds/:letter/preflight {choice, values, bundle?}: who can be sent one, and who lacks what. */
export type PreflightView = {
  chosen: number;
  /** Would be issued now. */
  ready: number;
  /** Left out, by reason; `children` names the first hundred. */
  problems: {
    kind: 'lacks' | 'has-one' | 'not-for' | 'no-face';
    /** error: left out; warning: printed all the same. */
    level: 'error' | 'warning';
    message: string;
    count: number;
    children: { id: string; name: string; officeTitle: string; detail: string }[];
  }[];
  /** What is wrong with the asked values. */
  errors: { path: string; message: string }[];
  /** Sheets of paper, cover lists included. */
  sheets: number;
  bundles: number;
};
/** POST /api/letter-kinds/:letter/preview/html and …/preview/pdf {child, values}: the very page, marked 样张, without a number; `draft`: as it is being changed. */
export type LetterPreview = { child: string; values: Record<string, string>; draft?: boolean };
/** POST /api/letter-kinds/:letter/issue (LetterOrder): 202 JobView. What cannot be issued is left out and listed in the job. */

export type LetterState = 'valid' | 'void';
/** One line of the register. */
export type LetterRow = {
  id: string;
  letter: string;
  title: string;
  serial: string;
  child: string;
  /** As they were on the day of issue. */
  childName: string;
  officeTitle: string;
  village: string;
  at: string;
  by: string;
  state: LetterState;
  /** Why it is void. */
  reason: string;
  replaces: string | null;
  replacedBy: string | null;
  job: string | null;
};
/** GET /api/letters?letter=&office=&child=&state=&job=&q=&superseded=&page=&size=: newest number first; `q` is a serial, its end, or part of a name as the ledger finds it. */
export type LetterListView = { items: LetterRow[]; total: number; more: boolean; counts: Record<LetterState, number> };
/** GET /api/letters/xlsx with the same filter; logged. */
/** GET /api/letters/:letter. Its pages: GET …/html and …/pdf, the same as on the day of issue. */
export type LetterView = LetterRow & {
  /** SHA-256 of the page that was issued, and whether the page made today still has it. */
  hash: string;
  sound: boolean;
  version: number;
  /** What was said, in order. */
  said: { title: string; text: string }[];
  clauses: { law: string; edition: string; title: string; text: string; superseded: boolean }[];
  /** The chain of the same child and stage, oldest first. */
  chain: { id: string; serial: string; at: string; state: LetterState; reason: string }[];
  mayVoid: boolean;
  /** Also of one that is void without having been replaced. */
  mayReissue: boolean;
  /** What whoever issued it typed: what the next one is proposed to say. */
  asked: Record<string, string>;
};
/** POST /api/letters/:letter/void {reason} and POST /api/letters/:letter/reissue {reason, values?}: LetterView (of the new letter). */
export type VoidCall = { reason: string };
export type ReissueCall = { reason: string; values?: Record<string, string> };

/** A file that is ready to be printed, in the order in which it is handed out. */
export type JobPart = { n: number; title: string; letters: number; pages: number; bytes: number; ready: boolean };
/** GET /api/letter-jobs (own office's, newest first) and GET /api/letter-jobs/:job. */
export type JobView = {
  id: string;
  kind: string;
  title: string;
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  /** What it is doing now: 正在登记文号, 正在排版打印 … */
  step: string;
  done: number;
  total: number;
  at: string;
  by: string;
  finishedAt: string | null;
  /** Why it failed. */
  problem: string;
  /** Letter jobs: files so far. GET /api/letter-jobs/:job/parts/:n/pdf */
  parts: JobPart[];
  /** The first 500 of `leftOutTotal`. */
  leftOut: { child: string; name: string; message: string }[];
  leftOutTotal: number;
  /** First and last serial. */
  serials: { first: string; last: string } | null;
  mayCancel: boolean;
};
export type JobListView = { items: JobView[] };
/** POST /api/letter-jobs/:job/cancel and POST /api/letter-jobs/:job/resume: JobView. Letters already registered stay; printing can be resumed. */
