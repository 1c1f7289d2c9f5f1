import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { postAdjustment } from '#commands/post-adjustment.ts';
import { isManager } from '#commands/till.ts';
import { readAdjustment, type AdjustmentDraft } from '#domain/adjustment-draft.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { ApprovableAct, Approval } from '#schema/documents/approval.ts';
import type { OpenDraft } from '#ui/drafts/use-draft.ts';
import { announce } from '#ui/parts/announcer.tsx';
import { useSettings, useShop } from '#ui/shop-context.tsx';
import { beep } from '#ui/sound.ts';

export interface Posting {
  readonly isBusy: boolean;
  /** Why the last try was refused; null once something changes. */
  readonly refusal: Refusal | null;
  /** What a manager is asked to allow; null while nobody is. */
  readonly asked: readonly ApprovableAct[] | null;
  readonly post: () => void;
  readonly approved: (approval: Approval) => void;
  readonly ask: (acts: readonly ApprovableAct[]) => void;
  readonly dismiss: () => void;
}

/** Posts the adjustment as it stands; a cashier's waits for a manager's yes. */
export function usePostAdjustment({ draft, saved }: OpenDraft<AdjustmentDraft>): Posting {
  const { till, store } = useShop();
  const settings = useSettings();
  const navigate = useNavigate();
  const [isBusy, setBusy] = useState(false);
  const [asked, setAsked] = useState<readonly ApprovableAct[] | null>(null);
  const [refused, setRefused] = useState<{ readonly refusal: Refusal; readonly of: unknown } | null>(null);
  const refuse = (refusal: Refusal) => {
    beep('error');
    setRefused({ refusal, of: draft });
  };
  const post = async (approval: Approval | null) => {
    if (!settings || isBusy) return;
    const read = readAdjustment(draft);
    if (read.kind === 'refused') return refuse(read.refusal);
    if (!isManager(till) && approval === null) return setAsked(['adjustment']);
    setAsked(null);
    setBusy(true);
    // A save that came late would bring the draft back.
    await saved();
    const request = { ...read.adjustment, settings, ...(approval ? { approval } : {}) };
    const result = await postAdjustment(till, request);
    setBusy(false);
    if (result.kind === 'refused' && result.refusal.kind !== 'already_posted') return refuse(result.refusal);
    store.syncNow();
    announce('Posted');
    await navigate({
      to: '/stock/adjusted/$id',
      params: { id: draft.id },
      search: { fresh: true },
      replace: true,
    });
  };
  return {
    isBusy,
    refusal: refused?.of === draft ? refused.refusal : null,
    asked,
    post: () => void post(null),
    approved: (approval) => void post(approval),
    ask: setAsked,
    dismiss: () => setAsked(null),
  };
}
