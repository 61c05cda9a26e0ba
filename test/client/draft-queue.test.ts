import { expect } from 'chai';
import { NoConnection, Refusal } from '../../client/api.js';
import { DraftQueue, type Unsent } from '../../client/report/draft-queue.js';
import type { RecordData } from '../../server/domain/record-data.js';
import { applyChange } from '../../server/domain/report.js';
import type { DraftConflict, DraftSave, ProblemView, ReportView } from '../../server/domain/views.js';

const refusal = (status: number, code: string, more: Partial<ProblemView> = {}): Refusal =>
  new Refusal({ type: 'about:blank', title: code, status, code, detail: code, ...more });

/** The server's side of one report, and a clock that only moves when it is told to. */
class Desk {
  data: RecordData = { grades: { g1: { lastMonth: 40 }, g2: { lastMonth: 38 } }, lines: [{ id: 'l1', name: '甲' }] };
  rev = 0;
  n = 0;
  by = 'lan';
  saves: { save: DraftSave; leaving: boolean }[] = [];
  kept: Unsent | null = null;
  /** Answers given before the real one, first come first served. */
  troubles: (Error | 'lost' | null)[] = [];
  timers = new Map<number, () => void>();
  #timer = 0;
  readonly queue = new DraftQueue(this.view(), {
    send: async (save, leaving) => {
      this.saves.push({ save, leaving });
      await Promise.resolve();
      const trouble = this.troubles.shift();
      if (trouble instanceof Error) throw trouble;
      const view = this.take(save);
      if (trouble === 'lost') throw new NoConnection();
      return view;
    },
    keep: (unsent) => {
      this.kept = unsent;
    },
    later: (_, call) => {
      const timer = ++this.#timer;
      this.timers.set(timer, call);
      return () => this.timers.delete(timer);
    },
  });

  take(save: DraftSave): ReportView {
    const conflicts = save.changes.filter(({ path, from, to }) => !path.startsWith('lines.') && cell(this.data, path) !== from && cell(this.data, path) !== to);
    if (conflicts.length > 0)
      throw refusal(409, 'CONFLICT', {
        conflicts: conflicts.map(
          ({ path, to }): DraftConflict => ({ path, label: path, mine: to, theirs: cell(this.data, path), by: this.by, at: '2026-11-05T02:00:00Z' }),
        ),
      });
    this.data = save.changes.reduce(applyChange, this.data);
    this.rev++;
    return this.view();
  }
  /** Somebody else types. */
  other(path: string, to: number): void {
    this.data = applyChange(this.data, { path, to });
    this.rev++;
  }
  view(): ReportView {
    return {
      id: 'r',
      definition: { id: 'd', version: 1, title: '' },
      office: { id: 'o', title: '', kind: 'school', stages: [], center: '' },
      period: { key: '2026-10', title: '', due: '', dueTime: null, schoolYear: '' },
      state: { key: 'draft', title: '', colour: 'default' },
      n: this.n,
      rev: this.rev,
      data: this.data,
      carried: {},
      carriedFrom: '',
      reasons: {},
      issues: [],
      editable: true,
      actions: [],
      late: false,
      handedInAt: null,
      saved: { at: '2026-11-05T02:00:00Z', by: this.by },
      touched: [{ path: 'grades.g2.thisMonth', by: 'lan', at: '2026-11-05T02:00:00Z' }],
      returned: null,
    };
  }
  /** What waits for its time happens now. */
  async pass(): Promise<void> {
    const due = [...this.timers.values()];
    this.timers.clear();
    for (const call of due) call();
    for (let turn = 0; turn < 30; turn++) await Promise.resolve();
  }
}
const cell = (data: RecordData, path: string) => {
  const [table = '', row = '', column = ''] = path.split('.');
  return ((data[table] as Record<string, Record<string, number>>)[row]?.[column] ?? null) as number | null;
};
const g1 = 'grades.g1.thisMonth';
const g2 = 'grades.g2.thisMonth';

