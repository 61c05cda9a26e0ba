import { expect } from 'chai';
import type { AssessContext } from '../../server/domain/assess-context.js';
import { assess, assessorFor } from '../../server/domain/assess-record.js';
import { withComputed } from '../../server/domain/computed-cells.js';
import type { Check, Formula } from '../../server/domain/definition.generated.js';
import { type FormError, openForm } from '../../server/domain/open-form.js';
import { type Line, type RecordData, writeCell } from '../../server/domain/record-data.js';
import { earlierCells } from '../../server/domain/record-scope.js';
import { importChanges } from '../../server/domain/sheet-import.js';
import { addUp } from '../../server/domain/sums.js';
import { formOf } from '../support/packs.js';

const office = { id: 'x', title: '某小学', kind: 'school', stages: ['primary'] };
const context: AssessContext = { office, period: { key: '2026-10', title: '2026年10月' }, carried: {} };

/** The real monthly form with formulas, checks and columns of its own. */
function formWith(formulas: { [key: string]: Formula }, checks: { [key: string]: Check } = {}) {
  const { snapshot } = formOf('pingshun');
  const definition = structuredClone(snapshot.definition);
  const columns = (definition.schema.properties.grades as { each: { properties: object } }).each.properties;
  Object.assign(columns, {
    net: { type: 'integer', title: '净变动' },
    share: { type: 'decimal', title: '占比', digits: 3 },
    fee: { type: 'decimal', title: '补助（元）' },
  });
  Object.assign(definition.schema.properties, { whole: { type: 'integer', title: '全校' }, note: { type: 'string', title: '说明' } });
  definition.formulas = formulas;
  definition.checks = checks;
  return openForm({ ...snapshot, definition });
}
const faults = (formulas: { [key: string]: Formula }): string[] => {
  try {
    formWith(formulas);
    return [];
  } catch (error) {
    return (error as FormError).faults.map(({ path, message }) => `${path}: ${message}`);
  }
};
const rows: RecordData = {
  grades: Object.fromEntries(
    ['g1', 'g2', 'g3', 'g4', 'g5', 'g6'].map((grade, index) => [grade, { lastMonth: 10, thisMonth: 10 + index, transferIn: index, fee: '0.10' }]),
  ),
};

const chain: { [key: string]: Formula } = {
  // Written before what it builds on: the order of the file is not the order of computing.
  note: { title: '说明', to: 'note', value: "record.whole > 74 ? '多' : '少'" },
  share: { title: '占比', each: 'grades', to: 'share', value: 'ratio(row.net, formula.moved)' },
  moved: { title: '变动合计', value: "sum(rows.grades, 'net')" },
  net: { title: '净变动', each: 'grades', to: 'net', value: 'row.transferIn - row.transferOut' },
  whole: { title: '全校', to: 'whole', value: "sum(rows.grades, 'thisMonth')" },
  fees: { title: '补助合计', value: "sum(rows.grades, 'fee') * 2", digits: 2 },
};

