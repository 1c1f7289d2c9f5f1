import { useState } from 'react';
import type { Posted } from '#commands/post-document.ts';
import type { Refusal, Refused } from '#domain/refusal.ts';
import { settings as settingsOf, type Settings } from '#queries/settings.ts';
import type { Approval } from '#schema/documents/approval.ts';
import { announce } from '#ui/parts/announcer.tsx';
import { useSettings, useShop } from '#ui/shop-context.tsx';
import { beep } from '#ui/sound.ts';
import type { OpenDraft } from './use-draft.ts';

export interface Posting {
  readonly isBusy: boolean;
  /** Why the last try was refused; null once something changes. */
  readonly refusal: Refusal | null;
  /** With a manager's yes, where one was asked for. */
  readonly post: (approval?: Approval) => Promise<void>;
}

type Post<Draft> = (draft: Draft, settings: Settings, approval?: Approval) => Promise<Posted | Refused>;

/** Posts a draft as it stands; `onPosted` shows what was stored. */
export function usePosting<Draft>(
  { draft, saved }: Pick<OpenDraft<Draft>, 'draft' | 'saved'>,
  send: Post<Draft>,
  onPosted: () => Promise<void>,
): Posting {
  const { till, store } = useShop();
  const settings = useSettings();
  const [isBusy, setBusy] = useState(false);
  const [refused, setRefused] = useState<{ readonly refusal: Refusal; readonly of: Draft } | null>(null);
  const post = async (approval?: Approval) => {
    if (isBusy) return;
    setBusy(true);
    // A press may come before the screen has them.
    const known = settings ?? (await settingsOf(till.db.read).executeTakeFirst());
    if (!known) return setBusy(false);
    // A save that came late would bring the draft back.
    await saved();
    const result = await send(draft, known, approval);
    setBusy(false);
    if (result.kind === 'refused' && result.refusal.kind !== 'already_posted') {
      beep('error');
      return setRefused({ refusal: result.refusal, of: draft });
    }
    store.syncNow();
    announce('Posted');
    await onPosted();
  };
  return { isBusy, refusal: refused?.of === draft ? refused.refusal : null, post };
}
