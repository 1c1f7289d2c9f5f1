import { PackageCheck, ShieldCheck, TriangleAlert } from 'lucide-react';
import { isManager } from '#commands/till.ts';
import type { AdjustmentDraft } from '#domain/adjustment-draft.ts';
import type { OpenDraft } from '#ui/drafts/use-draft.ts';
import { ActBar } from '#ui/parts/act-bar.tsx';
import { Button } from '#ui/parts/button.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { ApprovalDialog } from '#ui/screens/lock/approval-dialog.tsx';
import { useCurrency, useShop } from '#ui/shop-context.tsx';
import { adjustmentRefusalText } from './refusal-text.ts';
import type { AdjustmentPosting } from './use-post-adjustment.ts';

interface PostPartProps {
  readonly open: OpenDraft<AdjustmentDraft>;
  readonly posting: AdjustmentPosting;
  readonly onPost: () => void;
}

export function PostPart({ open, posting, onPost }: PostPartProps) {
  const { till } = useShop();
  const currency = useCurrency();
  const count = open.draft.lines.length;
  const refusal = posting.refusal ?? open.unsaved;
  const failure = refusal && adjustmentRefusalText(refusal, currency);
  const mayDo = isManager(till);
  const acts = mayDo ? (['stock'] as const) : (['adjustment', 'stock'] as const);
  return (
    <ActBar label="Post">
      {failure ? (
        <div className="col-span-full">
          <Notice
            tone="bad"
            icon={TriangleAlert}
            role="alert"
            title={failure.title}
            action={
              refusal?.kind === 'stock_short' ? (
                <Button icon={ShieldCheck} onClick={() => posting.ask(acts)}>
                  {mayDo ? 'Post anyway' : 'Post anyway: ask a manager'}
                </Button>
              ) : null
            }
          >
            {failure.safe} {failure.advice}
          </Notice>
        </div>
      ) : null}
      <p className="num text-soft">{count === 1 ? '1 line' : `${count} lines`}</p>
      <Button
        tone="primary"
        size="xl"
        icon={PackageCheck}
        keyName="F9"
        disabled={posting.isBusy || count === 0}
        onClick={onPost}
      >
        {mayDo ? 'Post' : 'Ask a manager'}
      </Button>
      <p className="text-soft col-span-full text-sm max-lg:hidden">
        Once posted it cannot be changed. Until then it is kept on this device.
      </p>
      {posting.asked ? (
        <ApprovalDialog
          acts={posting.asked}
          why={
            posting.asked.includes('stock') ? 'Take off more than there is on hand.' : 'Correct the stock.'
          }
          onApproved={posting.approved}
          onClose={posting.dismiss}
        />
      ) : null}
    </ActBar>
  );
}
