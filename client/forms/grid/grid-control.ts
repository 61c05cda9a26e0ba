// What is selected, what is being typed, and what was changed but has not come back from the parent yet.
// React reads the two snapshots `view` and `edit`; typing moves only `edit`.
import type { Cell } from '../../../server/domain/record-data.js';
import { cellText, codesLike, readCellText } from './cell-text.js';
import { GridHistory } from './grid-history.js';
import type { GridChange, GridCode, GridValues, TableGridProps } from './grid-types.js';
import {
  type Area,
  areaBetween,
  type CellRef,
  cellId,
  firstSpot,
  type GridField,
  hasCell,
  isAsked,
  isEditable,
  type Lattice,
  refOf,
  type Spot,
  spotOf,
} from './lattice.js';

export type GridView = {
  active: CellRef | null;
  /** The other end of the selected area; null when only the active cell is selected. */
  head: CellRef | null;
  /** Where the fill handle is being dragged to. */
  fill: Area | null;
  message: string;
  /** Rises when the active cell is to take the focus and come into sight. */
  focusTick: number;
  /** Rises with each change not yet confirmed by the parent. */
  changeTick: number;
  /** Rises when a cell another person changed was left. */
  visitTick: number;
};

/** `text` is null when nothing is being typed; with `caret` the arrow keys move in the text. `options` are the shown choices of a code list. */
export type GridEdit = { cell: CellRef | null; text: string | null; caret: boolean; options: GridCode[] | null; option: number };

/** The latest props with what is derived from them. */
export type GridGround = { props: TableGridProps; lattice: Lattice; values: GridValues };

const RESTING: GridEdit = { cell: null, text: null, caret: false, options: null, option: -1 };

