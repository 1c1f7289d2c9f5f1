import clsx from 'clsx';
import { CalendarClock, Tag, Trash2, TriangleAlert } from 'lucide-react';
import type { CartLine } from '#domain/cart.ts';
import { isExpired } from '#domain/lot.ts';
import { formatQuantity, stepMilli } from '#domain/quantity.ts';
import { Button } from '#ui/parts/button.tsx';
import { IconButton } from '#ui/parts/icon-button.tsx';
import { QuantityStepper } from '#ui/parts/quantity-stepper.tsx';
import { useMoney } from '#ui/shop-context.tsx';
import { LineStock } from './line-stock.tsx';

export interface LineActs {
  readonly select: (lineId: string) => void;
  readonly setQuantity: (line: CartLine, quantityMilli: number) => void;
  readonly typeQuantity: (line: CartLine) => void;
  readonly chooseLot: (line: CartLine) => void;
  /** What is taken off it, or another price. */
  readonly deal: (line: CartLine) => void;
  readonly remove: (line: CartLine) => void;
}

interface CartLineRowProps {
  readonly line: CartLine;
  readonly amountMinor: number;
  readonly isSelected: boolean;
  readonly today: string;
  readonly acts: LineActs;
}

export function CartLineRow({ line, amountMinor, isSelected, today, acts }: CartLineRowProps) {
  const money = useMoney();
  const quantity = `${formatQuantity(line.quantity_milli, line.quantity_decimals)} ${line.unit_symbol}`;
  return (
    <li className={clsx('border-line border-b last:border-b-0', isSelected && 'bg-brand-tint/55')}>
      <button
        type="button"
        aria-expanded={isSelected}
        onClick={() => acts.select(line.id)}
        className="flex min-h-15 w-full items-center gap-3 px-4 py-2 text-start -outline-offset-3!"
      >
        <span className="min-w-0 flex-1">
          <span className="line-clamp-2 leading-snug font-semibold">{line.item_name}</span>
          <span
            className={clsx(
              'num mt-0.5 flex flex-wrap gap-x-2 text-sm',
              isSelected ? 'text-ink' : 'text-soft',
            )}
          >
            <span>
              {quantity} × {money(line.price_minor)}
            </span>
            <DealWord line={line} />
            <LotWord line={line} today={today} />
          </span>
        </span>
        <span className="num text-lg font-bold whitespace-nowrap">{money(amountMinor)}</span>
      </button>
      {isSelected ? <LineTools line={line} quantity={quantity} acts={acts} /> : null}
    </li>
  );
}

function DealWord({ line }: { readonly line: CartLine }) {
  const money = useMoney();
  const { discount } = line;
  return (
    <>
      {line.price_minor === line.list_price_minor ? null : <s>{money(line.list_price_minor)}</s>}
      {discount === null ? null : (
        <span className="font-semibold">
          −{discount.kind === 'percent' ? `${discount.ppm / 10_000}%` : money(discount.minor)}
        </span>
      )}
    </>
  );
}

function LotWord({ line, today }: { readonly line: CartLine; readonly today: string }) {
  if (line.lot) {
    const isOver = isExpired(line.lot, today);
    return (
      <span className={clsx(isOver && 'text-danger-ink font-semibold')}>
        Batch {line.lot.batch_number}
        {isOver ? ' · expired' : ''}
      </span>
    );
  }
  if (line.is_batch_tracked === 0) return null;
  return (
    <span className="text-danger-ink inline-flex items-center gap-1 font-semibold">
      <TriangleAlert aria-hidden size={15} /> Batch missing
    </span>
  );
}

interface LineToolsProps {
  readonly line: CartLine;
  readonly quantity: string;
  readonly acts: LineActs;
}

function LineTools({ line, quantity, acts }: LineToolsProps) {
  const step = line.quantity_decimals === 0 ? 1000 : Math.max(100, stepMilli(line.quantity_decimals));
  return (
    <div className="flex flex-wrap items-center gap-2 px-4 pb-3">
      <LineStock line={line} />
      <QuantityStepper
        name={line.item_name}
        text={quantity}
        canDecrease={line.quantity_milli > step}
        onDecrease={() => acts.setQuantity(line, line.quantity_milli - step)}
        onIncrease={() => acts.setQuantity(line, line.quantity_milli + step)}
        onType={() => acts.typeQuantity(line)}
      />
      {line.is_batch_tracked === 1 ? (
        <Button size="lg" icon={CalendarClock} onClick={() => acts.chooseLot(line)}>
          Batch
        </Button>
      ) : null}
      <Button size="lg" icon={Tag} className="max-lg:px-3!" onClick={() => acts.deal(line)}>
        <span className="max-lg:sr-only">Price</span>
      </Button>
      <IconButton
        icon={Trash2}
        label={`Remove ${line.item_name}`}
        className="text-danger-ink! ms-auto size-till!"
        onClick={() => acts.remove(line)}
      />
    </div>
  );
}
