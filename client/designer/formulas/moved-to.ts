import { orderBehind, placesIn } from '../edit-tree.js';

/** The `order` that moves an entry one place up or down. */
export function movedTo(map: { [key: string]: object } | undefined, key: string, by: -1 | 1): number {
  const keys = placesIn(map).map((one) => one.key);
  const at = keys.indexOf(key);
  return orderBehind(map, (by === 1 ? keys[at + 1] : keys[at - 2]) ?? null, key);
}
