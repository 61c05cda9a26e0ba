import { useEffect, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { marksOf, type RowMarks } from './cell-marks.js';
import { GridControl, type GridView, withPending } from './grid-control.js';
import type { GridValues, TableGridProps } from './grid-types.js';
import { type Area, areaBetween, fieldsOf, firstSpot, type Lattice, latticeOf, type Spot, spotOf } from './lattice.js';

export type GridModel = {
  control: GridControl;
  view: GridView;
  lattice: Lattice;
  /** The parent's values with changes it has not taken in yet. */
  values: GridValues;
  marks: ReadonlyMap<string, RowMarks>;
  /** The active cell; null when no row is asked. */
  at: Spot | null;
  head: Spot | null;
  area: Area | null;
};

/** What the grid draws, derived from its props and its control; typing alone changes none of it. */
export function useGridModel(props: TableGridProps): GridModel {
  const { columns, header, rows, readOnly, texts, values: told, issues, notes, sources, changed, focus } = props;
  const [control] = useState(() => new GridControl());
  const view = useSyncExternalStore(control.subscribe, () => control.view);
  const fields = useMemo(() => fieldsOf(columns, header, readOnly, texts), [columns, header, readOnly, texts]);
  const lattice = useMemo(() => latticeOf(rows, fields), [rows, fields]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the tick stands for the changes in control.pending
  const values = useMemo(() => withPending(told, control.pending), [told, control, view.changeTick]);
  const lastMarks = useRef<ReadonlyMap<string, RowMarks>>(new Map());
  // biome-ignore lint/correctness/useExhaustiveDependencies: the tick stands for the cells in control.visited
  const marks = useMemo(
    () => marksOf({ lattice, values, issues, notes, sources, changed, visited: control.visited, texts }, lastMarks.current),
    [lattice, values, issues, notes, sources, changed, control, texts, view.visitTick],
  );

  // Before anything that may be pressed next, and after every drawing: keys act on what is seen.
  useLayoutEffect(() => {
    lastMarks.current = marks;
    control.settle({ props, lattice, values: withPending(told, control.pending) });
  });
  useEffect(() => {
    const leave = () => control.finish();
    window.addEventListener('pagehide', leave);
    return () => window.removeEventListener('pagehide', leave);
  }, [control]);
  useLayoutEffect(() => () => control.finish(), [control]);
  const nonce = focus?.nonce;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new nonce asks to go there
  useLayoutEffect(() => {
    const spot = focus && spotOf(control.ground.lattice, focus);
    if (spot) control.go(spot);
  }, [control, nonce]);

  const at = spotOf(lattice, view.active) ?? firstSpot(lattice);
  const head = spotOf(lattice, view.head);
  return { control, view, lattice, values, marks, at, head, area: at && areaBetween(at, head ?? at) };
}
