// A county's own changes as one file, to keep, to send, to bring into another installation.
import type { Deps } from '../deps.js';
import type { DraftView } from '../domain/definition-views.js';
import type { Stack } from '../domain/layers.js';
import { isForbiddenKey, isMap, type Json, type JsonMap } from '../domain/merge-patch.js';
import type { Actor } from '../domain/office.js';
import { Problem } from '../domain/problem.js';
import { canonicalText } from '../domain/report-record.js';
import { checkOwnLayer } from './check-definition.js';
import { effective, type FoundDefinition, findOrBegin, isUpgradeDue, type OwnLayer } from './find-definition.js';
import { draftView } from './show-definition.js';

/** `stack` are the file layers the patch was written on, so that it can be met with others. */
export type PackItem = { id: string; kind: string; title: string; version: number; patch: JsonMap; keeps: string[]; stack: Stack; why: string };
/** `sha256` is of the items as one canonical text. */
export type DefinitionPack = {
  format: 'yibiao-pack';
  formatVersion: 1;
  county: { id: string; title: string; prefix: string };
  exportedAt: string;
  items: PackItem[];
  sha256: string;
};

/** Everything the county changed and published. @throws Problem NOT_FOUND */
export async function exportPack(actor: Actor, deps: Deps): Promise<DefinitionPack> {
  const place = deps.layers.get(actor.county);
  if (!place) throw new Problem('NOT_FOUND');
  const latest = await deps.store.definitions.latest(actor.county);
  const items = latest
    .filter(({ patch }) => Object.keys(patch).length > 0)
    .map(({ id, kind, title, version, patch, keeps, stack, why }): PackItem => ({ id, kind, title, version, patch, keeps, stack, why }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const { id, title, prefix } = place.layer;
  return { format: 'yibiao-pack', formatVersion: 1, county: { id, title, prefix }, exportedAt: deps.clock().toISOString(), items, sha256: hashOf(items, deps) };
}

/**
 * Makes a draft of every item; publishing stays a step of its own. All or nothing where the file is not sound.
 * @throws Problem BAD_PACK (every fault), STALE where a draft stands in the way
 */
export async function importPack(actor: Actor, bytes: Uint8Array, deps: Deps): Promise<{ items: DraftView[] }> {
  const pack = readPack(bytes, deps);
  const place = deps.layers.get(actor.county);
  if (!place) throw new Problem('NOT_FOUND');
  const founds = [];
  for (const item of pack.items) founds.push({ item, found: await findOrBegin(actor, item.id, deps) });
  const inTheWay = founds.filter(({ found }) => found.draft);
  if (inTheWay.length > 0)
    throw new Problem('STALE', {
      detail: '有正在修改的草稿，请先发布或放弃',
      errors: inTheWay.map(({ item }) => ({ path: item.id, message: `“${item.title}”有草稿` })),
    });
  const items: DraftView[] = [];
  for (const { item, found } of founds) {
    const brought = { patch: item.patch, keeps: item.keeps, stack: item.stack };
    const due = dueOrBad(found, brought);
    // Where both lie on the same files, what counts is what is here.
    const own = due ? brought : { ...brought, stack: found.files };
    const checked = due ? { content: null, faults: [] } : await checkOwnLayer(actor, found, own, deps);
    await deps.store.definitionDrafts.save(
      { county: actor.county, id: item.id, kind: item.kind, ...own, cause: 'publish', by: { id: actor.id, name: actor.name }, at: deps.clock(), why: item.why },
      0,
    );
    items.push(draftView({ ...found, draft: await deps.store.definitionDrafts.find(actor.county, item.id), own }, checked.faults));
  }
  return { items };
}

/** @throws Problem BAD_PACK when the layers in the file are no definitions. */
function dueOrBad(found: FoundDefinition, own: OwnLayer): boolean {
  try {
    return isUpgradeDue({ files: found.files, own }) && effective(found, own).content !== null;
  } catch {
    throw new Problem('BAD_PACK', { errors: [{ path: found.id, message: '内容不是有效的定义' }] });
  }
}

/** Limits of a file from outside, in levels and items. */
const limits = { depth: 60, items: 300 };

function readPack(bytes: Uint8Array, deps: Pick<Deps, 'digest'>): DefinitionPack {
  const bad = (path: string, message: string): never => {
    throw new Problem('BAD_PACK', { errors: [{ path, message }] });
  };
  let read: Json = null;
  try {
    read = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Json;
  } catch {
    bad('', '不是完整的 JSON 文件');
  }
  const fault = unsafe(read);
  if (fault) bad('', fault);
  if (!isMap(read) || read.format !== 'yibiao-pack' || read.formatVersion !== 1 || !Array.isArray(read.items)) bad('format', '不是一表的定义包');
  const pack = read as unknown as DefinitionPack;
  if (pack.items.length > limits.items) bad('items', `一个包里最多 ${limits.items} 个定义`);
  const errors = pack.items.flatMap((item, index) =>
    isItem(item) ? [] : [{ path: `items.${index}`, message: '缺少 id、kind、patch、keeps 或 stack，或写法不对' }],
  );
  if (errors.length > 0) throw new Problem('BAD_PACK', { errors });
  if (new Set(pack.items.map(({ id }) => id)).size < pack.items.length) bad('items', '同一个定义出现了两次');
  if (hashOf(pack.items, deps) !== pack.sha256) bad('sha256', '内容与校验码不符，文件可能损坏或被改动');
  return pack;
}

const hashOf = (items: PackItem[], deps: Pick<Deps, 'digest'>): string => deps.digest(canonicalText(items));

/** Walks without recursion: a file of a million brackets must not overflow the stack. */
function unsafe(tree: Json): string | null {
  const waiting: { value: Json; depth: number }[] = [{ value: tree, depth: 0 }];
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    if (one.value === null || typeof one.value !== 'object') continue;
    if (one.depth >= limits.depth) return `层次太深，最多 ${limits.depth} 层`;
    for (const [key, value] of Object.entries(one.value)) {
      if (isForbiddenKey(key)) return `不能使用“${key}”这个名称`;
      waiting.push({ value, depth: one.depth + 1 });
    }
  }
  return null;
}

function isItem(item: unknown): boolean {
  if (!isMap(item as Json)) return false;
  const { id, kind, title, patch, keeps, stack, why } = item as { [key in keyof PackItem]: Json };
  const texts = [kind, title, why].every((text) => typeof text === 'string' && text.length <= 500);
  const named = typeof id === 'string' && /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) && id.length <= 60;
  const kept = Array.isArray(keeps) && keeps.every((place) => typeof place === 'string');
  return texts && named && kept && isMap(patch) && isMap(stack) && isStack(stack);
}

function isStack({ root, changes }: JsonMap): boolean {
  const written = (one: Json): boolean => isMap(one) && isMap(one.layer) && typeof one.version === 'number';
  return (
    (root === null || (written(root as Json) && isMap((root as JsonMap).content))) &&
    Array.isArray(changes) &&
    changes.every((one) => written(one) && isMap((one as JsonMap).patch))
  );
}
