// Base version 2 and 3 under what 平顺 and 睢阳 changed: each kind of conflict, decided by a person, nothing lost.
import { expect } from 'chai';
import { monthly, publish, publishDraft } from '../support/designer.js';
import { reportAt } from '../support/filled-report.js';
import { packFolder } from '../support/pack-folder.js';
import { type Person, startServer, type TestServer } from '../support/server.js';

// biome-ignore lint/suspicious/noExplicitAny: a test reads the parts of an answer it asserts.
type Json = any;
const column = (key: string, change: object) => ({ schema: { properties: { grades: { each: { properties: { [key]: change } } } } } });
const told = {
  each: 'grades',
  level: 'warning',
  at: { remark: true },
  that: "row.absent == 0 || row.remark != ''",
  message: '{row.title}：请写明未在校的情况',
};
const idsOf = (conflicts: Json[]): string[] => conflicts.map((conflict) => conflict.id).sort();
const take = (choices: { [id: string]: Json }): { [id: string]: Json } =>
  Object.fromEntries(Object.entries(choices).map(([id, one]) => [id, typeof one === 'string' ? { take: one } : one]));

describe('a new base under what counties changed', () => {
  const packs = packFolder();
  let server: TestServer;
  let pingshun: Person;
  let suiyang: Person;
  const current = async (person: Person): Promise<number> => (await person.get('/api/forms')).body.items[0].version;
  const snapshot = async (person: Person, version: number): Promise<Json> =>
    (await person.get(`/api/forms/monthly-monitoring/versions/${version}`)).body.snapshot;
  const next = async (fixture: string): Promise<void> => {
    packs.bring(fixture);
    await server.restart();
  };
  before(async () => {
    server = await startServer({ config: { definitionsDir: packs.definitionsDir } });
    [pingshun, suiyang] = await Promise.all([server.as('designer'), server.as('sy-design')]);
    await publish(pingshun, { ...column('remark', { title: '情况说明' }), checks: { ps_told: told } });
    await publish(suiyang, { ...column('sy_left', { type: 'integer', title: '其中留守儿童', minimum: 0, blank: 0 }), period: { grace: 1 } });
  });
  after(() => server?.close());

  it('is taken over at once where nobody changed anything', async () => {
    await next('base-v2');
    const lanxi = await server.as('lx-review');
    expect(await current(lanxi)).to.equal(2);
    expect((await snapshot(lanxi, 2)).definition.title).to.equal('中小学控辍保学动态监测月报表');
    expect((await (await server.as('city')).get('/api/sums/monthly-monitoring/2026-09')).status).to.equal(200);
  });

  it('leaves a county with conflicts on its published version, and shows them side by side', async () => {
    expect([await current(pingshun), await current(suiyang)]).to.deep.equal([2, 2]);
    expect((await (await server.as('filler')).get(reportAt('ps-s01', '2026-10'))).status, 'work goes on').to.equal(200);
    expect((await pingshun.get('/api/definitions')).body.items.find((item: Json) => item.id === 'monthly-monitoring').upgradeDue).to.equal(true);
    const { conflicts, from, to, below } = (await pingshun.get(`${monthly}/upgrade`)).body;
    expect(idsOf(conflicts)).to.deep.equal([
      'own: ours-names-lost checks.ps_told schema.properties.grades.each.properties.remark',
      'pingshun: same period.due.day',
      'pingshun: same title',
    ]);
    expect(conflicts.find((one: Json) => one.path === 'title')).to.deep.include({
      kind: 'same',
      layer: 'county',
      before: '中小学控辍保学动态监测月报表（一）',
      after: '中小学控辍保学动态监测月报表',
      ours: '平顺县中小学控辍保学动态监测月报表（一）',
    });
    expect([from[0].version, to[0].version]).to.deep.equal([1, 2]);
    expect(conflicts.map((one: Json) => one.words)).to.deep.equal([
      {
        place: '表名',
        theirs: '表名由“中小学控辍保学动态监测月报表（一）”改为“中小学控辍保学动态监测月报表”',
        ours: '表名由“中小学控辍保学动态监测月报表（一）”改为“平顺县中小学控辍保学动态监测月报表（一）”',
      },
      { place: '填报期限', theirs: '填报期限由“每月填报，次月5日前（7月、8月不报）”改为“每月填报，次月8日前（7月、8月不报）”', ours: '' },
      { place: '检查“请写明未在校的情况”', theirs: '不再使用栏目“备注”，旧数保留', ours: '增加检查“请写明未在校的情况”（警告）' },
    ]);
    expect(below.map((change: Json) => change.words))
      .to.include('不再使用栏目“备注”，旧数保留')
      .and.include('增加栏目“寄宿生”');
    const other = (await suiyang.get(`${monthly}/upgrade`)).body;
    expect(idsOf(other.conflicts)).to.deep.equal(['suiyang: same period.due.day', 'suiyang: same title']);
    const refused = await pingshun.patch(`${monthly}/draft`, { rev: 0, change: { title: '新表名' } });
    expect([refused.status, refused.body.code]).to.deep.equal([409, 'UPGRADE_DUE']);
  });

  it('goes on only when every conflict is decided', async () => {
    const half = await pingshun.post(`${monthly}/upgrade`, { rev: 0, resolutions: take({ 'pingshun: same title': 'theirs' }) });
    expect([half.status, half.body.code, half.body.open.length]).to.deep.equal([409, 'UPGRADE_DUE', 2]);
    const resolutions = take({
      'pingshun: same title': { take: 'value', value: '平顺县控辍保学动态监测月报表' },
      'pingshun: same period.due.day': 'theirs',
      'own: ours-names-lost checks.ps_told schema.properties.grades.each.properties.remark': 'ours',
    });
    const decided = await pingshun.post(`${monthly}/upgrade`, { rev: 0, resolutions, why: '跟上新版' });
    expect(decided.status, decided.text).to.equal(200);
    expect(decided.body.faults).to.deep.equal([]);
    expect(decided.body.patch).to.deep.equal({
      ...column('remark', { title: '情况说明', hidden: null }),
      checks: { ps_told: told },
      title: '平顺县控辍保学动态监测月报表',
      period: { due: { day: 8 } },
    });
    expect((await publishDraft(pingshun, decided.body.rev, monthly, '跟上新版')).version).to.equal(3);
    const { definition } = await snapshot(pingshun, 3);
    expect([definition.title, definition.period.due.day, Object.keys(definition.checks)]).to.deep.equal([
      '平顺县控辍保学动态监测月报表',
      8,
      ['balance', 'ps_told'],
    ]);
    expect((await pingshun.get(monthly)).body).to.deep.include({ upgradeDue: false });
    expect((await pingshun.get(monthly)).body.versions[0].cause).to.equal('upgrade');
  });

  it('keeps what another county decided otherwise', async () => {
    const decided = await suiyang.post(`${monthly}/upgrade`, {
      rev: 0,
      resolutions: take({ 'suiyang: same title': 'ours', 'suiyang: same period.due.day': 'ours' }),
      why: '照旧',
    });
    expect(decided.body.patch).to.deep.equal({ ...column('sy_left', { type: 'integer', title: '其中留守儿童', minimum: 0, blank: 0 }), period: { grace: 1 } });
    await publishDraft(suiyang, decided.body.rev, monthly, '照旧');
    const { definition } = await snapshot(suiyang, 3);
    expect([definition.title, definition.period.due, definition.period.grace]).to.deep.equal(['睢阳区控辍保学动态管理月报表', { day: 20, of: 'same' }, 1]);
    expect(Object.keys(definition.schema.properties)).to.deep.equal(['grades', 'boarding']);
    // What the county does between two bases: sums as it likes them, a column it does not want, a name for a rate.
    await publish(suiyang, {
      sums: { boarding: 'add' },
      schema: { properties: { boarding: { each: { properties: { boys: { hidden: true } } } } } },
      formulas: { absentRate: { title: '不在校率' } },
    });
  });

  it('shows the other kinds of conflict with the base after that', async () => {
    await next('base-v3');
    const first = (await pingshun.get(`${monthly}/upgrade`)).body.conflicts;
    expect(idsOf(first)).to.deep.equal([
      'own: ours-names-lost checks.ps_told schema.properties.grades.each.properties.remark',
      'own: same schema.properties.grades.each.properties.remark',
    ]);
    expect(first.find((one: Json) => one.kind === 'same')).to.deep.include({ after: null });
    expect(first.find((one: Json) => one.kind === 'same').words.theirs).to.equal('去掉“备注”一列，旧表里的数保留');
    expect(first.find((one: Json) => one.kind === 'same').ours.title).to.equal('情况说明');
    const second = (await suiyang.get(`${monthly}/upgrade`)).body.conflicts;
    expect(idsOf(second)).to.deep.equal([
      'own: same formulas.absentRate.title',
      'own: same sums.boarding',
      'own: theirs-names-lost checks.boardingWithin schema.properties.boarding.each.properties.boys',
    ]);
    expect(second.find((one: Json) => one.path === 'sums.boarding')).to.deep.include({ before: null, after: { boys: 'add', girls: 'add' }, ours: 'add' });
    const ours = await pingshun.post(`${monthly}/upgrade`, {
      rev: 0,
      resolutions: Object.fromEntries(first.map((one: Json) => [one.id, { take: 'ours' }])),
      why: '备注还要',
    });
    expect(ours.body.faults, ours.text).to.deep.equal([]);
    expect(ours.body.keeps).to.deep.equal(['schema.properties.grades.each.properties.remark']);
    await publishDraft(pingshun, ours.body.rev, monthly, '备注还要');
    const kept = await snapshot(pingshun, 4);
    expect(kept.definition.schema.properties.grades.each.properties.remark).to.deep.include({ type: 'string', title: '情况说明', maxLength: 200 });
    const resolutions = take({
      'own: same formulas.absentRate.title': 'theirs',
      'own: same sums.boarding': { take: 'value', value: { girls: 'add' } },
      'own: theirs-names-lost checks.boardingWithin schema.properties.boarding.each.properties.boys': 'theirs',
    });
    const theirs = await suiyang.post(`${monthly}/upgrade`, { rev: 0, resolutions, why: '跟上' });
    expect(theirs.body.faults, theirs.text).to.deep.equal([]);
    await publishDraft(suiyang, theirs.body.rev, monthly, '跟上');
    const followed = (await snapshot(suiyang, 5)).definition;
    expect([followed.formulas.absentRate.title, followed.sums.boarding, followed.schema.properties.boarding.each.properties.boys.hidden]).to.deep.equal([
      '学生未在校率',
      { girls: 'add' },
      undefined,
    ]);
  });

  it('names the decision at each item afterwards, and reads every old version as it was', async () => {
    const { origins, at } = (await pingshun.get(`${monthly}/origins`)).body;
    expect(origins[at['schema.properties.grades.each.properties.remark.maxLength']]).to.deep.include({ layer: 'own', version: 4, why: '备注还要' });
    expect(origins[at['checks.boardingWithin.that']]).to.deep.include({ layer: 'product', version: 3 });
    for (const version of [1, 2, 3, 4]) expect((await snapshot(pingshun, version)).definition.id).to.equal('monthly-monitoring');
    expect((await snapshot(pingshun, 2)).definition.title).to.equal('平顺县中小学控辍保学动态监测月报表（一）');
    const before = (await pingshun.get('/api/definitions')).body;
    await server.restart();
    expect((await pingshun.get('/api/definitions')).body, 'a new start publishes nothing').to.deep.equal(before);
  });
});
