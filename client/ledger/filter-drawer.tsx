import { Button, Checkbox, Drawer, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ledger, OpenField } from '../../server/domain/open-ledger.js';
import { DayInput } from '../components/day-input.js';
import { useSession } from '../session.js';
import { comingAutumn, type FieldChoice, filterKind, rangeOf, rangeText, sixBy } from './field-filter.js';

/** Conditions on every field that can be filtered, in the groups of the child's file. */
export function FilterDrawer({
  ledger,
  choice,
  onClose,
  onChoose,
}: {
  ledger: Ledger;
  choice: FieldChoice;
  onClose: () => void;
  onChoose: (choice: FieldChoice) => void;
}) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(choice);
  const set = (key: string, value: string) => setDraft((now) => ({ ...now, [key]: value }));
  const groups = ledger.groups
    .map((group) => ({ ...group, fields: group.fields.filter((field) => filterKind(field) && field.key !== ledger.snapshot.definition.meanings.name) }))
    .filter(({ fields }) => fields.length > 0);
  return (
    <Drawer
      open
      title={t('ledger.moreFilters')}
      size={420}
      closable={{ 'aria-label': t('close') }}
      onClose={onClose}
      footer={
        <div className="dialog-foot">
          <Button onClick={() => setDraft({})}>{t('reports.clear')}</Button>
          <Button type="primary" onClick={() => onChoose(draft)}>
            {t('ledger.applyFilters')}
          </Button>
        </div>
      }
    >
      {groups.map((group) => (
        <fieldset key={group.key} className="filter-group">
          <legend>{group.title}</legend>
          {group.fields.map((field) => (
            <FieldCondition
              key={field.key}
              field={field}
              born={ledger.snapshot.definition.meanings.born}
              value={draft[field.key] ?? ''}
              onSet={(value) => set(field.key, value)}
            />
          ))}
        </fieldset>
      ))}
    </Drawer>
  );
}

function FieldCondition({ field, born, value, onSet }: { field: OpenField; born: string | undefined; value: string; onSet: (value: string) => void }) {
  const { t } = useTranslation();
  const { today } = useSession();
  const id = `filter-${field.key}`;
  const kind = filterKind(field);
  const blank = value === '-';
  const range = blank ? { from: '', to: '' } : rangeOf(value);
  return (
    <div className="filter-field">
      <label htmlFor={id}>{field.title}</label>
      {kind === 'codes' && (
        <Select
          id={id}
          mode="multiple"
          allowClear
          disabled={blank}
          optionFilterProp="label"
          placeholder={t('reports.all')}
          value={value && !blank ? value.split(',') : []}
          options={field.codes.map((code) => ({ value: code.value, label: code.title }))}
          onChange={(codes: string[]) => onSet(codes.join(','))}
        />
      )}
      {kind === 'range' && (
        <span className="filter-range">
          {field.field.format === 'date' ? (
            <>
              <DayInput id={id} value={range.from} onDay={(day) => onSet(rangeText(day, range.to))} />
              {t('ledger.between')}
              <DayInput label={t('ledger.until', { title: field.title })} value={range.to} onDay={(day) => onSet(rangeText(range.from, day))} />
            </>
          ) : (
            <>
              <Input id={id} inputMode="numeric" value={range.from} onChange={({ target }) => onSet(rangeText(target.value, range.to))} />
              {t('ledger.between')}
              <Input
                aria-label={t('ledger.until', { title: field.title })}
                inputMode="numeric"
                value={range.to}
                onChange={({ target }) => onSet(rangeText(range.from, target.value))}
              />
            </>
          )}
        </span>
      )}
      {kind === 'yes-no' && (
        <Select
          id={id}
          allowClear
          disabled={blank}
          placeholder={t('reports.all')}
          value={value && !blank ? value : undefined}
          options={[
            { value: 'true', label: t('grid.yes') },
            { value: 'false', label: t('grid.no') },
          ]}
          onChange={(one?: string) => onSet(one ?? '')}
        />
      )}
      {kind === 'text' && (
        <Input
          id={id}
          disabled={blank}
          maxLength={80}
          placeholder={t('ledger.exactly')}
          value={blank ? '' : value}
          onChange={({ target }) => onSet(target.value)}
        />
      )}
      <span className="filter-under">
        {field.key === born &&
          [0, 1].map((later) => {
            const year = comingAutumn(today) + later;
            return (
              <button
                key={year}
                type="button"
                className="chip"
                aria-pressed={value === sixBy(year)}
                onClick={() => onSet(value === sixBy(year) ? '' : sixBy(year))}
              >
                {t('ledger.sixBy', { year })}
              </button>
            );
          })}
        {!field.field.required && (
          <Checkbox checked={blank} onChange={({ target }) => onSet(target.checked ? '-' : '')}>
            {t('ledger.isBlank')}
          </Checkbox>
        )}
      </span>
    </div>
  );
}
