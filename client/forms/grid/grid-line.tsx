import { memo } from 'react';
import type { Cell } from '../../../server/domain/record-data.js';
import { CellInput } from './cell-input.js';
import type { CellMark, RowMarks } from './cell-marks.js';
import { cellText } from './cell-text.js';
import type { GridControl } from './grid-control.js';
import type { GridRow, GridTexts } from './grid-types.js';
import { type Area, cellId, type GridField } from './lattice.js';

/** The part of an area that lies in one row. */
export type Band = { left: number; right: number; first: boolean; last: boolean };

export const bandOf = (area: Area | null, row: number): Band | null =>
  area && row >= area.top && row <= area.bottom ? { left: area.left, right: area.right, first: row === area.top, last: row === area.bottom } : null;

type Props = {
  control: GridControl;
  /** Prefix of the element ids. */
  id: string;
  index: number;
  /** Counts from 1 over header and body; only given when not all rows are in the page. */
  ariaIndex?: number;
  row: GridRow;
  fields: GridField[];
  cells: Record<string, Cell | undefined> | undefined;
  marks: RowMarks | undefined;
  /** Column of the live input, -1 when the active cell is in another row. */
  active: number;
  selected: Band | null;
  fill: Band | null;
  readOnly: boolean;
  removable: boolean;
  texts: GridTexts;
  onRemove(row: number): void;
};

/** One line of the table; drawn again only when something in it changes. */
export const GridLine = memo(
  function GridLine(props: Props) {
    const { control, id, index, row, fields, cells, marks, active, selected, fill, texts } = props;
    return (
      <tr data-row={index} aria-rowindex={props.ariaIndex} className={row.asked ? undefined : 'grid-not-asked'}>
        <th scope="row" title={row.asked ? undefined : texts.notAsked}>
          <span className="grid-row-title">{row.title}</span>
          {props.removable && (
            <button
              type="button"
              tabIndex={-1}
              className="grid-remove"
              aria-label={texts.removeLine(row.title)}
              title={texts.removeLine(row.title)}
              onClick={() => props.onRemove(index)}
            >
              ×
            </button>
          )}
        </th>
        {fields.map((field, column) => {
          const lacking = row.asked && field.notIn?.has(row.key) === true;
          const mark = row.asked && !lacking ? marks?.[field.key] : undefined;
          const text = lacking ? '—' : row.asked ? cellText(cells?.[field.key], field) : '';
          const described = mark && (mark.level || mark.note || mark.source || mark.changed) ? `${id}-said-${cellId(row.key, field.key)}` : undefined;
          return (
            // biome-ignore lint/a11y/useAriaPropsSupportedByRole: a cell of a grid is a gridcell
            <td
              key={field.key}
              data-column={column}
              className={`${classOf(row, field, mark, selected, fill, column, column === active)}${lacking ? ' grid-lacking' : ''}`}
              aria-readonly={row.asked && field.editable && !lacking ? undefined : true}
              aria-disabled={row.asked && !lacking ? undefined : true}
              aria-selected={selected && isIn(selected, column) ? true : undefined}
              aria-invalid={mark?.level === 'error' ? true : undefined}
              aria-describedby={described}
              title={lacking ? texts.cellNotAsked : field.type === 'string' && text.length > 6 ? text : undefined}
            >
              {column === active ? (
                <CellInput
                  control={control}
                  field={field}
                  label={`${row.title} ${field.label}`}
                  text={lacking ? '' : text}
                  invalid={mark?.level === 'error'}
                  describedBy={described}
                  id={id}
                  texts={texts}
                  over={props.readOnly}
                />
              ) : null}
              {(column !== active || props.readOnly || lacking) && <span className="grid-text">{text}</span>}
              {mark?.source && (
                <button
                  type="button"
                  tabIndex={-1}
                  className="grid-source"
                  aria-label={`${row.title} ${field.label} ${mark.source}`}
                  title={mark.source}
                  onClick={() => control.openSource({ row: row.key, column: field.key })}
                />
              )}
              {selected?.last && column === selected.right && !props.readOnly && <span className="grid-handle" aria-hidden="true" />}
            </td>
          );
        })}
      </tr>
    );
  },
  (before, after) => (Object.keys(after) as (keyof Props)[]).every((key) => same(before[key], after[key])),
);

const isIn = (band: Band, column: number): boolean => column >= band.left && column <= band.right;

/** Bands are made anew at each drawing, so they are compared by what they hold. */
function same(one: unknown, two: unknown): boolean {
  if (Object.is(one, two)) return true;
  if (!isBand(one) || !isBand(two)) return false;
  return one.left === two.left && one.right === two.right && one.first === two.first && one.last === two.last;
}
const isBand = (value: unknown): value is Band => typeof value === 'object' && value !== null && 'first' in value && 'last' in value && 'left' in value;

function classOf(
  row: GridRow,
  field: GridField,
  mark: CellMark | undefined,
  selected: Band | null,
  fill: Band | null,
  column: number,
  active: boolean,
): string {
  const names = [`grid-${field.type}`];
  if (row.asked && field.readOnly) names.push('grid-computed');
  if (mark?.level) names.push(`grid-${mark.level}`);
  if (mark?.note) names.push('grid-noted');
  if (mark?.changed) names.push(`grid-${mark.changed}`);
  if (active) names.push('grid-active');
  if (selected && isIn(selected, column)) names.push('grid-selected', ...edges(selected, column));
  if (fill && isIn(fill, column)) names.push('grid-filling', ...edges(fill, column));
  return names.join(' ');
}

function edges(band: Band, column: number): string[] {
  return [band.first && 'grid-top', band.last && 'grid-bottom', band.left === column && 'grid-left', band.right === column && 'grid-right'].filter(
    (name) => name !== false,
  );
}
