// Which periods a rule asks for, and which of them people stand in. The door to the grammar of keys and to due days.
import { type Calendar, plainCalendar } from './calendar.js';
import type { PeriodRule } from './definition.generated.js';
import { dueDate, dueTime, overdueDays } from './due-date.js';
import { keysOfYear, parsePeriod, periodSpan, periodTitle, schoolYearOf, schoolYearTitle } from './period-key.js';
import { addMonths, dateOf } from './shanghai-day.js';
import type { PeriodView } from './views.js';

export { dueDate, dueInWords, dueTime, isLate, overdueDays, partTitle } from './due-date.js';
export { periodSpan, periodTitle, schoolYearOf, schoolYearTitle } from './period-key.js';
export { addMonths, dateOf, endOfDay } from './shanghai-day.js';

/** True for a key of the rule's own kind that it does not leave out. */
export function isAsked(rule: PeriodRule, key: string): boolean {
  const parts = parsePeriod(key);
  if (parts?.every !== rule.every) return false;
  switch (parts.every) {
    case 'week':
    case 'month':
      return rule.except?.[`m${parts.month}`] !== true;
    case 'quarter':
      return rule.except?.[`q${parts.quarter}`] !== true;
    case 'semester':
      return rule.except?.[parts.term] !== true;
    case 'windows':
      return rule.windows?.[parts.window] !== undefined && rule.windows[parts.window]?.hidden !== true;
    case 'school-year':
      return true;
  }
}

/** The period asked for before this one, over months without school; null when the rule asks for none at all. */
export function previousPeriod(rule: PeriodRule, key: string): string | null {
  const parts = parsePeriod(key);
  if (parts?.every !== rule.every) return null;
  const keys = [...keysOfYear(rule, parts.year - 1), ...keysOfYear(rule, parts.year)];
  const before = keys.slice(0, keys.lastIndexOf(key)).filter((one) => isAsked(rule, one));
  return before.at(-1) ?? null;
}

/** True for the first period asked for in its school year: the September shift happens here. */
export function opensSchoolYear(rule: PeriodRule, key: string): boolean {
  const before = previousPeriod(rule, key);
  return before === null || schoolYearOf(before, rule) !== schoolYearOf(key, rule);
}

/** A period can be filled in from its first day on. @param rule is needed for windows, the calendar for semesters */
export const hasBegun = (key: string, now: Date, rule?: PeriodRule, calendar: Calendar = plainCalendar): boolean =>
  periodSpan(key, rule, calendar).from <= dateOf(now);

/** Periods asked for that have begun, newest first, back to the period `from`, or to those that began in a month `from` (`YYYY-MM`). */
export function periodsSince(rule: PeriodRule, from: string, now: Date, calendar: Calendar = plainCalendar): string[] {
  return begunSince(rule, from, dateOf(now), calendar).filter((key) => isAsked(rule, key));
}

/** The period people work on today: the oldest begun one that is not yet past its due day, or else the newest begun one. */
export function currentPeriod(rule: PeriodRule, now: Date, calendar: Calendar = plainCalendar): string {
  const month = dateOf(now).slice(0, 7);
  const begun = periodsSince(rule, addMonths(month, rule.every === 'month' ? -12 : -24), now, calendar);
  const open = begun.filter((key) => overdueDays(rule, key, now, calendar) <= 0);
  return open[open.length - 1] ?? begun[0] ?? begunSince(rule, addMonths(month, -24), dateOf(now), calendar)[0] ?? month;
}

function begunSince(rule: PeriodRule, from: string, today: string, calendar: Calendar): string[] {
  const first = parsePeriod(from)?.every === rule.every ? periodSpan(from, rule, calendar).from : from;
  // The first statistic month of a year begins in the one before.
  const last = Number(today.slice(0, 4)) + 1;
  const keys: { key: string; begins: string }[] = [];
  for (let year = Math.max(Number(from.slice(0, 4)) - 1, 2000); year <= last; year++)
    for (const key of keysOfYear(rule, year)) {
      const begins = periodSpan(key, rule, calendar).from;
      if (begins >= first && begins <= today) keys.push({ key, begins });
    }
  return keys.sort((a, b) => (a.begins < b.begins ? 1 : a.begins > b.begins ? -1 : 0)).map(({ key }) => key);
}

export const periodView = (rule: PeriodRule, key: string, calendar: Calendar = plainCalendar): PeriodView => ({
  key,
  title: periodTitle(key, rule),
  due: dueDate(rule, key, calendar),
  dueTime: dueTime(rule, key),
  schoolYear: schoolYearTitle(key, rule),
});
