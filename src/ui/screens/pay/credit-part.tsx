import { CalendarDays, UserRound } from 'lucide-react';
import { useState } from 'react';
import { setCustomer } from '#domain/cart.ts';
import { addDays } from '#domain/business-date.ts';
import type { OwingCustomer } from '#queries/owed.ts';
import { useCartStore } from '#ui/cart/cart-context.tsx';
import { CustomerDialog } from '#ui/customers/customer-dialog.tsx';
import { OwedFacts } from '#ui/customers/owed-facts.tsx';
import { dayText } from '#ui/day-text.ts';
import { useToday } from '#ui/hooks/use-today.ts';
import { Button } from '#ui/parts/button.tsx';

interface CreditPartProps {
  /** Of the sale; null where it has none, undefined until what is owed is known. */
  readonly customer: OwingCustomer | null | undefined;
}

/** Who will owe it, what they owe now, until when. */
export function CreditPart({ customer }: CreditPartProps) {
  const store = useCartStore();
  const today = useToday();
  const [isChoosing, setChoosing] = useState(false);
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <p className="min-w-0 flex-1 basis-40 text-lg font-semibold break-words">
          {customer ? customer.name : 'Who will owe it?'}
        </p>
        <Button icon={UserRound} tone={customer ? 'plain' : 'primary'} onClick={() => setChoosing(true)}>
          {customer ? 'Another' : 'Choose customer'}
        </Button>
      </div>
      {customer ? (
        <>
          <OwedFacts customer={customer} />
          <p className="text-soft flex items-center gap-2">
            <CalendarDays aria-hidden size={19} className="shrink-0" />
            To be paid by {dayText(addDays(today, customer.credit_days))}
          </p>
        </>
      ) : null}
      {isChoosing ? (
        <CustomerDialog
          onChoose={({ id }) => {
            store.change((cart) => setCustomer(cart, id));
            setChoosing(false);
          }}
          onClose={() => setChoosing(false)}
        />
      ) : null}
    </div>
  );
}
