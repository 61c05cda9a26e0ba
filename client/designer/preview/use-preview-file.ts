import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { RecordData } from '../../../server/domain/record-data.js';
import { useDesk } from '../design-desk.js';
import { useSettled } from './use-settled.js';

const settleTime = 800;
let made = 0;

/** What the server makes of the definition as it stands here, anew when it has rested a moment; the last one stays until then. */
export function usePreviewFile<T>(face: string, data: RecordData, ask: (id: string, body: object) => Promise<T>) {
  const { id, definition } = useDesk();
  const settled = useSettled(definition, settleTime);
  const rested = useSettled(data, settleTime);
  // A whole definition would be a long name for what is remembered.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new number for each of them
  const number = useMemo(() => ++made, [settled, rested]);
  const query = useQuery({
    queryKey: ['design', id, 'preview', face, number],
    queryFn: () => ask(id, { definition: settled, data: rested }),
    gcTime: 0,
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });
  return { ...query, body: { definition: settled, data: rested }, old: query.isPlaceholderData || settled !== definition || rested !== data };
}
