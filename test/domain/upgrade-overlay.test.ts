import { expect } from 'chai';
import fc from 'fast-check';
import { differenceOf, isMap, isWithin, type Json, type JsonMap, leavesOf, mergePatch, sameJson, valueAt } from '../../server/domain/merge-patch.js';
import { type Resolutions, upgradeOverlay } from '../../server/domain/upgrade-overlay.js';
import { packFiles } from '../support/packs.js';

const key = fc.constantFrom('a', 'b', 'c', 'd');
const scalar = fc.oneof(fc.boolean(), fc.integer({ min: 0, max: 3 }));
const treeOf = (leaf: fc.Arbitrary<Json>) =>
  fc.letrec<{ tree: JsonMap; node: Json }>((tie) => ({
    tree: fc.dictionary(key, tie('node'), { maxKeys: 4, noNullPrototype: true }) as fc.Arbitrary<JsonMap>,
    node: fc.oneof({ depthSize: 'small' }, leaf, tie('tree')) as fc.Arbitrary<Json>,
  })).tree;
const tree = treeOf(scalar);
const patch = treeOf(fc.oneof(scalar, fc.constant(null)));
const runs = { numRuns: 3000 };
const allTake = (ids: { id: string }[], take: 'theirs' | 'ours'): Resolutions => Object.fromEntries(ids.map(({ id }) => [id, { take }]));
const says = (result: Json, path: string[], value: Json): boolean =>
  sameJson(valueAt(result, path) ?? null, isMap(value) ? (valueAt(result, path) ?? null) : value);

describe('upgrade-overlay, as a law', () => {
  it('an unchanged base leaves the changes as they are', () => {
    fc.assert(
      fc.property(tree, patch, (base, ours) => {
        const { patch: merged, conflicts } = upgradeOverlay(base, base, ours);
        return conflicts.length === 0 && sameJson(mergePatch(base, merged as JsonMap), mergePatch(base, ours));
      }),
      runs,
    );
  });
  it('no changes take the new base as it is', () => {
    fc.assert(
      fc.property(tree, tree, (oldBase, newBase) => {
        const { patch: merged, conflicts } = upgradeOverlay(oldBase, newBase, {});
        return conflicts.length === 0 && sameJson(mergePatch(newBase, merged as JsonMap), newBase);
      }),
      runs,
    );
  });
  it('a conflict is never swallowed: what is in none says what both sides wanted', () => {
    fc.assert(
      fc.property(tree, tree, patch, (oldBase, newBase, ours) => {
        const { conflicts } = upgradeOverlay(oldBase, newBase, ours);
        const { patch: merged } = upgradeOverlay(oldBase, newBase, ours, allTake(conflicts, 'theirs'));
        const result = mergePatch(newBase, merged as JsonMap);
        const outside = (path: string[]): boolean => !conflicts.some((conflict) => isWithin(path, conflict.path));
        const theirs = leavesOf(differenceOf(oldBase, newBase)).every(({ path, value }) => !outside(path) || says(result, path, value));
        const mine = leavesOf(ours).every(({ path, value }) => !outside(path) || says(result, path, value));
        return theirs && mine;
      }),
      runs,
    );
  });
  it('nothing is lost: keeping ours everywhere says all of ours, taking theirs all of theirs, and the rest both', () => {
    fc.assert(
      fc.property(tree, tree, patch, (oldBase, newBase, ours) => {
        const { conflicts } = upgradeOverlay(oldBase, newBase, ours);
        const made = (take: 'ours' | 'theirs') => mergePatch(newBase, upgradeOverlay(oldBase, newBase, ours, allTake(conflicts, take)).patch as JsonMap);
        const wanted = mergePatch(oldBase, ours);
        return (
          conflicts.every(({ path }) => sameJson(valueAt(made('ours'), path) ?? null, valueAt(wanted, path) ?? null)) &&
          conflicts.every(({ path }) => sameJson(valueAt(made('theirs'), path) ?? null, valueAt(newBase, path) ?? null)) &&
          leavesOf(ours).every(({ path, value }) => says(made('ours'), path, value))
        );
      }),
      runs,
    );
  });
  it('a value of their own is what stands in the end', () => {
    fc.assert(
      fc.property(tree, tree, patch, scalar, (oldBase, newBase, ours, value) => {
        const { conflicts } = upgradeOverlay(oldBase, newBase, ours);
        const resolutions: Resolutions = Object.fromEntries(conflicts.map(({ id }) => [id, { take: 'value', value }]));
        const result = mergePatch(newBase, upgradeOverlay(oldBase, newBase, ours, resolutions).patch as JsonMap);
        return conflicts.every(({ path }) => valueAt(result, path) === value);
      }),
      runs,
    );
  });
  it('stays unmade while one conflict is open', () => {
    const { conflicts } = upgradeOverlay({ a: 1, b: 1 }, { a: 2, b: 2 }, { a: 3, b: 3 });
    expect(conflicts.map(({ id, before, after, ours }) => [id, before, after, ours])).to.deep.equal([
      ['same a', 1, 2, 3],
      ['same b', 1, 2, 3],
    ]);
    const half = upgradeOverlay({ a: 1, b: 1 }, { a: 2, b: 2 }, { a: 3, b: 3 }, { 'same a': { take: 'ours' } });
    expect([half.patch, half.open.map(({ id }) => id)]).to.deep.equal([null, ['same b']]);
  });
});

