// A child leaves a school: written down with its proof, counted in the month, seen behind the number, and a different number explained to the county.
import { expect } from 'chai';
import type { Browser, ElementHandle } from 'puppeteer';
import { type AtTheScreen, sitDown } from '../support/at-the-screen.js';
import { openTestBrowser } from '../support/browser.js';
import { type Person, startServer, type TestServer } from '../support/server.js';

const report = '/reports/monthly-monitoring/ps-s02/2026-10';
const reason = '该生十月底才离校，家长要求下月再报';

/** Puts a file into the field for proofs, as a camera would. */
async function photograph(person: AtTheScreen): Promise<void> {
  const field = (await person.page.waitForSelector('input[type=file][multiple]')) as ElementHandle<HTMLInputElement>;
  await field.evaluate((input) => {
    const bytes = Uint8Array.from(atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='), (letter) =>
      letter.charCodeAt(0),
    );
    const chosen = new DataTransfer();
    chosen.items.add(new File([bytes], '转学证明.png', { type: 'image/png' }));
    input.files = chosen.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await person.page.waitForFunction(() => document.querySelector('.ant-modal .proof') && !document.querySelector('.ant-modal .ant-progress'));
}

async function replace(person: AtTheScreen, selector: string, text: string): Promise<void> {
  await person.page.click(selector, { count: 3 });
  await person.page.keyboard.type(text);
  await person.page.keyboard.press('Enter');
}

describe('the story of a child who moves away, on the screen', function () {
  this.timeout(240_000);
  let server: TestServer;
  let browser: Browser;
  let school: Person;
  let child: { id: string; name: string };
  let grade: string;
  let counted: number;

  before(async function () {
    browser = await openTestBrowser(this as never);
    server = await startServer({ client: true, config: { sampleChildren: 400 } });
    school = await server.as('otherFiller');
    for (let waited = 0; waited < 600; waited++) {
      const { body } = await school.get('/api/ledgers/children/children?fields=state:enrolled;grade:g3&sort=name');
      const { body: view } = await school.get(`/api${report}`);
      const cells = Object.keys(view.filled ?? {});
      if (body.items?.length > 0 && cells.length > 0) {
        child = body.items[0];
        grade = '三年级';
        counted = view.filled['grades.g3.transferOut'].value;
        return;
      }
      await new Promise((wake) => setTimeout(wake, 100));
    }
    throw new Error('the sample children did not come');
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  it('the school writes the movement down; without a proof it is not taken', async () => {
    const filler = await sitDown(browser, server.url, 'otherFiller');
    await filler.click('台账');
    await filler.reads('控辍保学台账');
    await filler.page.goto(`${server.url}/ledger?q=${encodeURIComponent(child.name)}`, { waitUntil: 'networkidle0' });
    await filler.click(child.name, 'link');
    await filler.reads('变动记录');
    await filler.click('登记变动');
    await filler.click('转出', 'menuitem');
    await filler.page.waitForSelector('#movement-date');
    await replace(filler, '#movement-date', '2026-10-20');
    await filler.page.type('#movement\\.to', '长治市某小学');
    await filler.click('登记转出', 'button');
    await filler.reads('至少要有 1 份证明材料');
    await photograph(filler);
    await filler.click('登记转出', 'button');
    await filler.reads('已登记转出，现在的状态是“已转出”。');
    await filler.page.waitForFunction(() => (document.querySelector('.timeline .proof img') as HTMLImageElement | null)?.naturalWidth === 1);
    await filler.signOut();
    const { body } = await school.get(`/api/ledgers/children/children/${child.id}`);
    expect(body.state.key).to.equal('transferred');
    expect(body.history[0]).to.deep.include({ kind: 'transferOut', date: '2026-10-20' });
    expect(body.history[0].proofs.map((proof: { name: string }) => proof.name)).to.deep.equal(['转学证明.png']);
  });

  it('the month counts it, and the number leads to the child', async () => {
    const filler = await sitDown(browser, server.url, 'otherFiller');
    await filler.page.goto(server.url + report, { waitUntil: 'networkidle0' });
    expect(await filler.inCell(grade, 3)).to.equal(String(counted + 1));
    await filler.click(`${grade} 变动情况 转出 台账 ${counted + 1} 人`, 'button').catch(async () => {
      throw new Error(await filler.page.$$eval('.grid-source', (buttons) => buttons.map((button) => button.getAttribute('aria-label')).join(' | ')));
    });
    await filler.reads(`控辍保学台账里本期有 ${counted + 1} 人`);
    await filler.click(child.name, 'link');
    await filler.reads('转入学校：长治市某小学');
    await filler.signOut();
  });

  it('another number has to be explained, and the county sees that and why', async () => {
    const filler = await sitDown(browser, server.url, 'otherFiller');
    await filler.page.goto(server.url + report, { waitUntil: 'networkidle0' });
    await filler.typeDown(grade, 3, [String(counted)]);
    await filler.reads(`填的是 ${counted}，台账里本期有 ${counted + 1} 人`);
    const last = Number(await filler.inCell(grade, 0));
    await filler.typeDown(grade, 1, [String(last - counted)]);
    await filler.page.waitForFunction(() => document.querySelectorAll('.issues textarea:not([aria-hidden])').length === 1);
    await filler.page.type('.issues textarea:not([aria-hidden])', reason);
    await filler.page.click('.sheet-title');
    await filler.reads('已自动保存');
    await filler.click('提交校长审核', 'button');
    await filler.reads('待校长审核');
    await filler.signOut();
    const head = await server.as('ps-s02-head');
    const { body: view } = await head.get(`/api${report}`);
    expect(view.state.key).to.equal('submitted');
    const action = view.actions.find((one: { main: boolean }) => one.main);
    expect((await head.post(`/api${report}/actions/${action.key}`, { n: view.n, rev: view.rev })).status).to.equal(200);

    const reviewer = await sitDown(browser, server.url, 'reviewer');
    await reviewer.page.goto(`${server.url}/reports?definition=monthly-monitoring&period=2026-10&q=${encodeURIComponent(view.office.title)}`, {
      waitUntil: 'networkidle0',
    });
    await reviewer.reads('与台账不符 1 格');
    await reviewer.click(view.office.title, 'link');
    await reviewer.reads(`说明：${reason}`);
    await reviewer.signOut();
  });
});
