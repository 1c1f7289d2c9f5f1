import clsx from 'clsx';
import { useMoney } from '#ui/shop-context.tsx';
import type { Payment } from './use-payment.ts';

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
      <div
        aria-live="polite"
        className={clsx(
          'flex items-baseline justify-between gap-3',
          payment.method !== 'cash' && missing === 0 && payment.change_minor === 0 && 'invisible',
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
