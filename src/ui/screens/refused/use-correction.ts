import { useState } from 'react';
import { correctDocument } from '#commands/correct-document.ts';
import type { CartLot } from '#domain/cart.ts';
import type { ReceivedLine } from '#domain/correction.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { Approval } from '#schema/documents/approval.ts';
import { useShop } from '#ui/shop-context.tsx';
import type { Customer } from '#ui/customers/customer-dialog.tsx';

export interface CorrectionDraft {
  readonly lots: ReadonlyMap<string, CartLot>;
  /** Undefined: as it is; null: taken off. */
  readonly customer: Customer | null | undefined;
  /** Of goods received. */
  readonly received: ReadonlyMap<string, ReceivedLine>;
  /** As `customer`. */
  readonly supplierId: string | null | undefined;
  readonly isChanged: boolean;
  chooseLot(lineId: string, lot: CartLot): void;
  chooseCustomer(customer: Customer | null): void;
  chooseReceived(lineId: string, line: ReceivedLine): void;
  chooseSupplier(supplierId: string | null): void;
  /** All that was chosen, in one correction; null where it is queued again. */
  send(approval?: Approval): Promise<Refusal | null>;
}

/** What has been put right on the screen and is not sent yet. */
export function useCorrection(queueId: string | null): CorrectionDraft {
  const { till, store } = useShop();
  const [lots, setLots] = useState<ReadonlyMap<string, CartLot>>(new Map());
  const [customer, setCustomer] = useState<Customer | null>();
  const [received, setReceived] = useState<ReadonlyMap<string, ReceivedLine>>(new Map());
  const [supplierId, setSupplier] = useState<string | null>();
  return {
    lots,
    customer,
    received,
    supplierId,
    isChanged: lots.size > 0 || received.size > 0 || customer !== undefined || supplierId !== undefined,
    chooseLot: (lineId, lot) => setLots(new Map(lots).set(lineId, lot)),
    chooseCustomer: setCustomer,
    chooseReceived: (lineId, line) => setReceived(new Map(received).set(lineId, line)),
    chooseSupplier: setSupplier,
    async send(approval) {
      if (queueId === null) return { kind: 'not_found' };
      const correction = {
        lots: Object.fromEntries([...lots].map(([line, lot]) => [line, lot.id])),
        ...(customer === undefined ? {} : { customer_id: customer?.id ?? null }),
        received: Object.fromEntries(received),
        ...(supplierId === undefined ? {} : { supplier_id: supplierId }),
        ...(approval ? { approval } : {}),
      };
      const result = await correctDocument(till, { queueId, correction });
      if (result.kind === 'refused') return result.refusal;
      setLots(new Map());
      setCustomer(undefined);
      setReceived(new Map());
      setSupplier(undefined);
      store.syncNow();
      return null;
    },
  };
}
