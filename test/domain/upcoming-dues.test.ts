// The next due days as a designer sees them, and the due days counted in workdays.
import { expect } from 'chai';
import { calendarOf } from '../../server/domain/calendar.js';
import { periodFaults } from '../../server/domain/check-period.js';
import type { CalendarDefinition, DueRule, PeriodRule } from '../../server/domain/definition.generated.js';
import { currentPeriod, dueDate, dueInWords, opensSchoolYear, periodsSince, previousPeriod } from '../../server/domain/period.js';
import { keysOfYear, parsePeriod, periodPattern, periodSpan, yearBefore } from '../../server/domain/period-key.js';
import { upcomingDues } from '../../server/domain/upcoming-dues.js';
import { packFiles } from '../support/packs.js';

const definition = packFiles().find((file) => file.content.id === 'school-calendar')?.content as CalendarDefinition;
const calendar = calendarOf(definition);
const monthly = (due: DueRule, more: Partial<PeriodRule> = {}): PeriodRule => ({ every: 'month', except: { m7: true, m8: true }, due, ...more });

describe('upcoming due days', () => {
  it('go on from today, over the months left out, six of them', () => {
    const dues = upcomingDues(monthly({ of: 'next', day: 5 }), '2026-05-05', definition);
    expect(dues.map(({ key, due }) => `${key} ${due}`)).to.deep.equal([
      '2026-04 2026-05-05',
      '2026-05 2026-06-05',
      '2026-06 2026-07-05',
      '2026-09 2026-10-05',
      '2026-10 2026-11-05',
      '2026-11 2026-12-05',
    ]);
    expect(dues.map(({ off, holiday }) => holiday || off)).to.deep.equal(['劳动节', null, 'weekend', '国庆节', null, 'weekend']);
  });
  it('know months that begin on another day, and hours', () => {
    const rule = monthly({ of: 'same', day: 28, time: '17:00' }, { monthFrom: 26, except: {} });
    expect(periodFaults(rule)).to.deep.equal([]);
    expect(upcomingDues(rule, '2026-12-29', definition, 2).map(({ key, title, due, time }) => [key, title, due, time])).to.deep.equal([
      ['2027-01', '2027年1月（12月26日—1月25日）', '2027-01-28', '17:00'],
      ['2027-02', '2027年2月（1月26日—2月25日）', '2027-02-28', '17:00'],
    ]);
    // January has begun while it is still December.
    expect(currentPeriod(rule, new Date('2026-12-29T04:00:00Z'))).to.equal('2027-01');
    expect(periodSpan(yearBefore('2027-01'), rule)).to.deep.equal({ from: '2025-12-26', to: '2026-01-25' });
    expect([opensSchoolYear(rule, '2026-09'), opensSchoolYear(rule, '2026-10')]).to.deep.equal([true, false]);
    const named = monthly({ of: 'same', day: 12 }, { monthFrom: 11, monthNamed: 'start' });
    expect(periodSpan('2026-10', named)).to.deep.equal({ from: '2026-10-11', to: '2026-11-10' });
    expect([dueDate(named, '2026-10'), dueInWords(named)]).to.deep.equal(['2026-11-12', '每月填报（当月11日至次月10日），次月12日前（7月、8月不报）']);
    expect(dueInWords({ every: 'week', due: { of: 'start', days: 5, time: '12:00' } })).to.equal('每周填报，本周五12:00前');
    expect(dueInWords({ every: 'semester', due: { of: 'start', weeks: 2, time: '12:00' } })).to.equal('每学期填报，开学2周内，最后一天12:00前');
    expect(periodFaults({ every: 'quarter', monthFrom: 26, due: { of: 'end' } }).map(({ path }) => path)).to.deep.equal(['period.monthFrom']);
  });
  it('say what moved a day, and how long the grace lasts', () => {
    const [first] = upcomingDues(monthly({ of: 'same', day: 3 }, { onHoliday: 'next-workday', grace: 2 }), '2026-10-01', definition, 1);
    expect(first).to.include({ planned: '2026-10-03', due: '2026-10-08', last: '2026-10-10', off: 'holiday', holiday: '国庆节' });
    const [back] = upcomingDues(monthly({ of: 'same', day: 3 }, { onHoliday: 'previous-workday' }), '2026-09-30', definition, 1);
    expect(back).to.include({ planned: '2026-10-03', due: '2026-09-30' });
    // A Sunday that is worked is no day off.
    const [moved] = upcomingDues(monthly({ of: 'same', day: 20 }, { onHoliday: 'next-workday' }), '2026-09-01', definition, 1);
    expect(moved).to.include({ due: '2026-09-20', off: null });
  });
  it('say where the calendar does not know the school year yet', () => {
    const dues = upcomingDues({ every: 'semester', due: { of: 'start', weeks: 2 } }, '2026-09-01', definition, 3);
    expect(dues.map(({ due, guessed }) => `${due} ${guessed}`)).to.deep.equal(['2026-09-14 false', '2027-03-07 false', '2027-09-14 true']);
    expect(upcomingDues({ every: 'school-year', due: { of: 'end' } }, '2026-09-01', undefined).map(({ key }) => key)).to.have.length(6);
  });
  it('of a rule with own days for a window come in the order of time', () => {
    const month = (number: number) => ({ from: { month: number, day: 1 }, to: { month: number, day: 31 } });
    const rule: PeriodRule = {
      every: 'windows',
      windows: { w10: { title: '10月底', ...month(10), due: { of: 'end', workdays: 3 } }, w03: { title: '3月底', ...month(3) } },
      due: { of: 'end' },
    };
    expect(upcomingDues(rule, '2026-09-01', definition, 3).map(({ title, due }) => `${title} ${due}`)).to.deep.equal([
      '2026年10月底 2026-11-04',
      '2027年3月底 2027-03-31',
      '2027年10月底 2027-11-03',
    ]);
    expect(dueInWords(rule)).to.equal('每年10月底、3月底填报，时段最后一天前，其中10月底时段结束后3个工作日内');
  });
});

