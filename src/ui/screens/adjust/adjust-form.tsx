import { Link, Navigate, useParams } from '@tanstack/react-router';
import { isEmptyAdjustment, newAdjustment, type AdjustmentDraft } from '#domain/adjustment-draft.ts';
import { DraftScreen } from '#ui/drafts/draft-screen.tsx';
import { useDraft, type DraftUse } from '#ui/drafts/use-draft.ts';
import { AdjustmentForm } from './adjustment-form.tsx';

const adjustments: DraftUse<AdjustmentDraft> = {
  entityType: 'stock_adjustment',
  isEmpty: isEmptyAdjustment,
  start: newAdjustment,
};

export function AdjustForm() {
  const { id } = useParams({ from: '/stock/adjust/$id' });
  return <Draft key={id} id={id} />;
}

function Draft({ id }: { readonly id: string }) {
  return (
    <DraftScreen
      view={useDraft(id, adjustments)}
      title="Adjust stock"
      listLink={
        <Link to="/stock/adjustments" className="font-semibold underline underline-offset-4">
          open it from the list
        </Link>
      }
      posted={<Navigate to="/stock/adjusted/$id" params={{ id }} replace />}
      form={(open) => <AdjustmentForm open={open} />}
    />
  );
}
