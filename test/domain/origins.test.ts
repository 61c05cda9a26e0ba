import { expect } from 'chai';
import { placesOf } from '../../server/domain/layer-files.js';
import { foldStack, type Stack, withOwn } from '../../server/domain/layers.js';
import type { Json, JsonMap } from '../../server/domain/merge-patch.js';
import { originsOf } from '../../server/domain/origins.js';
import { upgradeStack } from '../../server/domain/upgrade-stack.js';
import { packFiles } from '../support/packs.js';

const place = placesOf(packFiles().map((file) => ({ ...file, takenAt: '2026-01-05T00:00:00.000Z' }))).places.find((one) => one.place.id === 'suiyang');
if (!place) throw new Error('no suiyang');
const stack = place.stacks.get('monthly-monitoring') as Stack;
const columns = 'schema.properties.grades.each.properties';

describe('origins', () => {
  it('names layer, version, who, when and why for every item', () => {
    const first = { title: '动态月报', checks: { sy_more: { level: 'warning', that: 'true', message: '请核' } } } as JsonMap;
    const second = { ...first, period: { grace: 2 }, checks: { sy_more: { level: 'error', that: 'true', message: '请核' } } } as JsonMap;
    const effective = withOwn(stack, second, place.layer, { version: 5, who: '卫一禾', when: '2026-11-20T08:00:00.000Z', why: '宽限两天' });
    const history = [
      { version: 3, who: '褚小满', when: '2026-10-01T08:00:00.000Z', why: '改名', patch: first },
      { version: 5, who: '卫一禾', when: '2026-11-20T08:00:00.000Z', why: '宽限两天', patch: second },
    ];
    const { origins, at } = originsOf(effective, history);
    const of = (path: string) => origins[at[path] as number];
    expect(of(`${columns}.absent.title`)).to.deep.include({ layer: 'product', version: 1, who: '', when: '2026-01-05T00:00:00.000Z' });
    expect(of(`${columns}.sy_suspected`)).to.deep.include({
      layer: 'county',
      id: 'suiyang',
      source: '《睢阳区教育体育局关于做好2024年秋季学期控辍保学工作的通知》（商睢教组秘〔2024〕129号）',
    });
    expect(of('period.due.day')).to.deep.include({ layer: 'county', why: '每月20日前如实上报控辍保学动态管理月报表' });
    expect(of('title')).to.deep.include({ layer: 'own', version: 3, who: '褚小满', why: '改名' });
    expect(of('period.grace')).to.deep.include({ layer: 'own', version: 5, who: '卫一禾' });
    expect(of('checks.sy_more.that')).to.deep.include({ version: 3 });
    expect(of('checks.sy_more.level')).to.deep.include({ version: 5 });
    const paths = nodes(foldStack(effective).content as unknown as Json, '');
    expect(paths.filter((path) => at[path] === undefined)).to.deep.equal([]);
    expect(Object.keys(at).filter((path) => !paths.includes(path))).to.deep.equal([]);
  });
});

describe('upgrade-stack', () => {
  const newer = (root: JsonMap): Stack => ({ ...stack, root: { ...(stack.root as NonNullable<Stack['root']>), version: 2, content: root as never } });
  const content = stack.root?.content as unknown as JsonMap;
  const own = { layer: { ...place.layer, kind: 'own' as const }, patch: { period: { grace: 3 } } as JsonMap };

  it("shows the conflicts of a file layer and of the county's own, and puts what is decided into the own layer", () => {
    const to = newer({ ...content, title: '新的表名', period: { ...(content.period as JsonMap), grace: 1 } } as JsonMap);
    const { conflicts, own: none } = upgradeStack(stack, to, own);
    expect([none, conflicts.map(({ id, layer }) => [id, layer.kind])]).to.deep.equal([
      null,
      [
        ['suiyang: same title', 'county'],
        ['own: same period.grace', 'own'],
      ],
    ]);
    const made = upgradeStack(stack, to, own, { 'suiyang: same title': { take: 'theirs' }, 'own: same period.grace': { take: 'ours' } });
    expect(made.own).to.deep.equal({ title: '新的表名', period: { grace: 3 } });
    const kept = upgradeStack(stack, to, own, { 'suiyang: same title': { take: 'ours' }, 'own: same period.grace': { take: 'theirs' } });
    expect(kept.own).to.deep.equal({});
  });
  it('leaves the file layer alone whose author has seen the new base', () => {
    const to = newer({ ...content, title: '新的表名' } as JsonMap);
    const change = to.changes[0] as Stack['changes'][number];
    const rewritten = { ...to, changes: [{ ...change, version: 2, patch: { ...change.patch, source: 'S3' } }] };
    expect(upgradeStack(stack, rewritten, own).conflicts).to.deep.equal([]);
    expect(upgradeStack(stack, stack, own)).to.deep.include({ own: own.patch, conflicts: [] });
  });
});

function nodes(tree: Json, path: string): string[] {
  if (tree === null || typeof tree !== 'object' || Array.isArray(tree)) return [];
  return Object.entries(tree).flatMap(([key, value]) => {
    const at = path ? `${path}.${key}` : key;
    return [at, ...nodes(value, at)];
  });
}
