import type { LabelItem } from '#queries/label-items.ts';
import { useMoney, useSettings } from '#ui/shop-context.tsx';
import type { Bars } from './bars.ts';
import { fitBars, type LabelSize } from './label-sizes.ts';
import { taxText } from './tax-text.ts';

interface LabelViewProps {
  readonly item: LabelItem;
  /** Null where the item has no barcode, or none that could be read. */
  readonly bars: Bars | null;
  readonly size: LabelSize;
}

/** In black on white whatever the theme: it is paper. */
export function LabelView({ item, bars, size }: LabelViewProps) {
  const money = useMoney();
  const taxMode = useSettings()?.tax_mode ?? 'inclusive';
  return (
    <>
      <p className="label-name">{item.name}</p>
      <p className="label-price num">
        <strong>{money(item.price_minor)}</strong>
        <span className="label-small">
          per {item.unit_symbol}
          <br />
          {taxText(taxMode, item)}
        </span>
      </p>
      {bars ? <Barcode bars={bars} size={size} /> : null}
      {item.barcode ? <p className="label-code num">{item.barcode}</p> : null}
    </>
  );
}

function Barcode({ bars: { bars, modules }, size }: { readonly bars: Bars; readonly size: LabelSize }) {
  const { module } = fitBars(modules, size);
  return (
    <svg
      aria-hidden
      className="label-bars"
      viewBox={`0 0 ${modules} 1`}
      preserveAspectRatio="none"
      shapeRendering="crispEdges"
      style={{ width: `${module * modules}mm` }}
    >
      <path d={bars.map(([start, width]) => `M${start} 0h${width}v1h-${width}z`).join('')} />
    </svg>
  );
}
