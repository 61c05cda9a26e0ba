// What may happen to a child: entering, correction, movement, reversal. Pure; sealing and storing are the caller's.
import { blank, type Child, type ChildEvent, type ChildPlace, childFacts, type Stamps, textOf, withValues } from './child.js';
import { isValidIn } from './code-validity.js';
import { judgeChild, tidyValue, valueFault } from './judge-child.js';
import type { ChildChange, ChildValue, ChildValues, MovementCall } from './ledger-views.js';
import type { Office } from './office.js';
import type { Ledger, Movement, OpenField } from './open-ledger.js';
import { type Fault, Problem } from './problem.js';
import type { Role } from './role.js';
import { isDate } from './shanghai-day.js';

/** What an event says before it is numbered and sealed. */
export type SaidEvent = Pick<ChildEvent, 'kind' | 'title' | 'date' | 'stamps' | 'said' | 'sets' | 'before' | 'moved' | 'reason' | 'proofs' | 'reverses'>;
export type Decided = { said: SaidEvent; data: ChildValues; place: ChildPlace };
/** An event of the history as far as later decisions look at it. */
export type PastEvent = Pick<ChildEvent, 'n' | 'kind' | 'date' | 'stamps' | 'sets' | 'before' | 'moved' | 'reverses' | 'by'>;
type When = { today: string };

export const placeOf = (office: Pick<Office, 'id' | 'path' | 'township'>): ChildPlace => ({ office: office.id, path: office.path, township: office.township });

/** A child newly entered at an office; a list of pupils who are there already names another state. @throws Problem BAD_DATA with every fault */
export function decideRegistration(
  ledger: Ledger,
  office: Office,
  values: ChildValues,
  { today, date = today }: When & { date?: string },
  state = ledger.initial,
): Decided {
  const { meanings } = ledger.snapshot.definition;
  const typed = typedValues(ledger, values);
  const data = withValues({}, { ...typed.values, [meanings.state]: state });
  const retired = ledger.fields.flatMap((field) => outOfUse(field, data[field.key] ?? null, null, date));
  const faults = [...typed.faults, ...judgeChild(ledger, data, today), ...retired];
  if (faults.length > 0) throw new Problem('BAD_DATA', { errors: faults });
  const place = placeOf(office);
  const said: SaidEvent = {
    ...plain('register', '建档', date),
    stamps: stampsOf(ledger, data, place, office.title),
    sets: data,
    moved: { to: place, from: nowhere },
  };
  return { said, data, place };
}

/** Fields somebody corrected. @throws Problem BAD_DATA, CONFLICT (a field was changed by somebody else since it was seen) */
export function decideCorrection(ledger: Ledger, child: Child, office: Office, changes: ChildChange[], reason: string, { today }: When): Decided {
  const typed = typedValues(ledger, Object.fromEntries(changes.map(({ field, to }) => [field, to])));
  const sets = Object.fromEntries(Object.entries(typed.values).filter(([key, value]) => !same(child.data[key] ?? null, value)));
  const stale = changes.filter(({ field, from }) => from !== undefined && field in sets && !same(child.data[field] ?? null, from));
  if (stale.length > 0) throw new Problem('CONFLICT', { errors: stale.map(({ field }) => ({ path: field, message: '刚被别人改过，请刷新后再改' })) });
  const data = withValues(child.data, sets);
  const { idNumber, born } = ledger.snapshot.definition.meanings;
  const touched = new Set(Object.keys(typed.values));
  // A number says when somebody was born: where it is new, the day is judged again.
  if (idNumber && born && touched.has(idNumber)) touched.add(born);
  const retired = ledger.fields.flatMap((field) => (field.key in sets ? outOfUse(field, sets[field.key] ?? null, child.data[field.key] ?? null, today) : []));
  const faults = [...typed.faults, ...judgeChild(ledger, data, today).filter(({ path }) => touched.has(path)), ...retired];
  if (faults.length > 0) throw new Problem('BAD_DATA', { errors: faults });
  const place = placeIn(child);
  const said: SaidEvent = {
    ...plain('correct', '更正', today),
    stamps: stampsOf(ledger, data, place, office.title),
    sets,
    before: beforeOf(child.data, sets),
    reason,
  };
  return { said, data, place };
}

/** Movements that may be written down for a child in this state by this role. */
export const movementsFor = (ledger: Ledger, state: string, role: Role): Movement[] =>
  ledger.movements.filter(({ event }) => event.from[state] === true && event.by[role] === true);

