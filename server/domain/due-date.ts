// When a report is due, and whether it is late. States follow from the clock and the rule alone: nothing has to have run meanwhile.
import { type Calendar, plainCalendar, workdayFrom, workdayOfMonth, workdaysFrom } from './calendar.js';
import type { DueRule, PeriodRule } from './definition.generated.js';
import { parsePeriod, periodSpan, periodTitle } from './period-key.js';
import { addDays, addMonths, dateOf, dayOfMonth, daysBetween, endOfDay, momentOf } from './shanghai-day.js';

/** Last day on which a report of this period is on time, `YYYY-MM-DD`, before grace. */
export function dueDate(rule: PeriodRule, key: string, calendar: Calendar = plainCalendar): string {
  const day = plannedDue(rule, key, calendar);
  if (rule.onHoliday === 'next-workday') return workdayFrom(calendar, day, 1);
  return rule.onHoliday === 'previous-workday' ? workdayFrom(calendar, day, -1) : day;
}

/** The due day before a day off moves it. */
export function plannedDue(rule: PeriodRule, key: string, calendar: Calendar = plainCalendar): string {
  const due = dueOf(rule, key);
  const { from, to } = periodSpan(key, rule, calendar);
  if (due.of === 'start' || due.of === 'end') {
    const count = (due.days ?? 0) + (due.weeks ?? 0) * 7;
    if (due.of === 'end') return due.workdays ? workdaysFrom(calendar, to, due.workdays) : addDays(to, count);
    return due.workdays ? workdaysFrom(calendar, addDays(from, -1), due.workdays) : addDays(from, Math.max(count, 1) - 1);
  }
  const month = due.of === 'next' ? addMonths(to.slice(0, 7), 1) : to.slice(0, 7);
  return due.workday ? workdayOfMonth(calendar, month, due.workday) : dayOfMonth(month, due.day ?? 31);
}

/** What holds for one period: its own rule, or else that of the form. */
function dueOf(rule: PeriodRule, key: string): DueRule {
  const parts = parsePeriod(key);
  switch (parts?.every) {
    case 'windows':
      return rule.windows?.[parts.window]?.due ?? rule.due;
    case 'week':
    case 'month':
      return rule.dues?.[`m${parts.month}`] ?? rule.due;
    case 'quarter':
      return rule.dues?.[`q${parts.quarter}`] ?? rule.due;
    case 'semester':
      return rule.dues?.[parts.term] ?? rule.due;
  }
  return rule.due;
}

/** A report handed in after due day and grace, or not handed in by then. */
export function isLate(rule: PeriodRule, key: string, handedInAt: Date | null, now: Date, calendar: Calendar = plainCalendar): boolean {
  const day = addDays(dueDate(rule, key, calendar), rule.grace ?? 0);
  const time = dueTime(rule, key);
  return (handedInAt ?? now).getTime() > (time === null ? endOfDay(day) : momentOf(day, time)).getTime();
}

/** The hour on the due day, `17:00`; null where the whole day is left. */
export const dueTime = (rule: PeriodRule, key: string): string | null => dueOf(rule, key).time ?? null;

/** Whole days past the due day; 0 on it, negative before it. */
export const overdueDays = (rule: PeriodRule, key: string, now: Date, calendar: Calendar = plainCalendar): number =>
  daysBetween(dueDate(rule, key, calendar), dateOf(now));

const every = { week: '每周', month: '每月', quarter: '每季度', semester: '每学期', 'school-year': '每学年' };

/** The rule in words: 每月填报，次月5日前（7月、8月不报）. */
export function dueInWords(rule: PeriodRule): string {
  const windows = Object.values(rule.windows ?? {}).filter((window) => !window.hidden);
  const often = rule.every === 'windows' ? `每年${windows.map((window) => window.title).join('、')}` : every[rule.every];
  const own =
    rule.every === 'windows'
      ? windows.flatMap(({ title, due }) => (due ? [`${title}${dueWords(due, rule)}`] : []))
      : Object.entries(rule.dues ?? {})
          .filter(([part]) => !rule.except?.[part] && part.startsWith(partLetter[rule.every] ?? '-'))
          .map(([part, due]) => `${partTitle(part)}${ofPart(rule)}${dueWords(due, rule)}`);
  const without = Object.entries(rule.except ?? {})
    .filter(([, yes]) => yes)
    .map(([part]) => partTitle(part));
  const grace = rule.grace ? `，宽限${rule.grace}天` : '';
  const moved = rule.onHoliday === 'next-workday' ? '，遇休息日顺延' : rule.onHoliday === 'previous-workday' ? '，遇休息日提前' : '';
  const general =
    own.length > 0 && own.length === windows.length
      ? own.join('，')
      : [dueWords(rule.due, rule), ...(own.length > 0 ? [`其中${own.join('，')}`] : [])].join('，');
  const span = rule.every === 'month' ? monthWords(rule) : '';
  return `${often}填报${span}，${general}${moved}${grace}${without.length ? `（${without.join('、')}不报）` : ''}${rule.first ? `，从${periodTitle(rule.first, rule)}开始` : ''}`;
}

