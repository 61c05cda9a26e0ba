// Checks between two forms: a report is judged by what another form of the same school and period says.
import { expect } from 'chai';
import { draft, ended, publish } from '../support/designer.js';
import { act } from '../support/filled-report.js';
import { packFolder } from '../support/pack-folder.js';
import { type Person, startServer, type TestServer } from '../support/server.js';

const october = '/api/reports/attending/ps-s01/2026-10';
const register = '/api/reports/pupil-register/ps-s01/2026-10';
const plan = '/api/reports/term-plan/ps-s01/2026-2027-s1';
const grades = ['g1', 'g2', 'g3', 'g4', 'g5', 'g6'];
const attending = '/api/definitions/attending';
const registerForm = '/api/definitions/pupil-register';
type Said = { id: string; level: string; kind: string; message: string; others?: string[] };

describe('a report compared with another form', () => {
  let server: TestServer;
  let filler: Person;
  let designer: Person;
  before(async () => {
    const packs = packFolder();
    packs.bring('compared-forms');
    server = await startServer({ config: { definitionsDir: packs.definitionsDir } });
    filler = await server.as('filler');
    designer = await server.as('designer');
  });
  after(() => server?.close());

  const type = async (at: string, cells: { [path: string]: number | null }): Promise<void> => {
    const { data, definition } = (await filler.get(at)).body;
    const now = (path: string) => path.split('.').reduce((found, key) => found?.[key], data) ?? null;
    const saved = await filler.patch(at, { version: definition.version, changes: Object.entries(cells).map(([path, to]) => ({ path, from: now(path), to })) });
    expect(saved.status, saved.text).to.equal(200);
  };
  const each = (table: string, column: string, value: number) => Object.fromEntries(grades.map((grade) => [`${table}.${grade}.${column}`, value]));
  const said = async (): Promise<Said[]> => (await filler.get(october)).body.issues;
  const messages = async () => (await said()).map(({ level, message }) => `${level}: ${message}`);
  const faultsOf = async (change: object): Promise<{ path: string; message: string }[]> => (await designer.post(`${attending}/check`, { change })).body.faults;

  it('says which table has no numbers yet, as each was to be said, and lets no error be handed in', async () => {
    await type(october, each('grades', 'pupils', 40));
    expect(await said()).to.deep.equal([
      {
        id: 'other@register',
        level: 'error',
        kind: 'other',
        path: 'grades',
        paths: [],
        message: '还没有《学籍变动表》2026年10月的数，先去填它',
        explain: '两张表同月报出，人数要一致',
        others: ['register'],
      },
      {
        id: 'other@plan',
        level: 'warning',
        kind: 'other',
        path: 'grades',
        paths: [],
        message: '还没有《学期计划表》2026—2027学年第一学期的数，先去填它',
        explain: '',
        others: ['plan'],
      },
    ]);
    const { n, rev } = (await filler.get(october)).body;
    const refused = await filler.post(`${october}/actions/submit`, { n, rev });
    expect([refused.status, refused.body.code]).to.deep.equal([422, 'CHECKS_FAILED']);
    await publish(designer, { others: { register: { missing: 'silent' } } }, attending);
    expect((await said()).map(({ id }) => id)).to.deep.equal(['other@plan']);
    await publish(designer, { others: { register: { missing: 'warning' } } }, attending);
    expect((await said()).map(({ id, level }) => `${id} ${level}`)).to.deep.equal(['other@register warning', 'other@plan warning']);
  });

  it('an empty report is as good as none; then totals, cells, rows and fields are judged, with the state of the other', async () => {
    await type(register, { 'changes.g1.end': 50 });
    await type(register, { 'changes.g1.end': null });
    expect((await said())[0]?.id).to.equal('other@register');
    await type(register, { ...each('changes', 'end', 40), 'changes.g1.end': 90, 'changes.g2.end': 30, boarders: 20 });
    await type(plan, { places: 300 });
    expect(await messages()).to.deep.equal([
      'error: 在校数合计 240 应等于学籍变动表期末数合计 280',
      'warning: 一年级期末 90',
      'warning: 二年级：在校 40 多于期末 30',
    ]);
    const { others } = (await filler.get(october)).body;
    expect(others.register).to.include({ form: 'pupil-register', title: '学籍变动表', state: '填写中' });
    expect(others.register.period).to.deep.equal({ key: '2026-10', title: '2026年10月' });
    expect(others.register.cells).to.include({ 'register.changes.end': 280, 'register.changes.g2.end': 30, 'register.boarders': 20 });
    expect(others.plan.cells, 'only what is named travels').to.deep.equal({ 'plan.places': 300 });
    expect((await said()).find(({ id }) => id === 'agree')?.others).to.deep.equal(['register']);
  });

  it('judges again when the other is changed, also at handing in', async () => {
    await type(register, each('changes', 'end', 40));
    expect(await messages()).to.deep.equal([]);
    const { n, rev } = (await filler.get(october)).body;
    await type(register, { 'changes.g6.end': 41 });
    const refused = await filler.post(`${october}/actions/submit`, { n, rev });
    expect([refused.status, refused.body.errors.map(({ message }: Said) => message)]).to.deep.equal([422, ['在校数合计 240 应等于学籍变动表期末数合计 241']]);
    await type(register, { 'changes.g6.end': 40 });
    expect((await act(filler, october, 'submit')).issues).to.deep.equal([]);
    await type(register, { 'changes.g6.end': 42 });
    expect((await (await server.as('head')).get(october)).body.issues.map(({ id }: Said) => id)).to.deep.equal(['agree']);
  });

  it('tries a draft on the reports with the numbers of the other form', async () => {
    const saved = await draft(designer, { checks: { first: { that: "other('register.changes.g1.end') > 60", message: '太少' } } }, attending);
    const { body } = await designer.post(`${attending}/dry-run`, { rev: saved.rev });
    const { result } = await ended(designer, body.job);
    expect(result.forms.map(({ run }: { run: { newly: { rule: string; records: number }[] } }) => run.newly.map(({ rule }) => rule))).to.deep.equal([
      ['first'],
    ]);
    await designer.delete(`${attending}/draft?rev=${saved.rev}`);
  });

  it('is told in words, and refused with the place and the remedy', async () => {
    const saved = await draft(
      designer,
      { others: { ps_second: { title: '另一张', form: 'pupil-register', missing: 'silent' }, plan: { missing: 'error' } } },
      attending,
    );
    expect(saved.faults).to.deep.equal([]);
    const { changes } = (await designer.get(`${attending}/compare?from=1&to=draft`)).body;
    expect(changes.map(({ words }: { words: string }) => words)).to.include.members([
      '增加对照的表“另一张”',
      '对照的表“学期计划表”的没有数时由“要写说明”改为“不能上报”',
    ]);
    await designer.delete(`${attending}/draft?rev=${saved.rev}`);
    const that = async (text: string) =>
      (await faultsOf({ checks: { agree: { that: `1 <= ${text}` } } })).map(({ path, message }) => `${path} ${message.replace(/^.*处：/, '')}`);
    expect(await that("other('regster.changes.end')")).to.deep.equal(['checks.agree.that 没有名为“regster”的要对照的表，是不是 register（学籍变动表）？']);
    expect(await that("other('register.change.end')")).to.deep.equal(['checks.agree.that 《学籍变动表》里没有名为“change”的表格，是不是 changes（变动）？']);
    expect(await that("other('register.changes.g1.ende')")).to.deep.equal(['checks.agree.that 《学籍变动表》里没有名为“ende”的数字列，是不是 end（期末数）？']);
    expect((await that("other('register.changes.g77.end')"))[0]).to.match(/没有名为“g77”的行，是不是 g7（七年级）/);
    expect(await that("other('register.changes.*.end')")).to.deep.equal([
      'checks.agree.that “*”是同一行：只能用在逐行的校验里，而且两张表的行要来自同一个代码表',
    ]);
    expect((await faultsOf({ formulas: { ps_x: { title: '数', value: "other('register.boarders')" } } }))[0]?.message).to.match(/只能写在报表的校验里/);
    expect(await faultsOf({ others: { register: { form: 'attending' } } })).to.deep.equal([
      { path: 'others.register.form', message: '这就是本表：本表自己的数不用对照，直接写 row、record 或 rows' },
    ]);
    expect((await faultsOf({ others: { register: { form: 'pupil-registr' } } }))[0]?.message).to.match(/^没有名为“pupil-registr”的报表，是不是 pupil-register/);
    const backwards = await designer.post('/api/definitions/term-plan/check', {
      change: { others: { ps_monthly: { title: '月报', form: 'attending', missing: 'silent' } } },
    });
    expect(backwards.body.faults).to.deep.equal([
      {
        path: 'others.ps_monthly.form',
        message: '《在校生月报》按月填，本表按学期填，对不上是其中哪一期；请把校验写在《在校生月报》里，由它来对照本表',
      },
    ]);
  });

  it('holds the other form to what is named of it, and follows what else changes there', async () => {
    const lost = await designer.post(`${registerForm}/check`, {
      change: { schema: { properties: { changes: { each: { properties: { end: { hidden: true } } } } } } },
    });
    expect(lost.body.faults.map(({ message }: Said) => message)[0]).to.match(/^报表“在校生月报”会出错：.*《学籍变动表》里没有名为“end”的数字列/);
    const retired = await designer.post(`${registerForm}/retire`, { why: '不用了' });
    expect([retired.status, retired.body.errors[0].message]).to.deep.equal([
      422,
      '报表“在校生月报”会出错：《学籍变动表》已停用：请先恢复使用，或者去掉与它对照的校验',
    ]);
    const added = await publish(
      designer,
      { schema: { properties: { changes: { each: { properties: { ps_new: { type: 'integer', title: '借读', blank: 0 } } } } } } },
      registerForm,
    );
    expect(
      added.published.map(({ id }: { id: string }) => id),
      'a column nobody names',
    ).to.deep.equal(['pupil-register']);
    const renamed = await publish(designer, { schema: { properties: { boarders: { title: '住校生' } } } }, registerForm);
    expect(renamed.published.map(({ id }: { id: string }) => id)).to.deep.equal(['pupil-register', 'attending']);
    expect((await filler.get(october)).status).to.equal(200);
  });
});
