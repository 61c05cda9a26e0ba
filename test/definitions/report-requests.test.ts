// What counties want of a report beside its table: a title that names month, county and school, single fields that come down from the month before.
import { expect } from 'chai';
import { draft, monthly, publish } from '../support/designer.js';
import { act, fillIn, reportAt } from '../support/filled-report.js';
import { readWithSecondLibrary } from '../support/second-reader.js';
import { type Person, startServer, type TestServer } from '../support/server.js';

const xlsx = { 'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };
const at = reportAt('ps-s01', '2026-10');

describe('what a county asks of its report beside the table', function () {
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

  it('begins a single field with what the last accepted report says there, and asks why where it must not differ', async () => {
    const singles = {
      schema: {
        properties: {
          ps_phone: { type: 'string', format: 'phone', title: '填表人电话' },
          ps_leader: { type: 'string', title: '分管领导', maxLength: 20 },
          ps_classes: { type: 'integer', title: '班级数', minimum: 0 },
        },
      },
    };
    const carry = (rules: object) => ({ ...singles, carry: rules });
    const wrong = await faultsOf(
      carry({
        ps_phone: { from: 'ps_classes', of: 'previous' },
        ps_leader: { from: 'ps_nobody', of: 'previous' },
        ps_classes: { from: 'ps_classes', of: 'previous', schoolYear: 'next-grade' },
        ps_none: { from: 'ps_phone', of: 'previous' },
      }),
    );
    expect(wrong['carry.ps_phone.from']).to.contain('同一种内容');
    expect(wrong['carry.ps_leader.from']).to.contain('ps_nobody');
    expect(wrong['carry.ps_classes']).to.contain('没有年级的次序');
    expect(wrong['carry.ps_none']).to.contain('没有名为“ps_none”的单独栏目');
    await draft(
      designer,
      carry({
        ps_phone: { from: 'ps_phone', of: 'previous' },
        ps_leader: { from: 'ps_leader', of: 'previous' },
        ps_classes: { from: 'ps_classes', of: 'previous', differs: 'error' },
      }),
    );
    expect(await words()).to.include.members(['“填表人电话”从上期自动带入', '“班级数”从上期自动带入']);
    await publish(designer, {});
    await fillIn(filler, at);
    const { version } = (await filler.get(at)).body.definition;
    const filled = { ps_phone: '13800000001', ps_leader: '王校长', ps_classes: 12 };
    const typed = Object.entries(filled).map(([path, to]) => ({ path, from: null, to }));
    expect((await filler.patch(at, { version, changes: typed })).status).to.equal(200);
    const [head, reviewer] = await Promise.all([server.as('head'), server.as('reviewer')]);
    await act(filler, at, 'submit');
    await act(head, at, 'approve');
    await act(reviewer, at, 'accept');
    const next = reportAt('ps-s01', '2026-11');
    const { data, carried } = (await filler.get(next)).body;
    expect(data).to.include(filled);
    expect(carried).to.include(filled);
    const changes = [
      { path: 'ps_leader', from: '王校长', to: '李校长' },
      { path: 'ps_classes', from: 12, to: 13 },
    ];
    const { issues } = (await filler.patch(next, { version, changes })).body;
    expect(issues.filter(({ kind }: { kind: string }) => kind === 'carry').map(({ message }: { message: string }) => message)).to.deep.equal([
      '班级数：填的是 13，上期通过的数是 12',
    ]);
  });
});
