// Two people in one report: nobody overwrites anybody, and a crash between two writes is mended by whoever comes next.
import { expect } from 'chai';
import { act, fillIn, reportAt } from '../support/filled-report.js';
import { type Person, startServer, type TestServer } from '../support/server.js';

describe('two people in one report', () => {
  let server: TestServer;
  let filler: Person;
  let head: Person;
  before(async () => {
    server = await startServer();
    [filler, head] = await Promise.all([server.as('filler'), server.as('head')]);
  });
  after(() => server?.close());
  /** Past every rule of the product, as only somebody with access to the database could. */
  const eventsInDatabase = () => server.product.database.collection<{ _id: string }>('events');
  const at = reportAt('ps-s01', '2026-10');
  const change = (path: string, from: unknown, to: unknown): object => ({ version: 1, changes: [{ path, from, to }] });

  it('merges different cells, whoever saved first', async () => {
    const [one, two] = await Promise.all([filler.patch(at, change('grades.g1.thisMonth', null, 11)), head.patch(at, change('grades.g2.thisMonth', null, 22))]);
    expect([one.status, two.status]).to.deep.equal([200, 200]);
    const { grades } = (await filler.get(at)).body.data;
    expect([grades.g1.thisMonth, grades.g2.thisMonth]).to.deep.equal([11, 22]);
  });

  it('refuses the second in the same cell, naming both values and who changed it, and writes nothing', async () => {
    const saved = await filler.patch(at, change('grades.g1.thisMonth', 11, 12));
    const second = await head.patch(at, {
      version: 1,
      changes: [
        { path: 'grades.g1.thisMonth', from: 11, to: 13 },
        { path: 'grades.g3.thisMonth', from: null, to: 33 },
      ],
    });
    expect(second.status).to.equal(409);
    expect(second.body.code).to.equal('CONFLICT');
    const [{ by, at: when, ...conflict }] = second.body.conflicts;
    expect(conflict).to.deep.equal({ path: 'grades.g1.thisMonth', label: '一年级·本月学生数', mine: 13, theirs: 12 });
    expect(by).to.equal((await filler.get('/api/session')).body.user.name);
    expect(when).to.equal(server.now.toISOString());
    const now = (await filler.get(at)).body;
    expect(now.rev).to.equal(saved.body.rev);
    expect(now.data.grades.g3.thisMonth).to.equal(undefined);
    expect(now.touched.map((touch: { path: string }) => touch.path)).to.have.members(['grades.g1.thisMonth', 'grades.g2.thisMonth']);
  });

  it('takes the same save twice without harm', async () => {
    const again = await filler.patch(at, change('grades.g1.thisMonth', 11, 12));
    expect(again.status).to.equal(200);
    expect(again.body.rev).to.equal((await filler.get(at)).body.rev);
  });

  it('loses none of many saves at once', async () => {
    const school = reportAt('ps-s02', '2026-11');
    const other = await server.as('ps-s02');
    const cells = ['g1', 'g3', 'g6'].flatMap((row) => ['thisMonth', 'transferIn', 'transferOut', 'absent', 'other'].map((column) => `grades.${row}.${column}`));
    const replies = await Promise.all(
      cells.map(async (path, index) => {
        for (;;) {
          const reply = await other.patch(school, change(path, null, index + 1));
          if (reply.status !== 503) return reply.status;
        }
      }),
    );
    expect(new Set(replies)).to.deep.equal(new Set([200]));
    const { data } = (await other.get(school)).body;
    cells.forEach((path, index) => {
      const [, row, column] = path.split('.') as [string, string, string];
      expect(data.grades[row][column], path).to.equal(index + 1);
    });
  });

  it('lets one of two who act at once, and tells the other', async () => {
    const draft = (await filler.get(at)).body;
    const { grades } = draft.data;
    await filler.patch(at, {
      version: 1,
      changes: [
        { path: 'grades.g1.thisMonth', from: 12, to: grades.g1.lastMonth },
        { path: 'grades.g2.thisMonth', from: 22, to: grades.g2.lastMonth },
      ],
    });
    const { n, rev } = await fillIn(filler, at);
    const replies = await Promise.all([1, 2, 3].map(() => filler.post(`${at}/actions/submit`, { n, rev })));
    expect(replies.map((reply) => reply.status).sort()).to.deep.equal([200, 409, 409]);
    expect((await filler.get(`${at}/history`)).body.items).to.have.length(1);
    expect((await filler.patch(at, change('grades.g1.transferIn', null, 1))).body.code).to.equal('NOT_EDITABLE');
  });

  it('refuses an action on what has changed since it was seen', async () => {
    await act(filler, at, 'withdraw');
    const seen = (await filler.get(at)).body;
    await head.patch(at, change('grades.g1.remark', null, '已核对'));
    const late = await filler.post(`${at}/actions/submit`, { n: seen.n, rev: seen.rev });
    expect([late.status, late.body.code]).to.deep.equal([409, 'STALE']);
    expect((await filler.get(at)).body.state.key).to.equal('draft');
  });

  it('mends a report that a crash left before its event', async () => {
    const { store } = server.product.deps;
    const done = await act(filler, at, 'submit');
    const record = (await store.records.find({ county: 'pingshun', definition: 'monthly-monitoring', office: 'ps-s01', period: '2026-10' }))!;
    const event = (await store.events.find('pingshun', record._id, done.n))!;
    await eventsInDatabase().deleteOne({ _id: event._id });
    expect(await store.records.change(record, { ...record, tail: event })).to.equal(true);

    const history = (await head.get(`${at}/history`)).body;
    expect(history.sound).to.equal(true);
    expect(history.items[0]).to.include({ n: done.n, action: 'submit' });
    expect((await store.records.find({ county: 'pingshun', definition: 'monthly-monitoring', office: 'ps-s01', period: '2026-10' }))?.tail).to.equal(null);
    expect((await act(head, at, 'approve')).state.key).to.equal('reported');
  });

  it('notices a history that somebody rewrote', async () => {
    const { store } = server.product.deps;
    const school = reportAt('ps-s03', '2026-09');
    expect((await (await server.as('ps-s03')).get(`${school}/history`)).body.sound).to.equal(true);
    const event = (await store.events.find('pingshun', 'pingshun:monthly-monitoring:ps-s03:2026-09', 1))!;
    await eventsInDatabase().deleteOne({ _id: event._id });
    await store.events.add({ ...event, reason: '改写' });
    expect((await (await server.as('ps-s03')).get(`${school}/history`)).body.sound).to.equal(false);
  });
});
