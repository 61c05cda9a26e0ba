// A version tried on records that are there already, before it is published.
import type { AssessContext, Issue, OfficeFacts } from './assess-context.js';
import { assess } from './assess-record.js';
import { movedData } from './move-record.js';
import type { Form } from './open-form.js';
import type { RecordData } from './record-data.js';

/** One rule that would newly fail. `open` counts records that would move to the version; the rest stay in theirs. */
export type NewFault = {
  rule: string;
  level: 'error' | 'warning';
  records: number;
  cells: number;
  open: number;
  /** `open` ones move to the version, the others stay as they are. */
  examples: { office: string; period: string; message: string; open: boolean }[];
};
export type DryRun = {
  records: number;
  moves: number;
  stays: number;
  drops: number;
  newly: NewFault[];
  moving: { office: string; period: string; state: string }[];
};
/** What a run found so far, by form. */
export type DryRunResult = { forms: { id: string; title: string; run: DryRun }[] };
/** Reports of other forms, as the form before and after names them. */
export type Compared = { before?: AssessContext['others']; after?: AssessContext['others'] };
export type TriedRecord = {
  office: OfficeFacts;
  period: { key: string; title: string };
  state: string;
  open: boolean;
  before: Form;
  data: RecordData;
  others: Compared;
};

export const emptyDryRun: DryRun = { records: 0, moves: 0, stays: 0, drops: 0, newly: [], moving: [] };
/** Examples of each kind, and names of records, kept for showing; the counts are of all. */
const shown = { examples: 5, moving: 100 };

/** Adds one record to what is known. Carried values play no part: what is carried does not hang on the version. */
export function tryRecord(run: DryRun, after: Form, { office, period, state, open, before, data, others }: TriedRecord): DryRun {
  const context = { office, period, carried: {} };
  const moved = movedData(after, data);
  const is = assess(after, moved.data, { ...context, ...(others.after ? { others: others.after } : {}) }).issues;
  const fresh = is.length > 0 ? newIssues(is, assess(before, data, { ...context, ...(others.before ? { others: others.before } : {}) }).issues) : [];
  return {
    records: run.records + 1,
    moves: run.moves + Number(open),
    stays: run.stays + Number(!open),
    drops: run.drops + Number(open && moved.dropped.length > 0),
    newly: fresh.length > 0 ? added(run.newly, fresh, office.title, period.title, open) : run.newly,
    moving: open && run.moving.length < shown.moving ? [...run.moving, { office: office.title, period: period.title, state }] : run.moving,
  };
}

/** Faults that were none before, and warnings that have become errors. */
function newIssues(is: Issue[], before: Issue[]): Issue[] {
  const was = new Map(before.map((issue) => [issue.id, issue]));
  return is.filter((issue) => !was.has(issue.id) || (issue.level === 'error' && was.get(issue.id)?.level === 'warning'));
}

function added(known: NewFault[], fresh: Issue[], office: string, period: string, open: boolean): NewFault[] {
  const faults = [...known];
  for (const rule of new Set(fresh.map(ruleOf))) {
    const issues = fresh.filter((issue) => ruleOf(issue) === rule);
    const [first] = issues as [Issue];
    const index = faults.findIndex((fault) => fault.rule === rule);
    const was = faults[index] ?? { rule, level: first.level, records: 0, cells: 0, open: 0, examples: [] };
    const shows = was.examples.filter((example) => example.open === open).length < shown.examples;
    const now: NewFault = {
      ...was,
      records: was.records + 1,
      cells: was.cells + issues.length,
      open: was.open + Number(open),
      examples: shows ? [...was.examples, { office, period, message: first.message, open }] : was.examples,
    };
    if (index < 0) faults.push(now);
    else faults[index] = now;
  }
  return faults;
}

/** `balance` for `balance@grades.g3`; required and value faults by their column. */
function ruleOf(issue: Issue): string {
  const [rule = '', place = ''] = issue.id.split('@');
  if (issue.kind === 'check' || place === '') return rule;
  const parts = place.split('.');
  return `${rule} ${parts.length === 3 ? `${parts[0]}.${parts[2]}` : place}`;
}
