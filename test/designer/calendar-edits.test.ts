// The next school year after the last, and next year's days off after this year's.
import { expect } from 'chai';
import {
  addSchoolYear,
  copyHolidays,
  holidaysToCopy,
  holidayYears,
  markOf,
  nextSchoolYear,
  schoolYears,
  setDay,
} from '../../client/designer/calendar/calendar-edits.js';
import { calendarFaults } from '../../server/domain/check-calendar.js';
import type { CalendarDefinition } from '../../server/domain/definition.generated.js';
import { judgeLayer } from '../../server/domain/judge-layer.js';
import { differenceOf, type JsonMap } from '../../server/domain/merge-patch.js';
import { packFiles } from '../support/packs.js';

const base = packFiles().find((file) => file.content.id === 'school-calendar')?.content as CalendarDefinition;
const faults = (calendar: CalendarDefinition) => [
  ...judgeLayer(base as unknown as JsonMap, differenceOf(base as unknown as JsonMap, calendar as unknown as JsonMap) as JsonMap, {
    kind: 'own',
    id: 'own',
    title: '平顺县',
    prefix: 'ps',
  }),
  ...calendarFaults(calendar),
];

describe('edits of a calendar', () => {
  it('add the school year after the last, on the same days of the week', () => {
    const added = addSchoolYear(base, '2026-11-03', { s1: '秋', s2: '春' });
    expect(schoolYears(added)).to.deep.equal([2025, 2026, 2027]);
    expect(added.years.y2027).to.deep.equal({
      s1: { title: '秋', from: '2027-09-01', to: '2028-01-21' },
      s2: { title: '春', from: '2028-02-21', to: '2028-07-07' },
    });
    expect(faults(added)).to.deep.equal([]);
    const empty = { ...base, years: {} };
    expect(nextSchoolYear(empty, '2027-03-01')).to.equal(2026);
    expect(calendarFaults(addSchoolYear(empty, '2027-03-01', { s1: '秋', s2: '春' }))).to.deep.equal([]);
  });
  it('copy the days off that keep their date, and name those that move with the moon', () => {
    const { fixed, moving } = holidaysToCopy(base, 2026);
    expect(moving.map(({ title }) => title)).to.deep.equal(['春节', '端午节', '中秋节']);
    const keys = Object.fromEntries(fixed.map(([key], index) => [key, `ps_h${index}`]));
    const next = copyHolidays(base, keys, '请核对');
    expect(holidayYears(next)).to.deep.equal([2026, 2027]);
    expect(
      Object.values(next.holidays ?? {}).flatMap(({ title, from, to, source }) => (from > '2027' ? [`${title} ${from} ${to} ${source}`] : [])),
    ).to.deep.equal([
      '元旦 2027-01-01 2027-01-03 请核对',
      '清明节 2027-04-04 2027-04-06 请核对',
      '劳动节 2027-05-01 2027-05-05 请核对',
      '国庆节 2027-10-01 2027-10-07 请核对',
    ]);
    expect(holidaysToCopy(next, 2026).fixed).to.deep.equal([]);
    expect(faults(next)).to.deep.equal([]);
  });
  it('let the other end of days off follow, but not that of a term', () => {
    const span = { title: '国庆节', from: '2026-10-01', to: '2026-10-07' };
    const path = ['holidays', 'nationalDay2026'];
    expect(setDay(base, path, span, 'from', '2026-10-09').holidays?.nationalDay2026).to.include({ from: '2026-10-09', to: '2026-10-09' });
    expect(setDay(base, path, span, 'to', '2026-09-30').holidays?.nationalDay2026).to.include({ from: '2026-09-30', to: '2026-09-30' });
    const term = base.years.y2026!.s1;
    expect(calendarFaults(setDay(base, ['years', 'y2026', 's1'], term, 'from', '2027-02-01')).map(({ path: place }) => place)).to.include(
      'years.y2026.s1.from',
    );
  });
  it('say what a day is', () => {
    expect(['2026-10-08', '2026-10-10', '2026-10-03', '2026-11-07', '2026-08-05'].map((day) => markOf(base, day).mark)).to.deep.equal([
      'term',
      'worked',
      'off',
      'weekend',
      'vacation',
    ]);
    expect(markOf(base, '2026-10-03').title).to.equal('国庆节');
  });
});
