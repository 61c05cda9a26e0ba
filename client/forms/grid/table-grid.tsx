import { type ClipboardEvent, type CSSProperties, type KeyboardEvent, type RefObject, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { CellBar } from './cell-bar.js';
import { CellBubble } from './cell-bubble.js';
import { clearArea, copyArea, pasteText } from './grid-deeds.js';
import { GridHead } from './grid-head.js';
import { handleKey } from './grid-keys.js';
import { GridLines } from './grid-lines.js';
import { pressCell } from './grid-pointer.js';
import { GridSaid } from './grid-said.js';
import { GridStatus } from './grid-status.js';
import type { GridSubtotal, TableGridProps } from './grid-types.js';
import { TotalsRow } from './totals-row.js';
import { useFrameSize } from './use-frame-size.js';
import { useGridModel } from './use-grid-model.js';
import { useRowsWindow } from './use-rows-window.js';
import './table-grid.css';
import './grid-parts.css';
import './grid-source.css';

const noSubtotals: GridSubtotal[] = [];
const noNumbers: string[] = [];
const PX_PER_MM = 96 / 25.4;
/** The row-title column in pixels; on a phone it stays in sight, so it is kept small. */
const TITLE_PX = { wide: 84, narrow: 68, number: 56 };

/** The table of a report on screen, with the keys, clipboard and undo of a spreadsheet. Knows no rules: all it shows comes in as props. */
export function TableGrid(props: TableGridProps) {
  const { columns, header, rows, readOnly, texts, totals } = props;
  const { control, view, lattice, values, marks, at, head, area } = useGridModel(props);
  const [focused, setFocused] = useState(false);
  const [spoken, setSpoken] = useState('');
  const touched = useRef(false);
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const activeCell = useMemo(() => cellWithin(frame), []);
  const { narrow, rowHeight } = useFrameSize(frame);
  const windowed = useRowsWindow(
    frame,
    rows.length,
    rowHeight,
    [at, head].flatMap((spot) => spot?.row ?? []),
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls when the focus or the selection's far end moved, not when rows come or go
  useLayoutEffect(() => {
    const to = head ?? at;
    if (!to || (view.focusTick === 0 && !head)) return;
    frame.current?.querySelector(`[data-row="${to.row}"] > [data-column="${to.column}"]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [view.focusTick, view.head]);

  const field = at ? lattice.fields[at.column] : undefined;
  const row = at ? rows[at.row] : undefined;
  const mark = field && row ? marks.get(row.key)?.[field.key] : undefined;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229 || (event.target as Element).tagName !== 'INPUT') return;
    const { key, shiftKey, altKey } = event;
    if (!handleKey(control, { key, shiftKey, altKey, ctrl: event.ctrlKey || event.metaKey })) return;
    event.preventDefault();
    // Escape ends typing; it must not close a dialog around the grid as well.
    event.stopPropagation();
  };
  const onCopy = (event: ClipboardEvent) => {
    if (control.edit.text !== null || !copyArea(control, event.clipboardData)) return;
    event.preventDefault();
    if (event.type === 'cut') clearArea(control);
  };
  const onPaste = (event: ClipboardEvent) => {
    if (control.edit.text !== null) return;
    event.preventDefault();
    if (!readOnly) pasteText(control, event.clipboardData.getData('text/plain'));
  };
  const numbered = windowed.virtual;
  const { numbers = noNumbers, totalsFirst = false } = props;
  const rowsAbove = props.headerDepth + Math.sign(numbers.length) + (totals && totalsFirst ? 1 : 0);
  const sums = totals && (
    <TotalsRow
      control={control}
      totals={totals}
      lattice={lattice}
      values={values}
      ariaIndex={numbered ? (totalsFirst ? rowsAbove : rowsAbove + rows.length + (props.free && !readOnly ? 2 : 1)) : undefined}
      first={totalsFirst}
      texts={texts}
      onSay={setSpoken}
    />
  );
  const titleWidth = TITLE_PX[props.free ? 'number' : narrow ? 'narrow' : 'wide'];
  const widths = columns.map((column) => Math.round(Math.max(column.width * PX_PER_MM, narrow ? 64 : 56)));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears what happens in the live input
    <div
      className="table-grid"
      data-wrap={(readOnly && !numbered) || undefined}
      data-narrow={narrow || undefined}
      style={{ '--grid-row': `${rowHeight}px` } as CSSProperties}
      onKeyDown={onKeyDown}
      onCopy={onCopy}
      onCut={onCopy}
      onPaste={onPaste}
      onFocus={() => setFocused(true)}
      onBlur={(event) => {
        control.finish();
        if (!event.currentTarget.contains(event.relatedTarget)) setFocused(false);
      }}
      onPointerDown={(event) => {
        touched.current = event.pointerType === 'touch';
      }}
    >
      {narrow && !readOnly && (
        <CellBar
          control={control}
          at={at}
          row={focused ? row : undefined}
          field={focused ? field : undefined}
          mark={focused ? mark : undefined}
          texts={texts}
        />
      )}
      <div className="grid-frame" ref={frame}>
        <table
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table one types into is a grid
          role="grid"
          onMouseDown={(event) => pressCell(control, event, frame.current as HTMLElement, touched.current)}
          aria-label={props.label}
          aria-describedby={`${id}-keys`}
          aria-readonly={readOnly || undefined}
          aria-multiselectable="true"
          aria-rowcount={numbered ? rowsAbove + rows.length + (props.free && !readOnly ? 1 : 0) + (totals && !totalsFirst ? 1 : 0) : undefined}
          style={{ minWidth: titleWidth + widths.reduce((sum, width) => sum + width, 0) }}
        >
          <colgroup>
            <col style={{ width: titleWidth }} />
            {widths.map((width, index) => (
              <col key={columns[index]?.key} style={{ width }} />
            ))}
          </colgroup>
          <GridHead header={header} depth={props.headerDepth} fields={lattice.fields} numbers={numbers} numbered={numbered} />
          {totalsFirst && sums}
          <GridLines
            control={control}
            id={id}
            lattice={lattice}
            values={values}
            subtotals={props.subtotals ?? noSubtotals}
            marks={marks}
            view={view}
            at={at}
            area={area}
            windowed={windowed}
            rowsAbove={rowsAbove}
            removable={props.free && !readOnly && props.onRemoveLines !== undefined}
            addable={props.free && !readOnly && props.onAddLines !== undefined}
            readOnly={readOnly}
            texts={texts}
          />
          {!totalsFirst && sums}
        </table>
      </div>
      {focused && !narrow && mark && (mark.level || mark.changed) && <CellBubble anchor={activeCell} mark={mark} texts={texts} />}
      <GridStatus
        lattice={lattice}
        values={values}
        area={focused ? area : null}
        field={focused && !narrow ? field : undefined}
        mark={focused && !narrow ? mark : undefined}
        message={view.message}
        texts={texts}
        onOpenSource={() => control.openSource()}
      />
      <GridSaid id={id} marks={marks} texts={texts} spoken={spoken} />
    </div>
  );
}

/** The active cell as it is when asked: the live input moves from cell to cell. */
const cellWithin = (frame: RefObject<HTMLElement | null>): RefObject<Element | null> => ({
  get current() {
    return frame.current?.querySelector('.grid-active') ?? null;
  },
});
