import { expect } from 'chai';
import { renderSheetHtml } from '../../server/printing/html.js';
import { sampleListSheet, sampleSheet } from '../support/sample-sheet.js';

const between = (html: string, from: string, to: string): string => html.slice(html.indexOf(from), html.indexOf(to, html.indexOf(from)));

describe('renderSheetHtml', () => {
  it('draws the merged header of the paper form', async () => {
    const head = between(await renderSheetHtml(sampleSheet()), '<thead>', '</thead>');
    expect(head).to.contain('rowspan="2" colspan="1">年级<').and.to.contain('rowspan="1" colspan="4">变动情况<');
    expect(head.match(/<tr/g)).to.have.length(2);
    expect(head.indexOf('变动情况')).to.be.lessThan(head.indexOf('转入'));
  });

  it('fits the columns to the text width of the paper, whether they are too wide or too narrow', async () => {
    for (const [landscape, size, expected] of [
      [false, 'A4', 170],
      [true, 'A4', 257],
      [false, 'A3', 257],
      [true, 'A3', 380],
    ] as const) {
      const html = await renderSheetHtml(sampleListSheet(1));
      const drawn = await renderSheetHtml(sampleSheet({ paper: { size, landscape } }));
      expect(html).to.contain('width: 170mm');
      const widths = [...drawn.matchAll(/<col style="width: ([\d.]+)mm"/g)].map((match) => Number(match[1]));
      expect(widths.reduce((sum, width) => sum + width, 0)).to.be.closeTo(expected, 0.1);
    }
  });

  it('prints rows that are not asked with their title and nothing else, whatever their cells hold', async () => {
    const sheet = sampleSheet();
    const row = sheet.tables[0]!.rows[6]!;
    row.cells[1] = { text: '98765', value: 98765 };
    const html = await renderSheetHtml(sheet);
    expect(html).to.contain('七年级').and.not.to.contain('98765');
  });

  it('draws a seal box, lines to sign and the mark only where they are asked for', async () => {
    const html = await renderSheetHtml(sampleSheet());
    expect(html.match(/class="box"/g)).to.have.length(1);
    expect(html.match(/class="line sign"/g)).to.have.length(2);
    expect(html).not.to.contain('class="mark"');
    const plain = await renderSheetHtml(
      sampleSheet({ mark: '草稿', head: [{ key: 'date', title: '时间', text: '2024年10月', seal: false, sign: false, place: 'head' }] }),
    );
    expect(plain).to.contain('<div class="mark"><span>草稿</span></div>').and.not.to.contain('class="box"');
  });

  it('puts 注 before notes that do not begin with a word of their own', async () => {
    expect(await renderSheetHtml(sampleSheet({ notes: ['本表一式两份'] }))).to.contain('<span>注：</span>');
    expect(await renderSheetHtml(sampleSheet({ notes: ['说明：本表一式两份'] }))).not.to.contain('<span>注：</span>');
  });

  it('escapes every text, in the small print too, which stands in a stylesheet', async () => {
    const evil = `</style><script>alert(1)</script>"; } * { background: url(http://x) } {{title}}`;
    const sheet = sampleSheet({ title: evil, footer: evil, mark: evil, notes: [evil], fields: [{ key: 'a', title: evil, text: evil, value: evil }] });
    sheet.head[0]!.text = evil;
    sheet.tables[0]!.header[0]!.title = evil;
    sheet.tables[0]!.rows[0]!.cells[7] = { text: evil, value: evil };
    const html = await renderSheetHtml(sheet);
    expect(html).not.to.contain('<script>');
    expect(html.match(/<\/style>/g)).to.have.length(1);
    expect(between(html, '<style>', '</style>')).not.to.contain('url(');
  });
});
