import type { TenderRow } from '#queries/reports/sales-by-tender.ts';
import { useMoney } from '#ui/shop-context.tsx';

const methods: Readonly<Record<string, string>> = { cash: 'Cash', card: 'Card', credit: 'On account' };
const kinds = { sale: 'Sales', return: 'Returns', customer_payment: 'Payments of customers' } as const;

export const tenderName = ({ kind, method }: TenderRow): string =>
  `${kinds[kind]}: ${(methods[method] ?? method).toLowerCase()}`;

/** How it was paid. What customers pay of their debts is money, and no sale. */
export function TenderTable({ rows }: { readonly rows: readonly TenderRow[] }) {
  const money = useMoney();
  return (
    <table className="num bg-surface border-line w-full border-separate border-spacing-0 rounded-lg border text-end">
      <caption className="sr-only">How it was paid</caption>
      <thead className="text-soft text-sm">
        <tr className="*:px-3 *:py-2.5 *:font-semibold">
          <th scope="col" className="text-start">
            Payment
          </th>
          <th scope="col" className="text-end">
            Count
          </th>
          <th scope="col" className="text-end max-sm:hidden print:table-cell">
            Rounding
          </th>
          <th scope="col" className="text-end">
            Amount
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.kind} ${row.method}`} className="*:border-line *:border-t *:px-3 *:py-2.5">
            <th scope="row" className="text-start font-semibold">
              {tenderName(row)}
            </th>
            <td>
              {row.payment_count.toLocaleString()}
              {row.pending_count > 0 ? (
                <span className="text-soft block text-xs">
                  {row.pending_count.toLocaleString()} not sent yet
                </span>
              ) : null}
            </td>
            <td className="max-sm:hidden print:table-cell">{money(row.rounding_minor)}</td>
            <td className="font-bold">{money(row.amount_minor)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
