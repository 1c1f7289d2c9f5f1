import clsx from 'clsx';
import { ArrowRight } from 'lucide-react';
import { VirtualList } from '#ui/parts/virtual-list.tsx';
import { useMoney } from '#ui/shop-context.tsx';
import { useRem } from '#ui/screens/catalog/table/use-rem.ts';
import type { NewPrice } from './price-form.ts';

interface PricePreviewProps {
  readonly prices: readonly NewPrice[];
  /** Whether a change was typed already. */
  readonly isAsked: boolean;
}

/** Each price as it is and as it would be. */
export function PricePreview({ prices, isAsked }: PricePreviewProps) {
  const [probe, rem] = useRem();
  const impossible = prices.filter(({ new_minor }) => new_minor === null).length;
  return (
    <div className="flex flex-col gap-2">
      <span ref={probe} aria-hidden className="absolute w-4" />
      {impossible > 0 ? (
        <p aria-live="polite" className="text-danger-ink text-sm">
          {impossible === 1 ? '1 price' : `${impossible} prices`} would not be possible and{' '}
          {impossible === 1 ? 'stays' : 'stay'} as {impossible === 1 ? 'it is' : 'they are'}.
        </p>
      ) : null}
      <div className="border-line h-56 rounded-md border px-3">
        <VirtualList
          label="New prices"
          count={prices.length}
          rowHeight={2.75 * rem}
          render={(index) => <PriceLine price={prices[index]} isAsked={isAsked} />}
        />
      </div>
    </div>
  );
}

function PriceLine({ price, isAsked }: { readonly price: NewPrice | undefined; readonly isAsked: boolean }) {
  const money = useMoney();
  if (!price) return null;
  const { name, price_minor, new_minor } = price;
  return (
    <div className="border-line flex h-full items-center gap-3 border-b">
      <span className="line-clamp-2 min-w-0 flex-1 text-sm leading-tight sm:text-base">{name}</span>
      <span className="num text-soft">{money(price_minor)}</span>
      {isAsked ? (
        <>
          <ArrowRight aria-label="becomes" size={16} className="text-soft shrink-0" />
          <span className={clsx('num min-w-20 text-end font-bold', new_minor === null && 'text-danger-ink')}>
            {new_minor === null ? 'Not possible' : money(new_minor)}
          </span>
        </>
      ) : null}
    </div>
  );
}
