// Two people, or two windows, changed one draft: what both changed elsewhere is kept, what both changed alike needs a decision.
import { differenceOf, type JsonMap, leavesOf, mergePatch, sameJson, valueAt } from '../../server/domain/merge-patch.js';

/** `place` is the path with dots in the definition. */
export type Clash = { place: string; mine: unknown; theirs: unknown };
export type Meeting = { together: JsonMap; clashes: Clash[] };

/** What `mine` and `theirs` make of `base`; places both changed to different values are taken from `prefer`, and named. */
export function meetDrafts(base: JsonMap, mine: JsonMap, theirs: JsonMap, prefer: 'mine' | 'theirs'): Meeting {
  const [ours, others] = [differenceOf(base, mine), differenceOf(base, theirs)] as [JsonMap, JsonMap];
  const [here, there] = [placesOf(ours), placesOf(others)];
  const clashing = here.filter(({ path }) => there.some((other) => within(path, other.path) || within(other.path, path)));
  const clashes = clashing
    .filter(({ path }) => !sameJson(valueAt(mine, path), valueAt(theirs, path)))
    .map(({ path }) => ({ place: path.join('.'), mine: valueAt(mine, path) ?? null, theirs: valueAt(theirs, path) ?? null }));
  const together = prefer === 'mine' ? mergePatch(theirs, ours) : mergePatch(mine, others);
  return { together: together as JsonMap, clashes };
}

/** An untouched draft has one "leaf" that says nothing. */
const placesOf = (patch: JsonMap) => leavesOf(patch).filter(({ path }) => path.length > 0);
const within = (path: string[], other: string[]): boolean => other.every((key, index) => path[index] === key);
