import { expect } from 'chai';
import type { Sheet } from '../../server/domain/sheet.js';
import { readSheet } from '../../server/spreadsheets/read-sheet.js';
import type { ReadCell } from '../../server/spreadsheets/reading.js';
import { writeSheet } from '../../server/spreadsheets/write-sheet.js';
import { sampleListSheet, sampleSheet } from '../support/sample-sheet.js';
import { rewriteWorkbook } from '../support/second-reader.js';
import { type TypedCell, typedWorkbook } from '../support/typed-workbook.js';

const META = { definition: 'monthly-monitoring', version: 3, office: 'ps-school-01', period: '2024-10' };
const GRADES = ['一年级', '二年级', '三年级', '四年级', '五年级', '六年级', '七年级', '八年级', '九年级'];
const HEAD: TypedCell[][] = [
  ['平顺县中小学控辍保学动态监测月报表（一）'],
  ['年级', '上月学生数', '本月学生数', '变动情况', null, null, null, '备注'],
  [null, null, null, '转入', '转出', '未在校', '其他', null],
];
const MERGES = ['A1:H1', 'A2:A3', 'B2:B3', 'C2:C3', 'D2:G2', 'H2:H3'];
const blank = [null, null, null, null, null, null, null];
/** Six grades as given, or blank, and the rest of the paper form. */
const typed = (rows: { [grade: string]: TypedCell[] }, head = HEAD): TypedCell[][] => [
  ...head,
  ...GRADES.map((grade): TypedCell[] => [grade, ...(rows[grade] ?? blank)]),
  ['合计', ...blank],
];
const valueAt = (cells: ReadCell[], row: string, column: string) => cells.find((cell) => cell.row === row && cell.column === column)?.value;