/** What is said where the guard of a movement does not let a child through on a day; '' where it does. */
export const withheldBy = (guard: Movement['guard'], ledger: Ledger, data: ChildValues, date: string): string =>
  guard && guard.when.evaluate({ child: childFacts(ledger, data), date }) !== true ? guard.otherwise : '';

/**
 * A movement written down at an office. `office` is where the child is, or for a movement that takes it in, where it comes.
 * @throws Problem NO_SUCH_ACTION, FORBIDDEN, BAD_DATA with every fault at once (paths: fields, `date`, `proofs`, `reason`)
 */
export function decideMovement(
  ledger: Ledger,
  child: Child,
  kind: string,
  call: Omit<MovementCall, 'n'>,
  office: Office,
  role: Role,
  last: string,
  { today }: When,
): Decided {
  const movement = ledger.movements.find(({ key }) => key === kind);
  if (!movement) throw new Problem('NO_SUCH_ACTION');
  const { event, title } = movement;
  if (event.by[role] !== true) throw new Problem('FORBIDDEN');
  const state = textOf(child.data, ledger.snapshot.definition.meanings.state);
  if (event.from[state] !== true) throw new Problem('NO_SUCH_ACTION', { detail: `${ledger.states[state]?.title ?? state}的学生不能记“${title}”` });
  const withheld = withheldBy(movement.guard, ledger, child.data, call.date);
  if (withheld !== '') throw new Problem('NO_SUCH_ACTION', { detail: withheld });
  const typed = valuesFor(movement.fields, call.values);
  const faults = [
    ...typed.faults,
    ...movement.fields.flatMap((field) => [
      ...faultAt(field, typed.values[field.key] ?? null),
      ...outOfUse(field, typed.values[field.key] ?? null, null, call.date),
    ]),
    ...dateFaults(call.date, last, today),
  ];
  const atLeast = event.proof?.atLeast ?? 0;
  if (call.proofs.length < atLeast)
    faults.push({ path: 'proofs', message: `至少要有 ${atLeast} 份证明材料${event.proof?.hint ? `：${event.proof.hint}` : ''}` });
  if (faults.length > 0) throw new Problem('BAD_DATA', { errors: faults });

  const words = Object.fromEntries(movement.fields.map(({ key, field }) => [key, typed.values[key] ?? (field.type === 'codes' ? [] : '')]));
  const place = event.takesIn ? placeOf(office) : placeIn(child);
  const before = stampsOf(ledger, child.data, placeIn(child), office.title);
  const context = { child: childFacts(ledger, child.data), event: { ...stampWords(before, kind, call.date), ...words } };
  const sets = Object.fromEntries(
    movement.sets
      .map(({ field, to }) => [field, settled(to.evaluate(context))])
      .filter(([key, value]) => !same(child.data[key as string] ?? null, value as ChildValue)),
  );
  const data = withValues(child.data, sets);
  const broken = judgeChild(ledger, data, today).filter(({ path }) => path in sets);
  if (broken.length > 0) throw new Problem('BAD_DATA', { errors: broken });
  const moved = event.takesIn && place.office !== child.office ? { to: place, from: placeIn(child) } : null;
  return {
    said: {
      ...plain(kind, title, call.date),
      stamps: stampsOf(ledger, data, place, office.title, state),
      said: withValues({}, typed.values),
      sets,
      before: beforeOf(child.data, sets),
      moved,
      reason: call.reason?.trim() ?? '',
      proofs: call.proofs,
    },
    data,
    place,
  };
}

/** Numbers of events a reversal may take back now: the last one that still counts, if it was a movement. */
export function reversible(ledger: Ledger, history: PastEvent[]): number | null {
  const undone = new Set(history.map(({ reverses }) => reverses).filter((n) => n > 0));
  const counting = history.filter(({ n, reverses }) => reverses === 0 && !undone.has(n)).sort((a, b) => b.n - a.n);
  const last = counting.find(({ kind }) => kind !== 'correct');
  return last && ledger.movements.some(({ key }) => key === last.kind) ? last.n : null;
}