/** （上月26日至当月25日） of a statistic month. */
function monthWords({ monthFrom, monthNamed }: PeriodRule): string {
  if (!monthFrom) return '';
  return monthNamed === 'start' ? `（当月${monthFrom}日至次月${monthFrom - 1}日）` : `（上月${monthFrom}日至当月${monthFrom - 1}日）`;
}

const partLetter: { [every in PeriodRule['every']]?: string } = { week: 'm', month: 'm', quarter: 'q', semester: 's' };
/** 6月的…: of months and weeks the report is meant, not the day. */
const ofPart = ({ every: often }: PeriodRule): string => (often === 'month' || often === 'week' ? '的' : '');

/** A part of the year by its key in `except`: m7 is 7月, q3 第三季度, s1 第一学期. */
export const partTitle = (part: string): string =>
  part.startsWith('m') ? `${part.slice(1)}月` : part.startsWith('q') ? `第${'一二三四'[Number(part[1]) - 1]}季度` : part === 's1' ? '第一学期' : '第二学期';

/** One due rule in words: 次月5日前, 开学2周内, 学期结束前7天, 本周五前. */
function dueWords(due: DueRule, rule: PeriodRule): string {
  const words = rule.every === 'week' ? weekWords(due) : dayWords(due, rule);
  if (due.time === undefined) return words;
  return words.endsWith('前') ? `${words.slice(0, -1)}${due.time}前` : `${words}，最后一天${due.time}前`;
}

function dayWords(due: DueRule, { every: of, monthFrom, monthNamed }: PeriodRule): string {
  const count = countWords(due);
  const school = of === 'semester' || of === 'school-year';
  if (due.of === 'start') return `${school ? '开学' : '开始'}${count}内`;
  const last = { week: '本周', month: '当月', quarter: '季度', semester: '学期', 'school-year': '学年', windows: '时段' }[of];
  if (due.of === 'end' && counted(due) < 0) return `${last}结束前${count}`;
  if (due.of === 'end') return counted(due) > 0 ? `${last}结束后${count}内` : `${last}最后一天前`;
  // A month called by where it begins ends in the one after.
  const [same, next] = monthFrom && monthNamed === 'start' ? ['次月', '再次月'] : ['当月', '次月'];
  const month = due.of === 'next' ? (of === 'month' ? next : `${last}结束后次月`) : of === 'month' ? same : `${last}最后一月`;
  if (due.workday) return `${month}${due.workday === -1 ? '最后一个' : due.workday < 0 ? `倒数第${-due.workday}个` : `第${due.workday}个`}工作日前`;
  return (due.day ?? 31) >= 31 ? `${month}月底前` : `${month}${due.day}日前`;
}

function weekWords(due: DueRule): string {
  const days = counted(due);
  if (due.of === 'start' && !due.workdays && days <= 7) return `本周${weekdays[days - 1]}前`;
  if (due.of === 'end' && !due.workdays && days > 0 && days <= 7) return `下周${weekdays[days - 1]}前`;
  if (due.of === 'start') return `周一起${countWords(due)}内`;
  if (due.of === 'end') return days === 0 ? '本周日前' : days < 0 ? `本周结束前${countWords(due)}` : `本周结束后${countWords(due)}内`;
  return `${due.of === 'next' ? '次月' : '当月'}${due.day ?? 31}日前`;
}

const weekdays = '一二三四五六日';
/** Days, or workdays, of a rule that counts; below zero before the end. */
const counted = ({ days = 0, weeks = 0, workdays = 0 }: DueRule): number => workdays || days + weeks * 7;
const countWords = (due: DueRule): string => {
  const count = Math.abs(counted(due));
  return due.workdays ? `${count}个工作日` : due.weeks && !due.days ? `${Math.abs(due.weeks)}周` : `${count}天`;
};
