// What counties ask for, one change after another on the same form: made with the designer's own edits, published, and then
// true for a school, on paper, in the workbook and in the sums, while last month's report stays as it was.
import { expect } from 'chai';
import { setOnHoliday } from '../../client/designer/period/period-edits.js';
import { addColumn } from '../../client/designer/sheet/column-edits.js';
import { groupUnder } from '../../client/designer/sheet/header-edits.js';
import type { Check, Field, ReportDefinition } from '../../server/domain/definition.generated.js';
import { emptyScope } from '../../server/domain/expression-scope.js';
import { rowScope } from '../../server/domain/form-scopes.js';
import type { JsonMap } from '../../server/domain/merge-patch.js';
import { namedOfficesText } from '../../server/domain/named-offices.js';
import { checkText, formulaText } from '../../server/domain/ready-sentences.js';
import type { ReportView } from '../../server/domain/views.js';
import { act, fillIn, reportAt } from '../support/filled-report.js';
import { readPdf } from '../support/pdf-text.js';
import { readWithSecondLibrary } from '../support/second-reader.js';
import { type Person, startServer, type TestServer } from '../support/server.js';

const monthly = 'monthly-monitoring';
const halfYear = 'ps-half-year';
const november = '2026-11';
const count = (title: string): Field => ({ type: 'integer', title, minimum: 0, maximum: 99_999, blank: 0 });
const plus = (of: string) => [{ sign: '+' as const, of }];
const check = (that: string, message: string, at: string, level: Check['level']): Check => ({ each: 'grades', level, that, message, at: { [at]: true } });

type Request = {
  asked: string;
  edit(form: ReportDefinition): ReportDefinition;
  /** Typed into grade 1 over what is carried, with this month's number as last month's plus `more`. */
  types: { [column: string]: number | string };
  more?: number;
  /** True when it looks at October, which must have been accepted. */
  earlier?: true;
  /** What the school is then told about grade 1, and how gravely; null when nothing. */
  told: { level: 'error' | 'warning'; message: RegExp } | null;
};

const requests: Request[] = [
  {
    asked: '“变动情况”下加“借读”，放在“转出”后面，平衡关系里加上借读',
    edit: (form) => {
      const wide = addColumn(form, 'grades', ['changes'], 'transferOut', { key: 'ps_jieDu', field: count('借读') });
      const balance = wide.checks?.balance as Check;
      return { ...wide, checks: { ...wide.checks, balance: { ...balance, that: `${balance.that} + row.ps_jieDu` } } };
    },
    types: { ps_jieDu: 2 },
    more: 2,
    told: null,
  },
  {
    asked: '“本月学生数”后面加“其中：女生”，不超过本月学生数',
    edit: (form) => {
      const wide = addColumn(form, 'grades', [], 'thisMonth', { key: 'ps_nv', field: count('女生') });
      const grouped = groupUnder(wide, {}, 'ps', 'grades', 3, 3, { key: 'ps_qiZhong', title: '其中' });
      const that = checkText({ kind: 'compare', left: 'row.ps_nv', sign: '<=', terms: plus('row.thisMonth') }, rowScope(emptyScope, 'grades'));
      return { ...grouped, checks: { ...grouped.checks, ps_nv: check(that, '{row.title}：女生 {row.ps_nv} 不能多于 {row.thisMonth}', 'ps_nv', 'error') } };
    },
    types: { ps_nv: 5000 },
    told: { level: 'error', message: /女生 5000 不能多于/ },
  },
  {
    asked: '“其他”不为 0 时备注必填，不填不能上报',
    edit: (form) => ({ ...form, checks: { ...form.checks, otherExplained: { ...(form.checks?.otherExplained as Check), level: 'error' } } }),
    types: { other: 1 },
    more: 1,
    told: { level: 'error', message: /请在备注中说明/ },
  },
  {
    asked: '本月比上月减少超过 3% 的要写说明，增加的不用',
    edit: (form) => {
      const that = checkText({ kind: 'change', of: 'row.thisMonth', than: 'previous', way: 'less', percent: '3' }, emptyScope);
      return { ...form, checks: { ...form.checks, ps_fewer: check(that, '{row.title}：比上期减少超过 3%，请说明原因', 'thisMonth', 'warning') } };
    },
    types: { transferOut: 20 },
    more: -20,
    earlier: true,
    told: { level: 'warning', message: /减少超过 3%/ },
  },
  {
    asked: '增加得再多也不用说明',
    edit: (form) => form,
    types: { transferIn: 40 },
    more: 40,
    earlier: true,
    told: null,
  },
  {
    asked: '加“小学小计”，表尾加“接送车辆数”，截止日遇节假日顺延',
    edit: (form) => {
      const grades = form.layout.tables.grades as NonNullable<ReportDefinition['layout']['tables'][string]>;
      const rows = ['g1', 'g2', 'g3', 'g4', 'g5', 'g6'].map((row) => `'${row}'`).join(', ');
      return setOnHoliday(
        {
          ...form,
          schema: { ...form.schema, properties: { ...form.schema.properties, ps_cheLiang: { ...count('接送车辆数'), order: 100 } } },
          layout: { ...form.layout, tables: { grades: { ...grades, subtotals: { ps_xiaoXue: { title: '小学小计', where: `row.key in [${rows}]` } } } } },
          sums: { ...form.sums, ps_cheLiang: 'add' },
        } as ReportDefinition,
        'next-workday',
        'school-calendar',
      );
    },
    types: {},
    told: null,
  },
];

