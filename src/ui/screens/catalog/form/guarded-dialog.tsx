import { useState, type ReactNode, type RefObject } from 'react';
import { useLeaveGuard } from '#ui/hooks/use-leave-guard.ts';
import { precise, useMedia } from '#ui/hooks/use-media.ts';
import { Dialog } from '#ui/parts/dialog.tsx';
import { UnsavedNotice } from './unsaved.tsx';

interface GuardedDialogProps {
  readonly title: string;
  readonly isTouched: boolean;
  readonly form: RefObject<HTMLFormElement | null>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog with a form in it, which asks before it throws away what was typed; also who goes back. */
export function GuardedDialog({ title, isTouched, form, onClose, children }: GuardedDialogProps) {
  const [isAsking, setAsking] = useState(false);
  const leaving = useLeaveGuard(isTouched);
  const hasKeyboard = useMedia(precise);
  const stay = () => {
    setAsking(false);
    leaving?.stay();
  };
  return (
    <Dialog
      isOpen
      onClose={() => (isTouched ? setAsking(true) : onClose())}
      title={title}
      width="md"
      {...(hasKeyboard ? { initialFocus: () => form.current?.querySelector('input') ?? null } : {})}
    >
      <div className="flex flex-col gap-4">
        {(isAsking && isTouched) || leaving ? (
          <UnsavedNotice onStay={stay} onDiscard={leaving?.go ?? onClose} />
        ) : null}
        {children}
      </div>
    </Dialog>
  );
}
