// A draft on paper and as a workbook, before anybody is asked to fill it in.
import { expect } from 'chai';
import { draft, monthly } from '../support/designer.js';
import { readPdf } from '../support/pdf-text.js';
import { readWithSecondLibrary } from '../support/second-reader.js';
import { type Person, startServer, type TestServer } from '../support/server.js';

const added = { schema: { properties: { grades: { each: { properties: { ps_borrowed: { type: 'integer', title: '借读', minimum: 0 } } } } } } };

describe('a draft of a form, looked at before it is published', function () {
  this.timeout(90_000);
  let server: TestServer;
  let designer: Person;
  before(async () => {
    server = await startServer();
    designer = await server.as('designer');
  });
  after(() => server?.close());

  it('is the very PDF and workbook of the draft, with what was typed into the preview', async () => {
    await draft(designer, added);
    const data = { grades: { g1: { lastMonth: 31, ps_borrowed: 7, thisMonth: 'a', nonsense: { deep: 1 } } }, elsewhere: [null, 3] };
    const pdf = await designer.post(`${monthly}/preview.pdf`, { data });
    expect(pdf.status, pdf.text.slice(0, 200)).to.equal(200);
    const [page] = await readPdf(pdf.body);
    expect(page?.text).to.include('借读').and.include('示例学校').and.include('样张');
    const xlsx = await designer.post(`${monthly}/preview.xlsx`, { data });
    const values = Object.values(readWithSecondLibrary(xlsx.body).cells).map(({ value }) => value);
    expect(values).to.include('借读').and.include(31).and.include(7);
    const { rows } = (await designer.post(`${monthly}/preview/cells`, { data })).body;
    expect(rows.flat()).to.include('借读').and.include(7);
  });

  it('shows an edit that was never saved, and keeps nothing', async () => {
    const before = (await designer.get(`${monthly}/draft`)).body;
    const reply = await designer.post(`${monthly}/preview/cells`, { change: { title: '没有存下的表名' } });
    expect(reply.body.rows.flat()).to.include('没有存下的表名');
    expect((await designer.get(`${monthly}/draft`)).body).to.deep.equal(before);
  });

  it('says every fault of a draft that has some, and is only for designers', async () => {
    const broken = await designer.post(`${monthly}/preview.pdf`, {
      change: { checks: { ps_bad: { each: 'grades', level: 'error', at: { remark: true }, that: 'row.nobody > 0', message: '不对' } } },
    });
    expect([broken.status, broken.body.code]).to.deep.equal([422, 'BAD_DEFINITION']);
    expect(broken.body.errors[0].path).to.equal('checks.ps_bad.that');
    expect((await designer.post('/api/definitions/nations/preview.pdf', {})).status).to.equal(400);
    expect((await (await server.as('reviewer')).post(`${monthly}/preview.pdf`, {})).status).to.equal(403);
  });
});
