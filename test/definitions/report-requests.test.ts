// What counties want of the paper of a report: a title that names month, county and school.
import { expect } from 'chai';
import { draft, monthly, publish } from '../support/designer.js';
import { reportAt } from '../support/filled-report.js';
import { readWithSecondLibrary } from '../support/second-reader.js';
import { type Person, startServer, type TestServer } from '../support/server.js';

const xlsx = { 'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };
const at = reportAt('ps-s01', '2026-10');

describe('what a county asks of the paper of its report', function () {
  this.timeout(300_000);
  let server: TestServer;
  let designer: Person;
  let filler: Person;
  before(async () => {
    server = await startServer();
    [designer, filler] = await Promise.all([server.as('designer'), server.as('filler')]);
  });
  after(() => server?.close());

  const faultsOf = async (change: object): Promise<{ [path: string]: string }> =>
    Object.fromEntries(
      (await designer.post(`${monthly}/check`, { change })).body.faults.map((one: { path: string; message: string }) => [one.path, one.message]),
    );
  const words = async () => (await designer.get(`${monthly}/consequences`)).body.changes.map((change: { words: string }) => change.words);
  const text = (cells: { [cell: string]: { value?: unknown } }) => Object.values(cells).map(({ value }) => String(value ?? ''));

  it('names month, county and school in the title: on screen, in print, in the workbook that is read back, over a sum', async () => {
    const title = (pattern: string) => ({ layout: { paper: { title: pattern } } });
    expect(Object.values(await faultsOf(title('{country}月报表'))).join())
      .to.contain('country')
      .and.to.contain('county（县名）');
    expect(Object.values(await faultsOf(title('{county}{year年月报表'))).join()).to.contain('花括号');
    const pattern = '{county}{year}年{month}月控辍保学月报表（{office}）';
    await draft(designer, title(pattern));
    expect(await words()).to.deep.equal(['印出的表名写作“〔县名〕〔年份〕年〔月份〕月控辍保学月报表（〔学校〕）”']);
    await publish(designer, title(pattern));
    const { office } = (await filler.get(at)).body;
    const printed = `平顺县2026年10月控辍保学月报表（${office.title}）`;
    expect((await filler.get(`${at}/html`)).text).to.contain(printed);
    const file = await filler.get(`${at}/xlsx`);
    expect(text(readWithSecondLibrary(file.body).cells)).to.include(printed);
    expect(decodeURIComponent(file.headers.get('content-disposition') ?? ''))
      .to.contain('2026年10月 平顺县中小学')
      .and.not.to.contain('平顺县2026年');
    const back = await filler.post(`${at}/xlsx`, file.body, xlsx);
    expect([back.status, back.body.problems]).to.deep.equal([200, []]);
    const clerk = await server.as('clerk');
    expect((await clerk.get('/api/sums/monthly-monitoring/2026-10/html')).text).to.contain('平顺县2026年10月控辍保学月报表（平顺县教育局）汇总表');
  });
});
