// Months of a school year, due days, lateness. All dates are Asia/Shanghai, which has had no summer time since 1991.
import type { PeriodRule } from './definition.generated.js';
import type { PeriodView } from './views.js';

const shanghai = 8 * 3600_000;

/** `YYYY-MM-DD` in Shanghai. */
export const dateOf = (now: Date): string => new Date(now.getTime() + shanghai).toISOString().slice(0, 10);
/** Last moment of a Shanghai day. */
export const endOfDay = (date: string): Date => new Date(Date.parse(`${date}T23:59:59.999Z`) - shanghai);

export const isPeriodKey = (key: string): boolean => /^20\d\d-(0[1-9]|1[0-2])$/.test(key);
export const isAsked = (rule: PeriodRule, key: string): boolean => isPeriodKey(key) && rule.except?.[`m${Number(key.slice(5))}`] !== true;

export function addMonths(key: string, months: number): string {
  const count = Number(key.slice(0, 4)) * 12 + Number(key.slice(5, 7)) - 1 + months;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
}

/** The period asked for before this one, over months without school; null when the rule asks for none at all. */
export function previousPeriod(rule: PeriodRule, key: string): string | null {
  for (let back = 1; back <= 12; back++) {
    const candidate = addMonths(key, -back);
    if (isAsked(rule, candidate)) return candidate;
  }
  return null;
}

/** First calendar year of the school year (September to August) a month lies in. */
export const schoolYearOf = (key: string): number => Number(key.slice(0, 4)) - (Number(key.slice(5, 7)) < 9 ? 1 : 0);
export const schoolYearTitle = (key: string): string => `${schoolYearOf(key)}—${schoolYearOf(key) + 1}学年`;

/** True for the first period asked for in its school year: the September shift happens here. */
export function opensSchoolYear(rule: PeriodRule, key: string): boolean {
  const before = previousPeriod(rule, key);
  return before === null || schoolYearOf(before) !== schoolYearOf(key);
}

export function dueDate(rule: PeriodRule, key: string): string {
  const month = rule.due.of === 'next' ? addMonths(key, 1) : key;
  const last = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate();
  return `${month}-${String(Math.min(rule.due.day ?? last, last)).padStart(2, '0')}`;
}

/** A report handed in after due day and grace, or not handed in by then. */
export function isLate(rule: PeriodRule, key: string, handedInAt: Date | null, now: Date): boolean {
  const limit = endOfDay(dueDate(rule, key)).getTime() + (rule.grace ?? 0) * 86_400_000;
  return (handedInAt ?? now).getTime() > limit;
}

/** Whole days past the due day; 0 on it, negative before it. */
export function overdueDays(rule: PeriodRule, key: string, now: Date): number {
  return Math.round((Date.parse(dateOf(now)) - Date.parse(dueDate(rule, key))) / 86_400_000);
}

/** A period can be filled in from its first day on. */
export const hasBegun = (key: string, now: Date): boolean => key <= dateOf(now).slice(0, 7);

/** Periods asked for that have begun, newest first, back to the month `from`. */
export function periodsSince(rule: PeriodRule, from: string, now: Date): string[] {
  const keys: string[] = [];
  for (let key = dateOf(now).slice(0, 7); key >= from; key = addMonths(key, -1)) if (isAsked(rule, key)) keys.push(key);
  return keys;
}

/** The period people work on today: the oldest begun one that is not yet past its due day, or else the newest begun one. */
export function currentPeriod(rule: PeriodRule, now: Date): string {
  const begun = periodsSince(rule, addMonths(dateOf(now).slice(0, 7), -12), now);
  const open = begun.filter((key) => overdueDays(rule, key, now) <= 0);
  return open[open.length - 1] ?? begun[0] ?? dateOf(now).slice(0, 7);
}

export const periodTitle = (key: string): string => `${key.slice(0, 4)}年${Number(key.slice(5, 7))}月`;
export const periodView = (rule: PeriodRule, key: string): PeriodView => ({
  key,
  title: periodTitle(key),
  due: dueDate(rule, key),
  schoolYear: schoolYearTitle(key),
});

/** The due rule in words: 每月填报，次月5日前（7月、8月不报）. */
export function dueInWords(rule: PeriodRule): string {
  const without = Object.entries(rule.except ?? {})
    .filter(([, yes]) => yes)
    .map(([month]) => `${month.slice(1)}月`);
  const grace = rule.grace ? `，宽限${rule.grace}天` : '';
  return `每月填报，${rule.due.of === 'next' ? '次月' : '当月'}${rule.due.day}日前${grace}${without.length ? `（${without.join('、')}不报）` : ''}`;
}
