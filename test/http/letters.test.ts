// Notices for a center school's six-year-olds: chosen, checked, looked at, issued, printed, void and issued again.
import { expect } from 'chai';
import type { JobView } from '../../server/domain/letter-views.js';
import { readPdf } from '../support/pdf-text.js';
import { type Person, startServer, type TestServer } from '../support/server.js';

const kind = '/api/letter-kinds/admission-notice';
const values = { reportBy: '2027-09-01', bring: '户口簿和本通知书' };
const choice = { filter: { office: 'ps-c1', fields: 'born:2020-09-01..2021-08-31;state:expected' } };

describe('letters over HTTP', () => {
  let server: TestServer;
  let clerk: Person;
  let filler: Person;
  let job: JobView;
  before(async function () {
    this.timeout(180_000);
    server = await startServer({ config: { sampleChildren: 300 } });
    await server.product.deps.jobs.idle();
    [clerk, filler] = await Promise.all([server.as('clerk'), server.as('filler')]);
  });
  after(() => server?.close());

  const finished = async (id: string): Promise<JobView> => {
    await server.product.deps.jobs.idle();
    return (await clerk.get(`/api/letter-jobs/${id}`)).body;
  };

  it('says before anything is printed who can be sent one and who lacks what', async () => {
    const { status, body } = await clerk.post(`${kind}/preflight`, { choice, values, bundle: 'village' });
    expect(status, JSON.stringify(body)).to.equal(200);
    expect(body.chosen).to.be.above(40);
    expect(
      body.ready + body.problems.filter((one: { level: string }) => one.level === 'error').reduce((sum: number, one: { count: number }) => sum + one.count, 0),
    ).to.equal(body.chosen);
    expect(body.bundles).to.be.above(1);
    const toddler = (await filler.post('/api/ledgers/children/children', { values: { name: '幼一', sex: 'male', born: '2023-03-16', guardian: '幼父' } })).body;
    const young = (await clerk.post(`${kind}/preflight`, { choice: { children: [toddler.id] }, values })).body;
    expect([young.chosen, young.ready, young.problems[0].kind], 'nobody under five is sent one').to.deep.equal([1, 0, 'not-for']);
    expect(body.sheets).to.be.at.least(body.ready + body.bundles);
    const missing = (await clerk.post(`${kind}/preflight`, { choice, values: { reportBy: '九月' } })).body;
    expect(missing.errors.map((one: { path: string }) => one.path)).to.deep.equal(['reportBy', 'bring']);
  });

  it('shows the very page, marked and without a number', async () => {
    const child = (await clerk.get('/api/ledgers/children/children?fields=state:expected&size=1')).body.items[0];
    const { status, text, headers } = await clerk.post(`${kind}/preview/html`, { child: child.id, values });
    expect(status).to.equal(200);
    expect(text).to.contain(child.name).and.to.contain('样张').and.to.contain('2027年9月1日').and.to.contain('＿＿');
    expect(headers.get('content-security-policy')).to.contain("default-src 'none'").and.to.contain('sandbox');
  });

  it('issues, numbers and prints them in the order in which they are handed out', async () => {
    const begun = await clerk.post(`${kind}/issue`, { choice, values, bundle: 'village' });
    expect(begun.status, begun.text).to.equal(202);
    job = await finished(begun.body.id);
    expect(job.state, job.problem).to.equal('done');
    const letters = (await clerk.get(`/api/letters?job=${job.id}&size=200`)).body;
    const numbers = letters.items.map((letter: { id: string }) => Number(letter.id.split(':')[3])).sort((a: number, b: number) => a - b);
    expect(numbers).to.deep.equal(numbers.map((_: number, index: number) => index + 1));
    expect(job.serials).to.deep.equal({ first: '平教义入〔2026〕0001号', last: `平教义入〔2026〕${String(numbers.length).padStart(4, '0')}号` });
    expect(job.parts).to.have.length(1);
    const pdf = await clerk.get(`/api/letter-jobs/${job.id}/parts/1/pdf`);
    const pages = await readPdf(pdf.body);
    expect(pages).to.have.length(job.parts[0]?.pages as number);
    const notices = pages.filter((page) => page.text.includes('送达回证'));
    expect(notices).to.have.length(numbers.length);
    const byNumber = new Map(letters.items.map((letter: { serial: string; childName: string }) => [letter.serial, letter.childName]));
    for (const [index, page] of notices.entries()) {
      const serial = `平教义入〔2026〕${String(index + 1).padStart(4, '0')}号`;
      expect(page.text.split(serial), `${serial} stands above and on its receipt`).to.have.length(3);
      expect(page.text).to.contain(byNumber.get(serial));
      expect(page.text).to.contain('适龄儿童、少年的父母或者其他法定监护人应当依法保证其按时入学接受并完成义务教育。');
    }
    const lists = pages.filter((page) => page.text.includes('发放清单'));
    expect(lists.length).to.be.above(1);
    for (const name of byNumber.values()) expect(lists.some((page) => page.text.includes(name as string))).to.equal(true);
  });

  it('gives a child one valid notice per stage, whoever asks', async () => {
    const { body } = await clerk.post(`${kind}/preflight`, { choice, values });
    expect(body.ready).to.equal(0);
    expect(body.problems[0]).to.include({ kind: 'has-one', level: 'error' });
    const again = await clerk.post(`${kind}/issue`, { choice, values, bundle: 'school' });
    const second = await finished(again.body.id);
    expect(second.parts).to.deep.equal([]);
    expect([second.leftOut.length, second.leftOutTotal]).to.deep.equal([body.chosen, body.chosen]);
    expect(second.leftOut[0]?.message).to.match(/平教义入〔2026〕\d{4}号/);
  });

  it('reprints the same page, voids it and issues it again; the file of the child has both', async () => {
    const [letter] = (await clerk.get(`/api/letters?job=${job.id}&size=1`)).body.items;
    const seen = (await clerk.get(`/api/letters/${letter.id}`)).body;
    expect(seen).to.include({ sound: true, mayVoid: true });
    expect(seen.clauses[0]).to.include({ law: '中华人民共和国义务教育法', edition: '2018-12-29', title: '第五条第二款', superseded: false });
    const [first, second] = await Promise.all([clerk.get(`/api/letters/${letter.id}/html`), clerk.get(`/api/letters/${letter.id}/html`)]);
    expect(first.text).to.equal(second.text).and.to.contain(letter.childName);
    const reprint = await readPdf((await clerk.get(`/api/letters/${letter.id}/pdf`)).body);
    expect(reprint).to.have.length(1);

    expect((await clerk.post(`/api/letters/${letter.id}/reissue`, { reason: ' ' })).body.code).to.equal('REASON_REQUIRED');
    const next = await clerk.post(`/api/letters/${letter.id}/reissue`, { reason: '住址写错' });
    expect(next.status, next.text).to.equal(200);
    expect(next.body).to.include({ state: 'valid', replaces: letter.id });
    expect(next.body.chain.map((one: { state: string }) => one.state)).to.deep.equal(['void', 'valid']);
    expect((await clerk.get(`/api/letters/${letter.id}`)).body).to.include({ state: 'void', reason: '住址写错', replacedBy: next.body.id });
    expect((await clerk.post(`/api/letters/${letter.id}/reissue`, { reason: '又一次' })).status).to.equal(409);
    expect((await clerk.get(`/api/letters/${letter.id}/html`)).text).to.contain('已作废');
    const file = (await clerk.get(`/api/ledgers/children/children/${letter.child}`)).body;
    expect(file.letters.map((one: { serial: string; state: string }) => [one.serial, one.state])).to.deep.equal([
      [letter.serial, 'void'],
      [next.body.serial, 'valid'],
    ]);
    const counts = (await clerk.get('/api/letters')).body.counts;
    expect(counts.void).to.equal(1);
  });

  it('proposes what was said, says what stands in the way before anything is void, and issues again what was only made void', async () => {
    const [letter] = (await clerk.get(`/api/letters?job=${job.id}&size=1&state=valid&office=ps-s01`)).body.items;
    const at = `/api/letters/${letter.id}`;
    const child = `/api/ledgers/children/children/${letter.child}`;
    const seen = (await clerk.get(at)).body;
    expect(seen).to.deep.include({ mayReissue: true, asked: { ...values, reportAt: '', contact: '' } });
    expect((await filler.get(at)).body.mayReissue).to.equal(false);
    const { n, values: known } = (await filler.get(child)).body;
    const { guardian } = known;
    expect((await filler.patch(child, { n, changes: [{ field: 'guardian', to: null }] })).status).to.equal(200);
    const refused = await clerk.post(`${at}/reissue`, { reason: '换一份', values });
    expect([refused.status, refused.body.code, refused.body.detail]).to.deep.equal([422, 'NOTHING_TO_ISSUE', '缺监护人']);
    expect((await clerk.get(at)).body.state, 'a refusal changes nothing').to.equal('valid');
    expect((await filler.patch(child, { n: n + 1, changes: [{ field: 'guardian', to: guardian }] })).status).to.equal(200);
    expect((await clerk.post(`${at}/void`, { reason: '发错了' })).body).to.include({ state: 'void', mayVoid: false, mayReissue: true });
    const again = await clerk.post(`${at}/reissue`, { reason: '', values: { ...seen.asked, reportBy: '2027-09-02' } });
    expect(again.status, again.text).to.equal(200);
    expect(again.body).to.deep.include({ replaces: letter.id, asked: { ...seen.asked, reportBy: '2027-09-02' } });
    expect((await clerk.get(at)).body).to.include({ replacedBy: again.body.id, mayReissue: false });
    const two = await Promise.all([1, 2].map((time) => clerk.post(`/api/letters/${again.body.id}/reissue`, { reason: `第 ${time} 人` })));
    expect(two.map(({ status }) => status).sort(), 'one of two who issue it again at once').to.deep.equal([200, 409]);
    const { body: file } = await clerk.get(child);
    expect(file.letters.map(({ state }: { state: string }) => state)).to.deep.equal(['void', 'void', 'valid']);
  });

  it('goes on after a passing fault, when the clerk says so', async () => {
    const { letterPaper } = server.product.deps;
    server.product.deps.letterPaper = { ...letterPaper, pdf: () => Promise.reject(new Error('the paper is out')) };
    const order = { choice: { filter: { office: 'ps-s01', fields: 'grade:g2' } }, values: { theme: '致家长' }, bundle: 'school' };
    const begun = await clerk.post('/api/letter-kinds/letter-to-parents/issue', order);
    const failed = await finished(begun.body.id);
    expect(failed).to.include({ state: 'failed', problem: '办理中出了差错', mayCancel: false });
    const numbered = (await clerk.get(`/api/letters?job=${failed.id}&size=200`)).body;
    expect(numbered.total).to.be.above(0);
    server.product.deps.letterPaper = letterPaper;
    const [gone] = numbered.items;
    expect((await clerk.post(`/api/letters/${gone.id}/void`, { reason: '印出来以前作废' })).status).to.equal(200);
    expect((await clerk.post(`/api/letter-jobs/${failed.id}/resume`)).status).to.equal(200);
    const ended = await finished(failed.id);
    expect([ended.state, ended.parts.every(({ ready }) => ready), ended.serials]).to.deep.equal(['done', true, failed.serials]);
    const after = (await clerk.get(`/api/letters?job=${failed.id}&size=200`)).body.items;
    expect(after.map(({ serial }: { serial: string }) => serial)).to.deep.equal(numbered.items.map(({ serial }: { serial: string }) => serial));
    const pages = await readPdf((await clerk.get(`/api/letter-jobs/${failed.id}/parts/${ended.parts.length}/pdf`)).body);
    const marked = pages.filter(({ text }) => text.includes('已作废'));
    expect(marked.map(({ text }) => [text.includes('发放清单'), text.includes(gone.serial)]).sort(), 'on its page and in the list').to.deep.equal([
      [false, true],
      [true, true],
    ]);
  });

  it('stops when it is told to, keeps what is registered, and goes on from there', async () => {
    const everybody = { filter: { fields: 'state:expected,enrolled,suspended,suspected' } };
    const order = { choice: everybody, values: { theme: '依法送孩子上学' }, bundle: 'school' };
    const begun = await clerk.post('/api/letter-kinds/letter-to-parents/issue', order);
    expect(begun.status, begun.text).to.equal(202);
    const path = `/api/letter-jobs/${begun.body.id}`;
    expect((await filler.post(`${path}/cancel`)).status).to.be.oneOf([403, 404]);
    expect((await clerk.post(`${path}/cancel`)).status).to.equal(200);
    expect((await finished(begun.body.id)).state).to.equal('cancelled');
    const kept = (await clerk.get(`/api/letters?job=${begun.body.id}&size=200`)).body.total;
    expect((await clerk.post(`${path}/cancel`)).status).to.equal(409);
    expect((await clerk.post(`${path}/resume`)).status).to.equal(200);
    const ended = await finished(begun.body.id);
    expect(ended.state, ended.problem).to.equal('done');
    const { items, total } = (await clerk.get(`/api/letters?job=${begun.body.id}&size=200`)).body;
    const children = (await clerk.get('/api/ledgers/children/children?fields=state:expected,enrolled,suspended,suspected&count=exact&size=1')).body.total;
    expect(total)
      .to.equal(children - ended.leftOutTotal)
      .and.to.be.above(kept);
    expect(new Set(items.map(({ child }: { child: string }) => child)).size).to.equal(items.length);
    expect(ended.parts.reduce((sum, { letters }) => sum + letters, 0)).to.equal(total);
    expect((await clerk.post(`${path}/resume`)).status).to.equal(409);
  });

  it('finds letters by name and number, exports the register, and shows a school only its own', async () => {
    const [letter] = (await clerk.get(`/api/letters?job=${job.id}&size=1&state=valid`)).body.items;
    expect((await clerk.get(`/api/letters?q=${encodeURIComponent(letter.serial)}`)).body.items[0].id).to.equal(letter.id);
    expect((await clerk.get(`/api/letters?q=${encodeURIComponent(letter.childName)}`)).body.total).to.be.above(0);
    const found = async (q: string) => (await clerk.get(`/api/letters?size=200&q=${encodeURIComponent(q)}`)).body.items.map((one: { id: string }) => one.id);
    for (const q of [letter.childName.slice(1), letter.serial.slice(-5), letter.serial.slice(4)]) expect(await found(q), q).to.include(letter.id);
    expect(await found(`睢教义入${letter.serial.slice(-10)}`)).to.deep.equal([]);
    const byNumber = (await clerk.get(`/api/letters?q=${Number(letter.id.split(':')[3])}`)).body.items;
    expect(byNumber.map((one: { id: string }) => one.id)).to.include(letter.id);
    const below = (await clerk.get('/api/letters?office=ps-c1&size=1')).body.total;
    expect(below).to.equal((await clerk.get('/api/letters?size=1')).body.total);
    expect((await clerk.get('/api/letters?office=ps-c2&size=1')).body.total).to.equal(0);
    expect((await clerk.get('/api/letters/xlsx')).status).to.equal(200);
    const own = (await filler.get('/api/letters?size=200')).body;
    expect(new Set(own.items.map((one: { officeTitle: string }) => one.officeTitle))).to.deep.equal(new Set(['东岚镇中心小学']));
    const other = await server.as('otherFiller');
    expect((await other.get(`/api/letters/${own.items[0].id}`)).status).to.equal(404);
    expect((await (await server.as('foreignReviewer')).get(`/api/letters/${own.items[0].id}`)).status).to.equal(404);
    expect((await filler.post(`${kind}/preflight`, { choice, values })).status).to.equal(403);
    expect((await server.as('head').then((head) => head.post(`${kind}/preflight`, { choice, values }))).status).to.equal(403);
  });
});
