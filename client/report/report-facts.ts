// What the report page works out of its data: what is wrong, what is still open, what is said at cells.
import type { Issue } from '../../server/domain/assess-context.js';
import { type Assessment, assessorFor } from '../../server/domain/assess-record.js';
import { type Form, labelOf } from '../../server/domain/open-form.js';
import { type RecordData, readCell } from '../../server/domain/record-data.js';
import { linesOf } from '../../server/domain/rows-of.js';
import type { ReportView } from '../../server/domain/views.js';
import type { DraftState } from './draft-queue.js';

export type Facts = Assessment & {
  /** Cells that must be filled and are not. */
  blanks: Issue[];
  /** Wrong as they stand. */
  faults: Issue[];
  warnings: Issue[];
  /** All that stands against handing in: blanks, faults, and warnings nobody has explained. */
  open: Issue[];
};

const assessors = new WeakMap<Form, ReturnType<typeof assessorFor>>();
/** One assessor for as long as the form is open: it remembers the rows nobody touched. */
function assessorOf(form: Form): ReturnType<typeof assessorFor> {
  const assessor = assessors.get(form) ?? assessorFor(form);
  assessors.set(form, assessor);
  return assessor;
}

export function factsOf(form: Form, state: Pick<DraftState, 'view' | 'data' | 'reasons' | 'refused'>): Facts {
  const { view, data, reasons, refused } = state;
  const assessment = assessorOf(form)(data, {
    office: view.office,
    period: view.period,
    carried: view.carried,
    ...(view.filled ? { filled: view.filled } : {}),
    ...(view.previous ? { previous: view.previous } : {}),
    ...(view.lastYear ? { lastYear: view.lastYear } : {}),
    ...(view.others ? { others: view.others } : {}),
  });
  const said = Object.entries(refused).filter(([path]) => !assessment.issues.some((issue) => issue.level === 'error' && issue.path === path));
  const issues = [
    ...said.map(([path, message]): Issue => ({ id: `refused@${path}`, level: 'error', kind: 'value', path, paths: [path], message, explain: '' })),
    ...assessment.issues,
  ];
  const blanks = issues.filter((issue) => issue.kind === 'required');
  const faults = issues.filter((issue) => issue.level === 'error' && issue.kind !== 'required');
  const warnings = issues.filter((issue) => issue.level === 'warning');
  return { ...assessment, issues, blanks, faults, warnings, open: [...faults, ...blanks, ...warnings.filter((issue) => !reasons[issue.id]?.trim())] };
}

/** Paths of cells that still hold the value carried from the last accepted report. */
export const stillCarried = (view: ReportView, data: RecordData): string[] =>
  Object.entries(view.carried)
    .filter(([path, value]) => readCell(data, path) === value)
    .map(([path]) => path);

/** 一年级·转入, with the number of a free line. */
export const cellLabel = (form: Form, data: RecordData, path: string): string =>
  labelOf(
    form,
    path,
    linesOf(data, path.split('.')[0] ?? '').map((line) => line.id),
  );

/** A cell's value as people write it, by its field: the word of a code, 是 or 否. */
export function valueText(form: Form, path: string, value: unknown, words: { yes: string; no: string; blank: string }): string {
  if (value === null || value === undefined || value === '') return words.blank;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  const [table = '', , column] = path.split('.');
  const field =
    column === undefined
      ? form.fields.find((one) => one.key === table)
      : form.tables.find((one) => one.key === table)?.columns.find((one) => one.key === column);
  return field?.codes.find((code) => code.value === value)?.title ?? String(value);
}
