import { Navigate } from '@tanstack/react-router';
import { AppWindow, Banknote, CircleCheckBig, CreditCard, TriangleAlert } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { isEmptyPayment, readPayment, type PaidBy, type PaymentDraft } from '#domain/payment-draft.ts';
import type { OwingCustomer } from '#queries/owed.ts';
import type { Settings } from '#queries/settings.ts';
import { owedText } from '#ui/credit-text.ts';
import { useOwedAge } from '#ui/customers/use-owing.ts';
import { DiscardButton } from '#ui/drafts/discard-button.tsx';
import { useDraft, type OpenDraft } from '#ui/drafts/use-draft.ts';
import { refusalText } from '#ui/failure-text.ts';
import { useHotkeys } from '#ui/hooks/use-hotkeys.ts';
import { Button } from '#ui/parts/button.tsx';
import { Dialog } from '#ui/parts/dialog.tsx';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { Field } from '#ui/parts/field.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { Segmented } from '#ui/parts/segmented.tsx';
import { exactText } from '#ui/screens/pay/exact-text.ts';
import { QuickCash } from '#ui/screens/pay/quick-cash.tsx';
import { useMoney, useSettings } from '#ui/shop-context.tsx';
import { usePaymentDraftId, usePaymentUse } from './use-payment-draft.ts';
import { usePostPayment } from './use-post-payment.ts';

const methods = [
  { value: 'cash', label: 'Cash', icon: Banknote },
  { value: 'card', label: 'Card', icon: CreditCard },
] as const;

interface TakePaymentProps {
  readonly customer: OwingCustomer;
  readonly onClose: () => void;
}

/** Kept as it is typed (R2-2): closed, it is gone on with later. */
export function TakePayment(props: TakePaymentProps) {
  const settings = useSettings();
  const draftId = usePaymentDraftId(props.customer.id);
  if (!settings || draftId === null) return null;
  return <OnePayment {...props} settings={settings} draftId={draftId} />;
}

interface OnePaymentProps extends TakePaymentProps {
  readonly settings: Settings;
  readonly draftId: string;
}

function OnePayment({ customer, settings, draftId, onClose }: OnePaymentProps) {
  const money = useMoney();
  const age = useOwedAge();
  const view = useDraft(draftId, usePaymentUse(customer.id));
  if (view.kind === 'opening') return null;
  if (view.kind === 'posted') return <Navigate to="/sales/payments/$id" params={{ id: draftId }} replace />;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="md"
      title={`Payment from ${customer.name}`}
      description={`${owedText(customer.owed_minor, money)} ${age}`}
    >
      {view.kind === 'open' ? (
        <PaymentForm customer={customer} settings={settings} open={view.open} onLeave={onClose} />
      ) : (
        <EmptyState icon={AppWindow} title="This is open in another tab">
          Go on there, or close that tab.
        </EmptyState>
      )}
    </Dialog>
  );
}

interface PaymentFormProps {
  readonly customer: OwingCustomer;
  readonly settings: Settings;
  readonly open: OpenDraft<PaymentDraft>;
  readonly onLeave: () => void;
}

const amountLook = 'num [&_input]:text-end [&_input]:text-2xl [&_input]:font-bold';
const amountKeys = { inputMode: 'decimal', autoComplete: 'off', maxLength: 14 } as const;

function PaymentForm({ customer, settings, open, onLeave }: PaymentFormProps) {
  const money = useMoney();
  const owed = Math.max(customer.owed_minor, 0);
  const { draft: fields } = open;
  const read = readPayment(fields, owed, settings);
  const posting = usePostPayment(open, read.paid);
  const refusal = posting.refusal ?? read.refusal ?? open.unsaved;
  const change = (part: Partial<Typed>) => open.change((now) => ({ ...now, ...part }));
  // More than is owed is asked about once, for the amount that it is.
  const [sureOf, setSureOf] = useState<number | null>(null);
  const isSure = read.over_minor === 0 || sureOf === read.over_minor;
  const take = () => {
    if (read.paid === null) return;
    if (isSure) void posting.post();
    else setSureOf(read.over_minor);
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
            placeholder={exact(read.due_minor)}
            {...amountKeys}
            onChange={(event) => change({ tendered: event.target.value.replace(',', '.') })}
            className={amountLook}
          />
          {read.due_minor > 0 ? (
            <QuickCash
              dueMinor={read.due_minor}
              settings={settings}
              onPick={(tendered) => change({ tendered })}
            />
          ) : null}
          {read.change_minor > 0 ? (
            <p className="num bg-sunken flex items-baseline justify-between rounded-lg px-4 py-3">
              <span className="text-lg font-semibold">Change</span>
              <span className="text-brand-ink text-3xl font-bold">{money(read.change_minor)}</span>
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
      {read.over_minor > 0 ? (
        <Notice tone="attention" icon={TriangleAlert} title={`${money(read.over_minor)} more than is owed`}>
          It stays to the customer’s good, and pays for what they take on credit next.
        </Notice>
      ) : null}
      {refusal ? (
        <Notice tone="bad" icon={TriangleAlert} role="alert" title={refusalText(refusal, settings).title}>
          Nothing was posted, and what you typed is kept. {refusalText(refusal, settings).advice}
        </Notice>
      ) : null}
      <div className="flex flex-wrap gap-2">
        {isEmptyPayment(fields) ? null : (
          <DiscardButton open={open} what="payment" isEmpty={false} onLeave={onLeave} />
        )}
        <Button
          type="submit"
          tone="primary"
          size="xl"
          className="grow"
          icon={CircleCheckBig}
          keyName="F10"
          disabled={posting.isBusy || read.paid === null}
        >
          {posting.isBusy ? 'Storing…' : buttonText(read.amount_minor ?? 0, read.over_minor, sureOf, money)}
        </Button>
      </div>
    </form>
  );
}

type Typed = Pick<PaymentDraft, 'method' | 'amount' | 'tendered' | 'reference' | 'note'>;

function buttonText(
  amount: number,
  over: number,
  sureOf: number | null,
  money: (minor: number) => string,
): string {
  if (amount === 0) return 'Take payment';
  return over > 0 && sureOf === over ? `Yes, take ${money(amount)}` : `Take ${money(amount)}`;
}
