// A county changes letters, laws and the ledger: judged as fully as reports, in force at once or not at all, and old letters stay as they were.
import { expect } from 'chai';
import { draft, publish, publishDraft } from '../support/designer.js';
import { readPdf } from '../support/pdf-text.js';
import { type Person, startServer, type TestServer } from '../support/server.js';

const notice = '/api/definitions/admission-notice';
const ledger = '/api/definitions/children';
const law = '/api/definitions/compulsory-education';
type Fault = { path: string; message: string };
const values = { reportBy: '2027-09-01', bring: '户口簿' };

describe('a county changes its letters, laws and ledger', () => {
  let server: TestServer;
  let designer: Person;
  let clerk: Person;
  let children: { id: string; name: string }[];
  before(async function () {
    this.timeout(180_000);
    server = await startServer({ config: { sampleChildren: 300 } });
    await server.product.deps.jobs.idle();
    [designer, clerk] = await Promise.all([server.as('designer'), server.as('clerk')]);
    children = (await clerk.get('/api/ledgers/children/children?fields=state:expected&size=50')).body.items;
  });
  after(() => server?.close());

  /** Faults of a change that is not kept, by place. */
  const faultsOf = async (path: string, change: object): Promise<{ [place: string]: string }> => {
    const reply = await designer.post(`${path}/check`, { change });
    expect(reply.status, reply.text).to.equal(200);
    return Object.fromEntries(reply.body.faults.map((fault: Fault) => [fault.path, fault.message]));
  };
  const issue = async (child: string): Promise<{ id: string; serial: string }> => {
    const begun = await clerk.post('/api/letter-kinds/admission-notice/issue', { choice: { children: [child] }, values, bundle: 'school' });
    expect(begun.status, begun.text).to.equal(202);
    await server.product.deps.jobs.idle();
    return (await clerk.get(`/api/letters?job=${begun.body.id}`)).body.items[0];
  };
  const textOf = async (letter: string): Promise<string> =>
    (await readPdf((await clerk.get(`/api/letters/${letter}/pdf`)).body)).map(({ text }) => text).join('\n');
  const giveUp = async (path: string): Promise<void> => {
    const { rev } = (await designer.get(`${path}/draft`)).body;
    if (rev > 0) expect((await designer.delete(`${path}/draft?rev=${rev}`)).status).to.equal(204);
  };

  it('names everything that is wrong with a letter at once, each with its place and a remedy', async () => {
    const faults = await faultsOf(notice, {
      fields: { ps_a: { title: '监护人单位', from: 'child.unit' }, ps_b: { title: '谁也不知道' }, ps_c: { title: '监护人', from: 'child.phone' } },
      texts: { ps_p: { text: '请{nobody}来{校门' }, ps_q: { text: '只给一部分', when: 'child.tag == 1' }, ps_r: { text: '又一个', kind: 'law' } },
      clauses: {
        ps_x: { law: 'no-such-law', article: 'a1' },
        ps_y: { law: 'compulsory-education', article: 'a99' },
        ps_z: { law: 'compulsory-education', article: 'a5', paragraph: 9 },
      },
      serial: { pattern: '{county}{number:4}号' },
      for: 'child.stat == 1',
    });
    expect(faults['fields.ps_a.from']).to.contain('child.unit');
    expect(faults['fields.ps_b']).to.contain('来处');
    expect(faults['fields.ps_c.title']).to.contain('有两个');
    expect(faults['texts.ps_p.text']).to.match(/花括号|nobody/);
    expect(faults['texts.ps_q.when']).to.contain('tag');
    expect(faults['texts.ps_r.kind']).to.contain('小标题');
    expect(faults['clauses.ps_x']).to.contain('no-such-law');
    expect(faults['clauses.ps_y']).to.contain('a99');
    expect(faults['clauses.ps_z.paragraph']).to.contain('第 9 款');
    expect(faults['serial.pattern']).to.contain('county');
    expect(faults.for).to.contain('stat');
  });

  it('refuses a page that is broken or dangerous, with the line, and the old one stays in force', async () => {
    const broken = { template: { text: '<h1>{{letter.title}}</h1>\n<p>{{fields.nobody}}</p>\n<script>1</script>' } };
    const saved = await draft(designer, broken, notice);
    expect(saved.faults.map((fault: Fault) => [fault.path, /第 \d 行/.exec(fault.message)?.[0]])).to.deep.include(['template.text', '第 2 行']);
    const refused = await designer.post(`${notice}/publish`, { rev: saved.rev, why: '试' });
    expect([refused.status, refused.body.code, refused.body.errors[0].path]).to.deep.equal([422, 'BAD_DEFINITION', 'template.text']);
    for (const text of [
      '<script>1</script>',
      '{{#each fields}}x{{/each}}',
      '{{constructor.constructor}}',
      '<img src="http://example.org/x">',
      '{{{letter.title}}}',
    ]) {
      const faults = await faultsOf(notice, { template: { text } });
      expect(Object.keys(faults), text).to.deep.equal(['template.text']);
    }
    const kinds = (await clerk.get('/api/letter-kinds')).body.items;
    expect(kinds.find((kind: { id: string }) => kind.id === 'admission-notice').version).to.equal(1);
    await giveUp(notice);
  });

  it('shows the pages of a draft with children that do not exist, marked, and only to designers', async () => {
    const change = { texts: { ps_tags: { text: '随迁子女请带居住证。', when: "'migrant' in child.tags", order: 26 } } };
    const call = (samples: string[]) => ({ samples, change });
    const plain = await designer.post(`${notice}/preview/letter/html`, call(['plain']));
    expect(plain.status, plain.text).to.equal(200);
    expect(plain.text).to.contain('样张').and.to.contain('李小明').and.to.contain('平教义入〔2026〕0001号').and.not.to.contain('居住证');
    expect(plain.headers.get('content-security-policy')).to.contain('sandbox');
    const all = await designer.post(`${notice}/preview/letter/html`, call(['all', 'longest', 'rare', 'missing']));
    expect(all.text).to.contain('随迁子女请带居住证').and.to.contain('阿卜杜热合曼·买买提伊明江·吐尔逊').and.to.contain('龚䶮㛃').and.to.contain('王小花');
    const larger = await designer.post(`${notice}/preview/letter/html`, {
      samples: ['plain'],
      change: { paper: { fontSize: 16, lawSize: 12 }, texts: { ps_c: { text: '（存根）', kind: 'centre' } } },
    });
    expect(larger.text).to.contain('.text p { font-size: 16pt }').and.to.contain('.law p { font-size: 12pt }').and.to.contain('<p class="centre">（存根）</p>');
    const pages = await readPdf((await designer.post(`${notice}/preview/letter/pdf`, call(['longest']))).body);
    expect(pages[0]?.text).to.contain('阿卜杜热合曼');
    expect((await clerk.post(`${notice}/preview/letter/html`, call(['plain']))).status).to.equal(403);
    const wrong = await designer.post(`${notice}/preview/letter/html`, { samples: ['plain'], change: { texts: { opening: { text: '{x}' } } } });
    expect([wrong.status, wrong.body.code]).to.deep.equal([422, 'BAD_DEFINITION']);
    const files = (await designer.get('/api/definition-letter-files')).body;
    expect(files.templates.map(({ file }: { file: string }) => file)).to.include('admission-notice/page.hbs');
    expect(files.laws.map(({ id }: { id: string }) => id)).to.include('compulsory-education');
  });

  it('puts new wording, a clause and a conditional paragraph into force; a letter issued before is reprinted as it was', async () => {
    const [first, second] = children;
    const before = await issue(first!.id);
    const old = await textOf(before.id);
    await publish(
      designer,
      {
        texts: {
          ps_new: { text: '{schoolYear}，请{guardian}准时送{name}到校。', order: 27 },
          ps_none: { text: '孤儿另有补助。', when: "'orphan' in child.tags && child.name == ''", order: 28 },
        },
        clauses: { ps_free: { law: 'compulsory-education', article: 'a2', paragraph: 3, order: 90 } },
      },
      notice,
    );
    const after = await issue(second!.id);
    const text = await textOf(after.id);
    expect(text).to.contain('学年，请').and.to.contain('实施义务教育，不收学费、杂费。').and.not.to.contain('孤儿另有补助');
    expect(await textOf(before.id)).to.equal(old);
    expect((await clerk.get(`/api/letters/${before.id}`)).body).to.include({ sound: true, version: 1 });
  });

  it('rolls a letter back, takes it out of use and brings it back; what was issued can still be read and voided', async () => {
    const back = await designer.post(`${notice}/roll-back`, { version: 1, why: '改回' });
    expect(back.status, back.text).to.equal(200);
    const third = await issue(children[2]!.id);
    expect(await textOf(third.id)).to.not.contain('不收学费、杂费');
    expect((await designer.post(`${notice}/retire`, { why: '不再发' })).status).to.equal(200);
    expect((await clerk.get('/api/letter-kinds')).body.items.map(({ id }: { id: string }) => id)).to.not.include('admission-notice');
    expect((await clerk.post('/api/letter-kinds/admission-notice/preflight', { choice: { children: [children[2]!.id] }, values })).status).to.equal(404);
    await server.restart();
    expect((await clerk.get('/api/letter-kinds')).body.items.map(({ id }: { id: string }) => id)).to.not.include('admission-notice');
    expect(await textOf(third.id)).to.contain('入学通知书');
    expect((await clerk.post(`/api/letters/${third.id}/void`, { reason: '停用' })).body.state).to.equal('void');
    expect((await designer.get('/api/definitions')).body.items.find(({ id }: { id: string }) => id === 'admission-notice').state).to.equal('retired');
    await publish(designer, { hidden: null }, notice, '恢复');
    expect((await clerk.get('/api/letter-kinds')).body.items.map(({ id }: { id: string }) => id)).to.include('admission-notice');
    expect((await issue(children[3]!.id)).serial).to.match(/号$/);
  });

  it('names everything that is wrong with a ledger, and what letters would break', async () => {
    const faults = await faultsOf(ledger, {
      schema: {
        properties: {
          ps_unit: { type: 'string', title: '监护人工作单位' },
          ps_name: { type: 'string', title: '姓名' },
          ps_list: { type: 'codes', title: '多选', codeList: 'no-list' },
        },
      },
      views: { ps_book: { title: '随迁子女台账', where: 'child.tagz == 1' } },
      events: { ps_lend: { title: '借读', from: { enrolled: false }, by: {}, sets: { state: "'lent'", nobody: 'event.date' } } },
      layout: { groups: { person: { fields: { nobody: {} } } } },
    });
    expect(faults['schema.properties.ps_unit']).to.contain('不在任何一组里');
    expect(faults['schema.properties.ps_name.title']).to.contain('有两个');
    expect(faults['schema.properties.ps_list.codeList']).to.equal('“多选”要用的代码表（no-list）没有在用；还没有发布的请先发布，或者另选一张');
    expect(faults['views.ps_book.where']).to.contain('tagz');
    expect(faults['events.ps_lend.by']).to.contain('没有人可以登记');
    expect(faults['events.ps_lend.from']).to.contain('状态');
    expect(faults['events.ps_lend.sets.state']).to.contain('lent');
    expect(faults['events.ps_lend.sets.nobody']).to.contain('nobody');
    expect(faults['layout.groups.person.fields.nobody']).to.contain('nobody');
    const locked = await faultsOf(ledger, {
      views: { dropped: { where: "child.state == 'suspected'" } },
      events: { enrol: { hidden: true } },
      schema: { properties: { born: { format: 'phone' } } },
    });
    expect(Object.keys(locked)).to.have.members(['views.dropped.where', 'events.enrol.hidden', 'schema.properties.born.format']);
    expect(locked['views.dropped.where']).to.contain('已锁定');
    const breaking = await faultsOf(ledger, { schema: { properties: { guardian: { hidden: true } } } });
    expect(breaking['']).to.contain('一封信').and.to.contain('监护人').and.to.contain('停用');
  });

  it('adds a field, a book and a movement, which everybody then has; what was used is never forgotten', async () => {
    const change = {
      schema: { properties: { ps_unit: { type: 'string', title: '监护人工作单位', maxLength: 80 } } },
      layout: { groups: { family: { fields: { ps_unit: {} } } } },
      views: { ps_away: { title: '在外就学台账', where: "child.state == 'elsewhere'" } },
      events: { ps_lend: { title: '借读', from: { enrolled: true }, by: { filler: true }, sets: { ps_unit: "'借读'" }, colour: 'default' } },
    };
    await publish(designer, change, ledger);
    const seen = (await clerk.get('/api/ledgers')).body;
    expect(JSON.stringify(seen)).to.contain('在外就学台账');
    const snapshot = server.product.deps.ledgers.ledger('pingshun', 'children')?.ledger;
    expect(snapshot?.groups.flatMap(({ fields }) => fields.map(({ title }) => title))).to.include('监护人工作单位');
    const forgotten = await faultsOf(ledger, {
      schema: { properties: { ps_unit: null } },
      events: { ps_lend: null },
      layout: { groups: { family: { fields: { ps_unit: null } } } },
    });
    expect(forgotten['schema.properties.ps_unit']).to.contain('不能删除');
    expect(forgotten['events.ps_lend']).to.contain('不能删除');
    expect((await faultsOf(ledger, { schema: { properties: { ps_unit: { type: 'integer' } } } }))['schema.properties.ps_unit.type']).to.contain('不能改类型');
    const back = await designer.post(`${ledger}/roll-back`, { version: 1, why: '改回' });
    expect(back.status, back.text).to.equal(200);
    const rolled = server.product.deps.ledgers.ledger('pingshun', 'children')?.ledger;
    expect(rolled?.snapshot.definition.schema.properties.ps_unit?.hidden).to.equal(true);
    expect(rolled?.fields.map(({ key }) => key)).to.not.include('ps_unit');
    expect(rolled?.movements.map(({ key }) => key)).to.not.include('ps_lend');
  });

  it('judges a law by its days, and letters by the law', async () => {
    const { definition } = (await designer.get(`${law}/draft`)).body;
    const edition = definition.editions.e20181229;
    const overlapping = await faultsOf(law, { editions: { ps_e2027: { ...edition, passed: '2027-01-01', from: '2027-03-01' } } });
    expect(overlapping['editions.e20181229.until']).to.contain('2027-03-01');
    const saved = await draft(
      designer,
      {
        editions: {
          e20181229: { until: '2026-09-30' },
          ps_e2026: {
            ...edition,
            title: '2026年修正',
            passed: '2026-08-01',
            from: '2026-10-01',
            articles: { ...edition.articles, a58: { title: '第五十八条', text: '这是新版的第五十八条。' } },
          },
        },
      },
      law,
    );
    expect(saved.faults).to.deep.equal([]);
    await publishDraft(designer, saved.rev, law);
    expect(await textOf((await issue(children[4]!.id)).id)).to.contain('这是新版的第五十八条');
  });

  it('begins a letter of its own from a blank one', async () => {
    const path = '/api/definitions/ps-visit';
    const blank = {
      id: 'ps-visit',
      kind: 'letter',
      version: 1,
      title: '家访通知',
      of: 'children',
      by: { clerk: true },
      template: { file: 'letter-to-parents/page.hbs' },
      serial: { pattern: '家访〔{year}〕{number}号' },
      fields: { name: { title: '姓名', from: 'child.name' } },
      texts: { greeting: { text: '{name}家长：' } },
    };
    const missing = await designer.patch(`${path}/draft`, { rev: 0, definition: blank });
    expect(missing.body.faults.map((fault: Fault) => fault.path)).to.deep.equal(['template', 'template', 'template', 'template', 'template', 'template']);
    const saved = await designer.patch(`${path}/draft`, {
      rev: missing.body.rev,
      definition: { ...blank, template: { text: '<h1>{{letter.title}}</h1>{{#each before}}<p>{{text}}</p>{{/each}}' } },
    });
    expect(saved.body.faults).to.deep.equal([]);
    await publishDraft(designer, saved.body.rev, path);
    expect((await clerk.get('/api/letter-kinds')).body.items.map(({ id }: { id: string }) => id)).to.include('ps-visit');
  });
});
