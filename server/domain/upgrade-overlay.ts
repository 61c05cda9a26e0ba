// The same changes on a new version of what lies below: merges what it can, and shows the rest side by side.
import { entryOf } from './definition-places.js';
import { differenceOf, isMap, isWithin, type Json, type JsonMap, type Leaf, leavesOf, mergePatch, sameJson, valueAt, withValueAt } from './merge-patch.js';
import { type Lost, lostBetween, namesLost } from './references.js';

/** `same`: both touched a place, or one a place within what the other touched. `names`: one names what the other took away, hid or retyped. */
export type Conflict = {
  /** Same for the same conflict, so that a resolution finds it again. */
  id: string;
  kind: 'same' | 'ours-names-lost' | 'theirs-names-lost';
  path: string[];
  /** What is named and lost; the same as `path` for `same`. */
  thing: string[];
  /** Below before, below after, and with our change; absent is null. */
  before: Json;
  after: Json;
  ours: Json;
};
export type Resolution = { take: 'theirs' | 'ours' } | { take: 'value'; value: Json };
export type Resolutions = { [conflict: string]: Resolution };
export type Upgrade = {
  /** The changes for the new version; null while a conflict is open. */
  patch: JsonMap | null;
  conflicts: Conflict[];
  /** Conflicts without a resolution. */
  open: Conflict[];
  /** Places of the new version that come in as they are. */
  taken: string[][];
  /** Entries the new version dropped and this layer keeps under their old keys. */
  keeps: string[];
};

/** @param elsewhere what other definitions lost that expressions here may name, such as codes. */
export function upgradeOverlay(oldBase: JsonMap, newBase: JsonMap, patch: JsonMap, resolutions: Resolutions = {}, elsewhere: Lost[] = []): Upgrade {
  const kind = String(newBase.kind ?? oldBase.kind);
  const theirs = leavesOf(differenceOf(oldBase, newBase)).filter(({ path }) => path.join() !== 'version');
  const touched = leavesOf(patch);
  const ours = touched.filter((leaf) => touches(oldBase, leaf));
  const mine = mergePatch(oldBase, patch) as JsonMap;
  const conflicts = [...samePlaces(oldBase, newBase, mine, ours, theirs), ...names(kind, oldBase, newBase, mine, ours, theirs, elsewhere)];
  const open = conflicts.filter((conflict) => !resolutions[conflict.id]);
  const taken = theirs.map((leaf) => leaf.path).filter((path) => !conflicts.some((conflict) => conflict.kind === 'same' && isWithin(path, conflict.path)));
  if (open.length > 0) return { patch: null, conflicts, open, taken, keeps: [] };
  let merged: Json = touched.filter((leaf) => !touches(oldBase, leaf)).reduce<Json>((rest, { path }) => withValueAt(rest, path, undefined), patch);
  for (const conflict of conflicts) merged = resolved(merged, conflict, resolutions[conflict.id] as Resolution, oldBase, newBase, mine);
  return { patch: merged as JsonMap, conflicts, open, taken, keeps: kept(kind, oldBase, newBase, merged as JsonMap) };
}

/** An empty map over one that is there does nothing. */
const touches = (base: JsonMap, { path, value }: Leaf): boolean => !(isMap(value) && isMap(valueAt(base, path)));

function samePlaces(oldBase: JsonMap, newBase: JsonMap, mine: JsonMap, ours: Leaf[], theirs: Leaf[]): Conflict[] {
  const regions: string[][] = [];
  for (const our of ours) {
    for (const their of theirs) {
      const within = isWithin(our.path, their.path);
      if (!within && !isWithin(their.path, our.path)) continue;
      if (our.path.length === their.path.length && sameJson(our.value, their.value)) continue;
      regions.push(within ? their.path : our.path);
    }
  }
  const outermost = regions.filter(
    (path, index) => !regions.some((other, at) => (other.length < path.length || (other.length === path.length && at < index)) && isWithin(path, other)),
  );
  return outermost.map((path) => conflictAt('same', path, path, oldBase, newBase, mine));
}

