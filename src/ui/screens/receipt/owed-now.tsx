import { formatMoney } from '#domain/money.ts';
import type { OwingCustomer } from '#queries/owed.ts';
import type { Settings } from '#queries/settings.ts';
import { dayText } from '#ui/day-text.ts';
import { PaperRow } from './paper-row.tsx';

interface OwedNowProps {
  readonly customer: OwingCustomer;
  readonly settings: Settings;
}

/** On a paper that is printed as it is made: all that the customer owes then, this document in it. */
export function OwedNow({ customer, settings }: OwedNowProps) {
  const { owed_minor, oldest_due_date } = customer;
  return (
    <dl className="num mt-1.5 border-t border-dashed border-black pt-1.5">
      <PaperRow
        word={owed_minor < 0 ? 'To your good' : 'You owe now'}
        amount={formatMoney(Math.abs(owed_minor), settings)}
      />
      {oldest_due_date ? <PaperRow word="The oldest of it is due" amount={dayText(oldest_due_date)} /> : null}
    </dl>
  );
}
