// What happens to a day's work: the network goes, the tab is closed, the sign-in expires, an address is mistyped.
import { expect } from 'chai';
import type { Browser, Page } from 'puppeteer';
import { type AtTheScreen, sitDown } from '../support/at-the-screen.js';
import { openTestBrowser } from '../support/browser.js';
import { logins, password, startServer, type TestServer } from '../support/server.js';

const report = '/reports/monthly-monitoring/ps-s01/2026-10';

describe('interruptions, on the screen', function () {
  this.timeout(180_000);
  let server: TestServer;
  let browser: Browser;
  let filler: AtTheScreen;
  const stored = async (): Promise<Record<string, Record<string, number>>> => (await (await server.as('filler')).get(`/api${report}`)).body.data.grades;
  const reads = (page: Page, words: string) => page.waitForFunction((sought) => document.body.innerText.includes(sought), {}, words);

  before(async function () {
    browser = await openTestBrowser(this as never);
    server = await startServer({ client: true });
    filler = await sitDown(browser, server.url, 'filler');
    await filler.page.goto(server.url + report, { waitUntil: 'networkidle0' });
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  it('keeps what is typed without a network, says so, and saves it when the network is back', async () => {
    await filler.page.setOfflineMode(true);
    await filler.typeDown('一年级', 2, ['3', '4']);
    await filler.reads('未保存，网络断开，正在重试（2 处）');
    await filler.click('提交校长审核', 'button');
    await filler.reads('还有内容没有保存上，请等网络恢复后再办理。');
    expect((await stored()).g1?.transferIn).to.equal(undefined);
    await filler.page.setOfflineMode(false);
    await filler.reads('已自动保存');
    const { g1, g2 } = await stored();
    expect([g1?.transferIn, g2?.transferIn]).to.deep.equal([3, 4]);
  });

  it('says at the sign-in that it has expired, and gives back what was typed since', async () => {
    await filler.page.deleteCookie(...(await filler.page.cookies()));
    await filler.typeDown('三年级', 2, ['5']);
    await filler.reads('登录已过期，请重新登录。还没有保存上的内容留在这台电脑上，登录后可以恢复。');
    await filler.page.type('::-p-aria([name="账号"])', logins.filler);
    await filler.page.type('::-p-aria([name="密码"])', password);
    await filler.page.keyboard.press('Enter');
    await filler.reads('上次离开时有 1 处没有保存上');
    await filler.click('恢复', 'button');
    await filler.reads('已自动保存');
    await filler.page.waitForFunction(() => !document.body.innerText.includes('上次离开时'));
    for (let waited = 0; waited < 50 && (await stored()).g3?.transferIn !== 5; waited++) await new Promise((wake) => setTimeout(wake, 100));
    expect((await stored()).g3?.transferIn).to.equal(5);
  });

  it('gives back what was typed without a network when the tab is closed and opened again', async () => {
    await filler.page.setOfflineMode(true);
    await filler.typeDown('四年级', 2, ['6']);
    await (await filler.cell('五年级', 2)).click();
    await filler.page.keyboard.type('7');
    const context = filler.page.browserContext();
    await filler.page.close();
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(server.url + report, { waitUntil: 'networkidle0' });
    await reads(page, '四年级·转入 6、五年级·转入 7');
    await (await page.waitForSelector('::-p-aria([name="恢复"][role="button"])'))?.click();
    for (let waited = 0; waited < 50 && (await stored()).g5?.transferIn !== 7; waited++) await new Promise((wake) => setTimeout(wake, 100));
    const { g4, g5 } = await stored();
    expect([g4?.transferIn, g5?.transferIn]).to.deep.equal([6, 7]);
    await page.goto(`${server.url}/reprots/2026`, { waitUntil: 'networkidle0' });
    await reads(page, '没有这一页');
    for (const [address, words] of [
      ['/reports/monthly-monitoring/ps-s02/2026-10', '没有找到，或您无权查看'],
      ['/reports/monthly-monitoring/ps-s01/2026-07', '这个月份不需要填报，或还没有开始'],
      ['/reports/monthly-monitoring/sy-s01/2026-10', '没有找到，或您无权查看'],
    ] as const) {
      await page.goto(server.url + address, { waitUntil: 'networkidle0' });
      expect(await page.$eval('h1', (title) => title.textContent)).to.equal(words);
      expect(await page.$eval('.trouble a', (link) => link.textContent)).to.equal('回到首页');
    }
  });
});
