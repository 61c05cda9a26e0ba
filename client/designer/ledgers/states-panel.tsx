import { Button, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { LedgerDefinition } from '../../../server/domain/definition.generated.js';
import { useDesk } from '../design-desk.js';
import { setAt } from '../edit-tree.js';
import { PlaceFaults } from '../place-faults.js';
import { PropertyForm } from '../properties/property-form.js';
import { stateList, statesOf } from './ledger-edits.js';

/** The states a child can be in, by their code list; what each counts as. */
export function StatesPanel() {
  const { t } = useTranslation();
  const { definition, contents, edit } = useDesk<LedgerDefinition>();
  const [chosen, setChosen] = useState<string | null>(null);
  const list = stateList(definition);
  const states = statesOf(definition, contents);
  return (
    <section className="panel field-group-card" aria-label={t('design.ledgers.states')}>
      <h2>{t('design.ledgers.states')}</h2>
      <p className="quiet">
        {t('design.ledgers.statesHint')} <Link to={`/forms/${list}/design`}>{t('design.ledgers.openStates', { title: contents[list]?.title ?? '' })}</Link>
      </p>
      <ul className="field-rows">
        {states.map(({ key, title, isUsed }) => (
          <li key={key} className={`field-row${chosen === key ? ' field-row-chosen' : ''}`}>
            <button
              type="button"
              className="field-row-name"
              aria-expanded={chosen === key}
              disabled={!isUsed}
              onClick={() => setChosen(chosen === key ? null : key)}
            >
              <b>{title}</b> {definition.states[key]?.initial && <Tag>{t('design.ledgers.initial')}</Tag>}
              {definition.states[key]?.attending && <Tag>{t('design.ledgers.attending')}</Tag>}
            </button>
            {!isUsed && (
              <Button
                size="small"
                aria-label={t('design.ledgers.addStateOf', { title })}
                onClick={() => {
                  edit(t('design.ledgers.steps.addState', { title }), (ledger) => setAt(ledger, ['states', key], { colour: 'default' }));
                  setChosen(key);
                }}
              >
                {t('design.ledgers.addState')}
              </Button>
            )}
            {chosen === key && isUsed && (
              <div className="state-settings">
                <PropertyForm path={['states', key]} type="LedgerState" only={['colour', 'initial', 'attending', 'released']} />
              </div>
            )}
            <PlaceFaults path={['states', key]} />
          </li>
        ))}
      </ul>
      <PlaceFaults path={['states']} />
    </section>
  );
}
