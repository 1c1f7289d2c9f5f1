import { Banknote, CircleCheckBig, CreditCard, TriangleAlert } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import type { OwingCustomer } from '#queries/owed.ts';
import type { Settings } from '#queries/settings.ts';
import { owedText } from '#ui/credit-text.ts';
import { useOwedAge } from '#ui/customers/use-owing.ts';
import { refusalText } from '#ui/failure-text.ts';
import { useHotkeys } from '#ui/hooks/use-hotkeys.ts';
import { Button } from '#ui/parts/button.tsx';
import { Dialog } from '#ui/parts/dialog.tsx';
import { Field } from '#ui/parts/field.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { Segmented } from '#ui/parts/segmented.tsx';
import { exactText } from '#ui/screens/pay/exact-text.ts';
import { QuickCash } from '#ui/screens/pay/quick-cash.tsx';
import { useMoney, useSettings } from '#ui/shop-context.tsx';
import { useTakePayment, type PaidBy } from './use-take-payment.ts';

const methods = [
  { value: 'cash', label: 'Cash', icon: Banknote },
  { value: 'card', label: 'Card', icon: CreditCard },
] as const;

interface TakePaymentProps {
  readonly customer: OwingCustomer;
  readonly onClose: () => void;
}

export function TakePayment({ customer, onClose }: TakePaymentProps) {
  const settings = useSettings();
  const money = useMoney();
  const age = useOwedAge();
  if (!settings) return null;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="md"
      title={`Payment from ${customer.name}`}
      description={`${owedText(customer.owed_minor, money)} ${age}`}
    >
      <PaymentForm customer={customer} settings={settings} />
    </Dialog>
  );
}

interface PaymentFormProps {
  readonly customer: OwingCustomer;
  readonly settings: Settings;
}

const amountLook = 'num [&_input]:text-end [&_input]:text-2xl [&_input]:font-bold';
const amountKeys = { inputMode: 'decimal', autoComplete: 'off', maxLength: 14 } as const;

function PaymentForm({ customer, settings }: PaymentFormProps) {
  const money = useMoney();
  const owed = Math.max(customer.owed_minor, 0);
  const { fields, paid, refusal, isPosting, change, post } = useTakePayment(customer.id, owed, settings);
  // More than is owed is asked about once, for the amount that it is.
  const [sureOf, setSureOf] = useState<number | null>(null);
  const isSure = paid.over_minor === 0 || sureOf === paid.over_minor;
  const take = () => {
    if (isSure) void post();
    else setSureOf(paid.over_minor);
  };
  useHotkeys({ F10: take });
  const exact = (minor: number) => exactText(minor, settings.currency_decimals);
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        take();
      }}
    >
      <div className="flex items-end gap-2">
        <Field
          label="Amount"
          value={fields.amount}
          placeholder={owed > 0 ? exact(owed) : ''}
          // The dialog has just taken the focus: this is what is typed first.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          {...amountKeys}
          onChange={(event) => change({ amount: event.target.value.replace(',', '.'), tendered: '' })}
          className={`${amountLook} min-w-0 flex-1`}
        />
        {owed > 0 ? (
          <Button size="lg" className="num" onClick={() => change({ amount: exact(owed), tendered: '' })}>
            All {money(owed)}
          </Button>
        ) : null}
      </div>
      <Segmented<PaidBy>
        label="Method"
        value={fields.method}
        segments={methods}
        onChange={(method) => change({ method, tendered: '' })}
      />
      {fields.method === 'cash' ? (
        <>
          <Field
            label="Cash received"
            value={fields.tendered}
            placeholder={exact(paid.due_minor)}
            {...amountKeys}
            onChange={(event) => change({ tendered: event.target.value.replace(',', '.') })}
            className={amountLook}
          />
          {paid.due_minor > 0 ? (
            <QuickCash
              dueMinor={paid.due_minor}
              settings={settings}
              onPick={(tendered) => change({ tendered })}
            />
          ) : null}
          {paid.change_minor > 0 ? (
            <p className="num bg-sunken flex items-baseline justify-between rounded-lg px-4 py-3">
              <span className="text-lg font-semibold">Change</span>
              <span className="text-brand-ink text-3xl font-bold">{money(paid.change_minor)}</span>
            </p>
          ) : null}
        </>
      ) : (
        <Field
          label="Reference (optional)"
          hint="What the terminal printed, to look it up later."
          autoComplete="off"
          maxLength={80}
          value={fields.reference}
          onChange={(event) => change({ reference: event.target.value })}
        />
      )}
      <Field
        label="Note (optional)"
        autoComplete="off"
        maxLength={500}
        value={fields.note}
        onChange={(event) => change({ note: event.target.value })}
      />
      {paid.over_minor > 0 ? (
        <Notice tone="attention" icon={TriangleAlert} title={`${money(paid.over_minor)} more than is owed`}>
          It stays to the customer’s good, and pays for what they take on credit next.
        </Notice>
      ) : null}
      {refusal ? (
        <Notice tone="bad" icon={TriangleAlert} role="alert" title={refusalText(refusal, settings).title}>
          Nothing was posted, and what you typed is kept. {refusalText(refusal, settings).advice}
        </Notice>
      ) : null}
      <Button
        type="submit"
        tone="primary"
        size="xl"
        icon={CircleCheckBig}
        keyName="F10"
        disabled={isPosting || paid.given === null}
      >
        {isPosting ? 'Storing…' : buttonText(paid.amount_minor ?? 0, paid.over_minor, sureOf, money)}
      </Button>
    </form>
  );
}

function buttonText(
  amount: number,
  over: number,
  sureOf: number | null,
  money: (minor: number) => string,
): string {
  if (amount === 0) return 'Take payment';
  return over > 0 && sureOf === over ? `Yes, take ${money(amount)}` : `Take ${money(amount)}`;
}
