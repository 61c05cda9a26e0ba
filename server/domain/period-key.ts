// The one grammar of period keys, stable strings that name a stretch of time for ever:
//   week 2026-10-12 (its Monday) · month 2026-10 · quarter 2026-q4 · semester 2026-2027-s1 · school year 2026-2027 · window 2026-w10 (or 2026-ps_w06, of a county)
import { type Calendar, plainCalendar, type Span, type Term, termSpan } from './calendar.js';
import type { PeriodRule, PeriodWindow } from './definition.generated.js';
import { addDays, addMonths, dayOfMonth, isDate, twoDigits, weekdayOf } from './shanghai-day.js';

export type PeriodParts =
  | { every: 'week'; year: number; month: number }
  | { every: 'month'; year: number; month: number }
  | { every: 'quarter'; year: number; quarter: number }
  | { every: 'semester'; year: number; term: Term }
  | { every: 'school-year'; year: number }
  | { every: 'windows'; year: number; window: string };

const window = '(?:[a-z][a-z0-9]{1,9}_)?w[a-z0-9]{1,12}';
/** Pattern of all keys, for schemas of the API. */
export const periodPattern = `^20\\d\\d-((0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?|q[1-4]|20\\d\\d(-s[12])?|${window})$`;

/** @returns null for what is no key. `year` of semesters and school years is the one they begin in. */
export function parsePeriod(key: string): PeriodParts | null {
  const [, first = '', rest = ''] = /^(20\d\d)-(.+)$/.exec(key) ?? [];
  const year = Number(first);
  if (/^(0[1-9]|1[0-2])$/.test(rest)) return { every: 'month', year, month: Number(rest) };
  if (/^\d\d-\d\d$/.test(rest)) return isDate(key) && weekdayOf(key) === 1 ? { every: 'week', year, month: Number(rest.slice(0, 2)) } : null;
  if (/^q[1-4]$/.test(rest)) return { every: 'quarter', year, quarter: Number(rest[1]) };
  const [, second, term] = /^(20\d\d)(?:-(s[12]))?$/.exec(rest) ?? [];
  if (second !== undefined) {
    if (Number(second) !== year + 1) return null;
    return term ? { every: 'semester', year, term: term as Term } : { every: 'school-year', year };
  }
  return new RegExp(`^${window}$`).test(rest) ? { every: 'windows', year, window: rest } : null;
}

/** First and last day of a period. @param rule is asked for windows, whose days it holds. @throws Error for a key that is none, or of a window the rule does not have */
export function periodSpan(key: string, rule?: PeriodRule, calendar: Calendar = plainCalendar): Span {
  const parts = parsePeriod(key);
  switch (parts?.every) {
    case 'week':
      return { from: key, to: addDays(key, 6) };
    case 'month':
      return monthSpan(key, rule);
    case 'quarter':
      return quarterSpan(parts.year, parts.quarter);
    case 'semester':
      return termSpan(calendar, parts.year, parts.term);
    case 'school-year':
      return { from: termSpan(calendar, parts.year, 's1').from, to: `${parts.year + 1}-08-31` };
    case 'windows': {
      const found = rule?.windows?.[parts.window];
      if (found) return windowSpan(found, parts.year);
    }
  }
  throw new Error(`no period ${key}`);
}

/** Of the calendar, or from a day of one month to the day before it in the next. */
function monthSpan(key: string, { monthFrom, monthNamed = 'end' }: Partial<PeriodRule> = {}): Span {
  if (!monthFrom) return { from: `${key}-01`, to: dayOfMonth(key, 31) };
  const begins = monthNamed === 'end' ? addMonths(key, -1) : key;
  const from = dayOfMonth(begins, monthFrom);
  return { from, to: addDays(dayOfMonth(addMonths(begins, 1), monthFrom), -1) };
}

function quarterSpan(year: number, quarter: number): Span {
  const last = `${year}-${twoDigits(quarter * 3)}`;
  return { from: `${addMonths(last, -2)}-01`, to: dayOfMonth(last, 31) };
}

