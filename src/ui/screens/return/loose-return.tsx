import { Link, Navigate, useParams } from '@tanstack/react-router';
import { isEmptyReturn, newReturn, type ReturnDraft } from '#domain/return-draft.ts';
import { DraftScreen } from '#ui/drafts/draft-screen.tsx';
import { useDraft, type DraftUse } from '#ui/drafts/use-draft.ts';
import { useSettings } from '#ui/shop-context.tsx';
import { LooseForm } from './loose-form.tsx';

const returns: DraftUse<ReturnDraft> = {
  entityType: 'sales_invoice',
  isEmpty: isEmptyReturn,
  start: (id, at) => newReturn(id, at, null),
};

/** Goods that come back without a receipt: what they are, what is paid for them, why. */
export function LooseReturn() {
  const { id } = useParams({ from: '/sales/returns/$id' });
  return <OneReturn key={id} id={id} />;
}

function OneReturn({ id }: { readonly id: string }) {
  const settings = useSettings();
  const view = useDraft(id, returns);
  if (!settings) return null;
  return (
    <DraftScreen
      view={view}
      title="Return without a receipt"
      listLink={
        <Link to="/sales" className="font-semibold underline underline-offset-4">
          open it from Sales
        </Link>
      }
      posted={<Navigate to="/sales/$id" params={{ id }} replace />}
      form={(open) => <LooseForm open={open} settings={settings} />}
    />
  );
}
