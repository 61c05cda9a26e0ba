// A designer at the screen: checks, formulas and where numbers come from, changed without writing a key.
import { expect } from 'chai';
import type { Browser, Page } from 'puppeteer';
import { type AtTheScreen, sitDown } from '../support/at-the-screen.js';
import { seriousFaults } from '../support/axe.js';
import { openTestBrowser } from '../support/browser.js';
import { draft, monthly } from '../support/designer.js';
import { packFolder } from '../support/pack-folder.js';
import { type Person, startServer, type TestServer } from '../support/server.js';

// biome-ignore lint/suspicious/noExplicitAny: a test reads the parts of a definition it asserts.
type Json = any;

describe('formulas, checks and sources in the designer', function () {
  this.timeout(120_000);
  let server: TestServer;
  let browser: Browser;
  let who: AtTheScreen;
  let page: Page;
  let designer: Person;

  before(async function () {
    this.timeout(300_000);
    browser = await openTestBrowser(this);
    const packs = packFolder();
    packs.bring('compared-forms');
    server = await startServer({ client: true, config: { definitionsDir: packs.definitionsDir } });
    designer = await server.as('designer');
    await draft(designer, {
      schema: { properties: { grades: { each: { properties: { ps_jieDu: { type: 'integer', title: '借读', minimum: 0, blank: 0 } } } } } },
    });
    who = await sitDown(browser, server.url, 'designer');
    page = who.page;
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  const open = async (part: string) => {
    await page.goto(`${server.url}/forms/monthly-monitoring/design?part=${part}`, { waitUntil: 'networkidle0' });
  };
  const saved = async (): Promise<Json> => (await designer.get(`${monthly}/draft`)).body.definition;
  /** The draft once it is as expected: saving follows typing with a short delay. */
  const savedWith = async (holds: (definition: Json) => boolean, what: string): Promise<Json> => {
    for (let attempt = 0; attempt < 100; attempt++) {
      const definition = await saved();
      if (holds(definition)) return definition;
      await new Promise((wake) => setTimeout(wake, 100));
    }
    throw new Error(`never saved: ${what}; ${JSON.stringify((await saved()).checks)} ${JSON.stringify((await saved()).formulas)}`);
  };
  const editCard = async (words: string) => {
    const card = await page.waitForSelector(`::-p-xpath(//li[contains(@class,"rule-card")][contains(., "${words}")]//button[.="修改"])`);
    await card?.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    await card?.click();
  };
  /** Goes on with Tab until what has the focus is called so. */
  const tabTo = async (name: string) => {
    for (let pressed = 0; pressed < 200; pressed++) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(() => {
        const element = document.activeElement as HTMLElement | null;
        const label = element?.id ? document.querySelector(`label[for="${element.id}"]`)?.textContent : '';
        return `${element?.getAttribute('aria-label') ?? ''}|${element?.textContent ?? ''}|${label ?? ''}`;
      });
      if (at.split('|').some((one) => one.startsWith(name))) return;
    }
    throw new Error(`Tab never comes to ${name}`);
  };
  const complete = async (text: string) => {
    await page.keyboard.type(text);
    await page.waitForSelector('.cm-tooltip-autocomplete li[aria-selected]');
    while (await page.$('.cm-tooltip-autocomplete')) {
      await page.keyboard.press('Enter');
      await new Promise((wake) => setTimeout(wake, 100));
    }
  };

  it('takes a new column into the balance by choosing it; the message keeps in step', async () => {
    await open('checks');
    await editCard('应等于');
    await who.choose('跟什么比加一项', '借读');
    const { checks } = await savedWith(({ checks: { balance } }) => balance.that.includes('ps_jieDu'), 'the balance');
    expect(checks.balance.that).to.equal('row.thisMonth == row.lastMonth + row.transferIn - row.transferOut - row.absent + row.other + row.ps_jieDu');
    expect(checks.balance.message).to.include(
      '加减变动应为 {row.lastMonth + row.transferIn - row.transferOut - row.absent + row.other + row.ps_jieDu}，填的是',
    );
    expect(checks.balance.at).to.deep.equal({ thisMonth: true });
    await who.reads('〔其他〕＋〔借读〕');
    await who.choose('加还是减借读', '－');
    await savedWith(({ checks: { balance } }) => balance.that.endsWith('- row.ps_jieDu') && balance.message.includes('- row.ps_jieDu}'), 'the sign');
  });

  it('judges a real report with it and writes nothing', async () => {
    const before = (await designer.get('/api/reports?definition=monthly-monitoring&period=2026-10&size=200')).body.items;
    await (await page.waitForSelector('::-p-xpath(//section[@aria-label="试一试"]//label[contains(., "用真实报表")])'))?.click();
    await who.choose('哪一期', '2026年10月');
    const school = before.find((row: Json) => row.state.key === 'accepted') ?? before.find((row: Json) => row.state.key !== 'none');
    await who.choose('选一所学校', school.officeTitle);
    await who.reads('数取自这份报表');
    const cell = await page.waitForSelector('input[aria-label$="年级 借读"]');
    expect(await page.$$eval('.try-table tbody tr', (rows) => rows.length)).to.be.greaterThan(2);
    await who.reads('都成立');
    await cell?.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    await cell?.click();
    await page.keyboard.type('4');
    await who.reads('加减变动应为');
    expect(await page.$$eval('.try-bad', (found) => found.length)).to.equal(1);
    const { body } = await designer.get(`/api/reports/monthly-monitoring/${school.office}/2026-10`);
    expect(JSON.stringify(body.data)).to.not.include('ps_jieDu');
  });

  it('says at the check that a column it uses is gone, and leads to it', async () => {
    const kept = (await saved()).schema.properties.grades.each.properties.ps_jieDu;
    const change = (column: Json) => ({ schema: { properties: { grades: { each: { properties: { ps_jieDu: column } } } } } });
    await page.goto('about:blank');
    await draft(designer, change(null));
    await open('checks');
    await who.reads('没有名为“ps_jieDu”的栏目');
    await who.click('去改', 'button');
    await page.waitForSelector('input[aria-label="去掉ps_jieDu"], button[aria-label="去掉ps_jieDu"]');
    await page.goto('about:blank');
    await draft(designer, change(kept));
  });

  it('writes a formula with the keyboard alone, columns found by their Chinese titles', async () => {
    await open('formulas');
    await tabTo('加一个公式');
    await page.keyboard.press('Enter');
    await tabTo('自己写公式');
    await page.keyboard.press('Enter');
    await tabTo('名称');
    await page.keyboard.type('减少的学生');
    await tabTo('怎么算');
    await complete('转出');
    await page.keyboard.type(' + ');
    await complete('wzx');
    expect(await page.$$eval('.formula-text .formula-chip', (chips) => chips.map((chip) => chip.textContent))).to.deep.equal([
      '合计〔转出〕',
      '合计〔未在校〕',
    ]);
    await tabTo('加上这条');
    await page.keyboard.press('Enter');
    const { formulas, sums } = await savedWith(({ formulas }) => Object.values(formulas).some((one: Json) => one.title === '减少的学生'), 'the formula');
    const [key] = Object.entries(formulas).find(([, one]: [string, Json]) => one.title === '减少的学生') as [string, Json];
    expect(key).to.match(/^ps_/);
    expect(formulas[key].value).to.equal("sum(rows.grades, 'transferOut') + sum(rows.grades, 'absent')");
    expect(sums[key]).to.equal('again');
    await who.reads('减少的学生＝〔转出合计〕＋〔未在校合计〕');
  });

  it('corrects what people type who know a spreadsheet, on one click', async () => {
    await open('checks');
    await who.click('加一条校验', 'button');
    await (await page.waitForSelector('::-p-xpath(//button[contains(@class,"start")][contains(., "自己写公式")])'))?.click();
    const editor = await page.waitForSelector('.cm-content[aria-label="必须成立"]');
    await editor?.click();
    await page.keyboard.type('转出÷上月学生数≤5%，');
    await page.keyboard.press('Backspace');
    await who.reads('百分数要写成小数');
    await who.reads('可以改成');
    await who.click('一键改正', 'button');
    await page.waitForFunction(() => document.querySelector('.cm-content[aria-label="必须成立"]')?.textContent?.includes('比率'));
    await (await page.waitForSelector('.cm-content[aria-label="提示语"]'))?.click();
    await page.keyboard.type('转出太多');
    await who.click('加上这条', 'button');
    const { checks } = await savedWith(({ checks }) => Object.values(checks).some((one: Json) => one.message === '转出太多'), 'the check');
    expect(Object.values(checks).find((one: Json) => one.message === '转出太多')).to.deep.include({
      each: 'grades',
      level: 'error',
      that: 'ratio(row.transferOut, row.lastMonth)<=0.05',
    });
  });

  it('makes a ready sentence and changes it as one again', async () => {
    await open('checks');
    await who.click('加一条校验', 'button');
    await (await page.waitForSelector('::-p-xpath(//button[contains(@class,"start")][starts-with(., "不超过")])'))?.click();
    await who.choose('哪个数', '转出');
    await who.choose('跟什么比第1项', '上月学生数');
    await who.click('加上这条', 'button');
    const { checks } = await savedWith(
      ({ checks }) => Object.values(checks).some((one: Json) => one.that === 'row.transferOut <= row.lastMonth'),
      'the sentence',
    );
    const [key, made] = Object.entries(checks).find(([, one]: [string, Json]) => one.that === 'row.transferOut <= row.lastMonth') as [string, Json];
    expect(made).to.deep.include({ message: '{row.title}：转出 {row.transferOut} 不能多于 上月学生数 {row.lastMonth}', at: { transferOut: true } });
    await editCard('〔转出〕不超过〔上月学生数〕');
    await who.choose('怎样比', '小于');
    const after = await savedWith(({ checks }) => checks[key].that === 'row.transferOut < row.lastMonth', 'the other sign');
    expect(after.checks[key].message).to.equal('{row.title}：转出 {row.transferOut} 应少于 上月学生数 {row.lastMonth}');
    await who.click('撤销', 'button');
    await savedWith(({ checks }) => checks[key].that === 'row.transferOut <= row.lastMonth', 'undone');
  });

  it('compares with another form, chosen by titles alone, and tries it', async () => {
    await open('checks');
    await who.click('加一条校验', 'button');
    await (await page.waitForSelector('::-p-xpath(//button[contains(@class,"start")][starts-with(., "与另一张表一致")])'))?.click();
    await who.choose('哪个数', '本月学生数合计');
    await who.choose('选另一张表', '学期计划表');
    await who.choose('选另一张表', '学籍变动表');
    await who.choose('选其中哪一块', '变动');
    await who.choose('哪一列', '期初数');
    await who.choose('怎样比', '不超过');
    await who.click('加上这条', 'button');
    const isOther = (one: Json) => one.that.includes('other(');
    const made = await savedWith(({ checks }) => Object.values(checks).some(isOther), 'the comparison');
    const [key, check] = Object.entries(made.checks).find(([, one]) => isOther(one)) as [string, Json];
    const other = Object.keys(made.others).find((one) => made.others[one].form === 'pupil-register') as string;
    expect(made.others[other]).to.deep.equal({ title: '学籍变动表', form: 'pupil-register', missing: 'warning' });
    expect(check).to.deep.equal({
      level: 'error',
      at: { grades: true },
      that: `sum(rows.grades, 'thisMonth') <= other('${other}.changes.start')`,
      message: `本月学生数合计 {sum(rows.grades, 'thisMonth')} 不能多于 《学籍变动表》期初数合计 {other('${other}.changes.start')}`,
    });
    await editCard('〔本月学生数合计〕不超过〔《学籍变动表》期初数合计〕');
    await who.choose('哪一行', '一年级');
    await savedWith(({ checks }) => checks[key].that.endsWith(`other('${other}.changes.g1.start')`), 'one cell');
    await who.choose('哪一行', '合计');
    await who.choose('哪一列', '期末数');
    await who.choose('学籍变动表还没有数时', '不能上报');
    await savedWith(({ checks, others }) => checks[key].that.endsWith("changes.end')") && others[other].missing === 'error', 'the total again');
    expect(await page.$$eval('.formula-text .formula-chip', (chips) => chips.map((chip) => chip.textContent))).to.include('〔《学籍变动表》期末数合计〕');
    await who.reads('没有校验用到');
    await (await page.waitForSelector('::-p-xpath(//section[@aria-label="对照的表"]//button[.="删除"])'))?.click();
    const after = await savedWith(({ others }) => Object.keys(others).length === 1, 'the form nobody compares with');
    expect(JSON.stringify(after.others)).to.not.include('term-plan');
    const put = async (label: string, text: string) => {
      const cell = await page.waitForSelector(`input[aria-label="${label}"]`);
      await cell?.evaluate((element) => element.scrollIntoView({ block: 'center' }));
      await cell?.click();
      await page.keyboard.type(text);
    };
    await put('一年级 本月学生数', '9');
    await who.reads('另一张表的数还没有填');
    await put('《学籍变动表》期末数合计', '8');
    await who.reads('本月学生数合计 9 不能多于 《学籍变动表》期末数合计 8');
    const { body } = await designer.get(`${monthly}/draft`);
    expect(body.faults).to.deep.equal([]);
  });

  it('makes a column for the total of each row', async () => {
    await open('formulas');
    await who.click('加一个公式', 'button');
    await (await page.waitForSelector('::-p-xpath(//button[contains(@class,"start")][starts-with(., "行合计")])'))?.click();
    await (await page.waitForSelector('::-p-aria([name="名称"])'))?.click();
    await page.keyboard.type('减少小计');
    await who.choose('怎么算第1项', '转出');
    await who.choose('怎么算加一项', '未在校');
    await who.click('加上这条', 'button');
    const { formulas, schema, sums } = await savedWith(({ formulas }) => Object.values(formulas).some((one: Json) => one.title === '减少小计'), 'the total');
    const made: Json = Object.values(formulas).find((one: Json) => one.title === '减少小计');
    expect(made).to.deep.include({ each: 'grades', value: 'row.transferOut + row.absent' });
    expect(schema.properties.grades.each.properties[made.to]).to.deep.equal({ type: 'integer', title: '减少小计' });
    expect(sums.grades[made.to]).to.equal('add');
    await editCard('减少小计＝');
    const first = await page.waitForSelector('input[aria-label="一年级 转出"]');
    await first?.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    await first?.click();
    await page.keyboard.type('3');
    await page.waitForFunction(() => document.querySelector('output[aria-label="一年级 减少小计"]')?.textContent === '3');
  });

  it('changes what is carried in September, what is counted and how a column adds up', async () => {
    await open('sources');
    await editCard('自动取上一期');
    await who.choose('七年级在学年第一期', '没有小学的学校不带入');
    await who.choose('借读汇总时', '各校相加');
    const { carry, sums } = await savedWith(
      ({ carry, sums }) => typeof carry['grades.lastMonth'].entry.g7 === 'string' && sums.grades.ps_jieDu === 'add',
      'the sources',
    );
    expect(carry['grades.lastMonth'].entry).to.deep.equal({ g1: true, g7: "!('primary' in office.stages)" });
    expect(sums.grades.transferIn).to.equal('add');
    await editCard('“转入”由');
    await who.choose('哪几种异动', '入学');
    const { fill } = await savedWith(({ fill }) => fill['grades.transferIn'].where.includes('enrol'), 'the count');
    expect(fill['grades.transferIn'].where).to.equal("event.kind in ['transferIn', 'enrol'] && within(event.date, period)");
    // Children at school at the end of the month who have a tag, chosen by its title.
    await who.choose('＋ 再加一列由台账计数', '借读');
    const standing = await page.waitForSelector('input[type="radio"][value="standing"]');
    await standing?.evaluate((radio) => (radio as HTMLInputElement).click());
    await who.reads('期末在校的残疾儿童');
    const added = await savedWith(({ fill }) => fill['grades.ps_jieDu']?.count === 'standing', 'the standing count');
    expect(added.fill['grades.ps_jieDu']).to.deep.equal({
      from: 'children',
      count: 'standing',
      where: "child.state in ['enrolled']",
      by: 'child.grade',
      differs: 'warning',
    });
    await who.click('再加一个条件（同时满足）', 'button');
    const chooseLast = async (label: string, words: string) => {
      await page.waitForFunction((sought) => document.querySelectorAll(`input[aria-label="${sought}"]`).length === 2, {}, label);
      const input = (await page.$$(`input[aria-label="${label}"]`)).at(-1);
      await input?.evaluate((element) => element.scrollIntoView({ block: 'center' }));
      await input?.click();
      await page.keyboard.type(words);
      await page.keyboard.press('Enter');
    };
    await chooseLast('看哪一栏', '特殊群体');
    await chooseLast('是哪些', '残疾');
    await page.keyboard.press('Escape');
    await savedWith(({ fill }) => fill['grades.ps_jieDu']?.where === "child.state in ['enrolled'] && 'disabled' in child.tags", 'the condition');
    await who.choose('归到哪一行', '按学生的性别');
    await who.reads('表的行是“义务教育年级”，“性别”里没有一项与它相同，一个学生也归不进去');
    await who.choose('归到哪一行', '按学生的年级');
    await savedWith(({ fill }) => fill['grades.ps_jieDu']?.by === 'child.grade', 'the rows');
    await page.waitForFunction(() => !document.body.innerText.includes('一个学生也归不进去'));
    await who.reads('“借读”由控辍保学台账数期末在册人数');
    const { body } = await designer.get(`${monthly}/draft`);
    expect(body.faults).to.deep.equal([]);
  });

  it('has nothing axe holds to be serious, and fits a phone', async () => {
    for (const [part, words] of [
      ['checks', '应等于'],
      ['formulas', '未在校率'],
      ['sources', '自动取上一期'],
    ] as const) {
      await open(part);
      await editCard(words);
      await page.waitForSelector('.rule-editor');
      if (part === 'checks') await page.waitForSelector('.cm-content');
      expect(await seriousFaults(page), part).to.deep.equal([]);
      await page.setViewport({ width: 390, height: 844 });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide, part).to.be.at.most(390);
      await page.setViewport({ width: 1366, height: 768 });
    }
  });
});
