// Which key does what. The keys are those of a spreadsheet.
import type { GridControl } from './grid-control.js';
import { clearArea, fillDown, redo, removeLines, undo } from './grid-deeds.js';
import { firstSpot, leap, nextEditable, refOf, type Spot, spotOf, step } from './lattice.js';

export type GridKey = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'altKey'> & { ctrl: boolean };
/** Answers false when the browser is to act on the key as well. */
type Act = (control: GridControl, at: Spot, key: GridKey) => unknown;

const PAGE = 10;

const ARROWS: Record<string, [rows: number, columns: number]> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

const ALWAYS: Record<string, Act> = {
  ArrowUp: arrow,
  ArrowDown: arrow,
  ArrowLeft: arrow,
  ArrowRight: arrow,
  Enter: down,
  Tab: tab,
  Escape: giveUp,
  F2: (control) => control.open(),
  PageDown: (control, at, key) => control.go(step(control.ground.lattice, far(control, at, key), PAGE, 0), key.shiftKey),
  PageUp: (control, at, key) => control.go(step(control.ground.lattice, far(control, at, key), -PAGE, 0), key.shiftKey),
  Home: homeOrEnd,
  End: homeOrEnd,
};

const WHILE_NOT_TYPING: Record<string, Act> = {
  Delete: (control) => clearArea(control),
  ' ': toggle,
};

const WITH_CONTROL: Record<string, Act> = {
  d: (control) => fillDown(control),
  z: (control, _, key) => (key.shiftKey ? redo : undo)(control),
  y: (control) => redo(control),
  a: selectAll,
  '-': removeSelected,
  _: removeSelected,
};

const IN_LIST: Record<string, Act> = {
  ArrowDown: (control) => moveOption(control, 1),
  ArrowUp: (control) => moveOption(control, -1),
  Enter: takeOption,
  Tab: takeOption,
};

/** @returns true when the key was the grid's and the browser must not act on it too. */
export function handleKey(control: GridControl, key: GridKey): boolean {
  const at = control.at();
  if (!at) return false;
  if (key.altKey) return key.key === 'F2' ? control.openSource(refOf(control.ground.lattice, at)) : key.key === 'ArrowDown' && openList(control, at);
  if (control.edit.options && run(IN_LIST[key.key], control, at, key)) return true;
  if (ALWAYS[key.key]) return run(ALWAYS[key.key], control, at, key);
  if (control.edit.text !== null) return false;
  return run(key.ctrl ? WITH_CONTROL[key.key.toLowerCase()] : WHILE_NOT_TYPING[key.key], control, at, key);
}

const run = (act: Act | undefined, control: GridControl, at: Spot, key: GridKey): boolean => act !== undefined && act(control, at, key) !== false;

/** Shift moves the far end of the selection, anything else the active cell. */
const far = (control: GridControl, at: Spot, key: GridKey): Spot => (key.shiftKey ? (spotOf(control.ground.lattice, control.view.head) ?? at) : at);

function arrow(control: GridControl, at: Spot, key: GridKey): boolean {
  if (control.edit.text !== null && control.edit.caret) return false;
  control.finish();
  const [rows, columns] = ARROWS[key.key] as [number, number];
  const { lattice } = control.ground;
  const from = far(control, at, key);
  const to = key.ctrl ? leap(lattice, from, rows, columns, (spot) => control.text(spot) !== '') : step(lattice, from, rows, columns);
  if (key.key === 'ArrowDown' && !key.shiftKey && to.row === from.row && control.offerLine()) return true;
  control.go(to, key.shiftKey);
  return true;
}

function down(control: GridControl, at: Spot, key: GridKey): void {
  control.finish();
  const to = step(control.ground.lattice, at, key.shiftKey ? -1 : 1, 0);
  if (!key.shiftKey && to.row === at.row && control.offerLine()) return;
  control.go(to);
}

/** Past the last cell, and after Escape, the browser moves the focus on. */
function tab(control: GridControl, at: Spot, key: GridKey): boolean {
  control.finish();
  const to = control.leaving ? null : nextEditable(control.ground.lattice, at, key.shiftKey ? -1 : 1);
  control.leaving = false;
  if (to) control.go(to);
  return to !== null;
}

/** Gives the old text back; when nothing was being typed, the next Tab leaves. */
function giveUp(control: GridControl): boolean {
  const typing = control.edit.text !== null;
  control.cancel();
  control.leaving = !typing;
  control.show({ message: '', fill: null, ...(typing ? {} : { head: null }) });
  return typing;
}

function homeOrEnd(control: GridControl, at: Spot, key: GridKey): boolean {
  if (control.edit.text !== null && control.edit.caret) return false;
  const { lattice } = control.ground;
  const from = far(control, at, key);
  const columns = lattice.fields.length - 1;
  const rows = key.ctrl ? lattice.rows.length : 0;
  control.go(key.key === 'Home' ? step(lattice, from, -rows, -columns) : step(lattice, from, rows, columns), key.shiftKey);
  return true;
}

function selectAll(control: GridControl): void {
  const { lattice } = control.ground;
  const first = firstSpot(lattice);
  if (first) control.select({ top: first.row, left: 0, bottom: step(lattice, first, lattice.rows.length, 0).row, right: lattice.fields.length - 1 });
}

function removeSelected(control: GridControl): boolean {
  const area = control.area();
  if (!area || !control.ground.props.free) return false;
  removeLines(
    control,
    Array.from({ length: area.bottom - area.top + 1 }, (_, index) => area.top + index),
  );
  return true;
}

function toggle(control: GridControl, at: Spot): boolean {
  const field = control.field(at);
  if (field.type !== 'boolean') return false;
  if (field.editable) control.apply([{ ...refOf(control.ground.lattice, at), value: control.value(at) !== true }]);
  return true;
}

function openList(control: GridControl, at: Spot): boolean {
  if (!control.field(at).codes) return false;
  control.open();
  return true;
}

function moveOption(control: GridControl, by: 1 | -1): void {
  const { options, option } = control.edit;
  const count = options?.length ?? 0;
  if (count > 0) control.type({ option: option < 0 ? (by > 0 ? 0 : count - 1) : (option + by + count) % count });
}

/** Takes the choice and leaves the key to move on. */
function takeOption(control: GridControl): boolean {
  if (control.edit.option >= 0) control.choose(control.edit.option);
  return false;
}
