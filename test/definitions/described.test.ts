// A published form as strangers' tools read it.
import { Validator } from '@cfworker/json-schema';
import Ajv2020 from 'ajv/dist/2020.js';
import { expect } from 'chai';
import { publish } from '../support/designer.js';
import { reportAt } from '../support/filled-report.js';
import { startServer, type TestServer } from '../support/server.js';

describe('a published form for programs', () => {
  let server: TestServer;
  before(async () => {
    server = await startServer();
    await publish(await server.as('designer'), {
      schema: {
        properties: {
          grades: {
            each: {
              properties: { ps_day: { type: 'string', format: 'date', title: '核实日期' }, ps_from: { type: 'string', codeList: 'grades', title: '来自' } },
            },
          },
        },
      },
    });
  });
  after(() => server?.close());

  it('is plain JSON Schema that a second library judges like ours, on every report there is', async () => {
    const reviewer = await server.as('reviewer');
    const { body: schema } = await reviewer.get('/api/forms/monthly-monitoring/versions/2/schema.json');
    expect(schema.$schema).to.equal('https://json-schema.org/draft/2020-12/schema');
    const stranger = new Validator(schema, '2020-12', false);
    const ours = new Ajv2020.default({ allErrors: true, strict: false, formats: { date: /^\d{4}-\d\d-\d\d$/ } }).compile(schema);
    const { body } = await reviewer.get('/api/reports?definition=monthly-monitoring&period=2026-09&size=100');
    let judged = 0;
    for (const row of body.items.slice(0, 10)) {
      const { data } = (await reviewer.get(reportAt(row.office, row.period))).body;
      const cells = [
        data,
        { ...data, extra: 1 },
        { grades: { g1: { lastMonth: 'x' } } },
        { grades: { g1: { ...data.grades.g1, ps_day: 'no day' } } },
        { grades: { g1: { ...data.grades.g1, ps_from: 'g77' } } },
      ];
      for (const one of cells) {
        expect(stranger.validate(one).valid, JSON.stringify(one).slice(0, 200)).to.equal(ours(one));
        judged++;
      }
      expect(stranger.validate(data).valid).to.equal(true);
    }
    expect(judged).to.be.greaterThan(20);
  });
  it('is TypeScript and OpenAPI on request', async () => {
    const filler = await server.as('filler');
    const types = await filler.get('/api/forms/monthly-monitoring/versions/2/types.ts');
    expect([types.status, types.headers.get('content-type')]).to.deep.equal([200, 'text/plain; charset=utf-8']);
    expect(types.text)
      .to.match(/export interface MonthlyMonitoring \{/)
      .and.match(/ps_from\?: \(?"g1"/)
      .and.match(/平顺县中小学/);
    const { body } = await filler.get('/api/forms/monthly-monitoring/versions/2/openapi.json');
    expect(body.openapi).to.equal('3.1.0');
    expect(body.components.schemas.Record.properties.grades.properties.g1.properties).to.have.property('ps_day');
    expect((await filler.get('/api/forms/monthly-monitoring/versions/9/types.ts')).status).to.equal(404);
  });
});
