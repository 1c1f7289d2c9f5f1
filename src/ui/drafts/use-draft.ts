/**
 * The draft of one document, in one tab at a time:
 *
 *   hold the lock ─┬─ another tab has it ─► elsewhere
 *                  └─ read ─┬─ a document has the id ─► posted
 *                           └─ the draft, or a new one ─► open
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { holdDraft, type LetGo } from '#commands/hold-draft.ts';
import type { Till } from '#commands/till.ts';
import type { Refusal } from '#domain/refusal.ts';
import { timestamp } from '#domain/timestamp.ts';
import { draftOf } from '#queries/drafts.ts';
import { documentState } from '#queries/outbox.ts';
import { useShop } from '#ui/shop-context.tsx';
import { draftSaver, type DraftKind } from './draft-saver.ts';

export interface OpenDraft<Draft> {
  readonly draft: Draft;
  /** Why the last save did not happen; null while all is well. */
  readonly unsaved: Refusal | null;
  readonly change: (alter: (draft: Draft) => Draft) => void;
  readonly saved: () => Promise<void>;
}

export type DraftView<Draft> =
  | { readonly kind: 'opening' | 'elsewhere' | 'posted' }
  | { readonly kind: 'open'; readonly open: OpenDraft<Draft> };

/** Outside of components, as it does not change. */
export interface DraftUse<Draft extends { readonly id: string }> extends DraftKind<Draft> {
  readonly start: (id: string, at: string) => Draft;
}

export function useDraft<Draft extends { readonly id: string }>(
  id: string,
  kind: DraftUse<Draft>,
): DraftView<Draft> {
  const { till } = useShop();
  const [found, setFound] = useState<Draft | 'elsewhere' | 'posted' | null>(null);
  const [unsaved, setUnsaved] = useState<Refusal | null>(null);
  const [crash, setCrash] = useState<unknown>(null);
  const latest = useRef<Draft | null>(null);
  const saver = useMemo(() => draftSaver(till, kind, setUnsaved, setCrash), [till, kind]);

  useEffect(() => {
    let letGo: LetGo | null = null;
    let isGone = false;
    const open = async () => {
      letGo = await holdDraft(id);
      const read = letGo === null ? 'elsewhere' : await readDraft(till, id, kind);
      if (isGone) return letGo?.();
      latest.current = typeof read === 'object' ? read : null;
      setFound(read);
    };
    open().catch(setCrash);
    return () => {
      isGone = true;
      // What is on its way into the table gets there first.
      void saver.saved().then(() => letGo?.());
    };
  }, [till, id, saver, kind]);

  const change = useCallback(
    (alter: (draft: Draft) => Draft) => {
      if (latest.current === null) return;
      latest.current = alter(latest.current);
      setFound(latest.current);
      saver.save(latest.current);
    },
    [saver],
  );
  if (crash) throw crash;
  if (found === null) return { kind: 'opening' };
  if (typeof found === 'string') return { kind: found };
  return { kind: 'open', open: { draft: found, unsaved, change, saved: saver.saved } };
}

async function readDraft<Draft extends { readonly id: string }>(
  till: Till,
  id: string,
  { start }: DraftUse<Draft>,
): Promise<Draft | 'posted'> {
  const { read } = till.db;
  if (await documentState(read, id).executeTakeFirst()) return 'posted';
  const [kept] = await draftOf(read, id).execute();
  // Written by `saveDraft` from a draft of this kind.
  return kept ? (JSON.parse(kept.payload) as Draft) : start(id, timestamp(till.clock.now()));
}
