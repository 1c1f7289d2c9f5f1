import { useEffect, useRef, type ReactNode } from 'react';
import { useRowsInSight } from '#ui/hooks/use-rows-in-sight.ts';

interface VirtualListProps {
  readonly label: string;
  readonly count: number;
  /** Pixels, of each row. */
  readonly rowHeight: number;
  readonly render: (index: number) => ReactNode;
  /** The first and last row in sight, for those that load by window. */
  readonly onWindow?: (first: number, last: number) => void;
}

/** A list of any length: only what is in sight exists. */
export function VirtualList({ label, count, rowHeight, render, onWindow }: VirtualListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useRowsInSight(scroller, { count, rowHeight });
  const items = rows.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => onWindow?.(first, last), [first, last, onWindow]);
  return (
    // A scroller takes the focus, so that the arrow keys scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section ref={scroller} tabIndex={0} aria-label={label} className="scroll-calm h-full">
      <ul className="relative" style={{ height: rows.getTotalSize() }}>
        {items.map((item) => (
          <li
            key={item.key}
            aria-setsize={count}
            aria-posinset={item.index + 1}
            className="absolute inset-x-0 top-0"
            style={{ height: item.size, transform: `translateY(${item.start}px)` }}
          >
            {render(item.index)}
          </li>
        ))}
      </ul>
    </section>
  );
}
