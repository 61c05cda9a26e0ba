// A clerk sends notices to the six-year-olds of one center school: checked, numbered, printed; one is taken back and issued again.
import { expect } from 'chai';
import type { Browser } from 'puppeteer';
import { sitDown } from '../support/at-the-screen.js';
import { seriousFaults } from '../support/axe.js';
import { openTestBrowser } from '../support/browser.js';
import { readPdf } from '../support/pdf-text.js';
import { type Person, startServer, type TestServer } from '../support/server.js';

const six = 'born:2020-09-01..2021-08-31';
const law = '适龄儿童、少年的父母或者其他法定监护人应当依法保证其按时入学接受并完成义务教育。';
const bare = (text: string): string => text.replace(/\s/g, '');

describe('the story of the notices, on the screen', function () {
  this.timeout(240_000);
  let server: TestServer;
  let browser: Browser;
  let clerk: Person;
  let children: { id: string; name: string }[];

  before(async function () {
    browser = await openTestBrowser(this as never);
    server = await startServer({ client: true, config: { sampleChildren: 400 } });
    clerk = await server.as('clerk');
    let last = -1;
    for (let waited = 0; waited < 600; waited++) {
      const { body } = await clerk.get(`/api/ledgers/children/children?office=ps-c1&fields=${six}&size=200`);
      children = body.items ?? [];
      const { body: everybody } = await clerk.get('/api/ledgers/children/children?size=1');
      if (children.length > 0 && everybody.total === last) return;
      last = everybody.total;
      await new Promise((wake) => setTimeout(wake, 1000));
    }
    throw new Error('the sample children did not come');
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  it('chooses them in the ledger, is told who can be sent one, and issues', async () => {
    const person = await sitDown(browser, server.url, 'clerk');
    await person.page.goto(`${server.url}/ledger?fields=${encodeURIComponent(six)}`, { waitUntil: 'networkidle0' });
    await person.page.type('#filter-office', '小学');
    await person.page.waitForFunction(() => document.querySelectorAll('#filter-office_list [title$="小学"]').length > 8);
    expect(await seriousFaults(person.page)).to.deep.equal([]);
    for (const _ of '小学') await person.page.keyboard.press('Backspace');
    await person.page.type('#filter-office', '东岚镇中心校');
    await (await person.page.waitForSelector('::-p-xpath(//*[@id="filter-office_list"]//*[@title="东岚镇中心校"])', { visible: true }))?.click();
    await person.reads(`共 ${children.length} 人`);
    expect(new URL(person.page.url()).searchParams.get('office')).to.equal('ps-c1');
    await person.page.reload({ waitUntil: 'networkidle0' });
    await person.reads(`共 ${children.length} 人`);
    await person.reads('东岚镇中心校');
    await person.page.setViewport({ width: 390, height: 844 });
    await person.click('选择本页');
    const heads = await person.page.$$eval('.child-table thead th', (all) =>
      all.map((head) => head.getBoundingClientRect().toJSON() as DOMRect).filter(({ width }) => width > 0),
    );
    expect(heads.length).to.be.above(4);
    for (const [n, head] of heads.entries()) expect(head.left, `head ${n}`).to.be.at.least(heads[n - 1]?.right ?? 0);
    expect(await person.page.evaluate(() => document.documentElement.scrollWidth)).to.equal(390);
    if (children.length > 50) await person.click(`选择符合条件的全部 ${children.length} 人`);
    await person.page.setViewport({ width: 1366, height: 768 });
    await person.click('发信函', 'button');
    await person.page.waitForSelector('#asked\\.reportBy');
    await person.page.type('#asked\\.reportBy', '2027-09-01');
    await person.page.keyboard.press('Enter');
    await person.page.waitForFunction(() => /[1-9]\d* 人可以签发/.test(document.body.innerText));
    const ready = Number(/(\d+) 人可以签发/.exec(await person.shows())?.[1]);
    await person.page.waitForSelector('.issue-foot .ant-btn-primary:not([disabled])');
    await person.page.click('.issue-foot .ant-btn-primary');
    await person.reads('签发后每份有自己的文号');
    await person.page.click('.ant-modal .ant-btn-primary');
    await person.page.waitForFunction(() => /\/letters\/jobs\//.test(window.location.pathname));
    await person.reads('已完成');
    expect((await clerk.get('/api/letters?size=1')).body.total).to.equal(ready);
    const job = new URL(person.page.url()).pathname.split('/').at(-1);
    const [part] = (await clerk.get(`/api/letter-jobs/${job}`)).body.parts;
    await person.click(`打印${part.title}`, 'button');
    const { bytes } = await person.download(() => person.click('下载 PDF', 'link'));
    const pages = (await readPdf(bytes)).map((page) => bare(page.text));
    const { body } = await clerk.get('/api/letters?size=200');
    expect(part.letters).to.equal(ready);
    for (const letter of body.items) {
      const own = pages.filter((text) => text.includes(bare(letter.serial)) && text.includes('送达回证'));
      expect(own.length, letter.serial).to.equal(1);
      expect(own[0]).to.include(bare(letter.childName));
      expect(own[0]).to.include(law);
    }
    await person.page.keyboard.press('Escape');
    await person.signOut();
  });

  it('takes one back and issues it again; the file of the child has both', async () => {
    const { body } = await clerk.get('/api/letters?size=1');
    const [letter] = body.items;
    const person = await sitDown(browser, server.url, 'clerk');
    await person.page.goto(`${server.url}/letters`, { waitUntil: 'networkidle0' });
    await person.click(letter.serial, 'link');
    await person.click('作废并重新签发', 'button');
    await person.page.waitForSelector('#why');
    await person.page.waitForSelector('#asked\\.reportBy');
    expect(await person.page.$eval('#asked\\.reportBy', (input) => (input as HTMLInputElement).value), 'as it was said').to.equal('2027-09-01');
    await person.page.type('#why', '监护人姓名写错了');
    await person.page.click('.ant-modal .ant-btn-primary');
    await person.reads('同一学段的信函');
    await person.reads('原因：监护人姓名写错了');
    await person.page.goto(`${server.url}/ledger/children/children/${letter.child}`, { waitUntil: 'networkidle0' });
    const { body: file } = await clerk.get(`/api/ledgers/children/children/${letter.child}`);
    expect(file.letters.map(({ state }: { state: string }) => state).sort()).to.deep.equal(['valid', 'void']);
    for (const { serial } of file.letters) await person.reads(serial);
    await person.reads('已作废');
    await person.signOut();
  });
});
