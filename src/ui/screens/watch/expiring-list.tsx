import { CalendarCheck, CalendarClock, CalendarX } from 'lucide-react';
import { useState } from 'react';
import { addDays } from '#domain/business-date.ts';
import { isExpired } from '#domain/lot.ts';
import { formatQuantity } from '#domain/quantity.ts';
import { expiringLots } from '#queries/stock-to-watch.ts';
import type { Row } from '#queries/row.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useToday } from '#ui/hooks/use-today.ts';
import { Badge } from '#ui/parts/badge.tsx';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { Segmented } from '#ui/parts/segmented.tsx';
import { BatchDialog } from '#ui/screens/stock/batch-dialog.tsx';
import { useShop } from '#ui/shop-context.tsx';
import { FirstOnly } from './first-only.tsx';

type Days = '7' | '30' | '90';

const spans = [
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
] as const;

/** Batches on hand that have expired, or will within so many days. */
export function ExpiringList() {
  const [days, setDays] = useState<Days>('30');
  const [shown, setShown] = useState<Row<typeof expiringLots> | null>(null);
  const today = useToday();
  const { read } = useShop().till.db;
  const { rows, isLoading } = useLive(expiringLots(read, addDays(today, Number(days))));
  return (
    <>
      <Segmented label="Within" value={days} segments={spans} onChange={setDays} className="self-start" />
      {rows.length > 0 ? (
        <>
          <ul aria-label="Expiring" className="bg-surface border-line divide-line divide-y rounded-lg border">
            {rows.map((lot) => (
              <LotRow key={lot.id} lot={lot} today={today} onBatches={() => setShown(lot)} />
            ))}
          </ul>
          <FirstOnly count={rows.length} />
        </>
      ) : isLoading ? null : (
        <EmptyState icon={CalendarCheck} title={`Nothing expires within ${days} days`}>
          Batches with stock are listed here in time to sell them.
        </EmptyState>
      )}
      {shown ? (
        <BatchDialog
          of={{ ...shown, id: shown.item_id, name: shown.item_name }}
          onClose={() => setShown(null)}
        />
      ) : null}
    </>
  );
}

interface LotRowProps {
  readonly lot: Row<typeof expiringLots>;
  readonly today: string;
  readonly onBatches: () => void;
}

function LotRow({ lot, today, onBatches }: LotRowProps) {
  const hasExpired = isExpired(lot, today);
  return (
    // Hundreds of rows: those out of sight are not laid out.
    <li className="flex min-h-15 flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 [contain-intrinsic-size:auto_4rem] [content-visibility:auto]">
      <button
        type="button"
        onClick={onBatches}
        className="group min-w-0 flex-1 basis-44 text-start max-sm:basis-full"
      >
        <span className="block font-semibold break-words group-hover:underline">{lot.item_name}</span>
        <span className="text-soft text-sm">Batch {lot.batch_number}</span>
        <span className="sr-only">, all batches of it</span>
      </button>
      <Badge tone={hasExpired ? 'bad' : 'attention'} icon={hasExpired ? CalendarX : CalendarClock}>
        <span className="num">
          {hasExpired ? 'Expired ' : ''}
          {lot.expiry_date}
        </span>
      </Badge>
      <span className="num ms-auto min-w-20 text-end text-lg font-bold">
        {formatQuantity(lot.on_hand_milli, lot.quantity_decimals)}{' '}
        <span className="text-soft text-sm font-medium">{lot.unit_symbol}</span>
      </span>
    </li>
  );
}
