// What a conflict of an upgrade is about, in words: what the new version below does there, and what the county did.
import { attributeWords, nounOf } from './change-words.js';
import { compareDefinitions } from './definition-changes.js';
import { entryOf, titleAt } from './definition-places.js';
import type { LayeredDefinition } from './layers.js';
import { isWithin, type Json, type JsonMap, valueAt, withValueAt } from './merge-patch.js';
import type { Conflict } from './upgrade-overlay.js';

/** `place` names what it is about; `theirs` and `ours` are sentences, '' where that side left it alone. */
export type ConflictWords = { place: string; theirs: string; ours: string };
/** The definition below before and after, and as the county has it on the one before. */
export type ConflictTrees = { before: JsonMap; after: JsonMap; mine: JsonMap };

export function conflictWords({ kind, path, thing, before, after, ours }: Conflict, trees: ConflictTrees): ConflictWords {
  const known = { ...trees.before };
  const at = (value: Json): JsonMap => withValueAt(known, path, value ?? undefined) as JsonMap;
  const place = placeWords(path, [trees.mine, trees.after, trees.before]);
  const theirs = kind === 'ours-names-lost' ? said(trees.before, trees.after, thing) : said(at(before), at(after), path);
  const own = kind === 'theirs-names-lost' ? said(trees.before, trees.mine, thing) : said(at(before), at(ours), path);
  return { place, theirs, ours: own };
}

/** 栏目“备注”的名称, 填报期限, 检查“…”. */
export function placeWords(path: string[], trees: JsonMap[]): string {
  const kind = String(trees[0]?.kind ?? trees[1]?.kind);
  if (path[0] === 'period') return '填报期限';
  const node = entryOf(kind, path) ?? path.slice(0, 1);
  const first = <T>(read: (tree: JsonMap) => T | null | undefined): T | undefined =>
    trees.map(read).find((one) => one !== null && one !== undefined) ?? undefined;
  const title = node.length > 1 ? (first((tree) => titleAt(tree, node)) ?? messageAt(first((tree) => valueAt(tree, [...node, 'message'])))) : undefined;
  const noun = nounOf(
    kind,
    node,
    first((tree) => valueAt(tree, node)),
  );
  const named = title ? `${noun}“${title}”` : noun;
  return path.length > node.length ? `${named}的${attributeWords(path.at(-1) as string)}` : named;
}

const messageAt = (message: Json | undefined): string | undefined =>
  typeof message === 'string' ? message.replace(/\{[^}]*\}/g, '…').replace(/^…[：:]?/, '') : undefined;

function said(before: JsonMap, after: JsonMap, path: string[]): string {
  const changes = compareDefinitions(before as unknown as LayeredDefinition, after as unknown as LayeredDefinition);
  const near = changes.filter((change) => {
    const place = change.path.split('.');
    return isWithin(place, path) || isWithin(path, place);
  });
  return near.map(({ words }) => words).join('；');
}
