// Signing in and out, and everything somebody could try with a session.
import { expect } from 'chai';
import { startServer, type TestServer, visitor } from '../support/server.js';

const words = (body: unknown): object => ({ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const right = { login: 'ps-s01', password: 'yibiao-demo' };

describe('sessions', () => {
  let server: TestServer;
  before(async () => {
    server = await startServer();
  });
  after(() => server?.close());
  const sessions = () => server.product.database.collection<{ _id: string; expires: Date }>('sessions');

  it('tell who is signed in, and nobody otherwise', async () => {
    const person = visitor(() => server.url);
    expect((await person.get('/api/session')).status).to.equal(401);
    expect((await person.post('/api/session', right)).body.user.login).to.equal('ps-s01');
    const { body } = await person.get('/api/session');
    expect(body).to.deep.include({
      county: { id: 'pingshun', title: '平顺县' },
      today: '2026-11-03',
      period: { key: '2026-10', title: '2026年10月' },
      sections: ['todo', 'reports', 'ledger', 'settings'],
    });
    expect((await person.delete('/api/session')).status).to.equal(204);
    expect((await person.get('/api/session')).status).to.equal(401);
  });

  it('come in a cookie no script can read, with a new id at every sign-in', async () => {
    const first = await fetch(`${server.url}/api/session`, words(right));
    const cookie = first.headers.get('set-cookie') ?? '';
    expect(cookie)
      .to.match(/^yibiao=/)
      .and.include('HttpOnly')
      .and.include('SameSite=Lax')
      .and.not.include('Secure');
    const second = await fetch(`${server.url}/api/session`, {
      ...words(right),
      headers: { 'content-type': 'application/json', cookie: cookie.split(';')[0] as string },
    });
    expect(second.headers.get('set-cookie')).to.not.equal(cookie);
    const old = visitor(() => server.url, cookie.split(';')[0]);
    expect((await old.get('/api/session')).status, 'the id from before is worth nothing').to.equal(401);
    const planted = visitor(() => server.url, 'yibiao=s%3Achosen-by-an-attacker.signature');
    await planted.post('/api/session', right);
    expect(planted.cookie).to.not.include('chosen-by-an-attacker');
  });

  it('end after half an hour without a request, and after twelve hours in any case', async () => {
    const idle = visitor(() => server.url);
    await idle.post('/api/session', right);
    const kept = (await sessions().find().sort({ expires: -1 }).toArray())[0]!;
    expect(kept.expires.getTime() - Date.now()).to.be.within(29 * 60_000, 30 * 60_000);
    await sessions().updateOne({ _id: kept._id }, { $set: { expires: new Date(Date.now() - 1000) } });
    expect((await idle.get('/api/session')).status).to.equal(401);

    const long = visitor(() => server.url);
    await long.post('/api/session', right);
    const began = server.now;
    server.now = new Date(began.getTime() + 12 * 3600_000 - 1000);
    expect((await long.get('/api/session')).status).to.equal(200);
    server.now = new Date(began.getTime() + 12 * 3600_000 + 1000);
    expect((await long.get('/api/session')).status).to.equal(401);
    server.now = began;
  });

  it('refuse changes another site asks for', async () => {
    const person = visitor(() => server.url);
    await person.post('/api/session', right);
    const ask = (headers: Record<string, string>) => fetch(`${server.url}/api/session`, { method: 'DELETE', headers: { cookie: person.cookie, ...headers } });
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
    ] as Record<string, string>[]) {
      const reply = await ask(headers);
      expect([reply.status, ((await reply.json()) as { code: string }).code], JSON.stringify(headers)).to.deep.equal([403, 'CROSS_SITE']);
    }
    expect((await person.get('/api/session')).status).to.equal(200);
    expect((await ask({ 'sec-fetch-site': 'same-origin', origin: server.url })).status).to.equal(204);
  });

  it('answer a wrong password and an unknown login alike, in words and in time', async () => {
    const time = async (login: string): Promise<{ took: number; text: string }> => {
      const began = performance.now();
      const reply = await visitor(() => server.url).post('/api/session', { login, password: 'wrong' });
      expect(reply.status).to.equal(401);
      return { took: performance.now() - began, text: reply.text };
    };
    await time('warm-up');
    const known = await time('ps-s05');
    const unknown = await time('nobody-at-all');
    expect(known.text).to.equal(unknown.text);
    // Both must pay for a hash; without one the answer takes a tenth.
    expect(unknown.took).to.be.greaterThan(known.took / 4);
  });

  it('shut the door for ten minutes after five failures, for that login only', async () => {
    const tries = await Promise.all(Array.from({ length: 8 }, () => visitor(() => server.url).post('/api/session', { login: 'ps-s06', password: 'guess' })));
    expect(tries.map((reply) => reply.status).sort()).to.deep.equal([401, 401, 401, 401, 401, 429, 429, 429]);
    const blocked = await visitor(() => server.url).post('/api/session', { login: 'ps-s06', password: 'yibiao-demo' });
    expect(blocked.status).to.equal(429);
    expect(blocked.body.detail).to.match(/^登录失败次数过多，请 \d+ 分钟后再试$/);
    expect((await visitor(() => server.url).post('/api/session', { login: 'ps-s07', password: 'yibiao-demo' })).status).to.equal(200);
    const kinds = (await server.product.deps.store.audit.ofCounty('pingshun')).filter((entry) => entry.user === 'pingshun-ps-s06').map((entry) => entry.kind);
    expect(kinds.filter((kind) => kind === 'sign-in-failed')).to.have.length(5);
    expect(kinds.filter((kind) => kind === 'sign-in-blocked')).to.have.length(4);
  });

  it('behind https bear the __Host- name and are Secure', async () => {
    await server.restart({ publicUrl: 'https://yibiao.example' });
    const reply = await fetch(`${server.url}/api/session`, {
      ...words(right),
      headers: { 'content-type': 'application/json', 'x-forwarded-proto': 'https', origin: 'https://yibiao.example' },
    });
    expect(reply.status).to.equal(200);
    expect(reply.headers.get('set-cookie'))
      .to.match(/^__Host-yibiao=/)
      .and.include('Secure')
      .and.include('Path=/')
      .and.not.include('Domain');
    expect(reply.headers.get('strict-transport-security')).to.match(/max-age/);
  });
});
