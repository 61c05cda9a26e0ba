// A report as it is remembered: what the decisions of report.ts see, what storing needs beside it, and its events.
import type { DroppedCell } from './move-record.js';
import type { RecordData } from './record-data.js';
import type { Report } from './report.js';
import type { Role } from './role.js';

export type ReportKey = { county: string; definition: string; office: string; period: string };

/** Who did something, as they were that day. */
export type Doer = { id: string; name: string; role: Role; office: string; officeTitle: string };
/** Who last changed a cell of the draft. */
export type Touch = { path: string; by: string; at: Date };

export type ReportEvent = {
  /** `record:n`. */
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
  /** Where the reporting office stood in both trees that day, and what it taught. */
  stamps: { path: string; township: string; stages: string[] };
  reason: string;
  before: RecordData;
  after: RecordData;
  /** Reasons given for warnings, as it was handed on. */
  reasons: { issue: string; text: string }[];
  /** Version of the form. */
  version: number;
  /** What the version has no place for, where the event took the record over into it. */
  dropped?: DroppedCell[];
  /** Hash of the event before; '' for the first. */
  previous: string;
  /** SHA-256 of `eventText`, in hexadecimal. */
  hash: string;
};

export type StoredReport = Report & {
  /** Who touched which cell since the last event. */
  touched: Touch[];
  updatedAt: Date;
  /** Event `n` until it is known to stand in the history. */
  tail: ReportEvent | null;
  /** True where `summed` is not `n`, as a field an index can hold. */
  unsummed: boolean;
};

/** What lists need of a report: no data. */
export type ReportHead = Omit<StoredReport, 'data' | 'reasons' | 'touched' | 'tail'>;

/** The event as one text that is the same on every machine: keys in alphabetical order, dates in ISO form, without the hash. */
export function eventText(event: { previous: string; hash?: string }): string {
  const { hash: _, ...said } = event;
  return canonicalText(said);
}

/** A value as one text that is the same on every machine: keys in alphabetical order, dates in ISO form. */
export function canonicalText(value: unknown): string {
  if (value instanceof Date) return JSON.stringify(value.toISOString());
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  const entries = Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonicalText(one)}`).join(',')}}`;
}
