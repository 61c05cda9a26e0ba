// Every clock the seeds name (requirements, section 1), and the laws that hold for all of them.
import { expect } from 'chai';
import fc from 'fast-check';
import { calendarOf, plainCalendar } from '../../server/domain/calendar.js';
import type { CalendarDefinition, PeriodRule } from '../../server/domain/definition.generated.js';
import {
  currentPeriod,
  dateOf,
  dueDate,
  dueInWords,
  hasBegun,
  isAsked,
  isLate,
  opensSchoolYear,
  periodsSince,
  periodTitle,
  periodView,
  previousPeriod,
  schoolYearOf,
} from '../../server/domain/period.js';
import { parsePeriod, periodPattern, periodSpan } from '../../server/domain/period-key.js';
import { packFiles } from '../support/packs.js';

const calendar = calendarOf(packFiles().find((file) => file.content.id === 'school-calendar')?.content as CalendarDefinition);
const at = (shanghai: string): Date => new Date(`${shanghai}+08:00`);
const noSummer = { m7: true, m8: true };
const month = (day: number) => ({ from: { month: day, day: 1 }, to: { month: day, day: 31 } });

const clocks: { [name: string]: { rule: PeriodRule; key: string; due: string; words: string } } = {
  每月初: {
    rule: { every: 'month', except: noSummer, due: { of: 'next', day: 5 } },
    key: '2026-12',
    due: '2027-01-05',
    words: '每月填报，次月5日前（7月、8月不报）',
  },
  每月20日前: { rule: { every: 'month', due: { of: 'same', day: 20 } }, key: '2026-10', due: '2026-10-20', words: '每月填报，当月20日前' },
  每月: { rule: { every: 'month', due: { of: 'end' } }, key: '2027-02', due: '2027-02-28', words: '每月填报，当月最后一天前' },
  每季度末: { rule: { every: 'quarter', due: { of: 'same', day: 31 } }, key: '2026-q2', due: '2026-06-30', words: '每季度填报，季度最后一月月底前' },
  每学期初: { rule: { every: 'semester', due: { of: 'start', days: 10 } }, key: '2026-2027-s2', due: '2027-03-03', words: '每学期填报，开学10天内' },
  每学期: { rule: { every: 'semester', due: { of: 'end' } }, key: '2026-2027-s1', due: '2027-01-22', words: '每学期填报，学期最后一天前' },
  每学年初: { rule: { every: 'school-year', due: { of: 'start', days: 30 } }, key: '2026-2027', due: '2026-09-30', words: '每学年填报，开学30天内' },
  开学两周内: { rule: { every: 'semester', due: { of: 'start', weeks: 2 } }, key: '2026-2027-s1', due: '2026-09-14', words: '每学期填报，开学2周内' },
  '3月底、10月底': {
    rule: { every: 'windows', windows: { w03: { title: '3月底', ...month(3) }, w10: { title: '10月底', ...month(10) } }, due: { of: 'end' } },
    key: '2026-w10',
    due: '2026-10-31',
    words: '每年3月底、10月底填报，时段最后一天前',
  },
  '3月底、9月底': {
    rule: { every: 'windows', windows: { w03: { title: '3月底', ...month(3) }, w09: { title: '9月底', ...month(9) } }, due: { of: 'end' } },
    key: '2027-w03',
    due: '2027-03-31',
    words: '每年3月底、9月底填报，时段最后一天前',
  },
  '9月初': {
    rule: { every: 'windows', windows: { w09: { title: '9月初', from: { month: 9, day: 1 }, to: { month: 9, day: 10 } } }, due: { of: 'end' } },
    key: '2026-w09',
    due: '2026-09-10',
    words: '每年9月初填报，时段最后一天前',
  },
  '9月底': {
    rule: { every: 'windows', windows: { w09: { title: '9月底', ...month(9) } }, due: { of: 'end' } },
    key: '2026-w09',
    due: '2026-09-30',
    words: '每年9月底填报，时段最后一天前',
  },
  '11月底': {
    rule: { every: 'windows', windows: { w11: { title: '11月底', ...month(11) } }, due: { of: 'end' } },
    key: '2026-w11',
    due: '2026-11-30',
    words: '每年11月底填报，时段最后一天前',
  },
  春季开学: {
    rule: { every: 'semester', except: { s1: true }, due: { of: 'start', days: 7 } },
    key: '2026-2027-s2',
    due: '2027-02-28',
    words: '每学期填报，开学7天内（第一学期不报）',
  },
  秋季开学: {
    rule: { every: 'semester', except: { s2: true }, due: { of: 'start', days: 7 } },
    key: '2026-2027-s1',
    due: '2026-09-07',
    words: '每学期填报，开学7天内（第二学期不报）',
  },
};

const anyClock = fc.constantFrom(...Object.values(clocks).map(({ rule }) => rule));
const anyMoment = fc.integer({ min: Date.parse('2024-01-01'), max: Date.parse('2028-12-31') }).map((time) => new Date(time));