describe('the queue that saves without being asked', () => {
  it('sends only what was touched, once it has settled, with what was seen before', async () => {
    const desk = new Desk();
    desk.queue.type([{ path: g1, to: 4 }]);
    desk.queue.type([
      { path: g1, to: 41 },
      { path: 'grades.g2.lastMonth', to: 39 },
    ]);
    expect(desk.queue.state()).to.include({ status: 'typing', unsent: 2 });
    expect(desk.saves).to.have.length(0);
    await desk.pass();
    expect(desk.saves.map(({ save }) => save)).to.deep.equal([
      {
        version: 1,
        changes: [
          { path: g1, from: null, to: 41 },
          { path: 'grades.g2.lastMonth', from: 38, to: 39 },
        ],
      },
    ]);
    expect(desk.queue.state()).to.include({ status: 'saved', unsent: 0 });
    expect(cell(desk.data, g1)).to.equal(41);
    expect(desk.kept).to.equal(null);
  });

  it('forgets a cell that is typed back to what it was', async () => {
    const desk = new Desk();
    desk.queue.type([{ path: 'grades.g1.lastMonth', to: 7 }]);
    desk.queue.type([{ path: 'grades.g1.lastMonth', to: 40 }]);
    await desk.pass();
    expect(desk.saves).to.have.length(0);
    expect(desk.queue.state().status).to.equal('saved');
  });

  it('sends one save at a time; what is typed meanwhile follows with what the first one wrote', async () => {
    const desk = new Desk();
    desk.queue.type([{ path: g1, to: 1 }]);
    const done = desk.queue.flush();
    desk.queue.type([{ path: g1, to: 2 }]);
    expect(await done).to.equal(true);
    expect(desk.saves.map(({ save }) => save.changes)).to.deep.equal([[{ path: g1, from: null, to: 1 }], [{ path: g1, from: 1, to: 2 }]]);
    expect(cell(desk.data, g1)).to.equal(2);
  });

  it('repeats a save whose answer was lost as it was, so that it never conflicts with itself', async () => {
    const desk = new Desk();
    desk.troubles = ['lost', new NoConnection(), refusal(503, 'BUSY')];
    desk.queue.type([{ path: g1, to: 1 }]);
    expect(await desk.queue.flush()).to.equal(false);
    desk.queue.type([{ path: g1, to: 3 }]);
    expect(desk.queue.state()).to.include({ status: 'retrying', unsent: 1 });
    expect(desk.kept?.touched).to.deep.equal({ [g1]: { from: null, to: 3 } });
    await desk.pass();
    await desk.pass();
    await desk.pass();
    expect(desk.queue.state()).to.include({ status: 'saved', unsent: 0 });
    expect(cell(desk.data, g1)).to.equal(3);
    expect(desk.saves.map(({ save }) => save.changes[0]?.to)).to.deep.equal([1, 1, 1, 1, 3]);
  });

  it('takes what others changed into the sheet and says who', async () => {
    const desk = new Desk();
    desk.queue.type([{ path: g1, to: 41 }]);
    desk.other(g2, 37);
    await desk.pass();
    const state = desk.queue.state();
    expect(cell(state.data, g2)).to.equal(37);
    expect(state.others).to.deep.equal({ [g2]: { by: 'lan', at: '2026-11-05T02:00:00Z', before: null } });
    expect(desk.saves).to.have.length(1);
    desk.queue.type([{ path: g2, to: 36 }]);
    expect(desk.queue.state().others).to.deep.equal({});
  });

  it('shows news while something is typed without touching it, and passes over old pictures', async () => {
    const desk = new Desk();
    const old = desk.view();
    desk.other(g2, 37);
    desk.queue.type([{ path: g1, to: 41 }]);
    desk.queue.absorb(desk.view());
    desk.queue.absorb(old);
    expect([cell(desk.queue.state().data, g1), cell(desk.queue.state().data, g2)]).to.deep.equal([41, 37]);
    await desk.pass();
    expect(cell(desk.data, g1)).to.equal(41);
  });

  it('keeps both sides of a conflict until each is chosen', async () => {
    const desk = new Desk();
    desk.other(g1, 10);
    desk.other(g2, 20);
    desk.queue.type([
      { path: g1, to: 41 },
      { path: g2, to: 42 },
      { path: 'grades.g1.lastMonth', to: 39 },
    ]);
    await desk.pass();
    expect(desk.queue.state()).to.include({ status: 'conflict', unsent: 3 });
    expect(desk.queue.state().conflicts.map(({ path, mine, theirs }) => [path, mine, theirs])).to.deep.equal([
      [g1, 41, 10],
      [g2, 42, 20],
    ]);
    expect(Object.keys(desk.kept?.touched ?? {})).to.have.length(3);
    expect(await desk.queue.flush(), 'nothing goes out before the choice').to.equal(false);
    expect(await desk.queue.resolve({ [g1]: 'mine', [g2]: 'theirs' })).to.equal(true);
    expect([cell(desk.data, g1), cell(desk.data, g2), cell(desk.data, 'grades.g1.lastMonth')]).to.deep.equal([41, 20, 39]);
    expect([cell(desk.queue.state().data, g1), cell(desk.queue.state().data, g2)]).to.deep.equal([41, 20]);
    expect(desk.queue.state()).to.include({ status: 'saved', unsent: 0 });
  });

  it('holds back a cell the server will not take, saves the others, and sends it once it is corrected', async () => {
    const desk = new Desk();
    desk.troubles = [refusal(422, 'BAD_DATA', { errors: [{ path: g1, message: '应当填整数' }] })];
    desk.queue.type([
      { path: g1, to: '四十' },
      { path: g2, to: 38 },
    ]);
    expect(await desk.queue.flush()).to.equal(false);
    expect(desk.queue.state().refused).to.deep.equal({ [g1]: '应当填整数' });
    expect((desk.queue.state().data.grades as Record<string, Record<string, unknown>>).g1?.thisMonth, 'still shown').to.equal('四十');
    expect(cell(desk.data, g2)).to.equal(38);
    desk.queue.type([{ path: g1, to: 40 }]);
    expect(await desk.queue.flush()).to.equal(true);
    expect(desk.saves.at(-1)?.save.changes).to.deep.equal([{ path: g1, from: null, to: 40 }]);
    expect(desk.queue.state().refused).to.deep.equal({});
  });

  it('stops where the report may no longer be changed, and keeps what was typed', async () => {
    const desk = new Desk();
    desk.troubles = [refusal(409, 'NOT_EDITABLE')];
    desk.queue.type([{ path: g1, to: 41 }]);
    await desk.pass();
    expect(desk.queue.state().status).to.equal('stopped');
    expect(desk.queue.state().stopped?.problem.code).to.equal('NOT_EDITABLE');
    expect(desk.kept?.touched).to.deep.equal({ [g1]: { from: null, to: 41 } });
  });

  it('sends the rest in one request when the page goes away', () => {
    const desk = new Desk();
    desk.queue.type([{ path: g1, to: 41 }]);
    desk.queue.explain('balance@grades.g1', '核实过');
    desk.queue.leave();
    expect(desk.saves).to.deep.equal([
      { leaving: true, save: { version: 1, changes: [{ path: g1, from: null, to: 41 }], reasons: { 'balance@grades.g1': '核实过' } } },
    ]);
    expect(desk.kept, 'kept until it is seen to have arrived').to.not.equal(null);
  });

  it('takes up what an earlier page left with what was seen then, so that news since is a conflict', async () => {
    const desk = new Desk();
    desk.other(g1, 10);
    desk.queue.absorb(desk.view());
    desk.queue.restore({ touched: { [g1]: { from: null, to: 41 } }, reasons: {} });
    await desk.pass();
    expect(desk.queue.state().conflicts.map(({ mine, theirs }) => [mine, theirs])).to.deep.equal([[41, 10]]);
  });

  it('adds empty lines on the page alone and takes lines away by their id', async () => {
    const desk = new Desk();
    desk.queue.addLines('lines', ['l2', 'l3']);
    expect((desk.queue.state().data.lines as { id: string }[]).map(({ id }) => id)).to.deep.equal(['l1', 'l2', 'l3']);
    await desk.pass();
    expect(desk.saves).to.have.length(0);
    desk.queue.type([{ path: 'lines.l2.name', to: '乙' }]);
    desk.queue.type([
      { path: 'lines.l1', to: null },
      { path: 'lines.l3', to: null },
    ]);
    expect(await desk.queue.flush()).to.equal(true);
    expect(desk.data.lines).to.deep.equal([{ id: 'l2', name: '乙' }]);
    expect(desk.queue.state().data.lines).to.deep.equal([{ id: 'l2', name: '乙' }]);
    expect(desk.saves.at(-1)?.save.changes).to.deep.equal([
      { path: 'lines.l2.name', from: null, to: '乙' },
      { path: 'lines.l1', from: true, to: null },
    ]);
  });
});
