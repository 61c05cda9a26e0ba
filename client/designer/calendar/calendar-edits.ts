// Changes of a school calendar: the next school year after the last, next year's days off after this year's.
import type { CalendarDefinition, DaySpan } from '../../../server/domain/definition.generated.js';
import { addDays, daysBetween } from '../../../server/domain/shanghai-day.js';
import { setAt } from '../edit-tree.js';

export const schoolYears = (calendar: CalendarDefinition): number[] =>
  Object.keys(calendar.years ?? {})
    .map((key) => Number(key.slice(1)))
    .sort((a, b) => a - b);

/** Years that have days off of their own. */
export const holidayYears = (calendar: CalendarDefinition): number[] =>
  [...new Set(Object.values(calendar.holidays ?? {}).flatMap(({ from, hidden }) => (hidden ? [] : [Number(from.slice(0, 4))])))].sort((a, b) => a - b);

/** The school year after the last, a year later by whole weeks, so that terms begin and end on the same day of the week; the first of September stays. */
export function addSchoolYear(calendar: CalendarDefinition, today: string, titles: { s1: string; s2: string }): CalendarDefinition {
  const last = schoolYears(calendar).at(-1);
  const year = nextSchoolYear(calendar, today);
  const known = last === undefined ? undefined : calendar.years[`y${last}`];
  const terms = known
    ? { s1: later(known.s1), s2: later(known.s2) }
    : { s1: { from: `${year}-09-01`, to: `${year + 1}-01-20` }, s2: { from: `${year + 1}-02-20`, to: `${year + 1}-07-10` } };
  return setAt(calendar, ['years', `y${year}`], { s1: { title: titles.s1, ...terms.s1 }, s2: { title: titles.s2, ...terms.s2 } });
}

export const nextSchoolYear = (calendar: CalendarDefinition, today: string): number => {
  const last = schoolYears(calendar).at(-1);
  return last === undefined ? Number(today.slice(0, 4)) - (today.slice(5) < '07-01' ? 1 : 0) : last + 1;
};

const later = ({ from, to }: DaySpan): { from: string; to: string } => ({ from: yearLater(from), to: yearLater(to) });
const yearLater = (day: string): string => (day.endsWith('-09-01') ? `${Number(day.slice(0, 4)) + 1}-09-01` : addDays(day, 364));

/** First day of the year, fifth of the fifth, fifteenth of the eighth month of the old calendar: their feasts move. */
const feasts = ['1-1', '5-5', '8-15'];
const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', month: 'numeric', day: 'numeric' });
/** Month and day by the old calendar, `5-5`; a leap month is `5bis-5`. */
const lunarDay = (day: string): string => {
  const parts = Object.fromEntries(lunar.formatToParts(new Date(day)).map(({ type, value }) => [type, value]));
  return `${parts.month}-${parts.day}`;
};

/** True for days off around a feast of the old calendar. When it is next year is not reckoned: browsers differ by a day, and the notice says it. */
export function movesWithMoon({ from, to }: Pick<DaySpan, 'from' | 'to'>): boolean {
  for (let day = from; day <= to; day = addDays(day, 1)) if (feasts.includes(lunarDay(day))) return true;
  return false;
}

function yearAfter({ from, to }: Pick<DaySpan, 'from' | 'to'>): { from: string; to: string } {
  const next = `${Number(from.slice(0, 4)) + 1}${from.slice(4)}`;
  return { from: next, to: addDays(next, daysBetween(from, to)) };
}

/** The days off named, a year later under new keys, to be checked against that year's notice; worked weekends are different every year and are not guessed. */
export function copyHolidays(calendar: CalendarDefinition, keys: { [key: string]: string }, source: string): CalendarDefinition {
  return Object.entries(keys).reduce((next, [key, newKey]) => {
    const span = calendar.holidays?.[key];
    return span ? setAt(next, ['holidays', newKey], { ...(span.title ? { title: span.title } : {}), ...yearAfter(span), source }) : next;
  }, calendar);
}

/** Days off of a year that the next year has not yet (no span of the same name), and those among them that move with the moon. */
export function holidaysToCopy(calendar: CalendarDefinition, year: number): { fixed: [string, DaySpan][]; moving: DaySpan[] } {
  const all = Object.entries(calendar.holidays ?? {}).filter(([, { hidden }]) => !hidden);
  const taken = new Set(all.flatMap(([, { title, from }]) => (from.startsWith(String(year + 1)) ? [title] : [])));
  const open = all.filter(([, { from, title }]) => from.startsWith(String(year)) && !taken.has(title));
  return { fixed: open.filter(([, span]) => !movesWithMoon(span)), moving: open.flatMap(([, span]) => (movesWithMoon(span) ? [span] : [])) };
}

/** One end of a span; the other end follows where the span would run backwards. */
export function setDay(calendar: CalendarDefinition, path: string[], span: DaySpan, end: 'from' | 'to', day: string): CalendarDefinition {
  const moved = setAt(calendar, [...path, end], day);
  if (path[0] === 'years') return moved;
  if (end === 'from' && span.to < day) return setAt(moved, [...path, 'to'], day);
  return end === 'to' && day < span.from ? setAt(moved, [...path, 'from'], day) : moved;
}

export type DayMark = 'term' | 'weekend' | 'off' | 'worked' | 'vacation';

/** What a day is in the calendar. */
export function markOf(calendar: CalendarDefinition, day: string): { mark: DayMark; title: string } {
  const within = (span: DaySpan): boolean => !span.hidden && span.from <= day && day <= span.to;
  const worked = Object.values(calendar.workdays ?? {}).find(within);
  if (worked) return { mark: 'worked', title: worked.title ?? '' };
  const off = Object.values(calendar.holidays ?? {}).find(within);
  if (off) return { mark: 'off', title: off.title ?? '' };
  const inTerm = Object.values(calendar.years ?? {}).some(({ s1, s2 }) => within(s1) || within(s2));
  if (!inTerm) return { mark: 'vacation', title: '' };
  return { mark: [0, 6].includes(new Date(day).getUTCDay()) ? 'weekend' : 'term', title: '' };
}
