import { useSearchParams } from 'react-router';

/** What a list shows is kept in its address, so that going back finds it again; anything but a change of page goes to the first page. */
export function useListAddress(): { search: URLSearchParams; set: (values: Record<string, string>) => void } {
  const [search, setSearch] = useSearchParams();
  return {
    search,
    set: (values) =>
      setSearch(
        (now) => {
          const next = new URLSearchParams(now);
          for (const [key, value] of Object.entries({ page: '', ...values })) value ? next.set(key, value) : next.delete(key);
          return next;
        },
        { replace: true },
      ),
  };
}
