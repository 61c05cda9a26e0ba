// The due days that come next, each with what moved it: how a designer sees at once what a rule means.
import { type Calendar, calendarOf, plainCalendar } from './calendar.js';
import type { CalendarDefinition, PeriodRule } from './definition.generated.js';
import { dueDate, dueTime, plannedDue } from './due-date.js';
import { currentPeriod, dateOf, isAsked, isLate } from './period.js';
import { keysOfYear, parsePeriod, periodSpan, periodTitle, schoolYearOf } from './period-key.js';
import { addDays, weekdayOf } from './shanghai-day.js';

/** Days are `YYYY-MM-DD`. `planned` is the due day before a day off moved it; `off` says why that is no workday, `holiday` being its name. */
export type UpcomingDue = {
  key: string;
  title: string;
  planned: string;
  due: string;
  /** The hour on the due day; null where the whole day is left. */
  time: string | null;
  /** Last day on time with the days of grace. */
  last: string;
  off: 'weekend' | 'holiday' | null;
  holiday: string;
  /** The calendar does not know the school year, so days of terms are guessed. */
  guessed: boolean;
};

/** The next due days from `today` on, soonest first. The rule has passed `periodFaults`. */
export function upcomingDues(rule: PeriodRule, today: string, definition: CalendarDefinition | undefined, count = 6): UpcomingDue[] {
  const calendar = definition ? calendarOf(definition) : plainCalendar;
  const year = Number(today.slice(0, 4));
  const found: UpcomingDue[] = [];
  const begins = (key: string): string => periodSpan(key, rule, calendar).from;
  const first = rule.first ? begins(rule.first) : '';
  for (let one = year - 2; one <= year + count + 1; one++)
    for (const key of keysOfYear(rule, one)) {
      if (!isAsked(rule, key) || begins(key) < first) continue;
      const due = dueDate(rule, key, calendar);
      if (due >= today) found.push(described(rule, key, due, calendar, definition));
    }
  return found.sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0)).slice(0, count);
}

function described(rule: PeriodRule, key: string, due: string, calendar: Calendar, definition: CalendarDefinition | undefined): UpcomingDue {
  const planned = plannedDue(rule, key, calendar);
  const off = offOn(planned, calendar, definition);
  const every = parsePeriod(key)?.every;
  return {
    key,
    title: periodTitle(key, rule),
    planned,
    due,
    time: dueTime(rule, key),
    last: addDays(due, rule.grace ?? 0),
    ...off,
    guessed: (every === 'semester' || every === 'school-year') && !calendar.years.has(schoolYearOf(key, rule)),
  };
}

function offOn(day: string, calendar: Calendar, definition: CalendarDefinition | undefined): Pick<UpcomingDue, 'off' | 'holiday'> {
  if (calendar.moved.has(day)) return { off: null, holiday: '' };
  const holiday = Object.values(definition?.holidays ?? {}).find((span) => !span.hidden && span.from <= day && day <= span.to);
  if (holiday) return { off: 'holiday', holiday: holiday.title ?? '' };
  return { off: [0, 6].includes(weekdayOf(day)) ? 'weekend' : null, holiday: '' };
}

/** The period a form is asked from when it comes into use: the one people stand in, or the next one that is not yet over. The rule has passed `periodFaults`. */
export function firstAsked(rule: PeriodRule, now: Date, definition: CalendarDefinition | undefined): string {
  const calendar = definition ? calendarOf(definition) : plainCalendar;
  const current = currentPeriod(rule, now, calendar);
  if (isAsked(rule, current) && !isLate(rule, current, null, now, calendar)) return current;
  return upcomingDues(rule, addDays(dateOf(now), 1), definition, 1)[0]?.key ?? current;
}
