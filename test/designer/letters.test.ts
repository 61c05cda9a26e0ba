// A designer at the screen: a letter's words, a law, the ledger; and what the clerk and the school then have.
import { expect } from 'chai';
import type { Browser, Page } from 'puppeteer';
import { type AtTheScreen, sitDown } from '../support/at-the-screen.js';
import { seriousFaults } from '../support/axe.js';
import { openTestBrowser } from '../support/browser.js';
import { readPdf } from '../support/pdf-text.js';
import { type Person, startServer, type TestServer } from '../support/server.js';

// biome-ignore lint/suspicious/noExplicitAny: a test reads the parts of a definition it asserts.
type Json = any;
const notice = '/api/definitions/admission-notice';
const values = { reportBy: '2027-09-01', bring: '户口簿' };

describe('letters, laws and ledgers in the designer', function () {
  this.timeout(150_000);
  let server: TestServer;
  let browser: Browser;
  let who: AtTheScreen;
  let page: Page;
  let designer: Person;
  let clerk: Person;
  let girls: { id: string; name: string }[];
  let boys: { id: string; name: string }[];

  before(async function () {
    this.timeout(300_000);
    browser = await openTestBrowser(this);
    server = await startServer({ client: true, config: { sampleChildren: 300 } });
    await server.product.deps.jobs.idle();
    [designer, clerk] = await Promise.all([server.as('designer'), server.as('clerk')]);
    const expected = async (sex: string) =>
      (await clerk.get(`/api/ledgers/children/children?fields=${encodeURIComponent(`state:expected;sex:${sex}`)}&size=20`)).body.items;
    [girls, boys] = [await expected('female'), await expected('male')];
    who = await sitDown(browser, server.url, 'designer');
    page = who.page;
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  const open = async (id: string, part: string) => {
    await page.goto(`${server.url}/forms/${id}/design?part=${part}`, { waitUntil: 'networkidle0' });
  };
  /** The draft once it is as expected: saving follows typing with a short delay. */
  const savedWith = async (path: string, holds: (definition: Json) => boolean, what: string): Promise<Json> => {
    let seen: Json;
    for (let attempt = 0; attempt < 150; attempt++) {
      seen = (await designer.get(`${path}/draft`)).body;
      if (seen.rev > 0 && holds(seen.definition)) return seen;
      await new Promise((wake) => setTimeout(wake, 100));
    }
    throw new Error(`never saved: ${what}; ${JSON.stringify(seen.patch)}`);
  };
  const press = async (selector: string) => {
    const found = await page.waitForSelector(selector, { visible: true });
    await found?.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    await found?.click();
  };
  /** Reads what it comes to, says why, and publishes. */
  const publishOnScreen = async (sentence: string) => {
    await who.click('发布', 'button');
    await who.reads(sentence);
    await page.waitForSelector('#publish-why', { visible: true });
    await page.type('#publish-why', '县里要求');
    await press('.publish-foot button:not([disabled])');
    await page.waitForSelector('.publish-done');
    await server.product.deps.jobs.idle();
  };
  const issue = async (child: string): Promise<string> => {
    const begun = await clerk.post('/api/letter-kinds/admission-notice/issue', { choice: { children: [child] }, values, bundle: 'school' });
    expect(begun.status, begun.text).to.equal(202);
    await server.product.deps.jobs.idle();
    return (await clerk.get(`/api/letters?job=${begun.body.id}`)).body.items[0].id;
  };
  const textOf = async (letter: string): Promise<string> =>
    (await readPdf((await clerk.get(`/api/letters/${letter}/pdf`)).body)).map(({ text }) => text).join('\n');
  const inPreview = (words: string) =>
    page
      .waitForFunction(
        (sought) => document.querySelector<HTMLIFrameElement>('.letter-preview iframe')?.contentDocument?.body.innerText.includes(sought),
        {},
        words,
      )
      .catch(async () => {
        const [said, sheet] = await page.evaluate(() => [
          document.querySelector<HTMLElement>('.letter-preview')?.innerText,
          document.querySelector<HTMLIFrameElement>('.letter-preview iframe')?.contentDocument?.body.innerText,
        ]);
        throw new Error(`“${words}” does not come into the preview, which says: ${said}\n${sheet}`);
      });
  it('changes the words on the paper, with a field, an article and a paragraph for some; the next letter says them, the last one stays', async () => {
    const before = await issue(girls[0]!.id);
    const old = await textOf(before);
    await open('admission-notice', 'letter');
    await inPreview('李小明');
    await press('.cm-content[aria-label="第 2 段"]');
    await page.keyboard.press('End');
    await page.keyboard.down('Control');
    await page.keyboard.press('End');
    await page.keyboard.up('Control');
    await page.keyboard.type('民族');
    await who.choose('插入内容', '民族');
    await page.keyboard.type('。');
    await page.waitForFunction(() => [...document.querySelectorAll('.paragraph-chosen .hole')].some((hole) => hole.textContent === '民族'));
    // A line break makes a paragraph.
    await page.keyboard.press('Enter');
    await page.keyboard.type('女生宿舍已经备好。');
    await press('button[role="switch"][aria-label="只给一部分学生"]');
    await who.click('加条件', 'button');
    await who.reads('有条件还没有选完，现在不起作用');
    await who.choose('看哪一栏', '性别');
    await who.choose('是哪些', '女');
    await page.keyboard.press('Escape');
    await who.click('从法律库选一条', 'button');
    await page.type('input[aria-label="条号或条文里的词，例如 第五条、入学"]', '不收学费');
    await who.click('引用第二条第三款', 'button');
    const saved = await savedWith(
      notice,
      ({ texts, clauses }) =>
        Object.values<Json>(texts).some(({ when }) => when === "child.sex in ['female']") &&
        Object.values<Json>(clauses).some(({ article, paragraph }) => article === 'a2' && paragraph === 3),
      'the paragraph and the article',
    );
    expect(saved.faults).to.deep.equal([]);
    expect(saved.definition.texts.opening.text).to.match(/民族\{ps_nation1\}。$/);
    await press('::-p-xpath(//aside//label[normalize-space(.)="全部段落"])');
    await inPreview('女生宿舍已经备好');
    await inPreview('不收学费、杂费');
    await publishOnScreen('增加“女生宿舍已经备好。”一段，只写给一部分学生');
    const [girl, boy] = [await textOf(await issue(girls[1]!.id)), await textOf(await issue(boys[0]!.id))];
    for (const text of [girl, boy])
      expect(text)
        .to.contain('实施义务教育，不收学费、杂费。')
        .and.to.match(/民族\S{1,4}族。/);
    expect(girl).to.contain('女生宿舍已经备好');
    expect(boy).to.not.contain('女生宿舍');
    expect(await textOf(before)).to.equal(old);
  });

  it('takes a step back with the button, and brings a paragraph back that was put out of use', async () => {
    await open('admission-notice', 'letter');
    const first = await page.$eval('.cm-content[aria-label="第 1 段"]', (element) => element.textContent);
    await press('.cm-content[aria-label="第 1 段"]');
    await who.click('停用', 'button');
    await page.waitForFunction((text) => document.querySelector('.cm-content[aria-label="第 1 段"]')?.textContent !== text, {}, first);
    await who.click('撤销', 'button');
    await page.waitForFunction((text) => document.querySelector('.cm-content[aria-label="第 1 段"]')?.textContent === text, {}, first);
  });

  it('names the line of a broken layout; nothing of it comes into force', async () => {
    await open('admission-notice', 'letter-page');
    await press('input[value="own"]');
    await press('.page-editor .cm-content');
    await page.keyboard.down('Control');
    await page.keyboard.press('Home');
    await page.keyboard.up('Control');
    await page.keyboard.type('<script>1</script>');
    await who.reads('版式第 1 行：不能用 <script>');
    await page.waitForSelector('.cm-lint-marker-error');
    const { rev } = await savedWith(notice, ({ template }) => template.text?.startsWith('<script>'), 'the broken layout');
    const refused = await designer.post(`${notice}/publish`, { rev, why: '试' });
    expect([refused.status, refused.body.code]).to.deep.equal([422, 'BAD_DEFINITION']);
    expect(await textOf(await issue(boys[1]!.id))).to.contain('送达回证');
    await designer.delete(`${notice}/draft?rev=${rev}`);
  });

  it('says in words how numbers look, who issues, to whom and how often', async () => {
    await open('admission-notice', 'letter-rules');
    await who.reads('今年第 37 份：平教义入〔');
    await press('input[aria-label="顺序号补足几位"]');
    await page.keyboard.press('End');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('6');
    await who.reads('000037号');
    await press('::-p-xpath(//label[contains(@class,"ant-checkbox-wrapper") and normalize-space(.)="校长"])');
    await who.choose('只发一份', '每名学生每学年只能有一份有效');
    const { definition } = await savedWith(
      notice,
      ({ serial, by, once }) => serial.pattern.includes('{number:6}') && by['school-head'] && once.key === 'schoolYear',
      'number, issuers and rule',
    );
    expect(definition.for).to.contain('child.state in');
  });

  it('adds a field, a book and a movement to the ledger, and the school has them in the file', async () => {
    const path = '/api/definitions/children';
    await open('children', 'fields');
    await press('section[aria-label="家庭情况"] input[aria-label="新的一栏"]');
    await page.keyboard.type('监护人工作单位');
    await page.keyboard.press('Enter');
    await page.waitForSelector('aside input[value="监护人工作单位"]');
    await open('children', 'books');
    await page.type('input[aria-label="新的一册"]', '随迁子女台账');
    await page.keyboard.press('Enter');
    await page.waitForSelector('section[aria-label="随迁子女台账"]');
    await open('children', 'movements');
    await page.type('input[aria-label="新的异动"]', '借读');
    await page.keyboard.press('Enter');
    await page.waitForSelector('aside input[value="借读"]');
    await page.type('input[aria-label="另外要填的一项"]', '借读学校');
    await page.keyboard.press('Enter');
    await who.choose('同时改一栏', '在外就读学校');
    await who.choose('“在外就读学校”变成', '登记时填的“借读学校”');
    const saved = await savedWith(
      path,
      ({ events }) => Object.values<Json>(events).some(({ title, sets }) => title === '借读' && /^event\./.test(sets?.schoolElsewhere ?? '')),
      'the movement',
    );
    expect(saved.faults).to.deep.equal([]);
    await publishOnScreen('增加异动“借读”');
    const filler = await sitDown(browser, server.url, 'filler');
    const child = (await (await server.as('filler')).get('/api/ledgers/children/children?fields=state:enrolled&size=1')).body.items[0];
    await filler.page.goto(`${server.url}/ledger/children/children/${child.id}`, { waitUntil: 'networkidle0' });
    await filler.reads('监护人工作单位');
    await (await filler.page.waitForSelector('::-p-xpath(//button[contains(normalize-space(.),"登记变动")])'))?.click();
    await filler.reads('借读');
    await filler.page.goto(`${server.url}/ledger`, { waitUntil: 'networkidle0' });
    await filler.reads('随迁子女台账');
    await filler.signOut();
  });

  it('adds an edition of a law from its pasted text, and is told which letters quote what changed', async () => {
    const path = '/api/definitions/compulsory-education';
    await open('compulsory-education', 'articles');
    await who.click('照这一版增加新版', 'button');
    await page.type('input[aria-label="通过机关和时间"]', '2027年修正');
    for (const [label, day] of [
      ['通过日期', '2027-01-01'],
      ['施行日期', '2027-03-01'],
    ] as const) {
      await press(`.ant-modal input[aria-label="${label}"]`);
      await page.keyboard.type(day);
      await page.keyboard.press('Enter');
    }
    await who.click('增加', 'button');
    await who.click('粘贴全文', 'button');
    await page.type('textarea[aria-label="粘贴全文"]', '第一章 总则\n第五条 各级人民政府应当履行职责。\n监护人应当保证入学。\n第十一条 年满六周岁应当入学。');
    await who.reads('分成 2 条，从第五条到第十一条');
    await who.click('用这些条文', 'button');
    await who.reads('新版改了文字');
    await who.reads('新版里没有，请改引');
    const saved = await savedWith(path, ({ editions }) => Object.keys(editions.ps_e1?.articles ?? {}).length === 2, 'the edition');
    expect(saved.definition.editions.e20181229.until).to.equal('2027-02-28');
    expect(saved.faults).to.deep.equal([]);
  });

  it('begins a letter, a ledger and a law of its own', async () => {
    for (const [kind, title] of [
      ['letter', '家访通知'],
      ['ledger', '留守儿童台账'],
      ['clause', '某县条例'],
    ] as const) {
      await page.goto(`${server.url}/forms`, { waitUntil: 'networkidle0' });
      await who.click('新建', 'button');
      await press(`.ant-modal input[type="radio"][value="${kind}"]`);
      await page.type('#new-title', title);
      await page.keyboard.press('Enter');
      await page.waitForFunction((name) => document.querySelector('.design-bar h1')?.textContent === name, {}, title);
      const id = new URL(page.url()).pathname.split('/')[2];
      expect((await designer.get(`/api/definitions/${id}/draft`)).body.faults, title).to.deep.equal([]);
    }
  });

  it('has nothing axe holds to be serious, and fits a phone', async () => {
    for (const [id, part, words] of [
      ['admission-notice', 'letter', '有关法律规定'],
      ['admission-notice', 'letter-fields', '信里用'],
      ['admission-notice', 'letter-rules', '谁可以签发'],
      ['admission-notice', 'letter-page', '自己写版式'],
      ['children', 'fields', '档案有哪些栏目'],
      ['children', 'books', '每一册'],
      ['children', 'movements', '转出'],
      ['children', 'privacy', '遮盖的栏目'],
      ['compulsory-education', 'articles', '引用它的信函'],
    ] as const) {
      await open(id, part);
      await page.waitForFunction((sought) => document.body.textContent?.includes(sought), {}, words);
      expect(await seriousFaults(page, ['iframe']), part).to.deep.equal([]);
      await page.setViewport({ width: 390, height: 844 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth), part).to.be.at.most(390);
      await page.setViewport({ width: 1366, height: 768 });
    }
  });
});
