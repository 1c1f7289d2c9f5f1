import { ShopProvider } from '#ui/shop-context.tsx';
import { Gate } from './gate.tsx';
import { Frame, ShopFrame } from './shop-frame.tsx';

export function Root() {
  return (
    <Gate frame={(content) => <Frame>{content}</Frame>}>
      {(shop) => (
        <ShopProvider shop={shop}>
          <ShopFrame />
        </ShopProvider>
      )}
    </Gate>
  );
}
