import { Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { LedgerDefinition } from '../../../server/domain/definition.generated.js';
import { ChildCondition } from '../conditions/child-condition.js';
import { useDesk } from '../design-desk.js';
import { getAt, isFromBelow, setAt } from '../edit-tree.js';
import { PlaceFaults } from '../place-faults.js';

/** For which children a movement may be written down, beside the state they are in; and what is said to whoever tries with another. */
export function MovementGuard({ name }: { name: string }) {
  const { t } = useTranslation();
  const { definition, below, edit } = useDesk<LedgerDefinition>();
  const event = definition.events[name];
  const path = ['events', name, 'guard'];
  const guard = event?.guard;
  const step = t('design.ledgers.steps.changeMovement', { title: event?.title ?? '' });
  const isLocked = getAt(below, ['events', name, 'locked']) === true && isFromBelow(below, path);
  if (!guard)
    return (
      <div>
        <p className="quiet">{t('design.ledgers.guardNone')}</p>
        <Button
          size="small"
          onClick={() => edit(step, (ledger) => setAt(ledger, path, { when: firstCondition(ledger, name), otherwise: t('design.ledgers.guardSays') }))}
        >
          {t('design.ledgers.guardAdd')}
        </Button>
      </div>
    );
  return (
    <div className="condition">
      <ChildCondition
        path={[...path, 'when']}
        ledger={definition}
        label={t('design.ledgers.guard')}
        everybody={t('design.ledgers.guardNone')}
        optional={false}
        day="date"
      />
      <Input
        aria-label={t('design.ledgers.guardOtherwise')}
        addonBefore={t('design.ledgers.guardOtherwise')}
        value={guard.otherwise}
        maxLength={200}
        onChange={({ target }) => edit(step, (ledger) => setAt(ledger, [...path, 'otherwise'], target.value), `${path.join('.')}.otherwise`)}
      />
      <PlaceFaults path={path} within />
      {!isLocked && !isFromBelow(below, path) && (
        <Button size="small" danger onClick={() => edit(step, (ledger) => setAt(ledger, path, undefined))}>
          {t('design.ledgers.guardDrop')}
        </Button>
      )}
    </div>
  );
}

/** Something to begin with that can be chosen on: a count, else the state it may happen in. */
function firstCondition({ schema, meanings, events }: LedgerDefinition, name: string): string {
  const count = Object.entries(schema.properties).find(([, field]) => field.type === 'integer' && !field.hidden)?.[0];
  return count ? `child.${count} >= 3` : `child.${meanings.state} in ['${Object.keys(events[name]?.from ?? {})[0] ?? ''}']`;
}
