import { ShopProvider } from '#ui/shop-context.tsx';
import { Gate } from './gate.tsx';
import { Frame, ShopFrame } from './shop-frame.tsx';
import { SignInDialog } from './sign-in-dialog.tsx';

export function Root() {
  return (
    <Gate frame={(content) => <Frame>{content}</Frame>}>
      {(shop) => (
        <ShopProvider shop={shop}>
          <SignInDialog>
            <ShopFrame />
          </SignInDialog>
        </ShopProvider>
      )}
    </Gate>
  );
}
