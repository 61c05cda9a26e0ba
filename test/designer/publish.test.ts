// From a change to what schools fill in: looked at, tried on what there is, published, taken back; a new base; a new form.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Browser, ElementHandle } from 'puppeteer';
import { type AtTheScreen, sitDown } from '../support/at-the-screen.js';
import { seriousFaults } from '../support/axe.js';
import { openTestBrowser } from '../support/browser.js';
import { draft, monthly, publish } from '../support/designer.js';
import { reportAt } from '../support/filled-report.js';
import { packFolder } from '../support/pack-folder.js';
import { readWithSecondLibrary } from '../support/second-reader.js';
import { type Person, startServer, type TestServer } from '../support/server.js';

// biome-ignore lint/suspicious/noExplicitAny: a test reads the parts of an answer it asserts.
type Json = any;
const borrowed = {
  schema: { properties: { grades: { each: { properties: { ps_jiedu: { type: 'integer', title: '借读', minimum: 0, blank: 0 } } } } } },
  layout: { tables: { grades: { columns: { changes: { columns: { ps_jiedu: { width: 16 } } } } } } },
};

describe('a changed form on its way into force, on the screen', function () {
  this.timeout(180_000);
  const packs = packFolder();
  let server: TestServer;
  let browser: Browser;
  let designer: Person;
  let screen: AtTheScreen;
  const design = (rest = '') => screen.page.goto(`${server.url}/forms/monthly-monitoring/design${rest}`, { waitUntil: 'networkidle0' });
  const text = async (path: string): Promise<Json> => (await designer.get(path)).body;

  before(async function () {
    browser = await openTestBrowser(this as never);
    server = await startServer({ client: true, config: { definitionsDir: packs.definitionsDir } });
    designer = await server.as('designer');
    screen = await sitDown(browser, server.url, 'designer');
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  it('shows the draft as it will be: on the screen, on paper, as a workbook, on a phone', async () => {
    await draft(designer, borrowed);
    await design('?part=about');
    await screen.click('预览', 'button');
    await screen.reads('可以试填，不会保存。');
    await screen.typeDown('一年级', 0, ['40']);
    await screen.typeDown('一年级', 1, ['42']);
    await screen.typeDown('一年级', 6, ['2']);
    await screen.page.waitForSelector('.preview-issues .preview-error');
    const total = await screen.page.$eval('.preview ::-p-xpath(.//tr[th[normalize-space(.)="合计"]])', (row) => row.textContent);
    expect(total).to.match(/合计4042.*2/);
    await screen.click('打印', 'tab');
    await screen.page.waitForFunction(() => /借读/.test(document.querySelector('[data-pages]')?.textContent ?? ''));
    expect(await screen.page.$$eval('.preview-pages canvas', (pages) => pages.map((page) => (page as HTMLCanvasElement).width > 300))).to.deep.equal([true]);
    expect(await screen.page.$eval('[data-pages]', (page) => page.textContent)).to.include('42');
    await screen.click('表格文件', 'tab');
    await screen.page.waitForFunction(() => /借读/.test(document.querySelector('.preview-cells')?.textContent ?? ''));
    const { name, bytes } = await screen.download(() => screen.click('下载表格文件', 'button'));
    expect(name).to.match(/样张\.xlsx$/);
    const values = Object.values(readWithSecondLibrary(bytes).cells).map(({ value }) => value);
    expect(values).to.include('借读').and.include(42);
    await screen.click('屏幕', 'tab');
    await (await screen.page.waitForSelector('#preview-phone'))?.click();
    const frame = await (await screen.page.waitForSelector('.preview-phone-frame'))?.contentFrame();
    await frame?.waitForSelector('::-p-text(借读)');
    expect(await frame?.evaluate(() => window.innerWidth)).to.be.lessThan(391);
    expect((await text(`${monthly}/draft`)).rev, 'nothing typed into a preview is saved').to.equal(1);
    await screen.click('关闭', 'button');
  });

  it('is published after its consequences and a dry run were read; last month stays in its old form', async () => {
    await design();
    await screen.click('发布', 'button');
    await screen.reads('在“变动情况”下增加“借读”一列');
    await screen.reads('市、省的汇总不受影响。');
    await screen.reads('没有新出现的错误和警告。');
    expect(await screen.shows()).to.match(/共试了 \d+ 份。其中 \d+ 份还没有上报，发布后改用新表。[\s\S]*已经报送的 \d+ 份仍按原表，不受影响/);
    expect(await seriousFaults(screen.page)).to.deep.equal([]);
    await (await screen.page.waitForSelector('.publish-foot button'))?.click();
    await screen.reads('请写明为什么修改');
    expect((await text(monthly)).version, 'not without a reason').to.equal(1);
    await screen.page.type('#publish-why', '县局要求单列借读人数');
    // Left in the middle and come back to: the reason is still there, and the run is not begun again.
    await screen.click('关闭', 'button');
    await screen.page.waitForFunction(() => !document.querySelector('#publish-why'));
    await screen.click('发布', 'button');
    await screen.page.waitForSelector('#publish-why');
    expect(await screen.page.$eval('#publish-why', (box) => (box as HTMLTextAreaElement).value)).to.equal('县局要求单列借读人数');
    await screen.page.waitForSelector('.publish-foot button:not([disabled])');
    await (await screen.page.$('.publish-foot button'))?.click();
    await screen.reads('已发布“平顺县中小学控辍保学动态监测月报表（一）”第 2 版。');
    await screen.reads('份没有上报的报表已改用新版。');
    await screen.reads('正在使用第 2 版');
    expect(await text(monthly)).to.deep.include({ version: 2, draft: null, why: '县局要求单列借读人数' });
    const filler = await sitDown(browser, server.url, 'filler');
    await filler.page.goto(`${server.url}/reports/monthly-monitoring/ps-s01/2026-09`, { waitUntil: 'networkidle0' });
    await filler.reads('变动情况');
    expect(await filler.shows()).to.not.include('借读');
    await filler.page.goto(`${server.url}/reports/monthly-monitoring/ps-s01/2026-10`, { waitUntil: 'networkidle0' });
    await filler.reads('借读');
    await filler.signOut();
    const at = async (period: string) => (await (await server.as('filler')).get(reportAt('ps-s01', period))).body.definition.version;
    expect([await at('2026-09'), await at('2026-10')]).to.deep.equal([1, 2]);
  });

  it('is taken back by publishing the version before again, with what that changes', async () => {
    await design('?open=versions');
    await screen.reads('县局要求单列借读人数');
    await screen.click('与正在使用的比较', 'button');
    await screen.reads('在“变动情况”下增加“借读”一列');
    await screen.page.click('::-p-text(左右对照)');
    await screen.page.waitForFunction(() => [...document.querySelectorAll('.compare-sides th')].some((head) => head.textContent === '栏目 借读'));
    await design('?open=versions');
    await screen.click('重新使用这一版', 'button');
    await screen.reads('去掉“变动情况”下的“借读”一列，旧表里的数保留');
    await screen.page.waitForSelector('#why');
    await screen.page.type('#why', '暂不单列');
    await (await screen.page.waitForSelector('.ant-modal-footer .ant-btn-primary'))?.click();
    await screen.reads('第 3 版');
    const { versions } = await text(monthly);
    expect(versions[0]).to.deep.include({ version: 3, cause: 'roll-back', again: 1, why: '暂不单列' });
    expect(JSON.stringify(await text('/api/forms/monthly-monitoring/versions/3'))).to.not.include('ps_jiedu');
  });

  it('can be written as text by who reads it, in step with every other part, and takes in nothing broken', async () => {
    await design('?part=json');
    await screen.page.waitForSelector('.cm-content');
    const { rev } = await text(`${monthly}/draft`);
    await screen.page.focus('.cm-content');
    await screen.page.keyboard.down('Control');
    await screen.page.keyboard.press('Home');
    await screen.page.keyboard.up('Control');
    for (let line = 1; line < 5; line++) await screen.page.keyboard.press('ArrowDown');
    await screen.page.keyboard.press('End');
    await screen.page.keyboard.press('Backspace');
    await screen.reads('行第');
    expect(await screen.shows()).to.match(/第 \d+ 行第 \d+ 个字附近写法不对，还没有放进草稿。/);
    expect((await text(`${monthly}/draft`)).rev).to.equal(rev);
    await screen.page.keyboard.type(',');
    await screen.page.waitForFunction(() => !document.body.innerText.includes('写法不对'));
    await screen.page.keyboard.press('ArrowLeft');
    await screen.page.keyboard.press('ArrowLeft');
    await screen.page.keyboard.type('甲');
    await screen.reads('已保存');
    await screen.page.waitForFunction(() => document.querySelector('.design-bar h1')?.textContent?.endsWith('（一）甲'));
    expect((await text(`${monthly}/draft`)).definition.title).to.equal('平顺县中小学控辍保学动态监测月报表（一）甲');
    await screen.click('撤销', 'button');
    await screen.page.waitForFunction(() => ![...document.querySelectorAll('.cm-line')].some((one) => one.textContent?.includes('（一）甲')));
    await screen.page.waitForFunction(() => !document.querySelector('.design-bar h1')?.textContent?.endsWith('甲'));
  });

  it('gives the draft up, and takes that back', async () => {
    await draft(designer, { title: '要放弃的表名' });
    await design('?part=about');
    await screen.click('更多', 'button');
    await screen.click('放弃草稿', 'menuitem');
    await screen.reads('没有改动');
    expect((await text(`${monthly}/draft`)).rev).to.equal(0);
    await screen.click('撤销', 'button');
    await screen.reads('已保存');
    expect((await text(`${monthly}/draft`)).definition.title).to.equal('要放弃的表名');
    await designer.delete(`${monthly}/draft?rev=1`);
  });

  it('begins a new form as a copy, and one from nothing, with no more than a name; retires and restores it', async () => {
    await screen.page.goto(`${server.url}/forms`, { waitUntil: 'networkidle0' });
    expect(await seriousFaults(screen.page)).to.deep.equal([]);
    await screen.click('“平顺县中小学控辍保学动态监测月报表（一）”的更多操作', 'button');
    await screen.click('复制', 'menuitem');
    const name = await screen.page.waitForSelector('#new-title', { visible: true });
    await name?.click({ count: 3 });
    await screen.page.keyboard.type('乡镇控辍保学月报');
    await screen.page.keyboard.press('Enter');
    await screen.page.waitForFunction(() => location.pathname.endsWith('/design'));
    await screen.page.waitForFunction(() => document.querySelector('.design-bar h1')?.textContent === '乡镇控辍保学月报');
    expect(await seriousFaults(screen.page)).to.deep.equal([]);
    const { items } = await text('/api/definitions');
    const copy = items.find((item: Json) => item.title === '乡镇控辍保学月报');
    expect(copy).to.deep.include({ id: 'ps-xiang-zhen-kong-chuo-bao-xue-yue-bao', state: 'unpublished', origin: 'county' });
    await screen.page.goto(`${server.url}/forms`, { waitUntil: 'networkidle0' });
    await screen.click('新建', 'button');
    await (await screen.page.waitForSelector('#new-title', { visible: true }))?.type('学生请假情况月报表');
    await screen.page.keyboard.press('Enter');
    await screen.page.waitForFunction(() => location.pathname.endsWith('/design'));
    await screen.reads('还没有发布过');
    await screen.click('发布', 'button');
    await screen.reads('新建报表“学生请假情况月报表”');
    await screen.page.type('#publish-why', '县里要请假数');
    await (await screen.page.waitForSelector('.publish-foot button'))?.click();
    await screen.reads('已发布“学生请假情况月报表”第 1 版。');
    const forms = async (): Promise<string[]> => (await (await server.as('filler')).get('/api/forms')).body.items.map(({ title }: Json) => title);
    expect(await forms()).to.include('学生请假情况月报表');
    for (const [deed, words, there] of [
      ['停用', '已停用“学生请假情况月报表”。', false],
      ['恢复使用', '已恢复使用“学生请假情况月报表”。', true],
    ] as const) {
      await screen.page.goto(`${server.url}/forms?kind=report`, { waitUntil: 'networkidle0' });
      await screen.click('“学生请假情况月报表”的更多操作', 'button');
      await screen.click(deed, 'menuitem');
      await (await screen.page.waitForSelector('#why', { visible: true }))?.type('县里要求');
      await (await screen.page.waitForSelector('.ant-modal-footer .ant-btn-primary'))?.click();
      await screen.reads(words);
      expect((await forms()).includes('学生请假情况月报表')).to.equal(there);
    }
  });

  it('gives everything the county changed as one file, and takes one in as drafts or says what is wrong with it', async () => {
    await screen.page.goto(`${server.url}/forms`, { waitUntil: 'networkidle0' });
    const { name, bytes } = await screen.download(async () => {
      await screen.click('更多', 'button');
      await screen.click('导出本县的全部修改', 'menuitem');
    });
    expect(name).to.equal('yibiao-pingshun.json');
    const pack = JSON.parse(Buffer.from(bytes).toString('utf8'));
    expect(pack.items.map(({ title }: Json) => title)).to.include('学生请假情况月报表');
    const folder = mkdtempSync(join(tmpdir(), 'yibiao-pack-'));
    const take = async (file: string, content: string) => {
      writeFileSync(join(folder, file), content);
      const picker = await screen.page.waitForSelector('input[type=file]');
      await (picker as ElementHandle<HTMLInputElement>).uploadFile(join(folder, file));
    };
    await take('broken.json', JSON.stringify({ ...pack, items: pack.items.slice(1) }));
    await screen.page.waitForSelector('.notice-bad');
    expect(await screen.shows()).to.include('内容与校验码不符，文件可能损坏或被改动');
    await take('whole.json', JSON.stringify(pack));
    await screen.reads('都成了草稿');
    const { items } = await text('/api/definitions');
    for (const { id } of pack.items) expect(items.find((item: Json) => item.id === id).draft, id).to.not.equal(null);
    for (const { id } of pack.items) await designer.delete(`/api/definitions/${id}/draft?rev=1`);
    rmSync(folder, { recursive: true });
  });

  it('follows a new base after each conflict was decided on the screen', async () => {
    await publish(designer, {
      checks: {
        ps_told: { each: 'grades', level: 'warning', at: { remark: true }, that: "row.absent == 0 || row.remark != ''", message: '请写明未在校的情况' },
      },
    });
    packs.bring('base-v2');
    await server.restart();
    await screen.page.goto(`${server.url}/forms`, { waitUntil: 'networkidle0' });
    await screen.page.click('::-p-text(基础表单有新版，等您决定)');
    await screen.reads('已决定 0 / 3 处');
    expect(await seriousFaults(screen.page)).to.deep.equal([]);
    const choose = async (place: string, choice: string) => {
      const found = await screen.page.waitForSelector(`::-p-xpath(//section[h2[contains(.,"${place}")]]//label[normalize-space(.)="${choice}"])`);
      await found?.scrollIntoView();
      await found?.click();
    };
    await choose('表名', '另写一个');
    const own = await screen.page.waitForSelector('.conflict-own input');
    await own?.click({ count: 3 });
    await own?.type('平顺县控辍保学动态监测月报表');
    await choose('填报期限', '用新版的');
    await screen.reads('已决定 2 / 3 处');
    expect(await screen.page.$eval('.upgrade-foot button', (button) => (button as HTMLButtonElement).disabled)).to.equal(true);
    await choose('检查', '保留本县的这一处，它用到的内容也保留');
    await screen.reads('已决定 3 / 3 处');
    await screen.click('按这样决定', 'button');
    await screen.reads('二、用已有的报表试一遍');
    await screen.page.waitForSelector('.publish-foot button:not([disabled])');
    await screen.page.type('#publish-why', '跟上新版');
    await (await screen.page.$('.publish-foot button'))?.click();
    await screen.reads('已发布“平顺县控辍保学动态监测月报表”');
    const after = await text(monthly);
    expect(after).to.deep.include({ upgradeDue: false, title: '平顺县控辍保学动态监测月报表' });
    expect(after.versions[0].cause).to.equal('upgrade');
    const { definition } = (await text(`/api/forms/monthly-monitoring/versions/${after.version}`)).snapshot;
    expect([definition.period.due.day, Object.keys(definition.checks)]).to.deep.equal([8, ['balance', 'ps_told']]);
  });
});
