import { Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CartProvider, useHasOpenCart } from '#ui/cart/cart-context.tsx';
import { CatalogProvider } from '#ui/catalog-context.tsx';
import { FirstCopy } from '#ui/screens/first-copy/first-copy.tsx';
import { useIsSettled, useSettings, useSyncView } from '#ui/shop-context.tsx';
import { UpdatePrompt } from '#ui/update-prompt.tsx';
import { Header } from './header.tsx';
import { Navigation } from './navigation.tsx';
import { StillOpening } from './opening.tsx';
import { TroubleBanner } from './trouble-banner.tsx';

/** Header on top, the screen below: before the shop is open, and around it. */
export function Frame({ children }: { readonly children: ReactNode }) {
  return (
    <div className="flex h-dvh flex-col print:block print:h-auto">
      <Header />
      <UpdatePrompt hasOpenCart={useHasOpenCart()} />
      <TroubleBanner />
      {children}
    </div>
  );
}

/** The first copy, until there is something to sell; then the screens. */
export function ShopFrame() {
  const { canSell, connection } = useSyncView();
  const hasSettings = useSettings() !== null;
  const isKnown = useIsSettled() && (canSell || connection !== 'starting');
  const opening = (
    <Frame>
      <StillOpening />
    </Frame>
  );
  if (!isKnown) return opening;
  if (!canSell || !hasSettings) {
    return (
      <Frame>
        <FirstCopy />
      </Frame>
    );
  }
  return (
    <CartProvider fallback={opening}>
      <Frame>
        <div className="flex min-h-0 flex-1 flex-col md:flex-row print:block">
          <Navigation />
          <CatalogProvider>
            <Outlet />
          </CatalogProvider>
        </div>
      </Frame>
    </CartProvider>
  );
}
