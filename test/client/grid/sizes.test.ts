import { expect } from 'chai';
import { activeCell, clickCell, type GridPages, gridPages, keys, stateOf } from './grid-page.js';

const PHONE = { width: 390, height: 844, isMobile: true, hasTouch: true };

describe('sizes of the grid', () => {
  let pages: GridPages;
  before(async function () {
    pages = await gridPages(this);
  });

  it('draws only the rows in sight of a long table, and keeps the live input when it is scrolled away', async () => {
    const page = await pages.open('case=long');
    expect(await page.$$eval('tbody tr[data-row]', (rows) => rows.length)).to.be.below(45);
    expect(await page.$eval('table', (table) => table.getAttribute('aria-rowcount'))).to.equal('303');
    expect(await page.$eval('[data-row="4"]', (row) => row.getAttribute('aria-rowindex'))).to.equal('7');
    expect(await page.$eval('tfoot tr', (row) => row.getAttribute('aria-rowindex'))).to.equal('303');
    const height = await page.$eval('.grid-frame', (frame) => frame.scrollHeight);
    await clickCell(page, 1, 2);
    await page.keyboard.type('4');
    await page.$eval('.grid-frame', (frame) => frame.scrollTo(0, 6000));
    await page.waitForSelector('[data-row="180"]');
    expect(await activeCell(page)).to.equal('1,2');
    expect(await page.$eval('.grid-frame', (frame) => frame.scrollHeight), 'the scroll bar does not jump').to.equal(height);
    await page.keyboard.type('2');
    await keys(page, 'Enter');
    expect((await stateOf(page)).values).to.deep.equal({ r2: { transferIn: 42 } });
    expect(await page.$('[data-row="2"]'), 'and one is brought back to it').to.not.equal(null);
    await keys(page, 'Control+End');
    expect(await activeCell(page)).to.equal('299,6');
    await page.close();
  });

  it('keeps the active cell clear of header, first column and sums', async () => {
    const page = await pages.open('case=long', { width: 700, height: 500 });
    await clickCell(page, 0, 0);
    await keys(
      page,
      'Control+End',
      ...Array.from({ length: 30 }, () => 'ArrowUp'),
      ...Array.from({ length: 5 }, () => 'ArrowLeft'),
      ...Array.from({ length: 20 }, () => 'ArrowDown'),
    );
    const hidden = await page.evaluate(() => {
      const input = document.activeElement as Element;
      const { left, top, bottom } = input.getBoundingClientRect();
      return [
        [left + 2, top + 2],
        [left + 2, bottom - 2],
      ].filter(([x, y]) => document.elementFromPoint(x as number, y as number) !== input);
    });
    expect(hidden).to.deep.equal([]);
    await page.close();
  });

  it('gives a phone cells for fingers, number keys, a frozen first column and a way to the next cell', async () => {
    const page = await pages.open('case=pingshun', PHONE);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), 'only the table scrolls sideways').to.equal(390);
    const low = await page.$$eval(
      'tbody td',
      (cells) => cells.filter((cell) => cell.getBoundingClientRect().height < 44 || cell.getBoundingClientRect().width < 44).length,
    );
    expect(low).to.equal(0);
    const first = () => page.$eval('[data-row="0"] > th', (cell) => cell.getBoundingClientRect().left);
    const left = await first();
    const bar = await page.$eval('.grid-bar', (one) => one.getBoundingClientRect().height);
    await page.tap('[data-row="2"] > [data-column="1"]');
    expect(await activeCell(page)).to.equal('2,1');
    expect(await page.$eval('.grid-bar-text', (text) => text.textContent)).to.equal('三年级 · 本月学生数三年级：上月 126 加减变动应为 127，填的是 120');
    expect(await page.$eval('.grid-bar', (one) => one.getBoundingClientRect().height), 'nothing moves').to.equal(bar);
    expect(await page.$eval('.grid-input', (input) => [(input as HTMLInputElement).inputMode, getComputedStyle(input).fontSize])).to.deep.equal([
      'numeric',
      '16px',
    ]);
    await page.keyboard.type('127');
    for (let count = 0; count < 4; count += 1) await page.tap('.grid-bar button:last-child');
    expect(await activeCell(page)).to.equal('2,5');
    expect(await first()).to.equal(left);
    await page.keyboard.type('3');
    await page.tap('.grid-bar button[aria-label="变正负号"]');
    expect((await stateOf(page)).values.g3).to.deep.equal({ lastMonth: 126, thisMonth: 127, transferIn: 2, transferOut: 1, other: -3 });
    await page.tap('.grid-bar button:first-child');
    expect(await activeCell(page)).to.equal('2,4');
    await page.close();
  });

  it('opens a list on a phone with a tap, its choices high enough for a finger', async () => {
    const page = await pages.open('case=lines', PHONE);
    await page.tap('[data-row="1"] > [data-column="1"]');
    expect(await page.$eval('[role="listbox"]', (list) => getComputedStyle(list).backgroundColor)).to.equal('rgb(255, 255, 255)');
    expect(await page.$$eval('[role="option"]', (all) => all.filter((one) => one.getBoundingClientRect().height < 44).length)).to.equal(0);
    await page.tap('[role="option"]:nth-child(3)');
    expect((await stateOf(page)).values.l2?.grade).to.equal('g3');
    await page.close();
  });

  it('wraps long text where it is only read', async () => {
    const page = await pages.open('case=seen');
    await page.evaluate(() =>
      (window as unknown as { __set(part: unknown): void }).__set({
        values: { g1: { remark: '本月有两名学生随父母外出务工转入外省就读，手续正在办理中，已与接收学校联系'.repeat(2) } },
      }),
    );
    await page.waitForFunction(() => (document.querySelector('[data-row="0"]') as Element).getBoundingClientRect().height > 60);
    const height = await page.$eval('[data-row="0"]', (row) => row.getBoundingClientRect().height);
    await clickCell(page, 0, 6);
    expect(await page.$eval('[data-row="0"]', (row) => row.getBoundingClientRect().height)).to.equal(height);
    await page.close();
  });
});
