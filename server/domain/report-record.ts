// A report as it is remembered: its present state, and the events that brought it there.
import type { RecordData } from './record-data.js';
import type { Role } from './views.js';

export type ReportKey = { county: string; definition: string; office: string; period: string };
/** Two first savers meet on this one key. */
export const recordId = (key: ReportKey): string => `${key.county}:${key.definition}:${key.office}:${key.period}`;

/** Who did something, as they were that day. */
export type Doer = { id: string; name: string; role: Role; office: string; officeTitle: string };
/** Where the office stood in both trees that day. */
export type Place = { path: string; center: string; township: string };
export type Return = { at: Date; by: string; reason: string };
/** Who last changed a cell of the draft. */
export type Touch = { path: string; by: string; at: Date };
export type ReasonGiven = { issue: string; text: string };

export type ReportEvent = {
  _id: string;
  county: string;
  record: string;
  /** 1 for the first event of the record. */
  n: number;
  action: string;
  /** The action's word in the history on that day. */
  title: string;
  from: string;
  to: string;
  at: Date;
  by: Doer;
  stamps: Place & { stages: string[] };
  reason: string;
  before: RecordData;
  after: RecordData;
  reasons: ReasonGiven[];
  /** Version of the form. */
  version: number;
  /** Hash of the event before; '' for the first. */
  previous: string;
  /** SHA-256 of `eventText`. */
  hash: string;
};

export type ReportRecord = ReportKey & Place & {
  _id: string;
  /** Version of the form it is filled in and read in for ever. */
  version: number;
  state: string;
  /** Number of the last event; 0 while it has only been a draft. */
  n: number;
  /** Raised with every write. */
  rev: number;
  data: RecordData;
  reasons: ReasonGiven[];
  touched: Touch[];
  /** First time it left the school; kept when it is returned. */
  handedInAt: Date | null;
  savedAt: Date;
  savedBy: string;
  returned: Return | null;
  /** Hash of event `n`; '' while there is none. */
  head: string;
  /** Event `n` until it is known to stand in the history. */
  tail: ReportEvent | null;
  /** The `n` that the kept sums have taken in; -1 when they have taken in nothing of it. */
  summed: number;
  /** True where `summed` is not `n`, as a field an index can hold. */
  unsummed: boolean;
};

/** The event as one text that is the same on every machine: keys in alphabetical order, dates in ISO form, without the hash. */
export function eventText(event: Omit<ReportEvent, 'hash'> & { hash?: string }): string {
  const { hash: _, ...said } = event;
  return canonical(said);
}

function canonical(value: unknown): string {
  if (value instanceof Date) return JSON.stringify(value.toISOString());
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  const entries = Object.entries(value).filter(([, one]) => one !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(',')}}`;
}
