// What forms of statistics have around and in their tables: the corner, the foot, numbered columns, totals first, cells a row does not have.
import { expect } from 'chai';
import { assess } from '../../server/domain/assess-record.js';
import { openForm } from '../../server/domain/open-form.js';
import { importChanges } from '../../server/domain/sheet-import.js';
import { sheetOfRecord } from '../../server/domain/sheet-of-record.js';
import { sumHead } from '../../server/domain/sum-head.js';
import { addUp } from '../../server/domain/sums.js';
import { renderSheetHtml } from '../../server/printing/html.js';
import { readSheet } from '../../server/spreadsheets/read-sheet.js';
import { writeSheet } from '../../server/spreadsheets/write-sheet.js';
import { formOf } from '../support/packs.js';
import { readWithSecondLibrary } from '../support/second-reader.js';

const office = { id: 'ps-s03', title: '石城镇九年制学校', kind: 'school', stages: ['primary', 'junior'] };
const period = { key: '2026-10', title: '2026年10月' };
const options = { office, county: '平顺县', period, filler: '王老师', footer: '', mark: '' };
const grades = ['g1', 'g2', 'g3', 'g4', 'g5', 'g6', 'g7', 'g8', 'g9'];
// A number that was typed in grade 1 before the column was limited to grades 7 to 9.
const data = {
  grades: Object.fromEntries(grades.map((grade, index) => [grade, { lastMonth: 10, thisMonth: 10, ...(index === 0 || index > 5 ? { ps_boarders: 4 } : {}) }])),
};

describe('the paper of statistics', () => {
  const snapshot = structuredClone(formOf('pingshun').snapshot);
  const { definition } = snapshot;
  const table = definition.schema.properties.grades as { each: { properties: { [key: string]: object } } };
  Object.assign(table.each.properties, { ps_boarders: { type: 'integer', title: '寄宿生', minimum: 0, required: true, when: "row.stage == 'junior'" } });
  Object.assign(definition.layout.paper?.head ?? {}, {
    ps_number: { title: '批准文号', text: '平教字〔2024〕11号', shows: 'period', place: 'corner' },
    ps_phone: { title: '联系电话', place: 'foot' },
    ps_maker: { title: '填报人', shows: 'filler', place: 'foot', sign: true },
  });
  Object.assign(definition.layout.tables.grades ?? {}, {
    sumsFirst: true,
    numbered: true,
    subtotals: { ps_junior: { title: '初中小计', where: "row.stage == 'junior'" } },
  });
  Object.assign(definition.sums?.grades ?? {}, { ps_boarders: 'add' });
  const check = { each: 'grades', level: 'error' as const, at: { ps_boarders: true }, that: 'row.ps_boarders <= 3', message: '{row.title}：寄宿生过多' };
  definition.checks = { ...definition.checks, ps_few: check };
  const form = openForm(snapshot);
  const sheet = sheetOfRecord(form, data, options);
  const meta = { definition: 'monthly-monitoring', version: 1, office: office.id, period: period.key };

  it('puts totals above what they add up, and leaves out cells that are none', () => {
    const rows = sheet.tables[0]?.rows ?? [];
    expect(rows.map(({ title }) => title).slice(0, 2)).to.deep.equal(['合计', '一年级']);
    expect(rows.map(({ title }) => title).slice(6)).to.deep.equal(['六年级', '初中小计', '七年级', '八年级', '九年级']);
    const boarders = rows.map(({ cells }) => cells.at(-1)?.text);
    expect(boarders).to.deep.equal(['12', '—', '—', '—', '—', '—', '—', '12', '4', '4', '4']);
    const { issues, totals } = assess(form, data, { office, period, carried: {} });
    expect(totals.grades?.ps_boarders).to.equal(12);
    expect(issues.filter(({ path }) => path.endsWith('ps_boarders')).map(({ path }) => path)).to.deep.equal(
      ['g7', 'g8', 'g9'].map((grade) => `grades.${grade}.ps_boarders`),
    );
    const sum = addUp(form, [data, data]);
    expect((sum.grades as typeof data.grades).g1).not.to.have.property('ps_boarders');
    expect((sum.grades as typeof data.grades).g7?.ps_boarders).to.equal(8);
  });

  it('prints corner, head, table and foot in this order, the columns numbered', async () => {
    const html = await renderSheetHtml(sheet);
    const words = ['批准文号：平教字〔2024〕11号', '校长签字', '<th class="first">甲</th><th>1</th>', '>合计<', '>一年级<', '联系电话', '填报人'];
    const places = words.map((word) => html.indexOf(word.split('：')[0] as string));
    expect(places).not.to.include(-1);
    expect([...places].sort((a, b) => a - b)).to.deep.equal(places);
    expect(html).to.contain('平教字〔2024〕11号').and.to.contain('王老师');
    expect(sumHead(sheet, '平顺县教育局', '2026年10月').head.map(({ title }) => title)).to.deep.equal([
      '批准文号',
      '汇总单位（公章）',
      '负责人签字',
      '制表人签字',
      '时间',
    ]);
  });

  it('stands alike in the workbook, whose sums are of Excel, and is read back without a complaint', async () => {
    const bytes = await writeSheet(sheet, meta);
    const { cells } = readWithSecondLibrary(bytes);
    const at = (text: string): number =>
      Number(/\d+/.exec(Object.entries(cells).find(([, { value }]) => String(value ?? '').startsWith(text))?.[0] ?? '')?.[0] ?? Number.NaN);
    expect([at('批准文号'), at('甲'), at('合计'), at('一年级'), at('初中小计'), at('七年级'), at('联系电话')]).to.satisfy((rows: number[]) =>
      rows.every((row, index) => index === 0 || row > (rows[index - 1] as number)),
    );
    const first = at('一年级');
    expect(cells[`B${at('合计')}`]?.formula).to.equal(`SUM(B${first}:B${first + 5},B${first + 7}:B${first + 9})`);
    expect(cells[`B${at('初中小计')}`]?.formula).to.equal(`SUM(B${first + 7}:B${first + 9})`);
    const { cells: read, problems } = await readSheet(bytes, sheet);
    expect(problems).to.deep.equal([]);
    expect(read.filter(({ column }) => column === 'ps_boarders').map(({ row, value }) => [row, value])).to.deep.equal([
      ['g7', 4],
      ['g8', 4],
      ['g9', 4],
    ]);
  });

  it('refuses a number where a row has no cell, and says what is wrong with the condition', () => {
    const typed = [{ table: 'grades', row: 'g2', column: 'ps_boarders', value: 3, cell: 'H9' }];
    expect(importChanges(form, data, office, typed)).to.deep.equal({ changes: [], problems: [{ cell: 'H9', message: '二年级·寄宿生：这一格不用填' }] });
    const wrong = structuredClone(snapshot);
    Object.assign((wrong.definition.schema.properties.grades as typeof table).each.properties.ps_boarders ?? {}, { when: "row.stage == 'senior'" });
    expect(() => openForm(wrong)).to.throw('“寄宿生”没有任何一行要填，请检查条件');
  });
});
