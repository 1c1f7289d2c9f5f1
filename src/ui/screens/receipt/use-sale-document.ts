import { useEffect, useState } from 'react';
import { documentState } from '#queries/outbox.ts';
import { saleDocument, type SaleDocument } from '#queries/sale-document.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useShop } from '#ui/shop-context.tsx';

/** Undefined while it is read, null where there is none; read anew when its state changes. */
export function useSaleDocument(id: string): SaleDocument | null | undefined {
  const { till } = useShop();
  const { rows, isLoading } = useLive(documentState(till.db.read, id));
  const state = rows[0]?.sync_status;
  const [sale, setSale] = useState<SaleDocument | null>();
  const [crash, setCrash] = useState<unknown>(null);
  useEffect(() => {
    if (isLoading) return undefined;
    let isStale = false;
    saleDocument(till.db.read, id).then((found) => (isStale ? undefined : setSale(found)), setCrash);
    return () => {
      isStale = true;
    };
  }, [till, id, state, isLoading]);
  if (crash) throw crash;
  return sale;
}
