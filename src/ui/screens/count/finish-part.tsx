import { ClipboardCheck, TriangleAlert } from 'lucide-react';
import type { CountSheet } from '#domain/count-sheet.ts';
import { maxLines } from '#domain/sale.ts';
import type { OpenDraft } from '#ui/drafts/use-draft.ts';
import { ActBar } from '#ui/parts/act-bar.tsx';
import { Button } from '#ui/parts/button.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { adjustmentRefusalText } from '#ui/screens/adjust/refusal-text.ts';
import { useCurrency } from '#ui/shop-context.tsx';
import type { usePostCount } from './use-post-count.ts';

interface FinishPartProps {
  readonly open: OpenDraft<CountSheet>;
  readonly posting: ReturnType<typeof usePostCount>;
  readonly onPost: () => void;
}

export function FinishPart({ open, posting, onPost }: FinishPartProps) {
  const currency = useCurrency();
  const count = open.draft.lines.length;
  const refusal = posting.refusal ?? open.unsaved;
  const failure = refusal && adjustmentRefusalText(refusal, currency);
  return (
    <ActBar label="Finish">
      {failure ? (
        <div className="col-span-full">
          <Notice tone="bad" icon={TriangleAlert} role="alert" title={failure.title}>
            {failure.safe} {failure.advice}
          </Notice>
        </div>
      ) : null}
      <p className="num text-soft">
        {count === 1 ? '1 line' : `${count} lines`}
        {count >= maxLines - 50 ? ` of ${maxLines}` : ''}
      </p>
      <Button
        tone="primary"
        size="xl"
        icon={ClipboardCheck}
        keyName="F9"
        disabled={posting.isBusy || count === 0}
        onClick={onPost}
      >
        Finish
      </Button>
      <p className="text-soft col-span-full text-sm max-lg:hidden">
        A sheet moves no stock. A manager puts all sheets together; count on with another one as you like.
      </p>
    </ActBar>
  );
}
