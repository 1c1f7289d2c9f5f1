/** What is taken off, or another price: of a line or of the whole sale, with what it comes to. */
import { Check, Coins, Percent, Tag, Undo2 } from 'lucide-react';
import { useRef, useState, type FormEvent } from 'react';
import { actsToApprove } from '#domain/selling-rights.ts';
import { pricedLines, type Cart } from '#domain/cart.ts';
import { parseDeal, type Deal, type DealKind } from '#domain/deal.ts';
import type { Settings } from '#queries/settings.ts';
import { Button } from '#ui/parts/button.tsx';
import { Dialog } from '#ui/parts/dialog.tsx';
import { Field } from '#ui/parts/field.tsx';
import { Numpad } from '#ui/parts/numpad.tsx';
import { Segmented } from '#ui/parts/segmented.tsx';
import { useMoney } from '#ui/shop-context.tsx';

interface DealDialogProps {
  readonly title: string;
  readonly kinds: readonly DealKind[];
  readonly cart: Cart;
  readonly settings: Settings;
  readonly apply: (cart: Cart, deal: Deal) => Cart;
  /** What the line, or the sale, comes to. */
  readonly amountIn: (cart: Cart) => number;
  readonly onGive: (deal: Deal) => void;
  /** Back to the list; null where nothing was changed. */
  readonly onRemove: (() => void) | null;
  readonly onClose: () => void;
}

const segments = {
  percent: { value: 'percent', label: 'Per cent', icon: Percent },
  amount: { value: 'amount', label: 'Amount', icon: Coins },
  price: { value: 'price', label: 'Price', icon: Tag },
} as const;
const labels = { percent: 'Per cent off', amount: 'Amount off', price: 'Price for one' } as const;

export function DealDialog(props: DealDialogProps) {
  const { title, kinds, cart, settings, apply, amountIn, onGive, onRemove, onClose } = props;
  const input = useRef<HTMLInputElement>(null);
  const [kind, setKind] = useState<DealKind>('percent');
  const [text, setText] = useState('');
  const [isTried, setTried] = useState(false);
  const money = useMoney();
  const decimals = kind === 'percent' ? 2 : settings.currency_decimals;
  const deal = text === '' ? null : parseDeal(kind, text, settings.currency_decimals);
  const next = deal ? apply(cart, deal) : cart;
  const amount = amountIn(next);
  const isPossible = deal !== null && amount >= 0 && !isMoreThan(deal, amountIn(cart));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (deal && isPossible) onGive(deal);
    else if (text === '') onClose();
    else setTried(true);
  };
  const isAsked = isPossible && actsToApprove(pricedLines(next), settings.discount_limit_ppm).length > 0;
  return (
    <Dialog isOpen onClose={onClose} title={title} initialFocus={input}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Segmented<DealKind>
          label="What to change"
          value={kind}
          segments={kinds.map((one) => segments[one])}
          onChange={(chosen) => {
            setKind(chosen);
            setText('');
            setTried(false);
            input.current?.focus();
          }}
        />
        <Field
          ref={input}
          label={labels[kind]}
          value={text}
          inputMode="none"
          autoComplete="off"
          maxLength={14}
          error={isTried && !isPossible ? faultOf(kind) : null}
          onChange={(event) => setText(event.target.value.replace(',', '.'))}
          className="num [&_input]:text-end [&_input]:text-3xl [&_input]:font-bold"
        />
        <p className="num text-soft flex items-baseline justify-between" aria-live="polite">
          <span>{isAsked ? 'Comes to, if a manager agrees' : 'Comes to'}</span>
          <span className="text-ink text-xl font-bold">{money(isPossible ? amount : amountIn(cart))}</span>
        </p>
        <Numpad value={text} onChange={setText} decimals={decimals} />
        <div className="grid gap-2">
          <Button type="submit" tone="primary" size="xl" icon={Check} keyName="Enter">
            {kind === 'price' ? 'Set price' : 'Take off'}
          </Button>
          {onRemove ? (
            <Button size="lg" icon={Undo2} onClick={onRemove}>
              Back to the list price
            </Button>
          ) : null}
        </div>
      </form>
    </Dialog>
  );
}

function isMoreThan(deal: Deal, amountMinor: number): boolean {
  return deal.kind === 'amount' && deal.minor > amountMinor;
}

function faultOf(kind: DealKind): string {
  switch (kind) {
    case 'percent':
      return 'From 0 to 100, with at most two decimals.';
    case 'amount':
      return 'An amount, and not more than it costs.';
    case 'price':
      return 'An amount like 12.50.';
  }
}
