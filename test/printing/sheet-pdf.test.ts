import { expect } from 'chai';
import type { Sheet } from '../../server/domain/sheet.js';
import { renderSheetHtml } from '../../server/printing/html.js';
import type { Printer } from '../../server/printing/pdf.js';
import { closeTestPrinters, openTestPrinter } from '../support/open-test-printer.js';
import { type PdfPage, readPdf } from '../support/pdf-text.js';
import { sampleListSheet, sampleSheet } from '../support/sample-sheet.js';

const MM = 72 / 25.4;

describe('a sheet on paper', () => {
  let printer: Printer;
  before(async function () {
    this.timeout(120_000);
    printer = await openTestPrinter(this);
  });
  after(closeTestPrinters);

  const print = async (sheet: Sheet): Promise<PdfPage[]> => readPdf(await printer.pdf(await renderSheetHtml(sheet), sheet.paper));

  it('holds every text of the form exactly, rare name characters too', async () => {
    const [page, ...more] = await print(sampleSheet());
    expect(more).to.have.length(0);
    for (const text of [
      '平顺县中小学控辍保学动态监测月报表（一）',
      '学校（公章）：石城镇中心小学',
      '校长签字：',
      '填表人签字：',
      '时间：2024年10月',
      '变动情况',
      '合计159715972211',
    ])
      expect(page!.text).to.contain(text);
    expect(page!.text)
      .to.contain('转入2人：𬭎䶮、㛃犇')
      .and.to.contain('骉喆随父母转往长治市城区')
      .and.to.contain('堃赟因病请假，班主任已家访，九月二十日起由中心校安排送教上门，每周两次');
    expect(page!.text).to.contain('已通过·第1版·打印于2024年11月3日').and.to.contain('第1页，共1页');
  });

  it('stands on its paper, inside the margins', async () => {
    for (const [paper, width, height] of [
      [{ size: 'A4', landscape: false }, 210, 297],
      [{ size: 'A4', landscape: true }, 297, 210],
      [{ size: 'A3', landscape: false }, 297, 420],
      [{ size: 'A3', landscape: true }, 420, 297],
    ] as const) {
      const pages = await print(sampleSheet({ paper: { ...paper } }));
      for (const page of pages) {
        expect(page.width).to.be.closeTo(width * MM, 1);
        expect(page.height).to.be.closeTo(height * MM, 1);
        for (const word of page.words) {
          expect(word.x).to.be.greaterThan(19 * MM);
          expect(word.x + word.width).to.be.lessThan((width - 19) * MM);
        }
      }
    }
  });

  it('keeps the merged layout: 变动情况 above the middle of its four columns, 备注 beside them', async () => {
    const [page] = await print(sampleSheet());
    const at = (text: string) => page!.words.find((word) => word.text.trim() === text)!;
    const middle = (text: string) => at(text).x + at(text).width / 2;
    expect(at('变动情况').y).to.be.lessThan(at('转入').y);
    expect(middle('变动情况')).to.be.closeTo((middle('转入') + middle('其他')) / 2, 2);
    expect(at('备注').y).to.be.greaterThan(at('变动情况').y).and.to.be.lessThan(at('转入').y);
    expect(middle('上月学生数')).to.be.closeTo(middle('1108'), 2);
  });

  it('repeats the header and the small print of a list over many pages and cuts no row', async () => {
    const pages = await print(sampleListSheet(300));
    expect(pages.length).to.be.greaterThan(5);
    for (const [n, page] of pages.entries()) {
      expect(page.text)
        .to.contain('序号学生姓名学籍号送教时间送教内容')
        .and.to.contain(`第${n + 1}页，共${pages.length}页`);
      const names = page.words.filter((word) => /^学生\d+$/.test(word.text)).length;
      expect(page.text.match(/识字与康复训练/g)?.length ?? 0).to.equal(names);
    }
    const whole = pages.map((page) => page.text).join('');
    for (const n of [1, 150, 300]) expect(whole).to.contain(`学生${n}G14042520150${100000 + n - 1}X2024-10-08`);
  });

  it('wraps a remark of any length inside its cell', async () => {
    const sheet = sampleSheet();
    const remark = '雨'.repeat(600) + 'q'.repeat(200);
    sheet.tables[0]!.rows[0]!.cells[7] = { text: remark, value: remark };
    const pages = await print(sheet);
    const text = pages.map((page) => page.text).join('');
    expect([text.split('雨').length - 1, text.split('q').length - 1]).to.deep.equal([600, 200]);
    const right = (210 - 20) * MM;
    for (const word of pages.flatMap((page) => page.words)) expect(word.x + word.width).to.be.lessThan(right + 1);
  });

  it('writes the mark across every page of a print that is not final', async () => {
    const pages = await print({ ...sampleListSheet(60), mark: '草稿' });
    expect(pages.length).to.be.greaterThan(1);
    for (const page of pages) expect(page.text).to.contain('草').and.to.contain('稿');
  });

  it('brings its faces: nothing is drawn in a face of the machine', async () => {
    const bytes = await printer.pdf(await renderSheetHtml(sampleSheet()), { size: 'A4', landscape: false });
    const fonts = new Set(
      [
        ...Buffer.from(bytes)
          .toString('latin1')
          .matchAll(/\/FontName \/[A-Z]{6}\+([\w-]+)/g),
      ].map((match) => match[1]),
    );
    for (const font of fonts) expect(font).to.match(/^(LXGWWenKai|NotoSerifSC|FangSong|FZFangSong|FandolFang)/);
    expect(fonts.size).to.be.greaterThan(0);
  });

  it('gives back every character of GB 2312 and every Chinese sign as it went in, in both faces', async function () {
    this.timeout(60_000);
    const hanzi = Array.from({ length: 72 * 94 }, (_, n) => new TextDecoder('gb2312').decode(Uint8Array.of(0xb0 + Math.floor(n / 94), 0xa1 + (n % 94)))).filter(
      (sign) => /^\p{Script=Han}$/u.test(sign),
    );
    const text = `${hanzi.join('')}，。、；：？！（）《》〈〉【】〔〕“”‘’……——·～％－＋×÷＝①②③㈠〇№℃𬭎䶮㛃犇骉喆堃赟`;
    expect(hanzi).to.have.length(6763);
    for (const face of ['inherit', '"Noto Serif SC", "LXGW WenKai"', '700 12pt "Noto Serif SC", "LXGW WenKai"']) {
      const pages = await readPdf(
        await printer.pdf(`<p style='${face.startsWith('7') ? 'font' : 'font-family'}: ${face}; overflow-wrap: anywhere'>${text}</p>`, {
          size: 'A4',
          landscape: false,
        }),
      );
      const back = pages.map((page) => page.text).join('');
      expect([...text].filter((sign) => !back.includes(sign)).join('')).to.equal('');
      expect(back).to.have.length(text.length);
    }
  });
});
