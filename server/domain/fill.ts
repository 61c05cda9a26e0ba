// Cells of a report counted from a ledger: those counted from its movements here, and of all of them what a different typed number means.
import type { FilledValues, Issue, OfficeFacts } from './assess-context.js';
import type { Span } from './calendar.js';
import type { ChildEvent } from './child.js';
import { type Condition, compileCondition } from './condition-filter.js';
import type { Fill } from './definition.generated.js';
import { officeFields, periodFields } from './expression-scope.js';
import type { Context } from './expressions.js';
import { stampWords } from './movement.js';
import { type Form, labelOf } from './open-form.js';
import { stampFields } from './open-ledger.js';
import { type RecordData, readCell } from './record-data.js';
import { fillsOf } from './record-sources.js';

export type FillPeriod = { key: string; title: string } & Span;
type CountedEvent = Pick<ChildEvent, 'kind' | 'date' | 'stamps' | 'n' | 'record' | 'reverses'>;

const compiled = new WeakMap<Fill, Condition>();

/** @throws ExpressionError like every condition of a definition */
export function fillCondition(fill: Fill): Condition {
  const known = compiled.get(fill);
  if (known) return known;
  const condition = compileCondition(fill.where, {
    name: 'event',
    title: '异动',
    fields: stampFields,
    path: (field) => (field === 'kind' || field === 'date' ? field : `stamps.${field}`),
    constants: { names: { period: { title: '本期', fields: periodFields }, office: { title: '单位', fields: officeFields } }, words: {} },
  });
  compiled.set(fill, condition);
  return condition;
}

/** Ledgers a form is filled from. */
export const ledgersOf = (form: Form): string[] => [...new Set(Object.values(fillsOf(form.snapshot.definition)).map(({ from }) => from))];
/** Columns counted from movements, by `table.column`. */
export const movementFills = (form: Form): [string, Fill][] =>
  Object.entries(fillsOf(form.snapshot.definition)).filter(([, { count }]) => count !== 'standing');

/** Events that still count: neither reversals nor what they took back. */
export function standing<E extends CountedEvent>(events: E[]): E[] {
  const undone = new Set(events.filter(({ reverses }) => reverses > 0).map(({ record, reverses }) => `${record}:${reverses}`));
  return events.filter(({ reverses, record, n }) => reverses === 0 && !undone.has(`${record}:${n}`));
}

/** The movements behind one cell, `table.row.column`; null where the cell is not counted from a ledger. */
export function eventsBehind<E extends CountedEvent>(form: Form, path: string, events: E[], office: OfficeFacts, period: FillPeriod): E[] | null {
  const [table, row, column] = path.split('.');
  const fill = movementFills(form).find(([target]) => target === `${table}.${column}`)?.[1];
  if (!fill || row === undefined) return null;
  const by = fill.by.replace(/^event\./, '');
  return counting(fill, events, office, period).filter((event) => stampWords(event.stamps, event.kind, event.date)[by] === row);
}

/** Cells of one counted column, nought included. @param rows the row of each that counts; @param asked rows the office fills in, by table and column */
export function countedCells(target: string, ledger: string, rows: (string | undefined)[], asked: (table: string, column: string) => string[]): FilledValues {
  const [table = '', column = ''] = target.split('.');
  const counts = new Map<string | undefined, number>();
  for (const row of rows) counts.set(row, (counts.get(row) ?? 0) + 1);
  return Object.fromEntries(asked(table, column).map((row) => [`${table}.${row}.${column}`, { value: counts.get(row) ?? 0, ledger }]));
}

/** Every cell the movements speak for, nought included. @param asked rows the office fills in, by table and column */
export function filledValues(
  form: Form,
  events: CountedEvent[],
  office: OfficeFacts,
  period: FillPeriod,
  asked: (table: string, column: string) => string[],
): FilledValues {
  const filled: FilledValues = {};
  for (const [target, fill] of movementFills(form)) {
    const by = fill.by.replace(/^event\./, '');
    const rows = counting(fill, events, office, period).map((event) => stampWords(event.stamps, event.kind, event.date)[by]);
    Object.assign(filled, countedCells(target, fill.from, rows, asked));
  }
  return filled;
}

/** Cells where somebody typed another number than the ledger has. */
export function fillIssues(form: Form, data: RecordData, filled: FilledValues): Issue[] {
  const fills = fillsOf(form.snapshot.definition);
  return Object.entries(filled).flatMap(([path, { value }]): Issue[] => {
    const [table, , column] = path.split('.');
    const fill = fills[`${table}.${column}`];
    const differs = fill?.differs ?? 'warning';
    const standing = fill?.count === 'standing';
    const cell = readCell(data, path);
    const typed = cell === null || cell === '' ? 0 : cell;
    if (differs === 'free' || typed === value || typeof typed !== 'number') return [];
    return [
      {
        id: `fill@${path}`,
        level: differs,
        kind: 'fill',
        path,
        paths: [path],
        message: `${labelOf(form, path)}：填的是 ${typed}，台账里${standing ? '期末在册' : '本期有'} ${value} 人`,
        explain: `这一格由台账里${standing ? '期末在册的学生' : '的异动'}计数；与台账不同时请说明原因，县局会看到。`,
      },
    ];
  });
}

function counting<E extends CountedEvent>(fill: Fill, events: E[], office: OfficeFacts, period: FillPeriod): E[] {
  const condition = fillCondition(fill);
  const constants = fillConstants(office, period);
  return standing(events).filter((event) => condition.matches(stampWords(event.stamps, event.kind, event.date), constants));
}

/** What the condition of a count may name beside what it counts. */
export function fillConstants(office: OfficeFacts, { key, title, from, to }: FillPeriod): Context {
  return { period: { key, title, year: BigInt(from.slice(0, 4)), month: BigInt(from.slice(5, 7)), from, to }, office: { ...office } };
}
