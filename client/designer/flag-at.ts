import type { JsonMap } from '../../server/domain/merge-patch.js';
import { getAt, isFromBelow, setAt } from './edit-tree.js';

/**
 * Sets a yes or no in a map of such (roles, months, states). No is `false` where the key comes from below or is the last one there,
 * since a layer deletes nothing that lies below it; elsewhere the key goes.
 */
export function flagAt<T>(definition: T, below: JsonMap, path: string[], yes: boolean): T {
  if (yes) return setAt(definition, path, true);
  const map = getAt(definition, path.slice(0, -1));
  const others = Object.keys((map as object | undefined) ?? {}).filter((key) => key !== path.at(-1));
  if (getAt(definition, path) === undefined) return definition;
  return setAt(definition, path, isFromBelow(below, path) || others.length === 0 ? false : undefined);
}

/** Keys of a map of yes and no that say yes. */
export const flagged = (map: { [key: string]: boolean } | undefined): string[] => Object.keys(map ?? {}).filter((key) => map?.[key]);
