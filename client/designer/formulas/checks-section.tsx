import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { byOrder } from '../../../server/domain/by-order.js';
import type { ReportDefinition } from '../../../server/domain/definition.generated.js';
import { readableMessage } from '../../../server/domain/expression-words.js';
import { isTable } from '../../../server/domain/record-data.js';
import { rulePlace } from '../../../server/domain/rule-place.js';
import { checkWords } from '../../../server/domain/sentence-words.js';
import { faultsAt, useDesk } from '../design-desk.js';
import { isFromBelow, removeEntry, setAt } from '../edit-tree.js';
import { TryIt } from '../try-it/try-it.js';
import { CheckEditor } from './check-editor.js';
import { movedTo } from './moved-to.js';
import { NewCheck } from './new-check.js';
import { OtherList } from './other-list.js';
import { RuleCard } from './rule-card.js';
import { hiddenIn } from './rule-places.js';
import './formulas.css';

/** The checks of a report, each in a sentence. */
export function Component() {
  const { t } = useTranslation();
  const { definition, below, contents, edit, faults, selection, select } = useDesk<ReportDefinition>();
  const settled = useDeferredValue(definition);
  const checks = byOrder(settled.checks);
  const opened = selection?.[0] === 'checks' ? selection[1] : undefined;
  const whereOf = (each: string | undefined): string => {
    const property = each ? definition.schema.properties[each] : undefined;
    return property && isTable(property) ? t('design.formulas.everyRow', { table: property.title }) : t('design.formulas.wholeSheet');
  };
  return (
    <section className="rules" aria-label={t('design.formulas.checksTitle')}>
      <p className="quiet">{checks.length > 0 ? t('design.formulas.checksHint') : t('design.formulas.checksNone')}</p>
      <ul className="rule-list">
        {checks.map(({ key, ...check }, index) => {
          const place = rulePlace(settled, contents, 'checks', key, check);
          const path = ['checks', key];
          return (
            <RuleCard
              key={key}
              sentence={checkWords(check.that, place)}
              where={whereOf(check.each)}
              note={readableMessage(check.message, place)}
              tag={{ words: t(check.level === 'error' ? 'design.formulas.error' : 'design.formulas.warning'), bad: check.level === 'error' }}
              hidden={check.hidden === true}
              fromBelow={isFromBelow(below, path)}
              open={opened === key && !check.hidden}
              faults={faultsAt(faults, path)}
              gone={hiddenIn(settled, check.each, check.that)}
              onOpen={(open) => select(open ? path : null)}
              onMove={(by) => edit(t('design.formulas.steps.moveCheck'), (now) => setAt(now, [...path, 'order'], movedTo(now.checks, key, by)))}
              onHide={(hidden) =>
                edit(t(hidden ? 'design.formulas.steps.hideCheck' : 'design.formulas.steps.showCheck'), (now) =>
                  hidden ? removeEntry(now, below, path) : setAt(now, [...path, 'hidden'], undefined),
                )
              }
              onRemove={() => edit(t('design.formulas.steps.removeCheck'), (now) => removeEntry(now, below, path))}
              first={index === 0}
              last={index === checks.length - 1}
            >
              <CheckEditor
                report={definition}
                check={definition.checks?.[key] ?? check}
                place={place}
                faultAt={(part) => faultsAt(faults, [...path, part])[0]?.message}
                onChange={(next, part) => edit(t('design.formulas.steps.changeCheck'), (now) => setAt(now, path, next), `checks/${key}/${part}`)}
              />
              <TryIt of="checks" rule={key} />
            </RuleCard>
          );
        })}
      </ul>
      <NewCheck />
      <OtherList />
      {opened === undefined && checks.length > 0 && <TryIt of="checks" />}
    </section>
  );
}
