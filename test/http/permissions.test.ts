// Every route × every role × own and foreign offices, generated from the table of routes.
import { expect } from 'chai';
import type { Role } from '../../server/domain/role.js';
import type { Route } from '../../server/http/route.js';
import { isFileBody } from '../../server/http/route.js';
import { routes } from '../../server/http/routes.js';
import { expectDocumented } from '../support/documented-answers.js';
import { readWithSecondLibrary } from '../support/second-reader.js';
import { logins, type Person, type PersonName, type Reply, startServer, type TestServer, visitor } from '../support/server.js';

const roleOf: Record<PersonName, Role> = {
  filler: 'filler',
  otherFiller: 'filler',
  foreignFiller: 'filler',
  head: 'school-head',
  foreignHead: 'school-head',
  center: 'center-reviewer',
  otherCenter: 'center-reviewer',
  foreignCenter: 'center-reviewer',
  reviewer: 'county-reviewer',
  foreignReviewer: 'county-reviewer',
  designer: 'county-designer',
  clerk: 'clerk',
  city: 'city-viewer',
};
/** Offices to ask about: a school of the first center school, one of the second, one of another county, one of a county of the city, one that is nowhere. */
const offices = ['ps-s01', 'ps-s07', 'sy-s01', 'lx-s01', 'ps-s99'];
const sees: Record<PersonName, (office: string) => boolean> = {
  filler: (office) => office === 'ps-s01',
  head: (office) => office === 'ps-s01',
  otherFiller: (office) => office === 'ps-s02',
  center: (office) => office === 'ps-s01',
  otherCenter: (office) => office === 'ps-s07',
  reviewer: (office) => ['ps-s01', 'ps-s07'].includes(office),
  designer: (office) => ['ps-s01', 'ps-s07'].includes(office),
  clerk: (office) => ['ps-s01', 'ps-s07'].includes(office),
  foreignFiller: (office) => office === 'sy-s01',
  foreignHead: (office) => office === 'sy-s01',
  foreignCenter: (office) => office === 'sy-s01',
  foreignReviewer: (office) => office === 'sy-s01',
  city: () => false,
};
/** What of other offices must never be in an answer to somebody. */
const strange: Record<PersonName, RegExp> = {
  filler: /\b(sy|lx|sq)-[sct]|睢阳|岚溪|石泉|ps-s0[2-9]|ps-s[1-9]\d/,
  head: /\b(sy|lx|sq)-[sct]|睢阳|岚溪|石泉|ps-s0[2-9]|ps-s[1-9]\d/,
  otherFiller: /\b(sy|lx|sq)-[sct]|睢阳|岚溪|石泉|ps-s0[13-9]|ps-s[1-9]\d/,
  center: /\b(sy|lx|sq)-[sct]|睢阳|岚溪|石泉|ps-s0[6-9]|ps-s[1-9]\d|ps-c[2-9]/,
  otherCenter: /\b(sy|lx|sq)-[sct]|睢阳|岚溪|石泉|ps-s0[1-5]|ps-s[1-9]\d|ps-c[13-9]/,
  reviewer: /\b(sy|lx|sq)-[sct]|睢阳|岚溪|石泉/,
  designer: /\b(sy|lx|sq)-[sct]|睢阳|岚溪|石泉/,
  clerk: /\b(sy|lx|sq)-[sct]|睢阳|岚溪|石泉/,
  foreignFiller: /\b(ps|lx|sq)-[sct]|平顺|岚溪|石泉|sy-s0[2-9]/,
  foreignHead: /\b(ps|lx|sq)-[sct]|平顺|岚溪|石泉|sy-s0[2-9]/,
  foreignCenter: /\b(ps|lx|sq)-[sct]|平顺|岚溪|石泉|sy-c[2-9]/,
  foreignReviewer: /\b(ps|lx|sq)-[sct]|平顺|岚溪|石泉/,
  // The city knows its counties, but none of their offices.
  city: /\b(ps|sy|lx|sq)-[sct]|平顺|睢阳|茶亭|半山|古井|灯塔|溪口|泉边|海屿|岭头/,
};

const values: Record<string, string> = {
  definition: 'monthly-monitoring',
  version: '1',
  period: '2026-10',
  action: 'submit',
  job: 'nobody',
  ledger: 'children',
  child: 'pingshun-child-00001',
  kind: 'transferOut',
  file: 'nothing',
  path: 'grades.g1.transferIn',
  part: '1',
};
/** Queries and bodies a route needs to get as far as its permission. */
const queries: Record<string, string> = { '/api/definitions/:definition/compare': '?from=1&to=1', 'delete /api/definitions/:definition/draft': '?rev=99' };
/** What a designer does has tests of its own; here nothing has been begun, and the body is not theirs. */
const isOfDesigner = (route: Route): boolean => /^\/api\/(definitions|definition-pack|jobs)\b/.test(route.path);
/** Ledgers and letters have tests of their own; here nobody is in them, and the bodies are not theirs. */
const isOfLedger = (route: Route): boolean => /^\/api\/(ledgers|letter-kinds|letters|letter-jobs)\b/.test(route.path);
/** `:letter` is a kind of letter, or an issued one. */
const letterOf = (path: string): string => (path.startsWith('/api/letter-kinds') ? 'admission-notice' : 'pingshun:admission-notice:2026:0000001');
const hasOffice = (route: Route): boolean => route.path.includes(':office');
const addressOf = (route: Route, office: string): string => {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) =>
    name === 'office' ? office : name === 'letter' ? letterOf(route.path) : (values[name] as string),
  );
  return `${path}${queries[route.path] ?? queries[`${route.method} ${route.path}`] ?? ''}${route.path === '/api/periods' ? '?definition=monthly-monitoring' : ''}`;
};

