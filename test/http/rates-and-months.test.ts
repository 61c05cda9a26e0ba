// A rate is never added: in rows of sums, in the county's sum, on paper and in .xlsx it is worked out anew.
import { expect } from 'chai';
import type { ReportDefinition } from '../../server/domain/definition.generated.js';
import type { ReportRow, ReportView, SumView, TodoItem } from '../../server/domain/views.js';
import { act, reportAt } from '../support/filled-report.js';
import { readPdf } from '../support/pdf-text.js';
import { readWithSecondLibrary } from '../support/second-reader.js';
import { type Person, startServer, type TestServer } from '../support/server.js';

const id = 'ps-retention';
const period = '2026-11';
const count = (title: string) => ({ type: 'integer', title, minimum: 0 }) as const;
const form: ReportDefinition = {
  id,
  kind: 'report',
  version: 1,
  title: '巩固率月报',
  period: { every: 'month', due: { of: 'next', day: 5 } },
  schema: {
    properties: {
      grades: {
        type: 'object',
        title: '各年级',
        rows: { codeList: 'grades', when: 'row.stage in office.stages' },
        each: {
          properties: {
            began: count('学期初人数'),
            now: count('现有人数'),
            rate: { type: 'decimal', title: '巩固率（%）', digits: 2 },
            gap: { type: 'decimal', title: '差百分点', digits: 1 },
            size: count('班额'),
            room: count('教室号'),
          },
        },
      },
    },
  },
  layout: {
    tables: { grades: { rowTitle: '年级', total: '合计', subtotals: { low: { title: '低段小计', where: "row.key in ['g1', 'g2']" } }, columns: {} } },
  },
  formulas: {
    rate: { title: '巩固率', each: 'grades', to: 'rate', value: 'ratio(row.now, row.began) * 100' },
    gap: { title: '差', each: 'grades', to: 'gap', value: '100 - row.rate' },
  },
  // Where pupils began stands in no sum of its own; the rate needs it all the same.
  sums: { grades: { now: 'add', size: 'average', room: 'none' } },
  life: 'school-report',
};
const typed: { [office: string]: { [row: string]: [number, number, number] } } = {
  'ps-s01': { g1: [100, 90, 40], g2: [50, 50, 45] },
  'ps-s02': { g1: [10, 5, 20] },
};

