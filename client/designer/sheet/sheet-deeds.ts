// Everything one does to the sheet, by mouse or by keys. Deeds that cannot be done say why and change nothing.
import type { TFunction } from 'i18next';
import type { ReportDefinition } from '../../../server/domain/definition.generated.js';
import type { JsonMap } from '../../../server/domain/merge-patch.js';
import type { PlacedCell } from '../../../server/domain/place-header.js';
import type { Desk } from '../design-desk.js';
import { getAt, isFromBelow, orderBehind, placesIn, setAt } from '../edit-tree.js';
import { keyFor } from '../make-key.js';
import { addColumn, isOwn, removeColumn, renameColumn, sameTitle, showColumn, splitColumn, takenKeys } from './column-edits.js';
import { usesOfColumn } from './column-uses.js';
import { guessField } from './guess-field.js';
import {
  cellOf,
  columnsPath,
  fieldPath,
  groupUnder,
  headerOf,
  moveTo,
  neighbours,
  orderedBehind,
  placeAll,
  placePath,
  tableOf,
  ungroup,
} from './header-edits.js';
import type { SheetState } from './sheet-state.js';
import { columnsOf, type Thing, thingAt } from './things.js';

type Around = {
  desk(): Desk<ReportDefinition>;
  state(): SheetState;
  set(change: Partial<SheetState>): void;
  published(): JsonMap;
  t: TFunction;
};
export type SheetDeeds = ReturnType<typeof sheetDeeds>;
type Side = 'before' | 'after' | 'into';

