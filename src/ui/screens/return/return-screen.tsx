import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { FileQuestionMark, PackageCheck } from 'lucide-react';
import { useState } from 'react';
import { refundsFor } from '#domain/refund-split.ts';
import { leftOf, refundTotal } from '#domain/sale-return.ts';
import type { SaleToReturn } from '#queries/sale-to-return.ts';
import type { Settings } from '#queries/settings.ts';
import { newId } from '#schema/new-id.ts';
import { useHotkeys } from '#ui/hooks/use-hotkeys.ts';
import { Button } from '#ui/parts/button.tsx';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { Screen } from '#ui/shell/screen.tsx';
import { useSettings } from '#ui/shop-context.tsx';
import { choiceOf, chosenLines, type Choices } from './choices.ts';
import { RefundPart, type RefundWords } from './refund-part.tsx';
import { ReturnLine } from './return-line.tsx';
import { usePostReturn } from './use-post-return.ts';
import { useSaleToReturn } from './use-sale-to-return.ts';

export function ReturnScreen() {
  const { id } = useParams({ from: '/sales/$id/return' });
  const settings = useSettings();
  const { sale, again } = useSaleToReturn(id);
  if (sale === undefined || !settings) return <main aria-busy aria-label="Return" className="flex-1" />;
  if (sale === null) {
    return (
      <Screen title="Return">
        <EmptyState icon={FileQuestionMark} title="This sale is not on this device">
          It may be older than two months, or be a return itself.
        </EmptyState>
      </Screen>
    );
  }
  return <ReturnForm key={id} sale={sale} settings={settings} onRefused={again} />;
}

interface ReturnFormProps {
  readonly sale: SaleToReturn;
  readonly settings: Settings;
  readonly onRefused: () => void;
}

/** What of a sale comes back (R9.2-2). Nothing of the sale changes. */
function ReturnForm({ sale, settings, onRefused }: ReturnFormProps) {
  const navigate = useNavigate();
  const [returnId] = useState(newId);
  const [choices, setChoices] = useState<Choices>({});
  const [words, setWords] = useState<RefundWords>({ way: 'as_paid', reference: '', note: '' });
  const { post, isPosting, refusal } = usePostReturn(settings, onRefused);
  const lines = chosenLines(sale.lines, choices);
  const total_minor = refundTotal(lines ?? [], sale.tax_mode);
  const money = { paid: sale.payments, refunded: sale.refunded };
  const refunds = refundsFor(total_minor, words.way, money, words.reference);
  const isReady = lines !== null && lines.length > 0 && !isPosting;
  const payBack = () => {
    if (isReady) void post({ id: returnId, original: sale, lines, refunds, note: words.note });
  };
  const all = () =>
    setChoices(
      Object.fromEntries(
        sale.lines
          .filter((line) => leftOf(line) > 0)
          .map((line) => [line.id, { ...choiceOf(choices, line), text: String(leftOf(line) / 1000) }]),
      ),
    );
  useHotkeys({
    F10: payBack,
    F4: all,
    Escape: () => void navigate({ to: '/sales/$id', params: { id: sale.id } }),
  });
  return (
    <Screen
      title={`Return of ${sale.printed_number}`}
      actions={
        <Button size="lg" icon={PackageCheck} keyName="F4" onClick={all}>
          All of it
        </Button>
      }
    >
      <div className="scroll-calm grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] content-start items-start gap-4 px-4 md:px-6 lg:grid-cols-[minmax(0,1fr)_22rem] lg:pb-6">
        <div className="flex flex-col gap-3">
          <ul aria-label="What was sold" className="flex flex-col gap-3">
            {sale.lines.map((line) => (
              <ReturnLine
                key={line.id}
                line={line}
                choice={choiceOf(choices, line)}
                onChange={(choice) => setChoices((now) => ({ ...now, [line.id]: choice }))}
              />
            ))}
          </ul>
          <Link
            to="/sales/$id"
            params={{ id: sale.id }}
            className="min-h-touch inline-flex items-center self-start font-semibold underline underline-offset-4"
          >
            Back to the receipt
          </Link>
        </div>
        <RefundPart
          {...words}
          total_minor={total_minor}
          refunds={refunds}
          hasCustomer={sale.customer_id !== null}
          coin_minor={settings.cash_rounding_minor}
          refusal={refusal}
          isDisabled={!isReady}
          onChange={(change) => setWords((now) => ({ ...now, ...change }))}
          onPost={payBack}
        />
      </div>
    </Screen>
  );
}
