// What a definition begins with is sound at once, and a copy is the county's own.
import { expect } from 'chai';
import type { BeginWord } from '../../client/designer/begin/beginning.js';
import { blankDefinitions } from '../../client/designer/begin/blank-definitions.js';
import { copied } from '../../client/designer/begin/copied.js';
import zh from '../../client/designer/words/list.zh.json' with { type: 'json' };
import { publishDraft } from '../support/designer.js';
import { type Person, startServer, type TestServer } from '../support/server.js';

const say = (key: BeginWord): string => zh.begin[key];

describe('a definition begun in the designer', function () {
  this.timeout(120_000);
  let server: TestServer;
  let designer: Person;
  before(async () => {
    server = await startServer();
    designer = await server.as('designer');
  });
  after(() => server?.close());

  for (const [kind, blank] of Object.entries(blankDefinitions))
    it(`is without a fault and can be published when it is a blank ${kind}`, async () => {
      const { contents } = (await designer.get('/api/definition-contents')).body;
      const id = `ps-new-${kind}`;
      const path = `/api/definitions/${id}`;
      const definition = blank({ id, title: '新做的', today: '2026-11-03', contents, say });
      const saved = await designer.patch(`${path}/draft`, { rev: 0, definition });
      expect(saved.status, saved.text).to.equal(200);
      expect(saved.body.faults).to.deep.equal([]);
      expect(saved.body.below).to.deep.equal({});
      expect((await publishDraft(designer, 1, path, '县里要用')).version).to.equal(1);
    });

  it("is the county's own when it is a copy: nothing below it, nothing locked, no other names", async () => {
    const { definition: source } = (await designer.get('/api/definitions/monthly-monitoring/draft')).body;
    const copy = copied(source, 'ps-copy', '控辍保学月报（乡镇）');
    const saved = await designer.patch('/api/definitions/ps-copy/draft', { rev: 0, definition: copy });
    expect(saved.body.faults, saved.text).to.deep.equal([]);
    expect(saved.body.below).to.deep.equal({});
    expect(JSON.stringify(saved.body.definition)).to.not.include('"locked"').and.not.include('aliases');
    expect(Object.keys(saved.body.definition.schema.properties)).to.deep.equal(Object.keys(source.schema.properties));
    await publishDraft(designer, 1, '/api/definitions/ps-copy', '乡镇另报');
    const { items } = (await (await server.as('filler')).get('/api/forms')).body;
    expect(items.map(({ title }: { title: string }) => title)).to.include('控辍保学月报（乡镇）');
  });
});
