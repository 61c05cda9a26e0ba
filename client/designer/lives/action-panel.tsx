import { Button, Checkbox, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { LifeDefinition } from '../../../server/domain/definition.generated.js';
import { roleTitles } from '../../../server/domain/permissions.js';
import { useDesk } from '../design-desk.js';
import { setAt } from '../edit-tree.js';
import { flagged } from '../flag-at.js';
import { PlaceFaults } from '../place-faults.js';
import { type Ground, removeAction, setFlags, shownStates } from './life-edits.js';
import { lifeRoles } from './life-roles.js';
import { Line } from './state-panel.js';

/** All that can be said of one action: who may take it, from where to where, and what it asks for. */
export function ActionPanel({ action: key, ground }: { action: string; ground: Ground }) {
  const { t } = useTranslation();
  const { definition: life, edit, select } = useDesk<LifeDefinition>();
  const action = life.actions[key];
  if (!action) return null;
  const path = ['actions', key];
  const words = t('design.lives.changeAction', { title: action.title });
  const set = (name: string, value: unknown) => edit(words, (now) => setAt(now, [...path, ...name.split('.')], value), `${key}.${name}`);
  const flags = (name: string, keys: string[]) => edit(words, (now) => setFlags(now, [...path, name], keys, ground));
  const states = shownStates(life).map(({ key: state, title }) => ({ value: state, label: title }));
  const from = flagged(action.from);
  return (
    <section className="panel edit-lines life-panel" aria-label={t('design.lives.actionOf', { title: action.title })}>
      <h2>{t('design.lives.actionOf', { title: action.title })}</h2>
      <PlaceFaults path={path} />
      <Line label={t('design.lives.button')}>
        <Input aria-label={t('design.lives.button')} value={action.title} onChange={(event) => set('title', event.target.value)} />
        <PlaceFaults path={[...path, 'title']} />
      </Line>
      <Line label={t('design.lives.by')}>
        <Select
          mode="multiple"
          className="wide"
          aria-label={t('design.lives.by')}
          value={flagged(action.by)}
          onChange={(roles) => flags('by', roles)}
          options={lifeRoles.map((role) => ({ value: role, label: roleTitles[role] }))}
        />
        <PlaceFaults path={[...path, 'by']} within />
      </Line>
      <Line label={t('design.lives.from')}>
        <Select
          mode="multiple"
          className="wide"
          aria-label={t('design.lives.from')}
          value={from}
          onChange={(keys) => flags('from', keys)}
          options={[...states, ...from.filter((one) => life.states[one]?.hidden).map((one) => ({ value: one, label: life.states[one]?.title ?? one }))]}
        />
        <PlaceFaults path={[...path, 'from']} within />
      </Line>
      <Line label={t('design.lives.to')}>
        <Select
          className="wide"
          aria-label={t('design.lives.to')}
          value={states.some(({ value }) => value === action.to) ? action.to : null}
          onChange={(to) => set('to', to)}
          options={states}
        />
        <PlaceFaults path={[...path, 'to']} />
      </Line>
      <Line label={t('design.lives.asks')}>
        <div className="life-checks">
          <Checkbox checked={action.checks === true} onChange={(event) => set('checks', event.target.checked)}>
            {t('design.lives.checks')}
          </Checkbox>
          <Checkbox checked={action.needs?.reason === true} onChange={(event) => set('needs.reason', event.target.checked)}>
            {t('design.lives.reason')}
          </Checkbox>
          <Checkbox checked={action.main === true} onChange={(event) => set('main', event.target.checked)}>
            {t('design.lives.main')}
          </Checkbox>
        </div>
      </Line>
      <Line label={t('design.lives.done')}>
        <Input
          aria-label={t('design.lives.done')}
          placeholder={action.title}
          value={action.done ?? ''}
          onChange={(event) => set('done', event.target.value || undefined)}
        />
        <span className="quiet">{t('design.lives.doneHint')}</span>
      </Line>
      <div className="life-deeds">
        {action.hidden ? (
          <Button onClick={() => set('hidden', false)}>{t('design.lives.bringBack')}</Button>
        ) : (
          <Button
            danger
            onClick={() => {
              edit(t('design.lives.removeAction', { title: action.title }), (now) => removeAction(now, key, ground));
              select(null);
            }}
          >
            {t('design.lives.removeAction', { title: action.title })}
          </Button>
        )}
      </div>
    </section>
  );
}
