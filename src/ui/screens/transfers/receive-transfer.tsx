import { Link, Navigate, useParams } from '@tanstack/react-router';
import { FileQuestionMark } from 'lucide-react';
import { DraftScreen } from '#ui/drafts/draft-screen.tsx';
import { useDraft } from '#ui/drafts/use-draft.ts';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { Screen } from '#ui/shell/screen.tsx';
import { ScreenOpening } from '#ui/shell/screen-opening.tsx';
import { ReceiptForm } from './receipt-form.tsx';
import { useReceiptStart, type ReceiptStart } from './use-receipt-start.ts';

/** By the transfer's id: a transfer is received once, so on a device it has one draft. */
export function ReceiveTransfer() {
  const { id } = useParams({ from: '/stock/transfers/receive/$id' });
  return <Found key={id} transferId={id} />;
}

function Found({ transferId }: { readonly transferId: string }) {
  const start = useReceiptStart(transferId);
  if (start === null) return <ScreenOpening title="Receive a transfer" />;
  if (start.kind === 'open') return <Draft start={start} />;
  if (start.kind === 'received')
    return <Navigate to="/stock/transfers/received/$id" params={{ id: start.id }} replace />;
  return (
    <Screen title="Receive a transfer">
      <EmptyState icon={FileQuestionMark} title="This transfer is not on this device">
        It has not arrived here yet, or it goes to another location.
      </EmptyState>
    </Screen>
  );
}

function Draft({ start }: { readonly start: Extract<ReceiptStart, { kind: 'open' }> }) {
  const { id, use } = start;
  return (
    <DraftScreen
      view={useDraft(id, use)}
      title="Receive a transfer"
      listLink={
        <Link to="/stock/transfers" className="font-semibold underline underline-offset-4">
          open it from the list
        </Link>
      }
      posted={<Navigate to="/stock/transfers/received/$id" params={{ id }} replace />}
      form={(open) => <ReceiptForm open={open} />}
    />
  );
}
