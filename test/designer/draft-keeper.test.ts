import { expect } from 'chai';
import { NoConnection, Refusal } from '../../client/api.js';
import { DraftKeeper, type KeeperDoor } from '../../client/designer/draft-keeper.js';
import type { KeptEdit } from '../../client/designer/kept-edit.js';
import type { DraftEdit, DraftView } from '../../server/domain/definition-views.js';
import type { JsonMap } from '../../server/domain/merge-patch.js';

const view = (rev: number, definition: JsonMap, by = '甲'): DraftView => ({
  id: 'ps-one',
  kind: 'report',
  rev,
  definition,
  below: {},
  patch: {},
  keeps: [],
  prefix: 'ps',
  by,
  at: null,
  why: '',
  upgradeDue: false,
  faults: [],
});
const refusal = (code: string, status: number): Refusal => new Refusal({ type: '', title: code, status, code, detail: code } as never);
const first = { title: '表', period: { due: { day: 5 } } };

/** A server of one draft, a clock that is turned by hand, and what a browser keeps. */
class Door implements KeeperDoor {
  now: DraftView = view(0, first);
  kept: KeptEdit | null = null;
  sent: { edit: DraftEdit; leaving: boolean }[] = [];
  fails: (() => unknown)[] = [];
  #timers: (() => void)[] = [];
  load = async (): Promise<DraftView> => this.now;
  save = async (edit: DraftEdit, leaving: boolean): Promise<DraftView> => {
    this.sent.push({ edit, leaving });
    const fail = this.fails.shift();
    if (fail) throw fail();
    if (edit.rev !== this.now.rev) throw refusal('STALE', 409);
    this.now = view(edit.rev + 1, edit.definition as JsonMap);
    return this.now;
  };
  keep = (edit: KeptEdit | null): void => {
    this.kept = edit;
  };
  later = (_ms: number, call: () => void): (() => void) => {
    this.#timers.push(call);
    return () => {
      this.#timers = this.#timers.filter((one) => one !== call);
    };
  };
  /** Lets what waits happen, and what follows from it. */
  async pass(): Promise<void> {
    const due = this.#timers;
    this.#timers = [];
    for (const call of due) call();
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  }
}

const titled = (title: string) => (now: JsonMap) => ({ ...now, title });
const dueOn = (day: number) => (now: JsonMap) => ({ ...now, period: { due: { day } } });