export function sheetDeeds({ desk, state, set, published, t }: Around) {
  const report = (): ReportDefinition => desk().definition;
  /** @returns the report as it will be; the desk shows it with the next drawing */
  const edit = (step: string, change: (now: ReportDefinition) => ReportDefinition, title = ''): ReportDefinition => {
    set({ refusal: null });
    desk().edit(say(`design.table.steps.${step}`, { title }), change);
    return change(report());
  };
  const say = (key: string, values: object = {}): string => t(key as never, values as never) as unknown as string;
  const refuse = (why: string, values: object = {}): void => set({ refusal: say(`design.table.refused.${why}`, values) });
  const selected = (): Thing | null => thingAt(report(), desk().selection);
  const select = (path: string[] | null): void => {
    desk().select(path);
    set({ marked: null, refusal: null, coming: null });
  };
  const cellAt = (table: string, keys: string[]): PlacedCell | undefined =>
    headerOf(report(), table).cells.find((cell) => cell.keys.join('.') === keys.join('.'));
  const pathOf = (table: string, cell: PlacedCell): string[] => (cell.group ? placePath(table, cell.keys) : fieldPath(table, cell.key));
  const header = (): { table: string; cell: PlacedCell } | null => {
    const thing = selected();
    if (thing?.kind === 'column') {
      const cell = cellOf(report(), thing.table, thing.key);
      return cell ? { table: thing.table, cell } : null;
    }
    if (thing?.kind !== 'group') return null;
    const cell = cellAt(thing.table, thing.keys);
    return cell ? { table: thing.table, cell } : null;
  };
  const marked = (): { table: string; from: number; to: number } | null => state().marked ?? columnsOf(report(), selected());
  const siblings = (table: string, above: string[], now = report()): PlacedCell[] =>
    headerOf(now, table).cells.filter((cell) => cell.keys.slice(0, -1).join('.') === above.join('.'));
  const isLocked = (table: string, key: string): boolean => getAt(desk().below, [...fieldPath(table, key), 'locked']) === true;
  const columnsUnder = (table: string, cell: PlacedCell): string[] =>
    headerOf(report(), table)
      .leaves.slice(cell.column - 1, cell.column - 1 + cell.colSpan)
      .map(({ key }) => key);

  const remove = (table: string, keys: string[]): void => {
    const title =
      keys.length === 1 ? (tableOf(report(), table).each.properties[keys[0] as string]?.title ?? '') : t('design.table.columns', { count: keys.length });
    edit('removeColumn', (now) => keys.reduce((one, key) => removeColumn(one, desk().below, published(), table, key), now), title);
    set({ leaving: null });
    select(['schema', 'properties', table]);
  };
  const move = (table: string, keys: string[], above: string[], after: string | null): void => {
    const cell = cellAt(table, keys);
    if (!cell) return;
    if (sameTitle(report(), table, above, cell.title, cell.keys.join('.'))) return refuse('sameTitle', { title: cell.title });
    const next = edit('moveColumn', (now) => moveTo(now, desk().below, desk().prefix, table, keys, above, after), cell.title);
    const moved = cell.group ? siblings(table, above, next).find((one) => one.title === cell.title && one.group) : cellOf(next, table, cell.key);
    if (moved) desk().select(pathOf(table, moved));
    set({ marked: null });
  };
  const freshKey = (title: string, table: string): Promise<string> => keyFor(title, desk().prefix, takenKeys(report(), table));

  return {
    select,
    /** Marks from what is selected to this header. */
    extendTo(table: string, cell: PlacedCell): void {
      const from = state().marked ?? columnsOf(report(), selected());
      if (!from || from.table !== table) return select(pathOf(table, cell));
      const start = columnsOf(report(), selected()) ?? from;
      set({ marked: { table, from: Math.min(start.from, cell.column), to: Math.max(start.to, cell.column + cell.colSpan - 1) }, refusal: null });
    },
    name: (path: string[] | null): void => set({ naming: path === null ? null : path.join('.') }),
    open: (dialog: SheetState['dialog']): void => set({ dialog, refusal: null }),
    stay: (): void => set({ leaving: null }),
    say: refuse,

    /** Begins a column beside what is selected; it comes into being when it is named. */
    insert(side: 'before' | 'after' | 'under'): void {
      const at = header();
      const thing = selected();
      if (!at) {
        if (thing?.kind !== 'table') return refuse('chooseColumn');
        const last = siblings(thing.table, []).at(-1)?.key ?? null;
        return set({ coming: { table: thing.table, above: [], after: last }, refusal: null });
      }
      const { table, cell } = at;
      const above = cell.keys.slice(0, -1);
      const row = siblings(table, above);
      const index = row.findIndex((one) => one.key === cell.key);
      if (side === 'under') {
        const under = cell.group ? cell.keys : above;
        return set({ coming: { table, above: under, after: siblings(table, under).at(-1)?.key ?? null }, refusal: null });
      }
      set({ coming: { table, above, after: side === 'after' ? cell.key : (row[index - 1]?.key ?? null) }, refusal: null });
    },
    /** @returns what is wrong with the title, or null when the column is there */
    async begin(title: string, more: boolean): Promise<string | null> {
      const { coming } = state();
      if (!coming) return null;
      const { table, above, after } = coming;
      if (title.trim() === '') {
        set({ coming: null });
        return null;
      }
      if (sameTitle(report(), table, above, title, null)) return t('design.table.refused.sameTitle', { title });
      const key = await freshKey(title, table);
      const field = guessField(title.trim(), tableOf(report(), table).type === 'array', desk().contents, t);
      edit('addColumn', (now) => addColumn(now, table, above, after, { key, field }), title);
      desk().select(fieldPath(table, key));
      set({ coming: more ? { table, above, after: key } : null, marked: null });
      return null;
    },
    cancel: (): void => set({ coming: null, naming: null }),

    /** @returns what is wrong with the title, or null when it was taken */
    rename(table: string, cell: PlacedCell, title: string): string | null {
      if (title.trim() === '') return t('design.table.refused.noTitle');
      if (sameTitle(report(), table, cell.keys.slice(0, -1), title, cell.keys.join('.'))) return t('design.table.refused.sameTitle', { title });
      const change = (now: ReportDefinition): ReportDefinition =>
        cell.group ? setAt(now, [...placePath(table, cell.keys), 'title'], title.trim()) : renameColumn(now, table, cell.key, title.trim());
      if (title.trim() !== cell.title) edit('rename', change, title.trim());
      return null;
    },
    retitle(path: string[], title: string, mayBeEmpty = false): string | null {
      if (title.trim() === '' && !mayBeEmpty) return t('design.table.refused.noTitle');
      if (getAt(report(), path) !== title.trim()) edit('rename', (now) => setAt(now, path, title.trim() === '' ? undefined : title.trim()), title.trim());
      return null;
    },

    /** One place to the left or right; at the end of a header out of it. */
    moveBy(step: -1 | 1): void {
      const at = header();
      if (!at) return refuse('chooseColumn');
      const { table, cell } = at;
      const above = cell.keys.slice(0, -1);
      const row = siblings(table, above);
      const index = row.findIndex((one) => one.key === cell.key);
      if (step === -1 && index > 0) return move(table, cell.keys, above, row[index - 2]?.key ?? null);
      if (step === 1 && index < row.length - 1) return move(table, cell.keys, above, row[index + 1]?.key ?? null);
      if (above.length === 0) return;
      const upper = siblings(table, above.slice(0, -1));
      const group = upper.findIndex((one) => one.key === above.at(-1));
      move(table, cell.keys, above.slice(0, -1), step === 1 ? (above.at(-1) as string) : (upper[group - 1]?.key ?? null));
    },
    moveOut(): void {
      const at = header();
      if (!at) return refuse('chooseColumn');
      const above = at.cell.keys.slice(0, -1);
      if (above.length === 0) return refuse('notInGroup');
      move(at.table, at.cell.keys, above.slice(0, -1), above.at(-1) as string);
    },
    moveIn(): void {
      const at = header();
      if (!at) return refuse('chooseColumn');
      const row = siblings(at.table, at.cell.keys.slice(0, -1));
      const index = row.findIndex((one) => one.key === at.cell.key);
      const left = row[index - 1];
      const group = left?.group ? left : row[index + 1];
      if (!group?.group) return refuse('noGroupBeside');
      move(at.table, at.cell.keys, group.keys, group === left ? (siblings(at.table, group.keys).at(-1)?.key ?? null) : null);
    },
    /** Where a dragged header was let go. */
    drop(table: string, keys: string[], goal: string[], side: Side): void {
      if (keys.join('.') === goal.join('.') || keys.every((key, index) => goal[index] === key)) return;
      const above = side === 'into' ? goal : goal.slice(0, -1);
      const row = siblings(table, above).filter((one) => one.keys.join('.') !== keys.join('.'));
      const index = row.findIndex((one) => one.key === goal.at(-1));
      move(table, keys, above, side === 'into' ? (row.at(-1)?.key ?? null) : side === 'after' ? (goal.at(-1) as string) : (row[index - 1]?.key ?? null));
    },

    async group(): Promise<void> {
      const range = marked();
      if (!range) return refuse('chooseColumn');
      const { table, from, to } = range;
      const { above, cells } = neighbours(headerOf(report(), table), from, to);
      if (cells.length === 0) return;
      const title = t('design.table.newGroup');
      const key = await freshKey(title, table);
      edit('group', (now) => groupUnder(now, desk().below, desk().prefix, table, from, to, { key, title }));
      const path = placePath(table, [...above, key]);
      desk().select(path);
      set({ marked: null, naming: path.join('.') });
    },
    ungroup(): void {
      const at = header();
      if (!at?.cell.group) return refuse('chooseGroup');
      const above = at.cell.keys.slice(0, -1);
      const inside = siblings(at.table, at.cell.keys);
      const outside = siblings(at.table, above).filter((one) => one.key !== at.cell.key);
      const twice = inside.find((one) => outside.some((other) => other.title === one.title));
      if (twice) return refuse('sameTitle', { title: twice.title });
      edit('ungroup', (now) => ungroup(now, desk().below, desk().prefix, at.table, at.cell.keys), at.cell.title);
      select(inside[0] && !inside[0].group ? fieldPath(at.table, inside[0].key) : ['schema', 'properties', at.table]);
    },
    async split(table: string, key: string, titles: string[]): Promise<void> {
      const field = tableOf(report(), table).each.properties[key];
      const [first, ...others] = titles;
      if (!field || first === undefined) return;
      const title = cellOf(report(), table, key)?.title ?? field.title;
      const taken = takenKeys(report(), table);
      const groupKey = await keyFor(title, desk().prefix, taken);
      const columns: { key: string; field: typeof field }[] = [];
      for (const one of others) {
        const columnKey = await keyFor(`${title}${one}`, desk().prefix, [...taken, groupKey, ...columns.map((column) => column.key)]);
        const { locked: _, source: __, hint: ___, order: ____, ...like } = field;
        columns.push({ key: columnKey, field: { ...like, title: one } });
      }
      const next = edit('split', (now) => splitColumn(now, desk().below, desk().prefix, table, key, { key: groupKey, title }, first, columns), title);
      const cell = cellOf(next, table, key);
      if (cell) select(placePath(table, cell.keys.slice(0, -1)));
      set({ dialog: null });
    },

    /** Takes what is marked away; asks first where others count on it. */
    remove(): void {
      const range = marked();
      const thing = selected();
      if (!range) {
        if (thing?.kind === 'head' || thing?.kind === 'note' || thing?.kind === 'field' || thing?.kind === 'table') {
          const keep = isFromBelow(published(), thing.path) || isFromBelow(desk().below, thing.path);
          if (thing.path[0] === 'schema' && getAt(desk().below, [...thing.path, 'locked']) === true)
            return refuse('locked', { title: String(getAt(report(), [...thing.path, 'title']) ?? '') });
          edit('remove', (now) => (keep ? setAt(now, [...thing.path, 'hidden'], true) : withoutTraces(setAt(now, thing.path, undefined), thing)));
          select(null);
          return;
        }
        return refuse('chooseColumn');
      }
      const { table, from, to } = range;
      const { leaves } = headerOf(report(), table);
      const keys = leaves.slice(from - 1, to).map(({ key }) => key);
      const locked = leaves.slice(from - 1, to).find(({ key }) => isLocked(table, key));
      if (locked) return refuse('locked', { title: locked.title });
      if (keys.length === leaves.length) return refuse('lastColumn');
      if (keys.some((key) => usesOfColumn(report(), table, key).length > 0)) return set({ leaving: { table, keys }, refusal: null });
      remove(table, keys);
    },
    removeAnyway: remove,
    willDelete: (table: string, keys: string[]): boolean => keys.every((key) => isOwn(desk().below, published(), table, key)),
    show(table: string, key: string): void {
      edit('showColumn', (now) => showColumn(now, table, key), tableOf(report(), table).each.properties[key]?.title);
      desk().select(fieldPath(table, key));
    },
    showEntry: (path: string[]): ReportDefinition =>
      edit('show', (now) => setAt(now, [...path, 'hidden'], undefined), String(getAt(report(), [...path, 'title']) ?? '')),

    width(table: string, keys: string[], millimetres: number): void {
      const wide = Math.min(300, Math.max(5, Math.round(millimetres)));
      edit('width', (now) => {
        const placed = placeAll(now, table);
        return setAt(placed, [...placePath(table, keys), 'width'], wide);
      });
    },
    rowWidth(table: string, millimetres: number): void {
      edit('width', (now) => setAt(now, ['layout', 'tables', table, 'rowWidth'], Math.min(200, Math.max(5, Math.round(millimetres)))));
    },
    columnsUnder,

    /** A line above the tables, a note below them, a single field: named when it is there. */
    async addEntry(kind: 'head' | 'note' | 'field', text?: string): Promise<void> {
      const words = text ?? say(`design.table.new.${kind}`);
      const map = kind === 'field' ? ['schema', 'properties'] : ['layout', 'paper', kind === 'head' ? 'head' : 'notes'];
      const there = (getAt(report(), map) ?? {}) as { [key: string]: object };
      const key = await keyFor(kind === 'note' ? t('design.table.new.noteKey') : words, desk().prefix, Object.keys(there));
      const entry = kind === 'note' ? { text: words } : kind === 'head' ? { title: words, shows: 'nothing' } : { type: 'string', title: words, maxLength: 200 };
      const order = orderBehind(there, placesIn(there).at(-1)?.key ?? null);
      edit('add', (now) => setAt(now, [...map, key], { ...entry, order }));
      const path = [...map, key];
      desk().select(path);
      set({ naming: [...path, kind === 'note' ? 'text' : 'title'].join('.'), marked: null });
    },
    /** Head lines, notes, fields and tables one place on. */
    shift(step: -1 | 1): void {
      const thing = selected();
      if (!thing || !('path' in thing) || thing.kind === 'title' || thing.kind === 'paper') return;
      if (thing.kind === 'column' || thing.kind === 'group') return;
      const map = thing.path.slice(0, -1);
      const key = thing.path.at(-1) as string;
      const entries = getAt(report(), map) as { [key: string]: { hidden?: boolean } };
      const shown = placesIn(entries)
        .map((one) => one.key)
        .filter((name) => !entries[name]?.hidden);
      const index = shown.indexOf(key);
      if (index + step < 0 || index + step >= shown.length) return;
      const after = step === 1 ? (shown[index + 1] as string) : (shown[index - 2] ?? null);
      edit('move', (now) => orderedBehind(now, map, key, after));
    },
    columnsPath,
  };
}

/** A table or field that is deleted takes with it what is said of it alone. */
function withoutTraces(report: ReportDefinition, thing: { kind: string; path: string[] }): ReportDefinition {
  const key = thing.path.at(-1) as string;
  if (thing.kind !== 'table' && thing.kind !== 'field') return report;
  const own = [['layout', 'tables', key], ['sums', key], ...['carry', 'fill'].flatMap((map) => targets(report, map, key))];
  const next = own.reduce((now, path) => (getAt(now, path) === undefined ? now : setAt(now, path, undefined)), report);
  return getAt(next, ['layout', 'tables']) === undefined ? setAt(next, ['layout', 'tables'], {}) : next;
}

const targets = (report: ReportDefinition, map: string, table: string): string[][] =>
  Object.keys((getAt(report, [map]) ?? {}) as object)
    .filter((target) => target === table || target.startsWith(`${table}.`))
    .map((target) => [map, target]);
