import { useMoney } from '#ui/shop-context.tsx';

export interface Bar {
  readonly key: string;
  readonly name: string;
  readonly amount_minor: number;
}

interface BarsProps {
  readonly rows: readonly Bar[];
  readonly label: string;
  /** Where the same stands in figures. */
  readonly more?: string;
  /** Where the amounts are no money. */
  readonly format?: ((amount: number) => string) | undefined;
}

const height = 160;
const widest = 1000;

/** One bar for each row, in their order. */
export function Bars({ rows, label, more = 'The table below has every figure.', format }: BarsProps) {
  const asMoney = useMoney();
  const shown = format ?? asMoney;
  const most = Math.max(0, ...rows.map(({ amount_minor }) => amount_minor));
  const least = Math.min(0, ...rows.map(({ amount_minor }) => amount_minor));
  if (most === least) return null;
  const y = (minor: number) => ((most - minor) / (most - least)) * height;
  const step = widest / rows.length;
  const best = rows.find(({ amount_minor }) => amount_minor === most);
  return (
    <figure className="bg-surface border-line rounded-lg border p-4">
      <svg
        role="img"
        aria-label={`${label}. Most: ${best?.name ?? ''}, ${shown(most)}. ${more}`}
        viewBox={`0 0 ${widest} ${height}`}
        preserveAspectRatio="none"
        className="h-40 w-full"
      >
        {rows.map(({ key, name, amount_minor }, index) => (
          <rect
            key={key}
            x={index * step + step * 0.12}
            width={step * 0.76}
            y={Math.min(y(amount_minor), y(0))}
            height={Math.max(Math.abs(y(amount_minor) - y(0)), amount_minor === 0 ? 0 : 1)}
            className={amount_minor < 0 ? 'fill-danger' : 'fill-brand'}
          >
            <title>{`${name}: ${shown(amount_minor)}`}</title>
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