export class GridControl {
  view: GridView = { active: null, head: null, fill: null, message: '', focusTick: 0, changeTick: 0, visitTick: 0 };
  edit: GridEdit = RESTING;
  ground!: GridGround;
  /** Set by Escape: the next Tab leaves the grid. */
  leaving = false;
  /** Taken by the input that gets the focus, so that a later mount does not steal it. */
  wantsFocus = false;
  /** Puts the focus on the row that adds a line; false where there is none. */
  offerLine: () => boolean = () => false;
  readonly history = new GridHistory();
  readonly pending = new Map<string, GridChange & { base: Cell }>();
  /** Cells another person changed that were visited since, with the mark they had then. */
  readonly visited = new Map<string, 'mine' | 'theirs'>();
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  show(part: Partial<GridView>): void {
    this.view = { ...this.view, ...part };
    for (const listener of this.#listeners) listener();
  }

  type(part: Partial<GridEdit>): void {
    this.edit = { ...this.edit, ...part };
    for (const listener of this.#listeners) listener();
  }

  at(): Spot | null {
    return spotOf(this.ground.lattice, this.view.active) ?? firstSpot(this.ground.lattice);
  }

  area(): Area | null {
    const at = this.at();
    return at && areaBetween(at, spotOf(this.ground.lattice, this.view.head) ?? at);
  }

  field(spot: Spot): GridField {
    return this.ground.lattice.fields[spot.column] as GridField;
  }

  value(spot: Spot): Cell {
    const ref = refOf(this.ground.lattice, spot);
    return this.ground.values[ref.row]?.[ref.column] ?? null;
  }

  text(spot: Spot): string {
    return isAsked(this.ground.lattice, spot.row) && hasCell(this.ground.lattice, spot) ? cellText(this.value(spot), this.field(spot)) : '';
  }

  /** Goes to a cell, keeping what was typed; with `extend` only the far end of the selection goes there. */
  go(spot: Spot, extend = false): void {
    if (!isAsked(this.ground.lattice, spot.row) && !extend) return;
    this.finish();
    this.leaving = false;
    const from = this.at();
    const ref = refOf(this.ground.lattice, spot);
    this.wantsFocus = true;
    const active = extend && from ? refOf(this.ground.lattice, from) : ref;
    if (this.view.active && cellId(active.row, active.column) !== cellId(this.view.active.row, this.view.active.column)) this.#visit(this.view.active);
    this.show({ active, head: extend && cellId(active.row, active.column) !== cellId(ref.row, ref.column) ? ref : null, focusTick: this.view.focusTick + 1 });
  }

  select(area: Area): void {
    this.go({ row: area.top, column: area.left });
    if (area.top !== area.bottom || area.left !== area.right) this.show({ head: refOf(this.ground.lattice, { row: area.bottom, column: area.right }) });
  }

  /** Opens the active cell for editing with its text kept. */
  open(withList = true): void {
    const at = this.at();
    if (!at || !isEditable(this.ground.lattice, at)) return;
    const { codes } = this.field(at);
    const text = this.edit.text ?? this.text(at);
    const option = codes?.findIndex((code) => code.value === String(this.value(at))) ?? -1;
    this.type({ cell: refOf(this.ground.lattice, at), text, caret: true, ...(codes && withList ? { options: codes, option } : {}) });
  }

  /** Takes the text as it stands in the input; letters still in composition do not search the list. */
  write(text: string, composing: boolean): void {
    const at = this.at();
    if (!at || !isEditable(this.ground.lattice, at)) return;
    this.leaving = false;
    const { codes } = this.field(at);
    const options = codes && !composing ? (text.trim() === '' ? codes : codesLike(text, codes)) : this.edit.options;
    this.type({ cell: refOf(this.ground.lattice, at), text, options, option: codes && text.trim() !== '' && options?.length ? 0 : -1 });
  }

  choose(index: number): void {
    const code = this.edit.options?.[index];
    if (code) this.type({ text: code.title });
    this.finish();
  }

  /** Shows what a cell was counted from; false where there is nothing to look behind. */
  openSource(cell: CellRef | null = this.view.active): boolean {
    const { sources, onOpenSource } = this.ground.props;
    if (!cell || !onOpenSource || !sources?.[cellId(cell.row, cell.column)]) return false;
    this.finish();
    onOpenSource(cell.row, cell.column);
    return true;
  }

  cancel(): void {
    if (this.edit !== RESTING) this.type(RESTING);
  }

  /** Ends typing and tells the parent when the cell's value became another. */
  finish(): void {
    const { cell, text } = this.edit;
    this.cancel();
    if (text === null || !cell) return;
    const spot = spotOf(this.ground.lattice, cell);
    if (spot && isEditable(this.ground.lattice, spot)) this.apply([{ ...cell, value: this.read(text, this.field(spot)) }]);
  }

  /** As readCellText, but a beginning that only one choice has is that choice. */
  read(text: string, field: GridField): Cell {
    const value = readCellText(text, field);
    const only = field.codes && typeof value === 'string' && !field.codes.some((code) => code.value === value) ? codesLike(value, field.codes) : [];
    return only.length === 1 ? readCellText((only[0] as GridCode).title, field) : value;
  }

  /** Changes cells, remembers how to undo it and tells the parent; changes to what a cell holds already are left out. */
  apply(changes: GridChange[], lines: { added?: string[]; removed?: string[]; before?: GridChange[] } = {}): void {
    const { added = [], removed = [] } = lines;
    const real = changes.filter((change) => this.#held(change) !== change.value);
    if (real.length === 0 && added.length === 0 && removed.length === 0) return;
    const before = lines.before ?? real.filter((change) => !added.includes(change.row)).map((change) => ({ ...change, value: this.#held(change) }));
    this.history.push({ before, after: real, added, removed });
    this.show({ message: '' });
    this.tell(real);
  }

  /** Tells the parent, and shows the new values until it has answered with others. */
  tell(changes: GridChange[]): void {
    if (changes.length === 0) return;
    for (const change of changes) this.pending.set(cellId(change.row, change.column), { ...change, base: this.#told(change) });
    this.ground = { ...this.ground, values: withPending(this.ground.props.values, this.pending) };
    this.ground.props.onChange(changes);
    this.show({ changeTick: this.view.changeTick + 1 });
  }

  /** Called with each new set of props: what the parent has taken in is no longer ours to show. */
  settle(ground: GridGround): void {
    this.ground = ground;
    for (const [id, change] of this.pending) if (this.#told(change) !== change.base) this.pending.delete(id);
    for (const [id, mark] of this.visited) if (ground.props.changed?.[id] !== mark) this.visited.delete(id);
  }

  #told(cell: CellRef): Cell {
    return this.ground.props.values[cell.row]?.[cell.column] ?? null;
  }

  #held(cell: CellRef): Cell {
    return this.ground.values[cell.row]?.[cell.column] ?? null;
  }

  #visit(cell: CellRef): void {
    const id = cellId(cell.row, cell.column);
    const mark = this.ground.props.changed?.[id];
    if (!mark) return;
    this.visited.set(id, mark);
    this.show({ visitTick: this.view.visitTick + 1 });
  }
}

/** The parent's values with unconfirmed changes over them; rows without such changes keep their identity. */
export function withPending(values: GridValues, pending: ReadonlyMap<string, GridChange & { base: Cell }>): GridValues {
  let result = values;
  for (const { row, column, value, base } of pending.values()) {
    if ((values[row]?.[column] ?? null) === base) result = { ...result, [row]: { ...result[row], [column]: value } };
  }
  return result;
}
