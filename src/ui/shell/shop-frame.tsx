import { Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CartProvider, useHasOpenCart } from '#ui/cart/cart-context.tsx';
import { CatalogProvider } from '#ui/catalog-context.tsx';
import { FirstCopy } from '#ui/screens/first-copy/first-copy.tsx';
import { useBackgroundSync } from '#ui/hooks/use-background-sync.ts';
import { useLock } from '#ui/hooks/use-lock.ts';
import { useReplacedTill } from '#ui/hooks/use-replaced-till.ts';
import { MissingNumbers } from '#ui/screens/sign-in/missing-numbers.tsx';
import { useIsSettled, useSettings, useShopIfOpen, useSyncView } from '#ui/shop-context.tsx';
import { UpdatePrompt } from '#ui/update-prompt.tsx';
import { AlarmBanner } from './alarm-banner.tsx';
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
      {useShopIfOpen() ? <AlarmBanner /> : null}
      {children}
    </div>
  );
}

/** The first copy, until there is something to sell; then the screens; while it is locked, nothing of either. */
export function ShopFrame() {
  const { canSell, connection } = useSyncView();
  const hasSettings = useSettings() !== null;
  useBackgroundSync();
  const { isLocked } = useLock();
  const replaced = useReplacedTill();
  const isKnown = useIsSettled() && (canSell || connection !== 'starting');
  const opening = isLocked ? null : (
    <Frame>
      <StillOpening />
    </Frame>
  );
  if (replaced) {
    return (
      <Frame>
        <MissingNumbers till={replaced.till} onNoted={replaced.confirm} />
      </Frame>
    );
  }
  if (!isKnown) return opening;
  if (!canSell || !hasSettings) {
    return isLocked ? null : (
      <Frame>
        <FirstCopy />
      </Frame>
    );
  }
  // The open sale and the catalog in memory are there again for whoever comes next.
  return (
    <CartProvider fallback={opening}>
      <CatalogProvider>{isLocked ? null : <Screens />}</CatalogProvider>
    </CartProvider>
  );
}

function Screens() {
  return (
    <Frame>
      <div className="flex min-h-0 flex-1 flex-col md:flex-row print:block">
        <Navigation />
        <Outlet />
      </div>
    </Frame>
  );
}
