// The school calendar: terms, days off, moved workdays. Data of a county, so nothing here knows a holiday.
import type { CalendarDefinition, DaySpan } from './definition.generated.js';
import { addDays, dayOfMonth, daysBetween, twoDigits, weekdayOf } from './shanghai-day.js';

export type Span = { from: string; to: string };
export type Term = 's1' | 's2';
export type Calendar = {
  /** Terms by the year the school year begins in. */
  years: Map<number, { s1: Span; s2: Span }>;
  off: Set<string>;
  /** Saturdays and Sundays worked instead. */
  moved: Set<string>;
};

/** Knows weekends and nothing else. */
export const plainCalendar: Calendar = { years: new Map(), off: new Set(), moved: new Set() };

export function calendarOf(definition: CalendarDefinition): Calendar {
  return {
    years: new Map(Object.entries(definition.years).map(([key, year]) => [Number(key.slice(1)), year])),
    off: daysOf(definition.holidays),
    moved: daysOf(definition.workdays),
  };
}

/** First and last day of a term. Where the calendar does not say, the school year is cut at 1 September and 1 February. */
export function termSpan(calendar: Calendar, schoolYear: number, term: Term): Span {
  const known = calendar.years.get(schoolYear)?.[term];
  if (known) return { from: known.from, to: known.to };
  return term === 's1' ? { from: `${schoolYear}-09-01`, to: `${schoolYear + 1}-01-31` } : { from: `${schoolYear + 1}-02-01`, to: `${schoolYear + 1}-08-31` };
}

export function isWorkday(calendar: Calendar, day: string): boolean {
  if (calendar.moved.has(day)) return true;
  const weekday = weekdayOf(day);
  return !calendar.off.has(day) && weekday !== 0 && weekday !== 6;
}

/** The day itself, or the nearest workday after (1) or before (-1) it. */
export function workdayFrom(calendar: Calendar, day: string, step: 1 | -1): string {
  let found = day;
  for (let tries = 0; tries < 60 && !isWorkday(calendar, found); tries++) found = addDays(found, step);
  return found;
}

/** The day so many workdays after a day, or before it where the count is below zero. */
export function workdaysFrom(calendar: Calendar, day: string, count: number): string {
  let found = day;
  for (let left = Math.abs(count), tries = 0; left > 0 && tries < 800; tries++) {
    found = addDays(found, Math.sign(count));
    if (isWorkday(calendar, found)) left--;
  }
  return found;
}

/** A workday of a `YYYY-MM`: 1 is its first, -1 its last; the nearest there is where the month has fewer. */
export function workdayOfMonth(calendar: Calendar, month: string, place: number): string {
  const days = Array.from({ length: Number(dayOfMonth(month, 31).slice(8)) }, (_, index) => `${month}-${twoDigits(index + 1)}`);
  const worked = days.filter((day) => isWorkday(calendar, day));
  const found = place > 0 ? worked[Math.min(place, worked.length) - 1] : worked[Math.max(worked.length + place, 0)];
  return found ?? dayOfMonth(month, 31);
}

/** School days after `from`, up to and including `to`; null where the calendar knows no term around them or the days lie the wrong way round. */
export function schoolDays(calendar: Calendar, from: string, to: string): number | null {
  const span = daysBetween(from, to);
  if (span < 0 || span > 800) return null;
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    const term = isTermDay(calendar, day);
    if (term === null) return null;
    if (term && isWorkday(calendar, day)) count++;
  }
  return count;
}

/** Whether a day lies in a term; null in a school year the calendar does not have. */
function isTermDay(calendar: Calendar, day: string): boolean | null {
  const year = Number(day.slice(0, 4));
  const known = [year - 1, year].flatMap((schoolYear) => calendar.years.get(schoolYear) ?? []);
  if (known.some(({ s1, s2 }) => within(s1, day) || within(s2, day))) return true;
  return calendar.years.has(day.slice(5) < '09-01' ? year - 1 : year) ? false : null;
}

const within = ({ from, to }: Span, day: string): boolean => from <= day && day <= to;

function daysOf(spans: { [key: string]: DaySpan } | undefined): Set<string> {
  const days = new Set<string>();
  for (const span of Object.values(spans ?? {})) {
    if (span.hidden) continue;
    for (let day = span.from, count = 0; day <= span.to && count < 400; day = addDays(day, 1), count++) days.add(day);
  }
  return days;
}
