// A child's record: what its events make it. Values are plain; masks are made only when they are shown.
import type { ChildValue, ChildValues } from './ledger-views.js';
import type { Ledger } from './open-ledger.js';
import type { Doer } from './report-record.js';

/** Where a child belongs: an office on the school line, with its path and township. */
export type ChildPlace = { office: string; path: string; township: string };

export type Child = ChildPlace & {
  /** Drawn; begins with the county. */
  _id: string;
  county: string;
  ledger: string;
  /** Version of the ledger's definition of the last event. */
  version: number;
  /** Last event taken in. */
  n: number;
  hash: string;
  data: ChildValues;
};

/** The child that day: what a movement is counted by for ever. `was` is its state before. */
export type Stamps = ChildPlace & { officeTitle: string; grade: string; class: string; village: string; state: string; was: string };

export type ChildEvent = {
  /** `child:n`. */
  _id: string;
  county: string;
  record: string;
  ledger: string;
  n: number;
  /** Key of the definition's event, or `register`, `correct`, `reverse`. */
  kind: string;
  title: string;
  /** Day it happened; a reversal has that of what it takes back. */
  date: string;
  at: Date;
  by: Doer;
  stamps: Stamps;
  /** What was written down. */
  said: ChildValues;
  /** Fields it set, and what they were before; null for blank. */
  sets: ChildValues;
  before: ChildValues;
  /** Where the child went, and where it was; null when it stayed. */
  moved: { to: ChildPlace; from: ChildPlace } | null;
  reason: string;
  proofs: string[];
  /** Number of the event it takes back; 0 for none. */
  reverses: number;
  version: number;
  previous: string;
  hash: string;
};

export type StoredChild = Child & {
  /** Path, grade, class and name in one text: the order of lists. */
  place: string;
  /** Beginnings that find the child. */
  search: string[];
  createdAt: Date;
  updatedAt: Date;
  /** Event `n` until it is known to stand in the history. */
  tail: ChildEvent | null;
};

export const blank = (value: ChildValue | undefined): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** `data` with values set; blanks take their key away. */
export function withValues(data: ChildValues, sets: ChildValues): ChildValues {
  const next = { ...data };
  for (const [key, value] of Object.entries(sets)) {
    if (blank(value)) delete next[key];
    else next[key] = value;
  }
  return next;
}

/** The record its events make, oldest first. */
export function replay(events: Pick<ChildEvent, 'sets' | 'moved'>[], at: ChildPlace): { data: ChildValues; place: ChildPlace } {
  let data: ChildValues = {};
  let place = at;
  for (const event of events) {
    data = withValues(data, event.sets);
    if (event.moved) place = event.moved.to;
  }
  return { data, place };
}

/** Text of one value: codes by their titles, dates as they are. */
export function valueText(ledger: Ledger, field: { key: string; field: { codeList?: string } }, value: ChildValue | undefined): string {
  if (value === undefined || value === null) return '';
  const codes = field.field.codeList ? ledger.snapshot.lists[field.field.codeList]?.codes : undefined;
  const titled = (one: string): string => codes?.[one]?.title ?? one;
  if (Array.isArray(value)) return value.map(titled).join('、');
  if (typeof value === 'boolean') return value ? '是' : '否';
  return codes ? titled(String(value)) : String(value);
}

export const textOf = (data: ChildValues, key: string | undefined): string => {
  const value = key === undefined ? undefined : data[key];
  return typeof value === 'string' ? value : '';
};

/** The child in the words of an expression: text never missing, lists never absent; a number or day that is not filled in makes what asks for it blank. */
export function childFacts(ledger: Ledger, data: ChildValues): { [field: string]: unknown } {
  return Object.fromEntries(
    Object.entries(ledger.snapshot.definition.schema.properties).flatMap(([key, field]): [string, unknown][] => {
      const value = data[key];
      if (field.type === 'codes') return [[key, Array.isArray(value) ? value : []]];
      if (field.type === 'integer') return typeof value === 'number' ? [[key, BigInt(value)]] : [];
      if (field.type === 'boolean') return [[key, value === true]];
      if (field.format === 'date' && blank(value)) return [];
      return [[key, typeof value === 'string' ? value : '']];
    }),
  );
}
