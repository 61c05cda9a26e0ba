import { expect } from 'chai';
import fc from 'fast-check';
import { calendarOf, isWorkday, plainCalendar, schoolDays, termSpan, workdayFrom } from '../../server/domain/calendar.js';
import type { CalendarDefinition } from '../../server/domain/definition.generated.js';
import { addDays, ageOn, dateOf, daysBetween, endOfDay } from '../../server/domain/shanghai-day.js';
import { packFiles } from '../support/packs.js';

const calendar = calendarOf(packFiles().find((file) => file.content.id === 'school-calendar')?.content as CalendarDefinition);
const day = fc.integer({ min: 0, max: 1200 }).map((days) => addDays('2025-01-01', days));

describe('calendar', () => {
  it('knows weekends, days off and moved workdays', () => {
    expect(isWorkday(calendar, '2026-10-01')).to.equal(false);
    expect(isWorkday(calendar, '2026-10-10')).to.equal(true);
    expect(isWorkday(plainCalendar, '2026-10-10')).to.equal(false);
    expect(workdayFrom(calendar, '2026-10-05', 1)).to.equal('2026-10-08');
    expect(workdayFrom(calendar, '2026-10-05', -1)).to.equal('2026-09-30');
  });
  it('counts school days after one day and up to another', () => {
    expect(schoolDays(calendar, '2026-09-28', '2026-10-10')).to.equal(5);
    expect(schoolDays(calendar, '2026-09-01', '2026-09-01')).to.equal(0);
    expect(schoolDays(calendar, '2026-07-10', '2026-09-01')).to.equal(1);
    expect(schoolDays(calendar, '2026-09-02', '2026-09-01')).to.equal(null);
    expect(schoolDays(calendar, '2029-09-02', '2029-09-05')).to.equal(null);
  });
  it('adds up: school days from a to b and from b to c are those from a to c', () => {
    fc.assert(
      fc.property(fc.tuple(day, day, day), (days) => {
        const [a, b, c] = days.sort() as [string, string, string];
        const [ab, bc, ac] = [schoolDays(calendar, a, b), schoolDays(calendar, b, c), schoolDays(calendar, a, c)];
        return ac === null || (ab !== null && bc !== null ? ab + bc === ac : false);
      }),
    );
  });
  it('cuts a school year it does not know at September and February', () => {
    expect(termSpan(plainCalendar, 2026, 's1')).to.deep.equal({ from: '2026-09-01', to: '2027-01-31' });
    expect(termSpan(calendar, 2026, 's2').from).to.equal('2027-02-22');
  });
  it('goes by Shanghai whatever the time of day, and counts ages to the day', () => {
    expect(dateOf(new Date('2026-12-31T15:59:59Z'))).to.equal('2026-12-31');
    expect(dateOf(new Date('2026-12-31T16:00:00Z'))).to.equal('2027-01-01');
    expect(endOfDay('2026-12-31').toISOString()).to.equal('2026-12-31T15:59:59.999Z');
    expect(daysBetween('2028-02-28', '2028-03-01')).to.equal(2);
    expect([ageOn('2020-09-01', '2026-08-31'), ageOn('2020-09-01', '2026-09-01'), ageOn('2020-02-29', '2026-02-28')]).to.deep.equal([5, 6, 5]);
  });
});
