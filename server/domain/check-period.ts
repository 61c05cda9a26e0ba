// Period rules that ask for nothing, or for a day that is not said.
import type { DueRule, PeriodRule } from './definition.generated.js';
import { parsePeriod } from './period-key.js';
import type { Fault } from './problem.js';

const parts: { [every: string]: { prefix: string; words: string; count: number } } = {
  week: { prefix: 'm', words: '周，按周一所在的月（m1 到 m12）', count: 12 },
  month: { prefix: 'm', words: '月（m1 到 m12）', count: 12 },
  quarter: { prefix: 'q', words: '季度（q1 到 q4）', count: 4 },
  semester: { prefix: 's', words: '学期（s1、s2）', count: 2 },
};

export function periodFaults(rule: PeriodRule): Fault[] {
  const faults = dueFaults('period.due', rule.due, rule.every);
  if (rule.every !== 'month' && rule.monthFrom !== undefined)
    faults.push({ path: 'period.monthFrom', message: '统计月的起始日（monthFrom）只用在每月填报的表上；请去掉，或改为每月填报' });
  if (rule.monthNamed !== undefined && rule.monthFrom === undefined)
    faults.push({ path: 'period.monthNamed', message: '写明统计月叫哪个月（monthNamed），要先写明从几号开始（monthFrom）' });
  const first = rule.first === undefined ? null : parsePeriod(rule.first);
  if (rule.first !== undefined && (first?.every !== rule.every || (first.every === 'windows' && !rule.windows?.[first.window])))
    faults.push({ path: 'period.first', message: `从哪一期开始填（first）写的是“${rule.first}”，不是这张表的一期；请重新选` });
  const part = parts[rule.every];
  for (const [key, due] of Object.entries(rule.dues ?? {})) {
    const path = `period.dues.${key}`;
    // Those of another rhythm say nothing: a layer may change how often, and delete nothing that lies below it.
    if (part && key.startsWith(part.prefix)) faults.push(...dueFaults(path, due, rule.every));
  }
  const windows = Object.entries(rule.windows ?? {});
  const shown = windows.filter(([, window]) => !window.hidden);
  if (rule.every === 'windows' && shown.length === 0) faults.push({ path: 'period.windows', message: '每年按固定时段填报，要写明是哪些时段，至少一个' });
  if (rule.every !== 'windows' && shown.length > 0)
    faults.push({ path: 'period.windows', message: `every 是 ${rule.every} 时不能写 windows；按时段填报请把 every 写成 windows` });
  for (const [key, window] of windows) {
    if (window.due) faults.push(...dueFaults(`period.windows.${key}.due`, window.due, rule.every));
    const same = shown.find(([other, one]) => other !== key && !window.hidden && one.from.month === window.from.month && one.from.day === window.from.day);
    if (same) faults.push({ path: `period.windows.${key}.from`, message: `与时段“${same[1].title}”同一天开始，分不清先后` });
  }
  return [...faults, ...exceptFaults(rule)];
}

function exceptFaults(rule: PeriodRule): Fault[] {
  const except = Object.entries(rule.except ?? {}).filter(([, yes]) => yes);
  const part = parts[rule.every];
  const strange = except.filter(([key]) => !part || !key.startsWith(part.prefix));
  const faults = strange.map(([key]) => ({
    path: `period.except.${key}`,
    message: part ? `每期是${part.words}，except 里只能写这些` : `every 是 ${rule.every} 时不能写 except；不报的时段请写 hidden`,
  }));
  if (part && except.length - strange.length >= part.count)
    faults.push({ path: 'period.except', message: '每一期都选了不报，这张表就永远不用填；不再用这张表，请停用它' });
  return faults;
}

function dueFaults(path: string, due: DueRule, every: PeriodRule['every']): Fault[] {
  const monthly = due.of === 'same' || due.of === 'next';
  const faults: Fault[] = [];
  if (every === 'week' && monthly) return [{ path: `${path}.of`, message: '每周填报的截止日从周一（start）或周日（end）算起' }];
  if (monthly && due.day === undefined && due.workday === undefined)
    faults.push({ path: `${path}.day`, message: '截止日是当月或次月的一天，要写明几号（day，月底写 31）或第几个工作日（workday）' });
  if (monthly && due.day !== undefined && due.workday !== undefined)
    faults.push({ path: `${path}.workday`, message: '几号（day）和第几个工作日（workday）只能写一个' });
  if (monthly && (due.days !== undefined || due.weeks !== undefined || due.workdays !== undefined))
    faults.push({ path, message: `of 是 ${due.of} 时只能写 day 或 workday；从开始或结束算起的天数请把 of 写成 start 或 end` });
  if (!monthly && (due.day !== undefined || due.workday !== undefined))
    faults.push({ path: `${path}.day`, message: `of 是 ${due.of} 时不能写 day、workday，请写 days（天数）、weeks（周数）或 workdays（工作日数）` });
  if (due.workdays !== undefined && (due.days || due.weeks)) faults.push({ path, message: '工作日数（workdays）不能与天数、周数一起写' });
  if (due.of === 'start' && [due.days, due.weeks, due.workdays].some((count) => count !== undefined && count < 0))
    faults.push({ path, message: '从开始算起的天数不能小于 0；结束前几天请从结束算起（end）' });
  if (due.of === 'start' && !due.days && !due.weeks && !due.workdays)
    faults.push({ path, message: '从开始算起的截止日要写明第几天（days）、几周内（weeks）或几个工作日内（workdays）' });
  return faults;
}
