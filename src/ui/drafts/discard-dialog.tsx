import { Button } from '#ui/parts/button.tsx';
import { Dialog } from '#ui/parts/dialog.tsx';

interface DiscardDialogProps {
  /** What people call it. */
  readonly what: string;
  readonly onDiscard: () => void;
  readonly onClose: () => void;
}

export function DiscardDialog({ what, onDiscard, onClose }: DiscardDialogProps) {
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Discard this ${what}?`}
      description="What is on it is gone for good. Nothing of it was posted."
    >
      <div className="flex flex-wrap justify-end gap-2 pt-2">
        <Button onClick={onClose}>Keep it</Button>
        <Button tone="danger" onClick={onDiscard}>
          Discard
        </Button>
      </div>
    </Dialog>
  );
}
