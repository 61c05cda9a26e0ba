import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ChildFilter } from '../../server/domain/ledger-views.js';
import type { LetterChoice } from '../../server/domain/letter-views.js';
import { BookTabs } from '../ledger/book-tabs.js';
import { ledgerApi } from '../ledger/ledger-api.js';
import { LedgerFilters } from '../ledger/ledger-filters.js';
import { useLedger } from '../ledger/ledger-queries.js';

/** Children letters go to; `people` names those chosen one by one. */
export type ChosenPeople = { choice: LetterChoice; chosen: number; people: { id: string; name: string }[] };

/** Who gets a letter: those chosen in the ledger, or everybody a filter finds. */
export function ChildChoice({
  ledger: id,
  people,
  onPeople,
}: {
  ledger: string;
  people: ChosenPeople | null;
  onPeople: (people: ChosenPeople | null) => void;
}) {
  const { t } = useTranslation();
  return (
    <section className="panel issue-part">
      <h2>{t('issue.who')}</h2>
      {people ? (
        <p className="issue-chosen">
          <b>{t('ledger.chosen', { count: people.chosen })}</b>
          <span className="quiet">
            {people.people
              .slice(0, 8)
              .map(({ name }) => name)
              .join(t('listComma'))}
            {people.people.length > 8 && '…'}
          </span>
          <button type="button" className="issue-link" onClick={() => onPeople(null)}>
            {t('issue.chooseOthers')}
          </button>
        </p>
      ) : (
        <FilterChoice id={id} onPeople={onPeople} />
      )}
    </section>
  );
}

function FilterChoice({ id, onPeople }: { id: string; onPeople: (people: ChosenPeople) => void }) {
  const { t } = useTranslation();
  const known = useLedger(id);
  const [filter, setFilter] = useState<ChildFilter>({});
  const list = useQuery({
    queryKey: ['children', id, 'choice', filter],
    queryFn: () => ledgerApi.children(id, { ...filter, size: '8', count: 'exact' }),
    placeholderData: keepPreviousData,
  });
  if (!known.ledger) return null;
  const set = (values: Record<string, string>) => setFilter((now) => ({ ...now, ...values }));
  const total = list.data?.total ?? 0;
  return (
    <>
      <BookTabs ledger={known.ledger} filter={filter} onChoose={(book) => set({ book })} />
      <LedgerFilters ledger={known.ledger} offices={known.offices} filter={filter} onSet={set} />
      <p className="issue-chosen">
        <span>
          {(list.data?.items ?? []).map(({ name }) => name).join(t('listComma'))}
          {total > 8 && '…'}
        </span>
        <Button
          type="primary"
          disabled={total === 0}
          onClick={() => onPeople({ choice: { filter: Object.fromEntries(Object.entries(filter).filter(([, value]) => value)) }, chosen: total, people: [] })}
        >
          {t('issue.take', { count: total })}
        </Button>
        <Link to={`/ledger?ledger=${id}`}>{t('issue.oneByOne')}</Link>
      </p>
    </>
  );
}
