// The life of a report: what a save or an action makes of it. Pure; storing is the caller's.
import type { AssessContext, Issue, OfficeFacts } from './assess-context.js';
import { withComputed } from './computed-cells.js';
import { judgeCell } from './judge-cell.js';
import { actionsFor, mayEdit, stateOf } from './life.js';
import type { Actor } from './office.js';
import { type Form, isComputed, labelOf } from './open-form.js';
import { type Fault, Problem } from './problem.js';
import { type Cell, parsePath, type RecordData, readCell, writeCell } from './record-data.js';
import { linesOf, rowsOf } from './rows-of.js';
import type { ActionCall, DraftChange, DraftConflict } from './views.js';

export type Report = {
  _id: string;
  county: string;
  definition: string;
  version: number;
  office: string;
  path: string;
  township: string;
  period: string;
  state: string;
  /** Last event taken in; 0 before the first. */
  n: number;
  /** Hash of that event; '' before the first. */
  hash: string;
  rev: number;
  data: RecordData;
  reasons: { [issue: string]: string };
  handedInAt: Date | null;
  draft: { at: Date; by: string; byName: string } | null;
  returned: { at: Date; by: string; reason: string } | null;
  /** Errors and warnings at the last action that checked, for lists. */
  explained: number;
  /** Of these, cells that differ from the ledger. */
  differing?: number;
  /** `n` the kept sums have taken in. */
  summed: number;
};

/** `county:definition:office:period`, so that two first savers meet on one key. */
export const reportId = (county: string, definition: string, office: string, period: string): string => `${county}:${definition}:${office}:${period}`;

/**
 * Applies the cells a person touched. Cells somebody else changed meanwhile to something else are conflicts and nothing is applied.
 * @throws Problem NOT_EDITABLE, BAD_DATA (every fault at once), CONFLICT (every conflicting cell)
 */
export function applyDraft(
  form: Form,
  report: Report,
  actor: Actor,
  office: OfficeFacts,
  changes: DraftChange[],
  reasons: { [issue: string]: string } | undefined,
  context: AssessContext = { office, period: { key: report.period, title: report.period }, carried: {} },
): Pick<Report, 'data' | 'reasons'> {
  if (!mayEdit(form.snapshot.life, report.state, actor.role)) throw new Problem('NOT_EDITABLE');
  const typed = changes.filter(({ path }) => !isComputed(form, path));
  const data = () =>
    withComputed(
      form,
      typed.reduce((now, change) => applyChange(now, change), report.data),
      context,
    );
  const faults = typed.flatMap((change) => faultOf(form, report.data, office, change));
  if (faults.length === 0 && typed.length < changes.length) faults.push(...computedFaults(form, data(), changes));
  if (faults.length > 0) throw new Problem('BAD_DATA', { errors: faults });
  const conflicts = typed.filter((change) => !sameCell(now(report.data, change.path), change.from) && !sameCell(now(report.data, change.path), change.to));
  if (conflicts.length > 0) throw new Problem('CONFLICT', { extra: { conflicts: conflicts.map((change) => conflictOf(form, report, change)) } });
  return { data: data(), reasons: mergedReasons(report.reasons, reasons) };
}

/** A path of two keys takes a free line away; any other sets one cell. */
export function applyChange(data: RecordData, change: Pick<DraftChange, 'path' | 'to'>): RecordData {
  const [table = '', line, column] = change.path.split('.');
  if (line !== undefined && column === undefined) return { ...data, [table]: linesOf(data, table).filter((one) => one.id !== line) };
  return writeCell(data, change.path, change.to);
}

