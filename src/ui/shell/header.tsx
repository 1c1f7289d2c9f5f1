import { Link } from '@tanstack/react-router';
import { Button } from '#ui/parts/button.tsx';
import { useSettings, useShop, useShopIfOpen, useSyncView } from '#ui/shop-context.tsx';
import { useReachability } from '#ui/hooks/use-reachability.ts';
import { LockButton } from '#ui/screens/lock/lock-button.tsx';
import { Palette } from '#ui/palette/palette.tsx';
import { ConnectionStatus } from './connection-status.tsx';
import { PendingBadge } from './pending-badge.tsx';
import { useAskToSignIn } from './sign-in-dialog.tsx';

/** On every screen: where one is, whether the server can be reached, what waits for it. */
export function Header() {
  const shop = useShopIfOpen();
  return (
    <header className="bg-surface border-line flex min-h-14 flex-wrap items-center justify-end gap-x-2 gap-y-1 border-b px-2.5 py-1 md:px-4 print:hidden">
      <Link
        to="/sell"
        aria-label="Flux"
        className="size-touch -ms-1 flex shrink-0 items-center justify-center rounded-md"
      >
        <img src="/logo.svg" alt="" width={34} height={34} />
      </Link>
      {shop ? <ShopPart /> : <ClosedPart />}
    </header>
  );
}

function ClosedPart() {
  const connection = useReachability();
  return (
    <>
      <p className="flex-1 text-lg font-bold tracking-tight">Flux</p>
      <span className="text-soft num px-2 text-sm font-semibold">0 pending</span>
      <ConnectionStatus connection={connection} />
    </>
  );
}

function ShopPart() {
  const { till } = useShop();
  const name = useSettings()?.location_name ?? till.location.name;
  const { connection } = useSyncView();
  const askToSignIn = useAskToSignIn();
  return (
    <>
      <p className="min-w-0 flex-1 truncate ps-1 leading-tight">
        <span className="font-bold max-md:sr-only">{name}</span>
        <span className="text-soft text-sm max-sm:sr-only md:ps-2">
          Till {till.device.code} · {till.cashier.name}
        </span>
      </p>
      {connection === 'signed_out' ? (
        <Button tone="primary" className="px-3! sm:px-4!" onClick={askToSignIn}>
          <span>
            Sign in<span className="max-sm:sr-only"> to sync</span>
          </span>
        </Button>
      ) : null}
      <PendingBadge />
      <ConnectionStatus connection={connection} />
      <Palette />
      <LockButton />
    </>
  );
}