describe('rates in rows of sums and up the tree of offices', function () {
  this.timeout(120_000);
  let server: TestServer;
  let reviewer: Person;
  const bytes = async (person: Person, at: string) =>
    new Uint8Array(await (await fetch(`${server.url}${at}`, { headers: { cookie: person.cookie } })).arrayBuffer());
  before(async () => {
    server = await startServer({ now: '2026-11-28T06:00:00.000Z' });
    reviewer = await server.as('reviewer');
    const designer = await server.as('designer');
    const { body: saved } = await designer.patch(`/api/definitions/${id}/draft`, { rev: 0, definition: form });
    expect(saved.faults).to.deep.equal([]);
    expect((await designer.post(`/api/definitions/${id}/publish`, { rev: saved.rev, why: '新表' })).status).to.equal(200);
    for (const [office, rows] of Object.entries(typed)) {
      const school = await server.as(office);
      const { body: seen } = (await school.get(reportAt(office, period, id))) as { body: ReportView };
      const changes = Object.entries(rows).flatMap(([row, cells]) =>
        ['began', 'now', 'size'].map((column, n) => ({ path: `grades.${row}.${column}`, from: null, to: cells[n] as number })),
      );
      const room = { path: 'grades.g1.room', from: null, to: 301 };
      const saved = await school.patch(reportAt(office, period, id), { version: seen.definition.version, changes: [...changes, room] });
      expect(saved.status, saved.text).to.equal(200);
      await act(school, reportAt(office, period, id), 'submit');
      await act(await server.as(`${office}-head`), reportAt(office, period, id), 'approve');
    }
  });
  after(() => server?.close());

  it('stand in the school’s own rows of sums, on paper and as a formula of the workbook', async () => {
    const school = await server.as('ps-s01');
    const { cells } = readWithSecondLibrary(await bytes(school, `${reportAt('ps-s01', period, id)}/xlsx`));
    const rowOf = (title: string) =>
      Object.keys(cells)
        .find((at) => cells[at]?.value === title)
        ?.slice(1);
    const [low, total, first] = [rowOf('低段小计'), rowOf('合计'), rowOf('一年级')];
    expect(cells[`D${total}`]).to.deep.include({ value: 93.33, formula: `IFERROR(ROUND(((C${total})/(B${total})*100),2),"")` });
    expect(cells[`D${low}`]?.value).to.equal(93.33);
    expect(cells[`D${first}`]?.value).to.equal('90.00');
    // A percentage of percentages follows the rate of the row it stands in.
    expect(cells[`E${total}`]?.value).to.equal('6.7');
    expect(cells[`F${total}`]?.value).to.equal('42.50');
    expect(cells[`G${total}`]?.value ?? '').to.equal('');
    const [page] = await readPdf(await bytes(school, `${reportAt('ps-s01', period, id)}/pdf`));
    expect(page?.text).to.match(/合计\s*150\s*140\s*93\.33\s*6\.7\s*42\.50/);
  });

  it('are worked out from the summed columns for center and county, and averages from every cell', async () => {
    const { body: sum } = (await reviewer.get(`/api/sums/${id}/${period}`)) as { body: SumView };
    const grades = sum.total.data.grades as { [row: string]: { [column: string]: unknown } };
    expect(grades.g1).to.deep.include({ now: 95, rate: '86.36', gap: '13.6', size: '30.00' }).and.not.have.any.keys('began', 'room');
    const center = sum.groups.find(({ data }) => (data.grades as typeof grades).g1)?.data.grades as typeof grades;
    expect(center.g1?.rate).to.be.a('string');
    const { cells } = readWithSecondLibrary(await bytes(reviewer, `/api/sums/${id}/${period}/xlsx?face=groups`));
    const total = Object.keys(cells)
      .find((at) => cells[at]?.value === '合计')
      ?.slice(1);
    const titled = (title: string) =>
      Object.keys(cells)
        .find((at) => cells[at]?.value === title)
        ?.replace(/\d+/, '');
    // 145 of 160 over all grades; the average is that of three cells.
    expect(String(cells[`${titled('巩固率（%）')}${total}`]?.value)).to.equal('90.63');
    expect(String(cells[`${titled('班额')}${total}`]?.value)).to.equal('35.00');
    expect(titled('教室号')).to.equal(undefined);
    const [page] = await readPdf(await bytes(reviewer, `/api/sums/${id}/${period}/pdf`));
    expect(page?.text).to.include('90.63');
  });
});

