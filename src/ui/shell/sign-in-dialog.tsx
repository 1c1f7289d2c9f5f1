import { createContext, use, useCallback, useState, type ReactNode } from 'react';
import { useLock } from '#ui/hooks/use-lock.ts';
import { Dialog } from '#ui/parts/dialog.tsx';
import { SignInForm } from '#ui/screens/sign-in/sign-in-form.tsx';

const AskContext = createContext<(() => void) | null>(null);

/** Opens the dialog of `SignInDialog` around it. */
export function useAskToSignIn(): () => void {
  const ask = use(AskContext);
  if (!ask) throw new Error('SignInDialog is missing');
  return ask;
}

/**
 * An expired session sells on; only sending waits for this. Around the frame
 * rather than in its header: the frame is drawn anew when the till has opened
 * or its first copy is complete, and what is typed here must not go with it.
 */
export function SignInDialog({ children }: { readonly children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const { isLocked } = useLock();
  const close = useCallback(() => setOpen(false), []);
  return (
    <AskContext.Provider value={useCallback(() => setOpen(true), [])}>
      {children}
      <Dialog
        isOpen={isOpen && !isLocked}
        onClose={close}
        title="Sign in to sync"
        description="You can go on selling without it. What you sold is kept here and sent after you sign in."
      >
        <SignInForm onDone={close} />
      </Dialog>
    </AskContext.Provider>
  );
}
