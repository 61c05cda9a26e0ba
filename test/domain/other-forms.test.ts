// Numbers of other forms: which period is compared with, what is read out of a report, what names are its own.
import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { movedRule } from '../../client/designer/formulas/moved-rule.js';
import { hiddenIn } from '../../client/designer/formulas/rule-places.js';
import { usesOfColumn } from '../../client/designer/sheet/column-uses.js';
import { calendarOf } from '../../server/domain/calendar.js';
import type { PeriodRule, ReportDefinition } from '../../server/domain/definition.generated.js';
import { formOf } from '../../server/domain/fold-packs.js';
import { openForm } from '../../server/domain/open-form.js';
import { namedOnly, otherForms, otherTitle } from '../../server/domain/other-forms.js';
import { otherCells, periodOfOther } from '../../server/domain/other-values.js';
import { contentsOf } from '../support/packs.js';

const read = (id: string): ReportDefinition =>
  JSON.parse(readFileSync(new URL(`../definitions/compared-forms/counties/pingshun/${id}.json`, import.meta.url), 'utf8'));
const base = contentsOf('pingshun');
const register = read('pupil-register');
const attending = read('attending');
const around = { ...base, 'pupil-register': register, attending, 'term-plan': read('term-plan') };
const rule = (every: PeriodRule['every'], more: Partial<PeriodRule> = {}): { rule: PeriodRule } => ({ rule: { every, due: { of: 'end' }, ...more } });

describe('numbers of other forms', () => {
  it('finds the period of the other form, or none where it asks for none', () => {
    const calendar = base['school-calendar'];
    if (calendar?.kind !== 'calendar') throw new Error('no calendar');
    const terms = { ...rule('semester'), calendar: calendarOf(calendar) };
    const month = rule('month');
    const to = (other: Parameters<typeof periodOfOther>[2]) => (key: string) => periodOfOther(key, month, other);
    expect(['2026-10', '2027-01', '2027-02', '2027-08'].map(to(terms)), 'January reaches out of the term, February into the next').to.deep.equal([
      '2026-2027-s1',
      '2026-2027-s1',
      '2026-2027-s2',
      null,
    ]);
    expect(['2026-08', '2026-09'].map(to(rule('school-year')))).to.deep.equal(['2025-2026', '2026-2027']);
    expect(['2026-12', '2027-01'].map(to(rule('quarter', { first: '2027-q1' }))), 'not before it began').to.deep.equal([null, '2027-q1']);
    expect(['2026-07', '2026-10'].map(to(rule('month', { except: { m7: true }, monthFrom: 26 })))).to.deep.equal([null, '2026-10']);
    const window = { title: '10月底', from: { month: 10, day: 1 }, to: { month: 10, day: 31 } };
    const windows = rule('windows', { windows: { w10: window } });
    expect(['2026-10', '2026-11'].map(to(windows))).to.deep.equal(['2026-w10', null]);
    expect(periodOfOther('2026-w10', windows, month)).to.equal('2026-10');
  });

  it('reads totals over the rows that are asked, and nothing where nothing is filled in', () => {
    const { snapshot } = formOf(register, around);
    if (!snapshot) throw new Error('the register does not open');
    const form = openForm(snapshot);
    const office = { id: 'x', title: '小学', kind: 'school', stages: ['primary'] };
    const paths = ['r.changes.end', 'r.changes.g1.end', 'r.changes.*.start', 'r.boarders', 'r.gone.end'];
    expect(otherCells(paths, form, { changes: { g1: { end: 4, start: 1 }, g2: { end: 5 }, g7: { end: 100 } } }, office)).to.deep.equal({
      'r.changes.end': 9,
      'r.changes.g1.end': 4,
      'r.changes.g1.start': 1,
    });
    expect(otherCells(paths, form, { changes: {}, boarders: null }, office)).to.deep.equal({});
  });

  it('keeps of the other form only what is named, and calls it by titles', () => {
    const { others } = otherForms(attending, around);
    expect(namedOnly(others, ['register.changes.g1.end', 'register.boarders'])).to.deep.equal({
      register: {
        form: 'pupil-register',
        title: '学籍变动表',
        fields: { boarders: { type: 'integer', title: '寄宿生' } },
        tables: { changes: { title: '变动', list: 'grades', rows: { g1: '一年级' }, columns: { end: { type: 'integer', title: '期末数' } } } },
      },
    });
    const titles = ['register.changes.end', 'register.changes.g1.end', 'register.changes.*.end', 'register.boarders', 'register.nothing'];
    expect(titles.map((path) => otherTitle(others, path))).to.deep.equal([
      '《学籍变动表》期末数合计',
      '《学籍变动表》一年级·期末数',
      '《学籍变动表》同一行·期末数',
      '《学籍变动表》寄宿生',
      null,
    ]);
  });

  it('does not take columns of the other form for its own', () => {
    const check = { level: 'error' as const, that: "row.pupils <= other('register.changes.*.end') && other('register.boarders') > 0", message: '不对' };
    const table = attending.schema.properties.grades;
    if (table?.type !== 'object') throw new Error('no table');
    const columns = { ...table.each.properties, end: { type: 'integer' as const, title: '毕业' } };
    const properties = { grades: { ...table, each: { properties: columns } }, boarders: { type: 'integer' as const, title: '寄宿', hidden: true } };
    const report: ReportDefinition = { ...attending, schema: { properties }, checks: { one: { ...check, each: 'grades' } } };
    expect(usesOfColumn(report, 'grades', 'end')).to.deep.equal([]);
    expect(usesOfColumn(report, 'grades', 'pupils')).to.have.length(1);
    expect(hiddenIn(report, 'grades', check.that)).to.deep.equal([]);
    expect(movedRule({ ...check, each: 'grades' }, '').that).to.equal(
      "sum(rows.grades, 'pupils') <= other('register.changes.end') && other('register.boarders') > 0",
    );
  });
});
