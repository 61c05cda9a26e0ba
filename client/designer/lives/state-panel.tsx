import { Button, Checkbox, Input, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LifeDefinition } from '../../../server/domain/definition.generated.js';
import { roleTitles } from '../../../server/domain/permissions.js';
import { useDesk } from '../design-desk.js';
import { setAt } from '../edit-tree.js';
import { flagged } from '../flag-at.js';
import { PlaceFaults } from '../place-faults.js';
import { type Ground, nextOf, removeState, setFlags } from './life-edits.js';
import { lifeRoles } from './life-roles.js';

export const colours = ['default', 'processing', 'warning', 'error', 'success'] as const;

/** All that can be said of one state. */
export function StatePanel({ state: key, ground }: { state: string; ground: Ground }) {
  const { t } = useTranslation();
  const { definition: life, edit, select } = useDesk<LifeDefinition>();
  const state = life.states[key];
  if (!state) return null;
  const path = ['states', key];
  const words = t('design.lives.changeState', { title: state.title });
  const set = (name: string, value: unknown) => edit(words, (now) => setAt(now, [...path, name], value), `${key}.${name}`);
  const on = nextOf(life, key);
  return (
    <section className="panel edit-lines life-panel" aria-label={t('design.lives.stateOf', { title: state.title })}>
      <h2>{t('design.lives.stateOf', { title: state.title })}</h2>
      <PlaceFaults path={path} />
      <Line label={t('design.lives.name')}>
        <Input aria-label={t('design.lives.name')} value={state.title} onChange={(event) => set('title', event.target.value)} />
        <PlaceFaults path={[...path, 'title']} />
      </Line>
      <Line label={t('design.lives.colour')}>
        <Radio.Group aria-label={t('design.lives.colour')} value={state.colour} onChange={(event) => set('colour', event.target.value)}>
          {colours.map((colour) => (
            <Radio key={colour} value={colour}>
              <span className={`state state-${colour}`}>{t(`design.lives.colours.${colour}`)}</span>
            </Radio>
          ))}
        </Radio.Group>
      </Line>
      <Line label={t('design.lives.editable')}>
        <Select
          mode="multiple"
          className="wide"
          aria-label={t('design.lives.editable')}
          placeholder={t('design.lives.nobodyTypes')}
          value={flagged(state.editable)}
          onChange={(roles) => edit(words, (now) => setFlags(now, [...path, 'editable'], roles, ground))}
          options={lifeRoles.map((role) => ({ value: role, label: roleTitles[role] }))}
        />
        <PlaceFaults path={[...path, 'editable']} within />
      </Line>
      <Line label={t('design.lives.means')}>
        <div className="life-checks">
          <Checkbox checked={life.initial === key} disabled={life.initial === key} onChange={() => edit(words, (now) => setAt(now, ['initial'], key))}>
            {t('design.lives.initial')}
          </Checkbox>
          <Checkbox checked={state.handedIn === true} onChange={(event) => set('handedIn', event.target.checked)}>
            {t('design.lives.handedIn')}
          </Checkbox>
          <Checkbox checked={state.final === true} onChange={(event) => set('final', event.target.checked)}>
            {t('design.lives.final')}
          </Checkbox>
        </div>
      </Line>
      <div className="life-deeds">
        {state.hidden ? (
          <Button onClick={() => set('hidden', false)}>{t('design.lives.bringBack')}</Button>
        ) : (
          <Button
            danger
            disabled={Object.values(life.states).filter(({ hidden }) => !hidden).length < 2}
            onClick={() => {
              edit(t('design.lives.removeStep', { title: state.title }), (now) => removeState(now, key, ground));
              select(null);
            }}
          >
            {t('design.lives.removeStep', { title: state.title })}
          </Button>
        )}
        {!state.hidden && on !== null && <span className="quiet">{t('design.lives.removeHint', { next: life.states[on]?.title ?? on })}</span>}
      </div>
    </section>
  );
}

export function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="edit-line">
      <div className="edit-line-label">{label}</div>
      <div className="edit-line-body">{children}</div>
    </div>
  );
}
