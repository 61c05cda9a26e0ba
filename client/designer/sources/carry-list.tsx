import { useTranslation } from 'react-i18next';
import type { Carry, ReportDefinition } from '../../../server/domain/definition.generated.js';
import { isTable } from '../../../server/domain/record-data.js';
import { faultsAt, useDesk } from '../design-desk.js';
import { isFromBelow, setAt } from '../edit-tree.js';
import { RuleCard } from '../formulas/rule-card.js';
import { AddColumn } from './add-column.js';
import { CarryEditor } from './carry-editor.js';
import { chosenTarget, columnChoices, columnTitle, fieldChoices } from './table-columns.js';

/** Columns that start from the report before. */
export function CarryList() {
  const { t } = useTranslation();
  const { definition, below, edit, faults, selection, select } = useDesk<ReportDefinition>();
  const opened = chosenTarget(definition, selection, 'carry');
  const setOpened = (target: string | null) => select(target === null ? null : ['carry', target]);
  const carries = Object.entries(definition.carry ?? {});
  const free = columnChoices(definition, true).filter(({ value }) => !definition.carry?.[value]);
  const singles = fieldChoices(definition).filter(({ value }) => !definition.carry?.[value]);
  const isSingle = (target: string): boolean => !target.includes('.');
  const isList = (target: string): boolean => {
    const table = definition.schema.properties[target.split('.')[0] ?? ''];
    return table !== undefined && isTable(table) && table.type === 'array';
  };
  /** Lists whose columns can all be taken in at once, as `table.*`. */
  const whole = [...new Map(free.filter(({ value }) => isList(value)).map(({ value, table }) => [value.split('.')[0], table.title]))].map(([key, title]) => ({
    value: `${key}.*`,
    label: t('design.sources.wholeList', { title }),
  }));
  const beginning = (target: string): Carry =>
    isSingle(target) || isList(target) ? { from: target, of: 'previous' } : { from: target, of: 'previous', schoolYear: 'same-row', differs: 'warning' };
  const hide = (target: string, hidden: boolean) =>
    edit(t('design.sources.steps.carry'), (now) => setAt(now, ['carry', target, 'hidden'], hidden ? true : undefined));
  return (
    <>
      <ul className="rule-list">
        {carries.map(([target, carry]: [string, Carry]) => (
          <RuleCard
            key={target}
            sentence={t('design.sources.carryWords', { to: columnTitle(definition, target), from: columnTitle(definition, carry.from) })}
            where={t(
              isSingle(target)
                ? 'design.sources.singleWords'
                : isList(target)
                  ? 'design.sources.linesWords'
                  : carry.schoolYear === 'next-grade'
                    ? 'design.sources.shiftWords'
                    : 'design.sources.sameRowWords',
            )}
            note={(isSingle(target) || isList(target)) && (carry.differs ?? 'free') === 'free' ? '' : t(`design.sources.differs.${carry.differs ?? 'free'}`)}
            tag={null}
            hidden={carry.hidden === true}
            fromBelow={isFromBelow(below, ['carry', target])}
            open={opened === target && !carry.hidden}
            gone={[]}
            faults={faultsAt(faults, ['carry', target])}
            onOpen={(open) => setOpened(open ? target : null)}
            onHide={(hidden) => hide(target, hidden)}
            onRemove={() => edit(t('design.sources.steps.carry'), (now) => setAt(now, ['carry', target], undefined))}
          >
            <CarryEditor target={target} carry={carry} />
          </RuleCard>
        ))}
      </ul>
      <AddColumn
        label={t('design.sources.addCarry')}
        columns={[...whole, ...free, ...singles]}
        onAdd={(chosen) => {
          const targets = chosen.endsWith('.*') ? free.flatMap(({ value }) => (value.startsWith(chosen.slice(0, -1)) ? [value] : [])) : [chosen];
          edit(t('design.sources.steps.carry'), (before) => targets.reduce((now, target) => setAt(now, ['carry', target], beginning(target)), before));
          if (targets.length === 1) setOpened(targets[0] as string);
        }}
      />
    </>
  );
}
