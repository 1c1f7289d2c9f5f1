import { ShoppingBasket, Trash2, TriangleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useCart } from '#ui/cart/cart-context.tsx';
import { refusalText } from '#ui/failure-text.ts';
import { useToday } from '#ui/hooks/use-today.ts';
import { Button } from '#ui/parts/button.tsx';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { useSettings } from '#ui/shop-context.tsx';
import { CartLineRow, type LineActs } from './cart-line-row.tsx';
import { ParkButton } from './park-button.tsx';
import { CartTotal } from './cart-total.tsx';
import { UndoButton } from './undo-button.tsx';
import type { SaleQuestion } from './sale-extras.tsx';

interface CartPanelProps {
  /** On a phone it takes turns with the catalog. */
  readonly isOpen: boolean;
  readonly acts: LineActs;
  readonly onClear: () => void;
  readonly onUndo: () => void;
  readonly onPay: () => void;
  readonly onPark: () => void;
  readonly onAsk: (question: SaleQuestion) => void;
}

export function CartPanel({ isOpen, acts, onClear, onUndo, onPay, onPark, onAsk }: CartPanelProps) {
  const { cart, selectedId, totals, unsaved } = useCart();
  const settings = useSettings();
  const today = useToday();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-expanded=true]')?.parentElement?.scrollIntoView({ block: 'nearest' });
  }, [selectedId, cart.lines.length, isOpen]);
  const isEmpty = cart.lines.length === 0;
  const failure = unsaved && settings ? refusalText(unsaved, settings) : null;
  return (
    <section aria-label="Sale" className="bg-surface border-line flex h-full min-h-0 flex-col md:border-s">
      <div className="border-line flex min-h-14 items-center justify-between border-b ps-4 pe-2">
        <h2 className="min-w-0 truncate text-lg">
          Sale <span className="num text-soft font-medium">· {countWord(cart.lines.length)}</span>
        </h2>
        <span className="flex shrink-0">
          <UndoButton onUndo={onUndo} />
          <ParkButton isEmpty={isEmpty} onPark={onPark} />
          {isEmpty ? null : (
            <Button tone="quiet" icon={Trash2} className="px-3!" onClick={onClear}>
              Clear
            </Button>
          )}
        </span>
      </div>
      {failure ? (
        <div className="p-3">
          <Notice tone="bad" icon={TriangleAlert} role="alert" title="This cart is not saved on the device">
            {failure.title}. {failure.advice}
          </Notice>
        </div>
      ) : null}
      <div className="scroll-calm min-h-0 flex-1">
        {isEmpty ? (
          <EmptyState icon={ShoppingBasket} title="Nothing in the sale">
            Scan a barcode, search, or tap an item.
          </EmptyState>
        ) : (
          <ul ref={list}>
            {cart.lines.map((line) => (
              <CartLineRow
                key={line.id}
                line={line}
                amountMinor={totals.lines.get(line.id)?.amount_minor ?? 0}
                isSelected={line.id === selectedId}
                today={today}
                acts={acts}
              />
            ))}
          </ul>
        )}
      </div>
      <CartTotal totals={totals} isEmpty={isEmpty} onPay={onPay} onAsk={onAsk} />
    </section>
  );
}

function countWord(lines: number): string {
  return lines === 1 ? '1 line' : `${lines} lines`;
}