const base = packFiles().find((file) => file.pack === 'base' && file.content.id === 'monthly-monitoring')?.content as unknown as JsonMap;
const life = packFiles().find((file) => file.pack === 'base' && file.content.kind === 'life')?.content as unknown as JsonMap;
const column = (key: string, change: Json): JsonMap => ({ schema: { properties: { grades: { each: { properties: { [key]: change } } } } } });
const later = (patch: JsonMap): JsonMap => mergePatch(base, patch) as JsonMap;
const withoutRemark = later({ ...column('remark', null), layout: { tables: { grades: { columns: { remark: null } } } }, checks: { otherExplained: null } });
const remarkPath = 'schema.properties.grades.each.properties.remark';

describe('upgrade-overlay, on definitions', () => {
  it('equal, above and below are conflicts; the same wish is none', () => {
    expect(upgradeOverlay(base, later({ title: '新表名' }), { title: '本县表名' }).conflicts.map(({ id }) => id)).to.deep.equal(['same title']);
    expect(upgradeOverlay(base, later({ title: '新表名' }), { title: '新表名' }).conflicts).to.deep.equal([]);
    const above = upgradeOverlay(base, withoutRemark, column('remark', { title: '说明' }));
    expect(above.conflicts.map(({ id, ours }) => [id, (ours as JsonMap).title])).to.deep.equal([[`same ${remarkPath}`, '说明']]);
    const kept = upgradeOverlay(base, withoutRemark, column('remark', { title: '说明' }), allTake(above.conflicts, 'ours'));
    expect(kept.keeps).to.deep.equal([remarkPath]);
    expect(valueAt(kept.patch as JsonMap, [...remarkPath.split('.'), 'maxLength'])).to.equal(200);
  });
  it('an expression of ours that names what the base dropped, hid or retyped is a conflict', () => {
    const check = {
      checks: { ps_told: { each: 'grades', level: 'warning', at: { remark: true }, that: "row.remark != ''", message: '{row.title}：请填备注' } },
    } as JsonMap;
    for (const newBase of [withoutRemark, later(column('remark', { hidden: true })), later(column('remark', { type: 'integer' }))]) {
      const { conflicts } = upgradeOverlay(base, newBase, check);
      expect(conflicts.map(({ kind, path, thing }) => [kind, path.join('.'), thing.at(-1)])).to.deep.equal([['ours-names-lost', 'checks.ps_told', 'remark']]);
    }
    const dropped = upgradeOverlay(base, withoutRemark, check).conflicts;
    expect(upgradeOverlay(base, withoutRemark, check, allTake(dropped, 'theirs')).patch).to.deep.equal({});
    const kept = upgradeOverlay(base, withoutRemark, check, allTake(dropped, 'ours'));
    expect(kept.keeps).to.include(remarkPath);
    expect(valueAt(mergePatch(withoutRemark, kept.patch as JsonMap), remarkPath.split('.'))).to.deep.equal(valueAt(base, remarkPath.split('.')));
  });
  it('an expression of the new base that names what we hid or retyped is a conflict', () => {
    const newBase = later({ checks: { told: { each: 'grades', level: 'warning', that: "row.absent == 0 || row.remark != ''", message: '请说明' } } });
    for (const change of [{ hidden: true }, { type: 'boolean' }] as JsonMap[]) {
      const { conflicts } = upgradeOverlay(base, newBase, column('remark', change));
      expect(conflicts.map(({ kind, path }) => [kind, path.join('.')])).to.deep.equal([['theirs-names-lost', 'checks.told']]);
      expect(upgradeOverlay(base, newBase, column('remark', change), allTake(conflicts, 'theirs')).patch).to.deep.equal({});
      expect(upgradeOverlay(base, newBase, column('remark', change), allTake(conflicts, 'ours')).patch).to.deep.equal(column('remark', change));
    }
  });
  it('a step of a life that leads from or to a state the base dropped is a conflict', () => {
    const newLife = mergePatch(life, {
      states: { submitted: null },
      actions: { submit: { to: 'reported' }, withdraw: null, approve: null, headReturn: null },
    }) as JsonMap;
    const ours = { actions: { ps_recall: { title: '收回', from: { submitted: true }, to: 'draft', by: { filler: true } } } } as JsonMap;
    expect(upgradeOverlay(life, newLife, ours).conflicts.map(({ id }) => id)).to.deep.equal(['ours-names-lost actions.ps_recall states.submitted']);
  });
  it('what stands apart merges without a word', () => {
    const newBase = later({ ...column('boarders', { type: 'integer', title: '寄宿生' }), period: { grace: 2 } });
    const ours = { ...column('ps_jiedu', { type: 'integer', title: '借读' }), period: { due: { day: 8 } } } as JsonMap;
    const { conflicts, patch: merged } = upgradeOverlay(base, newBase, ours);
    expect(conflicts).to.deep.equal([]);
    const made = mergePatch(newBase, merged as JsonMap);
    expect(valueAt(made, ['period'])).to.deep.include({ grace: 2, due: { day: 8, of: 'next' } });
    expect(Object.keys(valueAt(made, ['schema', 'properties', 'grades', 'each', 'properties']) as JsonMap)).to.include.members(['boarders', 'ps_jiedu']);
  });
});
