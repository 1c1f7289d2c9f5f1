import { ArrowRight, WifiOff } from 'lucide-react';
import { catalogCounts } from '#queries/catalog-progress.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { Notice } from '#ui/parts/notice.tsx';
import { Welcome } from '#ui/screens/sign-in/welcome.tsx';
import { useShop, useSyncView } from '#ui/shop-context.tsx';

const whole = new Intl.NumberFormat();

/** The first copy of a location: rows received of rows announced, nothing invented. */
export function FirstCopy() {
  const { till } = useShop();
  const { copy, connection } = useSyncView();
  const [counts] = useLive(catalogCounts(till.db.read), 250).rows;
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
      {counts ? (
        <dl className="grid grid-cols-2 gap-3">
          <Count word="Items" value={counts.items ?? 0} />
          <Count word="Categories" value={counts.categories ?? 0} />
          <Count word="Batches" value={counts.lots ?? 0} />
          <Count word="Customers" value={counts.customers ?? 0} />
        </dl>
      ) : null}
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

function Count({ word, value }: { readonly word: string; readonly value: number }) {
  return (
    <div className="bg-surface border-line rounded-lg border px-4 py-3">
      <dt className="text-soft text-sm">{word}</dt>
      <dd className="num text-2xl font-bold">{whole.format(value)}</dd>
    </div>
  );
}
