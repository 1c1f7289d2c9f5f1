import { useLock } from '#ui/hooks/use-lock.ts';
import { useScannerEar } from '#ui/hooks/use-scanner.ts';
import { LockScreen } from '#ui/screens/lock/lock-screen.tsx';
import { ShopProvider } from '#ui/shop-context.tsx';
import { Gate } from './gate.tsx';
import { Frame, ShopFrame } from './shop-frame.tsx';
import { SignInDialog } from './sign-in-dialog.tsx';

export function Root() {
  useScannerEar();
  return (
    <Gate frame={(content) => <Frame>{content}</Frame>}>
      {(shop) => (
        <ShopProvider shop={shop}>
          <Locked />
          <SignInDialog>
            <ShopFrame />
          </SignInDialog>
        </ShopProvider>
      )}
    </Gate>
  );
}

/** Beside the frame, which draws nothing meanwhile: a PIN that is being typed outlives whatever happens there. */
function Locked() {
  const { isLocked } = useLock();
  return isLocked ? <LockScreen /> : null;
}
