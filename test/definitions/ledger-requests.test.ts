// What counties want of a ledger beside its fields: counts and conditions of movements, reminders, other heads in lists of others, masks in lists alone.
import { expect } from 'chai';
import { checkDigit } from '../../server/domain/id-number.js';
import { publish } from '../support/designer.js';
import { type Person, startServer, type TestServer } from '../support/server.js';
import { typedWorkbook } from '../support/typed-workbook.js';

const ledger = '/api/definitions/children';
const children = '/api/ledgers/children/children';
const digits = '14992520150101011';
const idNumber = `${digits}${checkDigit(digits)}`;

describe('what a county asks of its ledger', function () {
  this.timeout(300_000);
  let server: TestServer;
  let designer: Person;
  let filler: Person;
  let child: string;
  before(async () => {
    server = await startServer();
    [designer, filler] = await Promise.all([server.as('designer'), server.as('filler')]);
    const made = await filler.post(children, { values: { name: '王小花', sex: 'female', born: '2016-05-01', phone: '13800000000' } });
    expect(made.status, made.text).to.equal(201);
    child = made.body.id;
  });
  after(() => server?.close());

  const move = async (kind: string, values: object = {}) => {
    const { n } = (await filler.get(`${children}/${child}`)).body;
    return filler.post(`${children}/${child}/movements/${kind}`, { n, date: '2026-11-02', values, proofs: [] });
  };
  const faultsOf = async (change: object) =>
    Object.fromEntries(
      (await designer.post(`${ledger}/check`, { change })).body.faults.map((one: { path: string; message: string }) => [one.path, one.message]),
    );

  it('names conditions and column heads that cannot be', async () => {
    const faults = await faultsOf({
      schema: { properties: { phone: { heads: '家长手机、监护人' }, address: { heads: '家长手机' } } },
      events: { moveUp: { guard: { when: 'child.nobody >= 3', otherwise: '不行' } } },
      views: { ps_book: { title: '到期', where: 'child.born <= tomorrow' } },
    });
    expect(faults['schema.properties.phone.heads']).to.contain('监护人');
    expect(faults['schema.properties.address.heads']).to.contain('联系电话');
    expect(faults['events.moveUp.guard.when']).to.contain('nobody');
    expect(faults['views.ps_book.where']).to.contain('tomorrow');
  });

  it('lets a movement count, and another wait until it has counted to three', async () => {
    await publish(
      designer,
      {
        schema: {
          properties: {
            ps_times: { type: 'integer', title: '劝返次数', set: 'by-event' },
            ps_until: { type: 'string', format: 'date', title: '休学期满' },
            phone: { heads: '家长手机' },
          },
        },
        layout: { groups: { schooling: { fields: { ps_times: {}, ps_until: {} } } }, list: { ps_until: {} } },
        privacy: { phone: { lists: true } },
        views: { ps_due: { title: '休学期满未复学', where: 'child.ps_until <= today', remind: { filler: true }, hint: '请联系复学' } },
        events: {
          ps_persuade: { title: '劝返', from: { expected: true }, by: { filler: true }, sets: { ps_times: 'has(child.ps_times) ? child.ps_times + 1 : 1' } },
          ps_report: {
            title: '上报教育局',
            from: { expected: true },
            by: { filler: true },
            guard: { when: 'child.ps_times >= 3', otherwise: '学校劝返满三次才能上报' },
            sets: { state: "'suspected'", ps_times: '0' },
          },
        },
      },
      ledger,
    );
    const choice = async () => (await filler.get(`${children}/${child}`)).body.movements.find(({ kind }: { kind: string }) => kind === 'ps_report');
    expect((await choice()).withheld).to.equal('学校劝返满三次才能上报');
    for (const times of [1, 2, 3]) {
      const early = await move('ps_report');
      expect([early.status, early.body.detail]).to.deep.equal([409, '学校劝返满三次才能上报']);
      const done = await move('ps_persuade');
      expect(done.status, done.text).to.equal(200);
      expect(done.body.values.ps_times).to.equal(times);
    }
    expect((await choice()).withheld).to.equal('');
    const reported = (await move('ps_report')).body;
    expect([reported.state.key, reported.values.ps_times]).to.deep.equal(['suspected', 0]);
  });

  it('masks a field in lists for those too who see it in the file', async () => {
    const { values } = (await filler.get(`${children}/${child}`)).body;
    expect(values.phone).to.equal('13800000000');
    const { items, columns } = (await filler.get(`${children}?columns=name,phone`)).body;
    expect(items.find(({ id }: { id: string }) => id === child).masked.phone).to.equal('138******00');
    expect(columns.find(({ key }: { key: string }) => key === 'phone').masked).to.equal(true);
  });

  it('takes in a list whose heads are called otherwise', async () => {
    const sheet = await typedWorkbook([
      ['姓名', '性别', '出生日期', '身份证件号', '家长手机', '家庭人口'],
      ['李大力', '男', '2015-01-01', idNumber, '13900000001', 4],
    ]);
    const seen = await filler.post('/api/ledgers/children/imports', sheet, { 'content-type': 'application/octet-stream' });
    expect(seen.status, seen.text).to.equal(200);
    expect(seen.body.problems.map(({ message }: { message: string }) => message)).to.deep.equal(['台账里没有“家庭人口”这一栏，没有读入']);
    expect(seen.body.sample[0].changes).to.deep.include({ title: '联系电话', before: '', after: '13900000001' });
  });

  it('reminds of a book on the day, and of nobody when it is empty', async () => {
    const reminded = async () => (await filler.get('/api/todo')).body.books;
    expect(await reminded()).to.deep.equal([]);
    const { n } = (await filler.get(`${children}/${child}`)).body;
    const changed = await filler.patch(`${children}/${child}`, { n, changes: [{ field: 'ps_until', to: '2026-11-04' }] });
    expect(changed.status, changed.text).to.equal(200);
    expect(await reminded()).to.deep.equal([]);
    server.now = new Date('2026-11-03T16:30:00.000Z');
    const [book] = await (async () => (await (await server.as('ps-s01')).get('/api/todo')).body.books)();
    expect(book).to.include({ book: 'ps_due', title: '休学期满未复学', hint: '请联系复学', children: 1 });
    expect((await filler.get(`${children}?book=ps_due`)).body.items.map(({ id }: { id: string }) => id)).to.deep.equal([child]);
    expect((await (await server.as('reviewer')).get('/api/todo')).body.books).to.deep.equal([]);
  });

  it('refuses a code that is out of use, names what it became, and lets old ones stay', async () => {
    const path = '/api/definitions/placements';
    const { codes } = (await designer.get(`${path}/draft`)).body.definition;
    const [old = '', next = ''] = Object.keys(codes);
    const at = `${children}/${child}`;
    const set = async (to: string, reason = '') => filler.patch(at, { n: (await filler.get(at)).body.n, changes: [{ field: 'placement', to }], reason });
    expect((await set(old)).status).to.equal(200);
    await publish(designer, { codes: { [old]: { until: '2026-11-01', becomes: { [next]: true } } } }, path);
    const other = await filler.patch(at, { n: (await filler.get(at)).body.n, changes: [{ field: 'remark', to: '仍用旧的' }] });
    expect(other.status, other.text).to.equal(200);
    const made = await filler.post(children, { values: { name: '赵小雨', sex: 'female', born: '2016-05-01', placement: old } });
    expect(made.status).to.equal(422);
    expect(made.body.errors[0].message).to.contain('只用到 2026-11-01').and.to.contain(`请改用“${codes[next].title}”`);
    expect((await set(next)).status).to.equal(200);
    expect((await set(old)).status).to.equal(422);
  });
});
