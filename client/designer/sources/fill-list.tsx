import { useTranslation } from 'react-i18next';
import { countSentence } from '../../../server/domain/count-sentence.js';
import type { Fill, ReportDefinition } from '../../../server/domain/definition.generated.js';
import { expressionPlace } from '../../../server/domain/expression-places.js';
import { codesFor, readable } from '../../../server/domain/expression-words.js';
import { faultsAt, useDesk } from '../design-desk.js';
import { isFromBelow, setAt } from '../edit-tree.js';
import { RuleCard } from '../formulas/rule-card.js';
import { AddColumn } from './add-column.js';
import { FillEditor } from './fill-editor.js';
import { movementsOf } from './new-fill.js';
import { chosenTarget, columnChoices, columnTitle } from './table-columns.js';

/** Columns counted from a ledger. */
export function FillList() {
  const { t } = useTranslation();
  const { definition, contents, below, edit, faults, selection, select } = useDesk<ReportDefinition>();
  const opened = chosenTarget(definition, selection, 'fill');
  const setOpened = (target: string | null) => select(target === null ? null : ['fill', target]);
  const fills = Object.entries(definition.fill ?? {});
  const ledger = Object.values(contents).find((one) => one.kind === 'ledger');
  const free = columnChoices(definition).filter(({ value, field }) => field.type === 'integer' && !definition.fill?.[value]);
  const words = (target: string, { where, count }: Fill): string => {
    const place = expressionPlace(definition, contents, ['fill', target, 'where']);
    if (!place) return '';
    const said = count === 'standing' ? null : countSentence(where);
    if (!said) return readable(where, place);
    const titles = (name: string, codes: string[]) => codes.map((code) => codesFor(name, place.codes)[code] ?? code).join(t('listComma'));
    return [
      said.inPeriod ? t('design.sources.inPeriod') : '',
      said.kinds.length > 0 ? t('design.sources.kindsAre', { titles: titles('event.kind', said.kinds) }) : '',
      said.was.length > 0 ? t('design.sources.wasIs', { titles: titles('event.was', said.was) }) : '',
      said.state.length > 0 ? t('design.sources.stateIs', { titles: titles('event.state', said.state) }) : '',
    ]
      .filter(Boolean)
      .join(t('design.sources.and'));
  };
  if (!ledger) return <p className="quiet">{t('design.sources.noLedger')}</p>;
  return (
    <>
      <ul className="rule-list">
        {fills.map(([target, fill]: [string, Fill]) => (
          <RuleCard
            key={target}
            sentence={t(fill.count === 'standing' ? 'design.sources.standingWords' : 'design.sources.fillWords', {
              to: columnTitle(definition, target),
              ledger: contents[fill.from]?.title ?? '',
            })}
            where={words(target, fill)}
            note={t(`design.sources.differs.${fill.differs ?? 'warning'}`)}
            tag={null}
            hidden={fill.hidden === true}
            fromBelow={isFromBelow(below, ['fill', target])}
            open={opened === target && !fill.hidden}
            gone={[]}
            faults={faultsAt(faults, ['fill', target])}
            onOpen={(open) => setOpened(open ? target : null)}
            onHide={(hidden) => edit(t('design.sources.steps.fill'), (now) => setAt(now, ['fill', target, 'hidden'], hidden ? true : undefined))}
            onRemove={() => edit(t('design.sources.steps.fill'), (now) => setAt(now, ['fill', target], undefined))}
          >
            <FillEditor target={target} fill={fill} />
          </RuleCard>
        ))}
      </ul>
      <AddColumn
        label={t('design.sources.addFill')}
        columns={free}
        onAdd={(target) => {
          edit(t('design.sources.steps.fill'), (now) => setAt(now, ['fill', target], movementsOf(ledger)));
          setOpened(target);
        }}
      />
    </>
  );
}
