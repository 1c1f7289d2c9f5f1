import { TriangleAlert } from 'lucide-react';
import { Button } from '#ui/parts/button.tsx';
import { Dialog } from '#ui/parts/dialog.tsx';
import { Notice } from '#ui/parts/notice.tsx';

interface UnsavedProps {
  readonly onStay: () => void;
  readonly onDiscard: () => void;
}

const title = 'What you typed is not saved';

/** In a dialog that somebody is about to close. */
export function UnsavedNotice(props: UnsavedProps) {
  return (
    <Notice tone="attention" icon={TriangleAlert} role="alert" title={title} action={<Ways {...props} />} />
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

function Ways({ onStay, onDiscard }: UnsavedProps) {
  return (
    <div className="flex flex-wrap gap-2">
      <Button onClick={onStay}>Go on editing</Button>
      <Button tone="danger" onClick={onDiscard}>
        Discard
      </Button>
    </div>
  );
}
