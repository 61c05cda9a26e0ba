// Changes of one place in a definition. None of them changes its argument.
import { byOrder } from '../../server/domain/by-order.js';
import { type JsonMap, valueAt, withValueAt } from '../../server/domain/merge-patch.js';

/** Sets one place; `undefined` takes it away, and with it the maps that become empty above it. */
export const setAt = <T>(definition: T, path: string[], value: unknown): T =>
  withValueAt(definition as unknown as JsonMap, path, value as JsonMap | undefined) as unknown as T;

export const getAt = (definition: unknown, path: string[]): unknown => valueAt(definition as JsonMap, path);

/** True when an entry comes from below: it can be hidden, not deleted. */
export const isFromBelow = (below: JsonMap, path: string[]): boolean => valueAt(below, path) !== undefined;

/** Takes an entry away: what comes from below is hidden, the county's own is deleted unless `keep` (it was published, records may hold it). */
export const removeEntry = <T>(definition: T, below: JsonMap, path: string[], keep = false): T =>
  keep || isFromBelow(below, path) ? setAt(definition, [...path, 'hidden'], true) : setAt(definition, path, undefined);

/** Places of the entries of a map as people see them, with the `order` each has. */
export const placesIn = (map: { [key: string]: object } | undefined): { key: string; order: number }[] => {
  const index = new Map(Object.keys(map ?? {}).map((key, at) => [key, at * 10]));
  return byOrder(map as { [key: string]: { order?: number } } | undefined).map(({ key, order }) => ({ key, order: order ?? (index.get(key) as number) }));
};

/** An `order` that puts an entry behind `after` (null: first) among its neighbours, leaving theirs alone. */
export function orderBehind(map: { [key: string]: object } | undefined, after: string | null, moved: string | null = null): number {
  const places = placesIn(map).filter(({ key }) => key !== moved);
  const at = after === null ? -1 : places.findIndex(({ key }) => key === after);
  const [left, right] = [places[at]?.order, places[at + 1]?.order];
  if (left === undefined) return right === undefined ? 0 : right - 10;
  return right === undefined ? left + 10 : (left + right) / 2;
}