/** Takes a movement back: the fields it set are again what they were, unless a correction came since. @throws Problem NO_SUCH_ACTION, REASON_REQUIRED */
export function decideReversal(ledger: Ledger, child: Child, history: PastEvent[], event: number, reason: string, role: Role): Decided {
  const back = history.find(({ n }) => n === event);
  if (!back || reversible(ledger, history) !== event) throw new Problem('NO_SUCH_ACTION', { detail: '只能撤销最近一次异动' });
  const movement = ledger.movements.find(({ key }) => key === back.kind) as Movement;
  if (movement.event.by[role] !== true) throw new Problem('FORBIDDEN');
  if (reason.trim() === '') throw new Problem('REASON_REQUIRED', { errors: [{ path: 'reason', message: '请写明为什么撤销' }] });
  const corrected = new Set(history.filter(({ n, kind }) => n > event && kind === 'correct').flatMap(({ sets }) => Object.keys(sets)));
  const sets = Object.fromEntries(Object.entries(back.before).filter(([key]) => !corrected.has(key)));
  const data = withValues(child.data, sets);
  const place = back.moved ? back.moved.from : placeIn(child);
  const said: SaidEvent = {
    ...plain('reverse', `撤销${movement.title}`, back.date),
    // Counted where the movement was counted.
    stamps: back.stamps,
    sets,
    before: beforeOf(child.data, sets),
    moved: back.moved ? { to: back.moved.from, from: back.moved.to } : null,
    reason: reason.trim(),
    reverses: event,
  };
  return { said, data, place };
}

export function stampsOf(ledger: Ledger, data: ChildValues, place: ChildPlace, officeTitle: string, was = ''): Stamps {
  const { grade, class: klass, village, state } = ledger.snapshot.definition.meanings;
  return { ...place, officeTitle, grade: textOf(data, grade), class: textOf(data, klass), village: textOf(data, village), state: textOf(data, state), was };
}

/** A movement in the words of an expression. */
export const stampWords = (stamps: Stamps, kind: string, date: string): { [name: string]: string } => ({
  kind,
  date,
  office: stamps.office,
  grade: stamps.grade,
  class: stamps.class,
  village: stamps.village,
  state: stamps.state,
  was: stamps.was,
});

const nowhere: ChildPlace = { office: '', path: '', township: '' };
const placeIn = ({ office, path, township }: Child): ChildPlace => ({ office, path, township });
const plain = (kind: string, title: string, date: string) => ({
  kind,
  title,
  date,
  said: {},
  before: {},
  moved: null,
  reason: '',
  proofs: [] as string[],
  reverses: 0,
});
const same = (a: ChildValue, b: ChildValue): boolean => JSON.stringify(blank(a) ? null : a) === JSON.stringify(blank(b) ? null : b);
const beforeOf = (data: ChildValues, sets: ChildValues): ChildValues => Object.fromEntries(Object.keys(sets).map((key) => [key, data[key] ?? null]));
const settled = (value: unknown): ChildValue =>
  typeof value === 'bigint' ? Number(value) : value === '' || value === undefined ? null : (value as ChildValue);

/** What people typed for fields they may type; others are faults. */
function typedValues(ledger: Ledger, values: ChildValues): { values: ChildValues; faults: Fault[] } {
  const open = ledger.fields.filter(({ field }) => field.set !== 'by-event');
  const { values: known, faults } = valuesFor(open, values);
  return { values: known, faults };
}

function valuesFor(fields: OpenField[], values: ChildValues): { values: ChildValues; faults: Fault[] } {
  const faults: Fault[] = [];
  const known: ChildValues = {};
  for (const [key, value] of Object.entries(values)) {
    const field = fields.find((one) => one.key === key);
    if (field) known[key] = tidyValue(field, value);
    else faults.push({ path: key, message: '没有这个栏目，或不能直接填' });
  }
  return { values: known, faults };
}

/** Codes that were not in use on a day and are newly chosen; what was chosen while they were may stay. */
function outOfUse(field: OpenField, value: ChildValue, before: ChildValue, day: string): Fault[] {
  const listed = (one: ChildValue): string[] => (Array.isArray(one) ? one : typeof one === 'string' ? [one] : []);
  const kept = listed(before);
  const wrong = field.codes.filter((code) => listed(value).includes(code.value) && !kept.includes(code.value) && !isValidIn(code, { from: day, to: day }));
  return wrong.map(({ title, until, becomes }) => {
    const now = field.codes.filter((code) => becomes?.includes(code.value)).map((code) => code.title);
    const instead = now.length > 0 ? `，请改用“${now.join('”或“')}”` : '';
    return { path: field.key, message: `${field.title}：“${title}”${until !== undefined && until < day ? `只用到 ${until}` : '还没有启用'}${instead}` };
  });
}

function faultAt(field: OpenField, value: ChildValue): Fault[] {
  const message = valueFault(field, value);
  return message ? [{ path: field.key, message: `${field.title}：${message}` }] : [];
}

function dateFaults(date: string, last: string, today: string): Fault[] {
  if (!isDate(date)) return [{ path: 'date', message: `“${date}”不是日期，应写成 2026-09-01 这样` }];
  if (date > today) return [{ path: 'date', message: '日期在今天以后' }];
  return date < last ? [{ path: 'date', message: `日期早于上一次异动（${last}）` }] : [];
}
