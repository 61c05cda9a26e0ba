// A year of reports across changes of columns in the middle of it: the sums of city and county against an independent recount.
import { expect } from 'chai';
import { publish } from '../support/designer.js';
import { act, fillIn, reportAt } from '../support/filled-report.js';
import { type Person, startServer, type TestServer } from '../support/server.js';

// biome-ignore lint/suspicious/noExplicitAny: a test reads the parts of an answer it asserts.
type Json = any;
type Totals = { [row: string]: { [column: string]: number } };
const locked = ['lastMonth', 'thisMonth', 'transferIn', 'transferOut', 'absent', 'other'];
const year = ['2025-11', '2025-12', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06', '2026-09', '2026-10', '2026-11'];
const column = (key: string, title: string) => ({
  schema: { properties: { grades: { each: { properties: { [key]: { type: 'integer', title, minimum: 0, blank: 0 } } } } } },
  sums: { grades: { [key]: 'add' } },
});

describe('a year across changes of columns', () => {
  let server: TestServer;
  before(async () => {
    server = await startServer();
    // In the middle of the year one county adds columns, renames a locked one and moves others; its neighbour leaves all as it is.
    const designer = await server.as('lx-design');
    await publish(designer, { ...column('lx_boarders', '寄宿'), title: '岚溪县月报' });
    await finish('lx-s01', '2026-10');
    await publish(designer, {
      schema: { properties: { grades: { each: { properties: { absent: { title: '未到校' }, remark: { hidden: true }, lx_boarders: { hidden: true } } } } } },
      checks: { otherExplained: { hidden: true } },
      layout: {
        tables: {
          grades: {
            columns: {
              changes: { order: 5 },
              lastMonth: { hidden: true },
              thisMonth: { hidden: true },
              lx_new: { title: '学生数', columns: { lastMonth: {}, thisMonth: {} } },
            },
          },
        },
      },
    });
    await publish(designer, column('lx_left', '留守'));
    await finish('lx-s01', '2026-11');
    await publish(await server.as('designer'), column('ps_jiedu', '借读'));
  });
  after(() => server?.close());

  /** Takes an open report all the way to the county. */
  async function finish(school: string, period: string): Promise<void> {
    const at = reportAt(school, period);
    const [filler, head, reviewer] = await Promise.all([server.as(school), server.as(`${school}-head`), server.as('lx-review')]);
    const { state } = (await filler.get(at)).body;
    if (['none', 'draft', 'returned'].includes(state.key)) {
      await fillIn(filler, at);
      await act(filler, at, 'submit');
    }
    const now = (await filler.get(at)).body.state.key;
    if (now === 'submitted') await act(head, at, 'approve');
    if ((await filler.get(at)).body.state.key === 'reported') await act(reviewer, at, 'accept');
  }

  it('adds up each county of the city by the stable keys of the locked columns', async () => {
    const city = await server.as('city');
    const versions = new Set<number>();
    let reports = 0;
    for (const period of year) {
      const sum = (await city.get(`/api/sums/monthly-monitoring/${period}`)).body;
      const own: Totals[] = [];
      for (const county of ['lx', 'sq']) {
        const counted = await recount(await server.as(`${county}-review`), period, versions);
        reports += counted.reports;
        own.push(counted.totals);
        const { body } = await (await server.as(`${county}-review`)).get(`/api/sums/monthly-monitoring/${period}`);
        expect(lockedOf(body.total.data), `${county} ${period}`).to.deep.equal(counted.totals);
        const line = sum.groups.find((group: Json) => group.key === (county === 'lx' ? 'ningde-lanxi' : 'ningde-shiquan'));
        expect(lockedOf(line.data), `city’s ${county} ${period}`).to.deep.equal(counted.totals);
      }
      expect(lockedOf(sum.total.data), `city ${period}`).to.deep.equal(together(own));
    }
    expect(reports).to.be.greaterThan(50);
    expect(versions.size, 'reports of several versions are in it').to.be.greaterThan(2);
  });

  it('adds up the county with an overlay of its own, before and after', async () => {
    const reviewer = await server.as('reviewer');
    for (const period of ['2026-05', '2026-10']) {
      const { totals } = await recount(reviewer, period, new Set());
      expect(lockedOf((await reviewer.get(`/api/sums/monthly-monitoring/${period}`)).body.total.data), period).to.deep.equal(totals);
    }
  });
});

/** Reads every report that has left its school and adds its cells here, with nothing of the product's. */
async function recount(reviewer: Person, period: string, versions: Set<number>): Promise<{ totals: Totals; reports: number }> {
  const totals: Totals = {};
  let reports = 0;
  const { items } = (await reviewer.get(`/api/reports?definition=monthly-monitoring&period=${period}&size=500`)).body;
  for (const { office, state } of items) {
    if (!['reported', 'accepted'].includes(state.key)) continue;
    const { data, definition } = (await reviewer.get(reportAt(office, period))).body;
    versions.add(definition.version);
    reports++;
    for (const [row, cells] of Object.entries(data.grades as Totals))
      for (const key of locked) if (typeof cells[key] === 'number') totals[row] = { ...totals[row], [key]: (totals[row]?.[key] ?? 0) + (cells[key] as number) };
  }
  return { totals, reports };
}

function lockedOf(data: Json): Totals {
  const rows = Object.entries((data.grades ?? {}) as Totals).map(
    ([row, cells]) => [row, Object.fromEntries(Object.entries(cells).filter(([key]) => locked.includes(key)))] as const,
  );
  return Object.fromEntries(rows.filter(([, cells]) => Object.keys(cells).length > 0));
}

function together(list: Totals[]): Totals {
  const totals: Totals = {};
  for (const one of list)
    for (const [row, cells] of Object.entries(one))
      for (const [key, number] of Object.entries(cells)) totals[row] = { ...totals[row], [key]: (totals[row]?.[key] ?? 0) + number };
  return totals;
}
