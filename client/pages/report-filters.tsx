import { Input } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportListView } from '../../server/domain/views.js';
import type { ReportQuery } from '../api.js';

/** State chips with their counts, late ones, and a search by name. */
export function ReportFilters({
  list,
  filter,
  search,
  onSet,
}: {
  list: ReportListView;
  filter: ReportQuery;
  search: boolean;
  onSet: (values: Record<string, string>) => void;
}) {
  const { t } = useTranslation();
  const [q, setQ] = useState(filter.q ?? '');
  useEffect(() => setQ(filter.q ?? ''), [filter.q]);
  const all = Object.values(list.counts).reduce((sum, count) => sum + count, 0);
  const chip = (key: string, title: string, count: number) => (
    <button key={key} type="button" className="chip" aria-pressed={(filter.state ?? '') === key} onClick={() => onSet({ state: key })}>
      {title}
      <b>{count}</b>
    </button>
  );
  return (
    <>
      {search && (
        <Input.Search
          className="search"
          allowClear
          value={q}
          maxLength={40}
          placeholder={t('reports.search')}
          aria-label={t('reports.search')}
          onChange={(event) => setQ(event.target.value)}
          onSearch={(text) => onSet({ q: text.trim() })}
        />
      )}
      <fieldset className={search ? 'filters filters-own' : 'filters'} aria-label={t('reports.byState')}>
        {chip('', t('reports.all'), all)}
        {list.states
          .filter((state) => list.counts[state.key] || filter.state === state.key)
          .map((state) => chip(state.key, state.title, list.counts[state.key] ?? 0))}
        <button type="button" className="chip" aria-pressed={filter.late === '1'} onClick={() => onSet({ late: filter.late === '1' ? '' : '1' })}>
          {t('reports.late')}
          <b>{list.late}</b>
        </button>
      </fieldset>
    </>
  );
}
