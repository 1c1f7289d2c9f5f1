import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { discardDraft } from '#commands/save-draft.ts';
import { Button } from '#ui/parts/button.tsx';
import { useShop } from '#ui/shop-context.tsx';
import { DiscardDialog } from './discard-dialog.tsx';
import type { OpenDraft } from './use-draft.ts';

interface DiscardButtonProps {
  readonly open: Pick<OpenDraft<{ readonly id: string }>, 'draft' | 'saved'>;
  readonly what: string;
  readonly isEmpty: boolean;
  readonly onLeave: () => void;
}

/** Asks once; an empty draft is simply left. */
export function DiscardButton({ open, what, isEmpty, onLeave }: DiscardButtonProps) {
  const { till } = useShop();
  const [isAsking, setAsking] = useState(false);
  const discard = async () => {
    await open.saved();
    await discardDraft(till, open.draft.id);
    onLeave();
  };
  return (
    <>
      <Button icon={Trash2} onClick={() => (isEmpty ? onLeave() : setAsking(true))}>
        Discard
      </Button>
      {isAsking ? (
        <DiscardDialog what={what} onDiscard={() => void discard()} onClose={() => setAsking(false)} />
      ) : null}
    </>
  );
}
