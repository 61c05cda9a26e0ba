import { Fragment, type RefObject, useCallback, useLayoutEffect, useRef } from 'react';
import type { RowMarks } from './cell-marks.js';
import type { GridControl, GridView } from './grid-control.js';
import { addLine, removeLines } from './grid-deeds.js';
import { bandOf, GridLine } from './grid-line.js';
import type { GridRow, GridSubtotal, GridTexts, GridValues } from './grid-types.js';
import type { Area, Lattice, Spot } from './lattice.js';
import { SubtotalRow } from './totals-row.js';
import type { RowsWindow } from './use-rows-window.js';

type Props = {
  control: GridControl;
  id: string;
  lattice: Lattice;
  values: GridValues;
  subtotals: GridSubtotal[];
  marks: ReadonlyMap<string, RowMarks>;
  view: GridView;
  at: Spot | null;
  area: Area | null;
  windowed: RowsWindow;
  rowsAbove: number;
  removable: boolean;
  addable: boolean;
  readOnly: boolean;
  texts: GridTexts;
};

/** The body of the table: the lines in sight with blank height for the others, and the row that adds a line. */
export function GridLines({ control, id, lattice, values, subtotals, marks, view, at, area, windowed, rowsAbove, removable, addable, readOnly, texts }: Props) {
  const remove = useCallback((row: number) => removeLines(control, [row]), [control]);
  const width = lattice.fields.length + 1;
  let drawnTo = 0;
  const gapBefore = (start: number, end: number) => {
    const gap = windowed.virtual ? start - drawnTo : 0;
    drawnTo = end;
    return gap > 0 ? <Gap height={gap} width={width} /> : null;
  };
  return (
    <tbody>
      {windowed.rows.map(({ index, start, end }) => {
        const row = lattice.rows[index] as GridRow;
        return (
          <Fragment key={row.key}>
            {gapBefore(start, end)}
            {subtotals.map(
              (one) => one.before && one.row === row.key && <SubtotalRow key={one.key} control={control} totals={one} lattice={lattice} values={values} />,
            )}
            <GridLine
              control={control}
              id={id}
              index={index}
              ariaIndex={windowed.virtual ? rowsAbove + index + 1 : undefined}
              row={row}
              fields={lattice.fields}
              cells={values[row.key]}
              marks={marks.get(row.key)}
              active={at?.row === index ? at.column : -1}
              selected={bandOf(area, index)}
              fill={bandOf(view.fill, index)}
              readOnly={readOnly}
              removable={removable}
              texts={texts}
              onRemove={remove}
            />
            {subtotals.map(
              (one) => !one.before && one.row === row.key && <SubtotalRow key={one.key} control={control} totals={one} lattice={lattice} values={values} />,
            )}
          </Fragment>
        );
      })}
      {gapBefore(windowed.height, windowed.height)}
      {lattice.rows.length === 0 && !addable && (
        <tr>
          <td colSpan={width} className="grid-no-lines">
            {texts.noLines}
          </td>
        </tr>
      )}
      {addable && <AddLine control={control} width={width} texts={texts} ariaIndex={windowed.virtual ? rowsAbove + lattice.rows.length + 1 : undefined} />}
    </tbody>
  );
}

/** Stands for the lines out of sight. */
const Gap = ({ height, width }: { height: number; width: number }) => (
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: an empty row takes no focus
  <tr aria-hidden="true" className="grid-gap">
    <td colSpan={width} style={{ height }} />
  </tr>
);

function AddLine({ control, width, texts, ariaIndex }: { control: GridControl; width: number; texts: GridTexts; ariaIndex: number | undefined }) {
  const button = useRef<HTMLButtonElement>(null);
  useOffer(control, button);
  return (
    <tr className="grid-add" aria-rowindex={ariaIndex}>
      <td colSpan={width}>
        <button
          ref={button}
          type="button"
          onClick={() => addLine(control)}
          onKeyDown={(event) => {
            const at = control.at();
            if (event.key !== 'ArrowUp' || !at) return;
            event.preventDefault();
            control.go(at);
          }}
        >
          ＋ {texts.addLine}
        </button>
      </td>
    </tr>
  );
}

/** Down from the last line goes to the button that adds one. */
function useOffer(control: GridControl, button: RefObject<HTMLButtonElement | null>): void {
  useLayoutEffect(() => {
    control.offerLine = () => {
      button.current?.focus();
      return true;
    };
    return () => {
      control.offerLine = () => false;
    };
  }, [control, button]);
}
