import { ArrowLeftRight, TriangleAlert, Undo2 } from 'lucide-react';
import { cashDue } from '#domain/payment.ts';
import type { RefundWay } from '#domain/refund-split.ts';
import type { ReturnDraft } from '#domain/return-draft.ts';
import { Button } from '#ui/parts/button.tsx';
import { Field } from '#ui/parts/field.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { Segmented } from '#ui/parts/segmented.tsx';
import { ApprovalDialog } from '#ui/screens/lock/approval-dialog.tsx';
import { useCurrency, useMoney } from '#ui/shop-context.tsx';
import { returnRefusalText } from './refusal-text.ts';
import type { ReturnActs } from './use-return-acts.ts';

const asPaid = { value: 'as_paid', label: 'As paid' } as const;
const cash = { value: 'cash', label: 'Cash' } as const;
const card = { value: 'card', label: 'Card' } as const;
const offDebt = { value: 'credit', label: 'Off debt' } as const;
const partWords = { cash: 'In cash', card: 'To the card', credit: 'Off what is owed' } as const;

interface RefundPartProps {
  readonly draft: ReturnDraft;
  readonly acts: ReturnActs;
  /** The smallest coin. */
  readonly coin_minor: number;
  readonly onChange: (change: Partial<ReturnDraft>) => void;
}

/** How the money goes back, or what it is set against. */
export function RefundPart({ draft, acts, coin_minor, onChange }: RefundPartProps) {
  const currency = useCurrency();
  const failure = acts.said && returnRefusalText(acts.said, currency);
  const { original, refunds, lines } = acts.saleReturn;
  const isLoose = draft.original === null;
  const ways = isLoose
    ? [cash, card]
    : [asPaid, cash, card, ...(original.customer_id === null ? [] : [offDebt])];
  const isDisabled = acts.isBusy || lines.length === 0;
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
        value={isLoose && draft.way === 'as_paid' ? 'cash' : draft.way}
        segments={ways}
        onChange={(way) => onChange({ way })}
      />
      {refunds.some(({ method }) => method === 'card') ? (
        <Field
          label="Reference of the card terminal (optional)"
          autoComplete="off"
          maxLength={80}
          value={draft.reference}
          onChange={(event) => onChange({ reference: event.target.value })}
        />
      ) : null}
      {isLoose ? null : (
        <Field
          label="Why (optional)"
          autoComplete="off"
          maxLength={500}
          value={draft.note}
          onChange={(event) => onChange({ note: event.target.value })}
          className="max-lg:hidden"
        />
      )}
      <RefundSums acts={acts} coin_minor={coin_minor} />
      <div className="grid gap-2 max-lg:grid-cols-2">
        <Button
          size="xl"
          icon={ArrowLeftRight}
          keyName="F9"
          disabled={isDisabled}
          onClick={acts.exchange}
          className="whitespace-nowrap max-lg:gap-2! max-lg:px-2! max-lg:text-lg!"
        >
          Exchange
        </Button>
        <Button
          tone="primary"
          size="xl"
          icon={Undo2}
          keyName="F10"
          disabled={isDisabled}
          onClick={acts.payBack}
          className="whitespace-nowrap max-lg:gap-2! max-lg:px-2! max-lg:text-lg!"
        >
          Pay back
        </Button>
      </div>
      {acts.asked ? (
        <ApprovalDialog
          acts={['return']}
          why="Take goods back without a receipt."
          onApproved={acts.approved}
          onClose={acts.dismiss}
        />
      ) : null}
    </section>
  );
}

/** In all, and in what ways where that is not plain. Coins round what leaves the drawer. */
function RefundSums({ acts, coin_minor }: Pick<RefundPartProps, 'acts' | 'coin_minor'>) {
  const money = useMoney();
  const { total_minor } = acts;
  const parts = acts.saleReturn.refunds.map(({ method, amount_minor }) => ({
    method,
    out_minor: method === 'cash' ? cashDue(amount_minor, coin_minor) : amount_minor,
  }));
  return (
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
  );
}
