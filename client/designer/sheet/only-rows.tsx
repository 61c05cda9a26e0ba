import { Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportDefinition } from '../../../server/domain/definition.generated.js';
import type { FormTable } from '../../../server/domain/form-parts.js';
import { faultsAt, useDesk } from '../design-desk.js';
import { getAt, setAt } from '../edit-tree.js';
import { rowsText } from './rows-text.js';

/** The rows in which a column is filled in; all of them while none is chosen. */
export function OnlyRows({ path, title, form, column }: { path: string[]; title: string; form: FormTable; column: string }) {
  const { t } = useTranslation();
  const { definition, faults, edit } = useDesk<ReportDefinition>();
  const id = useId();
  const place = [...path, 'when'];
  const notIn = form.every.find(({ key }) => key === column)?.notIn ?? new Set();
  const limited = getAt(definition, place) !== undefined;
  const all = form.rows.map(({ key }) => key);
  const choose = (rows: string[]) => {
    const chosen = all.filter((row) => rows.includes(row));
    const when = chosen.length === 0 || chosen.length === all.length ? undefined : rowsText(chosen);
    edit(t('design.table.steps.onlyRows', { title }), (now) => setAt(now, place, when), place.join('.'));
  };
  return (
    <div className="sheet-only-rows">
      <label htmlFor={id}>{t('design.table.onlyRows.label')}</label>
      <Select
        id={id}
        mode="multiple"
        value={limited ? all.filter((row) => !notIn.has(row)) : []}
        placeholder={t('design.table.onlyRows.all')}
        options={form.rows.map(({ key, title: label }) => ({ value: key, label }))}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={choose}
      />
      {faultsAt(faults, place).map(({ message }) => (
        <p key={message} className="sheet-field-fault">
          {message}
        </p>
      ))}
      <p className="quiet">{t('design.table.onlyRows.help')}</p>
    </div>
  );
}
