import { PackageCheck } from 'lucide-react';
import clsx from 'clsx';
import { formatQuantity } from '#domain/quantity.ts';
import { lowItems } from '#queries/stock-to-watch.ts';
import type { Row } from '#queries/row.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { useShop } from '#ui/shop-context.tsx';
import { FirstOnly } from './first-only.tsx';

/** Items at or below the level at which the shop buys them again. */
export function LowList() {
  const { rows, isLoading } = useLive(lowItems(useShop().till.db.read));
  if (rows.length === 0)
    return isLoading ? null : (
      <EmptyState icon={PackageCheck} title="Nothing runs low">
        An item is listed here once it is at its reorder level, which is set in the catalog.
      </EmptyState>
    );
  return (
    <>
      <ul aria-label="Low" className="bg-surface border-line divide-line divide-y rounded-lg border">
        {rows.map((item) => (
          <ItemRow key={item.id} item={item} />
        ))}
      </ul>
      <FirstOnly count={rows.length} />
    </>
  );
}

function ItemRow({ item }: { readonly item: Row<typeof lowItems> }) {
  const quantity = (milli: number) => formatQuantity(milli, item.quantity_decimals);
  return (
    <li className="flex min-h-15 items-center gap-4 px-4 py-2 [contain-intrinsic-size:auto_4rem] [content-visibility:auto]">
      <p className="min-w-0 flex-1">
        <span className="block font-semibold break-words">{item.name}</span>
        <span className="num text-soft text-sm">Reorder at {quantity(item.reorder_level_milli ?? 0)}</span>
      </p>
      <span
        className={clsx(
          'num min-w-20 text-end text-lg font-bold whitespace-nowrap',
          item.on_hand_milli <= 0 && 'text-danger-ink',
        )}
      >
        {quantity(item.on_hand_milli)}{' '}
        <span className="text-soft text-sm font-medium">{item.unit_symbol}</span>
      </span>
    </li>
  );
}
