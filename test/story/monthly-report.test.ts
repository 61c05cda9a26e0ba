// The whole of it, as people do it: a school fills in its month, is sent back, corrects, is accepted; the county sees the sum and prints.
import { mkdirSync } from 'node:fs';
import { expect } from 'chai';
import type { Browser } from 'puppeteer';
import { type AtTheScreen, sitDown } from '../support/at-the-screen.js';
import { openTestBrowser } from '../support/browser.js';
import { readPdf } from '../support/pdf-text.js';
import { readWithSecondLibrary } from '../support/second-reader.js';
import { startServer, type TestServer } from '../support/server.js';

const period = '2026-10';
const report = '/reports/monthly-monitoring/ps-s01/2026-10';
/** Set to a folder to keep pictures of every step. */
const pictures = process.env.PICTURES;

describe('the story of a monthly report, on the screen', function () {
  this.timeout(240_000);
  let server: TestServer;
  let browser: Browser;
  let last: number[];
  const picture = async (person: AtTheScreen, name: string): Promise<void> => {
    if (!pictures) return;
    mkdirSync(pictures, { recursive: true });
    await person.page.screenshot({ path: `${pictures}/${name}.png` as `${string}.png` });
  };
  const isSaved = (person: AtTheScreen): Promise<void> => person.reads('已自动保存');

  before(async function () {
    browser = await openTestBrowser(this as never);
    server = await startServer({ client: true });
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  it('a filler finds the work of the day, types the numbers, and is told what does not balance', async () => {
    const filler = await sitDown(browser, server.url, 'filler');
    await picture(filler, '01-todo');
    await filler.click('去填报');
    await filler.reads('平顺县中小学控辍保学动态监测月报表（一）');
    const grades = ['一年级', '二年级', '三年级', '四年级', '五年级', '六年级'];
    last = [];
    for (const grade of grades) last.push(Number(await filler.inCell(grade, 0)));
    expect(
      last.every((number) => number > 0),
      `carried: ${last}`,
    ).to.equal(true);
    expect(await (await filler.cell('七年级', 1)).evaluate((cell) => cell.getAttribute('aria-disabled'))).to.equal('true');

    await filler.typeDown('一年级', 1, last.map(String));
    await filler.typeDown('二年级', 2, ['2']);
    await filler.reads(`二年级：上月 ${last[1]} 加减变动应为 ${Number(last[1]) + 2}，填的是 ${last[1]}`);
    expect(await (await filler.cell('二年级', 1)).evaluate((cell) => cell.getAttribute('aria-invalid'))).to.equal('true');
    await picture(filler, '02-wrong');
    await filler.typeDown('二年级', 1, [String(Number(last[1]) + 2)]);
    const sum = last.reduce((total, number) => total + number, 2);
    await filler.page.waitForFunction(
      (total) =>
        [...document.querySelectorAll('table[role=grid] tfoot td, table[role=grid] .grid-total td, table[role=grid] tr td')].some(
          (cell) => cell.textContent === total,
        ),
      {},
      String(sum),
    );
    await isSaved(filler);
    await filler.click('提交校长审核', 'button');
    await filler.reads('待校长审核');
    await picture(filler, '03-submitted');
    await filler.signOut();
    const { body } = await (await server.as('filler')).get(`/api${report}`);
    expect(body.state.key).to.equal('submitted');
    expect(body.data.grades.g2).to.deep.include({ transferIn: 2, thisMonth: Number(last[1]) + 2 });
  });

  it('the head passes it on and the county sends it back with a reason', async () => {
    const head = await sitDown(browser, server.url, 'head');
    await head.click('去审核');
    await head.click('审核通过并上报', 'button');
    await head.reads('待县局审核');
    await head.signOut();

    const reviewer = await sitDown(browser, server.url, 'reviewer');
    await reviewer.page.goto(server.url + report, { waitUntil: 'networkidle0' });
    await reviewer.click('退回学校', 'button');
    await reviewer.page.waitForSelector('#reason');
    await reviewer.page.type('#reason', '二年级转入的两人学籍还没有转来，请核对');
    await picture(reviewer, '04-return');
    await reviewer.page.keyboard.down('Control');
    await reviewer.page.keyboard.press('Enter');
    await reviewer.page.keyboard.up('Control');
    await reviewer.reads('已退回');
    await reviewer.signOut();
  });

  it('the filler reads why, corrects it and hands it in again', async () => {
    const filler = await sitDown(browser, server.url, 'filler');
    await filler.reads('退回原因：二年级转入的两人学籍还没有转来，请核对');
    await filler.click('去改正');
    await filler.reads('二年级转入的两人学籍还没有转来，请核对');
    await picture(filler, '05-returned');
    await filler.typeDown('二年级', 2, ['1']);
    await filler.typeDown('二年级', 1, [String(Number(last[1]) + 1)]);
    await isSaved(filler);
    await filler.click('提交校长审核', 'button');
    await filler.reads('待校长审核');
    await filler.signOut();
    const head = await sitDown(browser, server.url, 'head');
    await head.click('去审核');
    await head.click('审核通过并上报', 'button');
    await head.reads('待县局审核');
    await head.signOut();
  });

  it('the county accepts it; both sides see the whole history', async () => {
    const reviewer = await sitDown(browser, server.url, 'reviewer');
    await reviewer.page.goto(server.url + report, { waitUntil: 'networkidle0' });
    await reviewer.click('审核通过', 'button');
    await reviewer.reads('已通过');
    await reviewer.click('更多');
    await reviewer.click('办理记录');
    await reviewer.reads('二年级·转入');
    await picture(reviewer, '06-history');
    await reviewer.click('关闭', 'button');
    await reviewer.signOut();
    const filler = await sitDown(browser, server.url, 'filler');
    await filler.page.goto(server.url + report, { waitUntil: 'networkidle0' });
    await filler.click('更多');
    await filler.click('办理记录');
    await filler.reads('原因：二年级转入的两人学籍还没有转来，请核对');
    const history = await filler.shows();
    for (const word of ['提交校长审核', '校长审核通过并上报', '县局退回', '县局审核通过']) expect(history).to.include(word);
    await filler.click('关闭', 'button');
    await filler.signOut();
  });

  it('prints the sheet, and the PDF says what was typed', async () => {
    const clerk = await sitDown(browser, server.url, 'clerk');
    await clerk.page.goto(server.url + report, { waitUntil: 'networkidle0' });
    await clerk.click('更多');
    await clerk.click('打印预览');
    const { bytes, name } = await clerk.download(() => clerk.click('下载 PDF', 'link'));
    expect(name).to.match(/\.pdf$/);
    await clerk.page.keyboard.press('Escape');
    const [page] = await readPdf(bytes);
    for (const words of [
      '平顺县中小学控辍保学动态监测月报表（一）',
      '学校（公章）',
      '东岚镇中心小学',
      '校长签字',
      '填表人签字',
      '变动情况',
      '九年级',
      '合计',
      '2026年10月',
    ])
      expect(page?.text).to.include(words);
    const second = page?.words.find((word) => word.text === '二年级');
    const line = page?.words.filter((word) => Math.abs(word.y - (second?.y ?? 0)) < 4).map((word) => word.text);
    expect(line).to.deep.equal(['二年级', String(last[1]), String(Number(last[1]) + 1), '1']);
    await clerk.signOut();
  });

  it('downloads the same sheet as a workbook with the same merges', async () => {
    const clerk = await sitDown(browser, server.url, 'clerk');
    await clerk.page.goto(server.url + report, { waitUntil: 'networkidle0' });
    await clerk.click('更多');
    const { bytes, name } = await clerk.download(() => clerk.click('下载 Excel'));
    expect(name).to.match(/\.xlsx$/);
    const { cells, merges } = readWithSecondLibrary(bytes);
    const at = (text: string): string => Object.keys(cells).find((address) => cells[address]?.value === text) ?? '';
    const row = Number(at('二年级').replace(/\D/g, ''));
    expect(['B', 'C', 'D'].map((column) => cells[`${column}${row}`]?.value)).to.deep.equal([last[1], Number(last[1]) + 1, 1]);
    const top = Number(at('变动情况').replace(/\D/g, ''));
    expect(merges).to.include.members([`D${top}:G${top}`, `A${top}:A${top + 1}`, `B${top}:B${top + 1}`, `H${top}:H${top + 1}`]);
    const total = Number(at('合计').replace(/\D/g, ''));
    expect(cells[`C${total}`]?.value).to.equal(last.reduce((sum, number) => sum + number, 1));
    await clerk.signOut();
  });

  it('the county sees the sum, provisional, and goes down to the school', async () => {
    const reviewer = await sitDown(browser, server.url, 'reviewer');
    await reviewer.page.goto(`${server.url}/sums?definition=monthly-monitoring&period=${period}`, { waitUntil: 'networkidle0' });
    await reviewer.reads('暂定数');
    await picture(reviewer, '07-sum');
    await reviewer.click('东岚镇中心校');
    await reviewer.reads('东岚镇中心小学');
    await reviewer.reads(String(last.reduce((sum, number) => sum + number, 1)));
    await picture(reviewer, '08-drill');
    await reviewer.click('东岚镇中心小学');
    await reviewer.reads('平顺县中小学控辍保学动态监测月报表（一）');
    await reviewer.signOut();
  });
});
