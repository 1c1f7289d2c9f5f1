import { Banknote, CircleCheckBig, CreditCard, Plus } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import type { Settings } from '#queries/settings.ts';
import type { Approval } from '#schema/documents/approval.ts';
import { useMedia, wide } from '#ui/hooks/use-media.ts';
import { useHotkeys } from '#ui/hooks/use-hotkeys.ts';
import { Button } from '#ui/parts/button.tsx';
import { Field } from '#ui/parts/field.tsx';
import { Numpad } from '#ui/parts/numpad.tsx';
import { Segmented } from '#ui/parts/segmented.tsx';
import { actsIn } from './approvable.ts';
import { SaleApproval } from './ask-approval.tsx';
import { exactText } from './exact-text.ts';
import { PaidParts } from './paid-parts.tsx';
import { PayAmounts } from './pay-amounts.tsx';
import { QuickCash } from './quick-cash.tsx';
import { RefusalNotice } from './refusal-notice.tsx';
import { usePayment, type Method } from './use-payment.ts';
import { usePostSale } from './use-post-sale.ts';

const methods = [
  { value: 'cash', label: 'Cash', icon: Banknote },
  { value: 'card', label: 'Card', icon: CreditCard },
] as const;

interface PayFormProps {
  readonly totalMinor: number;
  readonly settings: Settings;
  /** A manager's yes that was given before the payment. */
  readonly approval: Approval | null;
}

export function PayForm({ totalMinor, settings, approval }: PayFormProps) {
  const { payment, setText, setReference, choose, addPart, removePart } = usePayment(totalMinor, settings);
  const { post, isPosting, refusal } = usePostSale(settings);
  const [isAsking, setAsking] = useState(false);
  const isWide = useMedia(wide);
  const complete = () => {
    if (payment.inputs) void post(payment.inputs, approval);
    else addPart();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    complete();
  };
  useHotkeys({ F10: isAsking ? undefined : complete });
  const no = refusal ?? (payment.refusal?.kind === 'payment_short' ? null : payment.refusal);
  const sellAnyway = (given: Approval) => {
    setAsking(false);
    if (payment.inputs) void post(payment.inputs, given);
  };
  return (
    <>
      <form onSubmit={submit} className="grid gap-5 md:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          <Segmented<Method> label="Method" value={payment.method} segments={methods} onChange={choose} />
          <Field
            label={payment.method === 'cash' ? 'Cash received' : 'Card amount'}
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
          ) : (
            <Field
              label="Reference (optional)"
              hint="What the terminal printed, to look it up later."
              autoComplete="off"
              maxLength={80}
              value={payment.reference}
              onChange={(event) => setReference(event.target.value)}
            />
          )}
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
              disabled={isPosting || !payment.inputs}
            >
              {isPosting ? 'Storing…' : 'Complete sale'}
            </Button>
          )}
        </div>
      </form>
      {isAsking && no ? (
        <SaleApproval
          acts={[...(approval?.approved_for ?? []), ...actsIn(no)]}
          onApproved={sellAnyway}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}
