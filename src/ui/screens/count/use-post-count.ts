import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { postStockCount } from '#commands/post-stock-count.ts';
import type { CountSheet } from '#domain/count-sheet.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { OpenDraft } from '#ui/drafts/use-draft.ts';
import { announce } from '#ui/parts/announcer.tsx';
import { useSettings, useShop } from '#ui/shop-context.tsx';
import { beep } from '#ui/sound.ts';

/** Posts the sheet as it stands and shows what was stored. */
export function usePostCount({ draft, saved }: OpenDraft<CountSheet>) {
  const { till, store } = useShop();
  const settings = useSettings();
  const navigate = useNavigate();
  const [isBusy, setBusy] = useState(false);
  const [refused, setRefused] = useState<{ readonly refusal: Refusal; readonly of: unknown } | null>(null);
  const post = async () => {
    if (!settings || isBusy) return;
    setBusy(true);
    // A save that came late would bring the draft back.
    await saved();
    const result = await postStockCount(till, { sheet: draft, settings });
    setBusy(false);
    if (result.kind === 'refused' && result.refusal.kind !== 'already_posted') {
      beep('error');
      return setRefused({ refusal: result.refusal, of: draft });
    }
    store.syncNow();
    announce('Posted');
    await navigate({
      to: '/stock/counted/$id',
      params: { id: draft.id },
      search: { fresh: true },
      replace: true,
    });
  };
  return { isBusy, refusal: refused?.of === draft ? refused.refusal : null, post };
}
