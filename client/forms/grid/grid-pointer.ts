// What the mouse does: choosing cells, dragging over them, dragging the fill handle. A finger scrolls and taps.
import type { GridControl } from './grid-control.js';
import { fillArea } from './grid-deeds.js';
import { type Area, isAsked, type Spot } from './lattice.js';

export type Press = { target: EventTarget | null; button: number; shiftKey: boolean; detail: number; preventDefault(): void };

/** @param tapped true for a finger, which has no F2 or double click: a list opens at once, and moving scrolls. */
export function pressCell(control: GridControl, press: Press, frame: HTMLElement, tapped: boolean): void {
  const target = press.target as Element;
  if (target.closest('button')) return;
  const spot = spotUnder(target);
  if (target.closest('.grid-handle')) dragFill(control, press, frame);
  else if (spot && !isAsked(control.ground.lattice, spot.row)) press.preventDefault();
  else if (spot) pressSpot(control, spot, press, frame, tapped);
}

function pressSpot(control: GridControl, spot: Spot, press: Press, frame: HTMLElement, tapped: boolean): void {
  const onInput = (press.target as Element).tagName === 'INPUT';
  // In text being typed the mouse places the caret.
  if (onInput && control.edit.text !== null && !press.shiftKey) return;
  press.preventDefault();
  if (press.button !== 0) {
    if (!inside(control, spot)) control.go(spot);
  } else if (onInput && press.detail === 2) control.open();
  else {
    control.go(spot, press.shiftKey);
    if (!tapped) drag(press, frame, (to) => control.go(to, true));
    else if (control.field(spot).codes) control.open();
  }
}

function inside(control: GridControl, spot: Spot): boolean {
  const area = control.area();
  return area !== null && spot.row >= area.top && spot.row <= area.bottom && spot.column >= area.left && spot.column <= area.right;
}

function spotUnder(target: Element | null): Spot | null {
  const cell = target?.closest<HTMLElement>('[data-column]');
  const row = cell?.closest<HTMLElement>('[data-row]');
  return cell && row ? { row: Number(row.dataset.row), column: Number(cell.dataset.column) } : null;
}

/** Follows the pressed mouse over the cells, scrolling by way of the cells at the edge of the frame. */
function drag(press: Press, frame: HTMLElement, over: (spot: Spot) => void, end?: () => void): void {
  press.preventDefault();
  let last = '';
  const move = (event: MouseEvent) => {
    const box = frame.getBoundingClientRect();
    const within = (at: number, low: number, high: number) => Math.min(Math.max(at, low + 2), high - 2);
    const spot = spotUnder(document.elementFromPoint(within(event.clientX, box.left, box.right), within(event.clientY, box.top, box.bottom)));
    if (!spot || `${spot.row} ${spot.column}` === last) return;
    last = `${spot.row} ${spot.column}`;
    over(spot);
  };
  const stop = () => {
    window.removeEventListener('mousemove', move);
    window.removeEventListener('mouseup', stop);
    end?.();
  };
  window.addEventListener('mousemove', move);
  window.addEventListener('mouseup', stop);
}

/** The selected area grown towards the spot in the direction it is farther away. */
function fillFrom(control: GridControl, to: Spot): Area | null {
  const area = control.area();
  if (!area) return null;
  const away = { up: area.top - to.row, down: to.row - area.bottom, left: area.left - to.column, right: to.column - area.right };
  const most = Math.max(...Object.values(away));
  if (most <= 0) return null;
  if (away.down === most) return { ...area, bottom: to.row };
  if (away.up === most) return { ...area, top: to.row };
  return away.right === most ? { ...area, right: to.column } : { ...area, left: to.column };
}

function dragFill(control: GridControl, press: Press, frame: HTMLElement): void {
  drag(
    press,
    frame,
    (spot) => control.show({ fill: fillFrom(control, spot) }),
    () => {
      const { fill } = control.view;
      control.show({ fill: null });
      if (fill) fillArea(control, fill);
    },
  );
}
