import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import type { FormListItem, PeriodView } from '../../server/domain/views.js';
import { api } from '../api.js';

export type FormPeriod = {
  forms: FormListItem[];
  periods: PeriodView[];
  definition: string;
  period: string;
  /** True when the county has no form at all. */
  empty: boolean;
  /** When the form will be asked for, in words, where no period of it has begun; else ''. */
  notYet: string;
  error: unknown;
  retry: () => void;
};

/** The form and the period a list stands on: those of the address, otherwise the first form and the current period. */
export function useFormPeriod(withPeriod: boolean): FormPeriod {
  const [search] = useSearchParams();
  const forms = useQuery({ queryKey: ['forms'], queryFn: api.forms, staleTime: 60_000 });
  const items = forms.data?.items ?? [];
  const definition = items.find((form) => form.id === search.get('definition'))?.id ?? items[0]?.id ?? '';
  const periods = useQuery({
    queryKey: ['periods', definition],
    queryFn: () => api.periods(definition),
    enabled: withPeriod && definition !== '',
    staleTime: 60_000,
  });
  const known = periods.data?.items ?? [];
  const period =
    known.find(({ key }) => key === search.get('period'))?.key ?? known.find(({ key }) => key === periods.data?.current)?.key ?? known[0]?.key ?? '';
  return {
    forms: items,
    periods: known,
    definition,
    period,
    empty: forms.isSuccess && items.length === 0,
    notYet: periods.isSuccess && known.length === 0 ? (items.find(({ id }) => id === definition)?.dueInWords ?? '') : '',
    error: forms.error ?? periods.error,
    retry: () => {
      void forms.refetch();
      void periods.refetch();
    },
  };
}
