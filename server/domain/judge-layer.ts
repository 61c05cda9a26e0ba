// What a layer may do to what lies below it: add under its prefix, never delete, and leave locked entries comparable.
import type { CodeListDefinition, LedgerDefinition, ReportDefinition, Table } from './definition.generated.js';
import { isEntry } from './definition-places.js';
import type { Layer } from './layer.js';
import { isMap, type Json, type JsonMap, mergePatch, sameJson, valueAt } from './merge-patch.js';
import { placedColumns } from './placed-columns.js';
import type { Fault } from './problem.js';
import { isTable } from './record-data.js';

/** Every fault at once; paths begin with `patch`. `below` is `{}` for a definition that begins in this layer. */
export function judgeLayer(below: JsonMap, patch: JsonMap, layer: Layer, keeps: string[] = []): Fault[] {
  if (Object.keys(below).length === 0) return [];
  const kind = String(below.kind);
  const broken = [...identity(patch), ...deletions(below, patch, [])];
  // Locks are judged on what the patch comes to, which has to have the shape of a definition.
  return [...broken, ...unprefixed(below, patch, { layer, kind, keeps }, []), ...(broken.length > 0 ? [] : lockBreaks(below, patch, kind))];
}

function identity(patch: JsonMap): Fault[] {
  return ['id', 'kind', 'version']
    .filter((key) => Object.hasOwn(patch, key))
    .map((key) => ({ path: `patch.${key}`, message: `不能修改“${key}”；要做另一张表请新建定义` }));
}

/** A layer never deletes an entry: old records would lose what explains them. A plain setting may be taken back. */
function deletions(below: Json | undefined, patch: Json, path: string[]): Fault[] {
  if (patch === null) {
    return below === undefined || (!isMap(below) && path.length > 0)
      ? []
      : [{ path: placeOf(path), message: '不能删除基础定义里的内容；不用的请写 "hidden": true' }];
  }
  if (!isMap(patch)) return isMap(below) ? [{ path: placeOf(path), message: '这里原来有下级内容，不能改成一个值' }] : [];
  return Object.entries(patch).flatMap(([key, value]) => deletions(isMap(below) && Object.hasOwn(below, key) ? below[key] : undefined, value, [...path, key]));
}

/** Keys a layer adds begin with its prefix, so that a later version below cannot collide with them. Inside its own entries it is free. */
function unprefixed(below: Json | undefined, patch: Json, rules: { layer: Layer; kind: string; keeps: string[] }, path: string[]): Fault[] {
  const { layer, kind, keeps } = rules;
  if (!isMap(patch)) return [];
  return Object.entries(patch).flatMap(([key, value]): Fault[] => {
    const at = [...path, key];
    const before = isMap(below) && Object.hasOwn(below, key) ? below[key] : undefined;
    if (before !== undefined) return unprefixed(before, value, rules, at);
    if (!isEntry(kind, at)) return unprefixed(undefined, value, rules, at);
    if (value === null || (layer.prefix !== '' && key.startsWith(`${layer.prefix}_`)) || keeps.includes(at.join('.'))) return [];
    // The leaf of a header carries the key of its field, wherever that comes from.
    if (path[0] === 'layout' && path[1] === 'tables' && path[3] !== 'subtotals' && !isMap((value as JsonMap).columns)) return [];
    return [
      {
        path: placeOf(at),
        message:
          layer.prefix === '' ? `${layer.title}没有写明前缀（prefix），不能增加“${key}”` : `新增的键要以“${layer.prefix}_”开头，应写成“${layer.prefix}_${key}”`,
      },
    ];
  });
}

/** Locked: a layer may retitle, reorder, hint and tighten. Everything else would make the sums of counties incomparable. */
function lockBreaks(below: JsonMap, patch: JsonMap, kind: string): Fault[] {
  const after = mergePatch(below, patch) as JsonMap;
  if (kind === 'code-list') {
    const list = below as unknown as CodeListDefinition;
    return Object.entries(list.codes).flatMap(([key, code]) => (code.locked ? changed(['codes', key], below, after, code.title) : []));
  }
  if (kind === 'ledger') return ledgerLocks(below, after);
  if (kind !== 'report') return [];
  const report = below as unknown as ReportDefinition;
  return Object.entries(report.schema?.properties ?? {}).flatMap(([key, property]): Fault[] => {
    const path = ['schema', 'properties', key];
    const own = property.locked
      ? [...changed(path, below, after, property.title), ...summedOtherwise(['sums', key], below, after, property.title, isTable(property))]
      : [];
    return isTable(property) ? [...own, ...lockedColumns(key, property, below, after)] : own;
  });
}

