import { createRequire } from 'node:module';
import { expect } from 'chai';
import type { Page } from 'puppeteer';
import { activeCell, clickCell, type GridPages, gridPages, keys } from './grid-page.js';

const axePath = createRequire(import.meta.url).resolve('axe-core');
const faults = async (page: Page): Promise<string[]> => {
  await page.addScriptTag({ path: axePath });
  return page.evaluate(async () => {
    type Axe = { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    const { violations } = await (window as unknown as { axe: Axe }).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
  });
};
const set = (page: Page, part: Record<string, unknown>) => page.evaluate((one) => (window as unknown as { __set(part: unknown): void }).__set(one), part);

describe('access to the grid', () => {
  let pages: GridPages;
  before(async function () {
    pages = await gridPages(this);
  });

  it('has nothing axe finds fault with, at rest, in use and on a phone', async () => {
    for (const query of ['case=pingshun', 'case=lines', 'case=seen', 'case=long', 'case=gaps']) {
      const page = await pages.open(query);
      expect(await faults(page), query).to.deep.equal([]);
      await clickCell(page, 0, 1);
      await page.keyboard.type('一');
      expect(await faults(page), `${query} in use`).to.deep.equal([]);
      await page.setViewport({ width: 390, height: 844 });
      await page.waitForFunction(() => (document.querySelector('.grid-frame')?.clientWidth as number) < 400);
      expect(await faults(page), `${query} on a phone`).to.deep.equal([]);
      await page.close();
    }
  });

  it('is a grid with merged column headers, row headers and named cells to whoever cannot see it', async () => {
    const page = await pages.open('case=pingshun');
    await clickCell(page, 2, 3);
    const tree = await page.accessibility.snapshot({ interestingOnly: false });
    const found = new Map<string, string[]>();
    const walk = (node: typeof tree) => {
      if (!node) return;
      found.set(node.role, [...(found.get(node.role) ?? []), node.name ?? '']);
      node.children?.forEach(walk);
    };
    walk(tree);
    expect(found.get('grid')).to.deep.equal(['各年级学生数']);
    expect(found.get('columnheader')?.map((name) => name.replace(' ', ''))).to.include.members(['年级', '变动情况', '转入', '备注']);
    expect(found.get('rowheader')).to.include.members(['一年级', '合计']);
    expect(found.get('gridcell')).to.have.length(9 * 7 + 7);
    expect(found.get('textbox')).to.deep.equal(['三年级 变动情况 转出']);
    expect(
      await page.$$eval('thead th', (heads) =>
        heads.map((head) => `${head.textContent}${(head as HTMLTableCellElement).rowSpan}${(head as HTMLTableCellElement).colSpan}`),
      ),
    ).to.deep.equal(['年级21', '上月学生数*21', '本月学生数*21', '变动情况14', '备注21', '转入11', '转出11', '未在校11', '其他11']);
    await page.close();
  });

  it('tells errors and warnings at the cell and beside the active one', async () => {
    const page = await pages.open('case=pingshun');
    const cell = (row: number, column: number) =>
      page.$eval(`[data-row="${row}"] > [data-column="${column}"]`, (one) => ({
        invalid: one.getAttribute('aria-invalid'),
        said: document.getElementById(one.getAttribute('aria-describedby') ?? '')?.textContent,
        corner: getComputedStyle(one).backgroundImage !== 'none',
      }));
    expect(await cell(2, 1)).to.deep.equal({ invalid: 'true', said: '错误： 三年级：上月 126 加减变动应为 127，填的是 120', corner: true });
    expect(await cell(4, 6)).to.deep.equal({ invalid: null, said: '提醒： 五年级：“其他”填了 -2，请在备注中说明是什么变动', corner: true });
    expect(await cell(0, 0)).to.deep.equal({ invalid: null, said: '自动带入自5月报表', corner: true });
    expect(await page.$('.grid-bubble')).to.equal(null);
    await clickCell(page, 2, 1);
    expect(await page.$eval('.grid-bubble', (bubble) => bubble.textContent)).to.equal('三年级：上月 126 加减变动应为 127，填的是 120');
    expect(
      await page.$eval('.grid-input', (input) => [
        input.getAttribute('aria-invalid'),
        document.getElementById(input.getAttribute('aria-describedby') ?? '')?.textContent,
      ]),
    ).to.deep.equal(['true', '错误： 三年级：上月 126 加减变动应为 127，填的是 120']);
    await set(page, { issues: [] });
    await page.waitForFunction(() => !document.querySelector('.grid-bubble, [aria-invalid]'));
    await page.close();
  });

  it('reads a changed sum out when typing pauses, not at each key', async () => {
    const page = await pages.open('case=monthly');
    await page.evaluate(() => {
      const said: string[] = [];
      Object.assign(window, { __said: said });
      new MutationObserver(() => said.push(document.querySelector('[aria-live="polite"]:not([role])')?.textContent ?? '')).observe(
        document.querySelector('[aria-live="polite"]:not([role])') as Element,
        { childList: true, characterData: true, subtree: true },
      );
    });
    await clickCell(page, 0, 2);
    for (const number of ['1', '2', '3']) {
      await page.keyboard.type(number);
      await keys(page, 'Enter');
    }
    await page.waitForFunction(() => (window as unknown as { __said: string[] }).__said.at(-1)?.endsWith(' 6。'));
    const said = await page.evaluate(() => (window as unknown as { __said: string[] }).__said);
    expect(said.at(-1)).to.equal('合计，变动情况 转入 6。');
    // Six keys and three sums; a slow machine may pause long enough between two numbers to be told of one.
    expect(said.length).to.be.at.most(3);
    await page.close();
  });

  it('shows what another person changed until it was visited', async () => {
    const page = await pages.open('case=monthly');
    await set(page, { changed: { 'g2.absent': 'theirs', 'g3.absent': 'mine' }, values: { g2: { absent: 4 }, g3: { absent: 5 } } });
    await page.waitForSelector('.grid-theirs');
    await clickCell(page, 1, 4);
    expect(await page.$eval('.grid-bubble', (bubble) => bubble.textContent)).to.equal('刚被别人改过');
    await keys(page, 'ArrowUp');
    expect(await page.$('.grid-theirs')).to.equal(null);
    expect(await page.$('.grid-mine')).to.not.equal(null);
    await page.close();
  });

  it('lets what others change in while one types elsewhere and keeps what one types', async () => {
    const page = await pages.open('case=monthly');
    await clickCell(page, 0, 0);
    await page.keyboard.type('77');
    await set(page, { values: { g1: { lastMonth: 5 }, g2: { lastMonth: 6 } } });
    await page.waitForFunction(() => document.querySelector('[data-row="1"] > [data-column="0"]')?.textContent === '6');
    expect(await activeCell(page)).to.equal('0,0');
    await keys(page, 'Enter', 'ArrowUp');
    expect(await page.$eval('.grid-input', (input) => (input as HTMLInputElement).value)).to.equal('77');
    await set(page, { values: { g1: { lastMonth: 8 } } });
    await page.waitForFunction(() => (document.querySelector('.grid-input') as HTMLInputElement).value === '8');
    await page.close();
  });
});
