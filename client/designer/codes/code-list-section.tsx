import { closestCenter, DndContext, type DragEndEvent, KeyboardSensor, PointerSensor, useSensor, useSensors } from '@dnd-kit/core';
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { Button } from 'antd';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { byOrder } from '../../../server/domain/by-order.js';
import type { CodeListDefinition } from '../../../server/domain/definition.generated.js';
import type { LayeredDefinition } from '../../../server/domain/layers.js';
import { useDesk } from '../design-desk.js';
import { flagged } from '../flag-at.js';
import { keyFor } from '../make-key.js';
import { PlaceFaults } from '../place-faults.js';
import { usePublished } from '../use-published.js';
import { useShowPlace } from '../use-show-place.js';
import { UsesLine } from '../uses-line.js';
import { BecomesDialog } from './becomes-dialog.js';
import { addCodes, type Code, type Ground, moveCode, withoutFirst } from './code-edits.js';
import { codeMentions } from './code-mentions.js';
import { CodeRow } from './code-row.js';
import { PasteDialog } from './paste-dialog.js';
import '../edit-parts.css';
import './codes.css';

// Made once: new ones would draw every row again on every key.
const byPointer = { activationConstraint: { distance: 4 } };
const byKeys = { coordinateGetter: sortableKeyboardCoordinates };

