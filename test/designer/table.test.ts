// Somebody who knows Excel and nothing else makes and changes a table, with mouse and keys.
import { expect } from 'chai';
import type { Browser, KeyPressOptions, Page } from 'puppeteer';
import { type AtTheScreen, sitDown } from '../support/at-the-screen.js';
import { seriousFaults } from '../support/axe.js';
import { openTestBrowser } from '../support/browser.js';
import { startServer, type TestServer } from '../support/server.js';

const header = '年级\t在校学生数\t\t\t用餐人数\t\t\t补助金额（元）\t经办人\t备注\r\n\t男\t女\t合计\t寄宿生\t走读生\t合计\t\t\t\r\n';
// biome-ignore lint/suspicious/noExplicitAny: a test reads the parts of an answer it asserts.
type Json = any;

describe('the table designer', () => {
  let server: TestServer;
  let browser: Browser;
  before(async function () {
    this.timeout(180_000);
    browser = await openTestBrowser(this);
    server = await startServer({ client: true });
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  /** The draft when everything on the screen is saved. */
  async function saved(page: Page): Promise<Json> {
    await page.waitForFunction(() => document.querySelector('.save-words')?.textContent === '已保存');
    const [, id] = /forms\/([^/]+)\/design/.exec(page.url()) ?? [];
    return (await (await server.as('designer')).get(`/api/definitions/${id}/draft`)).body;
  }
  async function open(size?: { width: number; height: number }): Promise<AtTheScreen> {
    const designer = await server.as('designer');
    const { body } = await designer.get('/api/definitions/monthly-monitoring/draft');
    if (body.rev > 0) await designer.delete(`/api/definitions/monthly-monitoring/draft?rev=${body.rev}`);
    const me = await sitDown(browser, server.url, 'designer');
    if (size) await me.page.setViewport(size);
    await me.page.goto(`${server.url}/forms/monthly-monitoring/design?part=sheet`, { waitUntil: 'networkidle0' });
    return me;
  }
  const column = async (page: Page, title: string) => {
    const cell = await page.waitForSelector(`.design-sheet thead ::-p-aria([name="${title}"][role="button"])`, { visible: true });
    if (!cell) throw new Error(`no column ${title}`);
    return cell;
  };
  const middle = async (page: Page, title: string) => {
    const box = await (await column(page, title)).boundingBox();
    return { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2, width: box?.width ?? 0 };
  };
  /** Titles of the columns from left to right, headers with what is below them. */
  const heads = (page: Page): Promise<string[]> =>
    page.$$eval('.design-sheet thead tr', (rows) => rows.map((row) => [...row.querySelectorAll('button')].map((one) => one.textContent ?? '').join(' ')));
  const leave = (me: AtTheScreen) => me.page.browserContext().close();

  it('makes a table from nothing in few actions: a header copied from Excel brings nine columns on two levels, rows and a total', async () => {
    const me = await sitDown(browser, server.url, 'designer');
    const { page } = me;
    await page.browserContext().overridePermissions(server.url, ['clipboard-read', 'clipboard-write', 'clipboard-sanitized-write']);
    await page.evaluate((text) => navigator.clipboard.writeText(text), header);
    let actions = 0;
    const click = async (name: string, role?: string) => {
      actions++;
      await me.click(name, role);
    };
    await click('表单', 'link');
    await click('新建', 'button');
    await page.waitForSelector('.ant-modal');
    actions++;
    await page.keyboard.type('营养餐月报表');
    await click('开始制作', 'button');
    await page.waitForSelector('.design-sheet thead button');
    actions++;
    await page.keyboard.down('Control');
    await page.keyboard.press('v', { commands: ['Paste'] } as KeyPressOptions);
    await page.keyboard.up('Control');
    await page.waitForSelector('::-p-aria([name="表头的样子"])');
    await click('添加', 'button');
    await page.waitForFunction(() => document.querySelectorAll('.design-sheet thead th').length === 12);
    const { definition, faults } = await saved(page);
    expect(faults).to.deep.equal([]);
    expect(actions).to.be.at.most(8);
    const [table] = Object.values(definition.schema.properties) as Json[];
    const [layout] = Object.values(definition.layout.tables) as Json[];
    expect(definition.title).to.equal('营养餐月报表');
    expect(table.rows).to.deep.equal({ codeList: 'grades', when: 'row.stage in office.stages' });
    expect(layout).to.include({ rowTitle: '年级', total: '合计' });
    const fields = Object.entries(table.each.properties) as [string, Json][];
    expect(fields.map(([, field]) => `${field.title} ${field.type}`)).to.deep.equal([
      '男 integer',
      '女 integer',
      '合计 integer',
      '寄宿生 integer',
      '走读生 integer',
      '合计 integer',
      '补助金额（元） decimal',
      '经办人 string',
      '备注 string',
    ]);
    expect(Object.values(layout.columns).map((one: Json) => one.title ?? '')).to.deep.equal(['在校学生数', '用餐人数', '', '', '']);
    expect(Object.values(Object.values(definition.sums)[0] as Json)).to.deep.equal(Array(7).fill('add'));
    // Rows of its own, written down.
    await me.click('年级', 'button');
    await me.click('自己写各行…', 'button');
    await page.keyboard.type('早餐\n午餐\n晚餐');
    await me.click('做成各行', 'button');
    await page.waitForFunction(() => [...document.querySelectorAll('.design-sheet tbody th')].map((row) => row.textContent).join() === '早餐,午餐,晚餐');
    const rows = (Object.values((await saved(page)).definition.schema.properties)[0] as Json).rows;
    const lists = (await (await server.as('designer')).get('/api/definition-contents')).body.contents;
    expect(Object.values(lists[rows.codeList].codes).map((code: Json) => code.title)).to.deep.equal(['早餐', '午餐', '晚餐']);
    await leave(me);
  });

  it('adds 借读 under 变动情况, renames, drags, merges and splits, and takes it all back', async () => {
    const me = await open();
    const { page } = me;
    await (await column(page, '转出')).click();
    await me.click('右边加一列', 'button');
    await page.keyboard.type('转入');
    await page.keyboard.press('Enter');
    await me.reads('旁边已经有“转入”了');
    await page.keyboard.down('Control');
    await page.keyboard.press('a');
    await page.keyboard.up('Control');
    await page.keyboard.type('借读');
    await page.keyboard.press('Enter');
    await column(page, '借读');
    expect((await heads(page))[1]).to.equal('转入 转出 借读 未在校 其他');
    const one = (await saved(page)).definition;
    expect(one.schema.properties.grades.each.properties.ps_jieDu).to.deep.equal({ type: 'integer', title: '借读', minimum: 0, maximum: 99999, blank: 0 });
    expect(one.sums.grades.ps_jieDu).to.equal('add');
    // The mouse takes it behind 其他, and 备注 below the header.
    const from = await middle(page, '借读');
    const to = await middle(page, '其他');
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + 20, from.y);
    await page.mouse.move(to.x + to.width * 0.3, to.y, { steps: 4 });
    await page.mouse.up();
    await page.waitForFunction(() => document.querySelectorAll('.design-sheet thead tr')[1]?.textContent?.endsWith('借读'));
    expect((await saved(page)).definition.layout.tables.grades.columns.changes.columns.ps_jieDu.order).to.be.greaterThan(30);
    // Two neighbours under a header of their own.
    await (await column(page, '上月学生数')).click();
    await page.waitForSelector('.design-sheet th.is-selected[data-keys="lastMonth"]');
    await page.keyboard.down('Shift');
    await (await column(page, '本月学生数')).click();
    await page.keyboard.up('Shift');
    await me.click('合并表头', 'button');
    await page.waitForSelector('.sheet-naming input');
    await page.keyboard.type('学生数');
    await page.keyboard.press('Enter');
    await column(page, '学生数');
    // The total of an office reads 备注 in two.
    await (await column(page, '备注')).click();
    await me.click('拆成几列', 'button');
    await page.waitForFunction(() => document.activeElement?.id === 'sheet-split-names');
    await page.keyboard.type('原因、去向');
    await me.click('拆开', 'button');
    await column(page, '去向');
    expect(await heads(page)).to.deep.equal(['年级 学生数 变动情况 备注', '上月学生数 本月学生数 转入 转出 未在校 其他 借读 原因 去向']);
    const two = await saved(page);
    expect(two.faults).to.deep.equal([]);
    expect(two.definition.layout.tables.grades.columns.lastMonth).to.include({ hidden: true });
    for (let step = 0; step < 5; step++) await me.click('撤销', 'button');
    await page.waitForFunction(() => document.querySelectorAll('.design-sheet thead tr')[0]?.querySelectorAll('button').length === 5);
    expect((await heads(page))[1]).to.equal('转入 转出 未在校 其他');
    await leave(me);
  });

  it('is worked by the keyboard alone', async () => {
    const me = await open();
    const { page } = me;
    const press = async (...names: string[]) => {
      for (const name of names) {
        const [key, ...held] = name.split('+').reverse() as [string, ...string[]];
        for (const one of held) await page.keyboard.down(one as 'Alt');
        await page.keyboard.press(key as 'Enter');
        for (const one of held) await page.keyboard.up(one as 'Alt');
      }
    };
    await (await page.waitForSelector('.design-sheet thead th button'))?.focus();
    await press('ArrowRight', 'ArrowRight', 'ArrowRight');
    expect(await page.evaluate(() => document.activeElement?.textContent)).to.equal('变动情况');
    await press('ArrowDown', 'ArrowRight');
    expect(await page.evaluate(() => document.activeElement?.textContent)).to.equal('转出');
    // Named by typing over, two in a row with Tab.
    await press('Insert');
    await page.waitForSelector('.sheet-naming input');
    await page.keyboard.type('休学');
    await press('Tab');
    await page.waitForFunction(() => document.querySelectorAll('.design-sheet thead tr')[1]?.textContent?.includes('休学'));
    await page.waitForFunction(() => (document.querySelector('.sheet-naming input') as HTMLInputElement | null)?.value === '');
    await page.keyboard.type('复学');
    await press('Enter');
    await column(page, '复学');
    await page.waitForFunction(() => !document.querySelector('.sheet-naming'));
    expect((await heads(page))[1]).to.equal('转入 转出 休学 复学 未在校 其他');
    await (await column(page, '复学')).focus();
    await press('Alt+ArrowRight', 'Alt+ArrowUp');
    await page.waitForFunction(() => document.querySelectorAll('.design-sheet thead tr')[0]?.textContent?.includes('复学'));
    await (await column(page, '复学')).focus();
    await press('F2');
    await page.waitForSelector('.sheet-naming input');
    await page.keyboard.type('恢复学籍');
    await press('Enter');
    await column(page, '恢复学籍');
    // Named once more: what was typed before is gone.
    await press('F2');
    await page.waitForSelector('.sheet-naming input');
    await page.keyboard.type('恢复');
    await press('Enter');
    await column(page, '恢复');
    await press('Alt+ArrowDown');
    await page.waitForFunction(() => document.querySelectorAll('.design-sheet thead tr')[1]?.textContent?.includes('恢复'));
    await (await column(page, '休学')).focus();
    await press('Enter', 'Delete');
    await page.waitForFunction(() => !document.querySelector('.design-sheet')?.textContent?.includes('休学'));
    const { definition, faults } = await saved(page);
    expect(faults).to.deep.equal([]);
    expect(Object.keys(definition.schema.properties.grades.each.properties)).to.include('ps_fuXue').and.not.include('ps_xiuXue');
    await leave(me);
  });

  it('refuses kindly what is locked, names who counts on a column, and hides what comes from below', async () => {
    const me = await open();
    const { page } = me;
    await (await column(page, '转入')).click();
    await me.click('去掉', 'button');
    await me.reads('“转入”是上级统一的栏目，各县都要填，不能去掉');
    await me.reads('“转入”是上级统一的栏目：可以改名称、次序、说明');
    expect(await page.$$eval('.sheet-panel label', (labels) => labels.map((label) => label.textContent?.trim()))).to.not.include.members([
      '内容 *',
      '空着算 0',
    ]);
    const largest = await page.waitForSelector('.sheet-panel ::-p-aria([name="最大"][role="spinbutton"])');
    await largest?.click({ count: 3 });
    await page.keyboard.type('100000');
    await me.reads('上级规定的是 99999，这里只能更小');
    await (await column(page, '备注')).click();
    await me.click('去掉', 'button');
    await me.reads('不再显示“备注”？');
    await me.reads('校验：');
    await me.click('仍然不显示', 'button');
    await me.click('已隐藏（1）▾', 'button');
    const { definition, faults } = await saved(page);
    expect(definition.schema.properties.grades.each.properties.remark.hidden).to.equal(true);
    expect(definition.schema.properties.grades.each.properties.transferIn.maximum).to.equal(99999);
    expect(faults).to.deep.equal([]);
    await me.click('备注', 'menuitem');
    await column(page, '备注');
    await leave(me);
  });

  it('changes everything else on the sheet: title, head lines, notes, single fields, paper, widths, subtotals', async () => {
    const me = await open();
    const { page } = me;
    const add = async (what: string) => {
      await me.click('添加 ▾', 'button');
      await me.click(what, 'menuitem');
      await page.waitForSelector('.sheet-naming input');
    };
    await add('表头、表尾的行（学校、签字、文号…）');
    await page.keyboard.type('联系电话');
    await page.keyboard.press('Enter');
    await add('表下附注');
    await page.keyboard.type('本表一式两份');
    await page.keyboard.press('Enter');
    await add('表格外的单独栏目');
    await page.keyboard.type('填报说明');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.sheet-single');
    await me.click('纸张', 'button');
    await (await page.waitForSelector('[id="at-layout-paper.landscape"]'))?.click();
    const edge = await (await page.waitForSelector('.design-sheet th[data-keys="remark"] .sheet-edge'))?.boundingBox();
    const grip = await (await page.waitForSelector('.design-sheet th[data-keys="thisMonth"] .sheet-edge'))?.boundingBox();
    await page.mouse.move((grip?.x ?? 0) + 4, (edge?.y ?? 0) + 10);
    await page.mouse.down();
    await page.mouse.move((grip?.x ?? 0) + 64, (edge?.y ?? 0) + 10, { steps: 3 });
    await page.mouse.up();
    await me.click('年级', 'button');
    await me.click('加一行小计', 'button');
    await (await page.waitForSelector('.sheet-subtotal input[value="g2"]'))?.click();
    await page.waitForFunction(() => [...document.querySelectorAll('.design-sheet tbody th')].map((row) => row.textContent)[2] === '小计');
    const { definition, faults } = await saved(page);
    expect(faults).to.deep.equal([]);
    const { paper, tables } = definition.layout;
    expect(paper.landscape).to.equal(true);
    expect(Object.values(paper.head).map((line: Json) => line.title)).to.include('联系电话');
    expect(Object.values(paper.notes).map((note: Json) => note.text)).to.deep.equal(['本表一式两份']);
    expect(Object.values(definition.schema.properties).map((one: Json) => one.title)).to.include('填报说明');
    expect(tables.grades.columns.thisMonth.width).to.be.greaterThan(24);
    expect(Object.values(tables.grades.subtotals).map((one: Json) => one.where)).to.deep.equal(["row.key in ['g1', 'g2']"]);
    await leave(me);
  });

  it('has nothing axe finds serious fault with, at rest and in use, and can be used at 390 px', async () => {
    const me = await open({ width: 390, height: 844 });
    const { page } = me;
    expect(await seriousFaults(page)).to.deep.equal([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), 'nothing wider than the phone').to.be.at.most(390);
    const cell = await column(page, '备注');
    await cell.scrollIntoView();
    await cell.click();
    expect(await seriousFaults(page)).to.deep.equal([]);
    await me.click('左边加一列', 'button');
    await page.keyboard.type('班主任');
    expect(await seriousFaults(page)).to.deep.equal([]);
    await page.keyboard.press('Enter');
    await column(page, '班主任');
    expect((await saved(page)).faults).to.deep.equal([]);
    await leave(me);
  });

  it('adds a line below the table with keys alone: a menu that is opened with Enter is gone through with arrows', async () => {
    const me = await open();
    const { page } = me;
    const add = await page.waitForSelector('::-p-aria([name="添加 ▾"][role="button"])', { visible: true });
    await add?.focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.closest('.ant-dropdown-menu') !== null);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.sheet-notes input, .sheet-notes textarea');
    await page.keyboard.type('本表一式两份');
    await page.keyboard.press('Enter');
    await me.reads('本表一式两份');
    const { definition } = await saved(page);
    expect(Object.values(definition.layout.paper.notes as { [key: string]: { text: string } }).map(({ text }) => text)).to.include('本表一式两份');
    await leave(me);
  });
});