describe('a statistic month, due at an hour', function () {
  this.timeout(120_000);
  const moves = 'ps-moves';
  let server: TestServer;
  let school: Person;
  const at = (key: string) => reportAt('ps-s01', key, moves);
  before(async () => {
    // 14:00 in Shanghai, on the due day of November.
    server = await startServer({ now: '2026-11-28T06:00:00.000Z', config: { sampleChildren: 60 } });
    await server.product.deps.jobs.idle();
    school = await server.as('ps-s01');
    const designer = await server.as('designer');
    const definition: ReportDefinition = {
      ...form,
      id: moves,
      title: '异动月报',
      period: { every: 'month', monthFrom: 26, except: { m7: true }, due: { of: 'same', day: 28, time: '17:00' } },
      schema: {
        properties: {
          grades: {
            type: 'object',
            title: '各年级',
            rows: { codeList: 'grades', when: 'row.stage in office.stages' },
            each: { properties: { out: count('转出') } },
          },
        },
      },
      layout: { paper: { head: { date: { title: '时间', shows: 'period' } } }, tables: { grades: { rowTitle: '年级', columns: {} } } },
      fill: { 'grades.out': { from: 'children', where: "event.kind == 'transferOut' && within(event.date, period)", by: 'event.grade' } },
      formulas: {},
      checks: { month: { level: 'warning', that: 'period.month == 0', message: '{period.year}年{period.month}月，自{period.from}' } },
      sums: { grades: 'add' },
    };
    const { body: saved } = await designer.patch(`/api/definitions/${moves}/draft`, { rev: 0, definition });
    expect(saved.faults).to.deep.equal([]);
    expect((await designer.post(`/api/definitions/${moves}/publish`, { rev: saved.rev, why: '新表' })).status).to.equal(200);
    const { body: forms } = await school.get('/api/forms');
    expect(forms.items.find(({ id: one }: { id: string }) => one === moves).dueInWords).to.equal('每月填报（上月26日至当月25日），当月28日17:00前（7月不报）');
  });
  after(() => server?.close());

  it('counts a movement in the month it fell into, and says on screen, on paper and in the list which days that is', async () => {
    const { body: list } = await school.get('/api/ledgers/children/children?fields=state:enrolled;grade:g2&size=1');
    const child = `/api/ledgers/children/children/${list.items[0].id}`;
    const { body: file } = await school.get(child);
    const scan = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
    const proof = await school.post(`${child}/files?name=a.png`, Uint8Array.from(scan), { 'content-type': 'application/octet-stream' });
    const counted = async (key: string): Promise<number> => (await school.get(at(key))).body.filled['grades.g2.out'].value;
    const [october, november] = [await counted('2026-10'), await counted('2026-11')];
    const said = { n: file.n, date: '2026-10-27', values: { to: '某小学', reason: '迁居' }, proofs: [proof.body.id] };
    const moved = await school.post(`${child}/movements/transferOut`, said);
    expect(moved.status, moved.text).to.equal(200);
    expect([await counted('2026-10'), await counted('2026-11')]).to.deep.equal([october, november + 1]);
    const { body: report } = (await school.get(at('2026-11'))) as { body: ReportView };
    expect(report.period).to.include({ title: '2026年11月（10月26日—11月25日）', due: '2026-11-28', dueTime: '17:00' });
    expect(report.issues.map(({ message }) => message)).to.include('2026年11月，自2026-10-26');
    const bytes = new Uint8Array(await (await fetch(`${server.url}${at('2026-11')}/pdf`, { headers: { cookie: school.cookie } })).arrayBuffer());
    expect((await readPdf(bytes))[0]?.text).to.include('2026年11月（10月26日—11月25日）');
  });

  it('asks for a form of fixed windows from the next one on that is not over, unless its designer says otherwise', async () => {
    const designer = await server.as('designer');
    const half = (id: string, first?: string): object => ({
      ...form,
      id,
      title: '半年报',
      period: {
        every: 'windows',
        windows: {
          w03: { title: '3月底', from: { month: 3, day: 1 }, to: { month: 3, day: 31 } },
          w10: { title: '10月底', from: { month: 10, day: 1 }, to: { month: 10, day: 31 } },
        },
        due: { of: 'end' },
        ...(first ? { first } : {}),
      },
    });
    const asked = async (id: string, definition: object): Promise<[string, string[], string[]]> => {
      const { body: saved } = await designer.patch(`/api/definitions/${id}/draft`, { rev: 0, definition });
      expect(saved.faults).to.deep.equal([]);
      expect((await designer.post(`/api/definitions/${id}/publish`, { rev: saved.rev, why: '新表' })).status).to.equal(200);
      const rule = (await school.get('/api/forms')).body.items.find((one: { id: string }) => one.id === id).dueInWords;
      const { body: periods } = await (await server.as('reviewer')).get(`/api/periods?definition=${id}`);
      const { body: todo } = await school.get('/api/todo');
      return [
        rule,
        periods.items.map(({ key }: { key: string }) => key),
        todo.items.filter((item: TodoItem) => item.definition === id).map((item: TodoItem) => item.period),
      ];
    };
    expect(await asked('ps-half', half('ps-half'))).to.deep.equal(['每年3月底、10月底填报，时段最后一天前，从2027年3月底开始', [], []]);
    expect(await asked('ps-half-two', half('ps-half-two', '2026-w10'))).to.deep.equal([
      '每年3月底、10月底填报，时段最后一天前，从2026年10月底开始',
      ['2026-w10'],
      ['2026-w10'],
    ]);
    const { body: odd } = await designer.patch('/api/definitions/ps-odd/draft', { rev: 0, definition: half('ps-odd', '2026-10') });
    expect(odd.faults.map(({ path }: { path: string }) => path)).to.deep.equal(['period.first']);
  });

  it('is late from the hour on', async () => {
    const late = async (): Promise<boolean> =>
      (await school.get(`/api/reports?definition=${moves}`)).body.items.find((row: ReportRow) => row.period === '2026-11').late;
    expect(await late()).to.equal(false);
    server.now = new Date('2026-11-28T09:00:01.000Z');
    expect(await late()).to.equal(true);
    const { body: todo } = await (await server.as('reviewer')).get('/api/todo');
    const missing = todo.items.find((item: TodoItem) => item.definition === moves && item.period === '2026-11');
    expect(missing).to.include({ kind: 'missing', due: '2026-11-28', dueTime: '17:00', late: true, overdueDays: 0 });
  });
});
