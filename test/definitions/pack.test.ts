// A county's changes as one file: out, in, into another installation, and every way such a file may be hostile.
import { expect } from 'chai';
import { monthly, publish } from '../support/designer.js';
import { type Person, startServer, type TestServer } from '../support/server.js';

// biome-ignore lint/suspicious/noExplicitAny: a test reads the parts of an answer it asserts.
type Json = any;
const json = { 'content-type': 'application/json' };
const column = { schema: { properties: { grades: { each: { properties: { ps_jiedu: { type: 'integer', title: '借读', minimum: 0, blank: 0 } } } } } } };

describe('a pack of changes as one file', () => {
  let server: TestServer;
  let designer: Person;
  let pack: string;
  const put = (text: string | Uint8Array, person = designer) => person.post('/api/definition-pack', text as string, json);
  before(async () => {
    server = await startServer();
    designer = await server.as('designer');
    await publish(designer, column);
    await publish(designer, { codes: { g1: { title: '小学一年级' } } }, '/api/definitions/grades');
    const reply = await designer.get('/api/definition-pack');
    expect(reply.headers.get('content-disposition')).to.match(/yibiao-pingshun\.json/);
    pack = reply.text;
  });
  after(() => server?.close());

  it('holds every own change with what it lies on, and a hash', () => {
    const { format, items, sha256 } = JSON.parse(pack);
    expect([format, items.map((item: Json) => item.id)]).to.deep.equal(['yibiao-pack', ['grades', 'monthly-monitoring']]);
    expect(items[1].patch).to.deep.equal(column);
    expect(items[1].stack.root.content.title).to.equal('中小学控辍保学动态监测月报表（一）');
    expect(sha256).to.match(/^[0-9a-f]{64}$/);
  });
  it('comes into another installation as drafts, and is published there', async () => {
    const other = await startServer();
    const their = await other.as('designer');
    const reply = await put(pack, their);
    expect(reply.status, reply.text).to.equal(200);
    expect(reply.body.items.map((item: Json) => [item.id, item.rev, item.faults])).to.deep.equal([
      ['grades', 1, []],
      ['monthly-monitoring', 1, []],
    ]);
    expect((await their.post(`${monthly}/publish`, { rev: 1, why: '照搬' })).body.version).to.equal(2);
    expect((await their.get('/api/forms/monthly-monitoring/versions/2')).text).to.contain('借读');
    const again = await put(pack, their);
    expect([again.status, again.body.code, again.body.errors.map((one: Json) => one.path)]).to.deep.equal([409, 'STALE', ['grades']]);
    await other.close();
  });
  it("names what does not fit where another county's prefix holds", async () => {
    const foreign = await server.as('sy-design');
    const reply = await put(pack, foreign);
    expect(reply.status).to.equal(200);
    const form = reply.body.items.find((item: Json) => item.id === 'monthly-monitoring');
    expect(form.upgradeDue, 'another county file lies below').to.equal(true);
    const upgrade = (await foreign.get(`${monthly}/upgrade`)).body;
    const decided = await foreign.post(`${monthly}/upgrade`, {
      rev: form.rev,
      resolutions: Object.fromEntries(upgrade.conflicts.map((one: Json) => [one.id, { take: 'theirs' }])),
    });
    expect(decided.body.faults.map((fault: Json) => fault.message).join()).to.match(/应写成“sy_ps_jiedu”/);
    expect((await foreign.post(`${monthly}/publish`, { rev: decided.body.rev, why: '试' })).status).to.equal(422);
  });
  it('is refused when it is broken, changed, or hostile, with a Chinese sentence and nothing written', async () => {
    const changed = (make: (one: Json) => void): string => {
      const one = JSON.parse(pack);
      make(one);
      return JSON.stringify(one);
    };
    const hostile: [string, string | Uint8Array][] = [
      ['no JSON', pack.slice(0, 200)],
      ['no text', new Uint8Array([0xff, 0xfe, 0x00, 0x80])],
      ['another file', '{"a":1}'],
      [
        'changed after the hash',
        changed((one) => {
          one.items[1].patch.title = '改';
        }),
      ],
      [
        'a wrong hash',
        changed((one) => {
          one.sha256 = '0'.repeat(64);
        }),
      ],
      ['an item twice', changed((one) => one.items.push(one.items[0]))],
      ['a prototype key', pack.replace('"patch":{', '"patch":{"__proto__":{"admin":true},')],
      ['a constructor key', pack.replace('"patch":{', '"patch":{"constructor":{"x":true},')],
      ['too deep', `${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`],
      ['brackets', '['.repeat(500_000)],
      [
        'another id',
        changed((one) => {
          one.items[0].id = '../../etc';
        }),
      ],
      [
        'no stack',
        changed((one) => {
          delete one.items[0].stack;
        }),
      ],
      [
        'layers that are none',
        changed((one) => {
          one.items[0].stack = { root: { layer: {}, version: 1, content: { kind: 'report' } }, changes: [{ layer: {}, version: 1, patch: { schema: 5 } }] };
        }),
      ],
      ['an empty body', ''],
    ];
    const known = await server.product.deps.store.definitionDrafts.ofCounty('pingshun');
    for (const [name, text] of hostile) {
      const began = performance.now();
      const reply = await put(text);
      expect(reply.status, `${name}: ${reply.text.slice(0, 200)}`).to.be.oneOf([400, 422]);
      expect(reply.body.detail, name).to.match(/[\u4e00-\u9fff]/);
      expect(performance.now() - began, name).to.be.lessThan(20_000);
    }
    expect((await put(`"${'x'.repeat(9 * 1024 * 1024)}"`)).status).to.equal(413);
    expect(await server.product.deps.store.definitionDrafts.ofCounty('pingshun')).to.deep.equal(known);
    expect(({} as { admin?: unknown }).admin).to.equal(undefined);
  });
  it('refuses drafts that no definition could be, and stays up', async () => {
    const tries: [string, object][] = [
      ['a patch of nothing', { rev: 0 }],
      ['a place that is none', { rev: 0, change: { schema: 5 } }],
      ['no layout', { rev: 0, change: { layout: null } }],
      ['a foreign id', { rev: 0, change: { id: 'other' } }],
      ['a deep one', { rev: 0, change: JSON.parse(`${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}`) }],
    ];
    for (const [name, body] of tries) {
      const { rev } = (await designer.get(`${monthly}/draft`)).body;
      const reply = await designer.patch(`${monthly}/draft`, { ...body, rev });
      if (reply.status === 200) {
        expect(reply.body.faults.length, name).to.be.greaterThan(0);
        for (const path of ['draft', 'origins', 'consequences', 'upgrade'])
          expect((await designer.get(`${monthly}/${path}`)).status, `${name} ${path}`).to.equal(200);
        expect((await designer.get(`${monthly}/compare?from=1&to=draft`)).status, name).to.equal(422);
        expect((await designer.post(`${monthly}/publish`, { rev: reply.body.rev, why: 'x' })).status, name).to.equal(422);
        expect((await designer.delete(`${monthly}/draft?rev=${reply.body.rev}`)).status).to.equal(204);
      } else expect(reply.status, `${name}: ${reply.text.slice(0, 200)}`).to.equal(400);
    }
    const raw = await designer.patch(`${monthly}/draft`, { rev: 0, change: JSON.parse('{"__proto__":{"admin":true}}') });
    expect(raw.status).to.equal(400);
  });
});

