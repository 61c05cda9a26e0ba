import { Button, Checkbox, Input, Select, Tag } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { byOrder } from '../../../server/domain/by-order.js';
import type { LedgerDefinition } from '../../../server/domain/definition.generated.js';
import { faultsAt, useDesk } from '../design-desk.js';
import { setAt } from '../edit-tree.js';
import { keyFor } from '../make-key.js';
import { addBehind, lastIn, moveIn } from '../move-entries.js';
import { PlaceFaults } from '../place-faults.js';
import { PropertyForm } from '../properties/property-form.js';
import { AddEntry } from './add-entry.js';
import { EntryDeeds } from './entry-deeds.js';
import { guessLedgerField } from './guess-ledger-field.js';
import { addField, bringBack, dropField, groupOf, isInList, isKept, moveToGroup, showInList, takeOut } from './ledger-edits.js';
import { ListColumns } from './list-columns.js';
import { useGround } from './use-ground.js';
import { useShowSide } from './use-show-side.js';
import '../edit-parts.css';
import './ledger-parts.css';

/** Fields of a child's file, group by group as they will stand there; one chosen, with everything about it beside. */
export function Component() {
  const { t } = useTranslation();
  const { definition, prefix, edit, selection } = useDesk<LedgerDefinition>();
  const ground = useGround();
  const fields = definition.schema.properties;
  const groups = byOrder(definition.layout?.groups);
  const chosen = selection?.[0] === 'schema' ? selection[2] : undefined;
  const side = useRef<HTMLElement>(null);
  useShowSide(side, chosen);
  const unplaced = Object.keys(fields).filter((key) => groupOf(definition, key) === null);
  const addGroup = async (title: string) => {
    const key = await keyFor(title, prefix, Object.keys(definition.layout?.groups ?? {}));
    edit(t('design.ledgers.steps.addGroup', { title }), (ledger) =>
      addBehind(ledger, ['layout', 'groups'], ledger.layout?.groups, key, { title, fields: {} }, lastIn(ledger.layout?.groups)),
    );
  };
  return (
    <div className="ledger-desk">
      <div className="ledger-main">
        <p className="quiet">{t('design.ledgers.fieldsHint')}</p>
        {groups.map((group) => (
          <section key={group.key} className={`panel field-group-card${group.hidden ? ' entry-hidden' : ''}`} aria-label={group.title}>
            <div className="field-group-head">
              <Input
                variant="borderless"
                aria-label={t('design.ledgers.groupName')}
                value={group.title}
                maxLength={40}
                onChange={({ target }) =>
                  edit(
                    t('design.ledgers.steps.changeGroup'),
                    (ledger) => setAt(ledger, ['layout', 'groups', group.key, 'title'], target.value),
                    `group.${group.key}`,
                  )
                }
              />
              <EntryDeeds
                title={group.title}
                isKept={isKept(ground, ['layout', 'groups', group.key])}
                isHidden={group.hidden === true}
                onMove={(by) =>
                  edit(t('design.ledgers.steps.changeGroup'), (ledger) => moveIn(ledger, ['layout', 'groups'], ledger.layout?.groups, group.key, by))
                }
                onDrop={() => edit(t('design.ledgers.steps.changeGroup'), (ledger) => takeOut(ledger, ground, ['layout', 'groups', group.key]))}
                onUse={() => edit(t('design.ledgers.steps.changeGroup'), (ledger) => bringBack(ledger, ground, ['layout', 'groups', group.key]))}
              />
            </div>
            <PlaceFaults path={['layout', 'groups', group.key]} within />
            <ul className="field-rows">
              {byOrder(group.fields)
                .filter(({ key, hidden }) => fields[key] && !hidden)
                .map(({ key }) => (
                  <FieldRow key={key} name={key} group={group.key} isChosen={key === chosen} />
                ))}
            </ul>
            <AddField group={group.key} />
          </section>
        ))}
        {unplaced.length > 0 && (
          <section className="panel field-group-card" aria-label={t('design.ledgers.unplaced')}>
            <h2>{t('design.ledgers.unplaced')}</h2>
            <ul className="field-rows">
              {unplaced.map((key) => (
                <FieldRow key={key} name={key} group={null} isChosen={key === chosen} />
              ))}
            </ul>
          </section>
        )}
        <AddEntry label={t('design.ledgers.newGroup')} onAdd={addGroup} />
        <ListColumns />
      </div>
      <aside ref={side} className="ledger-side panel" aria-label={t('design.ledgers.fieldSettings')}>
        {chosen && fields[chosen] ? <FieldSettings key={chosen} name={chosen} /> : <p className="quiet">{t('design.ledgers.chooseField')}</p>}
      </aside>
    </div>
  );
}

