import { expect } from 'chai';
import fc from 'fast-check';
import type { PeriodRule } from '../../server/domain/definition.generated.js';
import {
  addMonths,
  currentPeriod,
  dateOf,
  dueDate,
  dueInWords,
  isAsked,
  isLate,
  opensSchoolYear,
  overdueDays,
  periodsSince,
  previousPeriod,
  schoolYearTitle,
} from '../../server/domain/period.js';
import { yearBefore } from '../../server/domain/period-key.js';

const early: PeriodRule = { every: 'month', except: { m7: true, m8: true }, due: { day: 5, of: 'next' } };
const twentieth: PeriodRule = { every: 'month', except: { m7: true, m8: true }, due: { day: 20, of: 'same' } };
const at = (shanghai: string): Date => new Date(`${shanghai}+08:00`);

describe('period', () => {
  it('is due as each county says', () => {
    expect(dueDate(early, '2026-10')).to.equal('2026-11-05');
    expect(dueDate(early, '2026-12')).to.equal('2027-01-05');
    expect(dueDate(twentieth, '2026-10')).to.equal('2026-10-20');
    expect(dueDate({ ...twentieth, due: { day: 31, of: 'same' } }, '2027-02')).to.equal('2027-02-28');
    expect(dueInWords(early)).to.equal('每月填报，次月5日前（7月、8月不报）');
  });
  it('goes by the Shanghai day, to the last second of it', () => {
    expect(dateOf(at('2026-11-06T00:30:00'))).to.equal('2026-11-06');
    expect(isLate(early, '2026-10', at('2026-11-05T23:59:59'), at('2026-12-01T00:00:00'))).to.equal(false);
    expect(isLate(early, '2026-10', at('2026-11-06T00:00:00'), at('2026-12-01T00:00:00'))).to.equal(true);
    expect(isLate({ ...early, grace: 2 }, '2026-10', null, at('2026-11-07T12:00:00'))).to.equal(false);
    expect(overdueDays(early, '2026-10', at('2026-11-07T00:10:00'))).to.equal(2);
  });
  it('has no report in July and August, and opens the school year in September', () => {
    expect(isAsked(early, '2026-07')).to.equal(false);
    expect(previousPeriod(early, '2026-09')).to.equal('2026-06');
    expect(opensSchoolYear(early, '2026-09')).to.equal(true);
    expect(opensSchoolYear(early, '2026-10')).to.equal(false);
    expect(schoolYearTitle('2026-08')).to.equal('2025—2026学年');
  });
  it('stands in last month until its due day is past', () => {
    expect(currentPeriod(early, at('2026-11-05T20:00:00'))).to.equal('2026-10');
    expect(currentPeriod(early, at('2026-11-06T01:00:00'))).to.equal('2026-11');
    expect(currentPeriod(twentieth, at('2026-11-06T01:00:00'))).to.equal('2026-11');
    expect(currentPeriod(twentieth, at('2026-11-23T01:00:00'))).to.equal('2026-11');
    expect(currentPeriod(early, at('2026-08-10T01:00:00'))).to.equal('2026-06');
  });
  it('never asks twice for a month nor skips one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 24000, max: 25000 }), fc.integer({ min: 1, max: 30 }), (count, months) => {
        const from = `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
        const now = at(`${addMonths(from, months)}-15T12:00:00`);
        const keys = periodsSince(early, from, now);
        expect(new Set(keys).size).to.equal(keys.length);
        for (let index = 0; index + 1 < keys.length; index++) expect(previousPeriod(early, keys[index] as string)).to.equal(keys[index + 1]);
      }),
    );
  });
  it('finds the same period a year before, of every kind', () => {
    for (const [key, before] of [
      ['2026-10', '2025-10'],
      ['2026-q4', '2025-q4'],
      ['2026-2027-s1', '2025-2026-s1'],
      ['2026-2027', '2025-2026'],
      ['2026-ps_w06', '2025-ps_w06'],
    ] as const)
      expect(yearBefore(key)).to.equal(before);
  });
});
