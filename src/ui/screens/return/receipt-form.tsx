import { Link, useNavigate } from '@tanstack/react-router';
import { PackageCheck } from 'lucide-react';
import { chooseAll, choiceOf, isEmptyReturn, type ReturnDraft } from '#domain/return-draft.ts';
import { sourceOf, type SaleToReturn } from '#queries/sale-to-return.ts';
import type { Settings } from '#queries/settings.ts';
import { DiscardButton } from '#ui/drafts/discard-button.tsx';
import type { OpenDraft } from '#ui/drafts/use-draft.ts';
import { useHotkeys } from '#ui/hooks/use-hotkeys.ts';
import { Button } from '#ui/parts/button.tsx';
import { Screen } from '#ui/shell/screen.tsx';
import { AgainstNotice } from './against-notice.tsx';
import { RefundPart } from './refund-part.tsx';
import { ReturnLine } from './return-line.tsx';
import { useReturnActs } from './use-return-acts.ts';

interface ReceiptFormProps {
  readonly open: OpenDraft<ReturnDraft>;
  readonly sale: SaleToReturn;
  readonly settings: Settings;
  readonly onRefused: () => void;
}

/** Nothing of the sale changes. */
export function ReceiptForm({ open, sale, settings, onRefused }: ReceiptFormProps) {
  const { draft } = open;
  const navigate = useNavigate();
  const acts = useReturnActs(open, sourceOf(sale, settings), onRefused);
  const edit = (alter: (draft: ReturnDraft) => ReturnDraft) =>
    open.change((now) => ({ ...alter(now), exchange: null }));
  const all = () => edit((now) => chooseAll(now, sale.lines));
  const leave = () => void navigate({ to: '/sales/$id', params: { id: sale.id } });
  useHotkeys(acts.asked ? {} : { F10: acts.payBack, F9: acts.exchange, F4: all, Escape: leave });
  return (
    <Screen
      title={`Return of ${sale.printed_number}`}
      actions={
        <>
          <DiscardButton open={open} what="return" isEmpty={isEmptyReturn(draft)} onLeave={leave} />
          <Button size="lg" icon={PackageCheck} keyName="F4" onClick={all}>
            All of it
          </Button>
        </>
      }
    >
      <div className="scroll-calm grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] content-start items-start gap-4 px-4 md:px-6 lg:grid-cols-[minmax(0,1fr)_22rem] lg:pb-6">
        <div className="flex flex-col gap-3">
          {draft.exchange ? <AgainstNotice saleId={draft.exchange.sale_id} /> : null}
          <ul aria-label="What was sold" className="flex flex-col gap-3">
            {sale.lines.map((line) => (
              <ReturnLine
                key={line.id}
                line={line}
                choice={choiceOf(draft, line)}
                onChange={(choice) =>
                  edit((now) => ({ ...now, choices: { ...now.choices, [line.id]: choice } }))
                }
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
          draft={draft}
          acts={acts}
          coin_minor={settings.cash_rounding_minor}
          onChange={(change) => edit((now) => ({ ...now, ...change }))}
        />
      </div>
    </Screen>
  );
}