describe('period clocks', () => {
  for (const [name, { rule, key, due, words }] of Object.entries(clocks))
    it(`${name} is due on ${due}`, () => {
      expect(isAsked(rule, key)).to.equal(true);
      expect(dueDate(rule, key, calendar)).to.equal(due);
      expect(dueInWords(rule)).to.equal(words);
      expect(isLate(rule, key, at(`${due}T23:59:59`), at('2030-01-01T00:00:00'), calendar)).to.equal(false);
      expect(isLate(rule, key, new Date(at(`${due}T23:59:59`).getTime() + 1000), at('2030-01-01T00:00:00'), calendar)).to.equal(true);
      expect(key).to.match(new RegExp(periodPattern));
    });
  it('names every kind of period', () => {
    expect(['2026-10', '2026-q4', '2026-2027-s2', '2026-2027'].map((key) => periodTitle(key))).to.deep.equal([
      '2026年10月',
      '2026年第四季度',
      '2026—2027学年第二学期',
      '2026—2027学年',
    ]);
    expect(periodView(clocks['3月底、10月底']?.rule as PeriodRule, '2027-w03', calendar)).to.deep.equal({
      key: '2027-w03',
      title: '2027年3月底',
      due: '2027-03-31',
      dueTime: null,
      schoolYear: '2026—2027学年',
    });
  });
  it('moves a due day that is no workday, as the county says', () => {
    const rule: PeriodRule = { every: 'month', due: { of: 'same', day: 3 } };
    expect(dueDate({ ...rule, onHoliday: 'next-workday' }, '2026-10', calendar)).to.equal('2026-10-08');
    expect(dueDate({ ...rule, onHoliday: 'previous-workday' }, '2026-10', calendar)).to.equal('2026-09-30');
    expect(dueDate({ ...rule, onHoliday: 'keep' }, '2026-10', calendar)).to.equal('2026-10-03');
    expect(dueDate({ ...rule, onHoliday: 'next-workday', grace: 2 }, '2026-11', plainCalendar)).to.equal('2026-11-03');
  });
  it('lets a window end in the next year, have its own due day, and be hidden', () => {
    const rule: PeriodRule = {
      every: 'windows',
      windows: {
        wwinter: { title: '冬季', from: { month: 11, day: 15 }, to: { month: 3, day: 15 }, due: { of: 'start', days: 5 } },
        ps_w06: { title: '6月', ...month(6), hidden: true },
      },
      due: { of: 'end' },
    };
    expect(periodSpan('2026-wwinter', rule)).to.deep.equal({ from: '2026-11-15', to: '2027-03-15' });
    expect(dueDate(rule, '2026-wwinter')).to.equal('2026-11-19');
    expect([isAsked(rule, '2026-ps_w06'), isAsked(rule, '2026-wnone'), isAsked(rule, '2026-10')]).to.deep.equal([false, false, false]);
    expect(previousPeriod(rule, '2026-wwinter')).to.equal('2025-wwinter');
  });
  it('knows the school year of each: the third quarter ends in the new one', () => {
    expect(['2026-08', '2026-09', '2026-q2', '2026-q3', '2026-2027-s2', '2026-2027'].map((key) => schoolYearOf(key))).to.deep.equal([
      2025, 2026, 2025, 2026, 2026, 2026,
    ]);
    const twice = clocks['3月底、10月底']?.rule as PeriodRule;
    expect([opensSchoolYear(twice, '2026-w10'), opensSchoolYear(twice, '2027-w03')]).to.deep.equal([true, false]);
    const quarterly = clocks.每季度末?.rule as PeriodRule;
    expect([opensSchoolYear(quarterly, '2026-q3'), opensSchoolYear(quarterly, '2026-q4')]).to.deep.equal([true, false]);
  });
  it('begins a term on the day the calendar says, at midnight in Shanghai', () => {
    const rule = clocks.每学期?.rule as PeriodRule;
    expect(hasBegun('2026-2027-s2', at('2027-02-21T23:59:59'), rule, calendar)).to.equal(false);
    expect(hasBegun('2026-2027-s2', at('2027-02-22T00:00:00'), rule, calendar)).to.equal(true);
    expect(currentPeriod(rule, at('2027-02-10T12:00:00'), calendar)).to.equal('2026-2027-s1');
  });
  it('refuses what is no key', () => {
    for (const key of ['2026', '2026-13', '2026-q5', '2026-2028', '2026-2027-s3', '1999-10', '2026-W1', '2026-10-01', '__proto__', '2026-x'])
      expect(parsePeriod(key), key).to.equal(null);
  });
  it('for every clock: periods begun are asked for, distinct, newest first, and each is the one before the last', () => {
    fc.assert(
      fc.property(anyClock, anyMoment, (rule, now) => {
        const keys = periodsSince(rule, '2023-01', now, calendar);
        expect(new Set(keys).size).to.equal(keys.length);
        for (const [index, key] of keys.entries()) {
          expect(isAsked(rule, key) && hasBegun(key, now, rule, calendar)).to.equal(true);
          const older = keys[index + 1];
          if (older) expect(previousPeriod(rule, key)).to.equal(older);
        }
      }),
    );
  });
  it('for every clock: late is a matter of the moment alone, so a server that was off for a week says the same on waking', () => {
    fc.assert(
      fc.property(anyClock, anyMoment, (rule, now) => {
        const key = currentPeriod(rule, now, calendar);
        expect(isLate(rule, key, null, now, calendar)).to.equal(dateOf(now) > dueDate(rule, key, calendar));
      }),
    );
  });
  it('for every clock: one begun period at least lies before any moment of the last years, and the current one has begun', () => {
    fc.assert(
      fc.property(anyClock, anyMoment, (rule, now) => hasBegun(currentPeriod(rule, now, calendar), now, rule, calendar)),
      { numRuns: 300 },
    );
  });
});
