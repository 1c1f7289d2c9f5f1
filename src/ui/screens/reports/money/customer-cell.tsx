import { Link } from '@tanstack/react-router';
import { useMoney } from '#ui/shop-context.tsx';
import type { AgedCustomer } from './aged-customers.ts';
import { RowLink } from './row-link.tsx';

/** Who owes, on what terms, and the way to the open sales and to the letter. */
export function CustomerCell({ row: { id, name, customer, owed_minor } }: { readonly row: AgedCustomer }) {
  const money = useMoney();
  if (customer === null) return name;
  const { credit_limit_minor, credit_days } = customer;
  const isOver = owed_minor > credit_limit_minor;
  return (
    <>
      <RowLink rowKey={id}>{name}</RowLink>
      <span className="text-soft flex flex-wrap gap-x-3 text-sm font-normal">
        <span className={isOver ? 'text-danger-ink' : undefined}>
          {isOver ? 'over the limit of' : 'limit'} {money(credit_limit_minor)}, {credit_days} days
        </span>
        <Link
          to="/reports/$report"
          params={{ report: 'statement' }}
          search={{ of: id }}
          className="underline underline-offset-4 print:hidden"
        >
          Statement
        </Link>
      </span>
    </>
  );
}
