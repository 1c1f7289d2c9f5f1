import clsx from 'clsx';
import type { ExchangeRow } from '#domain/exchange.ts';
import { useMoney } from '#ui/shop-context.tsx';
import type { Payment } from './use-payment.ts';

/** What the customer gets of an exchange, by the way it goes. */
export const backWords: Readonly<Record<ExchangeRow['method'], string>> = {
  cash: 'Give back in cash',
  card: 'Back to the card',
  credit: 'Off what is owed',
};

/** The two figures that both sides of the counter want to read. */
export function PayAmounts({ payment }: { readonly payment: Payment }) {
  const money = useMoney();
  const missing = payment.canAddPart ? payment.due_minor - (payment.given_minor ?? 0) : 0;
  return (
    <dl className="bg-sunken num grid gap-3 rounded-lg p-4">
      <div className="flex items-baseline justify-between gap-3">
        <dt className="text-soft font-medium">{payment.parts.length > 0 ? 'Still to pay' : 'To pay'}</dt>
        <dd className="text-2xl font-bold">{money(payment.due_minor)}</dd>
      </div>
      {payment.back.map((row) => (
        <div key={row.method} className="flex items-baseline justify-between gap-3">
          <dt className="text-lg font-semibold">{backWords[row.method]}</dt>
          <dd data-testid="given-to-customer" className="text-brand-ink text-4xl font-bold tracking-tight">
            {money(row.amount_minor)}
          </dd>
        </div>
      ))}
      <div
        aria-live="polite"
        className={clsx(
          'flex items-baseline justify-between gap-3',
          payment.back.length > 0 && missing === 0 && 'hidden',
          payment.method !== 'cash' &&
            missing === 0 &&
            payment.change_minor === 0 &&
            'invisible max-md:hidden',
        )}
      >
        <dt className={clsx('text-lg font-semibold', missing > 0 && 'text-amber-ink')}>
          {missing > 0 ? 'Missing' : 'Change'}
        </dt>
        <dd
          data-testid="change-due"
          className={clsx(
            'text-5xl font-bold tracking-tight',
            missing > 0 ? 'text-amber-ink' : 'text-brand-ink',
          )}
        >
          {money(missing > 0 ? missing : payment.change_minor)}
        </dd>
      </div>
    </dl>
  );
}
