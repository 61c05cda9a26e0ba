import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Input, Pagination, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { EmptyNote } from '../components/empty-note.js';
import { PageHead } from '../components/page-head.js';
import { Trouble } from '../components/trouble.js';
import { Waiting } from '../components/waiting.js';
import { DownloadButton } from '../files/download-button.js';
import { ledgersQuery } from '../ledger/ledger-queries.js';
import { OfficePicker } from '../ledger/office-picker.js';
import { useListAddress } from '../ledger/use-list-address.js';
import { letterApi, letterLinks } from './letter-api.js';
import { LetterTable } from './letter-table.js';
import { RecentJobs } from './recent-jobs.js';
import '../ledger/ledger.css';
import '../report/report.css';
import './letters.css';

const pageSize = 50;

/** The register of letters, newest number first, and the way to issue new ones. */
export function LettersPage() {
  const { t } = useTranslation();
  const { search, set } = useListAddress();
  const get = (key: string) => search.get(key) ?? '';
  const filter = {
    letter: get('letter'),
    office: get('office'),
    state: get('state'),
    q: get('q'),
    superseded: get('superseded'),
    job: get('job'),
    child: get('child'),
  };
  const asked = { ...filter, page: get('page') || '1', size: String(pageSize) };
  const kinds = useQuery({ queryKey: ['letter-kinds'], queryFn: letterApi.kinds, staleTime: 60_000 });
  const list = useQuery({ queryKey: ['letters', asked], queryFn: () => letterApi.letters(asked), placeholderData: keepPreviousData });
  const offices = useQuery(ledgersQuery).data?.offices ?? [];
  const [q, setQ] = useState(filter.q);
  useEffect(() => setQ(filter.q), [filter.q]);
  const filtered = Object.values(filter).some((value) => value !== '');
  const mayIssue = kinds.data?.items.some((kind) => kind.mayIssue) ?? false;
  const failed = [kinds, list].find((query) => query.isError);
  const superseded = kinds.data?.items.filter((kind) => kind.superseded > 0) ?? [];
  return (
    <>
      <PageHead
        title={t('sections.letters')}
        note={list.data ? t(list.data.more ? 'letters.totalMore' : 'letters.total', { count: list.data.total }) : undefined}
      >
        <DownloadButton path={letterLinks.lettersXlsx(filter)} name={`${t('letters.register')}.xlsx`}>
          {t('reports.export')}
        </DownloadButton>
        {mayIssue && (
          <Link className="go go-main" to="/letters/new">
            {t('letters.issueNew')}
          </Link>
        )}
      </PageHead>
      <RecentJobs />
      {superseded.map((kind) => (
        <div key={kind.id} className="notice notice-warn">
          <span className="notice-grow">{t('letters.superseded', { title: kind.title, count: kind.superseded })}</span>
          <button type="button" className="issue-link" onClick={() => set({ letter: kind.id, superseded: '1', state: 'valid' })}>
            {t('letters.showThem')}
          </button>
        </div>
      ))}
      <div className="filters">
        <Input.Search
          className="search"
          allowClear
          value={q}
          maxLength={40}
          placeholder={t('letters.search')}
          aria-label={t('letters.search')}
          onChange={(event) => setQ(event.target.value)}
          onSearch={(text) => set({ q: text.trim() })}
        />
        {(kinds.data?.items.length ?? 0) > 1 && (
          <Select
            className="pick-letter"
            aria-label={t('letters.kind')}
            placeholder={t('letters.everyKind')}
            allowClear
            value={filter.letter || undefined}
            options={(kinds.data?.items ?? []).map(({ id, title }) => ({ value: id, label: title }))}
            onChange={(letter?: string) => set({ letter: letter ?? '' })}
          />
        )}
        {offices.length > 1 && (
          <OfficePicker
            id="filter-office"
            label={t('ledger.office')}
            placeholder={t('ledger.everyOffice')}
            offices={offices}
            office={filter.office}
            onOffice={(office) => set({ office })}
          />
        )}
        <fieldset className="filters" aria-label={t('reports.byState')}>
          {(['', 'valid', 'void'] as const).map((state) => (
            <button key={state} type="button" className="chip" aria-pressed={filter.state === state} onClick={() => set({ state })}>
              {state === '' ? t('reports.all') : t(`letters.states.${state}`)}
              {list.data && <b>{state === '' ? list.data.counts.valid + list.data.counts.void : list.data.counts[state]}</b>}
            </button>
          ))}
          {(['superseded', 'job', 'child'] as const).map(
            (key) =>
              filter[key] !== '' && (
                <button key={key} type="button" className="chip" aria-pressed="true" onClick={() => set({ [key]: '' })}>
                  {t(`letters.only.${key}`)} <span aria-hidden>×</span>
                </button>
              ),
          )}
        </fieldset>
      </div>
      {failed ? (
        <Trouble error={failed.error} onRetry={() => failed.refetch()} />
      ) : !list.data ? (
        <Waiting />
      ) : list.data.items.length === 0 ? (
        <div className="panel">
          <EmptyNote title={t(filtered ? 'letters.nothingFound' : 'letters.none')}>
            {filtered ? (
              <button type="button" className="more" onClick={() => set({ letter: '', office: '', state: '', q: '', superseded: '', job: '', child: '' })}>
                {t('reports.clear')}
              </button>
            ) : (
              <p>{t(mayIssue ? 'letters.noneNext' : 'letters.noneWait')}</p>
            )}
          </EmptyNote>
        </div>
      ) : (
        <LetterTable items={list.data.items} busy={list.isPlaceholderData} />
      )}
      {list.data && list.data.total > pageSize && (
        <Pagination
          className="pager"
          current={Number(asked.page)}
          pageSize={pageSize}
          total={list.data.total}
          showSizeChanger={false}
          showLessItems
          onChange={(page) => set({ page: String(page) })}
        />
      )}
    </>
  );
}
