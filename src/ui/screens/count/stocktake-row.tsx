import { Link } from '@tanstack/react-router';
import { ChevronRight, CircleCheck, ScanBarcode } from 'lucide-react';
import { adjustmentIds, knownAdjustments } from '#queries/stocktakes.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useNow } from '#ui/hooks/use-now.ts';
import { Badge } from '#ui/parts/badge.tsx';
import { Button } from '#ui/parts/button.tsx';
import { agoText } from '#ui/screens/queue/ago.ts';
import { useShop } from '#ui/shop-context.tsx';
import { titleOf, type Stocktake } from './stocktakes-of.ts';

interface StocktakeRowProps {
  readonly stocktake: Stocktake;
  readonly onCount: () => void;
}

export function StocktakeRow({ stocktake, onCount }: StocktakeRowProps) {
  const { read } = useShop().till.db;
  const now = useNow();
  const isAdjusted = useLive(knownAdjustments(read, adjustmentIds(stocktake.id))).rows.length > 0;
  const { sheets } = stocktake;
  const at = sheets[0]?.client_created_at;
  return (
    <div className="bg-surface border-line flex min-h-[4.25rem] flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border px-4 py-2">
      <Link
        to="/stock/counts/$code"
        params={{ code: stocktake.code }}
        className="group min-w-0 flex-1 basis-44"
      >
        <span className="flex items-center gap-2">
          <span className="truncate text-lg leading-snug font-semibold group-hover:underline">
            {titleOf(stocktake)}
          </span>
          <ChevronRight aria-hidden size={20} className="text-soft shrink-0" />
        </span>
        <span className="num text-soft block truncate text-sm">
          {sheets.length === 1 ? '1 sheet' : `${sheets.length} sheets`}
          {at ? ` · last one ${agoText(at, now)}` : ''}
        </span>
      </Link>
      {isAdjusted ? (
        <Badge tone="good" icon={CircleCheck}>
          Adjusted
        </Badge>
      ) : null}
      <Button icon={ScanBarcode} aria-label={`Count for ${titleOf(stocktake)}`} onClick={onCount}>
        Count
      </Button>
    </div>
  );
}
