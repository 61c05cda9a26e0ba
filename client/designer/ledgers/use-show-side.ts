import { type RefObject, useEffect } from 'react';

/** Where the settings stand below the list, as on a phone, choosing an entry leads to them. */
export function useShowSide(side: RefObject<HTMLElement | null>, chosen: string | undefined): void {
  useEffect(() => {
    if (chosen !== undefined && window.matchMedia('(max-width: 1000px)').matches) side.current?.scrollIntoView({ block: 'start' });
  }, [side, chosen]);
}
