import { InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { byOrder } from '../../../server/domain/by-order.js';
import type { LedgerDefinition } from '../../../server/domain/definition.generated.js';
import { useDesk } from '../design-desk.js';
import { setAt } from '../edit-tree.js';
import { moveIn } from '../move-entries.js';
import { EntryDeeds } from './entry-deeds.js';
import { isInList, showInList } from './ledger-edits.js';
import { useGround } from './use-ground.js';

/** Columns of the list of children, from the left. */
export function ListColumns() {
  const { t } = useTranslation();
  const { definition, edit } = useDesk<LedgerDefinition>();
  const ground = useGround();
  const columns = byOrder(definition.layout?.list).filter(
    ({ key }) => isInList(definition, key) && definition.schema.properties[key] && !definition.schema.properties[key].hidden,
  );
  const step = t('design.ledgers.steps.changeList');
  return (
    <section className="panel field-group-card" aria-label={t('design.ledgers.listColumns')}>
      <h2>{t('design.ledgers.listColumns')}</h2>
      <p className="quiet">{t('design.ledgers.listHint')}</p>
      <ul className="field-rows">
        {columns.map(({ key, width }) => {
          const title = definition.schema.properties[key]?.title ?? key;
          return (
            <li key={key} className="field-row">
              <span className="field-row-name">{title}</span>
              <InputNumber
                size="small"
                aria-label={t('design.ledgers.widthOf', { title })}
                min={40}
                max={600}
                step={10}
                precision={0}
                value={width ?? 120}
                onChange={(next) => next !== null && edit(step, (ledger) => setAt(ledger, ['layout', 'list', key, 'width'], next), `list.${key}`)}
              />
              <EntryDeeds
                title={title}
                isKept
                isHidden={false}
                onMove={(by) => edit(step, (ledger) => moveIn(ledger, ['layout', 'list'], ledger.layout?.list, key, by))}
                onDrop={() => edit(step, (ledger) => showInList(ledger, ground, key, false))}
                onUse={() => {}}
              />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
