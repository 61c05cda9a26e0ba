import { Input, Radio, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Check, ReportDefinition } from '../../../server/domain/definition.generated.js';
import type { ExpressionPlace } from '../../../server/domain/expression-places.js';
import { ExpressionInput } from '../expressions/expression-field.js';
import { markChoices, tableChoices } from './rule-places.js';

type Props = {
  report: ReportDefinition;
  check: Check;
  place: ExpressionPlace;
  faultAt(part: 'that' | 'message'): string | undefined;
  onChange(check: Check, part: string): void;
};

/** Everything of one check; `part` names what changed. */
export function CheckEditor({ report, check, place, faultAt, onChange }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const marks = Object.keys(check.at ?? {}).filter((key) => check.at?.[key]);
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
        onChange={(each) => onChange({ ...withoutEach(check), ...(each ? { each } : {}), at: {} }, 'each')}
      />
      <span>{t('design.formulas.must')}</span>
      <ExpressionInput
        label={t('design.formulas.must')}
        value={check.that}
        place={place}
        otherFault={faultAt('that')}
        onChange={(that) => onChange({ ...check, that }, 'that')}
      />
      <span>{t('design.formulas.message')}</span>
      <ExpressionInput
        label={t('design.formulas.message')}
        holes
        value={check.message}
        place={{ ...place, expects: ['int', 'string', 'bool', 'Decimal'] }}
        otherFault={faultAt('message')}
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
        optionFilterProp="label"
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

const withoutEach = ({ each: _, ...check }: Check): Check => check;
