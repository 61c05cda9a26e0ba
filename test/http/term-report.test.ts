// A form that is no monthly table: by term, by the calendar, with decimals, computed cells and the term before.
import { expect } from 'chai';
import { act } from '../support/filled-report.js';
import { packFolder } from '../support/pack-folder.js';
import { type Person, signIn, startServer, type TestServer } from '../support/server.js';

const spring = '/api/reports/term-survey/ps-s01/2025-2026-s2';
const autumn = '/api/reports/term-survey/ps-s01/2026-2027-s1';
const grades = ['g1', 'g2', 'g3', 'g4', 'g5', 'g6'];

describe('a report by term', () => {
  let server: TestServer;
  let filler: Person;
  before(async () => {
    const packs = packFolder();
    packs.bring('term-survey');
    server = await startServer({ now: '2026-03-10T02:00:00.000Z', config: { definitionsDir: packs.definitionsDir } });
    filler = await server.as('filler');
  });
  after(() => server?.close());

  const fill = async (at: string, aid: string, on: string) => {
    const { rev } = (await filler.get(at)).body;
    expect(rev).to.be.a('number');
    const changes = grades.flatMap((grade) => [
      { path: `grades.${grade}.pupils`, from: null, to: 30 },
      { path: `grades.${grade}.aid`, from: null, to: aid },
    ]);
    return filler.patch(at, { version: 1, changes: [...changes, { path: 'on', from: null, to: on }] });
  };

  it('is due two weeks after the term of the calendar begins', async () => {
    const { body } = await filler.get('/api/periods?definition=term-survey');
    expect(body.current).to.equal('2025-2026-s2');
    expect(body.items[0]).to.deep.equal({ key: '2025-2026-s2', title: '2025—2026学年第二学期', due: '2026-03-16', dueTime: null, schoolYear: '2025—2026学年' });
    const shown = (await filler.get(spring)).body;
    expect([shown.late, shown.period.due]).to.deep.equal([false, '2026-03-16']);
    expect((await filler.get('/api/reports/term-survey/ps-s01/2026-03')).status, 'a month is no term').to.equal(422);
    expect((await filler.get(autumn)).status, 'not begun').to.equal(422);
    expect((await filler.get('/api/reports/term-survey/ps-s01/2026-2028')).status).to.equal(422);
  });
  it('computes its cells, exactly, and refuses others in their place', async () => {
    const saved = await fill(spring, '10.10', '2026-03-09');
    expect(saved.status).to.equal(200);
    expect(saved.body.data.grades.g1).to.deep.equal({ pupils: 30, aid: '10.10', mean: '0.34' });
    expect(saved.body.data.days).to.equal(5);
    const other = await filler.patch(spring, { version: 1, changes: [{ path: 'grades.g1.mean', from: '0.34', to: '9.99' }] });
    expect(other.status).to.equal(422);
    expect(other.body.errors).to.deep.equal([{ path: 'grades.g1.mean', message: '一年级·人均（元）：由公式算出，应为 0.34，不能另填' }]);
    const same = await filler.patch(spring, {
      version: 1,
      changes: [
        { path: 'grades.g1.aid', from: '10.10', to: '15.3' },
        { path: 'grades.g1.mean', from: '0.34', to: '0.51' },
      ],
    });
    expect([same.status, same.body.data.grades.g1.mean]).to.deep.equal([200, '0.51']);
    const text = await filler.patch(spring, { version: 1, changes: [{ path: 'grades.g2.aid', from: '10.10', to: '10.105' }] });
    expect(text.body.issues.map(({ message }: { message: string }) => message)).to.deep.equal(['二年级·补助（元）：应当填数，小数最多 2 位，填的是“10.105”']);
    await filler.patch(spring, { version: 1, changes: [{ path: 'grades.g2.aid', from: '10.105', to: '10.10' }] });
  });
  it('holds a code that has gone out of use against the new record', async () => {
    const { body } = await filler.patch(spring, { version: 1, changes: [{ path: 'group', from: null, to: 'registeredPoor' }] });
    expect(body.issues[0].message).to.match(/^主要类别：“建档立卡贫困户”到 2021-02-24 为止，已不再使用，请改选：脱贫、/);
    await filler.patch(spring, { version: 1, changes: [{ path: 'group', from: 'registeredPoor', to: 'outOfPoverty' }] });
  });
  it('is handed in, accepted, and read by the next term', async () => {
    await act(filler, spring, 'submit');
    await act(await server.as('head'), spring, 'approve');
    await act(await server.as('reviewer'), spring, 'accept');
    const sums = (await (await server.as('reviewer')).get('/api/sums/term-survey/2025-2026-s2?by=center')).body;
    expect(sums.total.data.grades.g1).to.include({ aid: '15.3', pupils: 30 });
    expect(sums.total.formulas.aid).to.equal('65.80');
    server.now = new Date('2026-09-20T02:00:00.000Z');
    filler = await signIn(() => server.url, 'ps-s01');
    const shown = (await filler.get(autumn)).body;
    expect([shown.late, shown.period.due]).to.deep.equal([true, '2026-09-14']);
    expect(shown.previous).to.include({ 'grades.g1.aid': '15.3', 'grades.g1.pupils': 30 });
    const saved = (await fill(autumn, '20', '2026-07-01')).body;
    expect(saved.issues.map(({ message }: { message: string }) => message)).to.deep.equal(['调查日 2026-07-01 不在2026—2027学年第一学期内']);
    const jumped = (await filler.patch(autumn, { version: 1, changes: [{ path: 'grades.g1.pupils', from: 30, to: 131 }] })).body;
    expect(jumped.issues.map(({ message }: { message: string }) => message)).to.include('一年级比上学期的 30 多得多');
  });
  it('is compared with the same term a year before', async () => {
    const next = '/api/reports/term-survey/ps-s01/2026-2027-s2';
    expect((await filler.get(autumn)).body.lastYear, 'there was no autumn before').to.equal(undefined);
    server.now = new Date('2027-03-10T02:00:00.000Z');
    filler = await signIn(() => server.url, 'ps-s01');
    expect((await filler.get(next)).body.lastYear)
      .to.include({ 'grades.g1.pupils': 30 })
      .and.not.have.property('grades.g1.aid');
    const changes = [
      { path: 'grades.g1.pupils', from: null, to: 46 },
      { path: 'grades.g2.pupils', from: null, to: 45 },
    ];
    const { issues } = (await filler.patch(next, { version: 1, changes })).body;
    expect(issues.filter(({ kind }: { kind: string }) => kind === 'check').map(({ message }: { message: string }) => message)).to.deep.equal([
      '一年级比去年同期的 30 增减超过一半',
    ]);
  });
  it('prints and is listed like any other', async () => {
    const html = await filler.get(`${spring}/html`);
    expect(html.text).to.contain('特殊学生信息调查表').and.contain('0.51');
    const rows = (await filler.get('/api/reports?definition=term-survey')).body.items;
    expect(rows.map(({ periodTitle }: { periodTitle: string }) => periodTitle)).to.deep.equal([
      '2026—2027学年第二学期',
      '2026—2027学年第一学期',
      '2025—2026学年第二学期',
    ]);
    expect((await filler.get('/api/forms')).body.items.find(({ id }: { id: string }) => id === 'term-survey').dueInWords).to.equal(
      '每学期填报，开学2周内，遇休息日顺延',
    );
  });
});
