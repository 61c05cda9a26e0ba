import { DndContext, type DragMoveEvent, DragOverlay, PointerSensor, useSensor, useSensors } from '@dnd-kit/core';
import { memo, type PointerEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportDefinition, Table } from '../../../server/domain/definition.generated.js';
import type { FormTable } from '../../../server/domain/form-parts.js';
import type { PlacedCell } from '../../../server/domain/place-header.js';
import { numbersOf, subtotalsBeside } from '../../../server/domain/sheet-of-record.js';
import { useDesk } from '../design-desk.js';
import { addColumn } from './column-edits.js';
import { comingKey, type DropSide, HeaderCell, pathOfCell } from './header-cell.js';
import { headerOf, tableOf } from './header-edits.js';
import { NamedThing } from './named-thing.js';
import { useSheet } from './sheet-desk.js';
import { columnsOf, thingAt } from './things.js';

/** Pixels of a millimetre that can still be read; a wider table scrolls. */
const smallest = 3.6;
const freeLines = 3;

/** One table of the form as it stands on paper, its header open to be changed. */
export function TableCanvas({ table, form, shownTitle, width }: { table: string; form: FormTable; shownTitle: boolean; width: number }) {
  const { t } = useTranslation();
  const { definition, below, faults, selection } = useDesk<ReportDefinition>();
  const { marked, coming, naming, deeds } = useSheet();
  const here = coming?.table === table ? coming : null;
  const drawn = useMemo(
    () => (here ? addColumn(definition, table, here.above, here.after, { key: comingKey, field: { type: 'integer', title: '' } }) : definition),
    [definition, here, table],
  );
  const header = useMemo(() => headerOf(drawn, table), [drawn, table]);
  const [wide, setWide] = useState<{ key: string; width: number } | null>(null);
  const [goal, setGoal] = useState<{ keys: string; side: DropSide } | null>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const pointer = useRef({ x: 0, y: 0 });
  const frame = useRef<HTMLDivElement>(null);
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 6 } }));

  const widthOf = (key: string, usual: number): number => (wide?.key === key ? wide.width : usual);
  const total = form.rowWidth + header.leaves.reduce((sum, leaf) => sum + widthOf(leaf.key, leaf.width), 0);
  const pixels = Math.max(width, smallest * total);
  const perMillimetre = pixels / total;

  const thing = thingAt(definition, selection);
  const range = marked?.table === table ? marked : columnsOf(definition, thing);
  const selectedPath = thing?.path.join('.') ?? '';
  const tablePath = ['schema', 'properties', table];
  const rowTitlePath = ['layout', 'tables', table, 'rowTitle'];
  const totalPath = ['layout', 'tables', table, 'total'];
  const isTableSelected = selectedPath === tablePath.join('.');
  const faulty = useMemo(() => new Set(faults.map(({ path }) => path)), [faults]);
  const computed = useMemo(
    () => new Set(Object.values(definition.formulas ?? {}).flatMap(({ each, to, hidden }) => (each === table && to && !hidden ? [to] : []))),
    [definition.formulas, table],
  );
  const locks = useMemo(() => lockedKeys(below as unknown as ReportDefinition, table), [below, table]);
  const anySelected = header.cells.some((cell) => pathOfCell(table, cell).join('.') === selectedPath);

  const step = useCallback(
    (cell: PlacedCell, key: string, extend: boolean) => {
      const next = nextCell(header.cells, cell, key);
      if (!next) return;
      if (extend) deeds.extendTo(table, next);
      else deeds.select(pathOfCell(table, next));
      document.getElementById(`${table}/${next.keys.join('/')}`)?.focus();
    },
    [header, deeds, table],
  );
  const startWidth = (cell: PlacedCell, event: PointerEvent) => {
    event.stopPropagation();
    event.preventDefault();
    const leaf = header.leaves.find(({ key }) => key === cell.key);
    if (!leaf) return;
    const edge = event.currentTarget;
    edge.setPointerCapture(event.pointerId);
    const from = event.clientX;
    const wanted = (x: number): number => Math.min(300, Math.max(5, leaf.width + (x - from) / perMillimetre));
    let last = leaf.width;
    const move = (moved: Event) => {
      last = wanted((moved as unknown as PointerEvent).clientX);
      setWide({ key: cell.key, width: last });
    };
    const end = () => {
      edge.removeEventListener('pointermove', move);
      setWide(null);
      if (Math.round(last) !== Math.round(leaf.width)) deeds.width(table, cell.keys, last);
    };
    edge.addEventListener('pointermove', move);
    edge.addEventListener('pointerup', end, { once: true });
    edge.addEventListener('pointercancel', end, { once: true });
  };
  const starter = useRef(startWidth);
  starter.current = startWidth;
  const onWidthStart = useCallback((cell: PlacedCell, event: PointerEvent) => starter.current(cell, event), []);

  useEffect(() => {
    if (dragged === null) return;
    const follow = (event: globalThis.PointerEvent) => {
      pointer.current = { x: event.clientX, y: event.clientY };
    };
    window.addEventListener('pointermove', follow, { capture: true });
    return () => window.removeEventListener('pointermove', follow, { capture: true });
  }, [dragged]);
  const under = ({ activatorEvent, delta }: Pick<DragMoveEvent, 'activatorEvent' | 'delta'>) => {
    const start = activatorEvent as globalThis.PointerEvent;
    const at = pointer.current.x === 0 ? { x: start.clientX + delta.x, y: start.clientY + delta.y } : pointer.current;
    return goalAt(at.x, at.y, frame.current);
  };
  const leaveDrag = () => {
    setDragged(null);
    setGoal(null);
    pointer.current = { x: 0, y: 0 };
  };

  const Sums = form.sumsFirst ? 'tbody' : 'tfoot';
  const sums = form.total !== null && (
    <Sums>
      <tr className="is-sum">
        <th scope="row">
          <NamedThing
            id={`total/${table}`}
            text={form.total}
            selected={false}
            open={naming === totalPath.join('.')}
            onSelect={() => deeds.select(tablePath)}
            onOpen={() => deeds.name(totalPath)}
            onClose={() => deeds.name(null)}
            onText={(text) => deeds.retitle(totalPath, text)}
          />
        </th>
        {header.leaves.map((leaf) => (
          <td key={leaf.key} />
        ))}
      </tr>
    </Sums>
  );
  return (
    <section className={`sheet-table${isTableSelected ? ' is-selected' : ''}`} aria-label={form.title}>
      {shownTitle && (
        <NamedThing
          id={`table/${table}`}
          className="sheet-table-title"
          text={form.title}
          selected={isTableSelected}
          open={naming === [...tablePath, 'title'].join('.')}
          onSelect={() => deeds.select(tablePath)}
          onOpen={() => deeds.name([...tablePath, 'title'])}
          onClose={() => deeds.name(null)}
          onText={(text) => deeds.retitle([...tablePath, 'title'], text)}
        />
      )}
      <DndContext
        sensors={sensors}
        accessibility={{ screenReaderInstructions: { draggable: t('design.table.dragHint') }, announcements: silent }}
        onDragStart={({ active }) => setDragged((active.data.current as { cell: PlacedCell }).cell.title)}
        onDragMove={(event) => {
          const now = under(event);
          setGoal((before) => sameGoal(before, now));
        }}
        onDragCancel={leaveDrag}
        onDragEnd={(event) => {
          const { cell } = event.active.data.current as { cell: PlacedCell };
          const last = under(event);
          if (last) deeds.drop(table, cell.keys, last.keys.split('.'), last.side);
          leaveDrag();
        }}
      >
        <div className="sheet-table-frame" ref={frame}>
          <table style={{ width: pixels }}>
            <colgroup>
              <col style={{ width: form.rowWidth * perMillimetre }} />
              {header.leaves.map((leaf) => (
                <col key={leaf.key} style={{ width: widthOf(leaf.key, leaf.width) * perMillimetre }} />
              ))}
            </colgroup>
            <thead>
              {Array.from({ length: header.depth }, (_, row) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows of a header have no other name
                <tr key={row}>
                  {row === 0 && (
                    <th rowSpan={header.depth} className="sheet-head-cell" scope="col">
                      <NamedThing
                        id={`rowTitle/${table}`}
                        text={form.rowTitle}
                        label={form.rowTitle === '' ? t('design.table.rowTitle') : undefined}
                        selected={isTableSelected}
                        open={naming === rowTitlePath.join('.')}
                        tabIndex={anySelected ? -1 : 0}
                        onSelect={() => deeds.select(tablePath)}
                        onOpen={() => deeds.name(rowTitlePath)}
                        onClose={() => deeds.name(null)}
                        onText={(text) => deeds.retitle(rowTitlePath, text, true)}
                        onKey={(event) => {
                          if (event.key !== 'ArrowRight' && event.key !== 'ArrowDown') return;
                          event.preventDefault();
                          const first = header.cells.find((cell) => cell.row === 0 && cell.column === 1);
                          if (first) {
                            deeds.select(pathOfCell(table, first));
                            document.getElementById(`${table}/${first.keys.join('/')}`)?.focus();
                          }
                        }}
                      />
                    </th>
                  )}
                  {header.cells
                    .filter((cell) => cell.row === row)
                    .sort((one, other) => one.column - other.column)
                    .map((cell) => {
                      const path = pathOfCell(table, cell).join('.');
                      const keys = cell.keys.join('.');
                      const field = cell.group ? undefined : tableOf(drawn, table).each.properties[cell.key];
                      return (
                        <HeaderCell
                          key={`${cell.group ? 'group' : 'column'} ${keys}`}
                          table={table}
                          cell={cell}
                          locked={locks.has(cell.key)}
                          required={field?.required === true}
                          computed={computed.has(cell.key)}
                          faulty={[...faulty].some((one) => one === path || one.startsWith(`${path}.`))}
                          selected={path === selectedPath}
                          marked={range !== null && range.from !== range.to && cell.column >= range.from && cell.column + cell.colSpan - 1 <= range.to}
                          naming={naming === path}
                          stop={anySelected ? path === selectedPath : false}
                          drop={goal?.keys === keys ? goal.side : null}
                          deeds={deeds}
                          onStep={step}
                          onWidthStart={onWidthStart}
                        />
                      );
                    })}
                </tr>
              ))}
              {form.numbered && (
                <tr className="sheet-numbers">
                  {numbersOf({ numbered: true, columns: form.columns }).map((number) => (
                    <td key={number}>{number}</td>
                  ))}
                </tr>
              )}
            </thead>
            {form.sumsFirst && sums}
            <TableBody form={form} keys={header.leaves.map(({ key }) => key)} />
            {!form.sumsFirst && sums}
          </table>
        </div>
        <DragOverlay dropAnimation={null}>{dragged !== null && <span className="sheet-dragging">{dragged}</span>}</DragOverlay>
      </DndContext>
    </section>
  );
}

