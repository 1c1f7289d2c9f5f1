import { Link, Navigate, useParams } from '@tanstack/react-router';
import { isEmptyTransfer, newTransfer, type TransferDraft } from '#domain/transfer-draft.ts';
import { DraftScreen } from '#ui/drafts/draft-screen.tsx';
import { useDraft, type DraftUse } from '#ui/drafts/use-draft.ts';
import { SendForm } from './send-form.tsx';

const transfers: DraftUse<TransferDraft> = {
  entityType: 'stock_transfer',
  isEmpty: isEmptyTransfer,
  start: newTransfer,
};

export function SendTransfer() {
  const { id } = useParams({ from: '/stock/transfers/send/$id' });
  return <Draft key={id} id={id} />;
}

function Draft({ id }: { readonly id: string }) {
  return (
    <DraftScreen
      view={useDraft(id, transfers)}
      title="Send goods"
      listLink={
        <Link to="/stock/transfers" className="font-semibold underline underline-offset-4">
          open it from the list
        </Link>
      }
      posted={<Navigate to="/stock/transfers/sent/$id" params={{ id }} replace />}
      form={(open) => <SendForm open={open} />}
    />
  );
}
