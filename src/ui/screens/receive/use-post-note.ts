import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { postGoodsReceived } from '#commands/post-goods-received.ts';
import type { NoteDraft } from '#domain/note-draft.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { OpenDraft } from '#ui/drafts/use-draft.ts';
import { announce } from '#ui/parts/announcer.tsx';
import { useSettings, useShop } from '#ui/shop-context.tsx';
import { beep } from '#ui/sound.ts';

export interface Posting {
  readonly isBusy: boolean;
  /** Why the last try was refused; null once something changes. */
  readonly refusal: Refusal | null;
  readonly post: () => Promise<void>;
}

/** Posts the note as it stands and shows what was stored. */
export function usePostNote({ draft, saved }: OpenDraft<NoteDraft>): Posting {
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
    const result = await postGoodsReceived(till, { draft, settings });
    setBusy(false);
    if (result.kind === 'refused' && result.refusal.kind !== 'already_posted') {
      beep('error');
      return setRefused({ refusal: result.refusal, of: draft });
    }
    store.syncNow();
    announce('Posted');
    await navigate({
      to: '/stock/received/$id',
      params: { id: draft.id },
      search: { fresh: true },
      replace: true,
    });
  };
  return { isBusy, refusal: refused?.of === draft ? refused.refusal : null, post };
}
