import { useQuery } from '@tanstack/react-query';
import type { WorkView } from '../../../server/domain/job.js';
import { designApi } from '../design-api.js';

const lookEvery = 500;

export const isGoing = (work: Pick<WorkView, 'state'> | undefined): boolean => work === undefined || work.state === 'waiting' || work.state === 'running';

/** Long work and how far it is, looked at until it ends. */
export function useWork<T>(job: string | null) {
  return useQuery({
    queryKey: ['work', job],
    queryFn: () => designApi.work<T>(job as string),
    enabled: job !== null,
    gcTime: 0,
    refetchInterval: ({ state }) => (isGoing(state.data) && state.error === null ? lookEvery : false),
  });
}