async function call(person: Person, route: Route, address: string): Promise<Reply<unknown>> {
  if (route.method === 'get') return person.get(address);
  if (route.method === 'delete') return person.delete(address);
  if (route.method === 'patch') return person.patch(address, { version: 1, changes: [] });
  return person.post(
    address,
    route.body && isFileBody(route.body) ? new Uint8Array([1, 2, 3]) : { n: 990, rev: 990 },
    isFileBody(route.body) ? { 'content-type': 'application/octet-stream' } : {},
  );
}

describe('who may call what', () => {
  let server: TestServer;
  before(async () => {
    server = await startServer();
    await Promise.all(Object.keys(logins).map((name) => server.as(name)));
  });
  after(() => server?.close());

  /** A PDF is the same sheet as its page and costs half a second: here it is only refused. */
  const isDear = (route: Route): boolean => /^\/api\/(reports|sums)\b.*\/pdf$/.test(route.path);
  /** Signing in and out has tests of its own. */
  const tried = routes
    .filter((route) => route.path !== '/api/session')
    .concat(routes.filter((route) => route.path === '/api/session' && route.method === 'get'));

  for (const route of tried) {
    it(`${route.method} ${route.path}`, async () => {
      const stranger = visitor(() => server.url);
      for (const office of hasOffice(route) ? offices : ['ps-s01']) {
        const address = addressOf(route, office);
        const signedOut = await call(stranger, route, address);
        expect(signedOut.status, `signed out ${address}`).to.equal(route.who === 'anyone' ? 200 : 401);
        expectDocumented(route.method, route.path, signedOut);
        for (const name of Object.keys(logins) as PersonName[]) {
          const may = route.who === 'anyone' || route.who === 'signed-in' || route.who.includes(roleOf[name]);
          if (isDear(route) && may && (!hasOffice(route) || sees[name](office))) continue;
          const reply = await call(await server.as(name), route, address);
          const words = `${name} ${route.method} ${address}: ${reply.status} ${reply.text.slice(0, 300)}`;
          expectDocumented(route.method, route.path, reply);
          if (!may) expect(reply.status, words).to.equal(403);
          else if (hasOffice(route) && !sees[name](office)) expect(reply.status, words).to.equal(404);
          else if (isOfLedger(route)) expect(reply.status, words).to.be.oneOf([200, 400, 403, 404, 409, 422]);
          else if (isOfDesigner(route)) expect(reply.status, words).to.be.oneOf([200, 400, 404, 409, 422]);
          else expect(reply.status, words).to.be.oneOf([200, 403, 409, 422]);
          if (route.who !== 'anyone' && !route.path.includes('xlsx')) expect(reply.text, words).to.not.match(strange[name]);
          if (route.path.includes('xlsx') && reply.status === 200)
            expect(
              Object.values(readWithSecondLibrary(reply.body as Uint8Array).cells)
                .map((cell) => cell.value)
                .join(' '),
              words,
            ).to.not.match(strange[name]);
          if (reply.status >= 400) expect((reply.body as { detail: string }).detail, words).to.match(/[\u4e00-\u9fff]/);
        }
      }
    });
  }

  it('lets a center school see its own sum only, and a city its counties only', async () => {
    const center = await server.as('center');
    expect((await center.get('/api/sums/monthly-monitoring/2026-10')).body.within).to.deep.include({ key: 'ps-c1' });
    expect((await center.get('/api/sums/monthly-monitoring/2026-10?within=ps-c2')).status).to.equal(404);
    expect((await (await server.as('reviewer')).get('/api/sums/monthly-monitoring/2026-10?within=sy-c1')).status).to.equal(404);
    const city = await server.as('city');
    expect((await city.get('/api/sums/monthly-monitoring/2026-10')).body.groups.map((group: { key: string }) => group.key)).to.deep.equal([
      'ningde-lanxi',
      'ningde-shiquan',
    ]);
    expect((await city.get('/api/sums/monthly-monitoring/2026-10?within=lx-c1')).status).to.equal(404);
  });

  it('lets nobody act for a role that is not theirs', async () => {
    const at = '/api/reports/monthly-monitoring/ps-s01/2026-10/actions/accept';
    for (const name of ['filler', 'head', 'center'] as const) expect((await (await server.as(name)).post(at, { n: 0, rev: 0 })).status, name).to.equal(403);
  });

  it('describes every route it has, and keeps the refusals in the audit', async () => {
    const { body } = await visitor(() => server.url).get('/api/openapi.json');
    const described = Object.entries(body.paths as Record<string, object>).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    );
    expect(described.sort()).to.deep.equal(routes.map((route) => `${route.method} ${route.path}`).sort());
    const refused = (await server.product.deps.store.audit.ofCounty('pingshun')).filter((entry) => entry.kind === 'refused');
    expect(refused.length).to.be.greaterThan(10);
    expect(refused.some((entry) => entry.user === 'pingshun-ps-s01')).to.equal(true);
  });
});
