import { type ReactNode, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';

type Props = { anchor: RefObject<Element | null>; side: 'below' | 'above'; children: ReactNode };

/** Something small beside a cell, in the grid but outside its scrolled frame, so that the frame does not cut it off, and never over the header; it never takes the focus. */
export function Floating({ anchor, side, children }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [grid, setGrid] = useState<Element | null>(null);
  // The anchor may only be drawn together with this.
  useLayoutEffect(() => setGrid(anchor.current?.closest('.table-grid') ?? null), [anchor]);
  useLayoutEffect(() => {
    const place = () => {
      const at = anchor.current?.getBoundingClientRect();
      const own = box.current;
      if (!at || !own) return;
      const { width, height } = own.getBoundingClientRect();
      const headEnd = grid?.querySelector('thead')?.getBoundingClientRect().bottom ?? 0;
      // Its last pixels may touch the line under the header, or the second row would have no room above.
      const fitsAbove = at.top - height - 4 >= Math.max(0, headEnd - 6);
      const fitsBelow = at.bottom + height + 4 <= window.innerHeight;
      const above = side === 'above' ? fitsAbove || !fitsBelow : !fitsBelow && fitsAbove;
      own.style.minWidth = `${at.width}px`;
      own.style.left = `${Math.max(4, Math.min(at.left, window.innerWidth - width - 4))}px`;
      own.style.top = `${above ? at.top - height - 3 : at.bottom + 2}px`;
    };
    place();
    window.addEventListener('scroll', place, { capture: true, passive: true });
    window.addEventListener('resize', place);
    return () => {
      window.removeEventListener('scroll', place, { capture: true });
      window.removeEventListener('resize', place);
    };
  });
  if (!grid) return null;
  return createPortal(
    <div ref={box} className="grid-floating">
      {children}
    </div>,
    grid,
  );
}
