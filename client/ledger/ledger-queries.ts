import { queryOptions, useQuery } from '@tanstack/react-query';
import type { LedgerListItem, LedgerListView } from '../../server/domain/ledger-views.js';
import { type Ledger, openLedger } from '../../server/domain/open-ledger.js';
import { type ChildAddress, ledgerApi } from './ledger-api.js';

export const ledgersQuery = queryOptions({ queryKey: ['ledgers'], queryFn: ledgerApi.ledgers, staleTime: 60_000 });

/** A published version never changes, so it is opened once. */
export const openLedgerQuery = (ledger: string, version: number | undefined) =>
  queryOptions({
    queryKey: ['ledger', ledger, version],
    queryFn: async () => openLedger((await ledgerApi.ledger(ledger, version as number)).snapshot),
    enabled: version !== undefined,
    staleTime: Infinity,
    gcTime: 30 * 60_000,
    structuralSharing: false,
  });

export const childQuery = (at: ChildAddress) => queryOptions({ queryKey: ['child', at.ledger, at.child], queryFn: () => ledgerApi.child(at) });

export type KnownLedger = {
  item: LedgerListItem | undefined;
  items: LedgerListItem[];
  ledger: Ledger | undefined;
  offices: LedgerListView['offices'];
  /** True when there is no ledger the person may read. */
  empty: boolean;
  error: unknown;
  retry: () => void;
};

/** A ledger by its id, or the first one where none is asked for, opened and ready to be drawn. */
export function useLedger(id: string | undefined): KnownLedger {
  const ledgers = useQuery(ledgersQuery);
  const items = ledgers.data?.items ?? [];
  const item = id ? items.find((one) => one.id === id) : items[0];
  const opened = useQuery(openLedgerQuery(item?.id ?? '', item?.version));
  return {
    item,
    items,
    ledger: opened.data,
    offices: ledgers.data?.offices ?? [],
    empty: ledgers.isSuccess && item === undefined,
    error: ledgers.error ?? opened.error,
    retry: () => {
      void ledgers.refetch();
      void opened.refetch();
    },
  };
}
