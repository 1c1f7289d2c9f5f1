import { overrideStock } from '#commands/settle-online.ts';
import type { RefusedRow } from '#queries/refused-document.ts';
import type { Approval } from '#schema/documents/approval.ts';
import { refusalText } from '#ui/failure-text.ts';
import { notify } from '#ui/parts/toast.tsx';
import { ApprovalDialog } from '#ui/screens/lock/approval-dialog.tsx';
import { useSettings, useShop } from '#ui/shop-context.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import type { CorrectionDraft } from './use-correction.ts';

interface AllowStockProps {
  readonly row: RefusedRow;
  readonly draft: CorrectionDraft;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
  readonly onClose: () => void;
}

const consequence =
  'It is posted although the books have too little stock, and flagged. Count the item afterwards.';

/** This till's own goes again with a manager's yes, also without a network; another's is posted by the server. */
export function AllowStock(props: AllowStockProps) {
  return props.row.queue_id === null ? <OverrideThere {...props} /> : <ApproveHere {...props} />;
}

function ApproveHere({ row, draft, onClose }: AllowStockProps) {
  const settings = useSettings();
  const approve = async (approval: Approval) => {
    const no = await draft.send(approval);
    if (no && settings) notify({ tone: 'bad', title: refusalText(no, settings).title });
    onClose();
  };
  return (
    <ApprovalDialog
      acts={['stock']}
      why={`${row.number}: ${consequence}`}
      onApproved={(approval) => void approve(approval)}
      onClose={onClose}
    />
  );
}

function OverrideThere({ row, reason, onReason, onClose }: AllowStockProps) {
  const { till, settling } = useShop();
  return (
    <ReasonDialog
      title={`Allow ${row.number} below zero`}
      description={consequence}
      act="Allow and post"
      tone="primary"
      reason={reason}
      onReason={onReason}
      onConfirm={async () => {
        const done = await overrideStock(till, settling, { document_id: row.id, reason });
        return done.kind === 'refused' ? done.refusal : null;
      }}
      onClose={onClose}
    />
  );
}
