import { expect } from 'chai';
import type { KeyPressOptions, Page } from 'puppeteer';
import { activeCell, clickCell, type GridPages, gridPages, keys, stateOf } from './grid-page.js';

const order = async (page: Page) => (await stateOf(page)).rows.map((row) => row.key);
const options = (page: Page) => page.$$eval('[role="option"]', (all) => all.map((one) => one.textContent));

describe('free lines of the grid', () => {
  let pages: GridPages;
  before(async function () {
    pages = await gridPages(this);
  });

  it('are added at the end with the keys alone', async () => {
    const page = await pages.open('case=lines');
    await clickCell(page, 2, 0);
    await page.keyboard.type('丙三');
    await keys(page, 'Enter');
    expect(await page.evaluate(() => document.activeElement?.textContent)).to.equal('＋ 增加一行');
    await keys(page, 'ArrowUp');
    expect(await activeCell(page)).to.equal('2,0');
    await keys(page, 'ArrowDown', 'Enter');
    expect(await activeCell(page)).to.equal('3,0');
    await page.keyboard.type('丁四');
    await keys(page, 'Tab');
    const { rows, values } = await stateOf(page);
    expect(rows).to.have.length(4);
    expect(values[rows[3]?.key ?? '']).to.deep.equal({ name: '丁四' });
    await keys(page, 'Control+z', 'Control+z');
    expect(await order(page)).to.deep.equal(['l1', 'l2', 'l3']);
    await keys(page, 'Control+y', 'Control+y');
    expect((await stateOf(page)).values[(await order(page))[3] ?? '']).to.deep.equal({ name: '丁四' });
    await page.close();
  });

  it('stop at their greatest number, with a word', async () => {
    const page = await pages.open('case=lines');
    for (let count = 0; count < 5; count += 1) await page.click('.grid-add button');
    expect(await order(page)).to.have.length(6);
    expect(await page.$eval('[role="status"]', (line) => line.textContent)).to.equal('最多 6 行');
    await page.close();
  });

  it('are removed with Ctrl+- and the button, and come back with what they held', async () => {
    const page = await pages.open('case=lines');
    await clickCell(page, 0, 1);
    await keys(page, 'Control+-');
    expect(await order(page)).to.deep.equal(['l2', 'l3']);
    expect(await activeCell(page), 'the next line takes its place').to.equal('0,1');
    await keys(page, 'Control+z');
    const { rows, values } = await stateOf(page);
    expect(rows.map((row) => row.title)).to.deep.equal(['1', '2', '3']);
    expect(values[rows[2]?.key ?? '']).to.deep.equal({ name: '甲一', grade: 'g3', date: '2025-09-03', times: 2, photo: true });
    await page.hover('[data-row="1"] > th');
    await page.click('[data-row="1"] .grid-remove');
    expect(await order(page)).to.have.length(2);
    await clickCell(page, 0, 0);
    await keys(page, 'Shift+ArrowDown', 'Control+-');
    expect(await order(page)).to.deep.equal([]);
    await page.click('.grid-add button');
    expect(await activeCell(page)).to.equal('0,0');
    await page.close();
  });

  it('are added by a paste that is longer, as far as there is room', async () => {
    const page = await pages.open('case=lines');
    await page.evaluate(
      (text) => navigator.clipboard.writeText(text),
      Array.from({ length: 5 }, (_, row) => `新${row}\t二年级\t2025/9/${row + 1}\t1,00${row}\t√`).join('\r\n'),
    );
    await clickCell(page, 2, 0);
    await page.keyboard.down('Control');
    await page.keyboard.press('v', { commands: ['Paste'] } as KeyPressOptions);
    await page.keyboard.up('Control');
    const { rows, values } = await stateOf(page);
    expect(rows).to.have.length(6);
    expect(values[rows[5]?.key ?? '']).to.deep.equal({ name: '新3', grade: 'g2', date: '2025-09-04', times: 1003, photo: true });
    expect(await page.$eval('[role="status"]', (line) => line.textContent)).to.equal('已粘贴 20 格；多出 1 行没有粘贴');
    await keys(page, 'Control+z');
    expect(await order(page)).to.deep.equal(['l1', 'l2', 'l3']);
    await keys(page, 'Control+y');
    expect((await stateOf(page)).values[(await order(page))[5] ?? '']?.name).to.equal('新3');
    await page.close();
  });

  it('take dates as people write them and mark what is none', async () => {
    const page = await pages.open('case=lines');
    await clickCell(page, 0, 2);
    for (const text of ['2025/9/3', '20250904', '9月5日']) {
      await page.keyboard.type(text);
      await keys(page, 'Enter');
    }
    const { values } = await stateOf(page);
    expect([values.l1?.date, values.l2?.date, values.l3?.date]).to.deep.equal(['2025-09-03', '2025-09-04', '9月5日']);
    expect(await page.$eval('[data-row="2"] > [data-column="2"]', (cell) => cell.getAttribute('aria-invalid'))).to.equal('true');
    await page.close();
  });

  it('choose from a list by typing part of it, by arrows, by the mouse', async () => {
    const page = await pages.open('case=lines');
    await clickCell(page, 1, 1);
    await page.keyboard.type('六');
    expect(await options(page)).to.deep.equal(['六年级']);
    await keys(page, 'Enter');
    expect(await activeCell(page)).to.equal('2,1');
    await keys(page, 'Alt+ArrowDown', 'ArrowDown', 'ArrowDown');
    expect(await page.$eval('.grid-input', (input) => document.getElementById(input.getAttribute('aria-activedescendant') ?? '')?.textContent)).to.equal(
      '二年级',
    );
    await keys(page, 'Tab');
    await clickCell(page, 0, 1);
    await page.click('.grid-open');
    await page.click('[role="option"]:nth-child(9)');
    expect(await activeCell(page), 'choosing with the mouse stays').to.equal('0,1');
    const { values } = await stateOf(page);
    expect([values.l1?.grade, values.l2?.grade, values.l3?.grade]).to.deep.equal(['g9', 'g6', 'g2']);
    await keys(page, 'F2', 'ArrowUp', 'Escape');
    expect(await page.$('[role="listbox"]')).to.equal(null);
    expect((await stateOf(page)).values.l1?.grade).to.equal('g9');
    await page.keyboard.type('高三');
    expect(await options(page)).to.deep.equal(['没有这一项']);
    await keys(page, 'Enter');
    expect((await stateOf(page)).values.l1?.grade, 'nothing typed is lost').to.equal('高三');
    await page.close();
  });

  it('tick with the space bar', async () => {
    const page = await pages.open('case=lines');
    await clickCell(page, 0, 4);
    await keys(page, 'Space', 'ArrowDown', 'Space');
    const { values } = await stateOf(page);
    expect([values.l1?.photo, values.l2?.photo]).to.deep.equal([false, true]);
    await page.close();
  });
});
