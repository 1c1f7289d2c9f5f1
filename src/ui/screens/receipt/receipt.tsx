import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { CirclePlus, FileQuestionMark, Printer, Undo2 } from 'lucide-react';
import { useLayoutEffect, useRef } from 'react';
import type { SaleDocument } from '#queries/sale-document.ts';
import { useOwing } from '#ui/customers/use-owing.ts';
import { useHotkeys } from '#ui/hooks/use-hotkeys.ts';
import { useScanner } from '#ui/hooks/use-scanner.ts';
import { Button } from '#ui/parts/button.tsx';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { SyncBadge } from '#ui/parts/sync-badge.tsx';
import { DocumentHistory } from '#ui/screens/refused/document-history.tsx';
import { Screen } from '#ui/shell/screen.tsx';
import { ScreenOpening } from '#ui/shell/screen-opening.tsx';
import { useSettings } from '#ui/shop-context.tsx';
import { DueNow } from './due-now.tsx';
import { Flags } from './flags.tsx';
import { printPaper } from './print-paper.ts';
import { ReceiptPaper } from './receipt-paper.tsx';
import { useSaleDocument } from './use-sale-document.ts';

export function Receipt() {
  const { id } = useParams({ from: '/sales/$id' });
  const { fresh } = useSearch({ from: '/sales/$id' });
  const sale = useSaleDocument(id);
  if (sale === undefined) return <ScreenOpening title="Receipt" />;
  if (sale === null) {
    return (
      <Screen title="Receipt">
        <EmptyState icon={FileQuestionMark} title="This sale is not on this device">
          It may be older than two months, or belong to another location.
        </EmptyState>
      </Screen>
    );
  }
  return <StoredReceipt key={id} sale={sale} isFresh={fresh === true} />;
}

function StoredReceipt({ sale, isFresh }: { readonly sale: SaleDocument; readonly isFresh: boolean }) {
  const settings = useSettings();
  const navigate = useNavigate();
  const isOnCredit = sale.payments.some(({ method }) => method === 'credit');
  const owing = useOwing(isOnCredit ? sale.customer_id : null);
  const newSaleButton = useRef<HTMLButtonElement>(null);
  const startNext = (scan?: string) =>
    void navigate({ to: '/sell', search: scan === undefined ? {} : { scan } });
  const isReturnable = sale.kind === 'sale' && !['void', 'dismissed'].includes(sale.sync_status);
  const takeBack = () => void navigate({ to: '/sales/$id/return', params: { id: sale.id } });
  useScanner(startNext);
  useHotkeys({
    F6: isReturnable ? takeBack : undefined,
    // The next sale begins also where a dialog that closed took the focus away from its button.
    Enter: isFresh ? () => startNext() : undefined,
    Escape: () => (isFresh ? startNext() : void navigate({ to: '/sales' })),
    F10: printPaper,
  });
  // As it comes up: a cashier who presses Enter at once has done so before an effect that waits.
  useLayoutEffect(() => {
    if (isFresh) newSaleButton.current?.focus();
  }, [isFresh]);
  if (!settings) return null;
  return (
    <Screen
      title={
        isFresh
          ? sale.exchange
            ? 'Exchange complete'
            : completeWord[sale.kind]
          : `${paperWord[sale.kind]} ${sale.printed_number}`
      }
      actions={<SyncBadge status={sale.sync_status} />}
    >
      <div className="scroll-calm grid min-h-0 flex-1 content-start gap-6 px-4 pb-6 md:grid-cols-[minmax(18rem,26rem)_1fr] md:px-6 print:block print:overflow-visible print:p-0">
        <div className="flex flex-col gap-4 print:hidden">
          {isFresh ? <DueNow sale={sale} /> : null}
          <Button
            ref={newSaleButton}
            tone="primary"
            size="xl"
            icon={CirclePlus}
            keyName="Enter"
            onClick={() => startNext()}
          >
            New sale
          </Button>
          <Button size="lg" icon={Printer} keyName="F10" onClick={printPaper}>
            {isFresh ? 'Print receipt' : 'Print again'}
          </Button>
          {isReturnable && !isFresh ? (
            <Button size="lg" icon={Undo2} keyName="F6" onClick={takeBack}>
              Take goods back
            </Button>
          ) : null}
          {sale.exchange ? (
            <Link
              to="/sales/$id"
              params={{ id: sale.exchange.id }}
              className="min-h-touch inline-flex items-center font-semibold underline underline-offset-4"
            >
              {sale.kind === 'sale' ? 'What was given back' : 'What was taken for it'}: {sale.exchange.number}
            </Link>
          ) : null}
          {isFresh && sale.sync_status !== 'synced' ? (
            <p className="text-soft text-sm">
              Stored on this device as {sale.printed_number}. It prints without a connection, and is sent to
              the server by itself, once.
            </p>
          ) : null}
          {isFresh ? null : <Flags flags={sale.flags} />}
          {sale.sync_status === 'failed' ? (
            <Link
              to="/queue/$id"
              params={{ id: sale.id }}
              className="text-danger-ink font-semibold underline underline-offset-4"
            >
              The server refused it: see why, and what to do
            </Link>
          ) : null}
          {isFresh ? null : <DocumentHistory id={sale.id} />}
        </div>
        <div className="bg-sunken rounded-lg p-4 md:p-8 print:bg-white print:p-0">
          <ReceiptPaper sale={sale} settings={settings} isCopy={!isFresh} owing={owing} />
        </div>
      </div>
    </Screen>
  );
}

const paperWord = { sale: 'Receipt', return: 'Return' } as const;
const completeWord = { sale: 'Sale complete', return: 'Return complete' } as const;
