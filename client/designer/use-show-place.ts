import { useEffect } from 'react';
import { useDesk } from './design-desk.js';

/** Brings the row of what is selected into view, its first field ready to be typed in: a fault or a link elsewhere led there. Rows carry `data-place`. */
export function useShowPlace(): void {
  const { selection } = useDesk();
  useEffect(() => {
    if (!selection) return;
    for (let length = selection.length; length > 0; length--) {
      const place = CSS.escape(selection.slice(0, length).join('.'));
      const row = document.querySelector<HTMLElement>(`[data-place="${place}"]`);
      if (!row) continue;
      row.scrollIntoView({ block: 'center' });
      row.querySelector<HTMLElement>('input:not(:disabled), select')?.focus({ preventScroll: true });
      return;
    }
  }, [selection]);
}
