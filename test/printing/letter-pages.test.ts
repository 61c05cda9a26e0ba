// Letters on paper: the longest and rarest names, one sheet each, the receipt where it belongs, text out as it went in.
import { expect } from 'chai';
import { composeLetter, letterValues, serialText } from '../../server/domain/compose-letter.js';
import { coverRows } from '../../server/domain/letter-parts.js';
import { uncoveredIn } from '../../server/printing/font-coverage.js';
import { letterDocument, letterPdf } from '../../server/printing/letter-document.js';
import type { Printer } from '../../server/printing/pdf.js';
import { openTemplateRoom, type TemplateRoom } from '../../server/printing/template-room.js';
import { sampleLedgerOf } from '../support/ledgers.js';
import { openTestPrinter } from '../support/open-test-printer.js';
import { readPdf } from '../support/pdf-text.js';

const people = [
  { name: '李一', guardian: '李强', address: '柳沟村' },
  { name: '阿不都热依木江·买买提依明江木', guardian: '买买提依明江·阿不都热合曼', address: '东岚镇柳沟村第三村民小组石门口自然村二十七号院（原供销社家属院）' },
  { name: '欧阳𬭎䶮㛃犇喆堃', guardian: '欧阳赟骉', address: '东岚镇上湾村1组1号' },
];
const asked = { reportBy: '2027-09-01', bring: '户口簿、预防接种证和本通知书', theme: '依法送孩子上学', contact: '0355-8920000' };

describe('letters on paper', () => {
  let printer: Printer;
  let room: TemplateRoom;
  before(async function () {
    this.timeout(120_000);
    printer = await openTestPrinter(this);
    room = openTemplateRoom();
  });
  after(async () => {
    await printer?.close();
    await room?.close();
  });

  for (const county of ['pingshun', 'suiyang'])
    for (const id of ['admission-notice', 'letter-to-parents'])
      it(`${county}: ${id}`, async function () {
        this.timeout(120_000);
        const { ledger, letters } = sampleLedgerOf(county);
        const letter = letters[id]!;
        const said = people.map((person, index) => {
          const child = { data: { ...person, sex: 'female', born: '2020-10-05', grade: 'g1', class: '1班' } };
          const places = {
            school: { title: '县特色寄宿制学校（东岚镇中心小学校区）' },
            office: { title: '教育局' },
            county: { title: '平顺县', bureau: '平顺县教育局' },
            household: { names: '' },
          };
          return composeLetter(
            letter,
            letterValues(
              letter,
              ledger,
              child,
              places,
              Object.fromEntries(letter.asked.map(({ key }) => [key, (asked as Record<string, string>)[key] ?? ''])),
              '2026-11-24',
            ),
            { day: '2026-11-24', facts: null },
            serialText(letter, { year: 2026, day: '2026-11-24', school: '' }, index + 1),
          );
        });
        const { style, bodies } = await room.draw(letter.snapshot.page, said);
        const { bytes, pages } = await letterPdf(
          printer,
          letterDocument(
            letter.title,
            style,
            bodies.map((body) => ({ body })),
          ),
        );
        expect(pages, 'one sheet each').to.equal(people.length);
        for (const [index, page] of (await readPdf(bytes)).entries()) {
          const words = said[index]!;
          const plain = (text: string): string => text.replace(/\s/g, '');
          for (const { text } of [...words.before, ...words.after]) expect(page.text).to.contain(plain(text));
          for (const { paragraphs } of words.clauses) for (const text of paragraphs) expect(page.text).to.contain(plain(text));
          for (const word of page.words) {
            expect(word.x, word.text).to.be.above(20);
            expect(word.x + word.width, word.text).to.be.below(page.width - 20);
            expect(word.y, word.text).to.be.below(page.height - 12);
          }
          if (!words.receipt) continue;
          const receipt = page.words.find(({ text }) => /送达回证/.test(text.replace(/\s/g, '')) || text.startsWith('送'));
          const cut = page.words.find(({ text }) => text.includes('沿此线撕下'));
          expect(cut?.y, 'the receipt lies on the lower part of the sheet').to.be.above(page.height * 0.62);
          expect(receipt).to.not.equal(undefined);
          const after = page.words
            .filter(({ y }) => y > (cut?.y ?? 0))
            .map(({ text }) => text)
            .join('')
            .replace(/\s/g, '');
          for (const { title, text } of words.receipt.lines) expect(after).to.contain(plain(title)).and.to.contain(plain(text));
        }
      });

  it('gives a cover list one sheet although some names need two lines, and says what it is on the next where all do', async function () {
    this.timeout(120_000);
    const columns = ['序号', '文号', '姓名', '村（社区）', '领取人签名', '备注'];
    const row = (n: number, name: string): string[] => [String(n), `平教义入〔2026〕${10_000 + n}号`, name, '梨树坪村', '', ''];
    const cover = (title: string, long: number) => ({
      cover: {
        title,
        subtitle: '入学通知书',
        columns,
        rows: Array.from({ length: coverRows }, (_, n) => row(n + 1, n < long ? '阿不都热依木江·买买提依明江木' : '李一')),
        note: '送达后交回',
      },
    });
    const { bytes } = await letterPdf(printer, letterDocument('清单', '', [cover('甲村　发放清单', 8), cover('乙村　发放清单', coverRows)]));
    const pages = await readPdf(bytes);
    expect(pages.map(({ text }) => text.match(/.村发放清单/)?.[0])).to.deep.equal(['甲村发放清单', '乙村发放清单', '乙村发放清单']);
    for (const page of pages) {
      for (const word of page.words) expect(word.y, word.text).to.be.within(25, page.height - 20);
      const lines = page.words.filter(({ text }) => text.includes('平教义入'));
      for (const { text } of lines) expect(text, 'a number stays on its line').to.match(/号$/);
    }
    const numbers = pages.flatMap(({ text }) => text.match(/1\d{4}(?=号)/g) ?? []);
    expect(numbers).to.deep.equal([...Array(2)].flatMap(() => Array.from({ length: coverRows }, (_, n) => String(10_001 + n))));
  });

  it('knows which letters the shipped faces have', async () => {
    const uncovered = await uncoveredIn();
    expect(uncovered('𬭎䶮㛃犇骉喆堃赟彧翀·欧阳')).to.deep.equal([]);
    expect(uncovered('李\u{3134a}\u{10fffd}')).to.include('\u{10fffd}');
  });
});
