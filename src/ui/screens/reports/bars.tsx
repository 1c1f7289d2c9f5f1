import { useMoney } from '#ui/shop-context.tsx';
import type { ShownRow } from './sales-rows.ts';

const height = 160;
const widest = 1000;

/** One bar for each row, in their order. The table below it says the same in figures. */
export function Bars({ rows, label }: { readonly rows: readonly ShownRow[]; readonly label: string }) {
  const money = useMoney();
  const most = Math.max(0, ...rows.map(({ gross_minor }) => gross_minor));
  const least = Math.min(0, ...rows.map(({ gross_minor }) => gross_minor));
  if (most === least) return null;
  const y = (minor: number) => ((most - minor) / (most - least)) * height;
  const step = widest / rows.length;
  const best = rows.find(({ gross_minor }) => gross_minor === most);
  return (
    <figure className="bg-surface border-line rounded-lg border p-4">
      <svg
        role="img"
        aria-label={`${label}. Most: ${best?.name ?? ''}, ${money(most)}. The table below has every figure.`}
        viewBox={`0 0 ${widest} ${height}`}
        preserveAspectRatio="none"
        className="h-40 w-full"
      >
        {rows.map(({ key, name, gross_minor }, index) => (
          <rect
            key={key}
            x={index * step + step * 0.12}
            width={step * 0.76}
            y={Math.min(y(gross_minor), y(0))}
            height={Math.max(Math.abs(y(gross_minor) - y(0)), gross_minor === 0 ? 0 : 1)}
            className={gross_minor < 0 ? 'fill-danger' : 'fill-brand'}
          >
            <title>{`${name}: ${money(gross_minor)}`}</title>
          </rect>
        ))}
        <line
          x1={0}
          x2={widest}
          y1={y(0)}
          y2={y(0)}
          className="stroke-line-strong"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <figcaption className="text-soft num mt-2 flex justify-between text-sm">
        <span>{rows[0]?.name}</span>
        {rows.length > 1 ? <span>{rows.at(-1)?.name}</span> : null}
      </figcaption>
    </figure>
  );
}