/** A code list as a table like Excel's. */
export function Component() {
  const { t } = useTranslation();
  const { id, definition: list, below, contents, faults, prefix, edit } = useDesk<CodeListDefinition>();
  const published = usePublished();
  useShowPlace();
  const ground: Ground = useMemo(() => ({ below, published }), [below, published]);
  const others = useOthers(id, contents);
  const mentions = useMemo(() => codeMentions(id, others), [id, others]);
  const [adding, setAdding] = useState('');
  const [pasting, setPasting] = useState<string | null>(null);
  const [mapping, setMapping] = useState<string | null>(null);
  const sensors = useSensors(useSensor(PointerSensor, byPointer), useSensor(KeyboardSensor, byKeys));
  const codes = byOrder(list.codes);
  const editing = useRef(edit);
  useEffect(() => {
    editing.current = edit;
  });
  const typeIn: typeof edit = useCallback((...step) => editing.current(...step), []);
  const wrong = useMemo(() => {
    const byCode = new Map<string, string[]>();
    for (const { path, message } of faults) {
      const [part, key] = path.split('.');
      if (part === 'codes' && key !== undefined) byCode.set(key, [...(byCode.get(key) ?? []), message]);
    }
    return byCode;
  }, [faults]);
  // The same list while the order is the same: moving rows looks at nothing else.
  const order = codes.map(({ key }) => key).join(' ');
  const keys = useMemo(() => (order === '' ? [] : order.split(' ')), [order]);
  const stages = codes.some(({ stage }) => stage !== undefined);
  const add = async () => {
    const title = adding.trim();
    if (title === '') return;
    setAdding('');
    const key = await keyFor(title, prefix, Object.keys(list.codes ?? {}));
    edit(t('design.lists.addCode', { title }), (now) => addCodes(withoutFirst(now, t('design.list.begin.code'), ground), [{ key, code: { title } }]));
  };
  const drop = ({ active, over }: DragEndEvent) => {
    if (!over || active.id === over.id) return;
    const [from, to] = [keys.indexOf(String(active.id)), keys.indexOf(String(over.id))];
    const after = from < to ? String(over.id) : (keys[to - 1] ?? null);
    edit(t('design.lists.move'), (now) => moveCode(now, String(active.id), after));
  };
  /** Enter and the arrows go up and down a column, as in a spreadsheet; several lines pasted are looked at first. */
  const walk = (event: React.KeyboardEvent) => {
    const step = event.key === 'ArrowDown' || (event.key === 'Enter' && !event.shiftKey) ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const cell = (event.target as HTMLElement).closest('td');
    const row = cell?.parentElement as HTMLTableRowElement | null;
    if (step === 0 || event.altKey || !cell || !row || !(event.target instanceof HTMLInputElement)) return;
    const next = (step === 1 ? row.nextElementSibling : row.previousElementSibling) as HTMLTableRowElement | null;
    const input = next?.cells[cell.cellIndex]?.querySelector('input');
    if (!input) return;
    event.preventDefault();
    input.focus();
    input.select();
  };
  const paste = (event: React.ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain');
    if (!/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    setPasting(text);
  };
  const moved = (words: 'lifted' | 'over' | 'dropped', key: unknown): string =>
    t(`design.lists.drag.${words}`, { title: list.codes[String(key)]?.title ?? '' });
  return (
    <div className="codes">
      <div className="codes-head">
        <UsesLine />
        <Button type="primary" onClick={() => setPasting('')}>
          {t('design.lists.paste')}
        </Button>
      </div>
      <PlaceFaults path={['codes']} />
      {codes.length === 0 && <p className="place-faults">{t('design.lists.empty')}</p>}
      <DndContext
        sensors={sensors}
        collisionDetection={closestCenter}
        onDragEnd={drop}
        accessibility={{
          screenReaderInstructions: { draggable: t('design.lists.drag.how') },
          announcements: {
            onDragStart: ({ active }) => moved('lifted', active.id),
            onDragOver: ({ over }) => (over ? moved('over', over.id) : undefined),
            onDragEnd: ({ active }) => moved('dropped', active.id),
            onDragCancel: ({ active }) => moved('dropped', active.id),
          },
        }}
      >
        <SortableContext items={keys} strategy={verticalListSortingStrategy}>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: keys and pasted lines come from the cells within. */}
          <div className="edit-scroll" onPaste={paste} onKeyDown={walk}>
            <table className="edit-table codes-table">
              <thead>
                <tr>
                  <th>
                    <span className="unseen">{t('design.lists.order')}</span>
                  </th>
                  <th>{t('design.lists.title')}</th>
                  {stages && <th>{t('design.lists.stage')}</th>}
                  <th>{t('design.lists.from')}</th>
                  <th>{t('design.lists.until')}</th>
                  <th>{t('design.lists.becomes')}</th>
                  <th>{t('design.lists.source')}</th>
                  <th>{t('design.lists.state')}</th>
                  <th>
                    <span className="unseen">{t('design.lists.deeds')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {codes.map(({ key }) => (
                  <CodeRow
                    key={key}
                    name={key}
                    code={list.codes[key] as Code}
                    becomes={flagged(list.codes[key]?.becomes)
                      .map((one) => list.codes[one]?.title ?? one)
                      .join(t('design.lists.and'))}
                    faults={wrong.get(key)?.join(t('design.lists.and')) ?? ''}
                    ground={ground}
                    stages={stages}
                    mentions={mentions.get(key)}
                    edit={typeIn}
                    onBecomes={setMapping}
                  />
                ))}
                <tr>
                  <td />
                  <td>
                    <input
                      className="cell-input"
                      aria-label={t('design.lists.addHere')}
                      placeholder={t('design.lists.addHere')}
                      value={adding}
                      onChange={(event) => setAdding(event.target.value)}
                      onBlur={() => void add()}
                      onKeyDown={(event) => event.key === 'Enter' && void add()}
                    />
                  </td>
                  <td colSpan={stages ? 7 : 6} className="quiet">
                    {t('design.lists.addHint')}
                  </td>
                </tr>
              </tbody>
            </table>
          </div>
        </SortableContext>
      </DndContext>
      {pasting !== null && <PasteDialog first={pasting} ground={ground} onClose={() => setPasting(null)} />}
      {mapping !== null && <BecomesDialog code={mapping} ground={ground} onClose={() => setMapping(null)} />}
    </div>
  );
}

/** The other definitions, the same map while only this one is edited. */
function useOthers(id: string, contents: { [id: string]: LayeredDefinition }): { [id: string]: LayeredDefinition } {
  const kept = useRef(contents);
  const same = Object.keys(contents).every((key) => key === id || kept.current[key] === contents[key]);
  if (!same) kept.current = contents;
  return kept.current;
}
