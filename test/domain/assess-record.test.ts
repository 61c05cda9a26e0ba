import { expect } from 'chai';
import type { AssessContext } from '../../server/domain/assess-context.js';
import { assess } from '../../server/domain/assess-record.js';
import type { RecordData } from '../../server/domain/record-data.js';
import { formOf } from '../support/packs.js';

const primary = { id: 'x', title: '某小学', kind: 'school', stages: ['primary'] };
const context = (more: Partial<AssessContext> = {}): AssessContext => ({
  office: primary,
  period: { key: '2026-10', title: '2026年10月' },
  carried: {},
  ...more,
});
const full = (row: { [key: string]: number | string }): RecordData => ({
  grades: Object.fromEntries(['g1', 'g2', 'g3', 'g4', 'g5', 'g6'].map((grade) => [grade, { lastMonth: 10, thisMonth: 10, ...(grade === 'g2' ? row : {}) }])),
});
const ids = (county: string, data: RecordData, more: Partial<AssessContext> = {}): string[] =>
  assess(formOf(county), data, context(more)).issues.map((issue) => `${issue.level} ${issue.id}`);

describe('assess-record', () => {
  it('finds nothing wrong with a balanced table, and blank movements count as nought', () => {
    expect(ids('pingshun', full({}))).to.deep.equal([]);
    expect(ids('pingshun', full({ thisMonth: 9, transferOut: 1 }))).to.deep.equal([]);
  });
  it('says at the cell what the number should have been', () => {
    const { issues } = assess(formOf('pingshun'), full({ thisMonth: 12, transferIn: 1 }), context());
    expect(issues.map((issue) => [issue.id, issue.path, issue.message])).to.deep.equal([
      ['balance@grades.g2', 'grades.g2.thisMonth', '二年级：上月 10 加减变动应为 11，填的是 12'],
    ]);
  });
  it('asks a primary school for six grades and a nine-year school for nine', () => {
    const required = (stages: string[]) => ids('pingshun', {}, { office: { ...primary, stages } }).length;
    expect(required(['primary'])).to.equal(12);
    expect(required(['primary', 'junior'])).to.equal(18);
    expect(required(['junior'])).to.equal(6);
  });
  it('lets a check wait while a number is missing or is no number, and names that instead', () => {
    const { lastMonth: _, ...row } = { lastMonth: 1, thisMonth: 10 };
    const data = full({});
    (data.grades as { [key: string]: object }).g2 = row;
    expect(ids('pingshun', data as RecordData)).to.deep.equal(['error required@grades.g2.lastMonth']);
    expect(ids('pingshun', full({ thisMonth: '十二' }))).to.deep.equal(['error value@grades.g2.thisMonth']);
    expect(ids('pingshun', full({ transferIn: -1, thisMonth: 9 }))).to.deep.equal(['error value@grades.g2.transferIn']);
  });
  it('asks for a reason when a carried number was changed, and when 其他 has no remark', () => {
    expect(ids('pingshun', full({}), { carried: { 'grades.g2.lastMonth': 11 } })).to.deep.equal(['warning carry@grades.g2.lastMonth']);
    expect(ids('pingshun', full({ other: -1, thisMonth: 9 }))).to.deep.equal(['warning otherExplained@grades.g2']);
    expect(ids('pingshun', full({ other: -1, thisMonth: 9, remark: '休学1人' }))).to.deep.equal([]);
  });
  it('applies the check a county added, and only there', () => {
    const row = { absent: 1, thisMonth: 9, sy_suspected: 2 };
    expect(ids('suiyang', full(row))).to.deep.equal(['error sy_suspectedWithin@grades.g2']);
  });
  it('adds up what is filled in and leaves a column blank where nothing is', () => {
    const { totals, formulas } = assess(formOf('pingshun'), full({ absent: 1, thisMonth: 9 }), context());
    expect(totals.grades).to.deep.include({ lastMonth: 60, thisMonth: 59, absent: 1, transferIn: null });
    expect(formulas).to.deep.equal([{ key: 'absentRate', title: '未在校率', text: '1.67%' }]);
  });
  it('leaves a rate blank when its divisor is nought', () => {
    expect(assess(formOf('pingshun'), {}, context()).formulas[0]?.text).to.equal('—');
  });
});
