// A county's changes on a new version of what lies below them.
import type { Deps } from '../deps.js';
import { conflictWords } from '../domain/conflict-words.js';
import { compareDefinitions } from '../domain/definition-changes.js';
import type { DraftView, UpgradeView } from '../domain/definition-views.js';
import { foldStack } from '../domain/layers.js';
import type { JsonMap } from '../domain/merge-patch.js';
import type { Actor } from '../domain/office.js';
import { Problem } from '../domain/problem.js';
import type { Resolutions } from '../domain/upgrade-overlay.js';
import { type StackUpgrade, upgradeStack } from '../domain/upgrade-stack.js';
import { checkOwnLayer } from './check-definition.js';
import { edited, type FoundDefinition, findDefinition, isUpgradeDue } from './find-definition.js';
import { draftView } from './show-definition.js';

/** What waits to be decided before the county can follow. @throws Problem NOT_FOUND */
export async function showUpgrade(actor: Actor, id: string, deps: Deps): Promise<UpgradeView> {
  const found = await findDefinition(actor, id, deps);
  const { conflicts } = met(found, {});
  const [before, after] = [found.own.stack, found.files].map((stack) => foldStack(stack).content);
  const trees = { before: (before ?? {}) as unknown as JsonMap, after: (after ?? {}) as unknown as JsonMap, mine: edited(found.own) ?? {} };
  return {
    due: isUpgradeDue(found),
    rev: found.draft?.rev ?? 0,
    from: versionsIn(found.own.stack),
    to: versionsIn(found.files),
    conflicts: conflicts.map(({ path, thing, layer, ...conflict }) => ({
      ...conflict,
      words: conflictWords({ path, thing, ...conflict }, trees),
      path: path.join('.'),
      thing: thing.join('.'),
      layer: layer.kind,
      layerTitle: layer.title,
    })),
    below: before && after && isUpgradeDue(found) ? compareDefinitions(before, after) : [],
  };
}

/**
 * Writes what was decided into a draft on the new files; publishing it is a step of its own.
 * @throws Problem NOT_FOUND, NOTHING_NEW, STALE, UPGRADE_DUE (conflicts nobody has decided, in `open`)
 */
export async function resolveUpgrade(actor: Actor, id: string, call: { rev: number; resolutions: Resolutions; why?: string }, deps: Deps): Promise<DraftView> {
  const found = await findDefinition(actor, id, deps);
  if ((found.draft?.rev ?? 0) !== call.rev) throw new Problem('STALE');
  if (!isUpgradeDue(found)) throw new Problem('NOTHING_NEW', { detail: '沿用的基础定义没有新版' });
  const upgrade = met(found, call.resolutions);
  if (!upgrade.own)
    throw new Problem('UPGRADE_DUE', { detail: `还有 ${upgrade.open.length} 处要决定`, extra: { open: upgrade.open.map(({ id: conflict }) => conflict) } });
  const own = { stack: found.files, patch: upgrade.own, keeps: upgrade.keeps };
  const { content, faults } = await checkOwnLayer(actor, found, own, deps);
  const saved = await deps.store.definitionDrafts.save(
    {
      county: actor.county,
      id,
      kind: String(content?.kind ?? found.last?.kind ?? ''),
      ...own,
      cause: 'upgrade',
      by: { id: actor.id, name: actor.name },
      at: deps.clock(),
      why: call.why ?? found.draft?.why ?? '',
    },
    call.rev,
  );
  if (!saved) throw new Problem('STALE');
  return draftView({ ...found, draft: await deps.store.definitionDrafts.find(actor.county, id), own }, faults);
}

const met = ({ own, files, layer }: FoundDefinition, resolutions: Resolutions): StackUpgrade =>
  upgradeStack(own.stack, files, { layer: { ...layer, kind: 'own' }, patch: own.patch, keeps: own.keeps }, resolutions);

const versionsIn = ({ root, changes }: FoundDefinition['files']): UpgradeView['from'] =>
  [...(root ? [root] : []), ...changes].map(({ layer, version }) => ({ layer: layer.kind, title: layer.title, version }));