describe('requests of counties', function () {
  this.timeout(120_000);
  let server: TestServer;
  let designer: Person;
  let september: string;
  /** For each request a school with grade 1 that has not begun November. */
  const offices: string[] = [];
  const cells = async (person: Person, at: string): Promise<[string, unknown][]> => {
    const reply = await fetch(`${server.url}${at}/xlsx`, { headers: { cookie: person.cookie } });
    return Object.entries(readWithSecondLibrary(new Uint8Array(await reply.arrayBuffer())).cells).map(([cell, { value }]) => [cell, value]);
  };
  const rowOf = (sheet: [string, unknown][], text: string): number =>
    Number(/\d+/.exec(sheet.find(([, value]) => String(value ?? '').startsWith(text))?.[0] ?? '')?.[0] ?? Number.NaN);
  const publish = async (id: string, definition: JsonMap, rev: number, why: string): Promise<void> => {
    const saved = await designer.patch(`/api/definitions/${id}/draft`, { rev, definition });
    expect(saved.body.faults, why).to.deep.equal([]);
    const done = await designer.post(`/api/definitions/${id}/publish`, { rev: saved.body.rev, why });
    expect(done.status, done.text).to.equal(200);
  };
  const formNow = async (): Promise<{ form: ReportDefinition; rev: number }> => {
    const { body } = await designer.get(`/api/definitions/${monthly}/draft`);
    return { form: body.definition, rev: body.rev };
  };

  before(async () => {
    // Late in the month, when October has been accepted.
    server = await startServer({ now: '2026-11-28T06:00:00.000Z' });
    designer = await server.as('designer');
    const kept: { carried: string[]; fresh: string[] } = { carried: [], fresh: [] };
    for (let n = 1; n < 33; n++) {
      const office = `ps-s${String(n).padStart(2, '0')}`;
      const { body } = await (await server.as(office)).get(reportAt(office, november));
      if (body.state.key !== 'none' || !body.issues.some(({ path }: { path: string }) => path.startsWith('grades.g1.'))) continue;
      (body.data.grades?.g1?.lastMonth > 25 ? kept.carried : kept.fresh).push(office);
    }
    for (const { earlier } of requests) offices.push((earlier ? kept.carried : kept.fresh).shift() ?? '');
    expect(offices).not.to.include('');
    september = (await (await server.as('filler')).get(reportAt('ps-s01', '2026-09'))).text;
  });
  after(() => server?.close());

  for (const [index, { asked, edit, types, more = 0, told }] of requests.entries())
    it(asked, async () => {
      const { form, rev } = await formNow();
      const next = edit(form);
      if (next !== form) await publish(monthly, next as unknown as JsonMap, rev, asked);
      const office = offices[index] as string;
      const school = await server.as(office);
      const at = reportAt(office, november);
      const { body: seen } = (await school.get(at)) as { body: ReportView };
      const grade = (seen.data.grades as { [row: string]: { [column: string]: number } }).g1 ?? {};
      // What the ledger counted is put aside, so that only what is typed here is judged.
      const settled = { transferIn: 0, transferOut: 0, absent: 0, ...types, lastMonth: grade.lastMonth ?? 100, thisMonth: (grade.lastMonth ?? 100) + more };
      const changes = Object.entries(settled).map(([column, to]) => ({ path: `grades.g1.${column}`, from: grade[column] ?? null, to }));
      const saved = await school.patch(at, { version: seen.definition.version, changes });
      expect(saved.status, saved.text).to.equal(200);
      const issues = (saved.body as ReportView).issues.filter(({ kind, path }) => kind === 'check' && path.startsWith('grades.g1.'));
      const mine = issues.map(({ level, message }) => ({ level, message }));
      if (told === null) expect(mine).to.deep.equal([]);
      else
        expect(
          mine.filter(({ level, message }) => level === told.level && told.message.test(message)),
          JSON.stringify(mine),
        ).to.have.length(1);
    });

  it('and all of it stands in the workbook and on paper, each in its place', async () => {
    const office = offices.at(-1) as string;
    const school = await server.as(office);
    const at = reportAt(office, november);
    const sheet = await cells(school, at);
    const row = (text: string) => rowOf(sheet, text);
    for (const title of ['借读', '其中', '女生', '小学小计', '合计']) expect(row(title), title).to.be.greaterThan(0);
    expect(row('其中')).to.equal(row('变动情况'));
    expect(row('女生')).to.equal(row('借读'));
    expect(row('小学小计')).to.equal(row('六年级') + 1);
    expect(row('接送车辆数')).to.be.greaterThan(row('合计'));
    const pdf = await readPdf(new Uint8Array(await (await fetch(`${server.url}${at}/pdf`, { headers: { cookie: school.cookie } })).arrayBuffer()));
    const text = pdf.map((page) => page.text).join('');
    for (const title of ['借读', '女生', '小学小计', '接送车辆数']) expect(text).to.include(title);
    expect(text.indexOf('接送车辆数')).to.be.greaterThan(text.indexOf('合计'));
  });

  it('adds the new column up for the county, and leaves the report of September as it was', async () => {
    const [office = ''] = offices;
    const at = reportAt(office, november);
    const school = await server.as(office);
    const reviewer = await server.as('reviewer');
    const sumOf = async () => (await reviewer.get(`/api/sums/${monthly}/${november}`)).body.total.data.grades.g1?.ps_jieDu ?? 0;
    const before = await sumOf();
    await fillIn(school, at);
    await act(school, at, 'submit');
    await act(await server.as(`${office}-head`), at, 'approve');
    expect(await sumOf()).to.equal(before + 2);
    const { body: kept } = await (await server.as('filler')).get(reportAt('ps-s01', '2026-09'));
    expect(kept.data).to.deep.equal(JSON.parse(september).data);
    expect(kept.definition).to.deep.equal(JSON.parse(september).definition);
  });

  it('makes a half-yearly form for two schools alone, its rate in percent and held to a limit of its own for each row', async () => {
    const rate = { over: plus('row.out'), under: plus('row.pupils') };
    const definition = {
      id: halfYear,
      kind: 'report',
      version: 1,
      title: '辍学情况半年报',
      filledBy: namedOfficesText(['ps-s01', 'ps-s02']),
      period: {
        every: 'windows',
        windows: {
          w03: { title: '3月底', from: { month: 3, day: 1 }, to: { month: 3, day: 31 } },
          w10: { title: '10月底', from: { month: 10, day: 1 }, to: { month: 10, day: 31 } },
        },
        due: { of: 'end' },
      },
      schema: {
        properties: {
          grades: {
            type: 'object',
            title: '辍学情况',
            rows: { codeList: 'grades', when: 'row.stage in office.stages' },
            each: { properties: { pupils: count('学生数'), out: count('辍学人数'), rate: { type: 'decimal', title: '辍学率（%）', digits: 2 } } },
          },
        },
      },
      layout: { paper: { size: 'A4' }, tables: { grades: { rowTitle: '年级', total: '合计', columns: { pupils: {}, out: {}, rate: {} } } } },
      formulas: { rate: { title: '辍学率', each: 'grades', to: 'rate', value: formulaText({ kind: 'ratio', ...rate, hundred: true }) } },
      checks: {
        limit: {
          each: 'grades',
          level: 'error',
          that: checkText({ kind: 'share', ...rate, sign: '<=', percent: '0.6' }, emptyScope),
          message: '{row.title}：辍学率超过 0.6%',
          at: { out: true },
        },
      },
      sums: { grades: { pupils: 'add', out: 'add' } },
      life: 'school-report',
    };
    await publish(halfYear, definition as unknown as JsonMap, 0, '省里要求半年报一次');
    const school = await server.as('ps-s01');
    const at = reportAt('ps-s01', '2026-w10', halfYear);
    const { body: seen } = await school.get(at);
    const saved = await school.patch(at, {
      version: seen.definition.version,
      changes: [
        { path: 'grades.g1.pupils', from: null, to: 300 },
        { path: 'grades.g1.out', from: null, to: 2 },
      ],
    });
    expect(saved.body.data.grades.g1.rate).to.equal('0.67');
    expect(saved.body.issues.map(({ message }: { message: string }) => message)).to.include('一年级：辍学率超过 0.6%');
    expect((await (await server.as('ps-s03')).get(reportAt('ps-s03', '2026-w10', halfYear))).status).to.equal(404);
    const sheet = await cells(school, at);
    expect(sheet.map(([, value]) => String(value))).to.include.members(['辍学率（%）', '0.67']);
  });
});
