// Kept sums always equal a recount, whatever was done in which order.
import { expect } from 'chai';
import fc from 'fast-check';
import type { SumView } from '../../server/domain/views.js';
import { fillIn, reportAt } from '../support/filled-report.js';
import { type Person, startServer, type TestServer } from '../support/server.js';

type Grades = Record<string, Record<string, number>>;

describe('kept sums', () => {
  let server: TestServer;
  let reviewer: Person;
  before(async () => {
    server = await startServer();
    reviewer = await server.as('reviewer');
  });
  after(() => server?.close());

  /** Adds up every report of the county that has left its school, read one by one. */
  async function recount(period: string): Promise<{ handedIn: number; accepted: number; grades: Grades }> {
    const { items } = (await reviewer.get(`/api/reports?period=${period}&size=500`)).body;
    const out = { handedIn: 0, accepted: 0, grades: {} as Grades };
    for (const { office, state } of items as { office: string; state: { key: string } }[]) {
      if (!['reported', 'accepted'].includes(state.key)) continue;
      out.handedIn += 1;
      if (state.key === 'accepted') out.accepted += 1;
      const { data } = (await reviewer.get(reportAt(office, period))).body;
      for (const [row, cells] of Object.entries(data.grades as Grades)) {
        for (const [column, cell] of Object.entries(cells)) {
          if (typeof cell !== 'number') continue;
          out.grades[row] ??= {};
          out.grades[row][column] = (out.grades[row][column] ?? 0) + cell;
        }
      }
    }
    return out;
  }

  async function expectEqual(period: string): Promise<void> {
    const independent = await recount(period);
    for (const by of ['center', 'township']) {
      const sum = (await reviewer.get(`/api/sums/monthly-monitoring/${period}?by=${by}`)).body as SumView;
      expect(sum.total.data.grades, by).to.deep.equal(independent.grades);
      expect([sum.counts.handedIn, sum.counts.accepted]).to.deep.equal([independent.handedIn, independent.accepted]);
      expect(sum.provisional).to.equal(sum.counts.accepted < sum.counts.asked);
    }
  }

  it('equal a recount for finished and for running months', async () => {
    await expectEqual('2026-09');
    await expectEqual('2026-10');
  });

  it('equal a recount after any order of actions, several at once', async () => {
    const period = '2026-11';
    const schools = ['ps-s07', 'ps-s08', 'ps-s11'];
    const people = await Promise.all(
      schools.map(async (school) => ({ at: reportAt(school, period), filler: await server.as(school), head: await server.as(`${school}-head`) })),
    );
    const anAction = fc.record({ school: fc.nat(schools.length - 1), choice: fc.nat(20), size: fc.integer({ min: 1, max: 300 }) });
    const step = async ({ school, choice, size }: { school: number; choice: number; size: number }): Promise<void> => {
      const { at, filler, head } = people[school]!;
      const seen = (await filler.get(at)).body;
      if (seen.editable) {
        await fillIn(filler, at);
        const g1 = (await filler.get(at)).body.data.grades.g1 ?? {};
        const changes = [
          { path: 'grades.g1.transferIn', from: g1.transferIn ?? null, to: size },
          { path: 'grades.g1.thisMonth', from: g1.thisMonth ?? null, to: (g1.lastMonth ?? 0) + size },
        ];
        if (g1.lastMonth !== undefined) await filler.patch(at, { version: 1, changes });
      }
      const open = await Promise.all([filler, head, reviewer].map(async (person) => ({ person, view: (await person.get(at)).body })));
      const moves = open.flatMap(({ person, view }) => view.actions.map((action: { key: string }) => ({ person, view, key: action.key })));
      const move = moves[choice % Math.max(1, moves.length)];
      if (move) await move.person.post(`${at}/actions/${move.key}`, { n: move.view.n, rev: move.view.rev, reason: '试' });
    };
    await fc.assert(
      fc.asyncProperty(fc.array(anAction, { minLength: 6, maxLength: 12 }), async (actions) => {
        for (let index = 0; index < actions.length; index += 3)
          await Promise.all([
            ...actions.slice(index, index + 3).map(step),
            reviewer.get(`/api/sums/monthly-monitoring/${period}`),
            reviewer.get(`/api/sums/monthly-monitoring/${period}?by=township`),
          ]);
        await expectEqual(period);
      }),
      { numRuns: 4, endOnFailure: true },
    );
  });

  it('of a city are those of its counties', async () => {
    const city = (await (await server.as('city')).get('/api/sums/monthly-monitoring/2026-10')).body as SumView;
    const lanxi = (await (await server.as('lx-review')).get('/api/sums/monthly-monitoring/2026-10')).body as SumView;
    expect(city.groups[0]?.data).to.deep.equal(lanxi.total.data);
    expect(city.groups[0]?.counts).to.deep.equal(lanxi.counts);
  });
});
