import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { byOrder } from '../../../server/domain/by-order.js';
import type { Formula, ReportDefinition } from '../../../server/domain/definition.generated.js';
import { rulePlace } from '../../../server/domain/rule-place.js';
import { formulaWords } from '../../../server/domain/sentence-words.js';
import { faultsAt, useDesk } from '../design-desk.js';
import { isFromBelow, removeEntry, setAt } from '../edit-tree.js';
import { TryIt } from '../try-it/try-it.js';
import { FormulaEditor } from './formula-editor.js';
import { targetChoices, targetOf } from './formula-places.js';
import { movedTo } from './moved-to.js';
import { NewFormula } from './new-formula.js';
import { RuleCard } from './rule-card.js';
import { hiddenIn } from './rule-places.js';
import './formulas.css';

/** The formulas of a report, each in a sentence. */
export function Component() {
  const { t } = useTranslation();
  const { definition, below, contents, edit, faults, selection, select } = useDesk<ReportDefinition>();
  const settled = useDeferredValue(definition);
  const formulas = byOrder(settled.formulas);
  const opened = selection?.[0] === 'formulas' ? selection[1] : undefined;
  const places = targetChoices(settled, {
    below: t('design.formulas.toBelow'),
    column: (table, column) => t('design.formulas.toColumn', { table, column }),
  });
  const whereOf = (formula: Formula): string => places.find(({ value }) => value === targetOf(formula))?.label ?? '';
  return (
    <section className="rules" aria-label={t('design.formulas.formulasTitle')}>
      <p className="quiet">{formulas.length > 0 ? t('design.formulas.formulasHint') : t('design.formulas.formulasNone')}</p>
      <ul className="rule-list">
        {formulas.map(({ key, ...formula }, index) => {
          const place = rulePlace(settled, contents, 'formulas', key, formula);
          const path = ['formulas', key];
          return (
            <RuleCard
              key={key}
              sentence={`${formula.title}＝${formulaWords(formula.value, place)}`}
              where={whereOf(formula)}
              note={formula.to === undefined && formula.show === 'percent' ? t('design.formulas.showPercent') : ''}
              tag={null}
              hidden={formula.hidden === true}
              fromBelow={isFromBelow(below, path)}
              open={opened === key && !formula.hidden}
              faults={faultsAt(faults, path)}
              gone={hiddenIn(settled, formula.each, formula.value)}
              onOpen={(open) => select(open ? path : null)}
              onMove={(by) => edit(t('design.formulas.steps.moveFormula'), (now) => setAt(now, [...path, 'order'], movedTo(now.formulas, key, by)))}
              onHide={(hidden) =>
                edit(t(hidden ? 'design.formulas.steps.hideFormula' : 'design.formulas.steps.showFormula'), (now) =>
                  hidden ? removeEntry(now, below, path) : setAt(now, [...path, 'hidden'], undefined),
                )
              }
              onRemove={() =>
                edit(t('design.formulas.steps.removeFormula'), (now) => {
                  const without = removeEntry(now, below, path);
                  return typeof now.sums?.[key] === 'string' ? removeEntry(without, {}, ['sums', key]) : without;
                })
              }
              first={index === 0}
              last={index === formulas.length - 1}
            >
              <FormulaEditor
                report={definition}
                formula={definition.formulas?.[key] ?? formula}
                place={place}
                faultAt={(part) => faultsAt(faults, [...path, part])[0]?.message}
                onChange={(next, part) => edit(t('design.formulas.steps.changeFormula'), (now) => setAt(now, path, next), `formulas/${key}/${part}`)}
              />
              <TryIt of="formulas" rule={key} />
            </RuleCard>
          );
        })}
      </ul>
      <NewFormula />
      {opened === undefined && formulas.length > 0 && <TryIt of="formulas" />}
    </section>
  );
}