describe('due days in workdays', () => {
  const cases: [string, DueRule, string, string][] = [
    ['the last one of a month', { of: 'same', workday: -1 }, '2026-10-30', '每月填报，当月最后一个工作日前（7月、8月不报）'],
    ['one counted from the end', { of: 'same', workday: -2 }, '2026-10-29', '每月填报，当月倒数第2个工作日前（7月、8月不报）'],
    ['the first one after the holidays', { of: 'same', workday: 1 }, '2026-10-08', '每月填报，当月第1个工作日前（7月、8月不报）'],
    ['a worked Saturday among them', { of: 'same', workday: 3 }, '2026-10-10', '每月填报，当月第3个工作日前（7月、8月不报）'],
    ['more than a month has', { of: 'same', workday: 23 }, '2026-10-30', '每月填报，当月第23个工作日前（7月、8月不报）'],
    ['of the next month', { of: 'next', workday: 3 }, '2026-11-04', '每月填报，次月第3个工作日前（7月、8月不报）'],
    ['so many after the end', { of: 'end', workdays: 5 }, '2026-11-06', '每月填报，当月结束后5个工作日内（7月、8月不报）'],
    ['so many before the end', { of: 'end', workdays: -2 }, '2026-10-29', '每月填报，当月结束前2个工作日（7月、8月不报）'],
    ['days before the end', { of: 'end', days: -7 }, '2026-10-24', '每月填报，当月结束前7天（7月、8月不报）'],
    ['so many from the start', { of: 'start', workdays: 2 }, '2026-10-09', '每月填报，开始2个工作日内（7月、8月不报）'],
  ];
  for (const [name, due, day, words] of cases)
    it(name, () => {
      expect(periodFaults(monthly(due))).to.deep.equal([]);
      expect(dueDate(monthly(due), '2026-10', calendar)).to.equal(day);
      expect(dueInWords(monthly(due))).to.equal(words);
    });
  it('are refused where they contradict another day', () => {
    const places = (due: DueRule): string[] => periodFaults(monthly(due)).map(({ path }) => path);
    expect(places({ of: 'same', day: 5, workday: 1 })).to.deep.equal(['period.due.workday']);
    expect(places({ of: 'end', days: 3, workdays: 3 })).to.deep.equal(['period.due']);
    expect(places({ of: 'end', workday: 3 })).to.deep.equal(['period.due.day']);
    expect(places({ of: 'same', workdays: 3 })).to.deep.equal(['period.due.day', 'period.due']);
  });
});