/** A locked field keeps its type, a locked book its condition, a locked movement what it does: reports count by them. */
function ledgerLocks(below: JsonMap, after: JsonMap): Fault[] {
  const ledger = below as unknown as LedgerDefinition;
  const same = (path: string[], title: string): Fault[] =>
    sameJson(valueAt(below, path), valueAt(after, path)) ? [] : [{ path: placeOf(path), message: `“${title}”已锁定，报表按它计数，不能改这一处或停用` }];
  return [
    ...Object.entries(ledger.schema?.properties ?? {}).flatMap(([key, field]) =>
      field.locked ? changed(['schema', 'properties', key], below, after, field.title) : [],
    ),
    ...Object.entries(ledger.views ?? {}).flatMap(([key, book]) =>
      book.locked ? ['where', 'hidden'].flatMap((part) => same(['views', key, part], book.title)) : [],
    ),
    ...Object.entries(ledger.events ?? {}).flatMap(([key, event]) =>
      event.locked
        ? [...Object.keys(event.sets ?? {}).map((field) => ['sets', field]), ['takesIn'], ['hidden']].flatMap((part) =>
            same(['events', key, ...part], event.title),
          )
        : [],
    ),
  ];
}

function lockedColumns(key: string, table: Table, below: JsonMap, after: JsonMap): Fault[] {
  const shownBefore = placedColumns(below as unknown as ReportDefinition, key);
  const shownAfter = placedColumns(after as unknown as ReportDefinition, key);
  return Object.entries(table.each.properties).flatMap(([column, field]): Fault[] => {
    if (!field.locked) return [];
    const hidden = valueAt(after, ['schema', 'properties', key, 'each', 'properties', column, 'hidden']) === true;
    const gone = shownBefore.has(column) && !shownAfter.has(column) && !hidden;
    return [
      ...changed(['schema', 'properties', key, 'each', 'properties', column], below, after, field.title),
      ...summedOtherwise(['sums', key, column], below, after, field.title, false),
      ...(gone ? [{ path: placeOf(['layout', 'tables', key, 'columns']), message: lockedMessage(field.title) }] : []),
    ];
  });
}

/** Free to change on a locked entry; the rest may only become tighter, or stay. */
const free = ['title', 'order', 'hint', 'heads', 'source', 'each'];
const tighter: { [key: string]: (before: Json | undefined, after: Json | undefined) => boolean } = {
  minimum: (before, after) => typeof after === 'number' && (before === undefined || after >= (before as number)),
  maximum: (before, after) => typeof after === 'number' && (before === undefined || after <= (before as number)),
  minLength: (before, after) => typeof after === 'number' && (before === undefined || after >= (before as number)),
  maxLength: (before, after) => typeof after === 'number' && (before === undefined || after <= (before as number)),
  minLines: (before, after) => typeof after === 'number' && (before === undefined || after >= (before as number)),
  maxLines: (before, after) => typeof after === 'number' && (before === undefined || after <= (before as number)),
  required: (before, after) => after === true || before !== true,
};

function changed(path: string[], below: JsonMap, after: JsonMap, title: string): Fault[] {
  const was = valueAt(below, path);
  const is = valueAt(after, path);
  if (!isMap(was) || !isMap(is)) return sameJson(was, is) ? [] : [{ path: placeOf(path), message: lockedMessage(title) }];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((key) => !free.includes(key) && !sameJson(was[key], is[key]) && tighter[key]?.(was[key], is[key]) !== true)
    .filter((key) => !(key === 'hidden' && was.hidden === undefined && is.hidden === false))
    .map((key) => ({ path: placeOf([...path, key]), message: lockedMessage(title) }));
}

function summedOtherwise(path: string[], below: JsonMap, after: JsonMap, title: string, isWholeTable: boolean): Fault[] {
  const was = valueAt(below, path);
  const is = valueAt(after, path);
  // A table's rules are a map of columns, each judged for itself.
  if (was === undefined || sameJson(was, is) || (isWholeTable && isMap(was) && isMap(is))) return [];
  return [{ path: placeOf(path), message: lockedMessage(title) }];
}

const lockedMessage = (title: string): string => `“${title}”已锁定，只能改名称、次序、提示，或把限制收紧，否则各县的数不能相加`;
const placeOf = (path: string[]): string => ['patch', ...path].join('.');