/** What an action makes of a report. @throws Problem NO_SUCH_ACTION, STALE, REASON_REQUIRED, CHECKS_FAILED (every fault at once) */
export function decideAction(
  form: Form,
  report: Report,
  actor: Actor,
  key: string,
  call: ActionCall,
  issues: Issue[],
  at: Date,
): { report: Report; before: RecordData } {
  const { life } = form.snapshot;
  const action = life.actions[key];
  if (action?.by[actor.role] !== true) throw new Problem(action ? 'FORBIDDEN' : 'NO_SUCH_ACTION');
  if (report.n !== call.n || report.rev !== call.rev) throw new Problem('STALE');
  if (!actionsFor(life, report.state, actor.role).some((one) => one.key === key)) throw new Problem('NO_SUCH_ACTION');
  const reason = call.reason?.trim() ?? '';
  if (action.needs?.reason && reason === '') throw new Problem('REASON_REQUIRED', { errors: [{ path: 'reason', message: '请写明原因，对方会看到' }] });
  if (action.checks) {
    const open = openIssues(issues, report.reasons);
    if (open.length > 0)
      throw new Problem('CHECKS_FAILED', {
        errors: open.map((issue) => ({ path: issue.path, message: issue.level === 'warning' ? `${issue.message}（请说明原因）` : issue.message })),
      });
  }
  const to = stateOf(life, action.to);
  const handsIn = to.handedIn === true;
  return {
    before: report.data,
    report: {
      ...report,
      state: action.to,
      n: report.n + 1,
      handedInAt: handsIn ? (report.handedInAt ?? at) : report.handedInAt,
      returned: action.needs?.reason ? { at, by: actor.name, reason } : handsIn ? null : report.returned,
      explained: issues.filter((issue) => issue.level === 'warning' && report.reasons[issue.id]).length,
      differing: issues.filter((issue) => issue.kind === 'fill').length,
    },
  };
}

/** Errors, and warnings nobody has explained yet. */
export const openIssues = (issues: Issue[], reasons: { [issue: string]: string }): Issue[] =>
  issues.filter((issue) => issue.level === 'error' || !reasons[issue.id]?.trim());

function faultOf(form: Form, data: RecordData, office: OfficeFacts, change: DraftChange): Fault[] {
  const parts = change.path.split('.');
  const table = form.tables.find((one) => one.key === parts[0]);
  if (parts.length === 2) return table?.free && change.to === null ? [] : [{ path: change.path, message: '没有这一行' }];
  const at = parsePath(change.path);
  if (!at) return [{ path: change.path, message: '没有这个栏目' }];
  const field = at.row === undefined ? form.fields.find((one) => one.key === at.field) : table?.columns.find((one) => one.key === at.column);
  if (!field) return [{ path: change.path, message: '没有这个栏目' }];
  if (table && !table.free && !rowsOf(table, data, office).some((row) => row.key === at.row))
    return [{ path: change.path, message: `${labelOf(form, change.path)}：本校不填这一行` }];
  if (at.row !== undefined && field.notIn.has(at.row) && change.to !== null)
    return [{ path: change.path, message: `${labelOf(form, change.path)}：这一格不用填` }];
  if (table?.free && !linesOf(data, table.key).some((line) => line.id === at.row) && linesOf(data, table.key).length >= table.maxLines)
    return [{ path: change.path, message: `${table.title}最多 ${table.maxLines} 行` }];
  const message =
    change.to === null || (typeof change.to === 'string' && (field.field.type === 'integer' || field.field.type === 'decimal') && change.to.length <= 60)
      ? null
      : judgeCell(field.field, field.codes, change.to);
  return message ? [{ path: change.path, message: `${labelOf(form, change.path)}：${message}` }] : [];
}

/** A computed cell may be sent along, but only as it is computed. */
function computedFaults(form: Form, data: RecordData, changes: DraftChange[]): Fault[] {
  return changes
    .filter(({ path, to }) => isComputed(form, path) && !sameCell(readCell(data, path), to))
    .map(({ path }) => ({ path, message: `${labelOf(form, path)}：由公式算出，应为 ${readCell(data, path) ?? '空'}，不能另填` }));
}

const now = (data: RecordData, path: string): Cell =>
  path.split('.').length === 2 ? (linesOf(data, path.split('.')[0] ?? '').some((line) => line.id === path.split('.')[1]) ? true : null) : readCell(data, path);
const sameCell = (a: Cell, b: Cell): boolean => (a === '' ? null : a) === (b === '' ? null : b);

function conflictOf(form: Form, report: Report, change: DraftChange): DraftConflict {
  return {
    path: change.path,
    label: labelOf(form, change.path),
    mine: change.to,
    theirs: now(report.data, change.path),
    by: report.draft?.byName ?? '',
    at: report.draft?.at.toISOString() ?? '',
  };
}

function mergedReasons(old: Report['reasons'], changed: { [issue: string]: string } | undefined): Report['reasons'] {
  const merged = { ...old, ...changed };
  return Object.fromEntries(Object.entries(merged).filter(([, reason]) => reason.trim() !== ''));
}
