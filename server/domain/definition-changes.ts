// What differs between two definitions, item by item, each with a Chinese sentence.
import { sentenceFor } from './change-sentences.js';
import { entryOf, titleAt } from './definition-places.js';
import type { Difference } from './difference.js';
import type { LayeredDefinition } from './layers.js';
import { isMap, type Json, type JsonMap, sameJson } from './merge-patch.js';

export type ChangeKind = 'added' | 'removed' | 'changed';
/** `path` is the place in the definition, `title` what people call it; `before` and `after` are null where absent. */
export type DefinitionChange = { definition: string; section: string; kind: ChangeKind; path: string; title: string; before: Json; after: Json; words: string };

/** Every difference has its sentence; several differences of one thing share one. */
export function compareDefinitions(before: LayeredDefinition | null, after: LayeredDefinition | null): DefinitionChange[] {
  const known = (after ?? before) as LayeredDefinition;
  if (!before || !after) {
    const words = before ? `删去${kindWords[known.kind] ?? '定义'}“${known.title}”` : `新建${kindWords[known.kind] ?? '定义'}“${known.title}”`;
    return [{ definition: known.id, section: 'whole', kind: before ? 'removed' : 'added', path: '', title: known.title, before: null, after: null, words }];
  }
  const trees = { before: before as unknown as JsonMap, after: after as unknown as JsonMap };
  const found = differences(trees.before, trees.after, [], known.kind).filter(({ path }) => !silent.includes(path[0] as string));
  const changes = found.flatMap((difference): DefinitionChange[] => {
    const said = sentenceFor(known.kind, difference, trees);
    if (said === null) return [];
    const { path } = difference;
    const entry = entryOf(known.kind, path) ?? path;
    const kind: ChangeKind = difference.before === undefined ? 'added' : difference.after === undefined ? 'removed' : 'changed';
    return [
      {
        definition: known.id,
        section: path[0] as string,
        kind: entry.length === path.length ? kind : 'changed',
        path: path.join('.'),
        title: titleAt(trees.after, entry) ?? titleAt(trees.before, entry) ?? '',
        before: difference.before ?? null,
        after: difference.after ?? null,
        words: said,
      },
    ];
  });
  return changes.filter((change, index) => changes.findIndex((other) => other.words === change.words) === index);
}

/** Nobody has to be told of these: they change with every version, or say nothing about the form. */
const silent = ['version', '$schema', 'id', 'kind', 'source'];

/** Kinds of definitions as people call them. */
export const kindWords: { [kind: string]: string } = {
  report: '报表',
  'code-list': '代码表',
  life: '办理过程',
  calendar: '校历',
  ledger: '台账',
  letter: '信函',
  clause: '法律条文',
  comparison: '比对',
};

/** A map that is no entry of its own is opened, so that each entry in it is named. */
export function differences(before: Json | undefined, after: Json | undefined, path: string[], kind: string): Difference[] {
  if (sameJson(before, after)) return [];
  const open = (one: Json | undefined, other: Json | undefined): boolean =>
    isMap(one) && (isMap(other) || (other === undefined && entryOf(kind, path) === null));
  if (!open(before, after) && !open(after, before)) return [{ path, before, after }];
  const [was, is] = [(before ?? {}) as JsonMap, (after ?? {}) as JsonMap];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((key) => differences(was[key], is[key], [...path, key], kind));
}