describe('computed cells', () => {
  it('computes columns and fields in the order they build on each other, exactly', () => {
    const { data, formulas } = assess(formWith(chain), rows, context);
    const grades = data.grades as { [row: string]: { net: number; share: string } };
    expect(Object.values(grades).map(({ net, share }) => [net, share])).to.deep.equal([
      [0, '0.000'],
      [1, '0.067'],
      [2, '0.133'],
      [3, '0.200'],
      [4, '0.267'],
      [5, '0.333'],
    ]);
    expect([data.whole, data.note]).to.deep.equal([75, '多']);
    expect(formulas.map(({ key, text }) => [key, text])).to.deep.equal([
      ['moved', '15'],
      ['fees', '1.20'],
    ]);
  });
  it('leaves what hangs on a blank blank, and clears what was there', () => {
    const form = formWith({ net: { title: '差', each: 'grades', to: 'net', value: 'row.thisMonth - row.lastMonth' } });
    const full = withComputed(form, rows, context);
    expect((full.grades as { [row: string]: { net?: number } }).g2?.net).to.equal(1);
    const blank = withComputed(form, writeCell(full, 'grades.g2.thisMonth', null), context);
    expect((blank.grades as { [row: string]: { net?: number } }).g2).to.not.have.property('net');
  });
  it('keeps the very same record when nothing is computed anew, and the very same rows beside a changed one', () => {
    const form = formWith({ net: { title: '差', each: 'grades', to: 'net', value: 'row.thisMonth - row.lastMonth' } });
    const once = withComputed(form, rows, context);
    expect(withComputed(form, once, context)).to.equal(once);
    const typed = withComputed(form, writeCell(once, 'grades.g2.thisMonth', 30), context);
    const [before, after] = [once.grades, typed.grades] as { [row: string]: object }[];
    expect(after?.g3).to.equal(before?.g3);
    expect(after?.g2).to.include({ net: 20 });
  });
  it('says the same typing on as judging anew', () => {
    const form = formWith(chain, {
      most: { each: 'grades', level: 'warning', that: 'row.thisMonth * 2 < record.whole', message: '{row.title}占一半以上（{record.whole}）' },
      little: { each: 'grades', level: 'error', at: { net: true }, that: 'row.net < 5', message: '{row.title}变动 {row.net}，占 {row.share}' },
    });
    const judge = assessorFor(form);
    let data = rows;
    for (const [path, value] of [
      ['grades.g1.thisMonth', 90],
      ['grades.g6.transferIn', 2],
      ['grades.g2.thisMonth', null],
      ['grades.g2.thisMonth', 8],
      ['grades.g1.thisMonth', 1],
    ] as [string, number | null][]) {
      data = writeCell(data, path, value);
      expect(judge(data, context)).to.deep.equal(assess(form, data, context));
      data = judge(data, context).data;
    }
  });
  it('reads the period before: its own row in a row, the total elsewhere', () => {
    const form = formWith(
      { grown: { title: '比上期', value: "sum(rows.grades, 'thisMonth') - previous('grades.thisMonth')" } },
      { jump: { each: 'grades', level: 'warning', that: "row.thisMonth - previous('thisMonth') < 3", message: "比上期的 {previous('thisMonth')} 多" } },
    );
    const previous = earlierCells(form, 'previous', { grades: { g1: { thisMonth: 10, remark: 'x' }, g6: { thisMonth: 10 } } });
    expect(previous).to.deep.equal({ 'grades.g1.thisMonth': 10, 'grades.g6.thisMonth': 10 });
    const { issues, formulas } = assess(form, rows, { ...context, previous });
    expect(issues.filter(({ kind }) => kind === 'check').map(({ path, message }) => [path, message])).to.deep.equal([
      ['grades.g6.lastMonth', '比上期的 10 多'],
    ]);
    expect(formulas[0]?.text).to.equal('55');
    expect(assess(form, rows, context).formulas[0]?.text).to.equal('—');
  });
  it('reads the same period a year before, whatever the period before was', () => {
    const form = formWith(
      { grown: { title: '比去年', value: "sum(rows.grades, 'thisMonth') - lastYear('grades.thisMonth')" } },
      {
        jump: {
          each: 'grades',
          level: 'warning',
          that: "abs(row.thisMonth - lastYear('thisMonth')) * 100 <= lastYear('thisMonth') * 10",
          message: "去年 {lastYear('thisMonth')}",
        },
      },
    );
    const lastYear = earlierCells(form, 'lastYear', { grades: { g1: { thisMonth: 10, remark: 'x' }, g6: { thisMonth: 10 } } });
    expect(lastYear).to.deep.equal({ 'grades.g1.thisMonth': 10, 'grades.g6.thisMonth': 10 });
    const { issues, formulas } = assess(form, rows, { ...context, lastYear, previous: { 'grades.g6.thisMonth': 1 } });
    expect(issues.filter(({ kind, message }) => kind === 'check' && message === '去年 10').length).to.be.greaterThan(0);
    expect(formulas[0]?.text).to.equal('55');
    expect(assess(form, rows, { ...context, previous: lastYear }).formulas[0]?.text).to.equal('—');
  });
  it('asks nobody to fill in a computed cell, and reads columns that are not shown any more', () => {
    const form = formWith({ net: { title: '差', each: 'grades', to: 'net', value: 'row.thisMonth - row.lastMonth' } });
    expect(form.tables[0]?.columns.find(({ key }) => key === 'net')?.computed).to.equal(true);
    const { snapshot } = form;
    const hidden = structuredClone(snapshot.definition);
    (hidden.schema.properties.grades as { each: { properties: { [key: string]: { hidden?: boolean } } } }).each.properties.fee = {
      ...{ type: 'decimal', title: '补助' },
      hidden: true,
    } as never;
    hidden.formulas = { fees: { title: '补助合计', value: "sum(rows.grades, 'fee')", digits: 2 } };
    expect(assess(openForm({ ...snapshot, definition: hidden }), rows, context).formulas[0]?.text).to.equal('0.60');
  });
  it('takes nothing over from a workbook into a computed cell', () => {
    const form = formWith({ net: { title: '差', each: 'grades', to: 'net', value: 'row.thisMonth - row.lastMonth' } });
    const said = (column: string, value: number) => ({ table: 'grades', row: 'g2', column, value, cell: 'C7' });
    expect(importChanges(form, rows, office, [said('net', 99), said('thisMonth', 12)])).to.deep.equal({
      changes: [{ path: 'grades.g2.thisMonth', from: 11, to: 12 }],
      problems: [],
    });
  });
  it('works out anew only the line that was typed in, of 300', () => {
    const { snapshot } = formOf('pingshun');
    const columns = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`c${index}`, { type: 'integer' as const, title: `c${index}` }]));
    const form = openForm({
      ...snapshot,
      definition: {
        ...snapshot.definition,
        carry: {},
        sums: {},
        layout: { tables: {} },
        schema: { properties: { lines: { type: 'array', title: '名单', each: { properties: { ...columns, sum: { type: 'integer', title: '和' } } } } } },
        formulas: {
          sum: { title: '和', each: 'lines', to: 'sum', value: 'row.c0 + row.c1' },
          share: { title: '占比', value: "ratio(sum(rows.lines, 'sum'), sum(rows.lines, 'c2'))", show: 'percent' },
        },
        checks: {
          order: { each: 'lines', level: 'error', that: 'row.c0 <= row.c1 + row.c2', message: '{row.c0}' },
          all: { level: 'warning', that: 'rows.lines.all(l, l.c7 >= 0)', message: '{formula.share}' },
        },
      },
    });
    let data: RecordData = {
      lines: Array.from({ length: 300 }, (_, line) => ({ id: `l${line}`, ...Object.fromEntries(Object.keys(columns).map((key) => [key, line])) })),
    };
    const judge = assessorFor(form);
    data = judge(data, context).data;
    const before = data.lines as Line[];
    data = judge(writeCell(data, 'lines.l4.c3', 99), context).data;
    // Rows nobody touched keep their identity: they were not worked out anew.
    expect((data.lines as Line[]).flatMap((line, index) => (line === before[index] ? [] : [index]))).to.deep.equal([4]);
    expect(judge(data, context)).to.deep.equal(assess(form, data, context));
  });
  it('adds amounts as exactly as they are written, and never adds rates', () => {
    const form = formWith(chain);
    const { totals } = assess(form, rows, context);
    expect(totals.grades).to.include({ fee: '0.60', net: 15, share: '1.000' });
    const summed = openForm({ ...form.snapshot, definition: { ...form.snapshot.definition, sums: { grades: { fee: 'add' } } } });
    expect(addUp(summed, [rows, rows])).to.have.nested.property('grades.g1.fee', '0.20');
  });
  it('refuses circles, naming them, and places that are not there', () => {
    expect(
      faults({
        a: { title: 'a', value: 'formula.b + 1' },
        b: { title: 'b', value: 'formula.c' },
        c: { title: 'c', value: 'formula.a' },
        d: { title: 'd', value: '1' },
      }),
    ).to.deep.equal(['formulas.a.value: 公式互相引用，绕成了圈：a → b → c → a；请让其中一个不再引用另一个']);
    expect(faults({ net: { title: '差', each: 'grades', to: 'net', value: 'row.net + 1' } })[0]).to.match(/绕成了圈：差 → 差/);
    expect(faults({ net: { title: '差', each: 'grades', to: 'net', value: "sum(rows.grades, 'net')" } })[0]).to.match(/绕成了圈/);
    expect(faults({ a: { title: 'a', each: 'nobody', to: 'net', value: '1' } })[0]).to.match(/formulas\.a\.each: 没有名为“nobody”的表/);
    expect(faults({ a: { title: 'a', each: 'grades', value: '1' } })[0]).to.match(/formulas\.a\.to: 逐行计算的公式要写明 to/);
    expect(faults({ a: { title: 'a', each: 'grades', to: 'nobody', value: '1' } })[0]).to.match(/没有名为“nobody”的列/);
    expect(faults({ a: { title: 'a', each: 'grades', to: 'net', value: 'ratio(1, 2)' } })[0]).to.match(/要的是整数/);
    expect(faults({ a: { title: 'a', each: 'grades', to: 'net', value: '1' }, b: { title: 'b', each: 'grades', to: 'net', value: '2' } })[0]).to.match(
      /一格只能有一个公式/,
    );
  });
});
