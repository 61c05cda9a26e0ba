import { memo } from 'react';
import type { RowMarks } from './cell-marks.js';
import type { GridTexts } from './grid-types.js';
import { cellId } from './lattice.js';

/** What a screen reader says of the cells and of a changed sum; not seen. */
export const GridSaid = memo(function GridSaid({
  id,
  marks,
  texts,
  spoken,
}: {
  id: string;
  marks: ReadonlyMap<string, RowMarks>;
  texts: GridTexts;
  spoken: string;
}) {
  return (
    <>
      <div hidden>
        <span id={`${id}-keys`}>{texts.keys}</span>
        {[...marks].flatMap(([row, cells]) =>
          Object.entries(cells).map(([column, mark]) => (
            <span key={cellId(row, column)} id={`${id}-said-${cellId(row, column)}`}>
              {[mark.level && `${texts[mark.level]} ${mark.messages}`, mark.note, mark.source, mark.changed && texts[mark.changed]].filter(Boolean).join(' ')}
            </span>
          )),
        )}
      </div>
      <div className="grid-unseen" aria-live="polite">
        {spoken}
      </div>
    </>
  );
});
