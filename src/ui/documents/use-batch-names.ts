import { lotsById } from '#queries/refused-document.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useShop } from '#ui/shop-context.tsx';

interface OfLot {
  readonly lot_id: string | null;
}

/** What the batches of these lines are called. */
export function useBatchNames(lines: readonly OfLot[]): (line: OfLot) => string | null {
  const { read } = useShop().till.db;
  const { rows } = useLive(
    lotsById(
      read,
      lines.flatMap(({ lot_id }) => lot_id ?? []),
    ),
  );
  return ({ lot_id }) => {
    const lot = rows.find(({ id }) => id === lot_id);
    if (!lot) return null;
    return lot.expiry_date ? `${lot.batch_number} · expires ${lot.expiry_date}` : lot.batch_number;
  };
}
