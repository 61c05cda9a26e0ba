// Rows that add up some of the rows: on the sheet, in the workbook and back out of it, in print.
import { expect } from 'chai';
import { openForm } from '../../server/domain/open-form.js';
import { sheetOfRecord } from '../../server/domain/sheet-of-record.js';
import { renderSheetHtml } from '../../server/printing/html.js';
import { readSheet } from '../../server/spreadsheets/read-sheet.js';
import { writeSheet } from '../../server/spreadsheets/write-sheet.js';
import { formOf } from '../support/packs.js';
import { readWithSecondLibrary } from '../support/second-reader.js';

const office = { id: 'ps-s03', title: '九年一贯制学校', kind: 'school', stages: ['primary', 'junior'] };
const options = { office, county: '平顺县', period: { key: '2026-10', title: '2026年10月' }, filler: '', footer: '', mark: '' };
const grades = ['g1', 'g2', 'g3', 'g4', 'g5', 'g6', 'g7', 'g8', 'g9'];
const data = { grades: Object.fromEntries(grades.map((grade, index) => [grade, { lastMonth: 10 + index, thisMonth: 10 + index }])) };

describe('subtotals', () => {
  const snapshot = structuredClone(formOf('pingshun').snapshot);
  Object.assign(snapshot.definition.layout.tables.grades ?? {}, {
    subtotals: { ps_primary: { title: '小学小计', where: "row.stage == 'primary'" }, ps_junior: { title: '初中小计', where: "row.stage == 'junior'" } },
  });
  Object.assign(snapshot.definition.layout.paper ?? {}, { fontSize: 14, rowHeight: 9 });
  const sheet = sheetOfRecord(openForm(snapshot), data, options);
  const rows = sheet.tables[0]?.rows ?? [];

  it('stand behind the last row they add up, and the total does not count them again', () => {
    expect(rows.map(({ title }) => title)).to.deep.equal([
      ...['一年级', '二年级', '三年级', '四年级', '五年级', '六年级', '小学小计'],
      ...['七年级', '八年级', '九年级', '初中小计', '合计'],
    ]);
    expect([6, 10, 11].map((row) => rows[row]?.cells[1]?.value)).to.deep.equal([75, 51, 126]);
  });

  it('are sums of Excel in the workbook, which reads back as it was', async () => {
    const bytes = await writeSheet(sheet, { definition: 'monthly-monitoring', version: 1, office: 'ps-s03', period: '2026-10' });
    const { cells, styles } = readWithSecondLibrary(bytes);
    const [primary, junior, total] = ['小学小计', '初中小计', '合计'].map((title) =>
      Object.entries(cells)
        .find(([, { value }]) => value === title)?.[0]
        .slice(1),
    );
    const first = Number(primary) - 6;
    expect(cells[`B${primary}`]?.formula).to.equal(`SUM(B${first}:B${first + 5})`);
    expect(cells[`B${junior}`]?.formula).to.equal(`SUM(B${first + 7}:B${first + 9})`);
    expect(cells[`B${total}`]?.formula).to.equal(`SUM(B${first}:B${first + 5},B${first + 7}:B${first + 9})`);
    expect(cells[`B${total}`]?.value).to.equal(126);
    expect(styles).to.contain('<sz val="14"');
    const { cells: read, problems } = await readSheet(bytes, sheet);
    expect(problems).to.deep.equal([]);
    expect(read.filter(({ column }) => column === 'lastMonth').map(({ row, value }) => [row, value])).to.deep.equal(
      grades.map((grade, index) => [grade, 10 + index]),
    );
  });

  it('stand in print, in the size and height asked for', async () => {
    const html = await renderSheetHtml(sheet);
    expect(html).to.match(/<tr class="total" style="height: 9mm"><td class="first">小学小计<\/td>/);
    expect(html)
      .to.contain('height: 9mm')
      .and.to.match(/<table style="font-size: 1\d(\.\d+)?pt"/);
  });

  it('say so when they add up nothing, or stand among lines that come and go', () => {
    const wrong = structuredClone(snapshot);
    Object.assign(wrong.definition.layout.tables.grades ?? {}, { subtotals: { ps_none: { title: '高中小计', where: "row.stage == 'senior'" } } });
    expect(() => openForm(wrong)).to.throw('小计“高中小计”没有加任何一行，请检查条件');
  });
});
