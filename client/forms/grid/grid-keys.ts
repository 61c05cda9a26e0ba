// Which key does what. The keys are those of a spreadsheet.
import type { GridControl } from './grid-control.js';
import { clearArea, fillDown, redo, removeLines, undo } from './grid-deeds.js';
import { firstSpot, leap, nextEditable, refOf, type Spot, spotOf, step } from './lattice.js';

const ARROWS: Record<string, [rows: number, columns: number]> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const PAGE = 10;

export type GridKey = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'altKey'> & { ctrl: boolean };

/** @returns true when the key was the grid's and the browser must not act on it too. */
export function handleKey(control: GridControl, key: GridKey): boolean {
  const at = control.at();
  if (!at) return false;
  if (control.edit.options && listKey(control, key)) return true;
  const typing = control.edit.text !== null;
  if (key.altKey) return key.key === 'ArrowDown' && openList(control);
  if (ARROWS[key.key]) return arrow(control, key, at);
  switch (key.key) {
    case 'Enter':
      return down(control, at, key.shiftKey ? -1 : 1);
    case 'Tab':
      return tab(control, at, key.shiftKey ? -1 : 1);
    case 'Escape':
      return escape(control);
    case 'F2':
      return control.open(), true;
    case 'PageDown':
      return control.go(step(control.ground.lattice, target(control, key, at), PAGE, 0), key.shiftKey), true;
    case 'PageUp':
      return control.go(step(control.ground.lattice, target(control, key, at), -PAGE, 0), key.shiftKey), true;
    case 'Home':
    case 'End':
      return !(typing && control.edit.caret) && homeOrEnd(control, key, at);
  }
  if (typing) return false;
  if (key.key === 'Delete') return clearArea(control), true;
  if (key.key === ' ' && control.field(at).type === 'boolean') return toggle(control, at);
  return key.ctrl && controlKey(control, key);
}

function controlKey(control: GridControl, key: GridKey): boolean {
  const area = control.area();
  switch (key.key.toLowerCase()) {
    case 'd':
      return fillDown(control), true;
    case 'z':
      return (key.shiftKey ? redo : undo)(control), true;
    case 'y':
      return redo(control), true;
    case 'a':
      return selectAll(control);
    case '-':
    case '_':
      if (!area || !control.ground.props.free) return false;
      return (
        removeLines(
          control,
          Array.from({ length: area.bottom - area.top + 1 }, (_, index) => area.top + index),
        ),
        true
      );
    default:
      return false;
  }
}

function listKey(control: GridControl, key: GridKey): boolean {
  const { options, option } = control.edit;
  const count = options?.length ?? 0;
  switch (key.key) {
    case 'ArrowDown':
      return control.type({ option: count === 0 ? -1 : (option + 1) % count }), true;
    case 'ArrowUp':
      return control.type({ option: count === 0 ? -1 : (option - 1 + count) % count }), true;
    case 'Enter':
    case 'Tab':
      if (option >= 0) control.choose(option);
      return false;
    default:
      return false;
  }
}

function arrow(control: GridControl, key: GridKey, at: Spot): boolean {
  const [rows, columns] = ARROWS[key.key] as [number, number];
  if (control.edit.text !== null && control.edit.caret) return false;
  control.finish();
  const { lattice } = control.ground;
  const from = target(control, key, at);
  const to = key.ctrl ? leap(lattice, from, rows, columns, (spot) => control.text(spot) !== '') : step(lattice, from, rows, columns);
  if (key.key === 'ArrowDown' && !key.shiftKey && to.row === from.row && control.offerLine()) return true;
  control.go(to, key.shiftKey);
  return true;
}

/** Shift moves the far end of the selection, anything else the active cell. */
const target = (control: GridControl, key: GridKey, at: Spot): Spot => (key.shiftKey ? (spotOf(control.ground.lattice, control.view.head) ?? at) : at);

function down(control: GridControl, at: Spot, direction: 1 | -1): boolean {
  control.finish();
  const to = step(control.ground.lattice, at, direction, 0);
  if (direction === 1 && to.row === at.row && control.offerLine()) return true;
  control.go(to);
  return true;
}

function tab(control: GridControl, at: Spot, direction: 1 | -1): boolean {
  control.finish();
  const to = control.leaving ? null : nextEditable(control.ground.lattice, at, direction);
  control.leaving = false;
  if (to) control.go(to);
  return to !== null;
}

/** Gives the old text back; when nothing was being typed, the next Tab leaves. */
function escape(control: GridControl): boolean {
  const typing = control.edit.text !== null;
  control.cancel();
  control.leaving = !typing;
  control.show({ message: '', fill: null, ...(typing ? {} : { head: null }) });
  return typing;
}

function homeOrEnd(control: GridControl, key: GridKey, at: Spot): boolean {
  const { lattice } = control.ground;
  const from = target(control, key, at);
  const last = lattice.fields.length - 1;
  const rows = key.ctrl ? lattice.rows.length : 0;
  const to = key.key === 'Home' ? step(lattice, from, -rows, -last) : step(lattice, from, rows, last);
  control.go(to, key.shiftKey);
  return true;
}

function selectAll(control: GridControl): boolean {
  const { lattice } = control.ground;
  const first = firstSpot(lattice);
  if (first) control.select({ top: first.row, left: 0, bottom: step(lattice, first, lattice.rows.length, 0).row, right: lattice.fields.length - 1 });
  return true;
}

function openList(control: GridControl): boolean {
  const at = control.at();
  if (!at || !control.field(at).codes) return false;
  control.open();
  return true;
}

function toggle(control: GridControl, at: Spot): boolean {
  if (control.field(at).editable) control.apply([{ ...refOf(control.ground.lattice, at), value: control.value(at) !== true }]);
  return true;
}
