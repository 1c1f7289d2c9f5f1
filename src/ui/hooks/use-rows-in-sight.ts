import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, type RefObject } from 'react';

interface Rows {
  readonly count: number;
  /** Pixels, of each of them: nothing shifts while scrolling. Another screen or another size of text is another height. */
  readonly rowHeight: number;
  /** Of what stays in sight above them. */
  readonly headHeight?: number;
}

/** Of any number of rows those that are in sight. */
export function useRowsInSight(
  scroller: RefObject<HTMLElement | null>,
  { count, rowHeight, headHeight = 0 }: Rows,
) {
  // The React compiler, which that rule is for, is not used.
  // oxlint-disable-next-line react/incompatible-library
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
  });
  const measured = useRef(rowHeight);
  useLayoutEffect(() => {
    if (measured.current !== rowHeight) rows.measure();
    measured.current = rowHeight;
  }, [rows, rowHeight]);
  return rows;
}