describe('draft-keeper', () => {
  const open = (left: KeptEdit | null = null) => {
    const door = new Door();
    return { door, keeper: new DraftKeeper(door.now, door, left, '恢复') };
  };

  it('saves a while after the last edit, the whole of it, and forgets what it kept', async () => {
    const { door, keeper } = open();
    keeper.edit('改名', titled('一'));
    keeper.edit('改名', titled('一二'));
    expect([keeper.state().status, door.kept?.now.title, door.sent.length]).to.deep.equal(['editing', '一二', 0]);
    await door.pass();
    expect(door.sent.map(({ edit }) => edit)).to.deep.equal([{ rev: 0, definition: { ...first, title: '一二' } }]);
    expect([keeper.state().status, door.kept, keeper.state().view.rev]).to.deep.equal(['saved', null, 1]);
  });

  it('takes steps back and forth, joining what is typed in one go, and saves each', async () => {
    const { door, keeper } = open();
    keeper.edit('改名', titled('一'), 'title');
    keeper.edit('改名', titled('一二'), 'title');
    keeper.edit('改期限', dueOn(8));
    expect(keeper.state().history.past.map(({ words }) => words)).to.deep.equal(['改名', '改期限']);
    keeper.undo();
    keeper.undo();
    expect(keeper.state().history.now).to.deep.equal(first);
    await door.pass();
    expect(door.sent).to.deep.equal([]);
    keeper.redo();
    await keeper.flush();
    expect(door.now.definition?.title).to.equal('一二');
  });

  it('keeps what is edited without a network, tries again, and says so meanwhile', async () => {
    const { door, keeper } = open();
    door.fails = [() => new NoConnection(), () => refusal('BUSY', 503)];
    keeper.edit('改名', titled('一'));
    expect(await keeper.flush()).to.equal(false);
    expect([keeper.state().status, door.kept?.now.title]).to.deep.equal(['retrying', '一']);
    keeper.edit('改期限', dueOn(8));
    expect(keeper.state().status).to.equal('retrying');
    await door.pass();
    await door.pass();
    expect([keeper.state().status, door.kept, door.now.definition]).to.deep.equal(['saved', null, { title: '一', period: { due: { day: 8 } } }]);
  });

  it('joins what somebody else changed elsewhere, and says with whom', async () => {
    const { door, keeper } = open();
    keeper.edit('改名', titled('一'));
    door.now = view(1, { ...first, period: { due: { day: 20 } } }, '乙');
    expect(await keeper.flush()).to.equal(true);
    expect(door.now.definition).to.deep.equal({ title: '一', period: { due: { day: 20 } } });
    expect(keeper.state().joinedWith).to.equal('乙');
  });

  it('asks a person where both changed the same place, saves nothing until then, and loses neither', async () => {
    for (const [prefer, title, other] of [
      ['mine', '我的', '对方的'],
      ['theirs', '对方的', '我的'],
    ] as const) {
      const { door, keeper } = open();
      keeper.edit('改名', titled('我的'));
      door.now = view(1, { ...first, title: '对方的' }, '乙');
      expect(await keeper.flush()).to.equal(false);
      expect(keeper.state().status).to.equal('clash');
      expect(keeper.state().clash?.places).to.deep.equal([{ place: 'title', mine: '我的', theirs: '对方的' }]);
      expect(door.kept?.now.title).to.equal('我的');
      await door.pass();
      expect(door.now.definition?.title).to.equal('对方的');
      expect(await keeper.decide(prefer, '合并')).to.equal(true);
      expect([keeper.state().status, door.now.definition?.title, keeper.state().history.now.title]).to.deep.equal(['saved', title, title]);
      if (prefer === 'theirs') {
        keeper.undo();
        await keeper.flush();
        expect(door.now.definition?.title).to.equal(other);
      }
    }
  });

  it('stops where the server will never take it, keeps it here, and goes on where an edit may mend it', async () => {
    const { door, keeper } = open();
    door.fails = [() => refusal('BAD_REQUEST', 400), () => refusal('SIGNED_OUT', 401)];
    keeper.edit('改名', titled('坏'));
    expect(await keeper.flush()).to.equal(false);
    expect([keeper.state().status, keeper.state().stopped?.problem.code, door.kept?.now.title]).to.deep.equal(['stopped', 'BAD_REQUEST', '坏']);
    keeper.edit('改名', titled('好'));
    expect(keeper.state().status).to.equal('editing');
    expect(await keeper.flush()).to.equal(false);
    expect(keeper.state().stopped?.problem.code).to.equal('SIGNED_OUT');
    keeper.edit('改名', titled('更好'));
    expect([keeper.state().status, door.kept?.now.title]).to.deep.equal(['stopped', '更好']);
  });

  it('takes up again what a page left that was closed before it could save', async () => {
    const left = { rev: 0, base: first, now: { ...first, title: '留下的' }, at: '2026-11-03T06:00:00.000Z' };
    const { door, keeper } = open(left);
    expect([keeper.state().history.now.title, keeper.state().history.past.at(-1)?.words]).to.deep.equal(['留下的', '恢复']);
    await door.pass();
    expect([door.now.definition?.title, door.kept]).to.deep.equal(['留下的', null]);
  });

  it('lets the newer text stand where the draft was changed since at the same place; what was left is one redo away', () => {
    const door = new Door();
    door.now = view(3, { ...first, title: '后来的' }, '乙');
    const left = { rev: 0, base: first, now: { ...first, title: '留下的' }, at: '2026-11-03T06:00:00.000Z' };
    const keeper = new DraftKeeper(door.now, door, left, '恢复');
    expect(keeper.state().history.now.title).to.equal('后来的');
    keeper.redo();
    expect(keeper.state().history.now.title).to.equal('留下的');
  });

  it('sends what is left in a request that outlives the page, unless one is under way', () => {
    const { door, keeper } = open();
    keeper.leave();
    expect(door.sent).to.deep.equal([]);
    keeper.edit('改名', titled('一'));
    keeper.leave();
    expect(door.sent.map(({ leaving }) => leaving)).to.deep.equal([true]);
  });

  it('begins anew with what the server made, and can take a draft that was given up back', async () => {
    const { door, keeper } = open();
    keeper.edit('改名', titled('一'));
    await keeper.flush();
    door.now = view(0, first);
    keeper.restart(door.now, '放弃草稿');
    expect([keeper.state().history.now, keeper.state().status]).to.deep.equal([first, 'saved']);
    keeper.undo();
    await keeper.flush();
    expect([door.now.rev, door.now.definition?.title]).to.deep.equal([1, '一']);
    keeper.restart(view(0, first));
    expect(keeper.state().history.past).to.deep.equal([]);
  });
});
