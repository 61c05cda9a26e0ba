import { expect } from 'chai';
import type { Page } from 'puppeteer';
import { activeCell, clickCell, type GridPages, gridPages, keys, stateOf } from './grid-page.js';

const values = async (page: Page) => (await stateOf(page)).values;
const inputText = (page: Page) => page.$eval('.grid-input', (input) => (input as HTMLInputElement).value);

describe('typing in the grid', () => {
  let pages: GridPages;
  before(async function () {
    pages = await gridPages(this);
  });

  it('replaces what was there and tells once per finished cell', async () => {
    const page = await pages.open('case=pingshun');
    await clickCell(page, 0, 1);
    await page.keyboard.type('2047');
    expect((await stateOf(page)).told, 'nothing is told while typing').to.deep.equal([]);
    await keys(page, 'Enter');
    expect((await stateOf(page)).told).to.deep.equal([[{ row: 'g1', column: 'thisMonth', value: 2047 }]]);
    expect(await activeCell(page)).to.equal('1,1');
    await keys(page, 'Enter', 'ArrowUp', 'Tab');
    expect((await stateOf(page)).told, 'passing through changes nothing').to.have.length(1);
    await page.close();
  });

  it('takes six numbers typed fast down a column, also from a parent that answers late', async () => {
    for (const query of ['case=monthly', 'case=monthly&slow']) {
      const page = await pages.open(query);
      await clickCell(page, 0, 2);
      for (const number of ['11', '22', '33', '44', '55', '66']) {
        await page.keyboard.type(number);
        await page.keyboard.press('Enter');
      }
      expect(await page.$$eval('[data-column="2"]', (cells) => cells.slice(0, 6).map((cell) => cell.textContent))).to.deep.equal([
        '11',
        '22',
        '33',
        '44',
        '55',
        '66',
      ]);
      await page.waitForFunction(() => Object.keys((window as unknown as { __state: { values: object } }).__state.values).length === 6);
      expect(Object.values(await values(page)).map((row) => row?.transferIn)).to.deep.equal([11, 22, 33, 44, 55, 66]);
      expect(await page.$eval('tfoot td:nth-child(4)', (cell) => cell.textContent)).to.equal('231');
      await page.close();
    }
  });

  it('shows the sum at each key and draws nothing else', async () => {
    const page = await pages.open('case=long');
    await clickCell(page, 3, 2);
    await page.keyboard.type('1');
    await page.evaluate(() => {
      const seen: string[] = [];
      Object.assign(window, { __seen: seen });
      new MutationObserver((records) => {
        for (const { target } of records) {
          const element = target instanceof Element ? target : (target.parentElement as Element);
          if (element.tagName !== 'INPUT') seen.push(element.closest('tfoot, tbody, thead')?.tagName ?? '');
        }
      }).observe(document.querySelector('table') as Element, { subtree: true, childList: true, attributes: true, characterData: true });
    });
    await page.keyboard.type('2');
    await page.waitForFunction(() => document.querySelector('tfoot td:nth-child(4)')?.textContent === '12');
    expect(await page.evaluate(() => [...new Set((window as unknown as { __seen: string[] }).__seen)])).to.deep.equal(['TFOOT']);
    expect((await stateOf(page)).told).to.deep.equal([]);
    await page.close();
  });

  it('gives the old text back with Escape, edits it with F2 and double click', async () => {
    const page = await pages.open('case=pingshun');
    await clickCell(page, 0, 0);
    await page.keyboard.type('9');
    await keys(page, 'Escape');
    expect(await inputText(page)).to.equal('112');
    await keys(page, 'F2', 'ArrowLeft');
    expect(await activeCell(page), 'arrows move in the text').to.equal('0,0');
    await page.keyboard.type('7');
    await keys(page, 'Enter');
    expect((await values(page)).g1?.lastMonth).to.equal(1172);
    await clickCell(page, 0, 0, { count: 2 });
    await page.keyboard.type('3');
    await keys(page, 'Home', 'Delete', 'Tab');
    expect((await values(page)).g1?.lastMonth).to.equal(1723);
    await page.close();
  });

  it('ends typing when an arrow is pressed, another cell is clicked or the grid is left', async () => {
    const page = await pages.open('case=monthly');
    await clickCell(page, 0, 0);
    await page.keyboard.type('1');
    await keys(page, 'ArrowRight');
    await page.keyboard.type('2');
    await clickCell(page, 1, 1);
    await page.keyboard.type('3');
    await page.click('#after');
    expect(await values(page)).to.deep.equal({ g1: { lastMonth: 1, thisMonth: 2 }, g2: { thisMonth: 3 } });
    await page.close();
  });

  it('keeps text in a number column, marks it and says why at the cell', async () => {
    const page = await pages.open('case=monthly');
    await clickCell(page, 0, 0);
    await page.keyboard.type('12人');
    await keys(page, 'Enter');
    expect((await values(page)).g1?.lastMonth).to.equal('12人');
    const cell = await page.$eval('[data-row="0"] > [data-column="0"]', (one) => ({
      text: one.textContent,
      invalid: one.getAttribute('aria-invalid'),
      said: document.getElementById(one.getAttribute('aria-describedby') ?? '')?.textContent,
    }));
    expect(cell).to.deep.equal({ text: '12人', invalid: 'true', said: '错误： 这里要填整数' });
    await keys(page, 'ArrowUp', 'F2', 'Backspace', 'Enter');
    expect((await values(page)).g1?.lastMonth).to.equal(12);
    expect(await page.$('[aria-invalid]')).to.equal(null);
    await page.close();
  });

  it('undoes and redoes typing, Delete and what lies between', async () => {
    const page = await pages.open('case=monthly');
    await clickCell(page, 0, 0);
    for (const number of ['1', '2']) {
      await page.keyboard.type(number);
      await keys(page, 'Enter');
    }
    await keys(page, 'Control+z');
    expect(await values(page)).to.deep.equal({ g1: { lastMonth: 1 }, g2: {} });
    expect(await activeCell(page), 'one sees what was undone').to.equal('1,0');
    await keys(page, 'Control+z', 'Control+z', 'Control+Shift+Z');
    expect((await values(page)).g1?.lastMonth).to.equal(1);
    await keys(page, 'Control+y', 'Delete');
    expect((await values(page)).g2).to.deep.equal({});
    await keys(page, 'Control+z');
    expect((await values(page)).g2?.lastMonth).to.equal(2);
    await clickCell(page, 4, 0);
    await page.keyboard.type('5');
    await keys(page, 'Enter', 'Control+y');
    expect((await values(page)).g5?.lastMonth, 'a new deed leaves nothing to redo').to.equal(5);
    await page.close();
  });

  it('takes Chinese composed on a selected cell, with Enter and arrows inside the composition', async () => {
    const page = await pages.open('case=monthly');
    const session = await page.createCDPSession();
    await clickCell(page, 2, 6);
    const compose = (text: string) => session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    await compose('zh');
    await compose("zhuan'xue");
    for (const key of ['ArrowDown', 'Enter']) {
      await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, code: key, windowsVirtualKeyCode: 229 });
      await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code: key, windowsVirtualKeyCode: 229 });
    }
    expect(await activeCell(page), 'keys of the composition move nothing').to.equal('2,6');
    await session.send('Input.insertText', { text: '转学' });
    await page.keyboard.type('2人');
    await keys(page, 'Enter');
    expect(await activeCell(page)).to.equal('3,6');
    expect((await stateOf(page)).told).to.deep.equal([[{ row: 'g3', column: 'remark', value: '转学2人' }]]);
    await clickCell(page, 2, 6);
    await compose('wu');
    await session.send('Input.insertText', { text: '无' });
    await keys(page, 'Tab');
    expect((await values(page)).g3?.remark, 'a composition replaces like any key').to.equal('无');
    await page.close();
  });

  it('never writes computed cells', async () => {
    const page = await pages.open('case=gaps');
    await clickCell(page, 0, 1);
    await page.keyboard.type('5');
    await keys(page, 'F2', '5', 'Delete', 'Control+d', 'Enter');
    expect((await stateOf(page)).told).to.deep.equal([]);
    expect(await page.$eval('[data-row="0"] > [data-column="1"]', (cell) => cell.getAttribute('aria-readonly'))).to.equal('true');
    await page.close();
  });
});
