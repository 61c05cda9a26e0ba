import { type RefObject, useLayoutEffect, useState } from 'react';

/** Width of a box in pixels, following it. */
export function useWidth(box: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(760);
  useLayoutEffect(() => {
    const element = box.current as HTMLElement;
    const measure = () => setWidth(element.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return width;
}
