// A county changes its form: draft, check, consequences, publication, versions, roll back, retirement.
import { expect } from 'chai';
import { draft, ended, monthly, publish, publishDraft } from '../support/designer.js';
import { act, fillIn, reportAt } from '../support/filled-report.js';
import { type Person, startServer, type TestServer } from '../support/server.js';

const column = (key: string, change: object) => ({ schema: { properties: { grades: { each: { properties: { [key]: change } } } } } });
const jiedu = {
  ...column('ps_jiedu', { type: 'integer', title: '借读', minimum: 0, blank: 0 }),
  layout: { tables: { grades: { columns: { changes: { columns: { ps_jiedu: { width: 16, order: 25 } } } } } } },
  sums: { grades: { ps_jiedu: 'add' } },
};

describe('a county changes its form', () => {
  let server: TestServer;
  let designer: Person;
  let filler: Person;
  before(async () => {
    server = await startServer();
    [designer, filler] = await Promise.all([server.as('designer'), server.as('filler')]);
  });
  after(() => server?.close());

  it('lists what it uses, with origin, version and what is due', async () => {
    const { items } = (await designer.get('/api/definitions')).body;
    expect(items.find((item: { id: string }) => item.id === 'monthly-monitoring')).to.deep.include({
      kind: 'report',
      origin: 'overlay',
      state: 'in-use',
      version: 1,
      draft: null,
      upgradeDue: false,
    });
    expect(items.map((item: { id: string }) => item.id)).to.include.members(['grades', 'school-report']);
  });

  it('keeps a draft, names its faults with place and remedy, and publishes nothing with a fault', async () => {
    const saved = await draft(designer, {
      ...column('jiedu', { type: 'integer', title: '借读' }),
      checks: { ps_a: { each: 'grades', level: 'error', that: 'row.nobody > 1', message: 'x' } },
    });
    expect(saved.rev).to.equal(1);
    expect(saved.faults.map((fault: { path: string }) => fault.path)).to.include('schema.properties.grades.each.properties.jiedu');
    expect(saved.faults.map((fault: { message: string }) => fault.message).join()).to.match(/应写成“ps_jiedu”/);
    const refused = await designer.post(`${monthly}/publish`, { rev: 1, why: '试' });
    expect([refused.status, refused.body.code]).to.deep.equal([422, 'BAD_DEFINITION']);
    expect((await designer.delete(`${monthly}/draft?rev=1`)).status).to.equal(204);
    expect((await designer.get(`${monthly}/draft`)).body.rev).to.equal(0);
  });

  it('says what a draft would change, before anybody is touched', async () => {
    const before = (await filler.get(reportAt('ps-s01', '2026-10'))).body;
    await filler.patch(reportAt('ps-s01', '2026-10'), { version: 1, changes: [{ path: 'grades.g1.remark', from: null, to: '旧备注' }] });
    const saved = await draft(designer, {
      ...jiedu,
      checks: { ps_many: { each: 'grades', level: 'warning', at: { thisMonth: true }, that: 'row.thisMonth < 20', message: '{row.title}人数多' } },
    });
    const { changes, forms, faults } = (await designer.get(`${monthly}/consequences`)).body;
    expect(faults).to.deep.equal([]);
    expect(changes.map((change: { words: string }) => change.words)).to.deep.equal(['在“变动情况”下增加“借读”一列', '增加检查“人数多”（警告）']);
    expect(forms[0]).to.deep.include({ id: 'monthly-monitoring', version: 1, sums: [] });
    const { body } = await designer.post(`${monthly}/dry-run`, { rev: saved.rev });
    const job = await ended(designer, body.job);
    expect([job.state, job.done]).to.deep.equal(['done', job.total]);
    const { run } = job.result.forms[0];
    expect(run.records).to.equal(job.total);
    expect(run.moves + run.stays).to.equal(run.records);
    expect(run.newly[0]).to.deep.include({ rule: 'ps_many', level: 'warning' });
    expect(run.newly[0].examples[0].message).to.match(/年级人数多$/);
    expect(run.moving.map((one: { office: string }) => one.office)).to.include(before.office.title);
    expect((await designer.get('/api/forms')).body.items[0].version, 'a dry run publishes nothing').to.equal(1);
    await designer.delete(`${monthly}/draft?rev=${saved.rev}`);
  });

  it('publishes without a restart: open drafts move with an event, what is handed in stays', async () => {
    const handedIn = (await filler.get(reportAt('ps-s01', '2026-09'))).body;
    const publication = await publish(designer, {
      ...jiedu,
      ...column('remark', { maxLength: 100 }),
      schema: {
        properties: { grades: { each: { properties: { ps_jiedu: jiedu.schema.properties.grades.each.properties.ps_jiedu, remark: { maxLength: 100 } } } } },
      },
    });
    expect(publication.version).to.equal(2);
    const moved = (await filler.get(reportAt('ps-s01', '2026-10'))).body;
    expect([moved.definition.version, moved.data.grades.g1.remark]).to.deep.equal([2, '旧备注']);
    expect((await filler.get(reportAt('ps-s01', '2026-09'))).body.definition.version).to.equal(handedIn.definition.version);
    const { items, sound } = (await filler.get(`${reportAt('ps-s01', '2026-10')}/history`)).body;
    expect(sound).to.equal(true);
    expect(items[0]).to.deep.include({ action: 'new-version', title: '改用表单第 2 版', version: 2 });
    const stale = await filler.patch(reportAt('ps-s01', '2026-10'), { version: 1, changes: [{ path: 'grades.g1.remark', from: '旧备注', to: 'x' }] });
    expect([stale.status, stale.body.code]).to.deep.equal([409, 'STALE']);
  });

  it('keeps in the history what a newer version has no place for', async () => {
    await filler.patch(reportAt('ps-s01', '2026-10'), { version: 2, changes: [{ path: 'grades.g1.ps_jiedu', from: null, to: 3 }] });
    await publish(designer, { ...column('ps_jiedu', { hidden: true }) });
    const moved = (await filler.get(reportAt('ps-s01', '2026-10'))).body;
    expect([moved.definition.version, moved.data.grades.g1.ps_jiedu]).to.deep.equal([3, undefined]);
    const { items } = (await filler.get(`${reportAt('ps-s01', '2026-10')}/history`)).body;
    expect(items[0].reason).to.match(/新版没有的内容：一年级·借读 3/);
    const event = await server.product.deps.store.events.find('pingshun', moved.id, moved.n);
    expect(event?.dropped).to.deep.equal([{ path: 'grades.g1.ps_jiedu', cell: 3 }]);
    await fillIn(filler, reportAt('ps-s01', '2026-10'));
    expect((await act(filler, reportAt('ps-s01', '2026-10'), 'submit')).definition.version).to.equal(3);
  });

  it('compares any two versions and says where every item comes from', async () => {
    const { changes } = (await designer.get(`${monthly}/compare?from=2&to=3`)).body;
    expect(changes.map((change: { words: string }) => change.words)).to.deep.equal(['不再使用栏目“借读”，旧数保留']);
    expect((await designer.get(`${monthly}/compare?from=3&to=2`)).body.changes[0].words).to.equal('重新使用栏目“借读”');
    expect((await designer.get(`${monthly}/compare?from=below&to=3`)).body.changes).to.have.length.greaterThan(1);
    const { origins, at } = (await designer.get(`${monthly}/origins`)).body;
    const of = (path: string) => origins[at[path]];
    expect(of('schema.properties.grades.each.properties.absent.title').layer).to.equal('product');
    expect(of('title')).to.deep.include({ layer: 'county', source: '《平顺县2024年义务教育阶段控辍保学工作实施方案》（平教字〔2024〕11号）' });
    expect(of('schema.properties.grades.each.properties.ps_jiedu.title')).to.deep.include({ layer: 'own', version: 2, why: '县里要求' });
    expect(of('schema.properties.grades.each.properties.ps_jiedu.hidden')).to.deep.include({ layer: 'own', version: 3 });
  });

  it('rolls back by publishing an earlier version again', async () => {
    const reply = await designer.post(`${monthly}/roll-back`, { version: 2, why: '借读还要' });
    expect(reply.status, reply.text).to.equal(200);
    for (const job of reply.body.jobs) await ended(designer, job);
    const { versions } = (await designer.get(monthly)).body;
    expect(versions.map((one: { version: number; cause: string; again: number | null }) => [one.version, one.cause, one.again])).to.deep.equal([
      [4, 'roll-back', 2],
      [3, 'publish', null],
      [2, 'publish', null],
      [1, 'files', null],
    ]);
    expect(versions[0].sha256).to.equal(versions[2].sha256);
    const again = await designer.post(`${monthly}/roll-back`, { version: 2, why: '再来' });
    expect([again.status, again.body.code]).to.deep.equal([409, 'NOTHING_NEW']);
  });

  it('asks why, refuses what somebody else has saved meanwhile, and what changes nothing', async () => {
    const saved = await draft(designer, { title: '平顺县月报' });
    const silent = await designer.post(`${monthly}/publish`, { rev: saved.rev, why: ' ' });
    expect([silent.status, silent.body.code]).to.deep.equal([422, 'REASON_REQUIRED']);
    const other = await designer.patch(`${monthly}/draft`, { rev: 0, change: { title: '别的' } });
    expect([other.status, other.body.code]).to.deep.equal([409, 'STALE']);
    expect((await designer.post(`${monthly}/publish`, { rev: saved.rev + 1, why: '改名' })).status).to.equal(409);
    const back = await draft(designer, { title: '平顺县中小学控辍保学动态监测月报表（一）' });
    expect((await designer.post(`${monthly}/publish`, { rev: back.rev, why: '没变' })).body.code).to.equal('NOTHING_NEW');
    await designer.delete(`${monthly}/draft?rev=${back.rev}`);
  });

  it('gives a form that uses a list or a life its own new version', async () => {
    const publication = await publish(designer, { actions: { approve: { title: '同意并上报' } } }, '/api/definitions/school-report');
    expect(publication.published.map(({ id }: { id: string }) => id)).to.include.members(['school-report', 'monthly-monitoring']);
    const { versions } = (await designer.get(monthly)).body;
    expect(versions[0]).to.deep.include({ version: 5, cause: 'follows' });
    expect((await (await server.as('head')).get(reportAt('ps-s01', '2026-10'))).body.actions[0].title).to.equal('同意并上报');
  });

  it('begins a form of its own, and retires it', async () => {
    const path = '/api/definitions/ps-leave';
    const definition = {
      id: 'ps-leave',
      kind: 'report',
      version: 1,
      title: '请假情况月报',
      period: { every: 'month', due: { day: 10, of: 'next' } },
      schema: { properties: { days: { type: 'integer', title: '请假天数', minimum: 0, required: true } } },
      layout: { tables: {} },
      life: 'school-report',
    };
    expect((await designer.patch('/api/definitions/leave/draft', { rev: 0, definition: { ...definition, id: 'leave' } })).body.errors[0].message).to.match(
      /ps-/,
    );
    const saved = await designer.patch(`${path}/draft`, { rev: 0, definition });
    expect(saved.body.faults, saved.text).to.deep.equal([]);
    await publishDraft(designer, 1, path, '县里要请假数');
    expect((await filler.get('/api/forms')).body.items.map((item: { id: string }) => item.id)).to.include('ps-leave');
    expect((await filler.get('/api/reports/ps-leave/ps-s01/2026-10')).status).to.equal(200);
    expect((await designer.post(`${path}/retire`, { why: '不报了' })).status).to.equal(200);
    expect((await filler.get('/api/forms')).body.items.map((item: { id: string }) => item.id)).to.not.include('ps-leave');
    expect((await designer.get('/api/definitions')).body.items.find((item: { id: string }) => item.id === 'ps-leave').state).to.equal('retired');
  });

  it('puts what was retired into use again, and says who uses what and when it is due', async () => {
    const path = '/api/definitions/ps-leave';
    expect((await designer.post(`${path}/restore`, { why: '' })).body.code).to.equal('REASON_REQUIRED');
    expect((await designer.post(`${path}/restore`, { why: '又要报了' })).status).to.equal(200);
    expect((await filler.get('/api/forms')).body.items.map((item: { id: string }) => item.id)).to.include('ps-leave');
    const { items, prefix } = (await designer.get('/api/definitions')).body;
    const item = (id: string) => items.find((one: { id: string }) => one.id === id);
    expect(prefix).to.equal('ps');
    expect(item('ps-leave')).to.deep.include({ state: 'in-use', why: '又要报了', usedBy: [] });
    expect(item('ps-leave').asked).to.deep.include({ rule: '每月填报，次月10日前', next: { due: '2026-11-10', period: '2026年10月' } });
    expect(item('school-report').usedBy.map(({ id }: { id: string }) => id)).to.have.members(['monthly-monitoring', 'ps-leave']);
    expect((await designer.post(`${path}/restore`, { why: '再来' })).body.code).to.equal('NOTHING_NEW');
    expect((await designer.post(`${path}/retire`, { why: '还是不报' })).status).to.equal(200);
    expect(item('school-report').asked).to.equal(null);
  });

  it('is all there after a restart', async () => {
    const before = (await designer.get('/api/definitions')).body;
    await server.restart();
    expect((await designer.get('/api/definitions')).body).to.deep.equal(before);
    expect((await filler.get('/api/forms')).body.items.map((item: { id: string; version: number }) => [item.id, item.version])).to.deep.equal([
      ['monthly-monitoring', 5],
    ]);
  });
});
