import { Dialog } from '#ui/parts/dialog.tsx';
import { SignInForm } from '#ui/screens/sign-in/sign-in-form.tsx';

interface SignInDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** An expired session sells on; only sending waits for this. */
export function SignInDialog({ isOpen, onClose }: SignInDialogProps) {
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title="Sign in to sync"
      description="You can go on selling without it. What you sold is kept here and sent after you sign in."
    >
      <SignInForm onDone={onClose} />
    </Dialog>
  );
}
