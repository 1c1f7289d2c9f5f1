/**
 * The draft of one note, in one tab at a time:
 *
 *   hold the lock ─┬─ another tab has it ─► elsewhere
 *                  └─ read ─┬─ a document has the id ─► posted
 *                           └─ the draft, or a new one ─► open
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { holdDraft, type LetGo } from '#commands/hold-draft.ts';
import type { Till } from '#commands/till.ts';
import { newNote, type NoteDraft } from '#domain/note-draft.ts';
import type { Refusal } from '#domain/refusal.ts';
import { timestamp } from '#domain/timestamp.ts';
import { draftOf } from '#queries/drafts.ts';
import { documentState } from '#queries/outbox.ts';
import { useShop } from '#ui/shop-context.tsx';
import { draftSaver } from './draft-saver.ts';

export interface OpenNote {
  readonly draft: NoteDraft;
  /** Why the last save did not happen; null while all is well. */
  readonly unsaved: Refusal | null;
  readonly change: (alter: (draft: NoteDraft) => NoteDraft) => void;
  readonly saved: () => Promise<void>;
}

export type NoteView =
  | { readonly kind: 'opening' | 'elsewhere' | 'posted' }
  | { readonly kind: 'open'; readonly note: OpenNote };

type Found = NoteDraft | 'elsewhere' | 'posted' | null;

export function useNoteDraft(id: string): NoteView {
  const { till } = useShop();
  const [found, setFound] = useState<Found>(null);
  const [unsaved, setUnsaved] = useState<Refusal | null>(null);
  const [crash, setCrash] = useState<unknown>(null);
  const latest = useRef<NoteDraft | null>(null);
  const saver = useMemo(() => draftSaver(till, setUnsaved, setCrash), [till]);

  useEffect(() => {
    let letGo: LetGo | null = null;
    let isGone = false;
    const open = async () => {
      letGo = await holdDraft(id);
      const read = letGo === null ? 'elsewhere' : await readDraft(till, id);
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
  }, [till, id, saver]);

  const change = useCallback(
    (alter: (draft: NoteDraft) => NoteDraft) => {
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
  return { kind: 'open', note: { draft: found, unsaved, change, saved: saver.saved } };
}

async function readDraft(till: Till, id: string): Promise<NoteDraft | 'posted'> {
  const { read } = till.db;
  if (await documentState(read, id).executeTakeFirst()) return 'posted';
  const [kept] = await draftOf(read, id).execute();
  // Written by `saveDraft` from a NoteDraft.
  return kept ? (JSON.parse(kept.payload) as NoteDraft) : newNote(id, timestamp(till.clock.now()));
}
