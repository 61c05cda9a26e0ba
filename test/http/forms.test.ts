// Published forms: the snapshot a page draws, and the validator it may run without eval.
import { expect } from 'chai';
import { type Person, startServer, type TestServer } from '../support/server.js';

type Validate = ((data: unknown) => boolean) & { errors: { instancePath: string }[] | null };

describe('published forms', () => {
  let server: TestServer;
  let filler: Person;
  before(async () => {
    server = await startServer();
    filler = await server.as('filler');
  });
  after(() => server?.close());
  const version = '/api/forms/monthly-monitoring/versions/1';

  it('are kept by browsers for ever, and by nobody between', async () => {
    const { headers, body } = await filler.get(version);
    expect(headers.get('cache-control')).to.equal('private, max-age=31536000, immutable');
    expect(body.snapshot.definition.title).to.equal('平顺县中小学控辍保学动态监测月报表（一）');
    expect((await filler.get('/api/forms')).headers.get('cache-control')).to.equal('no-store');
  });

  it('come with a validator that needs nothing else: no eval, no imports', async () => {
    const { text, headers } = await filler.get(`${version}/validator.js`);
    expect(headers.get('content-type')).to.match(/^text\/javascript/);
    expect(text).to.not.match(/\beval\(|new Function|\brequire\(|\bimport\b/);
    const { default: validate } = (await import(`data:text/javascript,${encodeURIComponent(text)}`)) as { default: Validate };
    const row = { lastMonth: 3, thisMonth: 3, remark: '𬭎'.repeat(200) };
    expect(validate({ grades: { g1: row } }), JSON.stringify(validate.errors)).to.equal(true);
    expect(validate({ grades: { g1: { ...row, thisMonth: '3' }, g2: { lastMonth: -1, thisMonth: 1, remark: '字'.repeat(201) }, x: {} } })).to.equal(false);
    expect(validate.errors?.map((error) => error.instancePath)).to.have.members([
      '/grades',
      '/grades/g1/thisMonth',
      '/grades/g2/lastMonth',
      '/grades/g2/remark',
    ]);
  });
});
