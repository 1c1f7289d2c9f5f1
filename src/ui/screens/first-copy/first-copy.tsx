import { ArrowRight, WifiOff } from 'lucide-react';
import { useEffect } from 'react';
import { useServices } from '#ui/app-services.ts';
import { Notice } from '#ui/parts/notice.tsx';
import { Welcome } from '#ui/screens/sign-in/welcome.tsx';
import { useShop, useSyncView } from '#ui/shop-context.tsx';

const whole = new Intl.NumberFormat();

/**
 * The first copy of a location: rows received of rows announced, nothing
 * invented. They become items and prices all at once, at the end.
 */
export function FirstCopy() {
  const { till } = useShop();
  const { copy, connection } = useSyncView();
  const { lookAgain } = useServices();
  useEffect(() => {
    // The rows of a location also go when somebody is removed from it: then there is nothing to wait for.
    if (connection === 'online') void lookAgain();
  }, [connection, lookAgain]);
  const isCut = connection === 'offline' || connection === 'unreachable' || connection === 'signed_out';
  return (
    <Welcome title={`Getting ${till.location.name} ready`}>
      <p className="text-soft">
        This happens once on a device. Selling starts as soon as the catalog and the stock are here. This is
        device <strong className="text-ink">{till.device.code}</strong>.
      </p>
      <div className="flex flex-col gap-2">
        <progress
          aria-label="Rows received"
          max={copy?.total ?? 1}
          value={copy ? copy.done : undefined}
          className="copy-progress"
        />
        <p className="num text-soft text-sm" aria-live="off">
          {copy
            ? `${whole.format(copy.done)} of ${whole.format(copy.total)} rows received`
            : 'Asking the server what there is…'}
        </p>
      </div>
      {isCut ? (
        <Notice tone="attention" icon={WifiOff} role="alert" title="Waiting for the server">
          What has arrived is kept. The rest follows from where it stopped once there is a connection.
        </Notice>
      ) : (
        <p className="text-soft flex items-center gap-2 text-sm">
          <ArrowRight aria-hidden size={17} /> Opens by itself
        </p>
      )}
    </Welcome>
  );
}
