import { Banknote } from 'lucide-react';
import { useMemo } from 'react';
import { paymentsTaken } from '#queries/customer-payments.ts';
import { namesOfCustomers } from '#queries/customers.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useScanToSell } from '#ui/hooks/use-scan-to-sell.ts';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { PaymentDrafts } from './payment-drafts.tsx';
import { VirtualList } from '#ui/parts/virtual-list.tsx';
import { Screen } from '#ui/shell/screen.tsx';
import { useShop } from '#ui/shop-context.tsx';
import { DocumentRow } from './document-row.tsx';

/** What customers paid of what they owed, newest first, wherever it stands. */
export function PaymentList() {
  const { read } = useShop().till.db;
  const { rows, isLoading } = useLive(paymentsTaken(read), 16);
  const names = useLive(
    namesOfCustomers(read, [...new Set(rows.map(({ customer_id }) => String(customer_id)))]),
  ).rows;
  const nameOf = useMemo(() => new Map(names.map(({ id, name }) => [id, name])), [names]);
  useScanToSell();
  return (
    <Screen title="Payments" section="sales">
      <div className="flex min-h-0 flex-1 flex-col gap-3 px-4 pb-3 md:px-6">
        <PaymentDrafts />
        {rows.length > 0 ? (
          <div className="min-h-0 flex-1">
            <VirtualList
              label="Payments"
              count={rows.length}
              rowHeight={76}
              render={(index) => {
                const payment = rows[index];
                return payment ? (
                  <DocumentRow
                    kind="payment"
                    document={payment}
                    of={nameOf.get(String(payment.customer_id))}
                  />
                ) : null;
              }}
            />
          </div>
        ) : isLoading ? null : (
          <EmptyState icon={Banknote} title="No payments yet">
            Open a customer who owes something, and take a payment there.
          </EmptyState>
        )}
      </div>
    </Screen>
  );
}
