import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { byOrder } from '../../../server/domain/by-order.js';
import type { LifeDefinition } from '../../../server/domain/definition.generated.js';
import { roleTitles } from '../../../server/domain/permissions.js';
import type { Role } from '../../../server/domain/role.js';
import { faultsAt, useDesk } from '../design-desk.js';
import { orderBehind, setAt } from '../edit-tree.js';
import { flagged } from '../flag-at.js';
import { keyFor } from '../make-key.js';
import { PlaceFaults } from '../place-faults.js';
import { newArrow } from './life-edits.js';

/** States and actions as tables: the diagram in words. */
export function LifeTables() {
  const { t } = useTranslation();
  const { definition: life, faults, selection, select, edit, prefix } = useDesk<LifeDefinition>();
  const chosen = selection?.join('.') ?? '';
  const rolesWords = (map: { [role: string]: boolean } | undefined): string =>
    flagged(map)
      .map((role) => roleTitles[role as Role] ?? role)
      .join(t('design.lives.and')) || t('design.lives.nobody');
  const mark = (path: string[]) => (faultsAt(faults, path).length > 0 ? 'wrong' : undefined);
  const stateWords = (key: string): string => life.states[key]?.title ?? key;
  const addState = async () => {
    const title = t('design.lives.newState');
    const key = await keyFor(title, prefix, Object.keys(life.states));
    const last = byOrder(life.states).at(-1)?.key ?? null;
    edit(t('design.lives.addState'), (now) => setAt(now, ['states', key], { title, order: orderBehind(now.states, last), colour: 'default' }));
    select(['states', key]);
  };
  const addAction = async () => {
    const title = t('design.lives.newAction');
    const key = await keyFor(title, prefix, Object.keys(life.actions));
    const { from, to } = newArrow(life, selection?.[0] === 'states' ? (selection[1] ?? null) : null);
    edit(t('design.lives.addAction'), (now) =>
      setAt(now, ['actions', key], {
        title,
        order: orderBehind(now.actions, byOrder(now.actions).at(-1)?.key ?? null),
        from: { [from]: true },
        to,
        by: { 'county-reviewer': true },
      }),
    );
    select(['actions', key]);
  };
  const name = (path: string[], title: string, hidden: boolean | undefined) => (
    <td className={mark(path)}>
      <button type="button" className="life-row" aria-pressed={chosen === path.join('.')} onClick={() => select(path)}>
        {title}
      </button>
      {hidden && <span className="quiet"> {t('design.lives.stopped')}</span>}
      <PlaceFaults path={path} within />
    </td>
  );
  return (
    <div className="life-tables">
      <div className="edit-scroll">
        <table className="edit-table">
          <caption>{t('design.lives.states')}</caption>
          <thead>
            <tr>
              <th>{t('design.lives.state')}</th>
              <th>{t('design.lives.editable')}</th>
              <th>{t('design.lives.means')}</th>
            </tr>
          </thead>
          <tbody>
            {byOrder(life.states).map((state) => (
              <tr key={state.key} aria-current={chosen === `states.${state.key}` ? 'true' : undefined}>
                {name(['states', state.key], state.title, state.hidden)}
                <td>{rolesWords(state.editable)}</td>
                <td>
                  {[
                    life.initial === state.key ? t('design.lives.initialMark') : '',
                    state.handedIn ? t('design.lives.handedInMark') : '',
                    state.final ? t('design.lives.finalMark') : '',
                  ]
                    .filter(Boolean)
                    .join(t('design.lives.and'))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <Button onClick={() => void addState()}>{t('design.lives.addState')}</Button>
      </div>
      <div className="edit-scroll">
        <table className="edit-table">
          <caption>{t('design.lives.actions')}</caption>
          <thead>
            <tr>
              <th>{t('design.lives.action')}</th>
              <th>{t('design.lives.by')}</th>
              <th>{t('design.lives.from')}</th>
              <th>{t('design.lives.to')}</th>
              <th>{t('design.lives.asks')}</th>
            </tr>
          </thead>
          <tbody>
            {byOrder(life.actions).map((action) => (
              <tr key={action.key} aria-current={chosen === `actions.${action.key}` ? 'true' : undefined}>
                {name(['actions', action.key], action.title, action.hidden)}
                <td>{rolesWords(action.by)}</td>
                <td>{flagged(action.from).map(stateWords).join(t('design.lives.and'))}</td>
                <td>{stateWords(action.to)}</td>
                <td>
                  {[action.checks ? t('design.lives.checksMark') : '', action.needs?.reason ? t('design.lives.reasonMark') : '']
                    .filter(Boolean)
                    .join(t('design.lives.and'))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <Button onClick={() => void addAction()}>{t('design.lives.addAction')}</Button>
      </div>
    </div>
  );
}
