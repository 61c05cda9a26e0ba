import { type RefObject, useLayoutEffect, useState } from 'react';

const NARROW_PX = 600;
const ROW_PX = { wide: 34, narrow: 46 };

/** Whether the grid is as narrow as on a phone, and so how high its rows are; keeps the scroll padding equal to the frozen edges. */
export function useFrameSize(frame: RefObject<HTMLElement | null>): { narrow: boolean; rowHeight: number } {
  const [narrow, setNarrow] = useState(false);
  useLayoutEffect(() => {
    const box = frame.current as HTMLElement;
    const measure = () => {
      setNarrow(box.clientWidth < NARROW_PX);
      const size = (selector: string) => box.querySelector(selector)?.getBoundingClientRect();
      box.style.scrollPaddingTop = `${size('thead')?.height ?? 0}px`;
      box.style.scrollPaddingBottom = `${size('tfoot')?.height ?? 0}px`;
      box.style.scrollPaddingLeft = `${size('thead th')?.width ?? 0}px`;
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    return () => observer.disconnect();
  }, [frame]);
  return { narrow, rowHeight: narrow ? ROW_PX.narrow : ROW_PX.wide };
}
