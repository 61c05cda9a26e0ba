// The next due days as a designer sees them, and the due days counted in workdays.
import { expect } from 'chai';
import { calendarOf } from '../../server/domain/calendar.js';
import { periodFaults } from '../../server/domain/check-period.js';
import type { CalendarDefinition, DueRule, PeriodRule } from '../../server/domain/definition.generated.js';
import { dueDate, dueInWords } from '../../server/domain/period.js';
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
