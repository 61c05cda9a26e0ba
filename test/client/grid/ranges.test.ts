import { expect } from 'chai';
import type { KeyPressOptions, Page } from 'puppeteer';
import { activeCell, clickCell, type GridPages, gridPages, keys, stateOf } from './grid-page.js';

// The clipboard is the browser's own: the editing command that goes with the key is sent along, as a desktop's key bindings would.
const edit = async (page: Page, key: 'c' | 'x' | 'v') => {
  await page.keyboard.down('Control');
  await page.keyboard.press(key, { commands: [{ c: 'Copy', x: 'Cut', v: 'Paste' }[key]] } as KeyPressOptions);
  await page.keyboard.up('Control');
};
const setClipboard = (page: Page, text: string) => page.evaluate((one) => navigator.clipboard.writeText(one), text);
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());
const selected = (page: Page) =>
  page.$$eval('.grid-selected', (cells) => cells.map((cell) => `${(cell.parentElement as HTMLElement).dataset.row},${(cell as HTMLElement).dataset.column}`));
const status = (page: Page) => page.$eval('.grid-status', (line) => line.textContent);
const middle = async (page: Page, selector: string) => {
  const box = await (await page.waitForSelector(selector))?.boundingBox();
  return { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
};
const cellAt = (page: Page, row: number, column: number) => middle(page, `[data-row="${row}"] > [data-column="${column}"]`);
const drag = async (page: Page, from: { x: number; y: number }, to: { x: number; y: number }) => {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2);
  await page.mouse.move(to.x, to.y);
  await page.mouse.up();
};

