import { useNavigate } from '@tanstack/react-router';
import { postStockCount } from '#commands/post-stock-count.ts';
import type { CountSheet } from '#domain/count-sheet.ts';
import type { OpenDraft } from '#ui/drafts/use-draft.ts';
import { usePosting } from '#ui/drafts/use-posting.ts';
import { useShop } from '#ui/shop-context.tsx';

/** Posts the sheet as it stands and shows what was stored. */
export function usePostCount(open: OpenDraft<CountSheet>) {
  const { till } = useShop();
  const navigate = useNavigate();
  return usePosting(
    open,
    (sheet, settings) => postStockCount(till, { sheet, settings }),
    () =>
      navigate({
        to: '/stock/counted/$id',
        params: { id: open.draft.id },
        search: { fresh: true },
        replace: true,
      }),
  );
}