function AddField({ group }: { group: string }) {
  const { t } = useTranslation();
  const { definition, prefix, contents, edit, select } = useDesk<LedgerDefinition>();
  return (
    <AddEntry
      label={t('design.ledgers.newField')}
      onAdd={async (title) => {
        const key = await keyFor(title, prefix, Object.keys(definition.schema.properties));
        edit(t('design.ledgers.steps.addField', { title }), (ledger) => addField(ledger, key, guessLedgerField(title, contents, t), group));
        select(['schema', 'properties', key]);
      }}
    />
  );
}

function FieldRow({ name, group, isChosen }: { name: string; group: string | null; isChosen: boolean }) {
  const { t } = useTranslation();
  const { definition, contents, faults, edit, select } = useDesk<LedgerDefinition>();
  const ground = useGround();
  const path = ['schema', 'properties', name];
  const field = definition.schema.properties[name];
  if (!field) return null;
  const kind = field.codeList
    ? (contents[field.codeList]?.title ?? field.codeList)
    : t(`design.ledgers.types.${field.format?.replace('-', '') ?? field.type}` as never);
  return (
    <li className={`field-row${isChosen ? ' field-row-chosen' : ''}${field.hidden ? ' entry-hidden' : ''}`}>
      <button type="button" className="field-row-name" aria-pressed={isChosen} onClick={() => select(path)}>
        <b>{field.title}</b> <span className="quiet">{kind as string}</span> {field.required && <Tag>{t('design.ledgers.required')}</Tag>}
        {isInList(definition, name) && <Tag>{t('design.ledgers.inList')}</Tag>}
        {definition.privacy?.[name] && <Tag>{t('design.ledgers.masked')}</Tag>}
        {field.hidden && <Tag>{t('design.ledgers.hidden')}</Tag>}
      </button>
      <EntryDeeds
        title={field.title}
        isKept={isKept(ground, path)}
        isHidden={field.hidden === true}
        isLocked={field.locked === true}
        {...(group === null
          ? {}
          : {
              onMove: (by: -1 | 1) =>
                edit(t('design.ledgers.steps.moveField'), (ledger) =>
                  moveIn(ledger, ['layout', 'groups', group, 'fields'], ledger.layout?.groups?.[group]?.fields, name, by),
                ),
            })}
        onDrop={() => edit(t('design.ledgers.steps.dropField', { title: field.title }), (ledger) => dropField(ledger, ground, name))}
        onUse={() => edit(t('design.ledgers.steps.changeField'), (ledger) => bringBack(ledger, ground, path))}
      />
      {!isChosen && faultsAt(faults, path).length > 0 && <PlaceFaults path={path} within />}
    </li>
  );
}

function FieldSettings({ name }: { name: string }) {
  const { t } = useTranslation();
  const { definition, contents, edit, go } = useDesk<LedgerDefinition>();
  // What can be chosen stands in a list of its own, which is published by itself and counts at once.
  const list = contents[definition.schema.properties[name]?.codeList ?? ''];
  const ground = useGround();
  const groups = byOrder(definition.layout?.groups).filter((group) => !group.hidden);
  return (
    <>
      <div className="setting-line">
        <span>{t('design.ledgers.group')}</span>
        <Select
          aria-label={t('design.ledgers.group')}
          value={groupOf(definition, name)}
          options={groups.map(({ key, title }) => ({ value: key, label: title }))}
          onChange={(group: string) => edit(t('design.ledgers.steps.moveField'), (ledger) => moveToGroup(ledger, ground, name, group))}
        />
      </div>
      <Checkbox
        checked={isInList(definition, name)}
        onChange={({ target }) => edit(t('design.ledgers.steps.changeList'), (ledger) => showInList(ledger, ground, name, target.checked))}
      >
        {t('design.ledgers.showInList')}
      </Checkbox>
      <p>
        <Button size="small" type="link" onClick={() => go('privacy', ['privacy', name])}>
          {definition.privacy?.[name] ? t('design.ledgers.changePrivacy') : t('design.ledgers.addPrivacy')}
        </Button>
      </p>
      <PropertyForm path={['schema', 'properties', name]} type="LedgerField" />
      {list?.kind === 'code-list' && (
        <p className="quiet">
          {t('design.ledgers.codesIn', { title: list.title, count: byOrder(list.codes).filter(({ hidden }) => !hidden).length })}{' '}
          <Link to={`/forms/${list.id}/design?part=codes`}>{t('design.ledgers.openCodes')}</Link>
        </p>
      )}
    </>
  );
}