describe('readSheet', function () {
  this.timeout(30_000);

  it('gives back what writeSheet wrote: values, addresses, and what the file is', async () => {
    const sheet = sampleSheet();
    const reading = await readSheet(await writeSheet(sheet, META), sheet);
    expect(reading.problems).to.deep.equal([]);
    expect(reading.meta).to.deep.equal(META);
    expect(reading.cells).to.have.length(6 * 7);
    for (const row of sheet.tables[0]!.rows.slice(0, 6)) {
      for (const [n, column] of sheet.tables[0]!.columns.entries())
        if (n > 0) expect(valueAt(reading.cells, row.key, column.key)).to.equal(row.cells[n]!.value);
    }
    expect(reading.cells[0]).to.deep.equal({ table: 'grades', row: 'g1', column: 'lastMonth', value: 1108, cell: 'B8' });
  });

  it('gives back free lines in order, and single fields', async () => {
    const sheet: Sheet = {
      ...sampleListSheet(120),
      fields: [
        { key: 'visits', title: '送教次数', text: '8', value: 8 },
        { key: 'why', title: '说明', text: '-无', value: '-无' },
      ],
    };
    const { cells, problems } = await readSheet(await writeSheet(sheet, META), sheet);
    expect(problems).to.deep.equal([]);
    expect(cells.filter((cell) => cell.table === '').map(({ column, value }) => [column, value])).to.deep.equal([
      ['visits', 8],
      ['why', '-无'],
    ]);
    expect(cells.filter((cell) => cell.table === 'visits')).to.have.length(120 * 4);
    expect(valueAt(cells, '120', 'code')).to.equal('G14042520150100119X');
    expect(valueAt(cells, '1', 'date')).to.equal('2024-10-08');
  });

  it('finds a field that stands below the table, also where a column has its title', async () => {
    const sheet: Sheet = { ...sampleSheet(), fields: [{ key: 'remark', title: '备注', text: '校车两辆', value: '校车两辆', behind: 1 }] };
    const { cells, problems } = await readSheet(await writeSheet(sheet, META), sheet);
    expect(problems).to.deep.equal([]);
    const own = cells.filter((cell) => cell.table === '');
    expect(own.map(({ column, value }) => [column, value])).to.deep.equal([['remark', '校车两辆']]);
    expect(Number(/\d+/.exec(own[0]!.cell)?.[0])).to.be.greaterThan(Number(/\d+/.exec(cells.find(({ table }) => table === 'grades')!.cell)?.[0]) + 8);
  });

  it('reads a table typed anew: full-width figures, commas, spaces, dates, numbers for text', async () => {
    const bytes = await typedWorkbook(
      typed({ 一年级: ['1,108', ' １ １０９ ', 2, '1', null, '－３', 2024], 二年级: [96, 96.0, '+2', null, null, null, new Date('2024-09-01')] }),
      MERGES,
    );
    const { cells, problems, meta } = await readSheet(bytes, sampleSheet());
    expect(problems).to.deep.equal([]);
    expect(meta).to.equal(null);
    expect(['lastMonth', 'thisMonth', 'transferIn', 'transferOut', 'absent', 'other', 'remark'].map((column) => valueAt(cells, 'g1', column))).to.deep.equal([
      1108,
      1109,
      2,
      1,
      null,
      -3,
      '2024',
    ]);
    expect([valueAt(cells, 'g2', 'thisMonth'), valueAt(cells, 'g2', 'transferIn'), valueAt(cells, 'g2', 'remark')]).to.deep.equal([96, 2, '2024-09-01']);
  });

  it('finds the table wherever it stands, with columns and rows in another order and a sheet before it', async () => {
    const head: TypedCell[][] = [
      ['说明'],
      [],
      [null, '年 级', '备注', '变动情况', null, null, null, '本月学生数：', '上月学生数'],
      [null, null, null, '其他', '未在校', '转出', '转入', null, null],
    ];
    const rows = [...GRADES]
      .reverse()
      .map((grade, n): TypedCell[] => [null, grade, `备注${n}`, ...(n < 3 ? [null, null, null, null, null, null] : [4, 3, 2, 1, 10 + n, 20 + n])]);
    for (const row of rows.slice(0, 3)) row[2] = null;
    const bytes = await typedWorkbook(
      [...head, ...rows],
      ['B3:B4', 'C3:C4', 'D3:G3', 'H3:H4', 'I3:I4'],
      [
        {
          name: '填表说明',
          rows: [
            ['年级', '怎么填'],
            ['一年级', '按实际'],
          ],
        },
      ],
    );
    const { cells, problems } = await readSheet(bytes, sampleSheet());
    expect(problems).to.deep.equal([]);
    expect(cells.filter((cell) => cell.row === 'g1').map(({ column, value, cell }) => [column, value, cell])).to.deep.equal([
      ['remark', '备注8', 'C13'],
      ['other', 4, 'D13'],
      ['absent', 3, 'E13'],
      ['transferOut', 2, 'F13'],
      ['transferIn', 1, 'G13'],
      ['thisMonth', 18, 'H13'],
      ['lastMonth', 28, 'I13'],
    ]);
  });

  it('understands a header retyped in one row, and merges nobody drew', async () => {
    const flat: TypedCell[][] = [['年级', '上月学生数', '本月学生数', '转入', '转出', '未在校', '其他', '备注']];
    const { cells, problems } = await readSheet(await typedWorkbook(typed({ 一年级: [1, 2, 3, 4, 5, 6, '注'] }, flat)), sampleSheet());
    expect(problems).to.deep.equal([]);
    expect(valueAt(cells, 'g1', 'absent')).to.equal(5);
    const unmerged = await readSheet(await typedWorkbook(typed({ 一年级: [1, 2, 3, 4, 5, 6, '注'] })), sampleSheet());
    expect(unmerged.problems).to.deep.equal([]);
    expect(valueAt(unmerged.cells, 'g1', 'other')).to.equal(6);
  });

  it('names every problem at once, each at its cell', async () => {
    const rows = typed({
      一年级: ['十二', 1.5, true, '1.2.3', { formula: 'A1+1' }, { formula: '1+1', result: 2 }, Number('140425201501011234')],
      二年级: [new Date('2024-09-01'), '99999999999999999999', '5人', '1,10', '２．５', null, null],
      八年级: [3, 0, null, null, null, null, '借读'],
    });
    rows[1]!.push('审核人');
    rows.splice(5, 1);
    rows.push(['十年级', 1, ...blank.slice(1)], ['一年级', 5, 5, null, null, null, null, null]);
    rows.splice(10, 0, ['学前班', 30, 30]);
    const { problems, cells } = await readSheet(await typedWorkbook(rows, MERGES), sampleSheet());
    const byCell = Object.fromEntries(problems.map(({ cell, message }) => [cell, message]));
    expect(byCell).to.have.all.keys(['B4', 'C4', 'D4', 'E4', 'F4', 'H4', 'B5', 'C5', 'D5', 'E5', 'F5', 'I3', 'A2', 'B10', 'H10', 'A11', 'A15']);
    expect(byCell.B4).to.equal('一年级·上月学生数：应填数字，填的是“十二”');
    expect(byCell.C4).to.contain('应填整数');
    expect(byCell.F4).to.contain('公式没有算出结果');
    expect(byCell.H4).to.contain('末几位已经丢失');
    expect(byCell.B5).to.contain('日期');
    expect(byCell.F5).to.contain('应填整数');
    expect(byCell.I3).to.contain('不认识的栏目“审核人”');
    expect(byCell.A2).to.equal('没有找到“三年级”这一行');
    expect(byCell.B10).to.equal('“八年级”不用本单位填写，“上月学生数”应当空着');
    expect(byCell.A11).to.contain('学前班');
    expect(byCell.A15).to.contain('出现了两次');
    expect(valueAt(cells, 'g1', 'other')).to.equal(2);
    expect(cells.some((cell) => cell.row === 'g8' || cell.row === 'total')).to.equal(false);
  });

  it('says which column is missing, and which is there twice', async () => {
    const head = structuredClone(HEAD);
    head[1]![2] = '上月学生数';
    const { problems } = await readSheet(await typedWorkbook(typed({}, head), MERGES), sampleSheet());
    expect(problems)
      .to.deep.include({ cell: 'A2', message: '缺少栏目“本月学生数”' })
      .and.to.deep.include({ cell: 'C3', message: '栏目“上月学生数”出现了两次，只读取了前一栏' });
  });

  it('ends free lines at the signatures and passes over blank ones', async () => {
    const rows: TypedCell[][] = [
      ['序号', '学生姓名', '学籍号', '送教时间', '送教内容'],
      [1, '学生甲', 'G140425201501000018', '2024年9月3日', '识字'],
      [2, null, null, null, null],
      [null, null, null, null, null],
      [3, '学生乙', Number('140425201501000018'), '2024-13-01', '康复'],
      ['注：一式两份'],
      ['校长签字：', null, '填表人签字：', '某某', null],
      [9, '不是学生', null, null, null],
    ];
    const { cells, problems } = await readSheet(await typedWorkbook(rows), sampleListSheet(0));
    expect(cells.map(({ row, column, value, cell }) => [row, column, value, cell])).to.deep.equal([
      ['1', 'name', '学生甲', 'B2'],
      ['1', 'code', 'G140425201501000018', 'C2'],
      ['1', 'date', '2024-09-03', 'D2'],
      ['1', 'content', '识字', 'E2'],
      ['2', 'name', '学生乙', 'B5'],
      ['2', 'content', '康复', 'E5'],
    ]);
    expect(problems.map(({ cell }) => cell)).to.deep.equal(['C5', 'D5']);
  });

  it('reads a copy that another program saved without the hidden properties, with errors in cells and a foreign first sheet', async () => {
    const sheet = sampleSheet();
    const bytes = rewriteWorkbook(await writeSheet(sheet, META), (path, text) => {
      if (path === 'docProps/custom.xml') return null;
      if (path === '[Content_Types].xml') return text.replace(/<Override[^>]*custom\.xml[^>]*>/, '');
      if (path === '_rels/.rels') return text.replace(/<Relationship [^>]*custom\.xml[^>]*>/, '');
      return path === 'xl/worksheets/sheet1.xml' ? text.replace(/<c r="B9"([^>]*)><v>96<\/v><\/c>/, '<c r="B9"$1 t="e"><v>#REF!</v></c>') : text;
    });
    const { meta, problems } = await readSheet(bytes, sheet);
    expect(meta).to.equal(null);
    expect(problems).to.deep.equal([{ cell: 'B9', message: '二年级·上月学生数：单元格是错误值 #REF!' }]);
  });
});
