import { TriangleAlert } from 'lucide-react';
import { useState, type ReactNode, type RefObject } from 'react';
import { precise, useMedia } from '#ui/hooks/use-media.ts';
import { Button } from '#ui/parts/button.tsx';
import { Dialog } from '#ui/parts/dialog.tsx';
import { Notice } from '#ui/parts/notice.tsx';

interface GuardedDialogProps {
  readonly title: string;
  readonly isTouched: boolean;
  readonly form: RefObject<HTMLFormElement | null>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog with a form in it, which asks before it throws away what was typed. */
export function GuardedDialog({ title, isTouched, form, onClose, children }: GuardedDialogProps) {
  const [isAsking, setAsking] = useState(false);
  const hasKeyboard = useMedia(precise);
  return (
    <Dialog
      isOpen
      onClose={() => (isTouched ? setAsking(true) : onClose())}
      title={title}
      width="md"
      {...(hasKeyboard ? { initialFocus: () => form.current?.querySelector('input') ?? null } : {})}
    >
      <div className="flex flex-col gap-4">
        {isAsking && isTouched ? (
          <Notice
            tone="attention"
            icon={TriangleAlert}
            role="alert"
            title="What you typed is not saved"
            action={
              <div className="flex flex-wrap gap-2">
                <Button onClick={() => setAsking(false)}>Go on editing</Button>
                <Button tone="danger" onClick={onClose}>
                  Discard
                </Button>
              </div>
            }
          />
        ) : null}
        {children}
      </div>
    </Dialog>
  );
}
