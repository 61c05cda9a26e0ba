// A designer at the screen changes due days, code lists, calendars and lives; schools then work by what was published.
import { mkdirSync } from 'node:fs';
import { expect } from 'chai';
import type { Browser } from 'puppeteer';
import { type AtTheScreen, sitDown } from '../support/at-the-screen.js';
import { openTestBrowser } from '../support/browser.js';
import { publishDraft } from '../support/designer.js';
import { act, fillIn, reportAt } from '../support/filled-report.js';
import { type Person, startServer, type TestServer } from '../support/server.js';

/** Set to a folder to keep pictures of every step. */
const pictures = process.env.PICTURES;

describe('periods, code lists, calendars and lives in the designer', function () {
  this.timeout(180_000);
  let server: TestServer;
  let browser: Browser;
  let designer: Person;
  let screen: AtTheScreen;

  before(async function () {
    browser = await openTestBrowser(this as never);
    server = await startServer({ client: true });
    designer = await server.as('designer');
    screen = await sitDown(browser, server.url, 'designer');
    await screen.page.browserContext().overridePermissions(server.url, ['clipboard-read', 'clipboard-write', 'clipboard-sanitized-write']);
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  const open = (id: string, part: string) => screen.page.goto(`${server.url}/forms/${id}/design?part=${part}`, { waitUntil: 'networkidle0' });
  const picture = async (name: string): Promise<void> => {
    if (!pictures) return;
    mkdirSync(pictures, { recursive: true });
    await screen.page.screenshot({ path: `${pictures}/${name}.png` as `${string}.png` });
  };
  const choose = async (label: string, option: string) => {
    await screen.click(label, 'combobox');
    const found = await screen.page.waitForSelector(
      `::-p-xpath(//div[contains(@class,"ant-select-dropdown") and not(contains(@class,"ant-select-dropdown-hidden"))]//div[contains(@class,"ant-select-item-option-content") and normalize-space(.)="${option}"])`,
      { visible: true },
    );
    await found?.click();
  };
  const type = async (label: string, text: string) => {
    const input = await screen.page.waitForSelector(`::-p-aria([name="${label}"])`);
    await input?.click({ count: 3 });
    await screen.page.keyboard.type(text);
    await screen.page.keyboard.press('Tab');
  };
  const dues = (): Promise<string[]> =>
    screen.page.$$eval('.period-dues tbody tr', (rows) =>
      rows.map((row) => `${row.getAttribute('data-period')} ${row.querySelector('[data-due]')?.getAttribute('data-due')}`),
    );
  const duesAre = async (expected: string[]) => {
    await screen.page.waitForFunction(
      (sought) => [...document.querySelectorAll('.period-dues [data-due]')].map((due) => due.getAttribute('data-due')).join() === sought,
      {},
      expected.map((one) => one.split(' ')[1]).join(),
    );
    expect(await dues()).to.deep.equal(expected);
  };
  const said = () => screen.page.$eval('[data-rule]', (words) => words.textContent);
  /** The draft once the server has it and finds nothing wrong. */
  const saved = async (id: string) => {
    await screen.reads('已保存');
    const { body } = await designer.get(`/api/definitions/${id}/draft`);
    expect(body.faults).to.deep.equal([]);
    return body;
  };

  it('changes the due day by clicks, with the next six due days beside it', async () => {
    await open('monthly-monitoring', 'period');
    await duesAre(['2026-10 2026-11-05', '2026-11 2026-12-05', '2026-12 2027-01-05', '2027-01 2027-02-05', '2027-02 2027-03-05', '2027-03 2027-04-05']);
    await choose('截止日 从哪里算起', '当月');
    await type('截止日 数', '20');
    await (await screen.page.waitForSelector('::-p-xpath(//label[contains(., "顺延到下一个工作日")])'))?.click();
    await choose('校历', '中小学校历');
    await duesAre(['2026-11 2026-11-20', '2026-12 2026-12-21', '2027-01 2027-01-20', '2027-02 2027-02-22', '2027-03 2027-03-22', '2027-04 2027-04-20']);
    await screen.reads('2026年12月20日周日是周末，顺延');
    expect(await said()).to.equal('每月填报，当月20日前，遇休息日顺延（7月、8月不报）');
    await picture('period');
    const { definition } = await saved('monthly-monitoring');
    expect(definition.period).to.deep.include({ due: { of: 'same', day: 20 }, onHoliday: 'next-workday', calendar: 'school-calendar' });
    await choose('截止日 哪一天', '倒数第几个工作日');
    await duesAre(['2026-11 2026-11-30', '2026-12 2026-12-31', '2027-01 2027-01-29', '2027-02 2027-02-26', '2027-03 2027-03-31', '2027-04 2027-04-30']);
  });

  it('asks for a form at fixed times of the year, one of them due on a day of its own', async () => {
    await choose('常用的', '3月底、10月底');
    await duesAre([
      '2027-ps_w03 2027-03-31',
      '2027-ps_w10 2027-11-01',
      '2028-ps_w03 2028-03-31',
      '2028-ps_w10 2028-10-31',
      '2029-ps_w03 2029-04-02',
      '2029-ps_w10 2029-10-31',
    ]);
    const own = await screen.page.waitForSelector('::-p-xpath((//table//button[normalize-space(.)="单独定"])[2])');
    await own?.click();
    await type('10月底 数', '5');
    await screen.page.waitForFunction(() => document.querySelector('[data-rule]')?.textContent?.includes('其中10月底时段结束后5天内'));
    const { definition } = await saved('monthly-monitoring');
    expect(definition.period.windows).to.deep.equal({
      ps_w03: { title: '3月底', from: { month: 3, day: 1 }, to: { month: 3, day: 31 } },
      ps_w10: { title: '10月底', from: { month: 10, day: 1 }, to: { month: 10, day: 31 }, due: { of: 'end', days: 5 } },
    });
    expect(definition.period.except).to.deep.equal({ m7: false, m8: false });
    await picture('windows');
    await screen.click('去掉时段“3月底”', 'button');
    await screen.click('去掉时段“10月底”', 'button');
    await screen.reads('要写明是哪些时段');
    for (let step = 0; step < 3; step++) await screen.click('撤销', 'button');
    await screen.reads('每年3月底、10月底填报');
  });

  it('asks for a form every week, one month of it on another day, and a school fills in its week', async () => {
    await choose('常用的', '每周五前，7月、8月不报');
    await duesAre([
      '2026-11-02 2026-11-06',
      '2026-11-09 2026-11-13',
      '2026-11-16 2026-11-20',
      '2026-11-23 2026-11-27',
      '2026-11-30 2026-12-04',
      '2026-12-07 2026-12-11',
    ]);
    await choose('给某一期单独定截止日', '12月');
    await choose('12月 从哪里算起', '本周');
    await choose('12月 哪一天', '周四');
    await screen.page.waitForFunction(
      () => document.querySelector('[data-rule]')?.textContent === '每周填报，本周五前，其中12月的本周四前，遇休息日顺延（7月、8月不报）',
    );
    await duesAre([
      '2026-11-02 2026-11-06',
      '2026-11-09 2026-11-13',
      '2026-11-16 2026-11-20',
      '2026-11-23 2026-11-27',
      '2026-11-30 2026-12-04',
      '2026-12-07 2026-12-10',
    ]);
    await picture('weekly');
    const draft = await saved('monthly-monitoring');
    expect(draft.definition.period.dues).to.deep.equal({ m12: { of: 'start', days: 4 } });
    await publishDraft(designer, draft.rev, '/api/definitions/monthly-monitoring', '开学期间每周报');
    const at = reportAt('ps-s01', '2026-11-02');
    await fillIn(await server.as('filler'), at);
    const week = await act(await server.as('filler'), at, 'submit');
    expect(week.period).to.include({ key: '2026-11-02', title: '2026年11月2日至8日' });
    const filler = await sitDown(browser, server.url, 'filler');
    await filler.page.goto(`${server.url}/reports`, { waitUntil: 'networkidle0' });
    await filler.reads('2026年11月2日至8日');
    await filler.page.close();
    // Back to what it was, as a new version; the week stays what it is.
    const back = await designer.post('/api/definitions/monthly-monitoring/roll-back', { version: 1, why: '恢复每月报' });
    expect(back.status, back.text).to.equal(200);
    expect((await (await server.as('filler')).get(at)).body.period.title).to.equal('2026年11月2日至8日');
  });

  it('takes codes from the clipboard after a look, and a new tag is offered where a school enters a child', async () => {
    await open('special-groups', 'codes');
    const cell = await screen.page.waitForSelector('::-p-aria([name="在这里输入新的名称"])');
    await cell?.click();
    await screen.page.keyboard.type('网络沉迷');
    await screen.page.keyboard.press('Enter');
    await screen.page.waitForSelector('tr[data-code^="ps_wangLuo"]');
    await screen.page.evaluate(() =>
      navigator.clipboard.writeText('名称\t启用日\t停用日\n早婚早育\t2026/9/1\t\n低保\t\t2026-12-31\n留守\t2026-9-1\t\n早婚早育\t昨天\t\n孤儿\t\t\n'),
    );
    await cell?.click();
    await screen.page.keyboard.down('Control');
    await screen.page.keyboard.press('v');
    await screen.page.keyboard.up('Control');
    await screen.reads('有 2 行有问题');
    for (const words of ['“留守”是上级锁定的，不能改日期', '“早婚早育”重复出现、“昨天”不是日期']) await screen.reads(words);
    await picture('paste');
    const text = await screen.page.waitForSelector('.paste-text textarea');
    await text?.evaluate((area) => {
      (area as HTMLTextAreaElement).setSelectionRange(0, (area as HTMLTextAreaElement).value.length);
    });
    await text?.focus();
    await screen.page.evaluate(() => navigator.clipboard.writeText('名称\t启用日\t停用日\n早婚早育\t2026/9/1\t\n低保\t\t2026-12-31\n孤儿\t\t\n'));
    await screen.page.keyboard.down('Control');
    await screen.page.keyboard.press('v');
    await screen.page.keyboard.up('Control');
    await screen.reads('新加 1 行，修改 1 行，没有变化 1 行');
    await screen.click('加入 2 行', 'button');
    await screen.page.waitForSelector('tr[data-code^="ps_zaoHun"]');
    // Up by one place, with the keys alone.
    await screen.page.focus('tr[data-code^="ps_zaoHun"] input');
    await screen.page.keyboard.down('Alt');
    await screen.page.keyboard.press('ArrowUp');
    await screen.page.keyboard.up('Alt');
    const draft = await saved('special-groups');
    const { codes } = draft.definition;
    const keyOf = (title: string) => Object.keys(codes).find((key) => codes[key].title === title) as string;
    expect(codes[keyOf('早婚早育')]).to.include({ from: '2026-09-01' });
    expect(codes[keyOf('早婚早育')].order).to.be.below(codes[keyOf('网络沉迷')].order);
    expect(codes.lowIncome).to.deep.equal({ title: '低保', until: '2026-12-31' });
    expect(await screen.page.$$eval('tr[data-code]', (rows) => rows.map((row) => row.querySelector('input')?.value).slice(-3))).to.deep.equal([
      '无户籍',
      '早婚早育',
      '网络沉迷',
    ]);
    await picture('codes');

    await screen.click('发布', 'button');
    await screen.page.waitForSelector('#publish-why', { visible: true });
    await screen.page.type('#publish-why', '县里新增两类特殊群体');
    await (await screen.page.waitForSelector('.publish-foot button:not([disabled])', { visible: true }))?.click();
    await screen.page.waitForSelector('.publish-done');
    await screen.reads('控辍保学台账');
    await picture('published');
    const filler = await sitDown(browser, server.url, 'filler');
    await filler.page.goto(`${server.url}/ledger/children/new`, { waitUntil: 'networkidle0' });
    await (await filler.page.waitForSelector('::-p-aria([name="特殊群体"][role="combobox"])'))?.focus();
    await filler.page.keyboard.type('网络');
    await filler.page.waitForSelector('::-p-xpath(//div[contains(@class,"ant-select-item-option-content") and normalize-space(.)="网络沉迷"])');
    await filler.page.keyboard.press('Escape');
    await filler.page.close();
  });

  it('stops a code instead of deleting it, and says so when none is left', async () => {
    await open('suspension-reasons', 'codes');
    const titles = await screen.page.$$eval('tr[data-code] input[data-cell="title"]', (inputs) => inputs.map((input) => (input as HTMLInputElement).value));
    await screen.click(`停用 ${titles[0]}`, 'button');
    await screen.page.waitForFunction(
      (title) => (document.querySelector(`[aria-label="${title} 用到哪天"]`) as HTMLInputElement | null)?.value === '2026-11-03',
      {},
      titles[0],
    );
    for (const title of titles) await screen.click(`隐藏 ${title}`, 'button');
    await screen.reads('里一条能选的也没有，请至少留一条');
    await screen.click(`恢复使用 ${titles[0]}`, 'button');
    const { definition } = await saved('suspension-reasons');
    expect(Object.values(definition.codes as { [key: string]: { hidden?: boolean } }).filter(({ hidden }) => hidden)).to.have.length(titles.length - 1);
  });

  it('adds the next school year by copying the last', async () => {
    await open('school-calendar', 'calendar');
    await screen.click('照上一学年加上 2027—2028 学年', 'button');
    await type('2027—2028学年 春季开学', '2028年2月14日');
    await screen.click('照2026年加上2027年的放假', 'button');
    await type('加一次调休上班', '2027-2-20');
    const { definition } = await saved('school-calendar');
    expect(definition.years.y2027.s1.from).to.equal('2027-09-01');
    expect(definition.years.y2027.s2.from).to.equal('2028-02-14');
    expect(
      Object.values(definition.holidays as { [key: string]: { title: string; from: string } }).flatMap(({ title, from }) => (from > '2027' ? [title] : [])),
    ).to.have.members(['元旦', '清明节', '劳动节', '国庆节']);
    await picture('calendar');
    await type('2027—2028学年 秋季学期结束', '2028-3-1');
    await screen.reads('春季学期 2028-02-14 开始，秋季学期 2028-03-01 还没有结束');
    // What is wrong leads to its row from wherever one is.
    await screen.page.evaluate(() => document.querySelector('.shell-main')?.scrollTo(0, 99_999));
    await screen.click('1 个问题', 'button');
    await screen.click('春季学期 2028-02-14 开始，秋季学期 2028-03-01 还没有结束', 'button');
    await screen.page.waitForFunction(() => document.activeElement?.closest('[data-place="years.y2027"]') !== null);
  });

  it('puts a review of the center school between two steps, and a report really goes through it', async () => {
    await open('school-report', 'process');
    await screen.page.waitForSelector('[data-state="reported"]');
    await screen.click('加一步审核', 'button');
    await screen.page.waitForSelector('.life-box.chosen[data-state^="ps_"]');
    // The keys alone select in the diagram.
    await screen.page.$eval('[data-action="accept"]', (arrow) => (arrow as SVGElement).focus());
    await screen.page.keyboard.press('Enter');
    await screen.reads('动作“审核通过”');
    await picture('life');
    const draft = await saved('school-report');
    const step = draft.definition.actions.approve.to as string;
    expect(draft.definition.states[step]).to.include({ title: '待中心校审核', handedIn: true });
    expect(draft.patch.actions.approve).to.deep.equal({ to: step });
    await publishDraft(designer, draft.rev, '/api/definitions/school-report', '中心校先审一遍');

    const at = reportAt('ps-s01', '2026-10');
    await fillIn(await server.as('filler'), at);
    await act(await server.as('filler'), at, 'submit');
    const sent = await act(await server.as('head'), at, 'approve');
    expect(sent.state.title).to.equal('待中心校审核');
    const center = await sitDown(browser, server.url, 'center');
    await center.page.goto(server.url + at.replace('/api', ''), { waitUntil: 'networkidle0' });
    await center.click('审核通过', 'button');
    await center.reads('待县局审核');
    await center.page.close();
    const accepted = await act(await server.as('reviewer'), at, 'accept');
    expect(accepted.state.title).to.equal('已通过');
  });

  it('says at the place, and in the drawing, what cannot work in a life', async () => {
    await open('school-report', 'process');
    await screen.click('加一个状态', 'button');
    await screen.reads('没有一步能走到状态“新状态”');
    await screen.page.waitForSelector('.life-box.wrong');
    await picture('life-wrong');
    await screen.click('加一个动作', 'button');
    await screen.page.waitForSelector('.life-arrow[data-action^="ps_"].chosen');
    await screen.reads('走到“新状态”就停住了');
    await screen.click('撤销', 'button');
    await screen.click('撤销', 'button');
    await screen.page.waitForFunction(() => !document.querySelector('.life-box.wrong'));
  });
});