/** Rows as they are printed, empty but for the dash where a row has no such cell. */
const TableBody = memo(function TableBody({ form, keys }: BodyProps) {
  const { t } = useTranslation();
  const line = (key: string, title: string, kind: string) => (
    <tr key={key} className={kind}>
      <th scope="row">{title}</th>
      {keys.map((column) => {
        const lacking = kind === 'is-row' && form.every.find((field) => field.key === column)?.notIn.has(key);
        return lacking ? (
          <td key={column} className="sheet-lacking">
            —
          </td>
        ) : (
          <td key={column} />
        );
      })}
    </tr>
  );
  const sum = (subtotal: FormTable['subtotals'][number]) => line(`subtotal ${subtotal.key}`, subtotal.title, 'is-sum');
  return (
    <tbody>
      {form.free && Array.from({ length: freeLines }, (_, at) => line(`line${at}`, String(at + 1), 'is-row'))}
      {form.free && (
        <tr className="is-more">
          <td colSpan={keys.length + 1}>{t('design.table.freeLines')}</td>
        </tr>
      )}
      {form.rows.flatMap((row) => {
        const { before, behind } = subtotalsBeside(form, row.key);
        return [...before.map(sum), line(row.key, row.title, 'is-row'), ...behind.map(sum)];
      })}
      {!form.free && form.rows.length === 0 && (
        <tr className="is-more">
          <td colSpan={keys.length + 1}>{t('design.table.noRows')}</td>
        </tr>
      )}
    </tbody>
  );
}, sameBody);

