import { Tag } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { byOrder } from '../../../server/domain/by-order.js';
import type { LedgerDefinition } from '../../../server/domain/definition.generated.js';
import { faultsAt, useDesk } from '../design-desk.js';
import { keyFor } from '../make-key.js';
import { addBehind, lastIn, moveIn } from '../move-entries.js';
import { PlaceFaults } from '../place-faults.js';
import { AddEntry } from './add-entry.js';
import { EntryDeeds } from './entry-deeds.js';
import { bringBack, isKept, statesOf, takeOut } from './ledger-edits.js';
import { MovementEditor } from './movement-editor.js';
import { StatesPanel } from './states-panel.js';
import { useGround } from './use-ground.js';
import { useShowSide } from './use-show-side.js';
import '../edit-parts.css';
import './ledger-parts.css';

/** What may happen to a child: in which state, who writes it down, with what proof, and what becomes of it. */
export function Component() {
  const { t } = useTranslation();
  const { definition, below, prefix, contents, faults, edit, selection, select } = useDesk<LedgerDefinition>();
  const ground = useGround();
  const events = byOrder(definition.events);
  const chosen = selection?.[0] === 'events' ? selection[1] : undefined;
  const side = useRef<HTMLElement>(null);
  useShowSide(side, chosen);
  const titles = new Map(statesOf(definition, contents).map(({ key, title }) => [key, title]));
  const attending = Object.entries(definition.states).find(([, state]) => state.attending)?.[0] ?? Object.keys(definition.states)[0] ?? '';
  const add = async (title: string) => {
    const key = await keyFor(title, prefix, Object.keys(definition.events));
    const event = { title, from: { [attending]: true }, by: { filler: true, 'school-head': true }, colour: 'default' };
    edit(t('design.ledgers.steps.addMovement', { title }), (ledger) => addBehind(ledger, ['events'], ledger.events, key, event, lastIn(ledger.events)));
    select(['events', key]);
  };
  return (
    <div className="ledger-desk">
      <div className="ledger-main">
        <p className="quiet">{t('design.ledgers.movementsHint')}</p>
        <ul className="panel field-rows">
          {events.map((event) => {
            const path = ['events', event.key];
            const step = t('design.ledgers.steps.changeMovement', { title: event.title });
            const from = Object.keys(event.from).filter((state) => event.from[state]);
            const isLocked = (below as { events?: { [key: string]: { locked?: boolean } } }).events?.[event.key]?.locked === true;
            return (
              <li key={event.key} className={`field-row${chosen === event.key ? ' field-row-chosen' : ''}${event.hidden ? ' entry-hidden' : ''}`}>
                <button type="button" className="field-row-name" aria-pressed={chosen === event.key} onClick={() => select(path)}>
                  <b>{event.title}</b> <span className="quiet">{from.map((state) => titles.get(state) ?? state).join(t('design.ledgers.listSeparator'))}</span>{' '}
                  {(event.proof?.atLeast ?? 0) > 0 && <Tag>{t('design.ledgers.withProof')}</Tag>}
                  {event.hidden && <Tag>{t('design.ledgers.hidden')}</Tag>}
                </button>
                <EntryDeeds
                  title={event.title}
                  isKept={isKept(ground, path)}
                  isHidden={event.hidden === true}
                  isLocked={isLocked}
                  onMove={(by) => edit(step, (ledger) => moveIn(ledger, ['events'], ledger.events, event.key, by))}
                  onDrop={() => edit(step, (ledger) => takeOut(ledger, ground, path))}
                  onUse={() => edit(step, (ledger) => bringBack(ledger, ground, path))}
                />
                {chosen !== event.key && faultsAt(faults, path).length > 0 && <PlaceFaults path={path} within />}
              </li>
            );
          })}
        </ul>
        <AddEntry label={t('design.ledgers.newMovement')} onAdd={add} />
        <StatesPanel />
      </div>
      <aside ref={side} className="ledger-side panel" aria-label={t('design.ledgers.movementSettings')}>
        {chosen && definition.events[chosen] ? <MovementEditor key={chosen} name={chosen} /> : <p className="quiet">{t('design.ledgers.chooseMovement')}</p>}
      </aside>
    </div>
  );
}