export function windowSpan({ from, to }: PeriodWindow, year: number): Span {
  const wraps = to.month < from.month || (to.month === from.month && to.day < from.day);
  return {
    from: dayOfMonth(`${year}-${twoDigits(from.month)}`, from.day),
    to: dayOfMonth(`${wraps ? year + 1 : year}-${twoDigits(to.month)}`, to.day),
  };
}

/** Keys of a rule that belong to a year, in the order of time; those not asked for are among them. */
export function keysOfYear(rule: PeriodRule, year: number): string[] {
  switch (rule.every) {
    case 'week':
      return mondaysOf(year);
    case 'month':
      return Array.from({ length: 12 }, (_, index) => `${year}-${twoDigits(index + 1)}`);
    case 'quarter':
      return [1, 2, 3, 4].map((quarter) => `${year}-q${quarter}`);
    case 'semester':
      return [`${year}-${year + 1}-s1`, `${year}-${year + 1}-s2`];
    case 'school-year':
      return [`${year}-${year + 1}`];
    case 'windows':
      return Object.entries(rule.windows ?? {})
        .sort(([, a], [, b]) => a.from.month - b.from.month || a.from.day - b.from.day || a.to.month - b.to.month)
        .map(([key]) => `${year}-${key}`);
  }
}

/** The same period a year before: 2025-10 of 2026-10, 2025-2026-s1 of 2026-2027-s1. */
export const yearBefore = (key: string): string =>
  parsePeriod(key)?.every === 'week'
    ? addDays(key, -364)
    : key.replace(/^(20\d\d)(?:-(20\d\d)(?=-s|$))?/, (_all, year: string, next?: string) => `${Number(year) - 1}${next ? `-${year}` : ''}`);

function mondaysOf(year: number): string[] {
  const first = addDays(`${year}-01-01`, (8 - weekdayOf(`${year}-01-01`)) % 7);
  return Array.from({ length: 53 }, (_, index) => addDays(first, index * 7)).filter((day) => day.startsWith(`${year}-`));
}

/** First calendar year of the school year (September to August) a period ends in: the third quarter ends in the new one. */
export function schoolYearOf(key: string, rule?: PeriodRule): number {
  const parts = parsePeriod(key);
  if (parts?.every === 'semester' || parts?.every === 'school-year') return parts.year;
  const end = parts?.every === 'windows' && !rule ? `${parts.year}-01` : periodSpan(key, rule).to;
  return Number(end.slice(0, 4)) - (end.slice(5, 7) < '09' ? 1 : 0);
}

export const schoolYearTitle = (key: string, rule?: PeriodRule): string => `${schoolYearOf(key, rule)}—${schoolYearOf(key, rule) + 1}学年`;

const dayTitle = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;

/** 2026年10月12日至18日, 2026年10月, 2026年10月（9月26日—10月25日）, 2026年第四季度, 2026—2027学年第一学期, 2026—2027学年, 2026年10月底. @param rule names windows */
export function periodTitle(key: string, rule?: PeriodRule): string {
  const parts = parsePeriod(key);
  switch (parts?.every) {
    case 'week': {
      const end = addDays(key, 6);
      const month = Number(end.slice(5, 7));
      return `${parts.year}年${parts.month}月${Number(key.slice(8))}日至${month === parts.month ? '' : `${month}月`}${Number(end.slice(8))}日`;
    }
    case 'month': {
      const { from, to } = monthSpan(key, rule);
      return `${parts.year}年${parts.month}月${rule?.monthFrom ? `（${dayTitle(from)}—${dayTitle(to)}）` : ''}`;
    }
    case 'quarter':
      return `${parts.year}年第${'一二三四'[parts.quarter - 1]}季度`;
    case 'semester':
      return `${schoolYearTitle(key)}第${parts.term === 's1' ? '一' : '二'}学期`;
    case 'school-year':
      return schoolYearTitle(key);
    case 'windows':
      return `${parts.year}年${rule?.windows?.[parts.window]?.title ?? parts.window}`;
  }
  return key;
}
