// The title above a sheet of paper, where it names the period, the county and whoever fills it in.
import type { Calendar } from './calendar.js';
import type { ReportDefinition } from './definition.generated.js';
import { parsePeriod, periodSpan, schoolYearTitle } from './period-key.js';
import type { Fault } from './problem.js';

/** What a title may name, with what people call it. */
export const titleHoles = {
  period: '填报期',
  year: '年份',
  month: '月份',
  schoolYear: '学年',
  season: '秋季或春季',
  county: '县名',
  office: '学校',
} as const;
export type TitleHole = keyof typeof titleHoles;

/** What stands for them on one sheet. A period without a title is none yet: room is left to write it in. */
export type TitleFacts = { county: string; office: string; period: { key: string; title: string } };

const ROOM = '　　';
const holes = /\{([A-Za-z]\w*)\}/g;
const isHole = (name: string): name is TitleHole => Object.hasOwn(titleHoles, name);

/** Holes that mean something with a form's own periods: a term has no month. */
export function titleHolesOf({ every }: ReportDefinition['period']): TitleHole[] {
  const without: TitleHole[] = [...(every === 'month' || every === 'week' ? [] : ['month' as const]), ...(every === 'school-year' ? ['season' as const] : [])];
  return (Object.keys(titleHoles) as TitleHole[]).filter((hole) => !without.includes(hole));
}

export function sheetTitle({ title, layout, period: rule }: ReportDefinition, calendar: Calendar, { county, office, period }: TitleFacts): string {
  const pattern = layout.paper?.title;
  if (pattern === undefined) return title;
  const parts = parsePeriod(period.key);
  const fits = period.title !== '' && parts?.every === rule.every;
  // A statistic month is the one it is called by, whatever day it begins on.
  const day = fits ? (parts.every === 'month' ? period.key : periodSpan(period.key, rule, calendar).from) : '';
  const month = Number(day.slice(5, 7));
  const autumn = parts?.every === 'semester' ? parts.term === 's1' : month >= 8 || month === 1;
  const values: { [hole in TitleHole]: string } = {
    period: period.title || ROOM,
    year: day.slice(0, 4) || ROOM,
    month: fits ? String(month) : ROOM,
    schoolYear: fits ? schoolYearTitle(period.key, rule) : ROOM,
    season: fits ? (autumn ? '秋季' : '春季') : ROOM,
    county,
    office,
  };
  return pattern.replace(holes, (whole, name: string) => (isHole(name) ? values[name] : whole));
}

/** 〔县名〕〔填报期〕控辍保学月报表. */
export const titleInWords = (pattern: string): string => pattern.replace(holes, (whole, name: string) => (isHole(name) ? `〔${titleHoles[name]}〕` : whole));

export function titleFaults({ layout, period }: ReportDefinition): Fault[] {
  const pattern = layout.paper?.title;
  if (pattern === undefined) return [];
  const path = 'layout.paper.title';
  const may = titleHolesOf(period);
  const wrong = [...pattern.matchAll(holes)].map(([, name = '']) => name).filter((name) => !(may as string[]).includes(name));
  const words = may.map((hole) => `${hole}（${titleHoles[hole]}）`).join('、');
  return [
    ...wrong.map((name) => ({ path, message: `表名里不能用“${isHole(name) ? titleHoles[name] : name}”，这张表可用 ${words}` })),
    ...(/[{}]/.test(pattern.replace(holes, '')) ? [{ path, message: '表名里的花括号没有配对；要填入内容请点“加填报期”等按钮' }] : []),
    ...(pattern.trim() === '' ? [{ path, message: '印出的表名不能是空白' }] : []),
  ];
}
