// What happens to a clerk at the designer: the network goes, a second window is open, the browser is closed, the sign-in expires, something is mistyped.
import { expect } from 'chai';
import type { Browser, Page } from 'puppeteer';
import { type AtTheScreen, sitDown } from '../support/at-the-screen.js';
import { openTestBrowser } from '../support/browser.js';
import { monthly } from '../support/designer.js';
import { logins, type Person, password, startServer, type TestServer } from '../support/server.js';

const address = '/forms/monthly-monitoring/design?part=about';
const titled = '平顺县中小学控辍保学动态监测月报表（一）';

describe('mistakes and mishaps in the designer, on the screen', function () {
  this.timeout(180_000);
  let server: TestServer;
  let browser: Browser;
  let designer: Person;
  let screen: AtTheScreen;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads the parts of an answer it asserts.
  const saved = async (): Promise<any> => (await designer.get(`${monthly}/draft`)).body;
  const reads = (page: Page, words: string) => page.waitForFunction((sought) => document.body.innerText.includes(sought), {}, words);
  const status = (page: Page, words: string) =>
    page.waitForFunction((sought) => document.querySelector('.save-words')?.textContent?.includes(sought), {}, words);
  /** Types a new text into a setting of the part 名称和依据. */
  const type = async (page: Page, setting: 'title' | 'source', text: string) => {
    const box = await page.waitForSelector(`[id="at-.${setting}"]`);
    await box?.click({ count: 3 });
    await page.keyboard.type(text);
  };
  const heading = (page: Page, title: string) => page.waitForFunction((sought) => document.querySelector('.design-bar h1')?.textContent === sought, {}, title);
  const begin = async () => {
    await screen.page.setOfflineMode(false);
    await screen.page.goto(`${server.url}/forms`, { waitUntil: 'networkidle0' });
    await screen.page.evaluate(() => localStorage.clear());
    const { rev } = await saved();
    if (rev > 0) await designer.delete(`${monthly}/draft?rev=${rev}`);
    await screen.page.goto(server.url + address, { waitUntil: 'networkidle0' });
    await heading(screen.page, titled);
  };
  const second = async (): Promise<Page> => {
    const page = await screen.page.browserContext().newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(server.url + address, { waitUntil: 'networkidle0' });
    return page;
  };

  before(async function () {
    browser = await openTestBrowser(this as never);
    server = await startServer({ client: true });
    designer = await server.as('designer');
    screen = await sitDown(browser, server.url, 'designer');
  });
  beforeEach(begin);
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  it('keeps what is changed without a network, says so, publishes nothing meanwhile, and saves when it is back', async () => {
    await screen.page.setOfflineMode(true);
    await type(screen.page, 'title', '断网时的表名');
    await status(screen.page, '连接不上，修改已留在这台电脑上，会自动再试');
    await screen.click('发布', 'button');
    await screen.reads('还有修改没有保存上，请等网络恢复后再发布。');
    await screen.click('关闭', 'button');
    expect((await saved()).rev).to.equal(0);
    await screen.page.setOfflineMode(false);
    await status(screen.page, '已保存');
    expect((await saved()).definition.title).to.equal('断网时的表名');
  });

  it('joins what two windows change in different places, and says so in the one that learns of it', async () => {
    const other = await second();
    await type(other, 'source', '平教字〔2026〕8号');
    await status(other, '已保存');
    await type(screen.page, 'title', '两个窗口的表名');
    await screen.reads('也在修改这份草稿，两边的修改已经合在一起。');
    await status(screen.page, '已保存');
    const { definition } = await saved();
    expect([definition.title, definition.source]).to.deep.equal(['两个窗口的表名', '平教字〔2026〕8号']);
    await other.close();
  });

  it('asks which of two texts stands where two windows changed the same place; the other is one undo away', async () => {
    const other = await second();
    await type(other, 'title', '先存的表名');
    await status(other, '已保存');
    await type(screen.page, 'title', '后存的表名');
    await screen.reads('别的窗口或别人也改了这几处');
    const words = await screen.page.$eval('.design-clash tbody', (body) => body.textContent);
    expect(words).to.equal('表名“后存的表名”“先存的表名”');
    expect((await saved()).definition.title, 'nothing is overwritten unasked').to.equal('先存的表名');
    await screen.click('用对方的', 'button');
    await heading(screen.page, '先存的表名');
    await status(screen.page, '已保存');
    await screen.click('撤销', 'button');
    await heading(screen.page, '后存的表名');
    await status(screen.page, '已保存');
    expect((await saved()).definition.title).to.equal('后存的表名');
    await other.close();
  });

  it('gives back what was changed when the browser was closed in the middle without a network', async () => {
    const page = await second();
    await page.setOfflineMode(true);
    await type(page, 'title', '没来得及保存的表名');
    await status(page, '连接不上');
    await page.close();
    expect((await saved()).rev).to.equal(0);
    const again = await second();
    await heading(again, '没来得及保存的表名');
    await status(again, '已保存');
    expect((await saved()).definition.title).to.equal('没来得及保存的表名');
    await again.close();
  });

  it('saves the last words of a window that is closed at once', async () => {
    const page = await second();
    await type(page, 'title', '马上关掉');
    await page.close({ runBeforeUnload: false });
    const again = await second();
    await heading(again, '马上关掉');
    await status(again, '已保存');
    expect((await saved()).definition.title).to.equal('马上关掉');
    await again.close();
  });

  it('says at the sign-in that it has expired, and has the change when one is back', async () => {
    await screen.page.deleteCookie(...(await screen.page.cookies()));
    await type(screen.page, 'title', '登录过期时的表名');
    await screen.reads('登录已过期，请重新登录。');
    await screen.page.type('::-p-aria([name="账号"])', logins.designer);
    await screen.page.type('::-p-aria([name="密码"])', password);
    await screen.page.keyboard.press('Enter');
    await heading(screen.page, '登录过期时的表名');
    await status(screen.page, '已保存');
    expect((await saved()).definition.title).to.equal('登录过期时的表名');
  });

  it('keeps a draft with a fault, says where, goes there by the keyboard alone, and publishes it only when it is mended', async () => {
    const column = { schema: { properties: { grades: { each: { properties: { transferIn: { hidden: true } } } } } } };
    await designer.patch(`${monthly}/draft`, { rev: 0, change: column });
    await screen.page.reload({ waitUntil: 'networkidle0' });
    const button = await screen.page.waitForSelector('.design-bar-deeds [aria-haspopup="dialog"]');
    expect(await button?.evaluate((one) => one.textContent)).to.match(/^\d+ 个问题$/);
    await screen.click('发布', 'button');
    await screen.reads('改正后才能发布');
    expect(await screen.page.$('#publish-why')).to.equal(null);
    await screen.click('关闭', 'button');
    await screen.page.waitForFunction(() => !document.querySelector('.ant-drawer-open'));
    await button?.focus();
    await screen.page.keyboard.press('Enter');
    await screen.page.waitForFunction(() => document.activeElement?.closest('.design-faults') !== null);
    const fault = await screen.page.evaluate(() => document.activeElement?.textContent ?? '');
    expect(fault).to.include('转入');
    await screen.page.keyboard.press('Enter');
    await screen.page.waitForFunction(() => new URLSearchParams(location.search).get('part') !== 'about');
    expect((await saved()).definition.schema.properties.grades.each.properties.transferIn.hidden).to.equal(true);
  });

  it('is told plainly when somebody published meanwhile what one was about to publish', async () => {
    await type(screen.page, 'title', '一起发布的表名');
    await status(screen.page, '已保存');
    await screen.click('发布', 'button');
    await screen.page.waitForSelector('.publish-foot button:not([disabled])');
    await screen.page.type('#publish-why', '改名');
    const { rev } = await saved();
    expect((await designer.post(`${monthly}/publish`, { rev, why: '另一个人先发布' })).status).to.equal(200);
    await (await screen.page.$('.publish-foot button'))?.click();
    await reads(screen.page, '这份草稿刚被改过，请查看最新内容');
    await screen.reads('与正在使用的相同，没有要发布的修改。');
    await screen.reads('正在使用第 2 版');
    expect((await designer.get(monthly)).body.why).to.equal('另一个人先发布');
  });
});
