import { useEffect, useMemo, useState } from 'react';
import { isEmptyPayment, newPayment, type PaymentDraft } from '#domain/payment-draft.ts';
import { paymentDraftOf } from '#queries/drafts.ts';
import { newId } from '#schema/new-id.ts';
import type { DraftUse } from '#ui/drafts/use-draft.ts';
import { useShop } from '#ui/shop-context.tsx';

/** Of the payment of that customer that is being written, or of a new one; null while the device is asked. */
export function usePaymentDraftId(customerId: string): string | null {
  const { read } = useShop().till.db;
  const [id, setId] = useState<string | null>(null);
  const [crash, setCrash] = useState<unknown>(null);
  useEffect(() => {
    let isStale = false;
    paymentDraftOf(read, customerId)
      .executeTakeFirst()
      .then((kept) => {
        // Once it is open it is that one, whatever else is begun.
        if (!isStale) setId((now) => now ?? kept?.id ?? newId());
      }, setCrash);
    return () => {
      isStale = true;
    };
  }, [read, customerId]);
  if (crash) throw crash;
  return id;
}

export function usePaymentUse(customerId: string): DraftUse<PaymentDraft> {
  return useMemo(
    () => ({
      entityType: 'customer_payment',
      isEmpty: isEmptyPayment,
      start: (id, at) => newPayment(id, at, customerId),
    }),
    [customerId],
  );
}
