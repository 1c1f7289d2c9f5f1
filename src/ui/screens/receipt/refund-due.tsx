import type { SaleDocument } from '#queries/sale-document.ts';
import { useMoney } from '#ui/shop-context.tsx';

/** What the customer gets from the drawer now. */
export function RefundDue({ sale }: { readonly sale: SaleDocument }) {
  const money = useMoney();
  const cash = sale.payments.reduce(
    (sum, { method, tendered_minor }) => (method === 'cash' ? sum + tendered_minor : sum),
    0,
  );
  return (
    <dl className="bg-brand text-on-brand num rounded-xl p-6">
      <dt className="text-lg font-semibold">Pay back in cash</dt>
      <dd data-testid="change-given" className="text-6xl font-bold tracking-tight">
        {money(cash)}
      </dd>
      <dd className="mt-2 font-medium">
        Total {money(sale.total_minor)} · {sale.printed_number}
      </dd>
    </dl>
  );
}