describe("a county's definitions are its own", () => {
  let server: TestServer;
  before(async () => {
    server = await startServer();
    await publish(await server.as('designer'), column);
  });
  after(() => server?.close());

  it('nobody but the designer of the county sees or changes them', async () => {
    for (const name of ['filler', 'head', 'center', 'reviewer', 'clerk', 'city', 'foreignReviewer'] as const)
      for (const path of ['', '/monthly-monitoring', '/monthly-monitoring/draft', '/monthly-monitoring/origins', '/monthly-monitoring/upgrade'])
        expect((await (await server.as(name)).get(`/api/definitions${path}`)).status, `${name} ${path}`).to.equal(403);
    const foreign = await server.as('sy-design');
    const { body } = await foreign.get(monthly);
    expect([body.version, body.draft]).to.deep.equal([1, null]);
    expect((await foreign.get(`${monthly}/compare?from=1&to=2`)).status).to.equal(404);
    expect((await foreign.get('/api/forms/monthly-monitoring/versions/2')).status).to.equal(404);
    expect((await foreign.get('/api/jobs/move:pingshun:monthly-monitoring:2')).status).to.equal(404);
    expect((await (await server.as('designer')).get('/api/jobs/move:pingshun:monthly-monitoring:2')).body.state).to.equal('done');
    expect((await foreign.get('/api/definition-pack')).text).to.not.match(/平顺|ps_/);
  });
});