function names(kind: string, oldBase: JsonMap, newBase: JsonMap, mine: JsonMap, ours: Leaf[], theirs: Leaf[], elsewhere: Lost[]): Conflict[] {
  const found = new Map<string, Conflict>();
  const add = (conflict: Conflict): void => void found.set(conflict.id, found.get(conflict.id) ?? conflict);
  for (const lost of [...lostBetween(oldBase, newBase), ...elsewhere])
    for (const leaf of ours)
      if (namesLost(leaf, lost) && !isWithin(leaf.path, lost.path))
        add(conflictAt('ours-names-lost', entryOf(kind, leaf.path) ?? leaf.path, lost.path, oldBase, newBase, mine));
  for (const lost of lostBetween(oldBase, mine))
    for (const leaf of theirs)
      if (namesLost(leaf, lost) && !isWithin(leaf.path, lost.path))
        add(conflictAt('theirs-names-lost', entryOf(kind, leaf.path) ?? leaf.path, lost.path, oldBase, newBase, mine));
  return [...found.values()];
}

function conflictAt(kind: Conflict['kind'], path: string[], thing: string[], oldBase: JsonMap, newBase: JsonMap, mine: JsonMap): Conflict {
  const at = (tree: JsonMap): Json => valueAt(tree, path) ?? null;
  return {
    id: [kind, path.join('.'), ...(kind === 'same' ? [] : [thing.join('.')])].join(' '),
    kind,
    path,
    thing,
    before: at(oldBase),
    after: at(newBase),
    ours: at(mine),
  };
}

function resolved(patch: Json, conflict: Conflict, resolution: Resolution, oldBase: JsonMap, newBase: JsonMap, mine: JsonMap): Json {
  const { kind, path, thing } = conflict;
  if (resolution.take === 'value') return withPatchAt(patch, path, differenceTo(newBase, path, resolution.value));
  if (kind === 'theirs-names-lost') {
    if (resolution.take === 'ours') return patch;
    // They need the thing: what we did to it is taken back.
    return ['hidden', 'type', 'codeList', 'format', 'rows'].reduce((without, key) => withValueAt(without, [...thing, key], undefined), patch);
  }
  if (resolution.take === 'theirs') return withValueAt(patch, path, undefined);
  if (kind === 'same') return withPatchAt(patch, path, differenceTo(newBase, path, valueAt(mine, path) ?? null));
  return restored(patch, thing, oldBase, newBase, mine);
}

/** Keeps what an expression of ours names: brings it back as it was, or shows it again. Things of other definitions are theirs to keep. */
function restored(patch: Json, thing: string[], oldBase: JsonMap, newBase: JsonMap, mine: JsonMap): Json {
  const was = valueAt(mine, thing) ?? valueAt(oldBase, thing);
  if (was === undefined) return patch;
  return withPatchAt(patch, thing, differenceTo(newBase, thing, was));
}

/** The patch at a path that makes the new base say `value` there; undefined when it does already. */
function differenceTo(newBase: JsonMap, path: string[], value: Json): Json | undefined {
  const now = valueAt(newBase, path);
  if (sameJson(now, value) || (now === undefined && value === null)) return undefined;
  return value === null ? null : differenceOf(now, value);
}

const withPatchAt = (patch: Json, path: string[], value: Json | undefined): Json => withValueAt(patch, path, value);

/** Entries that were below, are no more, and still stand with this layer. */
function kept(kind: string, oldBase: JsonMap, newBase: JsonMap, patch: JsonMap): string[] {
  const entries = leavesOf(patch).flatMap(({ path }) => {
    const entry = entryOf(kind, path);
    return entry ? [entry] : [];
  });
  const after = mergePatch(newBase, patch);
  return [
    ...new Set(
      entries
        .filter((path) => valueAt(oldBase, path) !== undefined && valueAt(newBase, path) === undefined && valueAt(after, path) !== undefined)
        .map((path) => path.join('.')),
    ),
  ];
}
