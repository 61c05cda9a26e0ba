import { expect } from 'chai';
import { activeCell, clickCell, type GridPages, gridPages, keys, stateOf } from './grid-page.js';

describe('moving in the grid', () => {
  let pages: GridPages;
  before(async function () {
    pages = await gridPages(this);
  });

  it('follows arrows, Home, End and Ctrl, and stops at the edges', async () => {
    const page = await pages.open('case=pingshun');
    await clickCell(page, 1, 2);
    await keys(page, 'ArrowRight', 'ArrowDown');
    expect(await activeCell(page)).to.equal('2,3');
    await keys(page, 'ArrowLeft', 'ArrowUp', 'ArrowUp', 'ArrowUp');
    expect(await activeCell(page)).to.equal('0,2');
    await keys(page, 'End');
    expect(await activeCell(page)).to.equal('0,6');
    await keys(page, 'ArrowRight', 'Home');
    expect(await activeCell(page)).to.equal('0,0');
    await keys(page, 'Control+ArrowDown');
    expect(await activeCell(page)).to.equal('6,0');
    await keys(page, 'Control+End');
    expect(await activeCell(page)).to.equal('6,6');
    await keys(page, 'Control+ArrowUp');
    expect(await activeCell(page), 'over blank cells to the edge').to.equal('0,6');
    await keys(page, 'Control+ArrowLeft');
    expect(await activeCell(page), 'over blank cells to the next filled one').to.equal('0,3');
    await keys(page, 'Control+ArrowLeft', 'Control+End', 'Control+Home');
    expect(await activeCell(page)).to.equal('0,0');
    await page.close();
  });

  it('steps over rows that are not asked, and a click on one does nothing', async () => {
    const page = await pages.open('case=gaps');
    await clickCell(page, 0, 0);
    await keys(page, 'ArrowDown');
    expect(await activeCell(page)).to.equal('3,0');
    await clickCell(page, 1, 0);
    expect(await activeCell(page)).to.equal('3,0');
    await keys(page, 'Enter', 'Shift+Enter', 'Shift+Enter');
    expect(await activeCell(page)).to.equal('0,0');
    await page.close();
  });

  it('enters and leaves with Tab: right, on to the next row over computed cells, out at both ends', async () => {
    const page = await pages.open('case=gaps');
    await page.focus('#before');
    await keys(page, 'Tab');
    expect(await activeCell(page)).to.equal('0,0');
    await keys(page, 'Tab');
    expect(await activeCell(page), 'the computed column is stepped over').to.equal('0,2');
    await keys(page, 'End', 'Tab');
    expect(await activeCell(page), 'two rows are not asked').to.equal('3,0');
    await keys(page, 'Shift+Tab');
    expect(await activeCell(page)).to.equal('0,6');
    await keys(page, 'Control+End', 'Tab');
    expect(await page.evaluate(() => document.activeElement?.id)).to.equal('after');
    await keys(page, 'Shift+Tab');
    expect(await activeCell(page)).to.equal('8,6');
    await keys(page, 'Control+Home', 'Shift+Tab');
    expect(await page.evaluate(() => document.activeElement?.id)).to.equal('before');
    await page.close();
  });

  it('leaves at once with Escape and then Tab', async () => {
    const page = await pages.open('case=monthly');
    await clickCell(page, 2, 2);
    await keys(page, 'Escape', 'Tab');
    expect(await page.evaluate(() => document.activeElement?.id)).to.equal('after');
    expect((await stateOf(page)).told).to.deep.equal([]);
    await page.close();
  });

  it('is one stop for Tab when nothing can be written', async () => {
    const page = await pages.open('case=seen');
    await page.focus('#before');
    await keys(page, 'Tab', 'ArrowDown', '9');
    expect(await activeCell(page)).to.equal('1,0');
    await keys(page, 'Delete', 'Tab');
    expect(await page.evaluate(() => document.activeElement?.id)).to.equal('after');
    expect((await stateOf(page)).told).to.deep.equal([]);
    await page.close();
  });

  it('goes where it is told when the nonce changes, and only then', async () => {
    const page = await pages.open('case=monthly');
    const set = (part: Record<string, unknown>) => page.evaluate((one) => (window as unknown as { __set(part: unknown): void }).__set(one), part);
    await set({ focus: { row: 'g8', column: 'absent', nonce: 1 } });
    await page.waitForFunction(() => document.activeElement?.tagName === 'INPUT');
    expect(await activeCell(page)).to.equal('7,4');
    await page.focus('#before');
    await set({ focus: { row: 'g8', column: 'absent', nonce: 1 }, label: '又画一次' });
    await page.waitForSelector('table[aria-label="又画一次"]');
    expect(await activeCell(page)).to.equal('');
    await set({ focus: { row: 'nowhere', column: 'absent', nonce: 2 } });
    expect(await activeCell(page)).to.equal('');
    await page.close();
  });
});
