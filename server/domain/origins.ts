// Where every item of a definition comes from.
import type { LayerKind } from './layer.js';
import type { LayerChange, Stack } from './layers.js';
import { isMap, type Json, type JsonMap, leavesOf, sameJson, valueAt } from './merge-patch.js';

/** `version` is of the layer's file, or of the county's publication; `when` is ISO 8601, '' when unknown; `who` is '' for what the product brings. */
export type Origin = { layer: LayerKind; id: string; title: string; version: number; who: string; when: string; why: string; source: string };
/** `at` gives for every path of the definition the place of its origin in `origins`. */
export type Origins = { origins: Origin[]; at: { [path: string]: number } };
/** One publication of the county's own layer, oldest first. */
export type OwnPublication = { version: number; who: string; when: string; why: string; patch: JsonMap };

/** @param history what the county published before, so that each of its own items names the publication that made it so. */
export function originsOf(stack: Stack, history: OwnPublication[] = []): Origins {
  const origins: Origin[] = [];
  const at = new Map<string, number>();
  const known = (origin: Origin): number => {
    const index = origins.findIndex((one) => one.layer === origin.layer && one.id === origin.id && one.version === origin.version && one.when === origin.when);
    return index >= 0 ? index : origins.push(origin) - 1;
  };
  if (stack.root) {
    const index = known(originOfLayer(stack.root));
    for (const path of nodesOf(stack.root.content as unknown as Json, [])) at.set(path.join('.'), index);
  }
  for (const change of stack.changes) {
    for (const { path, value } of leavesOf(change.patch)) {
      const origin = known(change.layer.kind === 'own' ? publicationOf(change, path, value, history) : originOfLayer(change));
      const place = path.join('.');
      if (value === null || !isMap(value)) for (const one of [...at.keys()]) if (one === place || one.startsWith(`${place}.`)) at.delete(one);
      if (value === null) continue;
      for (let length = 1; length <= path.length; length++) {
        const above = path.slice(0, length).join('.');
        if (length === path.length || !at.has(above)) at.set(above, isMap(value) && at.has(above) ? (at.get(above) as number) : origin);
      }
    }
  }
  return { origins, at: Object.fromEntries([...at].sort(([a], [b]) => (a < b ? -1 : 1))) };
}

const originOfLayer = ({ layer, version, who, when, why, source }: Omit<LayerChange, 'patch' | 'assumed'>): Origin => ({
  layer: layer.kind,
  id: layer.id,
  title: layer.title,
  version,
  who,
  when,
  why,
  source,
});

/** The first of the last publications in a row that say the same at this place; the change itself when it is not published yet. */
function publicationOf(change: LayerChange, path: string[], value: Json, history: OwnPublication[]): Origin {
  let made: OwnPublication | null = null;
  for (const publication of [...history].reverse()) {
    if (!sameJson(valueAt(publication.patch, path), value)) break;
    made = publication;
  }
  return { ...originOfLayer(change), ...(made ? { version: made.version, who: made.who, when: made.when, why: made.why } : {}) };
}

function nodesOf(tree: Json, path: string[]): string[][] {
  const below = isMap(tree) ? Object.entries(tree).flatMap(([key, value]) => nodesOf(value, [...path, key])) : [];
  return path.length > 0 ? [path, ...below] : below;
}
