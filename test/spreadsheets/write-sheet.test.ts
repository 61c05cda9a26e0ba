import { expect } from 'chai';
import { writeList } from '../../server/spreadsheets/write-list.js';
import { writeSheet } from '../../server/spreadsheets/write-sheet.js';
import { sampleListSheet, sampleSheet } from '../support/sample-sheet.js';
import { readWithSecondLibrary } from '../support/second-reader.js';

const META = { definition: 'monthly-monitoring', version: 3, office: 'ps-school-01', period: '2024-10' };
const written = async (sheet = sampleSheet()) => readWithSecondLibrary(await writeSheet(sheet, META));

describe('writeSheet', () => {
  it('has the merged layout of the print', async () => {
    const { cells, merges } = await written();
    expect(cells.A1?.value).to.equal('平顺县中小学控辍保学动态监测月报表（一）');
    expect(merges).to.include.members(['A1:H1', 'A6:A7', 'B6:B7', 'C6:C7', 'D6:G6', 'H6:H7']);
    expect(['A6', 'B6', 'C6', 'D6', 'H6', 'D7', 'E7', 'F7', 'G7'].map((address) => cells[address]?.value)).to.deep.equal([
      '年级',
      '上月学生数',
      '本月学生数',
      '变动情况',
      '备注',
      '转入',
      '转出',
      '未在校',
      '其他',
    ]);
    expect(Array.from({ length: 10 }, (_, n) => cells[`A${n + 8}`]?.value)).to.deep.equal([
      '一年级',
      '二年级',
      '三年级',
      '四年级',
      '五年级',
      '六年级',
      '七年级',
      '八年级',
      '九年级',
      '合计',
    ]);
    expect(cells.A2?.value).to.equal('学校（公章）：石城镇中心小学');
    expect(Object.values(cells).map((cell) => cell.value)).to.include.members(['校长签字：', '填表人签字：', '时间：2024年10月', '盖章处']);
  });

  it('frames the seal with dashes and greys rows that are not asked, which stay empty', async () => {
    const { cells, styles } = await written();
    const formats = [...(/<cellXfs[\s\S]*?<\/cellXfs>/.exec(styles)?.[0] ?? '').matchAll(/<xf ([^>]*)/g)].map((match) => match[1] as string);
    const borders = [...styles.matchAll(/<border>[\s\S]*?<\/border>|<border\s*\/>/g)].map((match) => match[0]);
    const borderOf = (address: string) => borders[Number(/borderId="(\d+)"/.exec(formats[cells[address]!.style] as string)?.[1])];
    expect(borderOf('A3')).to.contain('dashed');
    expect(borderOf('B8')).to.contain('thin');
    const fills = [...styles.matchAll(/<fill>[\s\S]*?<\/fill>/g)].map((match) => match[0]);
    const fillOf = (address: string) => fills[Number(/fillId="(\d+)"/.exec(formats[cells[address]!.style] as string)?.[1])];
    for (const address of ['B14', 'H16']) {
      expect(fillOf(address)).to.contain('D9D9D9');
      expect(cells[address]?.value).to.equal(null);
    }
    expect(fillOf('B13')).not.to.contain('D9D9D9');
    expect(styles).to.contain('仿宋').and.to.contain('宋体');
  });

  it('keeps numbers as numbers, ids and dates as text, and adds 合计 up with formulas that carry their value', async () => {
    const { cells } = await written();
    expect(cells.B8).to.deep.include({ value: 1108, formula: null });
    expect(cells.B17).to.deep.include({ value: 1597, formula: 'SUM(B8:B16)' });
    expect(cells.G17).to.deep.include({ value: 1, formula: 'SUM(G8:G16)' });
    expect(cells.H17).to.deep.include({ value: null, formula: null });
    const list = await written(sampleListSheet(3));
    expect(list.cells.C7).to.deep.include({ value: 'G14042520150100000X' });
    expect(list.cells.D7).to.deep.include({ value: '2024-10-08' });
  });

  it('writes what begins like a formula as text, everywhere', async () => {
    const evil = ['=HYPERLINK("http://x")', '+1', '-1+2', '@SUM(A1)', '\t=1', '\r=1'];
    const sheet = sampleSheet({ title: '=1+1', notes: ['=2'], fields: [{ key: 'f', title: '=3', text: '=4', value: '=4' }] });
    for (const [n, text] of evil.entries()) sheet.tables[0]!.rows[n]!.cells[7] = { text, value: text };
    sheet.tables[0]!.rows[0]!.cells[1] = { text: '=5', value: '=5' };
    sheet.tables[0]!.header[0]!.title = '=6';
    const { cells, sheetName } = await written(sheet);
    const texts = Object.values(cells).flatMap((cell) => (typeof cell.value === 'string' ? [cell.value] : []));
    for (const text of texts) expect(text).not.to.match(/^[=+\-@\t\r]/);
    for (const text of evil) expect(texts).to.include(`'${text.replace('\r', '\n')}`);
    expect(
      Object.values(cells)
        .filter((cell) => cell.formula !== null)
        .every((cell) => /^SUM\([A-Z]+\d+:[A-Z]+\d+\)$/.test(cell.formula as string)),
    ).to.equal(true);
    expect(sheetName).to.equal('=1+1');
  });

  it('survives signs that XML cannot hold', async () => {
    const sheet = sampleSheet();
    const text = 'a\u0000b\u001fc\ud800d<&>"\uffff';
    sheet.tables[0]!.rows[0]!.cells[7] = { text, value: text };
    expect((await written(sheet)).cells.H8?.value).to.equal('abcd<&>"');
  });

  it('is ready to print: paper, one page wide, centred, header on each page, small print', async () => {
    const { xml } = await written(sampleSheet({ paper: { size: 'A3', landscape: true }, footer: '草稿 & 第1版', mark: '草稿' }));
    expect(xml)
      .to.match(/<pageSetup [^>]*paperSize="8"/)
      .and.to.match(/<pageSetup [^>]*orientation="landscape"/);
    expect(xml)
      .to.match(/<pageSetup [^>]*fitToWidth="1"/)
      .and.to.match(/fitToHeight="0"/)
      .and.to.match(/<pageSetUpPr fitToPage="1"/)
      .and.to.match(/horizontalCentered="(1|true)"/);
    expect(xml).to.contain('草稿 &amp;&amp; 第1版').and.to.contain('第 &amp;P 页，共 &amp;N 页');
    expect(xml).to.match(/<pane xSplit="1" ySplit="7" topLeftCell="B8" state="frozen"/);
    const { xml: a4, files } = await written();
    expect(a4)
      .to.match(/paperSize="9"/)
      .and.to.match(/orientation="portrait"/);
    expect(files['xl/workbook.xml']).to.match(/_xlnm\.Print_Titles[\s\S]*\$6:\$7/);
  });

  it('carries what it is in its properties', async () => {
    const { files } = await written();
    for (const text of ['yibiao.definition', 'monthly-monitoring', 'ps-school-01', '2024-10']) expect(files['docProps/custom.xml']).to.contain(text);
  });

  it('makes a safe name of any title', async () => {
    const names = await Promise.all(
      ['[a]:b*c?d/e\\f', "'''", '', 'History', '一'.repeat(40), `${'一'.repeat(30)}𬭎`].map(async (title) => (await written(sampleSheet({ title }))).sheetName),
    );
    expect(names).to.deep.equal(['a b c d e f', '表', '表', '表', '一'.repeat(31), '一'.repeat(30)]);
  });

  it('puts several tables under one another, and does without any', async () => {
    const two = await written(sampleSheet({ tables: [...sampleSheet().tables, ...sampleListSheet(2).tables] }));
    const at = Object.fromEntries(Object.entries(two.cells).map(([address, cell]) => [cell.value, address]));
    expect(at['各年级学生数']).to.equal('A6');
    expect(at['送教上门']).to.equal('A20');
    expect(two.xml).not.to.contain('<pane');
    expect((await written(sampleSheet({ tables: [] }))).cells.A1?.value).to.contain('月报表');
  });
});

describe('writeList', () => {
  it('writes a title, a header that stays and filters, numbers as numbers and ids as text', async () => {
    const book = readWithSecondLibrary(
      await writeList({
        title: '各校上报情况 2024年10月',
        columns: [
          { title: '学校', width: 50, type: 'text' },
          { title: '学校代码', width: 30, type: 'text' },
          { title: '在校生', width: 20, type: 'number' },
        ],
        rows: [
          ['石城镇中心小学', '0140425001', 598],
          ['=cmd', null, null],
        ],
      }),
    );
    expect(book.cells).to.deep.include({ A1: { ...book.cells.A1!, value: '各校上报情况 2024年10月' } });
    expect([book.cells.B3?.value, book.cells.C3?.value, book.cells.A4?.value, book.cells.C4?.value]).to.deep.equal(['0140425001', 598, "'=cmd", null]);
    expect(book.merges).to.deep.equal(['A1:C1']);
    expect(book.xml)
      .to.contain('<autoFilter ref="A2:C4"')
      .and.to.match(/<pane xSplit="1" ySplit="2"/);
  });
});
