import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback } from 'react';

/** From this many rows on only those in sight are in the page. */
const VIRTUAL_FROM = 60;

export type RowsWindow = { virtual: boolean; rows: { index: number; start: number; end: number }[]; height: number };

/** Which rows to draw; `kept` rows are drawn wherever they are, so that the live input is never thrown away. */
export function useRowsWindow(frame: RefObject<HTMLElement | null>, count: number, rowHeight: number, kept: number[]): RowsWindow {
  const virtual = count > VIRTUAL_FROM;
  const keep = kept.join(' ');
  const rangeExtractor = useCallback(
    (range: Range) => {
      const also = keep === '' ? [] : keep.split(' ').map(Number);
      return [...new Set([...defaultRangeExtractor(range), ...also.filter((index) => index < range.count)])].sort((one, two) => one - two);
    },
    [keep],
  );
  const virtualizer = useVirtualizer({
    count: virtual ? count : 0,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => `${index} ${rowHeight}`,
    overscan: 8,
    useFlushSync: false,
    rangeExtractor,
  });
  if (!virtual) return { virtual, rows: Array.from({ length: count }, (_, index) => ({ index, start: index, end: index })), height: count };
  return { virtual, rows: virtualizer.getVirtualItems(), height: virtualizer.getTotalSize() };
}
