import { memo, useDeferredValue, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type { GridControl, GridEdit } from './grid-control.js';
import type { GridTexts, GridTotals, GridValues } from './grid-types.js';
import type { GridField, Lattice } from './lattice.js';

type Props = {
  control: GridControl;
  totals: GridTotals;
  lattice: Lattice;
  values: GridValues;
  ariaIndex?: number;
  texts: GridTexts;
  onSay(text: string): void;
};

const SAY_AFTER_MS = 900;

/** The line of sums, counted again at each key; a frame later on slow machines, so that typing never waits for it. */
export const TotalsRow = memo(function TotalsRow({ control, totals, lattice, values, ariaIndex, texts, onSay }: Props) {
  const edit = useDeferredValue(useSyncExternalStore(control.subscribe, () => control.edit));
  const sums = useMemo(() => totals.of(withTyped(values, edit, lattice, control)), [totals, values, edit, lattice, control]);
  const settled = useMemo(() => totals.of(values), [totals, values]);
  const last = useRef(settled);
  useEffect(() => {
    const timer = setTimeout(() => {
      const news = lattice.fields.filter((field) => settled[field.key] !== last.current[field.key]);
      last.current = settled;
      if (news.length > 0) onSay(news.map((field) => texts.total(totals.title, field.label, shown(settled, field))).join(' '));
    }, SAY_AFTER_MS);
    return () => clearTimeout(timer);
  }, [settled, lattice, texts, totals, onSay]);
  return (
    <tfoot>
      <tr aria-rowindex={ariaIndex} className="grid-totals">
        <th scope="row">{totals.title}</th>
        {lattice.fields.map((field) => (
          <td key={field.key} className={`grid-${field.type}`}>
            <span className="grid-text">{shown(sums, field)}</span>
          </td>
        ))}
      </tr>
    </tfoot>
  );
});

const shown = (sums: Record<string, number | string | null>, field: GridField): string => String(sums[field.key] ?? '');

function withTyped(values: GridValues, { cell, text }: GridEdit, lattice: Lattice, control: GridControl): GridValues {
  const field = cell && text !== null ? lattice.fields[lattice.fieldAt.get(cell.column) ?? -1] : undefined;
  return cell && field ? { ...values, [cell.row]: { ...values[cell.row], [cell.column]: control.read(text ?? '', field) } } : values;
}