describe('ranges of the grid', () => {
  let pages: GridPages;
  before(async function () {
    pages = await gridPages(this);
  });

  it('are selected with Shift, the mouse, Shift and the mouse, and Ctrl+A, and counted', async () => {
    const page = await pages.open('case=pingshun');
    await clickCell(page, 0, 0);
    await keys(page, 'Shift+ArrowRight', 'Shift+ArrowDown');
    expect(await selected(page)).to.deep.equal(['0,0', '0,1', '1,0', '1,1']);
    expect(await activeCell(page), 'the active cell stays').to.equal('0,0');
    expect(await status(page)).to.contain('已选 4 格，合计 464');
    await keys(page, 'Shift+Control+ArrowDown');
    expect(await selected(page)).to.have.length(14);
    await drag(page, await cellAt(page, 3, 3), await cellAt(page, 1, 2));
    expect(await selected(page)).to.deep.equal(['1,2', '1,3', '2,2', '2,3', '3,2', '3,3']);
    expect(await activeCell(page)).to.equal('3,3');
    await page.keyboard.down('Shift');
    await clickCell(page, 4, 5);
    await page.keyboard.up('Shift');
    expect(await selected(page)).to.deep.equal(['3,3', '3,4', '3,5', '4,3', '4,4', '4,5']);
    await keys(page, 'Control+a');
    expect(await selected(page)).to.have.length(7 * 7);
    await keys(page, 'ArrowDown');
    expect(await selected(page)).to.have.length(1);
    await page.close();
  });

  it('are copied as text and as a table, and cut', async () => {
    const page = await pages.open('case=pingshun');
    await clickCell(page, 0, 0);
    await keys(page, 'Shift+ArrowRight', 'Shift+ArrowDown');
    await edit(page, 'c');
    expect(await clipboard(page)).to.equal('112\t113\r\n119\t120');
    const html = await page.evaluate(async () => (await (await navigator.clipboard.read())[0]?.getType('text/html'))?.text());
    expect(html).to.contain('<tr><td>112</td><td>113</td></tr>');
    expect((await stateOf(page)).told).to.deep.equal([]);
    await edit(page, 'x');
    expect((await stateOf(page)).told).to.have.length(1);
    expect((await stateOf(page)).values.g2?.lastMonth).to.equal(undefined);
    await clickCell(page, 3, 2);
    await edit(page, 'v');
    const { values } = await stateOf(page);
    expect([values.g4?.transferIn, values.g4?.transferOut, values.g5?.transferIn, values.g5?.transferOut]).to.deep.equal([112, 113, 119, 120]);
    await page.close();
  });

  it('take a block of 9 × 7 as Excel writes it, in one undoable deed', async () => {
    const page = await pages.open('case=monthly');
    const lines = Array.from({ length: 9 }, (_, row) =>
      [`"1,${108 + row}"`.replaceAll('"', ''), `１１${row}`, '2', '1', '', '-1', row === 0 ? '"转学\n两人"' : '"他说""好"""'].join('\t'),
    );
    await setClipboard(page, `${lines.join('\r\n')}\r\n`);
    await clickCell(page, 0, 0);
    await edit(page, 'v');
    const { values, told } = await stateOf(page);
    expect(told).to.have.length(1);
    expect(values.g1).to.deep.equal({ lastMonth: 1108, thisMonth: 110, transferIn: 2, transferOut: 1, other: -1, remark: '转学 两人' });
    expect(values.g9).to.deep.equal({ lastMonth: 1116, thisMonth: 118, transferIn: 2, transferOut: 1, other: -1, remark: '他说"好"' });
    expect(await status(page), 'nothing to say, but what is selected').to.contain('已选 63 格');
    expect(await page.$eval('tfoot td:nth-child(2)', (cell) => cell.textContent)).to.equal('10008');
    await keys(page, 'Control+z');
    expect(Object.values((await stateOf(page)).values).every((row) => Object.values(row ?? {}).every((value) => value === undefined))).to.equal(true);
    await keys(page, 'Control+y');
    expect((await stateOf(page)).values.g9?.lastMonth).to.equal(1116);
    await page.close();
  });

  it('say what a paste could not do, and keep text that is no number', async () => {
    const page = await pages.open('case=gaps');
    await setClipboard(page, '1\t2\t三\r\n4\t5\t6\r\n');
    await clickCell(page, 0, 0);
    await edit(page, 'v');
    expect(await status(page)).to.contain('已粘贴 2 格；4 格不能填，已跳过；1 格不是要填的内容，已标出');
    expect((await stateOf(page)).values).to.deep.equal({ g1: { lastMonth: 1, transferIn: '三' } });
    await clickCell(page, 8, 5);
    await edit(page, 'v');
    expect(await status(page)).to.contain('多出 1 行没有粘贴；多出 1 列没有粘贴');
    expect((await stateOf(page)).values.g9).to.deep.equal({ other: 1, remark: '2' });
    await page.close();
  });

  it('take one pasted or typed-over cell into all of them, and nothing while only reading', async () => {
    const page = await pages.open('case=monthly');
    await setClipboard(page, '7');
    await drag(page, await cellAt(page, 0, 2), await cellAt(page, 2, 3));
    await edit(page, 'v');
    expect((await stateOf(page)).told[0]).to.have.length(6);
    await page.close();
    const seen = await pages.open('case=seen');
    await clickCell(seen, 0, 0);
    await edit(seen, 'v');
    await edit(seen, 'x');
    expect((await stateOf(seen)).told).to.deep.equal([]);
    expect(await clipboard(seen)).to.equal('112');
    await seen.close();
  });

  it('paste into text being typed stays in that text', async () => {
    const page = await pages.open('case=monthly');
    await setClipboard(page, '34');
    await clickCell(page, 0, 0);
    await page.keyboard.type('12');
    await edit(page, 'v');
    await keys(page, 'Enter');
    expect((await stateOf(page)).values).to.deep.equal({ g1: { lastMonth: 1234 } });
    await page.close();
  });

  it('are emptied with Delete and filled downwards with Ctrl+D, over rows not asked', async () => {
    const page = await pages.open('case=gaps');
    await clickCell(page, 0, 0);
    await page.keyboard.type('5');
    await keys(page, 'ArrowUp', 'Shift+ArrowDown', 'Shift+ArrowDown', 'Control+d');
    let { values } = await stateOf(page);
    expect(values).to.deep.equal({ g1: { lastMonth: 5 }, g4: { lastMonth: 5 }, g5: { lastMonth: 5 } });
    await clickCell(page, 3, 2);
    await page.keyboard.type('8');
    await keys(page, 'Enter', 'Control+d');
    expect((await stateOf(page)).values.g5?.transferIn, 'one cell takes the one above').to.equal(8);
    await clickCell(page, 0, 0);
    await keys(page, 'Shift+Control+End', 'Delete');
    ({ values } = await stateOf(page));
    expect(
      Object.values(values)
        .flatMap((row) => Object.values(row ?? {}))
        .filter((value) => value !== undefined),
    ).to.deep.equal([]);
    await keys(page, 'Control+z');
    expect((await stateOf(page)).values.g5).to.deep.equal({ lastMonth: 5, transferIn: 8 });
    await page.close();
  });

  it('are repeated with the fill handle', async () => {
    const page = await pages.open('case=monthly');
    await clickCell(page, 0, 2);
    await page.keyboard.type('1');
    await keys(page, 'Enter');
    await page.keyboard.type('2');
    await keys(page, 'Enter', 'ArrowUp', 'Shift+ArrowUp');
    await drag(page, await middle(page, '.grid-handle'), await cellAt(page, 5, 3));
    expect(Object.values((await stateOf(page)).values).map((row) => row?.transferIn)).to.deep.equal([1, 2, 1, 2, 1, 2]);
    expect(await selected(page)).to.have.length(6);
    await keys(page, 'Control+z');
    expect((await stateOf(page)).values.g3?.transferIn).to.equal(undefined);
    await page.close();
  });
});
