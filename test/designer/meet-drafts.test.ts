import { expect } from 'chai';
import fc from 'fast-check';
import { meetDrafts } from '../../client/designer/meet-drafts.js';
import type { JsonMap } from '../../server/domain/merge-patch.js';

const base: JsonMap = { title: '表', checks: { a: { level: 'error', that: 'x' }, b: { level: 'error', that: 'y' } } };

describe('meet-drafts', () => {
  it('keeps both where they changed different places', () => {
    const { together, clashes } = meetDrafts(base, { ...base, title: '我的' }, { ...base, checks: { ...(base.checks as JsonMap), c: { that: 'z' } } }, 'mine');
    expect(clashes).to.deep.equal([]);
    expect(together).to.deep.equal({ title: '我的', checks: { ...(base.checks as JsonMap), c: { that: 'z' } } });
  });
  it('names a place both changed to different values, and takes the one it is told to', () => {
    const [mine, theirs] = [
      { ...base, title: '我的' },
      { ...base, title: '对方的' },
    ];
    for (const prefer of ['mine', 'theirs'] as const) {
      const { together, clashes } = meetDrafts(base, mine, theirs, prefer);
      expect(clashes).to.deep.equal([{ place: 'title', mine: '我的', theirs: '对方的' }]);
      expect(together.title).to.equal(prefer === 'mine' ? '我的' : '对方的');
    }
  });
  it('has nothing to decide where both did the same', () => {
    const same = { ...base, title: '同样' };
    expect(meetDrafts(base, same, { ...same }, 'mine')).to.deep.equal({ together: same, clashes: [] });
  });
  it('names an entry that one took away while the other changed something within it', () => {
    const { b: _, ...rest } = base.checks as JsonMap;
    const without = { ...base, checks: rest };
    const changed = { ...base, checks: { ...(base.checks as JsonMap), b: { level: 'warning', that: 'y' } } };
    expect(meetDrafts(base, without, changed, 'mine').clashes).to.deep.equal([{ place: 'checks.b', mine: null, theirs: { level: 'warning', that: 'y' } }]);
    expect(meetDrafts(base, changed, without, 'mine').clashes).to.deep.equal([{ place: 'checks.b.level', mine: 'warning', theirs: null }]);
  });
  it('is what both did, whoever is asked first, where they do not clash', () => {
    const edits = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: 0, max: 3 }), { maxKeys: 4 });
    fc.assert(
      fc.property(edits, edits, edits, (one, two, three) => {
        const forth = meetDrafts(one, two, three, 'mine');
        const back = meetDrafts(one, three, two, 'mine');
        expect(forth.clashes.map(({ place }) => place).sort()).to.deep.equal(back.clashes.map(({ place }) => place).sort());
        if (forth.clashes.length === 0) expect(forth.together).to.deep.equal(back.together);
      }),
    );
  });
});
