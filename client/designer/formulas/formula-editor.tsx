import { Button, Checkbox, Input, InputNumber, Radio, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Formula, ReportDefinition } from '../../../server/domain/definition.generated.js';
import { plainFault } from '../../../server/domain/expression-words.js';
import { type FormulaSentence, formulaSentence, formulaText } from '../../../server/domain/ready-sentences.js';
import type { ExpressionPlace } from '../../../server/domain/rule-place.js';
import { ExpressionInput } from '../expressions/expression-field.js';
import { CountForm } from './count-form.js';
import { targetChoices, targetFrom, targetOf } from './formula-places.js';
import { isComplete } from './sentence-starts.js';
import { TermList } from './term-list.js';

type Props = {
  report: ReportDefinition;
  formula: Formula;
  place: ExpressionPlace;
  start?: FormulaSentence | null;
  /** Offers to make a column for the result. */
  fresh?: boolean;
  faultAt?(part: string): string | undefined;
  onChange(formula: Formula, part: string): void;
};

/** Everything of one formula: what it is called, what is computed, where it goes, how it is written. */
export function FormulaEditor({ report, formula, place, start = null, fresh = false, faultAt, onChange }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const [pending, setPending] = useState<FormulaSentence | null>(start);
  const said = formulaSentence(formula.value);
  const [byHand, setByHand] = useState(start === null && said === null);
  const sentence = pending ?? said;
  const say = (next: FormulaSentence) => {
    if (!isComplete(next)) return setPending(next);
    setPending(null);
    onChange({ ...formula, value: formulaText(next) }, 'value');
  };
  const target = faultAt?.('to') ?? faultAt?.('each');
  return (
    <div className="rule-form">
      <label htmlFor={`${id}-title`}>{t('design.formulas.formulaTitle')}</label>
      <Input id={`${id}-title`} value={formula.title} maxLength={60} onChange={({ target }) => onChange({ ...formula, title: target.value }, 'title')} />
      <label htmlFor={`${id}-to`}>{t('design.formulas.formulaTo')}</label>
      <div>
        <Select
          id={`${id}-to`}
          className="formula-to"
          value={targetOf(formula)}
          options={targetChoices(report, {
            below: t('design.formulas.toBelow'),
            column: (table, column) => t('design.formulas.toColumn', { table, column }),
            ...(fresh ? { fresh: (table: string) => t('design.formulas.toNewColumn', { table }) } : {}),
          })}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(value) => {
            const { each: _each, to: _to, ...rest } = formula;
            const next = targetFrom(value);
            const below = next.to === undefined && next.each === undefined;
            // A cell holds a plain number, so percent are written as such there; below the sheet they are shown with their sign.
            const ratio = sentence?.kind === 'ratio' ? { ...sentence, hundred: !below && (sentence.hundred || formula.show === 'percent') } : null;
            if (ratio && pending) setPending(ratio);
            onChange({ ...rest, ...next, ...(ratio && !pending ? { value: formulaText(ratio) } : {}) }, 'to');
          }}
        />
        {target && <span className="formula-fault">{target}</span>}
      </div>
      <span>{t('design.formulas.formulaIs')}</span>
      <div>
        {sentence && !byHand ? (
          <div className="sentence">
            {sentence.kind === 'terms' ? (
              <TermList place={place} terms={sentence.terms} label={t('design.formulas.formulaIs')} onChange={(terms) => say({ ...sentence, terms })} />
            ) : sentence.kind === 'count' ? (
              <CountForm place={place} sentence={sentence} onChange={say} />
            ) : (
              <>
                <TermList place={place} terms={sentence.over} label={t('design.formulas.over')} onChange={(over) => say({ ...sentence, over })} />
                <span>{t('design.formulas.divided')}</span>
                <TermList place={place} terms={sentence.under} label={t('design.formulas.under')} onChange={(under) => say({ ...sentence, under })} />
                {(formula.to !== undefined || formula.each !== undefined) && (
                  <Checkbox checked={sentence.hundred} onChange={({ target }) => say({ ...sentence, hundred: target.checked })}>
                    {t('design.formulas.hundred')}
                  </Checkbox>
                )}
              </>
            )}
          </div>
        ) : (
          <ExpressionInput
            label={t('design.formulas.formulaIs')}
            value={formula.value}
            optional={formula.value === ''}
            place={place}
            otherFault={faultAt?.('value')}
            onChange={(value) => onChange({ ...formula, value }, 'value')}
          />
        )}
        {sentence && !byHand && faultAt?.('value') && <span className="formula-fault">{plainFault(faultAt('value') ?? '')}</span>}
        {sentence && (
          <Button type="link" size="small" className="by-hand" onClick={() => setByHand(!byHand)}>
            {byHand ? t('design.formulas.asSentence') : t('design.formulas.byHand')}
          </Button>
        )}
      </div>
      {formula.to === undefined && formula.each === undefined && (
        <>
          <span id={`${id}-show`}>{t('design.formulas.formulaShow')}</span>
          <div className="sentence">
            <Radio.Group
              aria-labelledby={`${id}-show`}
              value={formula.show ?? 'number'}
              options={[
                { value: 'number', label: t('design.formulas.showNumber') },
                { value: 'percent', label: t('design.formulas.showPercent') },
              ]}
              onChange={({ target }) => onChange({ ...formula, show: target.value }, 'show')}
            />
            <label htmlFor={`${id}-digits`}>{t('design.formulas.digits')}</label>
            <InputNumber
              id={`${id}-digits`}
              min={0}
              max={6}
              precision={0}
              value={formula.digits ?? 0}
              onChange={(digits) => onChange({ ...formula, digits: digits ?? 0 }, 'digits')}
            />
          </div>
        </>
      )}
    </div>
  );
}
