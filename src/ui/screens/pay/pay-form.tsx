import { Banknote, CircleCheckBig, CreditCard, HandCoins, Plus } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import type { Settings } from '#queries/settings.ts';
import type { Approval } from '#schema/documents/approval.ts';
import type { GivenBack } from '#ui/cart/use-given-back.ts';
import { useMedia, wide } from '#ui/hooks/use-media.ts';
import { useHotkeys } from '#ui/hooks/use-hotkeys.ts';
import { Button } from '#ui/parts/button.tsx';
import { Field } from '#ui/parts/field.tsx';
import { Numpad } from '#ui/parts/numpad.tsx';
import { Segmented } from '#ui/parts/segmented.tsx';
import { actsIn } from './approvable.ts';
import { SaleApproval } from './ask-approval.tsx';
import { CreditPart } from './credit-part.tsx';
import { exactText } from './exact-text.ts';
import { PaidParts } from './paid-parts.tsx';
import { PayAmounts } from './pay-amounts.tsx';
import { QuickCash } from './quick-cash.tsx';
import { RefusalNotice } from './refusal-notice.tsx';
import { useCredit } from './use-credit.ts';
import { usePayment, type Method } from './use-payment.ts';
import { usePostSale } from './use-post-sale.ts';

const methods = [
  { value: 'cash', label: 'Cash', icon: Banknote },
  { value: 'card', label: 'Card', icon: CreditCard },
  { value: 'credit', label: 'Credit', icon: HandCoins },
] as const;

const amountWords: Readonly<Record<Method, string>> = {
  cash: 'Cash received',
  card: 'Card amount',
  credit: 'On credit',
};

interface PayFormProps {
  readonly totalMinor: number;
  readonly settings: Settings;
  /** What the customer gave back for it. */
  readonly given: GivenBack | null;
  /** A manager's yes that was given before the payment. */
  readonly approval: Approval | null;
}

export function PayForm({ totalMinor, settings, given, approval }: PayFormProps) {
  const { payment, setText, setReference, choose, addPart, removePart } = usePayment(
    totalMinor,
    settings,
    given?.refunds,
  );
  const { post, isPosting, refusal } = usePostSale(settings, given?.draft ?? null);
  const [isAsking, setAsking] = useState(false);
  // What was said yes to stays so, when something else has to be asked for.
  const [yes, setYes] = useState(approval);
  const credit = useCredit(payment.inputs, yes);
  const isWide = useMedia(wide);
  const complete = () => {
    if (!payment.inputs) addPart();
    else if (credit.refusal?.kind === 'credit_refused') setAsking(true);
    else if (credit.isClear) void post(payment.inputs, yes);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    complete();
  };
  useHotkeys({ F10: isAsking ? undefined : complete });
  const no =
    credit.refusal ??
    refusal ??
    given?.refusal ??
    (payment.refusal?.kind === 'payment_short' ? null : payment.refusal);
  const sellAnyway = (said: Approval) => {
    setAsking(false);
    setYes(said);
    if (payment.inputs) void post(payment.inputs, said);
  };
  return (
    <>
      <form onSubmit={submit} className="grid gap-5 md:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          <Segmented<Method> label="Method" value={payment.method} segments={methods} onChange={choose} />
          <Field
            label={amountWords[payment.method]}
            value={payment.text}
            placeholder={exactText(payment.due_minor, settings.currency_decimals)}
            // The cashier types the amount at once; the dialog has just taken the focus anyway.
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus={isWide}
            inputMode={isWide ? 'none' : 'decimal'}
            autoComplete="off"
            maxLength={14}
            onChange={(event) => setText(event.target.value.replace(',', '.'))}
            className="num [&_input]:text-end [&_input]:text-3xl [&_input]:font-bold"
          />
          {payment.method === 'cash' ? (
            <QuickCash dueMinor={payment.due_minor} settings={settings} onPick={setText} />
          ) : null}
          {payment.method === 'credit' ? <CreditPart customer={credit.customer} /> : null}
          {payment.method === 'card' ? (
            <Field
              label="Reference (optional)"
              hint="What the terminal printed, to look it up later."
              autoComplete="off"
              maxLength={80}
              value={payment.reference}
              onChange={(event) => setReference(event.target.value)}
            />
          ) : null}
          <PaidParts parts={payment.parts} onRemove={removePart} />
        </div>
        <div className="flex min-w-0 flex-col justify-between gap-4">
          <PayAmounts payment={payment} />
          {isWide ? (
            <Numpad value={payment.text} onChange={setText} decimals={settings.currency_decimals} />
          ) : null}
          {no ? (
            <RefusalNotice refusal={no} settings={settings} onAskManager={() => setAsking(true)} />
          ) : null}
          {payment.canAddPart ? (
            <Button type="submit" size="xl" icon={Plus} keyName="Enter">
              Count this part
            </Button>
          ) : (
            <Button
              type="submit"
              tone="primary"
              size="xl"
              icon={CircleCheckBig}
              keyName="F10"
              disabled={isPosting || !payment.inputs || credit.refusal?.kind === 'customer_missing'}
            >
              {isPosting ? 'Storing…' : 'Complete sale'}
            </Button>
          )}
        </div>
      </form>
      {isAsking && no ? (
        <SaleApproval
          acts={[...(yes?.approved_for ?? []), ...actsIn(no)]}
          onApproved={sellAnyway}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}
