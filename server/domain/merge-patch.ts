// JSON Merge Patch (RFC 7396): how a layer says what it changes, and how that is found from two whole definitions.
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonMap = { [key: string]: Json };

export const isMap = (value: Json | undefined): value is JsonMap => value !== null && typeof value === 'object' && !Array.isArray(value);
/** Keys that reach a prototype are never taken over. */
export const isForbiddenKey = (key: string): boolean => key === '__proto__' || key === 'constructor' || key === 'prototype';
const keysOf = (map: JsonMap): string[] => Object.keys(map).filter((key) => !isForbiddenKey(key));

/** `target` as the patch wants it; null takes a key away. Neither argument is changed. */
export function mergePatch(target: Json | undefined, patch: Json): Json {
  if (!isMap(patch)) return patch;
  const merged: JsonMap = isMap(target) ? { ...target } : {};
  for (const key of keysOf(patch)) {
    const value = patch[key] as Json;
    if (value === null) delete merged[key];
    else merged[key] = mergePatch(own(merged, key), value);
  }
  return merged;
}

/**
 * The patch that makes `edited` of `base`; `{}` when nothing is to be done. Both hold no null, as definitions do not.
 * The order of keys is not a difference: places are numbers (`order`).
 */
export function differenceOf(base: Json | undefined, edited: Json): Json {
  if (!isMap(edited)) return edited;
  if (!isMap(base)) return mergePatch({}, edited);
  const patch: JsonMap = {};
  for (const key of keysOf(base)) if (!Object.hasOwn(edited, key)) patch[key] = null;
  for (const key of keysOf(edited)) {
    const before = own(base, key);
    const after = edited[key] as Json;
    if (sameJson(before, after)) continue;
    // A map over something that is none has to be said whole, and a map that becomes empty key by key.
    patch[key] = differenceOf(before, after);
  }
  return patch;
}

/** Equal whatever the order of keys. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((one, index) => sameJson(one, b[index]));
  if (!isMap(a) || !isMap(b)) return a === b;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key], b[key]));
}

export type Leaf = { path: string[]; value: Json };

/** What a patch touches: every place where it sets or takes away a value, an empty map included. */
export function leavesOf(patch: Json, path: string[] = []): Leaf[] {
  if (!isMap(patch) || (keysOf(patch).length === 0 && path.length > 0)) return [{ path, value: patch }];
  return keysOf(patch).flatMap((key) => leavesOf(patch[key] as Json, [...path, key]));
}

/** The value at a path; undefined where there is none. */
export function valueAt(tree: Json | undefined, path: string[]): Json | undefined {
  return path.reduce<Json | undefined>((value, key) => (isMap(value) ? own(value, key) : undefined), tree);
}

/** A copy with one place set; undefined takes it away, and with it the maps that become empty above it. */
export function withValueAt(tree: Json | undefined, path: string[], value: Json | undefined): Json {
  const [key, ...rest] = path;
  if (key === undefined) return value ?? {};
  const map: JsonMap = isMap(tree) ? { ...tree } : {};
  const inner = rest.length === 0 ? value : withValueAt(own(map, key), rest, value);
  if (inner === undefined || (value === undefined && isMap(inner) && Object.keys(inner).length === 0)) delete map[key];
  else map[key] = inner;
  return map;
}

export const isWithin = (path: string[], above: string[]): boolean => above.every((key, index) => path[index] === key);

function own(map: JsonMap, key: string): Json | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}
