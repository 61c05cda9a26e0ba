// Changes of a form's period rule. Windows that come from below, or were published, are hidden; they name old reports.
import type { DayOfYear, DueRule, PeriodRule, PeriodWindow, ReportDefinition } from '../../../server/domain/definition.generated.js';
import type { JsonMap } from '../../../server/domain/merge-patch.js';
import { getAt, isFromBelow, removeEntry, setAt } from '../edit-tree.js';
import { flagAt, flagged } from '../flag-at.js';

type Every = PeriodRule['every'];
/** What is below the county's layer, what it published last, and what its own keys begin with. */
export type Ground = { below: JsonMap; published: JsonMap; prefix: string };
export type NewWindow = Pick<PeriodWindow, 'title' | 'from' | 'to'>;

const partLetter: { [every in Every]?: string } = { week: 'm', month: 'm', quarter: 'q', semester: 's' };

/** Parts of the year a rule may leave out: m1 … m12, q1 … q4, s1 and s2. */
export const partsOf = (every: Every): string[] => {
  const count = { week: 12, month: 12, quarter: 4, semester: 2, 'school-year': 0, windows: 0 }[every];
  return Array.from({ length: count }, (_, index) => `${partLetter[every]}${index + 1}`);
};

/** Another rhythm; what only made sense in the old one goes. */
export function setEvery(report: ReportDefinition, every: Every, ground: Ground): ReportDefinition {
  const gone = flagged(report.period.except).filter((key) => !partsOf(every).includes(key));
  let next = setAt(report, ['period', 'every'], every);
  const weekly = every === 'week';
  const counts = report.period.due.of === 'start' || report.period.due.of === 'end';
  if (weekly && !(report.period.every === 'week' && counts)) next = setDue(next, { of: 'start', days: 5 }, null);
  else if (report.period.every === 'week' && !weekly) next = setDue(next, { of: 'next', day: 5 }, null);
  for (const key of Object.keys(report.period.dues ?? {})) if (weekly || !partsOf(every).includes(key)) next = withoutPartDue(next, key, ground);
  for (const key of gone) next = flagAt(next, ground.below, ['period', 'except', key], false);
  if (every !== report.period.every) next = setAt(next, ['period', 'first'], undefined);
  if (every !== 'month') next = setMonthSpan(next, {});
  if (every !== 'windows') for (const key of Object.keys(report.period.windows ?? {})) next = removeWindow(next, key, ground);
  return next;
}

/** The days a month runs over; nothing for those of the calendar. */
export type MonthDays = Pick<PeriodRule, 'monthFrom' | 'monthNamed'>;

/** A month that ends as it is called needs no word for it. */
export function setMonthSpan(report: ReportDefinition, { monthFrom, monthNamed }: MonthDays): ReportDefinition {
  const begun = setAt(report, ['period', 'monthFrom'], monthFrom);
  return setAt(begun, ['period', 'monthNamed'], monthFrom === undefined || monthNamed === 'end' ? undefined : monthNamed);
}

/** Leaves out exactly these parts of the year. */
export function setExcept(report: ReportDefinition, parts: string[], ground: Ground): ReportDefinition {
  const all = new Set([...Object.keys(report.period.except ?? {}), ...parts]);
  return [...all].reduce((next, key) => flagAt(next, ground.below, ['period', 'except', key], parts.includes(key)), report);
}

/** @param window its own due day; null for that of the form */
export function setDue(report: ReportDefinition, due: DueRule, window: string | null): ReportDefinition {
  return setAt(report, window === null ? ['period', 'due'] : ['period', 'windows', window, 'due'], due);
}

/** The window is due as the form says. A due day it has from below cannot be taken away, so it says the same. */
export function withoutOwnDue(report: ReportDefinition, window: string, { below }: Ground): ReportDefinition {
  const path = ['period', 'windows', window, 'due'];
  return setAt(report, path, isFromBelow(below, path) ? report.period.due : undefined);
}

/** Gives one month, quarter or semester a due day of its own. */
export const setPartDue = (report: ReportDefinition, part: string, due: DueRule): ReportDefinition => setAt(report, ['period', 'dues', part], due);

/** One that comes from below cannot be taken away, so it says the same as the form. */
export function withoutPartDue(report: ReportDefinition, part: string, { below }: Ground): ReportDefinition {
  const path = ['period', 'dues', part];
  return setAt(report, path, isFromBelow(below, path) ? report.period.due : undefined);
}

export function removeWindow(report: ReportDefinition, key: string, { below, published }: Ground): ReportDefinition {
  const path = ['period', 'windows', key];
  return removeEntry(report, below, path, getAt(published, path) !== undefined);
}

/** Adds a window, or brings back a hidden one of the same days. */
export function addWindow(report: ReportDefinition, window: NewWindow, { prefix }: Ground): ReportDefinition {
  const windows = report.period.windows ?? {};
  const sameDay = (a: DayOfYear, b: DayOfYear): boolean => a.month === b.month && a.day === b.day;
  const known = Object.keys(windows).find((key) => windows[key]?.hidden && sameDay(windows[key].from, window.from) && sameDay(windows[key].to, window.to));
  if (known) return setAt(setAt(report, ['period', 'windows', known, 'hidden'], false), ['period', 'windows', known, 'title'], window.title);
  return setAt(report, ['period', 'windows', windowKey(window, prefix, Object.keys(windows))], window);
}

/** w03 for a window that begins in March; keys of windows have a form of their own, they stand in the keys of periods. */
function windowKey({ from }: NewWindow, prefix: string, taken: string[]): string {
  const begin = `${prefix === '' ? '' : `${prefix}_`}w${String(from.month).padStart(2, '0')}`;
  for (let n = 1; ; n++) {
    const key = n === 1 ? begin : `${begin}${String.fromCharCode(96 + n)}`;
    if (!taken.includes(key)) return key;
  }
}

/** A whole rule at once. `windows` replace those shown; days of grace and holidays stay as they are. */
export type PeriodPreset = { every: Every; monthFrom?: number; except?: string[]; windows?: NewWindow[]; due: DueRule; calendar?: string };

export function applyPreset(report: ReportDefinition, preset: PeriodPreset, ground: Ground): ReportDefinition {
  const begun = setMonthSpan(setEvery(report, preset.every, ground), { monthFrom: preset.monthFrom });
  let next = setDue(setExcept(begun, preset.except ?? [], ground), preset.due, null);
  for (const key of Object.keys(next.period.windows ?? {})) next = removeWindow(next, key, ground);
  for (const window of preset.windows ?? []) next = addWindow(next, window, ground);
  return preset.calendar && !next.period.calendar ? setAt(next, ['period', 'calendar'], preset.calendar) : next;
}

/** Only a calendar knows public holidays: the first rule that minds them takes one where there is one. */
export function setOnHoliday(report: ReportDefinition, onHoliday: NonNullable<PeriodRule['onHoliday']>, calendar: string | undefined): ReportDefinition {
  const changed = setAt(report, ['period', 'onHoliday'], onHoliday);
  return onHoliday === 'keep' || report.period.calendar || !calendar ? changed : setAt(changed, ['period', 'calendar'], calendar);
}
