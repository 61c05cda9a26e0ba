import { LockOutlined } from '@ant-design/icons';
import { useDraggable } from '@dnd-kit/core';
import { type KeyboardEvent, memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlacedCell } from '../../../server/domain/place-header.js';
import { fieldPath, placePath } from './header-edits.js';
import { NamedThing } from './named-thing.js';
import type { SheetDeeds } from './sheet-deeds.js';

export const comingKey = 'comingColumn';
export const pathOfCell = (table: string, cell: PlacedCell): string[] => (cell.group ? placePath(table, cell.keys) : fieldPath(table, cell.key));
export type DropSide = 'before' | 'after' | 'into';

export type HeaderCellProps = {
  table: string;
  cell: PlacedCell;
  /** Why it cannot be taken away, or that it is computed, as small signs. */
  locked: boolean;
  required: boolean;
  computed: boolean;
  faulty: boolean;
  selected: boolean;
  marked: boolean;
  naming: boolean;
  stop: boolean;
  drop: DropSide | null;
  deeds: SheetDeeds;
  onStep(cell: PlacedCell, key: string, extend: boolean): void;
  onWidthStart(cell: PlacedCell, event: React.PointerEvent): void;
};

/** One cell of the header: selected, named, dragged, widened where it stands. */
export const HeaderCell = memo(function HeaderCell(props: HeaderCellProps) {
  const { table, cell, locked, required, computed, faulty, selected, marked, naming, stop, drop, deeds, onStep, onWidthStart } = props;
  const { t } = useTranslation();
  const id = `${table}/${cell.keys.join('/')}`;
  const coming = cell.key === comingKey;
  const path = pathOfCell(table, cell);
  const { setNodeRef, listeners, isDragging } = useDraggable({ id, disabled: coming || naming, data: { cell } });
  const press = (event: KeyboardEvent) => {
    const { key } = event;
    if (event.altKey && key === 'ArrowLeft') deeds.moveBy(-1);
    else if (event.altKey && key === 'ArrowRight') deeds.moveBy(1);
    else if (event.altKey && key === 'ArrowUp') deeds.moveOut();
    else if (event.altKey && key === 'ArrowDown') deeds.moveIn();
    else if (key.startsWith('Arrow')) onStep(cell, key, event.shiftKey);
    else if (key === 'Delete') deeds.remove();
    else if (key === 'Insert') deeds.insert('after');
    else return;
    event.preventDefault();
  };
  const names = [
    'sheet-head-cell',
    selected && 'is-selected',
    required && 'is-required',
    marked && 'is-marked',
    computed && 'is-computed',
    faulty && 'is-faulty',
    isDragging && 'is-dragged',
    drop && `drop-${drop}`,
  ];
  return (
    <th
      ref={setNodeRef}
      scope={cell.group ? 'colgroup' : 'col'}
      rowSpan={cell.rowSpan}
      colSpan={cell.colSpan}
      data-keys={coming ? undefined : cell.keys.join('.')}
      data-group={cell.group || undefined}
      className={names.filter(Boolean).join(' ')}
      onPointerDown={naming || coming ? undefined : (listeners?.onPointerDown as React.PointerEventHandler | undefined)}
    >
      <NamedThing
        id={id}
        text={cell.title}
        label={coming ? t('design.table.newColumnName') : undefined}
        hint={locked ? t('design.table.lockedSign') : computed ? t('design.table.computedSign') : undefined}
        selected={selected}
        open={naming || coming}
        tabIndex={stop ? 0 : -1}
        onSelect={(extend) => (extend ? deeds.extendTo(table, cell) : deeds.select(path))}
        onOpen={() => deeds.name(path)}
        onClose={() => (coming ? deeds.cancel() : deeds.name(null))}
        onText={(text, more) => {
          if (coming) return deeds.begin(text, more);
          const wrong = deeds.rename(table, cell, text);
          if (wrong === null && more) deeds.name(null);
          return wrong;
        }}
        onKey={press}
      >
        {cell.title}
        {locked && <LockOutlined className="sheet-lock" aria-hidden />}
      </NamedThing>
      {!cell.group && !coming && <span className="sheet-edge" aria-hidden onPointerDown={(event) => onWidthStart(cell, event)} />}
    </th>
  );
}, sameCell);

function sameCell(one: HeaderCellProps, other: HeaderCellProps): boolean {
  const { cell: a, ...restA } = one;
  const { cell: b, ...restB } = other;
  const names = Object.keys(restA) as (keyof typeof restA)[];
  return (
    names.every((name) => restA[name] === restB[name]) &&
    a.title === b.title &&
    a.row === b.row &&
    a.column === b.column &&
    a.rowSpan === b.rowSpan &&
    a.colSpan === b.colSpan &&
    a.group === b.group &&
    a.placed === b.placed &&
    a.keys.join('.') === b.keys.join('.')
  );
}
