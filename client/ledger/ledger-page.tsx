import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Pagination } from 'antd';
import { lazy, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { LetterChoice } from '../../server/domain/letter-views.js';
import { EmptyNote } from '../components/empty-note.js';
import { PageHead } from '../components/page-head.js';
import { Trouble } from '../components/trouble.js';
import { Waiting } from '../components/waiting.js';
import { DownloadButton } from '../files/download-button.js';
import { childPage } from '../places.js';
import { useSession } from '../session.js';
import { BookTabs } from './book-tabs.js';
import { ChildTable } from './child-table.js';
import { columnsChosen, keepColumns, keptColumns } from './chosen-columns.js';
import { ColumnPicker } from './column-picker.js';
import { type ChildQuery, ledgerApi, ledgerLinks } from './ledger-api.js';
import { LedgerFilters } from './ledger-filters.js';
import { useLedger } from './ledger-queries.js';
import { SelectionBar } from './selection-bar.js';
import { useListAddress } from './use-list-address.js';
import '../report/report.css';
import './ledger.css';

const ClaimDialog = lazy(async () => ({ default: (await import('./claim-dialog.js')).ClaimDialog }));
const pageSize = 50;
const deepest = 10_000;

/** The children of a ledger: books, search, filter, chosen columns, and what one can do with those that are found. */
export function LedgerPage() {
  const { t } = useTranslation();
  const { user, office, sections } = useSession();
  const navigate = useNavigate();
  const { search, set } = useListAddress();
  const known = useLedger(search.get('ledger') ?? undefined);
  const { item, ledger } = known;
  const [kept, setKept] = useState<string | null | undefined>(undefined);
  const [selected, setSelected] = useState<ReadonlySet<string> | 'all'>(new Set());
  const names = useRef(new Map<string, string>());
  const [claiming, setClaiming] = useState(false);
  const get = (key: string) => search.get(key) ?? '';
  const filter = { book: get('book'), office: get('office'), q: get('q'), fields: get('fields') };
  const columns = ledger
    ? columnsChosen(
        kept === undefined ? keptColumns(user.id, ledger.id) : kept,
        ledger.fields.map(({ key }) => key),
        ledger.list,
      )
    : [];
  const asked: ChildQuery = { ...filter, sort: get('sort'), page: get('page') || '1', size: String(pageSize), columns: columns.join(',') };
  const list = useQuery({
    queryKey: ['children', item?.id, asked],
    queryFn: () => ledgerApi.children(item?.id as string, asked),
    enabled: ledger !== undefined,
    placeholderData: keepPreviousData,
  });
  const exact = useQuery({
    queryKey: ['children', item?.id, 'exact', filter],
    queryFn: () => ledgerApi.children(item?.id as string, { ...filter, size: '1', count: 'exact' }),
    enabled: list.data?.more === true && get('exact') === '1',
  });
  const choose = (values: Record<string, string>) => {
    setSelected(new Set());
    set({ exact: '', ...values });
  };
  for (const { id, name } of list.data?.items ?? []) names.current.set(id, name);
  const filtered = Object.values(filter).some((value) => value !== '');

  if (known.error) return <Trouble page error={known.error} onRetry={known.retry} />;
  if (known.empty)
    return (
      <div className="panel">
        <EmptyNote title={t('ledger.noLedger')}>
          <p>{t('ledger.noLedgerNext')}</p>
        </EmptyNote>
      </div>
    );
  if (!ledger) return <Waiting />;
  const may = list.data?.may;
  const count = exact.data ?? list.data;
  const chosen = selected === 'all' ? (count?.total ?? 0) : selected.size;
  const choice: LetterChoice = selected === 'all' ? { filter: given(filter) } : { children: [...selected] };

  const people = () => (selected === 'all' ? [] : [...selected].map((id) => ({ id, name: names.current.get(id) ?? '' })));

  return (
    <>
      <PageHead
        title={ledger.title}
        note={
          count && (
            <>
              {t(count.more ? 'ledger.totalMore' : 'ledger.total', { count: count.total })}
              {count.more && (
                <button type="button" className="more" disabled={exact.isFetching} onClick={() => set({ exact: '1', page: get('page') })}>
                  {t('ledger.countAll')}
                </button>
              )}
            </>
          )
        }
      >
        {may?.export && (
          <DownloadButton path={ledgerLinks.childrenXlsx(ledger.id, given(filter))} name={`${ledger.title}.xlsx`}>
            {t('reports.export')}
          </DownloadButton>
        )}
        {may?.import && (
          <Link className="go" to={`/ledger/${ledger.id}/import`}>
            {t('ledger.import')}
          </Link>
        )}
        {may?.create && office.kind === 'school' && <Button onClick={() => setClaiming(true)}>{t('ledger.claim')}</Button>}
        {may?.create && (
          <Button type="primary" onClick={() => navigate(`/ledger/${ledger.id}/new`)}>
            {t('ledger.create')}
          </Button>
        )}
      </PageHead>
      <BookTabs ledger={ledger} filter={filter} onChoose={(book) => choose({ book })} />
      <LedgerFilters ledger={ledger} offices={known.offices} filter={filter} onSet={choose}>
        <ColumnPicker
          ledger={ledger}
          columns={columns}
          onChoose={(next) => {
            keepColumns(user.id, ledger.id, next);
            setKept(next?.join(',') ?? null);
          }}
        />
      </LedgerFilters>
      <SelectionBar
        chosen={chosen}
        all={selected === 'all'}
        total={count?.total ?? 0}
        more={count?.more ?? false}
        mayWrite={sections.includes('letters')}
        onAll={() => {
          setSelected('all');
          // Whoever takes all of them is told how many that is.
          if (count?.more) set({ exact: '1', page: get('page') });
        }}
        onNone={() => setSelected(new Set())}
        onLetters={() => navigate(`/letters/new?ledger=${ledger.id}`, { state: { choice, chosen, people: people() } })}
      />
      {list.isError ? (
        <Trouble error={list.error} onRetry={() => list.refetch()} />
      ) : !list.data ? (
        <Waiting />
      ) : list.data.items.length === 0 ? (
        <div className="panel">
          <EmptyNote title={t(filtered ? 'ledger.nothingFound' : 'ledger.none')}>
            {filtered ? (
              <button type="button" className="more" onClick={() => choose({ book: '', office: '', q: '', fields: '' })}>
                {t('reports.clear')}
              </button>
            ) : (
              <p>{t(may?.create ? 'ledger.noneNext' : 'ledger.noneWait')}</p>
            )}
          </EmptyNote>
        </div>
      ) : (
        <ChildTable
          ledger={ledger}
          list={list.data}
          sort={get('sort')}
          selected={selected}
          busy={list.isPlaceholderData}
          onSelect={setSelected}
          onSort={(sort) => choose({ sort })}
        />
      )}
      {list.data && list.data.total > pageSize && (
        <Pagination
          className="pager"
          current={Number(asked.page)}
          pageSize={pageSize}
          total={Math.min(list.data.total, deepest)}
          showSizeChanger={false}
          showLessItems
          onChange={(page) => set({ page: String(page) })}
        />
      )}
      {list.data?.more && <p className="quiet list-end">{t('ledger.deepest', { count: deepest })}</p>}
      <Suspense fallback={null}>
        {claiming && (
          <ClaimDialog ledger={ledger} onCancel={() => setClaiming(false)} onDone={(view) => navigate(childPage({ ledger: ledger.id, child: view.id }))} />
        )}
      </Suspense>
    </>
  );
}

const given = (filter: Record<string, string>): Record<string, string> => Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ''));
