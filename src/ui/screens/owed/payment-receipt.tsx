import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { FileQuestionMark, Printer, UserRound } from 'lucide-react';
import { storedDocument, type StoredDocument } from '#queries/stored-document.ts';
import type { CustomerPaymentPayload } from '#schema/documents/customer-payment.ts';
import { useOwing } from '#ui/customers/use-owing.ts';
import { useHotkeys } from '#ui/hooks/use-hotkeys.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useScanToSell } from '#ui/hooks/use-scan-to-sell.ts';
import { Button } from '#ui/parts/button.tsx';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { SyncBadge } from '#ui/parts/sync-badge.tsx';
import { Flags } from '#ui/screens/receipt/flags.tsx';
import { printPaper } from '#ui/screens/receipt/print-paper.ts';
import { DocumentHistory } from '#ui/screens/refused/document-history.tsx';
import { Screen } from '#ui/shell/screen.tsx';
import { ScreenOpening } from '#ui/shell/screen-opening.tsx';
import { useMoney, useSettings, useShop } from '#ui/shop-context.tsx';
import { PaymentPaper } from './payment-paper.tsx';

/** A payment that was taken: its paper, where it stands, who did what with it. */
export function PaymentReceipt() {
  const { id } = useParams({ from: '/sales/payments/$id' });
  const { rows, isLoading } = useLive<StoredDocument>(
    storedDocument(useShop().till.db.read, 'customer_payment', id),
    16,
  );
  useScanToSell();
  const [document] = rows;
  if (document) return <StoredPayment document={document} />;
  if (isLoading) return <ScreenOpening title="Payment" />;
  return (
    <Screen title="Payment">
      <EmptyState icon={FileQuestionMark} title="This payment is not on this device">
        It may be older than two months, or belong to another location.
      </EmptyState>
    </Screen>
  );
}

function StoredPayment({ document }: { readonly document: StoredDocument }) {
  const { fresh } = useSearch({ from: '/sales/payments/$id' });
  const settings = useSettings();
  const money = useMoney();
  const navigate = useNavigate();
  // Made by this app, or by the server's rows, in the shape of that kind.
  const payment = JSON.parse(document.payload) as CustomerPaymentPayload;
  const customer = useOwing(payment.customer_id);
  const toCustomer = () => void navigate({ to: '/sales/customers/$id', params: { id: payment.customer_id } });
  useHotkeys({ Escape: toCustomer, F10: printPaper });
  if (!settings) return null;
  const isSent = document.sync_status === 'synced';
  return (
    <Screen
      title={fresh ? 'Payment taken' : `Payment ${payment.payment_number}`}
      actions={<SyncBadge status={document.sync_status} />}
    >
      <div className="scroll-calm grid min-h-0 flex-1 content-start gap-6 px-4 pt-1 pb-6 md:grid-cols-[minmax(18rem,26rem)_1fr] md:px-6 print:block print:overflow-visible print:p-0">
        <div className="flex flex-col gap-4 print:hidden">
          {fresh && payment.change_minor > 0 ? (
            <dl className="bg-brand text-on-brand num rounded-xl p-6">
              <dt className="text-lg font-semibold">Change due</dt>
              <dd className="text-6xl font-bold tracking-tight">{money(payment.change_minor)}</dd>
            </dl>
          ) : null}
          <Button
            tone="primary"
            size="xl"
            icon={Printer}
            keyName="F10"
            // It was taken by a key: its paper is a key away.
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus={fresh === true}
            onClick={printPaper}
          >
            {fresh ? 'Print receipt' : 'Print again'}
          </Button>
          <Button size="lg" icon={UserRound} keyName="Esc" onClick={toCustomer}>
            {customer ? customer.name : 'The customer'}
          </Button>
          {fresh && !isSent ? (
            <p className="text-soft text-sm">
              Stored on this device as {payment.payment_number}. It counts here at once, and is sent to the
              server by itself, once.
            </p>
          ) : null}
          {document.sync_status === 'failed' ? (
            <Link
              to="/queue/$id"
              params={{ id: document.id }}
              className="text-danger-ink font-semibold underline underline-offset-4"
            >
              The server refused it: see why, and what to do
            </Link>
          ) : null}
          {/* Written by the server: a list of words. */}
          {fresh ? null : <Flags flags={JSON.parse(document.flags) as string[]} what="payment" />}
          {fresh ? null : <DocumentHistory id={document.id} />}
        </div>
        <div className="bg-sunken rounded-lg p-4 md:p-8 print:bg-white print:p-0">
          <PaymentPaper {...{ document, payment, customer, settings }} isCopy={!fresh} />
        </div>
      </div>
    </Screen>
  );
}
