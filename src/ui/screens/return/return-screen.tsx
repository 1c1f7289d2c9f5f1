import { Link, Navigate, useParams } from '@tanstack/react-router';
import { FileQuestionMark } from 'lucide-react';
import { useMemo } from 'react';
import { isEmptyReturn, newReturn, type ReturnDraft } from '#domain/return-draft.ts';
import type { SaleToReturn } from '#queries/sale-to-return.ts';
import { DraftScreen } from '#ui/drafts/draft-screen.tsx';
import { useDraft, type DraftUse } from '#ui/drafts/use-draft.ts';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { Screen } from '#ui/shell/screen.tsx';
import { ScreenOpening } from '#ui/shell/screen-opening.tsx';
import { useSettings } from '#ui/shop-context.tsx';
import { ReceiptForm } from './receipt-form.tsx';
import { useSaleToReturn } from './use-sale-to-return.ts';

/** What of a sale comes back (R9.2-2): the return of it that is being written here, or a new one. */
export function ReturnScreen() {
  const { id } = useParams({ from: '/sales/$id/return' });
  const found = useSaleToReturn(id);
  if (found.sale === undefined || found.sale?.id !== id)
    return found.sale === null ? <NoSale /> : <ScreenOpening title="Return" />;
  const { sale, draftId, again } = found;
  return <OneReturn key={draftId} sale={sale} draftId={draftId} onRefused={again} />;
}

function NoSale() {
  return (
    <Screen title="Return">
      <EmptyState icon={FileQuestionMark} title="This sale is not on this device">
        It may be older than two months, or be a return itself.
      </EmptyState>
    </Screen>
  );
}

interface OneReturnProps {
  readonly sale: SaleToReturn;
  readonly draftId: string;
  readonly onRefused: () => void;
}

function OneReturn({ sale, draftId, onRefused }: OneReturnProps) {
  const settings = useSettings();
  const { id, printed_number: number } = sale;
  const kind = useMemo(
    (): DraftUse<ReturnDraft> => ({
      entityType: 'sales_invoice',
      isEmpty: isEmptyReturn,
      start: (returnId, at) => newReturn(returnId, at, { id, number }),
    }),
    [id, number],
  );
  const view = useDraft(draftId, kind);
  if (!settings) return null;
  return (
    <DraftScreen
      view={view}
      title={`Return of ${number}`}
      listLink={
        <Link to="/sales" className="font-semibold underline underline-offset-4">
          open it from Sales
        </Link>
      }
      posted={<Navigate to="/sales/$id" params={{ id: draftId }} replace />}
      form={(open) => <ReceiptForm open={open} sale={sale} settings={settings} onRefused={onRefused} />}
    />
  );
}
