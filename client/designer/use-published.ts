import { useQuery } from '@tanstack/react-query';
import type { JsonMap } from '../../server/domain/merge-patch.js';
import { designApi } from './design-api.js';
import { useDesk } from './design-desk.js';

/** The definition as it was published last, `{}` where it never was: what it holds may stand in records, so it is hidden and not deleted. */
export function usePublished(): JsonMap {
  const { id } = useDesk();
  const { data } = useQuery({ queryKey: ['design', 'contents'], queryFn: designApi.contents, staleTime: 10_000, structuralSharing: false });
  return (data?.contents[id] ?? {}) as unknown as JsonMap;
}
