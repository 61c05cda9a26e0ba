import { memo, useDeferredValue, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type { GridControl, GridEdit } from './grid-control.js';
import type { GridTexts, GridTotals, GridValues } from './grid-types.js';
import type { GridField, Lattice } from './lattice.js';

type Props = {
  control: GridControl;
  totals: GridTotals;
  lattice: Lattice;
  values: GridValues;
  ariaIndex?: number | undefined;
  /** Above all rows, not below them. */
  first: boolean;
  texts: GridTexts;
  onSay(text: string): void;
};

const SAY_AFTER_MS = 900;

type SumProps = { control: GridControl; totals: GridTotals; lattice: Lattice; values: GridValues };

/** Counted again at each key; a frame later on slow machines, so that typing never waits for it. */
function useSums({ control, totals, lattice, values }: SumProps): Record<string, number | string | null> {
  const edit = useDeferredValue(useSyncExternalStore(control.subscribe, () => control.edit));
  return useMemo(() => totals.of(withTyped(values, edit, lattice, control)), [totals, values, edit, lattice, control]);
}

/** A row of sums between the rows it adds up and the others. */
export const SubtotalRow = memo(function SubtotalRow(props: SumProps) {
  const sums = useSums(props);
  return <SumCells title={props.totals.title} lattice={props.lattice} sums={sums} className="grid-totals grid-subtotal" />;
});

function SumCells({
  title,
  lattice,
  sums,
  ...row
}: {
  title: string;
  lattice: Lattice;
  sums: Record<string, number | string | null>;
  className: string;
  'aria-rowindex'?: number | undefined;
}) {
  return (
    <tr {...row}>
      <th scope="row">{title}</th>
      {lattice.fields.map((field) => (
        <td key={field.key} className={`grid-${field.type}`}>
          <span className="grid-text">{shown(sums, field)}</span>
        </td>
      ))}
    </tr>
  );
}

/** The line of sums at the foot or above the rows; what changed in it is read out. */
export const TotalsRow = memo(function TotalsRow({ control, totals, lattice, values, ariaIndex, first, texts, onSay }: Props) {
  const sums = useSums({ control, totals, lattice, values });
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
  const Group = first ? 'tbody' : 'tfoot';
  return (
    <Group className={first ? 'grid-sums-first' : undefined}>
      <SumCells title={totals.title} lattice={lattice} sums={sums} className="grid-totals" aria-rowindex={ariaIndex} />
    </Group>
  );
});

const shown = (sums: Record<string, number | string | null>, field: GridField): string => String(sums[field.key] ?? '');

function withTyped(values: GridValues, { cell, text }: GridEdit, lattice: Lattice, control: GridControl): GridValues {
  const field = cell && text !== null ? lattice.fields[lattice.fieldAt.get(cell.column) ?? -1] : undefined;
  return cell && field ? { ...values, [cell.row]: { ...values[cell.row], [cell.column]: control.read(text ?? '', field) } } : values;
}
