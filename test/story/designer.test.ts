// A county's clerk changes the monthly form on the screen, from the first click to the city's sum, without touching a file.
import { mkdirSync } from 'node:fs';
import { expect } from 'chai';
import type { Browser, KeyPressOptions } from 'puppeteer';
import { type AtTheScreen, sitDown } from '../support/at-the-screen.js';
import { openTestBrowser } from '../support/browser.js';
import { reportAt } from '../support/filled-report.js';
import { readPdf } from '../support/pdf-text.js';
import { readWithSecondLibrary } from '../support/second-reader.js';
import { type Person, startServer, type TestServer } from '../support/server.js';

/** Set to a folder to keep pictures of every step. */
const pictures = process.env.PICTURES;
const monthly = 'monthly-monitoring';
const citySum = `/api/sums/${monthly}/2026-10`;
const mealHeader = '年级\t在校学生数\t\t\t用餐人数\t\t\t补助金额（元）\t经办人\t备注\r\n\t男\t女\t合计\t寄宿生\t走读生\t合计\t\t\t\r\n';
const added = ['lastMonth', 'thisMonth', 'transferIn', 'transferOut', 'absent', 'other'];

describe('the story of a form that changes, on the screen', function () {
  this.timeout(240_000);
  let server: TestServer;
  let browser: Browser;
  let designer: AtTheScreen;
  let filler: Person;
  let earlier: unknown;
  const picture = async (person: AtTheScreen, name: string): Promise<void> => {
    if (!pictures) return;
    mkdirSync(pictures, { recursive: true });
    await person.page.screenshot({ path: `${pictures}/${name}.png` as `${string}.png` });
  };
  const header = (title: string) => `::-p-xpath(//th[contains(@class,"sheet-head-cell")]//button[starts-with(normalize-space(.), "${title}")])`;
  const sumOf = async () => {
    const { total } = (await (await server.as('city')).get(citySum)).body;
    return Object.values(total.data.grades as { [row: string]: { [column: string]: number } }).map((row) => added.map((column) => row[column] ?? null));
  };

  before(async function () {
    browser = await openTestBrowser(this as never);
    server = await startServer({ client: true });
    filler = await server.as('lx-s01');
    earlier = await sumOf();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  it('adds 借读 beside 转出 on the sheet itself', async () => {
    designer = await sitDown(browser, server.url, 'lx-design');
    const { page } = designer;
    await designer.click('表单', 'link');
    await designer.reads('正在使用');
    await picture(designer, '01-list');
    await (await page.waitForSelector(`::-p-xpath(//tr[contains(., "月报表")]//a[.="修改"])`))?.click();
    await (await page.waitForSelector(header('转出')))?.click();
    await designer.click('右边加一列', 'button');
    await page.keyboard.type('借读');
    await page.keyboard.press('Enter');
    await page.waitForSelector(header('借读'));
    await designer.reads('已保存');
    await picture(designer, '02-column');
    const { definition } = (await (await server.as('lx-design')).get(`/api/definitions/${monthly}/draft`)).body;
    expect(definition.sums.grades.lx_jieDu).to.equal('add');
  });

  it('takes it into the balance by choosing it', async () => {
    await designer.click('校验', 'button');
    await (await designer.page.waitForSelector('::-p-xpath(//li[contains(@class,"rule-card")][contains(., "应等于")]//button[.="修改"])'))?.click();
    await designer.choose('跟什么比加一项', '借读');
    await designer.reads('〔其他〕＋〔借读〕');
    await picture(designer, '03-balance');
  });

  it('sets another due day, and is told the next six', async () => {
    const { page } = designer;
    await designer.click('填报周期', 'button');
    const day = await page.waitForSelector('input[aria-label="截止日 数"]');
    await day?.click({ count: 3 });
    await page.keyboard.type('8');
    await page.keyboard.press('Tab');
    await designer.reads('2026年12月8日');
    await picture(designer, '04-due');
  });

  it('sees it on the screen, on paper and as a workbook before anybody else does', async () => {
    const { page } = designer;
    await designer.click('预览', 'button');
    await page.waitForSelector('.preview table[role=grid], [class*=preview] table[role=grid]');
    await picture(designer, '05-preview-screen');
    await designer.click('打印');
    await page.waitForSelector('[class*=preview] canvas');
    await picture(designer, '06-preview-print');
    await designer.click('预览', 'button');
  });

  it('publishes with a reason, after a look at what it means', async () => {
    const { page } = designer;
    await designer.click('发布', 'button');
    await designer.reads('在“变动情况”下增加“借读”一列');
    await designer.reads('市、省的汇总不受影响');
    await designer.reads('共试了');
    await picture(designer, '07-publish');
    await page.type('.publish textarea', '县局会议要求单列借读人数');
    await page.waitForSelector('.publish .ant-btn-primary:not([disabled])');
    await page.click('.publish .ant-btn-primary');
    await designer.reads('已发布');
    await picture(designer, '08-published');
  });

  it('leaves last month as it was, and gives this month the column on screen, in the workbook and on paper', async () => {
    const school = await sitDown(browser, server.url, 'lx-s01');
    await school.page.goto(`${server.url}/reports/${monthly}/lx-s01/2026-09`, { waitUntil: 'networkidle0' });
    expect(await school.shows())
      .to.include('未在校')
      .and.not.include('借读');
    await school.page.goto(`${server.url}/reports/${monthly}/lx-s01/2026-11`, { waitUntil: 'networkidle0' });
    await school.reads('借读');
    await picture(school, '09-school');
    await school.typeDown('一年级', 4, ['3']);
    await school.reads('已自动保存');
    const { body } = await filler.get(reportAt('lx-s01', '2026-11'));
    expect(body.data.grades.g1.lx_jieDu).to.equal(3);
    const report = reportAt('lx-s01', '2026-11');
    const workbook = readWithSecondLibrary(
      new Uint8Array(await (await fetch(`${server.url}${report}/xlsx`, { headers: { cookie: filler.cookie } })).arrayBuffer()),
    );
    expect(Object.values(workbook.cells).map(({ value }) => value)).to.include('借读');
    const pdf = await readPdf(new Uint8Array(await (await fetch(`${server.url}${report}/pdf`, { headers: { cookie: filler.cookie } })).arrayBuffer()));
    expect(JSON.stringify(pdf)).to.include('借读');
  });

  it('leaves the city’s sum of the locked columns unbroken', async () => {
    expect(await sumOf()).to.deep.equal(earlier);
    const city = await sitDown(browser, server.url, 'city');
    await city.page.goto(`${server.url}/sums?definition=${monthly}&period=2026-10`, { waitUntil: 'networkidle0' });
    await city.reads('岚溪县');
    expect(await city.shows()).not.to.include('借读');
  });

  it('makes a table from nothing in under sixty actions: nine columns on two levels, a total, two checks, every month', async () => {
    const me = await sitDown(browser, server.url, 'lx-design');
    const { page } = me;
    await page.browserContext().overridePermissions(server.url, ['clipboard-read', 'clipboard-write', 'clipboard-sanitized-write']);
    await page.evaluate((text) => navigator.clipboard.writeText(text), mealHeader);
    // A click, a key, a text typed in one go and a choice from a list count; a list is opened and chosen from.
    let actions = 0;
    const does = async <T>(count: number, deed: Promise<T>): Promise<T> => {
      actions += count;
      return deed;
    };
    const start = async (kind: string) => {
      await does(1, me.click('加一条校验', 'button'));
      const kinds = await page.waitForSelector(`::-p-xpath(//button[contains(@class,"start")][starts-with(., "${kind}")])`);
      await does(1, kinds?.click() as Promise<void>);
    };
    await does(1, me.click('表单', 'link'));
    await does(1, me.click('新建', 'button'));
    await page.waitForSelector('.ant-modal');
    await does(1, page.keyboard.type('营养餐月报表'));
    await does(1, me.click('开始制作', 'button'));
    await page.waitForSelector('.design-sheet thead button');
    await page.keyboard.down('Control');
    await does(1, page.keyboard.press('v', { commands: ['Paste'] } as KeyPressOptions));
    await page.keyboard.up('Control');
    await page.waitForSelector('::-p-aria([name="表头的样子"])');
    await does(1, me.click('添加', 'button'));
    await page.waitForFunction(() => document.querySelectorAll('.design-sheet thead th').length === 12);
    await picture(me, '10-new-table');
    await does(1, me.click('校验', 'button'));
    await start('平衡');
    await does(2, me.choose('哪个数', '在校学生数·合计'));
    await does(2, me.choose('跟什么比第1项', '男'));
    await does(2, me.choose('跟什么比加一项', '女'));
    await does(1, me.click('加上这条', 'button'));
    await me.reads('〔在校学生数·合计〕应等于〔男〕＋〔女〕');
    await start('不超过');
    await does(2, me.choose('哪个数', '寄宿生'));
    await does(2, me.choose('跟什么比第1项', '在校学生数·合计'));
    await does(1, me.click('加上这条', 'button'));
    await me.reads('〔寄宿生〕不超过〔在校学生数·合计〕');
    await does(1, me.click('填报周期', 'button'));
    const day = await page.waitForSelector('input[aria-label="截止日 数"]');
    await does(1, day?.click({ count: 3 }) as Promise<void>);
    await does(1, page.keyboard.type('10'));
    await does(1, page.keyboard.press('Tab'));
    await me.reads('每月填报，次月10日前');
    await does(1, me.click('发布', 'button'));
    await page.waitForSelector('.publish textarea');
    await does(1, page.type('.publish textarea', '营养改善计划需要'));
    await page.waitForSelector('.publish .ant-btn-primary:not([disabled])');
    await does(1, page.click('.publish .ant-btn-primary'));
    await me.reads('已发布');
    expect(actions).to.be.below(60);

    const { items } = (await (await server.as('lx-design')).get('/api/definitions')).body;
    const { id } = items.find(({ title }: { title: string }) => title === '营养餐月报表');
    const school = await sitDown(browser, server.url, 'lx-s01');
    await school.page.goto(`${server.url}/reports/${id}/lx-s01/2026-11`, { waitUntil: 'networkidle0' });
    await school.reads('营养餐月报表');
    await school.typeDown('一年级', 0, ['20']);
    await school.typeDown('一年级', 1, ['19']);
    await school.typeDown('一年级', 2, ['40']);
    await school.typeDown('一年级', 3, ['50']);
    await school.reads('已自动保存');
    await picture(school, '11-new-table-school');
    const { issues } = (await filler.get(reportAt('lx-s01', '2026-11', id))).body;
    expect(issues.filter(({ kind }: { kind: string }) => kind === 'check').map(({ level }: { level: string }) => level)).to.deep.equal(['error', 'error']);
    expect(await school.page.$eval('table[role=grid] tfoot td', (cell) => cell.textContent)).to.equal('20');
  });
});
