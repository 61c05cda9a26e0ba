import { Button, Input } from 'antd';
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChildFilter, LedgerListView } from '../../server/domain/ledger-views.js';
import type { Ledger } from '../../server/domain/open-ledger.js';
import { choiceText, readFields, writeFields } from './field-filter.js';
import { OfficePicker } from './office-picker.js';

const FilterDrawer = lazy(async () => ({ default: (await import('./filter-drawer.js')).FilterDrawer }));

/** Search, office, and the conditions on fields, each of which can be taken away again by itself. */
export function LedgerFilters({
  ledger,
  offices,
  filter,
  onSet,
  children,
}: {
  ledger: Ledger;
  offices: LedgerListView['offices'];
  filter: ChildFilter;
  onSet: (values: Record<string, string>) => void;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const [q, setQ] = useState(filter.q ?? '');
  const [open, setOpen] = useState(false);
  useEffect(() => setQ(filter.q ?? ''), [filter.q]);
  const choice = readFields(filter.fields ?? '');
  const words = {
    blank: t('blank'),
    comma: t('listComma'),
    yes: t('grid.yes'),
    no: t('grid.no'),
    from: t('ledger.from'),
    to: t('ledger.to'),
    between: t('ledger.between'),
  };
  const without = (key: string) => writeFields(Object.fromEntries(Object.entries(choice).filter(([one]) => one !== key)));
  return (
    <div className="filters">
      <Input.Search
        className="search ledger-search"
        allowClear
        value={q}
        maxLength={40}
        placeholder={t('ledger.search')}
        aria-label={t('ledger.search')}
        onChange={(event) => setQ(event.target.value)}
        onSearch={(text) => onSet({ q: text.trim() })}
      />
      {offices.length > 1 && (
        <OfficePicker
          id="filter-office"
          label={t('ledger.office')}
          placeholder={t('ledger.everyOffice')}
          offices={offices}
          office={filter.office ?? ''}
          onOffice={(office) => onSet({ office })}
        />
      )}
      <Button onClick={() => setOpen(true)}>{t('ledger.moreFilters')}</Button>
      {children}
      {Object.entries(choice).map(([key, value]) => {
        const field = ledger.fields.find((one) => one.key === key);
        if (!field) return null;
        const text = `${field.title}${t('colon')}${choiceText(field, value, words)}`;
        return (
          <button
            key={key}
            type="button"
            className="chip"
            aria-pressed="true"
            aria-label={t('ledger.takeAway', { condition: text })}
            onClick={() => onSet({ fields: without(key) })}
          >
            {text} <span aria-hidden>×</span>
          </button>
        );
      })}
      <Suspense fallback={null}>
        {open && (
          <FilterDrawer
            ledger={ledger}
            choice={choice}
            onClose={() => setOpen(false)}
            onChoose={(next) => {
              setOpen(false);
              onSet({ fields: writeFields(next) });
            }}
          />
        )}
      </Suspense>
    </div>
  );
}
