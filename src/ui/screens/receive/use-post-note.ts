import { useNavigate } from '@tanstack/react-router';
import { postGoodsReceived } from '#commands/post-goods-received.ts';
import type { NoteDraft } from '#domain/note-draft.ts';
import type { OpenDraft } from '#ui/drafts/use-draft.ts';
import { usePosting, type Posting } from '#ui/drafts/use-posting.ts';
import { useShop } from '#ui/shop-context.tsx';

/** Posts the note as it stands and shows what was stored. */
export function usePostNote(open: OpenDraft<NoteDraft>): Posting {
  const { till } = useShop();
  const navigate = useNavigate();
  return usePosting(
    open,
    (draft, settings) => postGoodsReceived(till, { draft, settings }),
    () =>
      navigate({
        to: '/stock/received/$id',
        params: { id: open.draft.id },
        search: { fresh: true },
        replace: true,
      }),
  );
}
