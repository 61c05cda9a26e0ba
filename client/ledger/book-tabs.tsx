import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ChildFilter } from '../../server/domain/ledger-views.js';
import type { Ledger } from '../../server/domain/open-ledger.js';
import { ledgerApi } from './ledger-api.js';

/** The books of a ledger with how many children of the filter are in each. */
export function BookTabs({ ledger, filter, onChoose }: { ledger: Ledger; filter: ChildFilter; onChoose: (book: string) => void }) {
  const { t } = useTranslation();
  const everywhere = { ...filter, book: '' };
  const counts = useQuery({
    queryKey: ['children', ledger.id, 'books', everywhere],
    queryFn: () => ledgerApi.children(ledger.id, { ...everywhere, books: '1', size: '1' }),
    placeholderData: keepPreviousData,
  });
  const tab = (key: string, title: string, hint: string, count: { total: number; more: boolean } | undefined) => (
    <button key={key} type="button" className="book-tab" aria-pressed={(filter.book ?? '') === key} title={hint} onClick={() => onChoose(key)}>
      {title}
      {count && <b>{count.more ? t('ledger.orMore', { count: count.total }) : count.total}</b>}
    </button>
  );
  return (
    <fieldset className="book-tabs" aria-label={t('ledger.books')}>
      {tab('', t('ledger.everyone'), '', counts.data)}
      {ledger.books.map((book) =>
        tab(
          book.key,
          book.title,
          book.hint,
          counts.data?.books.find(({ key }) => key === book.key),
        ),
      )}
    </fieldset>
  );
}