describe('own due days of parts of the year', () => {
  const rule = monthly({ of: 'next', day: 5 }, { dues: { m6: { of: 'same', day: 30 }, m8: { of: 'same', day: 1 }, s1: { of: 'end' } } });
  it('hold for that month alone, and are said', () => {
    expect(periodFaults(rule)).to.deep.equal([]);
    expect(['2026-05', '2026-06', '2026-09'].map((key) => dueDate(rule, key))).to.deep.equal(['2026-06-05', '2026-06-30', '2026-10-05']);
    expect(dueInWords(rule)).to.equal('每月填报，次月5日前，其中6月的当月30日前（7月、8月不报）');
    const terms: PeriodRule = { every: 'semester', due: { of: 'end', days: -7 }, dues: { s2: { of: 'start', weeks: 1 } } };
    expect(dueInWords(terms)).to.equal('每学期填报，学期结束前7天，其中第二学期开学1周内');
    expect([dueDate(terms, '2026-2027-s1', calendar), dueDate(terms, '2026-2027-s2', calendar)]).to.deep.equal(['2027-01-15', '2027-02-28']);
    const quarters: PeriodRule = { every: 'quarter', due: { of: 'next', day: 10 }, dues: { q4: { of: 'same', day: 20 } } };
    expect([dueDate(quarters, '2026-q3'), dueDate(quarters, '2026-q4')]).to.deep.equal(['2026-10-10', '2026-12-20']);
  });
  it('are judged like any other', () => {
    expect(periodFaults(monthly({ of: 'next', day: 5 }, { dues: { m6: { of: 'same' } } })).map(({ path }) => path)).to.deep.equal(['period.dues.m6.day']);
    expect(periodFaults(monthly({ of: 'start', days: -2 })).map(({ path }) => path)).to.deep.equal(['period.due']);
  });
});

describe('a form of every week', () => {
  const rule: PeriodRule = { every: 'week', except: { m7: true, m8: true }, due: { of: 'start', days: 5 } };
  it('is keyed by its Monday, due on a day of the week, and asks for none in the months left out', () => {
    expect(periodFaults(rule)).to.deep.equal([]);
    expect(dueInWords(rule)).to.equal('每周填报，本周五前（7月、8月不报）');
    expect(dueInWords({ ...rule, due: { of: 'end', days: 1 } })).to.equal('每周填报，下周一前（7月、8月不报）');
    expect(upcomingDues(rule, '2026-06-25', undefined, 3).map(({ title, due }) => `${title} ${due}`)).to.deep.equal([
      '2026年6月22日至28日 2026-06-26',
      '2026年6月29日至7月5日 2026-07-03',
      '2026年9月7日至13日 2026-09-11',
    ]);
    expect(periodSpan('2026-10-12', rule)).to.deep.equal({ from: '2026-10-12', to: '2026-10-18' });
    expect([parsePeriod('2026-10-12')?.every, parsePeriod('2026-10-13'), parsePeriod('2026-02-30')]).to.deep.equal(['week', null, null]);
    expect(['2026-10-12', '2026-10', '2026-2027'].every((key) => new RegExp(periodPattern).test(key))).to.equal(true);
    expect(yearBefore('2026-10-12')).to.equal('2025-10-13');
  });
  it('goes on over the turn of the year and of the school year', () => {
    expect(keysOfYear(rule, 2026)).to.have.length(52);
    expect(keysOfYear(rule, 2024)).to.include('2024-12-30').and.have.length(53);
    expect(previousPeriod(rule, '2027-01-04')).to.equal('2026-12-28');
    expect(previousPeriod(rule, '2026-09-07')).to.equal('2026-06-29');
    expect([opensSchoolYear(rule, '2026-09-07'), opensSchoolYear(rule, '2026-09-14')]).to.deep.equal([true, false]);
    expect(currentPeriod(rule, new Date('2026-11-03T06:00:00Z'))).to.equal('2026-11-02');
    expect(periodsSince(rule, '2026-10', new Date('2026-11-03T06:00:00Z'))).to.deep.equal([
      '2026-11-02',
      '2026-10-26',
      '2026-10-19',
      '2026-10-12',
      '2026-10-05',
    ]);
  });
  it('has no day of the month', () => {
    expect(periodFaults({ ...rule, due: { of: 'same', day: 5 } }).map(({ path }) => path)).to.deep.equal(['period.due.of']);
  });
});
