// Cells of a report counted from the children who stand in a ledger at the end of the period.
import type { FilledValues, OfficeFacts } from './assess-context.js';
import { type ChildEvent, replay } from './child.js';
import { type Condition, compileCondition } from './condition-filter.js';
import type { Fill, LedgerDefinition } from './definition.generated.js';
import { officeFields, periodFields } from './expression-scope.js';
import { countedCells, type FillPeriod, fillConstants } from './fill.js';
import type { ChildValues } from './ledger-views.js';
import type { Form } from './open-form.js';
import { childScope } from './open-ledger.js';
import { fillsOf } from './record-sources.js';

/** A child at an office on the day that is counted, with its fields as of that day. */
export type StandingChild = { child: string; data: ChildValues };
export type LaterEvent = Pick<ChildEvent, 'record' | 'n' | 'kind' | 'date' | 'sets' | 'moved'>;
type Fields = Pick<LedgerDefinition, 'schema'>;

const compiled = new WeakMap<Fill, { fields: object; condition: Condition }>();

/** @throws ExpressionError like every condition of a definition */
export function standingCondition(fill: Fill, { schema }: Fields): Condition {
  const known = compiled.get(fill);
  if (known?.fields === schema.properties) return known.condition;
  const condition = compileCondition(fill.where, {
    name: 'child',
    title: '学生',
    fields: childScope(schema.properties),
    path: (field) => `data.${field}`,
    constants: { names: { period: { title: '本期', fields: periodFields }, office: { title: '单位', fields: officeFields } }, words: {} },
  });
  compiled.set(fill, { fields: schema.properties, condition });
  return condition;
}

/** Columns counted from children who stand in one ledger, by `table.column`. */
export const standingFills = (form: Form, ledger: string): [string, Fill][] =>
  Object.entries(fillsOf(form.snapshot.definition)).filter(([, { from, count }]) => from === ledger && count === 'standing');

/** Fields of a child that a count asks for: those its condition names, and the one that names the row. */
export const fieldsAsked = ({ where, by }: Pick<Fill, 'where' | 'by'>): string[] => [
  ...new Set([...`${where} ${by}`.matchAll(/\bchild\.(\w+)/g)].map(([, key]) => key as string)),
];

/** What a movement stamps on a child: facts of a day, which a later correction leaves alone. */
const stamped = ['state', 'grade', 'class', 'village'] as const;

/**
 * The children at an office at the end of a day. State, office, grade, class and village are those of the day; every other field is as it
 * is now, unless a later movement set it: a correction says what was true before it too. A movement written down late counts from the day
 * it happened, a child from the day it was entered.
 * @param now at the office today
 * @param events every event of the children to whom something has happened since, wherever they are now
 */
export function standingOn(day: string, office: string, now: StandingChild[], events: LaterEvent[], { meanings }: LedgerDefinition): StandingChild[] {
  const frozen = new Set(stamped.map((meaning) => meanings[meaning]));
  const histories = new Map<string, LaterEvent[]>();
  for (const event of events) histories.set(event.record, [...(histories.get(event.record) ?? []), event]);
  const unchanged = now.filter(({ child }) => !histories.has(child));
  const then = [...histories].flatMap(([child, history]): StandingChild[] => {
    const known = history
      .sort((a, b) => a.n - b.n)
      .flatMap((event): Pick<LaterEvent, 'sets' | 'moved'>[] => {
        if (event.date <= day) return [event];
        const { kind, sets } = event;
        return kind === 'correct' ? [{ sets: Object.fromEntries(Object.entries(sets).filter(([key]) => !frozen.has(key))), moved: null }] : [];
      });
    const { data, place } = replay(known, { office: '', path: '', township: '' });
    return place.office === office ? [{ child, data }] : [];
  });
  return [...unchanged, ...then];
}

/** Every cell the standing children speak for, nought included. @param asked rows the office fills in, by table and column */
export function standingValues(
  form: Form,
  ledger: LedgerDefinition,
  children: StandingChild[],
  office: OfficeFacts,
  period: FillPeriod,
  asked: (table: string, column: string) => string[],
): FilledValues {
  const filled: FilledValues = {};
  for (const [target, fill] of standingFills(form, ledger.id)) {
    const rows = counting(fill, ledger, children, office, period).flatMap((child) => rowsOfChild(fill, child.data));
    Object.assign(filled, countedCells(target, fill.from, rows, asked));
  }
  return filled;
}

/** The children counted in one row. */
export const childrenBehind = (fill: Fill, row: string, ledger: Fields, children: StandingChild[], office: OfficeFacts, period: FillPeriod): StandingChild[] =>
  counting(fill, ledger, children, office, period).filter(({ data }) => rowsOfChild(fill, data).includes(row));

function counting(fill: Fill, ledger: Fields, children: StandingChild[], office: OfficeFacts, period: FillPeriod): StandingChild[] {
  const condition = standingCondition(fill, ledger);
  const constants = fillConstants(office, period);
  return children.filter(({ data }) => condition.matches(data, constants));
}

/** A child counts once in each row that is named, where a field holds several codes. */
function rowsOfChild({ by }: Fill, data: ChildValues): string[] {
  const value = data[by.slice('child.'.length)];
  return Array.isArray(value) ? [...new Set(value)] : typeof value === 'string' ? [value] : [];
}
