import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Formula, ReportDefinition } from '../../../server/domain/definition.generated.js';
import { useDesk } from '../design-desk.js';
import { setAt } from '../edit-tree.js';
import { keyFor } from '../make-key.js';
import { FormulaEditor } from './formula-editor.js';
import { targetChoices, targetFrom } from './formula-places.js';
import { placeOf } from './rule-places.js';
import { type FormulaStart, formulaStarts } from './sentence-starts.js';
import { StartChoice } from './start-choice.js';

/** A formula that is being made; it is part of the form once it is complete. What is shown below the sheet is computed again in sums. */
export function NewFormula() {
  const { t } = useTranslation();
  const { definition, prefix, contents, edit, select } = useDesk<ReportDefinition>();
  const [choosing, setChoosing] = useState(false);
  const [fresh, setFresh] = useState<{ start: FormulaStart; formula: Formula } | null>(null);
  const begin = (key: string) => {
    const start: FormulaStart = formulaStarts.find((one) => one.key === key) ?? { key, sentence: null };
    const computed = new Set(Object.values(definition.formulas ?? {}).map(({ each, to }) => `${each}.${to}`));
    const column = targetChoices(definition, { below: '', column: () => '' }).find(({ value }) => value.includes('.') && !computed.has(value));
    setFresh({
      start,
      formula: { title: '', value: '', ...(start.row && column ? targetFrom(column.value) : {}), ...(start.percent ? { show: 'percent', digits: 2 } : {}) },
    });
    setChoosing(false);
  };
  const add = async () => {
    if (!fresh) return;
    const { formula } = fresh;
    const key = await keyFor(formula.title, prefix, [...Object.keys(definition.formulas ?? {}), ...Object.keys(definition.schema.properties)]);
    edit(t('design.formulas.steps.addFormula'), (now) => {
      const added = setAt(now, ['formulas', key], formula);
      return formula.to === undefined ? setAt(added, ['sums', key], 'again') : added;
    });
    setFresh(null);
    select(null);
  };
  if (choosing) {
    const starts = formulaStarts.map(({ key }) => ({
      key,
      title: t(`design.formulas.formulaStarts.${key}.title`),
      example: t(`design.formulas.formulaStarts.${key}.example`),
    }));
    return <StartChoice label={t('design.formulas.addFormula')} starts={starts} onPick={begin} onClose={() => setChoosing(false)} />;
  }
  if (!fresh)
    return (
      <Button type="primary" onClick={() => setChoosing(true)}>
        {t('design.formulas.addFormula')}
      </Button>
    );
  return (
    <section className="rule-card rule-open" aria-label={t('design.formulas.addFormula')}>
      <FormulaEditor
        report={definition}
        formula={fresh.formula}
        start={fresh.start.sentence}
        place={placeOf(definition, contents, 'formulas', 'new', fresh.formula)}
        onChange={(formula) => setFresh({ ...fresh, formula })}
      />
      <div className="rule-add">
        <Button type="primary" disabled={fresh.formula.title.trim() === '' || fresh.formula.value.trim() === ''} onClick={() => void add()}>
          {t('design.formulas.addThis')}
        </Button>
        <Button onClick={() => setFresh(null)}>{t('design.formulas.notAdd')}</Button>
      </div>
    </section>
  );
}
