// Changes of a period rule: whatever is clicked, the layer's laws hold and the rule says what was meant.
import { expect } from 'chai';
import {
  applyPreset,
  type Ground,
  removeWindow,
  setDue,
  setEvery,
  setExcept,
  setOnHoliday,
  setPartDue,
  withoutOwnDue,
  withoutPartDue,
} from '../../client/designer/period/period-edits.js';
import { type PresetKey, presets, windowOf } from '../../client/designer/period/period-presets.js';
import { periodFaults } from '../../server/domain/check-period.js';
import type { PeriodRule, ReportDefinition } from '../../server/domain/definition.generated.js';
import { judgeLayer } from '../../server/domain/judge-layer.js';
import { differenceOf, type JsonMap } from '../../server/domain/merge-patch.js';
import { dueInWords } from '../../server/domain/period.js';

const reportWith = (period: PeriodRule): ReportDefinition => ({ id: 'r', kind: 'report', version: 1, title: '表', period }) as unknown as ReportDefinition;
const monthly = reportWith({ every: 'month', except: { m7: true, m8: true }, due: { of: 'next', day: 5 } });
const onBase = (base: ReportDefinition): Ground => ({ below: base as unknown as JsonMap, published: base as unknown as JsonMap, prefix: 'ps' });
const judged = (base: ReportDefinition, edited: ReportDefinition) => [
  ...judgeLayer(base as unknown as JsonMap, differenceOf(base as unknown as JsonMap, edited as unknown as JsonMap) as JsonMap, {
    kind: 'own',
    id: 'own',
    title: '平顺县',
    prefix: 'ps',
  }),
  ...periodFaults(edited.period),
];
const take = (report: ReportDefinition, key: PresetKey, ground: Ground): ReportDefinition => {
  const {
    every,
    due,
    ...more
  }: { every: PeriodRule['every']; due: PeriodRule['due']; except?: string[]; windows?: { month: number; part: 'start' | 'end' }[] } = presets[key];
  const windows = more.windows?.map(({ month, part }) => windowOf(month, part, `${month}月${part === 'start' ? '初' : '底'}`));
  return applyPreset(report, { every, due, ...(more.except ? { except: more.except } : {}), ...(windows ? { windows } : {}) }, ground);
};

describe('edits of a period', () => {
  it('take every common rule in a county of its own and over a base, one after another, without a fault', () => {
    for (const base of [monthly, null]) {
      const ground: Ground = base ? onBase(base) : { below: {}, published: {}, prefix: '' };
      let report = monthly;
      for (const key of [...(Object.keys(presets) as PresetKey[]), 'monthStart', 'marchOctober', 'quarterEnd'] as PresetKey[]) {
        report = take(report, key, ground);
        expect(base ? judged(base, report) : periodFaults(report.period), key).to.deep.equal([]);
        expect(report.period.every, key).to.equal(presets[key].every);
      }
    }
    const said = dueInWords(take(monthly, 'marchSeptember', onBase(monthly)).period);
    expect(said).to.equal('每年3月底、9月底填报，时段最后一天前');
  });
  it('take the calendar along when a due day is to mind holidays, and leave the one that is chosen', () => {
    expect(setOnHoliday(monthly, 'next-workday', 'school-calendar').period).to.include({ onHoliday: 'next-workday', calendar: 'school-calendar' });
    const own = reportWith({ ...monthly.period, calendar: 'own' });
    expect(setOnHoliday(own, 'previous-workday', 'school-calendar').period.calendar).to.equal('own');
    expect(setOnHoliday(monthly, 'keep', 'school-calendar').period.calendar).to.equal(undefined);
  });
  it('put months of the base back as no, since a layer deletes nothing below it', () => {
    const edited = setExcept(monthly, ['m1', 'm7'], onBase(monthly));
    expect(edited.period.except).to.deep.equal({ m7: true, m8: false, m1: true });
    const quarterly = setEvery(monthly, 'quarter', onBase(monthly));
    expect(quarterly.period.except).to.deep.equal({ m7: false, m8: false });
    expect(judged(monthly, quarterly)).to.deep.equal([]);
    expect(dueInWords(quarterly.period)).to.equal('每季度填报，季度结束后次月5日前');
  });
  it('hide a window of the base, delete one never published, and bring a hidden one back instead of adding its twin', () => {
    const base = take(reportWith(monthly.period), 'marchOctober', { below: {}, published: {}, prefix: '' });
    expect(Object.keys(base.period.windows ?? {})).to.deep.equal(['w03', 'w10']);
    const ground = onBase(base);
    const edited = take(base, 'marchSeptember', ground);
    expect(Object.entries(edited.period.windows ?? {}).map(([key, { hidden }]) => `${key} ${hidden ?? false}`)).to.deep.equal([
      'w03 false',
      'w10 true',
      'ps_w09 false',
    ]);
    expect(judged(base, edited)).to.deep.equal([]);
    expect(Object.keys(removeWindow(edited, 'ps_w09', ground).period.windows ?? {})).to.deep.equal(['w03', 'w10']);
    const back = take(edited, 'marchOctober', ground);
    expect(dueInWords(back.period)).to.equal('每年3月底、10月底填报，时段最后一天前');
    expect(judged(base, back)).to.deep.equal([]);
  });
  it('give a window a due day of its own and take it back, also where the base has one', () => {
    const base = setDue(take(monthly, 'marchOctober', { below: {}, published: {}, prefix: '' }), { of: 'end', days: 5 }, 'w03');
    const back = withoutOwnDue(base, 'w03', onBase(base));
    expect(judged(base, back)).to.deep.equal([]);
    expect(back.period.windows?.w03?.due).to.deep.equal({ of: 'end' });
    const own = withoutOwnDue(setDue(base, { of: 'start', days: 3 }, 'w10'), 'w10', onBase(base));
    expect(own.period.windows?.w10?.due).to.equal(undefined);
  });
  it('give one month a due day of its own, and drop what only made sense in another rhythm', () => {
    const own = setPartDue(monthly, 'm6', { of: 'same', day: 30 });
    expect(judged(monthly, own)).to.deep.equal([]);
    expect(dueInWords(own.period)).to.equal('每月填报，次月5日前，其中6月的当月30日前（7月、8月不报）');
    expect(withoutPartDue(own, 'm6', onBase(monthly))).to.deep.equal(monthly);
    expect(setEvery(own, 'quarter', onBase(monthly)).period.dues).to.equal(undefined);
    const weekly = setEvery(own, 'week', onBase(monthly));
    expect(judged(monthly, weekly)).to.deep.equal([]);
    expect(dueInWords(weekly.period)).to.equal('每周填报，本周五前（7月、8月不报）');
    expect(dueInWords(setEvery(weekly, 'month', onBase(monthly)).period)).to.equal('每月填报，次月5日前（7月、8月不报）');
    // A month the base gives a day of its own keeps it in words, and says the same as the form.
    expect(judged(own, withoutPartDue(own, 'm6', onBase(own)))).to.deep.equal([]);
    expect(judged(own, setEvery(own, 'quarter', onBase(own)))).to.deep.equal([]);
  });
});
