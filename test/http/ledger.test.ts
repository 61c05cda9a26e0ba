// Children over HTTP: found, written down, moved with proof, counted into the month's report, taken back.
import { expect } from 'chai';
import type { ChildListView, ChildView } from '../../server/domain/ledger-views.js';
import type { ReportView } from '../../server/domain/views.js';
import { publish } from '../support/designer.js';
import { type Person, startServer, type TestServer } from '../support/server.js';

const ledger = '/api/ledgers/children';
const report = '/api/reports/monthly-monitoring/ps-s01/2026-10';
/** The smallest PNG there is. */
const scan = Uint8Array.from(Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'));
const binary = { 'content-type': 'application/octet-stream' };

describe('the ledger over HTTP', () => {
  let server: TestServer;
  let filler: Person;
  let head: Person;
  let clerk: Person;
  let reviewer: Person;
  let leaver: ChildView;
  before(async function () {
    this.timeout(180_000);
    server = await startServer({ config: { sampleChildren: 300 } });
    await server.product.deps.jobs.idle();
    [filler, head, clerk, reviewer] = await Promise.all([server.as('filler'), server.as('head'), server.as('clerk'), server.as('reviewer')]);
  });
  after(() => server?.close());

  const list = async (person: Person, query: string): Promise<ChildListView> => {
    const { status, body, text } = await person.get(`${ledger}/children?${query}`);
    expect(status, text).to.equal(200);
    return body;
  };
  const file = async (person: Person, id: string): Promise<ChildView> => (await person.get(`${ledger}/children/${id}`)).body;

  it('lists with filters, search and counts, and masks what is sensitive', async () => {
    const all = await list(clerk, 'books=1&count=exact');
    expect(all.total).to.be.above(500);
    expect(all.books.map(({ key }) => key)).to.include.members(['schoolAge', 'suspected', 'dropped']);
    const own = await list(filler, 'size=200');
    expect(new Set(own.items.map(({ office }) => office))).to.deep.equal(new Set(['ps-s01']));
    for (const row of own.items) expect(row.masked.idNumber ?? '').to.match(/^(\d{6}\*{11}[\dX])?$/);
    expect(JSON.stringify(own)).to.not.match(/\d{17}[\dX]/);
    const third = await list(filler, 'fields=grade:g3,g4;state:enrolled&size=200');
    expect(new Set(third.items.map(({ values }) => values.grade))).to.deep.equal(new Set(['g3', 'g4']));
    const named = third.items[0]!;
    for (const q of [named.name, named.name.slice(1)])
      expect((await list(filler, `q=${encodeURIComponent(q)}&size=200`)).items.map(({ id }) => id)).to.include(named.id);
    const full = (await filler.post(`${ledger}/children/${named.id}/unmask`, { field: 'idNumber', reason: '核对学籍' })).body.text as string;
    expect((await list(filler, `q=${full.slice(-5)}`)).items.map(({ id }) => id)).to.include(named.id);
    expect(
      (await list(filler, `q=${encodeURIComponent(full.slice(-5).replace(/\d/g, (digit) => '０１２３４５６７８９'[Number(digit)]!))}`)).total,
      'wide figures',
    ).to.be.above(0);
    expect((await list(filler, `q=${encodeURIComponent('·')}`)).total, 'a dot alone').to.equal(0);
    const pages = [await list(filler, 'size=10&page=1'), await list(filler, 'size=10&page=2')].flatMap(({ items }) => items.map(({ id }) => id));
    expect(new Set(pages).size).to.equal(20);
    const sorted = (await list(filler, 'sort=-born&size=50')).items.map(({ values }) => String(values.born));
    expect(sorted).to.deep.equal([...sorted].sort().reverse());
    expect((await list(clerk, 'columns=name,phone,born&size=1')).columns.map(({ key, masked }) => [key, masked])).to.deep.equal([
      ['name', false],
      ['phone', true],
      ['born', false],
    ]);
  });

  it('offers the center schools and schools somebody sees, as a tree', async () => {
    const offices = async (person: Person) => (await person.get('/api/ledgers')).body.offices as { id: string; kind: string; parent: string }[];
    const all = await offices(clerk);
    expect(all.find(({ id }) => id === 'ps-c1')).to.deep.equal({ id: 'ps-c1', title: '东岚镇中心校', kind: 'center', parent: '' });
    expect(all.find(({ id }) => id === 'ps-s01')?.parent).to.equal('ps-c1');
    expect(new Set(all.map(({ kind }) => kind))).to.deep.equal(new Set(['center', 'school']));
    expect((await offices(filler)).map(({ id, parent }) => [id, parent])).to.deep.equal([['ps-s01', '']]);
    const center = await offices(await server.as('center'));
    expect(center.length).to.be.above(2);
    expect(center.filter(({ id }) => id !== 'ps-c1').every(({ parent }) => parent === 'ps-c1')).to.equal(true);
    const below = await list(clerk, 'office=ps-c1&count=exact');
    const sums = await Promise.all(center.filter(({ kind }) => kind === 'school').map(({ id }) => list(clerk, `office=${id}&count=exact`)));
    expect(sums.reduce((sum, { total }) => sum + total, 0)).to.equal(below.total);
  });

  it('refuses what cannot be asked, with the reason in Chinese', async () => {
    for (const query of [
      'fields=idNumber:149925',
      'fields=grade:g99',
      'fields=nothing:1',
      'fields=born:gestern',
      'sort=phone',
      'columns=nothing',
      'book=nothing',
      'page=9999&size=200',
      'size=201',
      `q=${'x'.repeat(61)}`,
    ]) {
      const { status, body } = await clerk.get(`${ledger}/children?${query}`);
      expect(status, query).to.equal(400);
      expect(JSON.stringify(body.errors), query).to.match(/[\u4e00-\u9fff]/);
    }
    for (const office of ['ps-s02', 'sy-s01', 'nowhere']) expect((await filler.get(`${ledger}/children?office=${office}`)).status).to.equal(404);
    for (const name of ['designer', 'city'] as const) expect((await (await server.as(name)).get(`${ledger}/children`)).status).to.equal(403);
  });

  it('shows a number in full to whom the definition lets, once, with a reason that is kept', async () => {
    const { id } = (await list(filler, 'fields=state:enrolled&size=1')).items[0]!;
    expect((await filler.post(`${ledger}/children/${id}/unmask`, { field: 'idNumber', reason: ' ' })).body.code).to.equal('REASON_REQUIRED');
    expect((await (await server.as('center')).post(`${ledger}/children/${id}/unmask`, { field: 'idNumber', reason: '看看' })).status).to.equal(403);
    expect((await filler.post(`${ledger}/children/${id}/unmask`, { field: 'name', reason: '看看' })).status).to.equal(404);
    const { body } = await filler.post(`${ledger}/children/${id}/unmask`, { field: 'idNumber', reason: '办理转学' });
    expect(body.text).to.match(/^\d{17}[\dX]$/);
    const kept = (await server.product.deps.store.audit.ofCounty('pingshun')).filter(({ kind }) => kind === 'unmask');
    expect(kept.at(-1)).to.include({ user: 'pingshun-ps-s01', what: `${id} idNumber：办理转学` });
    expect(JSON.stringify(kept)).to.not.contain(body.text);
  });

  it('enters a child, corrects it, and says every fault at once', async () => {
    const faulty = await filler.post(`${ledger}/children`, {
      values: { name: '', sex: 'x', born: '2030-01-01', idNumber: '11010519491231002x', state: 'enrolled' },
    });
    expect(faulty.status).to.equal(422);
    expect(faulty.body.errors.map(({ path }: { path: string }) => path)).to.include.members(['name', 'sex', 'born', 'state']);
    const made = await filler.post(`${ledger}/children`, { values: { name: '曾𬭎', sex: 'male', born: '2020-10-05', guardian: '曾建国', village: '柳沟村' } });
    expect(made.status, made.text).to.equal(201);
    expect(made.body).to.include({ name: '曾𬭎', n: 1, sound: true, editable: true });
    expect(made.body.state.title).to.equal('待入学');
    expect((await list(filler, 'q=zh')).items.map(({ id }) => id)).to.include(made.body.id);
    const at = `${ledger}/children/${made.body.id}`;
    const edited = await filler.patch(at, {
      n: 1,
      changes: [
        { field: 'idNumber', to: '14992520201005019X' },
        { field: 'village', from: '柳沟村', to: '上湾村' },
      ],
    });
    expect(edited.status).to.equal(422);
    expect(edited.body.errors[0].message).to.match(/校验码/);
    const right = await filler.patch(at, { n: 1, changes: [{ field: 'village', from: '柳沟村', to: '上湾村' }], reason: '搬家' });
    expect(right.body.history[0]).to.deep.include({
      kind: 'correct',
      reason: '搬家',
      changes: [{ field: 'village', title: '村（社区）', before: '柳沟村', after: '上湾村' }],
    });
    expect((await filler.patch(at, { n: 2, changes: [{ field: 'village', from: '柳沟村', to: '河口村' }] })).body.code).to.equal('CONFLICT');
    expect((await filler.patch(at, { n: 2, changes: [{ field: 'state', to: 'dropped' }] })).status).to.equal(422);
    expect((await clerk.patch(at, { n: 2, changes: [{ field: 'village', to: '河口村' }] })).status).to.equal(403);
  });

  it('keeps only photos and PDF files as proof, by what is in them', async () => {
    const { id } = (await list(filler, 'fields=state:enrolled;grade:g3&size=1')).items[0]!;
    const html = await filler.post(`${ledger}/children/${id}/files?name=x.png`, new TextEncoder().encode('<script>alert(1)</script>'), binary);
    expect([html.status, html.body.code]).to.deep.equal([422, 'BAD_FILE']);
    expect((await filler.post(`${ledger}/children/${id}/files`, new Uint8Array(10 * 1024 * 1024 + 1), binary)).status).to.equal(413);
    expect((await (await server.as('otherFiller')).post(`${ledger}/children/${id}/files`, scan, binary)).status).to.equal(404);
  });

  it('moves a child with proof, once, and shows the proof to those who may see the child', async () => {
    const { id, n } = await file(filler, (await list(filler, 'fields=state:enrolled;grade:g2&size=1')).items[0]!.id);
    const at = `${ledger}/children/${id}`;
    const values = { to: '长治市某小学', reason: '随父母迁居' };
    const without = await filler.post(`${at}/movements/transferOut`, { n, date: '2026-10-20', values, proofs: [] });
    expect(without.body.errors).to.deep.equal([{ path: 'proofs', message: '至少要有 1 份证明材料：转学证明或接收学校回执' }]);
    const proof = (await filler.post(`${at}/files?name=${encodeURIComponent('转学证明.png')}`, scan, binary)).body;
    expect(proof).to.include({ name: '转学证明.png', type: 'image/png', size: scan.length });
    expect((await filler.post(`${at}/movements/transferOut`, { n, date: '2026-10-20', values, proofs: ['pingshun-nothing'] })).status).to.equal(422);
    expect((await clerk.post(`${at}/movements/transferOut`, { n, date: '2026-10-20', values, proofs: [proof.id] })).status).to.equal(403);
    const [moved, late] = await Promise.all(
      [1, 2].map(() => filler.post(`${at}/movements/transferOut`, { n, date: '2026-10-20', values, proofs: [proof.id] })),
    );
    expect([moved!.status, late!.status].sort()).to.deep.equal([200, 409]);
    leaver = await file(filler, id);
    expect(leaver.state.title).to.equal('已转出');
    expect(leaver.history[0]).to.deep.include({
      kind: 'transferOut',
      date: '2026-10-20',
      mayReverse: true,
      stamps: { officeTitle: '东岚镇中心小学', gradeTitle: '二年级', className: leaver.values.class },
    });
    expect(leaver.history[0]?.proofs[0]?.id).to.equal(proof.id);
    const shown = await filler.get(`${at}/files/${proof.id}`);
    expect(Buffer.compare(Buffer.from(shown.body), Buffer.from(scan))).to.equal(0);
    expect(shown.headers.get('content-security-policy')).to.contain('sandbox');
    expect((await (await server.as('otherFiller')).get(`${at}/files/${proof.id}`)).status).to.equal(404);
  });

  it('counts it into the month, names the child behind the cell, and asks for a reason for another number', async () => {
    const seen: ReportView = (await filler.get(report)).body;
    const path = 'grades.g2.transferOut';
    const counted = seen.filled?.[path]?.value ?? 0;
    expect(counted).to.be.above(0);
    expect((seen.data.grades as Record<string, Record<string, number>>).g2?.transferOut).to.equal(counted);
    const behind = (await filler.get(`${report}/cells/${path}/children`)).body;
    expect(behind).to.include({ counted, label: '二年级·转出' });
    expect(behind.items.find(({ child }: { child: string }) => child === leaver.id)).to.include({
      event: '转出',
      date: '2026-10-20',
      gradeTitle: '二年级',
      said: '转入学校：长治市某小学　转学原因：随父母迁居',
    });
    expect((await filler.get(`${report}/cells/grades.g2.remark/children`)).status).to.equal(404);
    expect((await (await server.as('otherFiller')).get(`${report}/cells/${path}/children`)).status).to.equal(404);

    const grades = seen.data.grades as Record<string, Record<string, number>>;
    const changes = Object.entries(grades).flatMap(([row, cells]) => {
      const typed = row === 'g2' ? counted + 1 : (cells.transferOut ?? 0);
      return [
        ...(row === 'g2' ? [{ path, from: counted, to: typed }] : []),
        { path: `grades.${row}.thisMonth`, from: cells.thisMonth ?? null, to: (cells.lastMonth ?? 0) + (cells.transferIn ?? 0) - typed - (cells.absent ?? 0) },
      ];
    });
    const saved = (await filler.patch(report, { version: 1, changes })).body;
    expect(saved.issues.map(({ id }: { id: string }) => id)).to.deep.equal([`fill@${path}`]);
    const refused = await filler.post(`${report}/actions/submit`, { n: saved.n, rev: saved.rev });
    expect(refused.body.errors[0].message).to.match(/二年级·转出：填的是 \d+，台账里本期有 \d+ 人（请说明原因）/);
    const explained = (await filler.patch(report, { version: 1, changes: [], reasons: { [`fill@${path}`]: '还有1人手续在办' } })).body;
    const submitted = (await filler.post(`${report}/actions/submit`, { n: explained.n, rev: explained.rev })).body;
    await head.post(`${report}/actions/approve`, { n: submitted.n, rev: submitted.rev });
    const rows = (await reviewer.get('/api/reports?definition=monthly-monitoring&period=2026-10&size=500')).body.items;
    expect(rows.find(({ office }: { office: string }) => office === 'ps-s01')).to.include({ differing: 1 });
    expect((await reviewer.get(report)).body.reasons[`fill@${path}`]).to.equal('还有1人手续在办');
  });

  it('takes a movement back with a reason: the history keeps both, the count goes down', async () => {
    const at = `${ledger}/children/${leaver.id}`;
    const before = (await filler.get(report)).body.filled['grades.g2.transferOut'].value;
    expect((await filler.post(`${at}/reversals`, { n: leaver.n, event: leaver.n, reason: '' })).body.code).to.equal('REASON_REQUIRED');
    const back = (await filler.post(`${at}/reversals`, { n: leaver.n, event: leaver.n, reason: '家长改了主意' })).body;
    expect(back.state.title).to.equal('在校');
    expect(back.history.slice(0, 2).map(({ kind, reverses, reversedBy }: ChildView['history'][number]) => [kind, reverses, reversedBy])).to.deep.equal([
      ['reverse', leaver.n, null],
      ['transferOut', null, leaver.n + 1],
    ]);
    expect(back.sound).to.equal(true);
    expect((await filler.get(report)).body.filled['grades.g2.transferOut'].value).to.equal(before - 1);
    expect((await filler.post(`${at}/reversals`, { n: back.n, event: leaver.n, reason: '再来' })).status).to.equal(409);
  });

  it('lets another school take in whom a school released, and nobody else', async () => {
    const other = await server.as('otherFiller');
    const { id } = (await list(filler, 'fields=state:enrolled;grade:g5&size=1')).items[0]!;
    const child = await file(filler, id);
    const number = (await filler.post(`${ledger}/children/${id}/unmask`, { field: 'idNumber', reason: '转学' })).body.text;
    const claim = {
      name: child.name,
      idNumber: number,
      kind: 'transferIn',
      date: '2026-10-28',
      values: { from: '东岚镇中心小学', grade: 'g5' },
      proofs: [] as string[],
    };
    expect((await other.post(`${ledger}/claims`, claim)).status, 'not released').to.equal(404);
    const known = await other.post(`${ledger}/children`, {
      values: { name: child.name, sex: String(child.values.sex), born: String(child.values.born), idNumber: number },
    });
    expect([known.status, known.body.code, known.body.child]).to.deep.equal([409, 'EXISTS', undefined]);
    const proof = (await filler.post(`${ledger}/children/${id}/files`, scan, binary)).body;
    expect(
      (await filler.post(`${ledger}/children/${id}/movements/transferOut`, { n: child.n, date: '2026-10-26', values: { to: '柳沟小学' }, proofs: [proof.id] }))
        .status,
    ).to.equal(200);
    expect((await other.post(`${ledger}/claims`, { ...claim, name: '别人' })).status).to.equal(404);
    expect((await other.post(`${ledger}/claims`, claim)).body.errors[0].path).to.equal('proofs');
    const own = (await other.post(`${ledger}/files?name=x.png`, scan, binary)).body;
    const taken = await other.post(`${ledger}/claims`, { ...claim, proofs: [own.id] });
    expect(taken.status, taken.text).to.equal(200);
    expect(taken.body.history[0].proofs[0].id).to.equal(own.id);
    expect((await other.get(`${ledger}/children/${id}/files/${own.id}`)).status).to.equal(200);
    expect(taken.body)
      .to.include({ name: child.name })
      .and.to.deep.include({ office: { id: 'ps-s02', title: '柳沟小学' } });
    expect((await filler.get(`${ledger}/children/${id}`)).status).to.equal(404);
  });

  it('heals a child that a crash left ahead of the history', async () => {
    const { store } = server.product.deps;
    const { id } = (await list(filler, 'fields=state:enrolled;grade:g6&size=1')).items[0]!;
    const events = server.product.database.collection('events');
    const last = (await store.childEvents.ofChild('pingshun', id)).at(-1)!;
    await events.deleteOne({ _id: last._id as never });
    await server.product.database.collection('children').updateOne({ _id: id as never }, { $set: { tail: last } });
    expect((await file(filler, id)).sound).to.equal(true);
    expect((await store.childEvents.ofChild('pingshun', id)).at(-1)?.hash).to.equal(last.hash);
    await events.updateOne({ _id: last._id as never }, { $set: { reason: '改过' } });
    expect((await file(filler, id)).sound, 'a history somebody rewrote').to.equal(false);
  });

  it('exports what is on screen, masked as there, and keeps who did', async () => {
    const { status, body } = await head.get(`${ledger}/children/xlsx?fields=grade:g1`);
    expect(status).to.equal(200);
    expect(Buffer.from(body).subarray(0, 2).toString()).to.equal('PK');
    expect((await filler.get(`${ledger}/children/xlsx`)).status).to.equal(403);
    expect(
      (await server.product.deps.store.audit.ofCounty('pingshun')).some(({ kind, what }) => kind === 'export' && what.startsWith('ledger children')),
    ).to.equal(true);
  });

  it('masks names, where a county asks for it, also over the file, in lists and among the household', async () => {
    const sight = async (person: Person): Promise<string> => {
      const { items } = await list(person, 'fields=state:enrolled&size=200');
      const files = await Promise.all(items.slice(0, 3).map(({ id }) => file(person, id)));
      return JSON.stringify([items, files.map(({ name, values, masked, household }) => [name, values, masked, household])]);
    };
    const { name } = (await list(filler, 'fields=state:enrolled&size=1')).items[0]!;
    expect(name).to.match(/^\p{Script=Han}{2,4}$/u);
    const seen = `${name[0]}${'*'.repeat(name.length - 1)}`;
    await publish(
      await server.as('designer'),
      { privacy: { name: { mask: 'name', full: { filler: true }, unmask: { clerk: true } } } },
      '/api/definitions/children',
    );
    for (const person of [clerk, head])
      expect(await sight(person))
        .to.contain(`"name":"${seen}"`)
        .and.to.not.contain(name);
    expect(await sight(filler)).to.contain(name);
    const { items } = await list(clerk, `q=${encodeURIComponent(name)}&size=1`);
    expect((await clerk.post(`${ledger}/children/${items[0]!.id}/unmask`, { field: 'name', reason: '核对' })).body.text).to.equal(name);
  });

  it('counts no further than 10,000 and says so; the exact number is there on request', async () => {
    const stranger = await server.as('foreignReviewer');
    const { store } = server.product.deps;
    const office = await store.offices.find('suiyang', 'sy-s01');
    const some = (await store.children.list('pingshun', 'children', {}, { key: null, down: false }, 0, 1))[0]!;
    const path = office!.path;
    const many = Array.from({ length: 10_001 }, (_, n) => ({
      ...some,
      _id: `suiyang-many-${n}`,
      county: 'suiyang',
      office: 'sy-s01',
      path,
      place: `${path}|00|${String(n).padStart(5, '0')}`,
      data: { name: '众一', sex: 'male', born: '2019-03-01', state: 'enrolled', class: `${n}班` },
      search: ['众一', 'zy'],
      tail: null,
    }));
    await store.children.insertMany(many);
    const facts = ({ total, more, items }: ChildListView) => [total, more, items.length];
    expect(facts(await list(stranger, 'size=5'))).to.deep.equal([10_000, true, 5]);
    expect(facts(await list(stranger, 'size=5&count=exact'))).to.deep.equal([10_001, false, 5]);
    expect(facts(await list(stranger, 'size=5&q=zy'))).to.deep.equal([10_000, true, 5]);
    expect(facts(await list(stranger, 'size=5&q=zy&count=exact'))).to.deep.equal([10_001, false, 5]);
    expect((await list(stranger, 'size=1&books=1')).books[0]).to.include({ total: 10_000, more: true });
    expect((await list(stranger, 'size=200&page=50')).items[199]?.id).to.equal('suiyang-many-9999');
    expect((await stranger.get(`${ledger}/children?size=200&page=51`)).status).to.equal(400);
  });
});
