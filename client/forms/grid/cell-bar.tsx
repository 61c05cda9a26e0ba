import type { CellMark } from './cell-marks.js';
import type { GridControl } from './grid-control.js';
import type { GridRow, GridTexts } from './grid-types.js';
import { type GridField, nextEditable, refOf, type Spot } from './lattice.js';

type Props = { control: GridControl; at: Spot | null; row: GridRow | undefined; field: GridField | undefined; mark: CellMark | undefined; texts: GridTexts };

/** On a phone: which cell one is in, what is wrong with it, and the way to the next; number keys there have neither Tab nor minus. */
export function CellBar({ control, at, row, field, mark, texts }: Props) {
  const go = (direction: 1 | -1) => {
    control.finish();
    const to = at && nextEditable(control.ground.lattice, at, direction);
    if (to) control.go(to);
  };
  const negate = () => {
    if (!at || !field) return;
    const text = control.edit.text ?? control.text(at);
    const value = control.read(text.startsWith('-') ? text.slice(1) : `-${text}`, field);
    control.cancel();
    control.apply([{ ...refOf(control.ground.lattice, at), value }]);
  };
  return (
    <div className="grid-bar" role="toolbar" aria-label={texts.tapToFill} onMouseDown={(event) => event.preventDefault()}>
      <button type="button" tabIndex={-1} aria-label={texts.previousCell} onClick={() => go(-1)}>
        ‹
      </button>
      <div className="grid-bar-text">
        <b>{row && field ? `${row.title} · ${field.label}` : texts.tapToFill}</b>
        <span className={`grid-bar-${mark?.level ?? 'quiet'}`}>
          {mark?.level ? mark.messages : mark?.changed ? texts[mark.changed] : mark?.note || field?.hint}
        </span>
      </div>
      {mark?.source && (
        <button type="button" tabIndex={-1} className="grid-bar-source" onClick={() => control.openSource()}>
          {mark.source}
        </button>
      )}
      {field?.signed && field.editable && (
        <button type="button" tabIndex={-1} aria-label={texts.changeSign} onClick={negate}>
          ±
        </button>
      )}
      <button type="button" tabIndex={-1} aria-label={texts.nextCell} onClick={() => go(1)}>
        ›
      </button>
    </div>
  );
}
