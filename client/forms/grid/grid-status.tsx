import type { CellMark } from './cell-marks.js';
import { cellText } from './cell-text.js';
import type { GridTexts, GridValues } from './grid-types.js';
import { type Area, type GridField, type Lattice, spotsIn } from './lattice.js';

type Props = {
  lattice: Lattice;
  values: GridValues;
  area: Area | null;
  field: GridField | undefined;
  mark: CellMark | undefined;
  message: string;
  texts: GridTexts;
  onOpenSource: () => void;
};

/** The quiet line under the table: what a paste could not do, where a value came from, what is selected. */
export function GridStatus({ lattice, values, area, field, mark, message, texts, onOpenSource }: Props) {
  const quiet = mark?.note || (field && !field.editable && field.readOnly ? texts.readOnly : '') || field?.hint || '';
  return (
    <div className="grid-status">
      <span role="status" className={message ? 'grid-said' : undefined}>
        {message}
      </span>
      {!message && mark?.source && (
        <button type="button" tabIndex={-1} className="grid-behind" onMouseDown={(event) => event.preventDefault()} onClick={onOpenSource}>
          {mark.source} {texts.openSource}
        </button>
      )}
      {!message && <span className="grid-quiet">{quiet}</span>}
      <span className="grid-count">{area && (area.top !== area.bottom || area.left !== area.right) ? selection(lattice, values, area, texts) : ''}</span>
    </div>
  );
}

function selection(lattice: Lattice, values: GridValues, area: Area, texts: GridTexts): string {
  const shown = [...spotsIn(area)].filter((spot) => lattice.rows[spot.row]?.asked);
  const numbers = shown.flatMap((spot) => {
    const field = lattice.fields[spot.column] as GridField;
    const value = values[lattice.rows[spot.row]?.key ?? '']?.[field.key];
    return typeof value === 'number' && cellText(value, field) !== '' ? [value] : [];
  });
  return texts.selected(shown.length, numbers.length > 0 ? numbers.reduce((sum, number) => sum + number, 0) : null);
}
