import { Checkbox, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { byOrder } from '../../../server/domain/by-order.js';
import type { LedgerDefinition } from '../../../server/domain/definition.generated.js';
import { ledgerWriters } from '../../../server/domain/ledger-permissions.js';
import { RolesField } from '../conditions/roles-field.js';
import { useDesk } from '../design-desk.js';
import { getAt } from '../edit-tree.js';
import { flagAt, flagged } from '../flag-at.js';
import { keyFor } from '../make-key.js';
import { addBehind, lastIn, moveIn } from '../move-entries.js';
import { PlaceFaults } from '../place-faults.js';
import { settingsOf } from '../properties/offered-settings.js';
import { PropertyForm } from '../properties/property-form.js';
import { AddEntry } from './add-entry.js';
import { EntryDeeds } from './entry-deeds.js';
import { guessLedgerField } from './guess-ledger-field.js';
import { bringBack, isKept, statesOf, takeOut } from './ledger-edits.js';
import { MovementGuard } from './movement-guard.js';
import { MovementSets } from './movement-sets.js';
import { useGround } from './use-ground.js';

/** Everything about one movement. */
export function MovementEditor({ name }: { name: string }) {
  const { t } = useTranslation();
  const { definition, below, contents, edit } = useDesk<LedgerDefinition>();
  const path = ['events', name];
  const event = definition.events[name];
  if (!event) return null;
  const isLocked = getAt(below, [...path, 'locked']) === true;
  const from = flagged(event.from);
  const step = t('design.ledgers.steps.changeMovement', { title: event.title });
  return (
    <div className="movement-editor">
      {isLocked && <p className="property-lock">{t('design.ledgers.movementLocked')}</p>}
      <PropertyForm path={path} type="LedgerEvent" only={['title', 'hint']} />
      <h3>{t('design.ledgers.fromStates')}</h3>
      <Checkbox.Group
        aria-label={t('design.ledgers.fromStates')}
        value={from}
        options={statesOf(definition, contents)
          .filter(({ isUsed }) => isUsed)
          .map(({ key, title }) => ({ value: key, label: title }))}
        onChange={(chosen) =>
          edit(step, (ledger) =>
            Object.keys(ledger.states).reduce(
              (next, state) => (chosen.includes(state) === from.includes(state) ? next : flagAt(next, below, [...path, 'from', state], chosen.includes(state))),
              ledger,
            ),
          )
        }
      />
      <PlaceFaults path={[...path, 'from']} />
      <h3>{t('design.ledgers.guard')}</h3>
      <MovementGuard name={name} />
      <h3>{t('design.ledgers.whoWrites')}</h3>
      <RolesField path={[...path, 'by']} roles={ledgerWriters} label={t('design.ledgers.whoWrites')} />
      <h3>{t('design.ledgers.becomes')}</h3>
      <MovementSets name={name} isLocked={isLocked} />
      <h3>{t('design.ledgers.writtenDown')}</h3>
      <SaidFields name={name} />
      <h3>{t('design.ledgers.proof')}</h3>
      <PropertyForm path={[...path, 'proof']} type="LedgerEvent.proof" mayBegin />
      <PropertyForm path={path} type="LedgerEvent" only={isLocked ? ['colour'] : ['takesIn', 'colour']} />
    </div>
  );
}

/** A movement has no column in a list that is read in. */
const saidSettings = settingsOf('LedgerField').flatMap(({ key }) => (key === 'heads' ? [] : [key]));

/** What is written down beside the day, by whoever records it. */
function SaidFields({ name }: { name: string }) {
  const { t } = useTranslation();
  const { definition, prefix, contents, edit, selection, select } = useDesk<LedgerDefinition>();
  const ground = useGround();
  const place = ['events', name, 'schema', 'properties'];
  const event = definition.events[name];
  const fields = event?.schema?.properties;
  const chosen = selection?.slice(0, 4).join('.') === place.join('.') ? selection[4] : undefined;
  const step = t('design.ledgers.steps.changeMovement', { title: event?.title ?? '' });
  const add = async (title: string) => {
    const key = await keyFor(title, prefix, Object.keys(fields ?? {}));
    edit(step, (ledger) => {
      const known = ledger.events[name]?.schema?.properties;
      return addBehind(ledger, place, known, key, guessLedgerField(title, contents, t), lastIn(known));
    });
    select([...place, key]);
  };
  return (
    <>
      <p className="quiet">{t('design.ledgers.alwaysDay')}</p>
      <ul className="field-rows">
        {byOrder(fields).map((field) => {
          const path = [...place, field.key];
          return (
            <li key={field.key} className={`field-row${chosen === field.key ? ' field-row-chosen' : ''}${field.hidden ? ' entry-hidden' : ''}`}>
              <button
                type="button"
                className="field-row-name"
                aria-expanded={chosen === field.key}
                onClick={() => select(chosen === field.key ? ['events', name] : path)}
              >
                {field.title} {field.required && <Tag>{t('design.ledgers.required')}</Tag>}
              </button>
              <EntryDeeds
                title={field.title}
                isKept={isKept(ground, path)}
                isHidden={field.hidden === true}
                onMove={(by) => edit(step, (ledger) => moveIn(ledger, place, ledger.events[name]?.schema?.properties, field.key, by))}
                onDrop={() => edit(step, (ledger) => takeOut(ledger, ground, path))}
                onUse={() => edit(step, (ledger) => bringBack(ledger, ground, path))}
              />
              {chosen === field.key && (
                <div className="state-settings">
                  <PropertyForm path={path} type="LedgerField" only={saidSettings} />
                </div>
              )}
            </li>
          );
        })}
      </ul>
      <AddEntry label={t('design.ledgers.newSaid')} onAdd={add} />
    </>
  );
}
