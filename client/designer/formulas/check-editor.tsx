import { Button, Input, Radio, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Check, ReportDefinition } from '../../../server/domain/definition.generated.js';
import { codesFor, plainFault } from '../../../server/domain/expression-words.js';
import { type CheckSentence, checkSentence, checkText } from '../../../server/domain/ready-sentences.js';
import { limitedRule, limitedText } from '../../../server/domain/row-limit.js';
import type { ExpressionPlace } from '../../../server/domain/rule-place.js';
import { messageInStep } from '../../../server/domain/sentence-messages.js';
import { ExpressionInput } from '../expressions/expression-field.js';
import { movedRule } from './moved-rule.js';
import { markChoices, tableChoices } from './rule-places.js';
import { SentenceForm } from './sentence-form.js';
import { isComplete, markOf } from './sentence-starts.js';

type Props = {
  report: ReportDefinition;
  check: Check;
  place: ExpressionPlace;
  /** The ready sentence a new check begins with. */
  start?: CheckSentence | null;
  faultAt?(part: 'that' | 'message'): string | undefined;
  onChange(check: Check, part: string): void;
};

/** Everything of one check; `part` names what changed. What is said in a ready sentence is chosen, anything else is written. */
export function CheckEditor({ report, check, place, start = null, faultAt, onChange }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const [pending, setPending] = useState<CheckSentence | null>(start);
  const { rows, that: rule } = limitedRule(check.that);
  const said = checkSentence(rule);
  const [byHand, setByHand] = useState(start === null && said === null);
  const sentence = pending ?? said;
  const rowCodes = check.each ? Object.entries(codesFor('row.key', place.codes)) : [];
  const marks = Object.keys(check.at ?? {}).filter((key) => check.at?.[key]);
  const say = (next: CheckSentence) => {
    if (!isComplete(next)) return setPending(next);
    setPending(null);
    const mark = markOf(next);
    const marked = said === null || (marks.length === 1 && marks[0] === markOf(said)) || marks.length === 0;
    const message = messageInStep(check.message, said, next, place);
    onChange(
      { ...check, that: limitedText({ rows, that: checkText(next, place.scope) }), message, ...(marked && mark ? { at: { [mark]: true } } : {}) },
      'that',
    );
  };
  return (
    <div className="rule-form">
      <label htmlFor={`${id}-where`}>{t('design.formulas.where')}</label>
      <Select
        id={`${id}-where`}
        value={check.each ?? ''}
        options={[
          ...tableChoices(report).map(({ value, label }) => ({ value, label: t('design.formulas.everyRow', { table: label }) })),
          { value: '', label: t('design.formulas.wholeSheet') },
        ]}
        onChange={(each) => {
          setPending(pending && start);
          onChange(movedRule(check, each), 'each');
        }}
      />
      {rowCodes.length > 0 && check.that !== '' && (
        <>
          <label htmlFor={`${id}-rows`}>{t('design.formulas.onlyRows')}</label>
          <Select
            id={`${id}-rows`}
            mode="multiple"
            value={rows}
            placeholder={t('design.formulas.allRows')}
            options={rowCodes.map(([value, label]) => ({ value, label }))}
            showSearch={{ optionFilterProp: 'label' }}
            onChange={(next: string[]) =>
              onChange({ ...check, that: limitedText({ rows: rowCodes.map(([code]) => code).filter((code) => next.includes(code)), that: rule }) }, 'that')
            }
          />
        </>
      )}
      <span>{t('design.formulas.must')}</span>
      <div>
        {sentence && !byHand ? (
          <SentenceForm place={place} sentence={sentence} onChange={say} />
        ) : (
          <ExpressionInput
            label={t('design.formulas.must')}
            value={check.that}
            optional={check.that === ''}
            place={place}
            otherFault={faultAt?.('that')}
            onChange={(that) => onChange({ ...check, that }, 'that')}
          />
        )}
        {sentence && !byHand && faultAt?.('that') && <span className="formula-fault">{plainFault(faultAt('that') ?? '')}</span>}
        {sentence && (
          <Button type="link" size="small" className="by-hand" onClick={() => setByHand(!byHand)}>
            {byHand ? t('design.formulas.asSentence') : t('design.formulas.byHand')}
          </Button>
        )}
      </div>
      <span>{t('design.formulas.message')}</span>
      <ExpressionInput
        label={t('design.formulas.message')}
        holes
        value={check.message}
        optional={check.message === ''}
        place={place}
        otherFault={faultAt?.('message')}
        onChange={(message) => onChange({ ...check, message }, 'message')}
      />
      <span id={`${id}-level`}>{t('design.formulas.level')}</span>
      <Radio.Group
        aria-labelledby={`${id}-level`}
        value={check.level}
        onChange={({ target }) => onChange({ ...check, level: target.value }, 'level')}
        options={[
          { value: 'error', label: t('design.formulas.levelError') },
          { value: 'warning', label: t('design.formulas.levelWarning') },
        ]}
      />
      <label htmlFor={`${id}-at`}>{t('design.formulas.at')}</label>
      <Select
        id={`${id}-at`}
        mode="multiple"
        value={marks}
        options={markChoices(report, check.each)}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={(at: string[]) => onChange({ ...check, at: Object.fromEntries(at.map((key) => [key, true])) }, 'at')}
      />
      <label htmlFor={`${id}-explain`}>{t('design.formulas.explain')}</label>
      <Input.TextArea
        id={`${id}-explain`}
        autoSize
        maxLength={500}
        value={check.explain ?? ''}
        onChange={({ target }) => {
          const { explain: _, ...rest } = check;
          onChange(target.value === '' ? rest : { ...check, explain: target.value }, 'explain');
        }}
      />
    </div>
  );
}
