import { TriangleAlert, Undo2 } from 'lucide-react';
import { cashDue } from '#domain/payment.ts';
import type { RefundWay } from '#domain/refund-split.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { Refund } from '#domain/sale-return.ts';
import { refusalText } from '#ui/failure-text.ts';
import { Button } from '#ui/parts/button.tsx';
import { Field } from '#ui/parts/field.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { Segmented } from '#ui/parts/segmented.tsx';
import { useCurrency, useMoney } from '#ui/shop-context.tsx';

const ways = [
  { value: 'as_paid', label: 'As paid' },
  { value: 'cash', label: 'Cash' },
  { value: 'card', label: 'Card' },
] as const;
const offDebt = { value: 'credit', label: 'Off debt' } as const;
const partWords = { cash: 'In cash', card: 'To the card', credit: 'Off what is owed' } as const;

export interface RefundWords {
  readonly way: RefundWay;
  readonly reference: string;
  readonly note: string;
}

interface RefundPartProps extends RefundWords {
  readonly total_minor: number;
  readonly refunds: readonly Refund[];
  /** Who can owe less. */
  readonly hasCustomer: boolean;
  /** The smallest coin. */
  readonly coin_minor: number;
  readonly refusal: Refusal | null;
  /** Nothing is chosen, or something that cannot be; or it is being posted. */
  readonly isDisabled: boolean;
  readonly onChange: (change: Partial<RefundWords>) => void;
  readonly onPost: () => void;
}

/** How the money goes back. */
export function RefundPart({
  total_minor,
  refunds,
  hasCustomer,
  coin_minor,
  refusal,
  isDisabled,
  onChange,
  onPost,
  ...words
}: RefundPartProps) {
  const money = useMoney();
  const currency = useCurrency();
  const failure = refusal && refusalText(refusal, currency);
  // Coins round what leaves the drawer.
  const parts = refunds.map(({ method, amount_minor }) => ({
    method,
    out_minor: method === 'cash' ? cashDue(amount_minor, coin_minor) : amount_minor,
  }));
  const isByCard = refunds.some(({ method }) => method === 'card');
  return (
    <section
      aria-label="Refund"
      className="bg-surface border-line max-lg:shadow-float flex flex-col gap-3 rounded-xl border p-4 max-lg:sticky max-lg:bottom-0 max-lg:z-10 max-lg:-mx-2 max-lg:rounded-b-none sm:p-5"
    >
      {failure ? (
        <Notice tone="bad" icon={TriangleAlert} role="alert" title={failure.title}>
          {failure.safe} {failure.advice}
        </Notice>
      ) : null}
      <Segmented<RefundWay>
        label="Pay back"
        value={words.way}
        segments={hasCustomer ? [...ways, offDebt] : ways}
        onChange={(way) => onChange({ way })}
      />
      {isByCard ? (
        <Field
          label="Reference of the card terminal (optional)"
          autoComplete="off"
          maxLength={80}
          value={words.reference}
          onChange={(event) => onChange({ reference: event.target.value })}
        />
      ) : null}
      <Field
        label="Why (optional)"
        autoComplete="off"
        maxLength={500}
        value={words.note}
        onChange={(event) => onChange({ note: event.target.value })}
        className="max-lg:hidden"
      />
      <dl className="num">
        <div className="flex items-baseline justify-between gap-4">
          <dt className="font-semibold">To pay back</dt>
          <dd className="text-2xl font-bold">{money(total_minor)}</dd>
        </div>
        {parts.length > 1 || parts.some(({ out_minor }) => out_minor !== total_minor)
          ? parts.map(({ method, out_minor }) => (
              <div key={method} className="text-soft flex justify-between">
                <dt>{partWords[method]}</dt>
                <dd>{money(out_minor)}</dd>
              </div>
            ))
          : null}
      </dl>
      <Button tone="primary" size="xl" icon={Undo2} keyName="F10" disabled={isDisabled} onClick={onPost}>
        Pay back
      </Button>
    </section>
  );
}
