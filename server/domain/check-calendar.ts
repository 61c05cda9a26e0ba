// Terms in their order, days that are in the calendar.
import type { CalendarDefinition, DaySpan } from './definition.generated.js';
import type { Fault } from './problem.js';
import { daysBetween, isDate, weekdayOf } from './shanghai-day.js';

export function calendarFaults(calendar: CalendarDefinition): Fault[] {
  const years = Object.entries(calendar.years).flatMap(([key, { s1, s2 }]): Fault[] => {
    const path = `years.${key}`;
    const faults = [...spanFaults(`${path}.s1`, s1, 250), ...spanFaults(`${path}.s2`, s2, 250)];
    const year = Number(key.slice(1));
    if (s1.from < `${year}-07-01` || s1.from > `${year}-12-31`)
      faults.push({ path: `${path}.s1.from`, message: `${year}—${year + 1}学年的秋季学期应在 ${year} 年下半年开始，这里是 ${s1.from}` });
    if (s2.from <= s1.to) faults.push({ path: `${path}.s2.from`, message: `春季学期 ${s2.from} 开始，秋季学期 ${s1.to} 还没有结束` });
    if (s2.to > `${year + 1}-08-31`) faults.push({ path: `${path}.s2.to`, message: `春季学期应在 ${year + 1}-08-31 以前结束，这里是 ${s2.to}` });
    return faults;
  });
  const holidays = Object.entries(calendar.holidays ?? {}).flatMap(([key, span]) => spanFaults(`holidays.${key}`, span, 120));
  const workdays = Object.entries(calendar.workdays ?? {}).flatMap(([key, span]): Fault[] => {
    const path = `workdays.${key}`;
    const faults = spanFaults(path, span, 10);
    if (faults.length === 0 && span.from === span.to && ![0, 6].includes(weekdayOf(span.from)))
      faults.push({ path: `${path}.from`, message: `${span.from} 不是星期六或星期日，不用写成调休上班` });
    return faults;
  });
  return [...years, ...holidays, ...workdays];
}

function spanFaults(path: string, { from, to }: DaySpan, most: number): Fault[] {
  for (const [end, day] of [
    ['from', from],
    ['to', to],
  ] as const)
    if (!isDate(day)) return [{ path: `${path}.${end}`, message: `“${day}”不是日历上的日期` }];
  if (from > to) return [{ path: `${path}.from`, message: `起 ${from} 晚于止 ${to}` }];
  return daysBetween(from, to) >= most ? [{ path: `${path}.to`, message: `从 ${from} 到 ${to} 有 ${daysBetween(from, to) + 1} 天，太长了，请核对` }] : [];
}
