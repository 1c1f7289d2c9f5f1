import { ClipboardCheck, TriangleAlert } from 'lucide-react';
import type { CountSheet } from '#domain/count-sheet.ts';
import { maxLines } from '#domain/sale.ts';
import type { OpenDraft } from '#ui/drafts/use-draft.ts';
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
    // Where all stands in one column it stays in sight.
    <section
      aria-label="Finish"
      className="bg-surface border-line max-lg:shadow-float grid items-center gap-3 rounded-xl border p-4 max-lg:sticky max-lg:bottom-0 max-lg:z-10 max-lg:-mx-2 max-lg:grid-cols-[1fr_auto] max-lg:rounded-b-none sm:p-5"
    >
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
    </section>
  );
}