type BodyProps = { form: FormTable; keys: string[] };

function sameBody(one: BodyProps, other: BodyProps): boolean {
  const text = ({ form, keys }: BodyProps): string =>
    JSON.stringify([
      keys,
      form.free,
      form.sumsFirst,
      form.rows.map((row) => row.title),
      form.subtotals.map((row) => [row.title, row.rows]),
      form.every.flatMap(({ key, notIn }) => (notIn.size > 0 ? [[key, ...notIn]] : [])),
    ]);
  return text(one) === text(other);
}

function lockedKeys(below: Partial<ReportDefinition>, table: string): Set<string> {
  const property = below.schema?.properties?.[table] as Table | undefined;
  return new Set(Object.entries(property?.each?.properties ?? {}).flatMap(([key, field]) => (field.locked ? [key] : [])));
}

const silent = { onDragStart: () => undefined, onDragOver: () => undefined, onDragEnd: () => undefined, onDragCancel: () => undefined };

/** The header under the pointer: its left part means before it, its right part behind it, the middle of a group into it. */
function goalAt(x: number, y: number, frame: HTMLElement | null): { keys: string; side: DropSide } | null {
  const cell = document.elementsFromPoint(x, y).find((element) => element instanceof HTMLElement && element.dataset.keys !== undefined) as
    | HTMLElement
    | undefined;
  if (!cell || !frame?.contains(cell)) return null;
  const box = cell.getBoundingClientRect();
  const part = (x - box.left) / box.width;
  const isGroup = cell.dataset.group !== undefined;
  const edge = isGroup ? 0.25 : 0.5;
  const side: DropSide = part < edge ? 'before' : part > 1 - edge ? 'after' : 'into';
  return { keys: cell.dataset.keys as string, side: !isGroup && side === 'into' ? 'after' : side };
}

const sameGoal = (before: { keys: string; side: DropSide } | null, now: typeof before): typeof before =>
  before?.keys === now?.keys && before?.side === now?.side ? before : now;

/** The header cell beside, above or below. */
function nextCell(cells: PlacedCell[], cell: PlacedCell, key: string): PlacedCell | undefined {
  const covering = (column: number, row: number): PlacedCell | undefined =>
    cells.find((one) => column >= one.column && column < one.column + one.colSpan && row >= one.row && row < one.row + one.rowSpan);
  if (key === 'ArrowLeft') return covering(cell.column - 1, cell.row);
  if (key === 'ArrowRight') return covering(cell.column + cell.colSpan, cell.row);
  if (key === 'ArrowUp') return covering(cell.column, cell.row - 1);
  return covering(cell.column, cell.row + cell.rowSpan);
}
