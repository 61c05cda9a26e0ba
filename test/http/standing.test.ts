// Children standing in the ledger, counted into a report over HTTP: by grade and by tag, now and as of a day that is over.
import { expect } from 'chai';
import type { CellChildrenView, ChildView } from '../../server/domain/ledger-views.js';
import type { ReportView } from '../../server/domain/views.js';
import { draft, publish } from '../support/designer.js';
import { type Person, startServer, type TestServer } from '../support/server.js';

const ledger = '/api/ledgers/children';
const reportOf = (period: string, school = 'ps-s01') => `/api/reports/monthly-monitoring/${school}/${period}`;
/** The smallest PNG there is. */
const scan = Uint8Array.from(Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'));
const binary = { 'content-type': 'application/octet-stream' };
const column = (title: string, order: number) => ({ type: 'integer', title, order });

describe('children standing in the ledger, counted into a report', () => {
  let server: TestServer;
  let filler: Person;
  let designer: Person;
  before(async function () {
    this.timeout(180_000);
    server = await startServer({ config: { sampleChildren: 300 } });
    await server.product.deps.jobs.idle();
    [filler, designer] = await Promise.all([server.as('filler'), server.as('designer')]);
  });
  after(() => server?.close());

  const view = async (period: string, person = filler): Promise<ReportView> => {
    const { status, body, text } = await person.get(reportOf(period));
    expect(status, text).to.equal(200);
    return body;
  };
  const behind = async (period: string, path: string): Promise<CellChildrenView> => (await filler.get(`${reportOf(period)}/cells/${path}/children`)).body;
  const pupils = async (query: string): Promise<string[]> =>
    (await filler.get(`${ledger}/children?size=200&${query}`)).body.items.map(({ id }: { id: string }) => id);
  const file = async (id: string): Promise<ChildView> => (await filler.get(`${ledger}/children/${id}`)).body;
  const counts = (seen: ReportView, key: string): { [row: string]: number } =>
    Object.fromEntries(
      Object.entries(seen.filled ?? {}).flatMap(([path, { value }]) => (path.endsWith(`.${key}`) ? [[path.split('.')[1] as string, value] as const] : [])),
    );
  const change = (fill: object, columns: object = {}) => ({ schema: { properties: { grades: { each: { properties: columns } } } }, fill });
  const tagged = { from: 'children', count: 'standing', where: "child.state == 'enrolled' && 'ps_online' in child.tags", by: 'child.grade' };

  it('has a county add a tag, give it a column, and count the children at school who have it', async () => {
    await publish(designer, { codes: { ps_online: { title: '网络沉迷' } } }, '/api/definitions/special-groups');
    const columns = { ps_online: column('网络沉迷学生', 90), ps_atSchool: column('期末在校人数', 91) };
    await publish(
      designer,
      change(
        { 'grades.ps_online': tagged, 'grades.ps_atSchool': { from: 'children', count: 'standing', where: "child.state == 'enrolled'", by: 'child.grade' } },
        columns,
      ),
    );
    const seen = await view('2026-11');
    for (const grade of ['g1', 'g2', 'g3', 'g4', 'g5', 'g6']) {
      expect(counts(seen, 'ps_atSchool')[grade], grade).to.equal((await pupils(`fields=state:enrolled;grade:${grade}`)).length);
      expect(counts(seen, 'ps_online')[grade]).to.equal(0);
    }
    expect(counts(seen, 'ps_atSchool').g1).to.be.above(0);
    expect(Object.keys(seen.filled ?? {}), 'movements are counted as ever').to.include('grades.g1.transferIn');
    const grades = seen.data.grades as { [row: string]: { [column: string]: unknown } };
    expect(grades.g1).to.include({ ps_atSchool: counts(seen, 'ps_atSchool').g1 });

    const [first = '', second = ''] = await pupils('fields=state:enrolled;grade:g2');
    for (const id of [first, second]) {
      const { n, values } = await file(id);
      const to = [...((values.tags as string[] | undefined) ?? []), 'ps_online'];
      const done = await filler.patch(`${ledger}/children/${id}`, { n, changes: [{ field: 'tags', to }], reason: '班主任摸排' });
      expect(done.status, done.text).to.equal(200);
    }
    expect(counts(await view('2026-11'), 'ps_online')).to.include({ g1: 0, g2: 2 });
    const shown = await behind('2026-11', 'grades.g2.ps_online');
    expect(shown).to.deep.include({ counted: 2, count: 'now', until: '2026-11-30', label: '二年级·网络沉迷学生' });
    expect(shown.where).to.equal('〔状态〕＝“在校” 并且 “网络沉迷” 属于 〔特殊群体〕');
    expect(shown.items.map(({ child }) => child)).to.have.members([first, second]);
    for (const item of shown.items) {
      expect(item).to.include({ event: '在校', date: '', gradeTitle: '二年级' });
      expect(item.said).to.match(/^特殊群体：.*网络沉迷$/);
      expect(item.name).to.not.equal('');
    }
    expect((await (await server.as('otherFiller')).get(`${reportOf('2026-11')}/cells/grades.g2.ps_online/children`)).status).to.equal(404);
  });

  it('counts a month that is over by state, grade and school of its last day, and by tags as they are now', async () => {
    const before = await view('2026-10');
    expect(counts(before, 'ps_online').g2, 'tagged in November, true in October').to.equal(2);
    const [one = '', other = ''] = (await behind('2026-10', 'grades.g2.ps_online')).items.map(({ child }) => child);
    // One leaves in November; of the other the grade is corrected; one more is said to have stopped in October.
    const leaving = await file(one);
    const left = await filler.post(`${ledger}/children/${one}/movements/suspect`, {
      n: leaving.n,
      date: '2026-11-02',
      values: { since: '2026-10-30' },
      proofs: [],
    });
    expect(left.status, left.text).to.equal(200);
    const moved = await file(other);
    const corrected = await filler.patch(`${ledger}/children/${other}`, { n: moved.n, changes: [{ field: 'grade', to: 'g3' }], reason: '写错了' });
    expect(corrected.status, corrected.text).to.equal(200);
    const now = await view('2026-11');
    expect(counts(now, 'ps_online')).to.include({ g2: 0, g3: 1 });
    expect(counts(now, 'ps_atSchool').g2).to.equal((counts(before, 'ps_atSchool').g2 ?? 0) - 2);
    const then = await view('2026-10');
    for (const key of ['ps_online', 'ps_atSchool']) expect(counts(then, key), key).to.deep.equal(counts(before, key));
    const shown = await behind('2026-10', 'grades.g2.ps_online');
    expect(shown).to.include({ count: 'then', until: '2026-10-31', counted: 2 });
    expect(shown.items.find(({ child }) => child === one)).to.include({ event: '在校', gradeTitle: '二年级' });
    // Taken back, it is again as it was; written down late, it counts from the day it happened.
    const back = await file(one);
    const reversed = await filler.post(`${ledger}/children/${one}/reversals`, { n: back.n, event: back.n, reason: '记错了日期' });
    expect(reversed.status, reversed.text).to.equal(200);
    expect(counts(await view('2026-11'), 'ps_online').g2).to.equal(1);
    const again = await file(one);
    await filler.post(`${ledger}/children/${one}/movements/suspect`, { n: again.n, date: '2026-10-30', values: { since: '2026-10-20' }, proofs: [] });
    expect(counts(await view('2026-10'), 'ps_online').g2).to.equal(1);
    // Entered today, a child was not there in October.
    const total = (seen: ReportView) => Object.values(counts(seen, 'ps_all')).reduce((sum, one) => sum + one, 0);
    await publish(
      designer,
      change({ 'grades.ps_all': { from: 'children', count: 'standing', where: 'child.born <= period.to', by: 'child.grade' } }, { ps_all: column('全部', 92) }),
    );
    const [october, november] = [total(await view('2026-10')), total(await view('2026-11'))];
    const entered = await filler.post(`${ledger}/children`, { values: { name: '曾𬭎', sex: 'male', born: '2019-10-05', grade: 'g1' } });
    expect(entered.status, entered.text).to.equal(201);
    expect([total(await view('2026-10')), total(await view('2026-11'))]).to.deep.equal([october, november + 1]);
  });

  it('finds at its old school a child that has since been taken in by another', async () => {
    const [id = ''] = (await behind('2026-10', 'grades.g2.ps_online')).items.map(({ child }) => child);
    const other = await server.as('otherFiller');
    const { n, name, values } = await file(id);
    const idNumber = (await filler.post(`${ledger}/children/${id}/unmask`, { field: 'idNumber', reason: '转学' })).body.text;
    const [out, into] = await Promise.all([
      filler.post(`${ledger}/children/${id}/files`, scan, binary),
      other.post(`${ledger}/files?name=x.png`, scan, binary),
    ]);
    const gone = { n, date: '2026-11-02', values: { to: '柳沟小学' }, proofs: [out.body.id] };
    expect((await filler.post(`${ledger}/children/${id}/movements/transferOut`, gone)).status).to.equal(200);
    const there = async (period: string) => counts((await other.get(reportOf(period, 'ps-s02'))).body, 'ps_online').g3;
    const taken = { name, idNumber, kind: 'transferIn', date: '2026-11-03', values: { from: '东岚镇中心小学', grade: values.grade }, proofs: [into.body.id] };
    const before = await there('2026-11');
    const claimed = await other.post(`${ledger}/claims`, taken);
    expect(claimed.status, claimed.text).to.equal(200);
    // Of a school nobody of which was in the ledger nothing is counted, instead of noughts everywhere.
    expect([before, await there('2026-11'), await there('2026-10')]).to.deep.equal([undefined, 1, undefined]);
    expect(counts(await view('2026-11'), 'ps_online').g3).to.equal(0);
    expect((await behind('2026-10', 'grades.g2.ps_online')).items.map(({ child }) => child)).to.deep.equal([id]);
  });

  it('asks for a reason for another number, which the county sees', async () => {
    const seen = await view('2026-10');
    const path = 'grades.g2.ps_online';
    const saved = await filler.patch(reportOf('2026-10'), { version: seen.definition.version, changes: [{ path, from: 1, to: 4 }] });
    const issue = saved.body.issues.find(({ id }: { id: string }) => id === `fill@${path}`);
    expect(issue, saved.text).to.include({ level: 'warning', kind: 'fill', message: '二年级·网络沉迷学生：填的是 4，台账里期末在册 1 人' });
    expect((await filler.post(`${reportOf('2026-10')}/actions/submit`, { n: saved.body.n, rev: saved.body.rev })).text).to.contain(
      '二年级·网络沉迷学生：填的是 4',
    );
    await filler.patch(reportOf('2026-10'), { version: seen.definition.version, changes: [], reasons: { [`fill@${path}`]: '另有3人未建档' } });
    expect((await view('2026-10', await server.as('reviewer'))).reasons).to.include({ [`fill@${path}`]: '另有3人未建档' });
  });

  it('counts by whatever names the rows and once for each of several tags', async () => {
    const groups = {
      id: 'ps-groups',
      kind: 'report',
      version: 1,
      title: '特殊群体月报',
      period: { every: 'month', due: { of: 'next', day: 5 } },
      schema: {
        properties: { groups: { type: 'object', title: '群体', rows: { codeList: 'special-groups' }, each: { properties: { pupils: column('人数', 1) } } } },
      },
      layout: { tables: { groups: { rowTitle: '群体', columns: { pupils: {} } } } },
      fill: { 'groups.pupils': { from: 'children', count: 'standing', where: "child.state == 'enrolled'", by: 'child.tags', differs: 'error' } },
      life: 'school-report',
    };
    const at = '/api/definitions/ps-groups';
    const { body: saved, text } = await designer.patch(`${at}/draft`, { rev: 0, definition: groups });
    expect(saved.faults, text).to.deep.equal([]);
    expect((await designer.post(`${at}/publish`, { rev: saved.rev, why: '新表' })).status).to.equal(200);
    const [id = ''] = await pupils('fields=state:enrolled;grade:g4');
    const { n } = await file(id);
    expect((await filler.patch(`${ledger}/children/${id}`, { n, changes: [{ field: 'tags', to: ['leftBehind', 'disabled', 'ps_online'] }] })).status).to.equal(
      200,
    );
    const seen: ReportView = (await filler.get('/api/reports/ps-groups/ps-s01/2026-11')).body;
    for (const tag of ['leftBehind', 'disabled', 'ps_online'])
      expect(seen.filled?.[`groups.${tag}.pupils`]?.value, tag)
        .to.equal((await pupils(`fields=state:enrolled;tags:${tag}`)).length)
        .and.above(0);
  });

  it('names what cannot be counted', async () => {
    const faultsOf = async (fill: object): Promise<string[]> => {
      const { faults, rev } = await draft(designer, change({ 'grades.ps_online': { ...tagged, ...fill } }));
      expect((await designer.post('/api/definitions/monthly-monitoring/publish', { rev, why: '试试' })).status === 200).to.equal(faults.length === 0);
      return faults.map(({ path, message }: { path: string; message: string }) => `${path} ${message}`);
    };
    expect(await faultsOf({ by: 'event.grade' })).to.deep.equal(['fill.grades.ps_online.by 数期末在册人数时，要按学生的栏目归到各行']);
    expect(await faultsOf({ by: 'child.nothing' })).to.deep.equal(['fill.grades.ps_online.by 台账里没有“child.nothing”这一栏']);
    expect(await faultsOf({ by: 'child.born' })).to.deep.equal(['fill.grades.ps_online.by “出生日期”不是从代码表里选的，不能按它归到各行']);
    expect(await faultsOf({ by: 'child.sex' })).to.deep.equal([
      'fill.grades.ps_online.by 表的行是“义务教育年级”，“性别”里没有一项与它相同，一个学生也归不进去',
    ]);
    expect(await faultsOf({ where: "child.naem == ''" })).to.have.length(1);
    expect((await faultsOf({ where: 'child.name == child.guardian' }))[0]).to.contain('两个栏目不能互相比');
    expect((await faultsOf({ where: "event.kind == 'transferIn'" }))[0]).to.match(/^fill\.grades\.ps_online\.where /);
  });
});
