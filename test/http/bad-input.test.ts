// Attacks and slips: each is answered with a 4xx and a Chinese sentence, never with a stack, never with a 500.
import { expect } from 'chai';
import { reportAt } from '../support/filled-report.js';
import { type Person, type Reply, startServer, type TestServer, visitor } from '../support/server.js';

const at = reportAt('ps-s01', '2026-10');
const save = (path: string, to: unknown): object => ({ version: 1, changes: [{ path, from: null, to }] });

function expectRefused(reply: Reply<unknown>, status: number, code: string): void {
  expect(reply.status, reply.text.slice(0, 400)).to.equal(status);
  expect(reply.headers.get('content-type')).to.match(/^application\/problem\+json/);
  const body = reply.body as { detail: string; code: string; errors?: { message: string }[] };
  expect(body.code).to.equal(code);
  expect(body.detail).to.match(/[\u4e00-\u9fff]/);
  for (const error of body.errors ?? []) expect(error.message, reply.text).to.match(/[\u4e00-\u9fff]/);
  expect(reply.text).to.not.match(/\bat .*\.(ts|js):\d+|node_modules/);
}

describe('bad input', () => {
  let server: TestServer;
  let filler: Person;
  before(async () => {
    server = await startServer();
    filler = await server.as('filler');
  });
  after(() => server?.close());
  const raw = (
    text: string,
    method: 'post' | 'patch' = 'patch',
    path = at,
    headers: Record<string, string> = { 'content-type': 'application/json' },
  ): Promise<Reply<unknown>> => (method === 'post' ? filler.post(path, text, headers) : patchRaw(text, path, headers));
  async function patchRaw(text: string, path: string, headers: Record<string, string>): Promise<Reply<unknown>> {
    const response = await fetch(server.url + path, { method: 'PATCH', body: text, headers: { cookie: filler.cookie, ...headers } });
    const said = await response.text();
    return { status: response.status, headers: response.headers, text: said, body: JSON.parse(said) };
  }

  it('refuses wrong types and unknown fields of a body, all of them at once', async () => {
    const reply = await filler.patch(at, { version: '1', changes: 'all', more: true });
    expectRefused(reply, 400, 'BAD_REQUEST');
    expect(reply.body.errors.map((error: { path: string }) => error.path)).to.have.members(['version', 'changes', 'more']);
  });

  it('refuses unknown places, rows that are not asked and values that cannot be, all at once and writes nothing', async () => {
    const before = (await filler.get(at)).text;
    const paths = ['grades.g1.nothing', 'grades.g7.thisMonth', 'nothing', 'grades.g1', 'grades.g1.thisMonth.more', 'grades..thisMonth'];
    const reply = await filler.patch(at, {
      version: 1,
      changes: [
        ...paths.map((path) => ({ path, from: null, to: 1 })),
        { path: 'grades.g1.thisMonth', from: null, to: true },
        { path: 'grades.g2.thisMonth', from: null, to: -1 },
        { path: 'grades.g3.thisMonth', from: null, to: 1.5 },
        { path: 'grades.g4.thisMonth', from: null, to: 12 },
      ],
    });
    expectRefused(reply, 422, 'BAD_DATA');
    expect(reply.body.errors.map((error: { path: string }) => error.path)).to.deep.equal([
      ...paths,
      'grades.g1.thisMonth',
      'grades.g2.thisMonth',
      'grades.g3.thisMonth',
    ]);
    expect((await filler.get(at)).text).to.equal(before);
  });

  it('refuses keys that reach prototypes or operators, wherever they stand', async () => {
    expectRefused(await raw('{"version":1,"changes":[{"path":"grades.g1.thisMonth","from":null,"to":{"$gt":""}}]}'), 400, 'BAD_REQUEST');
    expectRefused(await raw('{"version":1,"changes":[],"__proto__":{"admin":true}}'), 400, 'BAD_REQUEST');
    expectRefused(await raw('{"version":1,"changes":[],"constructor":{"prototype":{}}}'), 400, 'BAD_REQUEST');
    expectRefused(await raw('{"version":1,"changes":[],"$where":"1"}'), 400, 'BAD_REQUEST');
    expectRefused(await raw('{"version":1,"changes":[],"reasons":{"$x":"1"}}'), 400, 'BAD_REQUEST');
    expectRefused(await raw('{"version":1,"changes":[],"reasons":{"a.b":"1"}}'), 400, 'BAD_REQUEST');
    for (const path of ['__proto__.polluted.x', 'constructor.prototype.x', 'grades.__proto__.x', 'grades.g1.__proto__', '$where', 'grades.$set.x'])
      expectRefused(await filler.patch(at, save(path, 1)), 422, 'BAD_DATA');
    expect(({} as { x?: unknown }).x).to.equal(undefined);
  });

  it('refuses operators where a login is meant', async () => {
    expectRefused(await raw('{"login":{"$ne":null},"password":{"$ne":null}}', 'post', '/api/session'), 400, 'BAD_REQUEST');
    expectRefused(await raw('{"login":["ps-s01"],"password":"x"}', 'post', '/api/session'), 400, 'BAD_REQUEST');
  });

  it('refuses what is no JSON, no UTF-8, no JSON type, or nothing at all', async () => {
    expectRefused(await raw('{"version":1,'), 400, 'BAD_JSON');
    expectRefused(await raw('"just words"'), 400, 'BAD_JSON');
    expectRefused(await raw('{}', 'patch', at, { 'content-type': 'application/json; charset=martian' }), 400, 'BAD_REQUEST');
    expectRefused(await raw('version=1', 'patch', at, { 'content-type': 'application/x-www-form-urlencoded' }), 400, 'BAD_REQUEST');
    expectRefused(await raw('', 'patch', at), 400, 'BAD_REQUEST');
    expectRefused(await raw('[]'), 400, 'BAD_REQUEST');
  });

  it('refuses a body of 30 MB', async () => {
    expectRefused(await raw(`{"version":1,"changes":[],"reasons":{"a":"${'x'.repeat(30 * 1024 * 1024)}"}}`), 413, 'TOO_LARGE');
    expect((await filler.get(at)).status).to.equal(200);
  });

  it('refuses periods that are not asked, not begun, or no periods', async () => {
    for (const period of ['2026-07', '2026-08', '2026-12', '2099-01']) expectRefused(await filler.get(reportAt('ps-s01', period)), 422, 'BAD_PERIOD');
    for (const period of ['2026-13', '2026-1', 'now', '2026-10%00', '..%2f']) expectRefused(await filler.get(reportAt('ps-s01', period)), 400, 'BAD_REQUEST');
    expectRefused(await filler.patch(reportAt('ps-s01', '2026-12'), save('grades.g1.thisMonth', 1)), 422, 'BAD_PERIOD');
  });

  it('refuses ids of another county, of no form, of an office that owes no report', async () => {
    expectRefused(await filler.get(reportAt('sy-s01', '2026-10')), 404, 'NOT_FOUND');
    expectRefused(await filler.get(reportAt('ps-s01', '2026-10', 'no-such-form')), 404, 'NOT_FOUND');
    const reviewer = await server.as('reviewer');
    expectRefused(await reviewer.get(reportAt('ps-c1', '2026-10')), 404, 'NOT_FOUND');
    expectRefused(await reviewer.get('/api/forms/monthly-monitoring/versions/99'), 404, 'NOT_FOUND');
    expectRefused(await reviewer.get('/api/sums/no-such-form/2026-10'), 404, 'NOT_FOUND');
    expectRefused(await reviewer.get('/api/periods?definition=no-such-form'), 404, 'NOT_FOUND');
  });

  it('refuses another version of the form than the one the report is filled in', async () => {
    expectRefused(await filler.patch(at, { ...save('grades.g1.thisMonth', 3), version: 2 }), 409, 'STALE');
  });

  it('refuses filters it does not know, twice the same one, pages that are none', async () => {
    for (const query of ['?county=suiyang', '?q=a&q=b', '?page=0', '?page=x', '?size=100000', '?state[$ne]=x', '?definition=../x', '?late=maybe'])
      expectRefused(await filler.get(`/api/reports${query}`), 400, 'BAD_REQUEST');
  });

  it('refuses unknown addresses, methods and broken escapes', async () => {
    expectRefused(await filler.get('/api/nothing'), 404, 'NOT_FOUND');
    expectRefused(await filler.get('/api/reports/a/b/c/d/e/f'), 404, 'NOT_FOUND');
    const put = await filler.delete(at);
    expectRefused(put, 405, 'METHOD_NOT_ALLOWED');
    expect(put.headers.get('allow')).to.equal('GET, HEAD, PATCH');
    expectRefused(await filler.get('/api/reports/%E0%A4%A/x/2026-10'), 400, 'BAD_REQUEST');
  });

  it('says nothing of itself in its headers, and lets no foreign script or frame in', async () => {
    const { headers } = await visitor(() => server.url).get('/healthz');
    expect(headers.get('x-powered-by')).to.equal(null);
    expect(headers.get('x-content-type-options')).to.equal('nosniff');
    expect(headers.get('content-security-policy')).to.include("script-src 'self';").and.include("frame-ancestors 'self'").and.not.include('unsafe-eval');
    expect(headers.get('x-request-id')).to.match(/^[0-9a-f-]{36}$/);
  });
});
