// The larger things a person does to many cells or lines at once.
import type { Cell } from '../../../server/domain/record-data.js';
import { readBlock, writeBlock, writeBlockHtml } from './clipboard-block.js';
import type { GridControl } from './grid-control.js';
import type { GridDeed } from './grid-history.js';
import type { GridChange } from './grid-types.js';
import { type Area, isAsked, isEditable, type Lattice, refOf, type Spot, spotsIn } from './lattice.js';
import { planPaste } from './plan-paste.js';

const set = (lattice: Lattice, spot: Spot, value: Cell): GridChange => ({ ...refOf(lattice, spot), value });

export function clearArea(control: GridControl): void {
  const { lattice } = control.ground;
  const area = control.area();
  if (area) control.apply([...spotsIn(area)].filter((spot) => isEditable(lattice, spot)).map((spot) => set(lattice, spot, null)));
}

/** Ctrl+D: the top row of the selection downwards; of a single cell, the one above it. */
export function fillDown(control: GridControl): void {
  const { lattice } = control.ground;
  const area = control.area();
  if (!area) return;
  let top = area.top;
  if (area.top === area.bottom)
    do top -= 1;
    while (top >= 0 && !isAsked(lattice, top));
  if (top < 0) return;
  const into = [...spotsIn({ ...area, top: top + 1 })].filter((spot) => isEditable(lattice, spot));
  control.apply(into.map((spot) => set(lattice, spot, control.value({ row: top, column: spot.column }))));
}

/** Repeats the selected cells over `into`, which holds them and grew in one direction. */
export function fillArea(control: GridControl, into: Area): void {
  const { lattice } = control.ground;
  const from = control.area();
  if (!from) return;
  const wrap = (at: number, first: number, length: number) => first + ((((at - first) % length) + length) % length);
  const source = ({ row, column }: Spot): Spot => ({
    row: wrap(row, from.top, from.bottom - from.top + 1),
    column: wrap(column, from.left, from.right - from.left + 1),
  });
  const inside = ({ row, column }: Spot) => row >= from.top && row <= from.bottom && column >= from.left && column <= from.right;
  const spots = [...spotsIn(into)].filter((spot) => !inside(spot) && isEditable(lattice, spot) && isAsked(lattice, source(spot).row));
  control.apply(spots.map((spot) => set(lattice, spot, control.read(control.text(source(spot)), control.field(spot)))));
  control.select(into);
}

/** @returns false when there is nothing to copy. */
export function copyArea(control: GridControl, clipboard: DataTransfer): boolean {
  const area = control.area();
  if (!area) return false;
  const { fields } = control.ground.lattice;
  const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const cells = range(area.top, area.bottom).map((row) => range(area.left, area.right).map((column) => control.text({ row, column })));
  clipboard.setData('text/plain', writeBlock(cells));
  clipboard.setData(
    'text/html',
    writeBlockHtml(
      cells,
      fields.slice(area.left, area.right + 1).map((field) => field.type !== 'integer' && field.type !== 'decimal'),
    ),
  );
  return true;
}

export function pasteText(control: GridControl, text: string): void {
  const area = control.area();
  const { props, lattice, values } = control.ground;
  if (!area || text === '') return;
  const room = props.free && props.onAddLines && !props.readOnly ? (props.maxLines ?? Infinity) - lattice.rows.length : 0;
  const plan = planPaste(readBlock(text), area, lattice, values, Math.max(0, room), props.texts);
  const added = plan.addLines > 0 ? (props.onAddLines?.(plan.addLines) ?? []) : [];
  const rowKey = (row: number) => lattice.rows[row]?.key ?? added[row - lattice.rows.length];
  const changes = plan.cells.flatMap(({ row, column, value }) => {
    const key = rowKey(row);
    return key === undefined ? [] : [{ row: key, column, value }];
  });
  control.apply(changes, { added });
  const tail = rowKey(plan.area.bottom);
  control.show({
    message: props.texts.pasted(plan.facts),
    head: tail ? { row: tail, column: refOf(lattice, { row: area.top, column: plan.area.right }).column } : null,
    active: refOf(lattice, { row: area.top, column: area.left }),
  });
}

/** Adds one line at the end and goes to its first cell. */
export function addLine(control: GridControl): void {
  const { props, lattice } = control.ground;
  control.finish();
  if (props.maxLines !== undefined && lattice.rows.length >= props.maxLines) {
    control.show({ message: props.texts.linesFull(props.maxLines) });
    return;
  }
  const added = props.onAddLines?.(1) ?? [];
  control.apply([], { added });
  if (added[0]) standOn(control, added[0], lattice.fields.find((field) => field.editable)?.key);
}

/** Removes lines with what they hold; undo brings them back at the end. */
export function removeLines(control: GridControl, rows: number[]): void {
  const { props, lattice, values } = control.ground;
  if (!props.free || props.readOnly || !props.onRemoveLines || rows.length === 0) return;
  control.cancel();
  const keys = rows.flatMap((row) => lattice.rows[row]?.key ?? []);
  const before = keys
    .flatMap((row) => lattice.fields.flatMap(({ key: column }) => ({ row, column, value: values[row]?.[column] ?? null })))
    .filter((cell) => cell.value !== null);
  const next = lineBeside(lattice, keys);
  props.onRemoveLines(keys);
  control.apply([], { removed: keys, before });
  standOn(control, next);
}

export const undo = (control: GridControl): void => retrace(control, control.history.undo(), 'undo');
export const redo = (control: GridControl): void => retrace(control, control.history.redo(), 'redo');

function retrace(control: GridControl, deed: GridDeed | undefined, way: 'undo' | 'redo'): void {
  if (!deed) return;
  const { props, lattice } = control.ground;
  const [gone, away] = way === 'undo' ? [deed.removed, deed.added] : [deed.added, deed.removed];
  const back = gone.length > 0 ? (props.onAddLines?.(gone.length) ?? []) : [];
  control.history.rename(new Map(gone.flatMap((old, index): [string, string][] => (back[index] === undefined ? [] : [[old, back[index]]]))));
  const changes = (way === 'undo' ? deed.before : deed.after).filter((change) => !away.includes(change.row));
  const next = lineBeside(lattice, away);
  if (away.length > 0) props.onRemoveLines?.(away);
  control.tell(changes);
  const first = changes[0];
  if (first) standOn(control, first.row, first.column);
  else standOn(control, back[0] ?? next);
}

/** The line that takes the place of those removed. */
function lineBeside(lattice: Lattice, removed: string[]): string | undefined {
  const at = removed.map((key) => lattice.rowAt.get(key) ?? 0);
  const stays = (row: { key: string; asked: boolean }) => row.asked && !removed.includes(row.key);
  return (lattice.rows.slice(Math.max(...at, 0)).find(stays) ?? lattice.rows.slice(0, Math.max(...at, 0)).findLast(stays))?.key;
}

/** Puts the focus on a line that may only just have come; where no line is left, on the button that adds one. */
function standOn(control: GridControl, row: string | undefined, column?: string): void {
  const { lattice } = control.ground;
  const at = control.at();
  const key = column ?? (at ? refOf(lattice, at).column : lattice.fields[0]?.key);
  control.wantsFocus = row !== undefined;
  control.show({ active: row !== undefined && key !== undefined ? { row, column: key } : null, head: null, focusTick: control.view.focusTick + 1 });
  if (row === undefined) control.offerLine();
}
