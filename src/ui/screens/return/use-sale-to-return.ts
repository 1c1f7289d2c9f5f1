import { useEffect, useState } from 'react';
import { saleToReturn, type SaleToReturn } from '#queries/sale-to-return.ts';
import { useShop } from '#ui/shop-context.tsx';

/** Undefined while it is read, null where there is no such sale; `again` after a refusal, when something else may have come back. */
export function useSaleToReturn(id: string): {
  readonly sale: SaleToReturn | null | undefined;
  readonly again: () => void;
} {
  const { read } = useShop().till.db;
  const [sale, setSale] = useState<SaleToReturn | null>();
  const [round, setRound] = useState(0);
  const [crash, setCrash] = useState<unknown>(null);
  useEffect(() => {
    let isStale = false;
    saleToReturn(read, id).then((found) => (isStale ? undefined : setSale(found)), setCrash);
    return () => {
      isStale = true;
    };
  }, [read, id, round]);
  if (crash) throw crash;
  return { sale, again: () => setRound((n) => n + 1) };
}
