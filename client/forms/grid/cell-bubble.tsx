import type { RefObject } from 'react';
import type { CellMark } from './cell-marks.js';
import { Floating } from './floating.js';
import type { GridTexts } from './grid-types.js';

/** What is wrong with the active cell, just above it: below is where one types next. */
export function CellBubble({ anchor, mark, texts }: { anchor: RefObject<Element | null>; mark: CellMark; texts: GridTexts }) {
  const who = mark.changed ? texts[mark.changed] : '';
  return (
    <Floating anchor={anchor} side="above">
      <div className={`grid-bubble grid-bubble-${mark.level ?? 'note'}`}>
        {mark.level && <div>{mark.messages}</div>}
        {who && <div className="grid-bubble-who">{who}</div>}
      </div>
    </Floating>
  );
}
