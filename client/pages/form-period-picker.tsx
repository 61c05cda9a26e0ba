import { Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormPeriod } from './use-form-period.js';

/** Chooses form and period; one form needs no choice and is only named. */
export function FormPeriodPicker({
  chosen,
  withPeriod,
  onChoose,
  children,
}: {
  chosen: FormPeriod;
  withPeriod: boolean;
  onChoose: (values: Record<string, string>) => void;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const { forms, periods, definition, period } = chosen;
  if (forms.length === 0) return null;
  return (
    <div className="filters">
      {forms.length > 1 ? (
        <Select
          className="pick-form"
          aria-label={t('pick.form')}
          value={definition}
          onChange={(value) => onChoose({ definition: value, period: '' })}
          options={forms.map(({ id, title }) => ({ value: id, label: title }))}
        />
      ) : (
        <b className="pick-name">{forms[0]?.title}</b>
      )}
      {withPeriod && periods.length > 0 && (
        <Select
          className="pick-period"
          aria-label={t('pick.period')}
          value={period}
          onChange={(value) => onChoose({ period: value })}
          options={periods.map(({ key, title }) => ({ value: key, label: title }))}
        />
      )}
      {children}
    </div>
  );
}
