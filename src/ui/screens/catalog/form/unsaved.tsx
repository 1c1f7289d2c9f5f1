import { TriangleAlert } from 'lucide-react';
import { useEffect, useRef, type RefObject } from 'react';
import { Button } from '#ui/parts/button.tsx';
import { Dialog } from '#ui/parts/dialog.tsx';
import { Notice } from '#ui/parts/notice.tsx';

interface UnsavedProps {
  readonly onStay: () => void;
  readonly onDiscard: () => void;
}

const title = 'What you typed is not saved';

/** In a dialog that somebody is about to close. It is above what they have scrolled to: the focus brings it into sight, and goes back. */
export function UnsavedNotice(props: UnsavedProps) {
  const stay = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    stay.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <Notice
      tone="attention"
      icon={TriangleAlert}
      role="alert"
      title={title}
      action={<Ways {...props} stayRef={stay} />}
    />
  );
}

/** On a screen that somebody is about to leave. */
export function UnsavedDialog(props: UnsavedProps) {
  return (
    <Dialog isOpen onClose={props.onStay} title={title}>
      <Ways {...props} />
    </Dialog>
  );
}

interface WaysProps extends UnsavedProps {
  readonly stayRef?: RefObject<HTMLButtonElement | null>;
}

function Ways({ onStay, onDiscard, stayRef }: WaysProps) {
  return (
    <div className="flex flex-wrap gap-2">
      <Button ref={stayRef} onClick={onStay}>
        Go on editing
      </Button>
      <Button tone="danger" onClick={onDiscard}>
        Discard
      </Button>
    </div>
  );
}
