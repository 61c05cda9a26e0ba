import { useMemo } from 'react';
import { useDesk } from '../design-desk.js';
import { usePublished } from '../use-published.js';
import type { Ground } from './ledger-edits.js';

export function useGround(): Ground {
  const { below } = useDesk();
  const published = usePublished();
  return useMemo(() => ({ below, published }), [below, published]);
}
