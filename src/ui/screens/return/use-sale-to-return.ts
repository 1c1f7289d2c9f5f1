import { useEffect, useState } from 'react';
import { returnDraftOf } from '#queries/drafts.ts';
import { saleToReturn, type SaleToReturn } from '#queries/sale-to-return.ts';
import { newId } from '#schema/new-id.ts';
import { useShop } from '#ui/shop-context.tsx';

interface Found {
  readonly sale: SaleToReturn | null | undefined;
  /** Of the return of it that is being written, or of a new one. */
  readonly draftId: string;
}

/** Undefined while it is read, null where there is no such sale; `again` after a refusal, when something else may have come back. */
export function useSaleToReturn(id: string): Found & { readonly again: () => void } {
  const { read } = useShop().till.db;
  const [found, setFound] = useState<Found>({ sale: undefined, draftId: '' });
  const [round, setRound] = useState(0);
  const [crash, setCrash] = useState<unknown>(null);
  useEffect(() => {
    let isStale = false;
    const look = async () => {
      const [sale, draft] = await Promise.all([
        saleToReturn(read, id),
        returnDraftOf(read, id).executeTakeFirst(),
      ]);
      if (isStale) return;
      // Once it is open it is that one, whatever else is begun.
      setFound((now) => ({ sale, draftId: now.sale?.id === id ? now.draftId : (draft?.id ?? newId()) }));
    };
    look().catch(setCrash);
    return () => {
      isStale = true;
    };
  }, [read, id, round]);
  if (crash) throw crash;
  return { ...found, again: () => setRound((n) => n + 1) };
}
