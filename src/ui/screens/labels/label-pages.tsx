import clsx from 'clsx';
import { useMemo } from 'react';
import type { LabelItem } from '#queries/label-items.ts';
import { useElementWidth } from '#ui/hooks/use-element-width.ts';
import { barsOf, type Bars } from './bars.ts';
import type { LabelSize, Placed } from './label-sizes.ts';
import { LabelView } from './label-view.tsx';

interface LabelPagesProps {
  readonly pages: readonly (readonly Placed<LabelItem>[])[];
  readonly size: LabelSize;
}

const pxPerMm = 96 / 25.4;
const mostZoom = 1.8;
/** The rows of text and bars on a label, in parts of its height. */
const unitsHigh = 18.2;

/** The first page on screen, all of them on paper. */
export function LabelPages({ pages, size }: LabelPagesProps) {
  const [frame, width] = useElementWidth<HTMLDivElement>();
  const drawn = useDrawn(pages);
  const zoom = Math.min(mostZoom, Math.max(0.2, width / (size.page.width * pxPerMm)));
  const { label, padding } = size;
  const unit = (label.height - 2 * padding) / unitsHigh;
  return (
    <div ref={frame} className="print:contents">
      <div className="label-pages" style={{ zoom }}>
        {pages.map((page, index) => (
          <section
            // A page is its place.
            key={index}
            aria-label={`Page ${index + 1} of ${pages.length}`}
            className={clsx('label-page', index > 0 && 'hidden print:block')}
            style={{ width: `${size.page.width}mm`, height: `${size.page.height}mm` }}
          >
            {page.map(({ of, left, top }) => (
              <article
                key={`${left} ${top}`}
                aria-label={`Label of ${of.name}`}
                className="label"
                style={{
                  left: `${left}mm`,
                  top: `${top}mm`,
                  width: `${label.width}mm`,
                  height: `${label.height}mm`,
                  padding: `${padding}mm`,
                  ['--u' as string]: `${unit}mm`,
                }}
              >
                <LabelView item={of} bars={drawn.get(of.id) ?? null} size={size} />
              </article>
            ))}
          </section>
        ))}
      </div>
    </div>
  );
}

/** Each item's bars once, however many labels it has. */
function useDrawn(pages: LabelPagesProps['pages']): ReadonlyMap<string, Bars> {
  return useMemo(() => {
    const drawn = new Map<string, Bars>();
    for (const { of } of pages.flat()) {
      const bars = of.barcode === null || drawn.has(of.id) ? null : barsOf(of.barcode);
      if (bars) drawn.set(of.id, bars);
    }
    return drawn;
  }, [pages]);
}
