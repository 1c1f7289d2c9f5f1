import type { Period } from '#domain/period.ts';
import { salesByTender, type TenderRow } from '#queries/reports/sales-by-tender.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useColumns } from '#ui/screens/reports/report-column.ts';
import { ReportTable } from '#ui/screens/reports/report-table.tsx';
import { reportThrottleMs } from '#ui/screens/reports/report-throttle.ts';
import { useShop } from '#ui/shop-context.tsx';

const methods: Readonly<Record<string, string>> = { cash: 'Cash', card: 'Card', credit: 'On account' };
const kinds = { sale: 'Sales', return: 'Returns', customer_payment: 'Payments of customers' } as const;

const tenderName = ({ kind, method }: TenderRow): string =>
  `${kinds[kind]}: ${(methods[method] ?? method).toLowerCase()}`;

/** How it was paid. What customers pay of their debts is money, and no sale. */
export function TenderPart({ period }: { readonly period: Period }) {
  const { rows } = useLive(salesByTender(useShop().till.db.read, period), reportThrottleMs);
  const { text, count, money } = useColumns();
  return (
    <ReportTable
      caption="How it was paid"
      fileName={`payments-${period.from}-${period.to}`}
      rows={rows}
      keyOf={tenderName}
      columns={[
        text('Payment', tenderName),
        {
          ...count('Count', (row: TenderRow) => row.payment_count),
          show: ({ payment_count, pending_count }) => (
            <>
              {payment_count.toLocaleString()}
              {pending_count > 0 ? (
                <span className="text-soft block text-xs">{pending_count.toLocaleString()} not sent yet</span>
              ) : null}
            </>
          ),
        },
        { head: 'Not sent yet', file: ({ pending_count }) => String(pending_count) },
        money('Rounding', (row: TenderRow) => row.rounding_minor, { isWide: true }),
        money('Amount', (row: TenderRow) => row.amount_minor, { isBold: true }),
      ]}
    />
  );
}
