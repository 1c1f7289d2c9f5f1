import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { postAdjustment } from '#commands/post-adjustment.ts';
import { isManager } from '#commands/till.ts';
import { readAdjustment, type AdjustmentDraft } from '#domain/adjustment-draft.ts';
import type { ApprovableAct, Approval } from '#schema/documents/approval.ts';
import type { OpenDraft } from '#ui/drafts/use-draft.ts';
import { usePosting, type Posting } from '#ui/drafts/use-posting.ts';
import { useShop } from '#ui/shop-context.tsx';

export interface AdjustmentPosting extends Omit<Posting, 'post'> {
  /** What a manager is asked to allow; null while nobody is. */
  readonly asked: readonly ApprovableAct[] | null;
  readonly post: () => void;
  readonly approved: (approval: Approval) => void;
  readonly ask: (acts: readonly ApprovableAct[]) => void;
  readonly dismiss: () => void;
}

/** Posts the adjustment as it stands; a cashier's waits for a manager's yes. */
export function usePostAdjustment(open: OpenDraft<AdjustmentDraft>): AdjustmentPosting {
  const { till } = useShop();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<readonly ApprovableAct[] | null>(null);
  const posting = usePosting(
    open,
    async (draft, settings, approval) => {
      const read = readAdjustment(draft);
      if (read.kind === 'refused') return read;
      return postAdjustment(till, { ...read.adjustment, settings, ...(approval ? { approval } : {}) });
    },
    () =>
      navigate({
        to: '/stock/adjusted/$id',
        params: { id: open.draft.id },
        search: { fresh: true },
        replace: true,
      }),
  );
  const post = () => {
    // What is wrong with it is said before a manager is called.
    const isReady = readAdjustment(open.draft).kind !== 'refused';
    if (isReady && !isManager(till)) setAsked(['adjustment']);
    else void posting.post();
  };
  const approved = (approval: Approval) => {
    setAsked(null);
    void posting.post(approval);
  };
  return { ...posting, asked, post, approved, ask: setAsked, dismiss: () => setAsked(null) };
}
