import { useMemo } from 'react';
import { barsOf } from '#ui/screens/labels/bars.ts';

/** The number of a receipt as a scanner reads it, so that it is found again when goods come back. */
export function ReceiptBars({ number }: { readonly number: string }) {
  const drawn = useMemo(() => barsOf(number), [number]);
  if (!drawn) return null;
  return (
    <svg
      aria-hidden
      className="h-full w-full"
      viewBox={`0 0 ${drawn.modules} 1`}
      preserveAspectRatio="none"
      shapeRendering="crispEdges"
    >
      <path d={drawn.bars.map(([start, width]) => `M${start} 0h${width}v1h-${width}z`).join('')} />
    </svg>
  );
}
