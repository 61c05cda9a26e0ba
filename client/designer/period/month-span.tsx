import { InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PeriodRule } from '../../../server/domain/definition.generated.js';
import type { MonthDays } from './period-edits.js';

type Way = 'calendar' | 'end' | 'start';

/** From which day to which a month runs: that of the calendar, or one of a county's statistics. */
export function MonthSpan({ rule, onChange }: { rule: PeriodRule; onChange: (span: MonthDays) => void }) {
  const { t } = useTranslation();
  const { monthFrom, monthNamed = 'end' } = rule;
  const way: Way = monthFrom === undefined ? 'calendar' : monthNamed;
  const choose = (next: Way) => onChange(next === 'calendar' ? {} : { monthFrom: monthFrom ?? 26, monthNamed: next });
  return (
    <span className="due-rule">
      <Select
        aria-label={t('design.period.monthSpan')}
        value={way}
        onChange={choose}
        popupMatchSelectWidth={false}
        options={(['calendar', 'end', 'start'] as const).map((one) => ({ value: one, label: t(`design.period.monthWays.${one}`) }))}
      />
      {monthFrom !== undefined && (
        <>
          <InputNumber
            aria-label={t('design.period.monthFrom')}
            min={2}
            max={28}
            precision={0}
            value={monthFrom}
            onChange={(day) => day !== null && onChange({ monthFrom: day, monthNamed })}
          />
          <span>{t(`design.period.monthTo.${monthNamed}`, { day: monthFrom - 1 })}</span>
        </>
      )}
      <span className="quiet">{t('design.period.monthHelp')}</span>
    </span>
  );
}
