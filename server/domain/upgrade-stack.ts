// New versions of the files below: every layer that stayed as it was meets what changed below it.
import type { Layer } from './layer.js';
import type { LayerChange, Stack } from './layers.js';
import { differenceOf, type JsonMap, mergePatch, sameJson } from './merge-patch.js';
import type { Lost } from './references.js';
import { type Conflict, type Resolutions, upgradeOverlay } from './upgrade-overlay.js';

/** A conflict with the layer whose change is `ours`; ids begin with the layer's. */
export type LayerConflict = Conflict & { layer: Layer };
export type StackUpgrade = {
  /** What the county's own layer has to say on the new files; null while a conflict is open. */
  own: JsonMap | null;
  keeps: string[];
  conflicts: LayerConflict[];
  open: LayerConflict[];
  /** Places of the new files that come in as they are. */
  taken: string[][];
};

/**
 * Brings the county's own layer onto new file layers. A file layer that has a new text was written with the new base in sight;
 * one that stayed as it was has its conflicts shown too, and what is decided about them goes into the county's own layer.
 * @param from file layers as they were, without the own one; `to` as they are now.
 */
export function upgradeStack(
  from: Stack,
  to: Stack,
  own: Pick<LayerChange, 'layer' | 'patch' | 'keeps'>,
  resolutions: Resolutions = {},
  elsewhere: Lost[] = [],
): StackUpgrade {
  const conflicts: LayerConflict[] = [];
  const open: LayerConflict[] = [];
  const keeps = new Set<string>();
  let files = rootOf(to);
  let wanted = files;
  const taken: string[][] = [];
  for (const change of to.changes) {
    files = mergePatch(files, change.patch) as JsonMap;
    const before = from.changes.findIndex((one) => one.layer.id === change.layer.id);
    const unchanged = before >= 0 && sameJson((from.changes[before] as LayerChange).patch, change.patch);
    const made = unchanged ? meet(foldedTo(from, before), wanted, change) : change.patch;
    wanted = mergePatch(wanted, made) as JsonMap;
  }
  function meet(oldBelow: JsonMap, newBelow: JsonMap, change: Pick<LayerChange, 'layer' | 'patch' | 'keeps'>): JsonMap {
    const prefix = `${change.layer.kind === 'own' ? 'own' : change.layer.id}: `;
    const asked = Object.fromEntries(
      Object.entries(resolutions)
        .filter(([id]) => id.startsWith(prefix))
        .map(([id, resolution]) => [id.slice(prefix.length), resolution]),
    );
    const upgrade = upgradeOverlay(oldBelow, newBelow, change.patch, asked, elsewhere);
    const named = (one: Conflict): LayerConflict => ({ ...one, id: prefix + one.id, layer: change.layer });
    conflicts.push(...upgrade.conflicts.map(named));
    open.push(...upgrade.open.map(named));
    for (const place of upgrade.keeps) keeps.add(place);
    if (change.layer.kind === 'own') taken.push(...upgrade.taken);
    return upgrade.patch ?? change.patch;
  }
  const owned = meet(foldedTo(from, from.changes.length), wanted, own);
  for (const place of own.keeps ?? []) keeps.add(place);
  if (open.length > 0) return { own: null, keeps: [], conflicts, open, taken };
  // Where the files say what is wanted, the county's words stay as they were written.
  const patch = sameJson(files, wanted) ? owned : (differenceOf(files, mergePatch(wanted, owned)) as JsonMap);
  return { own: patch, keeps: [...keeps], conflicts, open, taken };
}

const rootOf = (stack: Stack): JsonMap => (stack.root?.content ?? {}) as unknown as JsonMap;
const foldedTo = (stack: Stack, count: number): JsonMap =>
  stack.changes.slice(0, count).reduce<JsonMap>((content, change) => mergePatch(content, change.patch) as JsonMap, rootOf(stack));

/** True when the files below say something else than they did. */
export function hasMoved(from: Stack, to: Stack): boolean {
  return !sameJson(foldedTo(from, from.changes.length), foldedTo(to, to.changes.length));
}
