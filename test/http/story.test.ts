// The month of one school over HTTP: filled in, checked, sent back, corrected, accepted, counted.
import { expect } from 'chai';
import { act, fillIn, reportAt } from '../support/filled-report.js';
import { type Person, startServer, type TestServer } from '../support/server.js';

const at = reportAt('ps-s01', '2026-10');

describe('the story of a report', () => {
  let server: TestServer;
  let filler: Person;
  let head: Person;
  let center: Person;
  let reviewer: Person;
  before(async () => {
    server = await startServer();
    [filler, head, center, reviewer] = await Promise.all([server.as('filler'), server.as('head'), server.as('center'), server.as('reviewer')]);
  });
  after(() => server?.close());

  it('shows a report nobody has begun, with what September carries into it', async () => {
    const { status, body } = await filler.get(at);
    expect(status).to.equal(200);
    expect(body.state.key).to.equal('none');
    expect(body.carriedFrom).to.equal('自动带入2026年9月已通过的报表');
    const september = (await filler.get(reportAt('ps-s01', '2026-09'))).body;
    for (const row of ['g1', 'g2', 'g3', 'g4', 'g5', 'g6']) expect(body.data.grades[row].lastMonth).to.equal(september.data.grades[row].thisMonth);
    expect(body.data.grades.g7, 'a primary school has no seventh grade').to.equal(undefined);
    expect(body.editable).to.equal(true);
    expect((await filler.get('/api/todo')).body.items).to.deep.include.members([
      { ...(await filler.get('/api/todo')).body.items[0], kind: 'fill', office: 'ps-s01' },
    ]);
  });

  it('keeps a draft, refuses to hand in what is not finished, and names every fault', async () => {
    const saved = await filler.patch(at, { version: 1, changes: [{ path: 'grades.g1.thisMonth', from: null, to: 5 }] });
    expect(saved.status).to.equal(200);
    expect(saved.body.data.grades.g1.thisMonth).to.equal(5);
    expect(saved.body.saved.by).to.be.a('string');
    const { status, body } = await filler.post(`${at}/actions/submit`, { n: saved.body.n, rev: saved.body.rev });
    expect(status).to.equal(422);
    expect(body.code).to.equal('CHECKS_FAILED');
    expect(body.errors.map((error: { path: string }) => error.path)).to.deep.equal([
      'grades.g1.thisMonth',
      'grades.g2.thisMonth',
      'grades.g3.thisMonth',
      'grades.g4.thisMonth',
      'grades.g5.thisMonth',
      'grades.g6.thisMonth',
    ]);
    expect(body.errors[0].message).to.match(/一年级：上月 \d+ 加减变动应为 \d+，填的是 5/);
    expect((await head.get(at)).body.actions.map((action: { key: string }) => action.key)).to.deep.equal([]);
  });

  it('goes from filler to head to county', async () => {
    const draft = (await filler.get(at)).body;
    await filler.patch(at, { version: 1, changes: [{ path: 'grades.g1.thisMonth', from: 5, to: draft.data.grades.g1.lastMonth }] });
    await fillIn(filler, at);
    const submitted = await act(filler, at, 'submit');
    expect(submitted).to.include({ n: 1, editable: false, handedInAt: null });
    expect(submitted.state.key).to.equal('submitted');
    expect((await head.get('/api/todo')).body.items[0]).to.include({ kind: 'review', office: 'ps-s01', period: '2026-10' });
    const reported = await act(head, at, 'approve');
    expect(reported.state.key).to.equal('reported');
    expect(reported.handedInAt).to.equal(server.now.toISOString());
  });

  it('comes back with a reason, is corrected and accepted; the history tells all of it', async () => {
    expect((await reviewer.post(`${at}/actions/return`, { n: 2, rev: (await reviewer.get(at)).body.rev })).body.code).to.equal('REASON_REQUIRED');
    const returned = await act(reviewer, at, 'return', '二年级转入与学籍不一致');
    expect(returned.returned).to.include({ reason: '二年级转入与学籍不一致' });
    const todo = (await filler.get('/api/todo')).body.items[0];
    expect(todo).to.include({ kind: 'correct', reason: '二年级转入与学籍不一致' });

    const before = returned.data.grades as Record<string, Record<string, number>>;
    const last = before.g2?.lastMonth as number;
    await filler.patch(at, {
      version: 1,
      changes: [
        { path: 'grades.g2.transferIn', from: before.g2?.transferIn ?? null, to: 2 },
        { path: 'grades.g2.thisMonth', from: last, to: last + 2 },
      ],
    });
    await act(filler, at, 'submit');
    await act(head, at, 'approve');
    const accepted = await act(reviewer, at, 'accept');
    expect(accepted.state.key).to.equal('accepted');
    expect(accepted.returned).to.equal(null);

    const history = (await center.get(`${at}/history`)).body;
    expect(history.sound).to.equal(true);
    expect(history.items.map((item: { action: string }) => item.action)).to.deep.equal(['accept', 'approve', 'submit', 'return', 'approve', 'submit']);
    expect(history.items[2].changes).to.deep.equal([
      { path: 'grades.g2.thisMonth', label: '二年级·本月学生数', before: String(last), after: String(last + 2) },
      { path: 'grades.g2.transferIn', label: '二年级·转入', before: '（空）', after: '2' },
    ]);
    expect(history.items[3]).to.include({ reason: '二年级转入与学籍不一致', roleTitle: '县局审核员' });
  });

  it('enters the county sum and the next month', async () => {
    const sum = (await reviewer.get('/api/sums/monthly-monitoring/2026-10?within=ps-c1')).body;
    const line = sum.groups.find((group: { key: string }) => group.key === 'ps-s01');
    expect(line).to.deep.include({ link: 'report', counts: { asked: 1, handedIn: 1, accepted: 1, late: 0, missing: 0 } });
    const october = (await filler.get(at)).body;
    expect(line.data.grades.g2.thisMonth).to.equal(october.data.grades.g2.thisMonth);
    const november = (await filler.get(reportAt('ps-s01', '2026-11'))).body;
    expect(november.data.grades.g2.lastMonth).to.equal(october.data.grades.g2.thisMonth);
  });
});
