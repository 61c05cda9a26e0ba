// Entries of a map added and moved among their neighbours, as people see them.
import { orderBehind, placesIn, setAt } from './edit-tree.js';

type Map = { [key: string]: object } | undefined;

/** Puts an entry behind another (null: first) in a map. */
export const addBehind = <T>(definition: T, path: string[], map: Map, key: string, entry: object, after: string | null): T =>
  setAt(definition, [...path, key], { ...entry, order: orderBehind(map, after) });

/** The last key of a map as people see it. */
export const lastIn = (map: Map): string | null => placesIn(map).at(-1)?.key ?? null;

/** One place up or down among those that are shown. */
export function moveIn<T>(definition: T, path: string[], map: { [key: string]: { order?: number; hidden?: boolean } } | undefined, key: string, by: -1 | 1): T {
  const shown = placesIn(map).filter((one) => !map?.[one.key]?.hidden || one.key === key);
  const at = shown.findIndex((one) => one.key === key);
  if (!shown[at + by]) return definition;
  const after = by === 1 ? shown[at + 1]?.key : (shown[at - 2]?.key ?? null);
  return after === undefined ? definition : setAt(definition, [...path, key, 'order'], orderBehind(map, after, key));
}
