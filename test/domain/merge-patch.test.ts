import { expect } from 'chai';
import fc from 'fast-check';
import { differenceOf, type Json, type JsonMap, leavesOf, mergePatch, sameJson, valueAt } from '../../server/domain/merge-patch.js';

const key = fc.constantFrom('a', 'b', 'c', 'd', 'toString', 'hasOwnProperty');
const scalar = fc.oneof(fc.boolean(), fc.integer({ min: 0, max: 3 }), fc.constantFrom('', 'x'));
const { tree } = fc.letrec<{ tree: JsonMap; node: Json }>((tie) => ({
  tree: fc.dictionary(key, tie('node'), { maxKeys: 4, noNullPrototype: true }) as fc.Arbitrary<JsonMap>,
  node: fc.oneof({ depthSize: 'small' }, scalar, fc.array(scalar, { maxLength: 2 }), tie('tree')) as fc.Arbitrary<Json>,
}));
const { patch } = fc.letrec<{ patch: JsonMap; node: Json }>((tie) => ({
  patch: fc.dictionary(key, tie('node'), { maxKeys: 4, noNullPrototype: true }) as fc.Arbitrary<JsonMap>,
  node: fc.oneof({ depthSize: 'small' }, scalar, fc.constant(null), fc.array(scalar, { maxLength: 2 }), tie('patch')) as fc.Arbitrary<Json>,
}));
const runs = { numRuns: 2000 };

describe('merge-patch', () => {
  it('no change is identity', () => {
    fc.assert(
      fc.property(tree, (base) => sameJson(mergePatch(base, {}), base) && sameJson(differenceOf(base, base), {})),
      runs,
    );
  });
  it('applying twice is applying once', () => {
    fc.assert(
      fc.property(tree, patch, (base, change) => sameJson(mergePatch(mergePatch(base, change), change), mergePatch(base, change))),
      runs,
    );
  });
  it('the difference of two trees makes one of the other', () => {
    fc.assert(
      fc.property(tree, tree, (base, edited) => sameJson(mergePatch(base, differenceOf(base, edited)), edited)),
      runs,
    );
  });
  it('the difference a patch made says the same as the patch', () => {
    fc.assert(
      fc.property(tree, patch, (base, change) => {
        const edited = mergePatch(base, change);
        return sameJson(mergePatch(base, differenceOf(base, edited)), edited);
      }),
      runs,
    );
  });
  it('patches that touch different places commute', () => {
    fc.assert(
      fc.property(tree, patch, patch, (base, one, other) => {
        const paths = leavesOf(other).map((leaf) => leaf.path.join('\n'));
        fc.pre(
          leavesOf(one).every(({ path }) =>
            paths.every((place) => !`${place}\n`.startsWith(`${path.join('\n')}\n`) && !`${path.join('\n')}\n`.startsWith(`${place}\n`)),
          ),
        );
        return sameJson(mergePatch(mergePatch(base, one), other), mergePatch(mergePatch(base, other), one));
      }),
      { numRuns: 1000, maxSkipsPerRun: 1000 },
    );
  });
  it('leaves every place it does not name as it was', () => {
    fc.assert(
      fc.property(tree, patch, (base, change) => {
        const touched = leavesOf(change).map((leaf) => leaf.path[0]);
        return Object.keys(base).every((top) => touched.includes(top) || sameJson(valueAt(mergePatch(base, change), [top]), base[top]));
      }),
      runs,
    );
  });
  it('never reaches a prototype', () => {
    const hostile = JSON.parse(
      '{ "__proto__": { "bad": true }, "constructor": { "prototype": { "bad": true } }, "a": { "__proto__": { "bad": true } } }',
    ) as Json;
    for (const made of [mergePatch({ a: {} }, hostile), mergePatch({}, differenceOf({ a: {} }, hostile))]) {
      expect(JSON.stringify(made)).to.not.contain('bad');
      expect(({} as { bad?: unknown }).bad).to.equal(undefined);
      expect((made as { bad?: unknown }).bad).to.equal(undefined);
    }
  });
});
