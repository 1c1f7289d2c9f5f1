/** What customers owe by age, as rows: who owes most first. */
import { ageingOf, type Ageing } from '#domain/account.ts';
import { isOverdue } from '#domain/credit.ts';
import type { OwingCustomer } from '#queries/owed.ts';
import type { AccountEntry } from '#queries/reports/account-entries.ts';

export interface AgedCustomer extends Ageing {
  readonly id: string;
  readonly name: string;
  readonly owed_minor: number;
  readonly pending_minor: number;
  /** Of what is owed what should have been paid by now. */
  readonly overdue_minor: number;
  readonly customer: OwingCustomer | null;
}

export function agedCustomers(
  owing: readonly OwingCustomer[],
  entries: readonly AccountEntry[],
  today: string,
): readonly AgedCustomer[] {
  const own = Map.groupBy(entries, ({ customer_id }) => customer_id);
  return owing
    .filter(({ owed_minor, pending_minor }) => owed_minor !== 0 || pending_minor !== 0)
    .map((customer) => ({
      ...ageingOf(own.get(customer.id) ?? [], customer.owed_minor, today),
      id: customer.id,
      name: customer.name,
      owed_minor: customer.owed_minor,
      pending_minor: customer.pending_minor,
      overdue_minor: customer.open_debts
        .filter(({ due_date }) => isOverdue(due_date, today))
        .reduce((sum, { amount_minor }) => sum + amount_minor, 0),
      customer,
    }))
    .toSorted((a, b) => b.owed_minor - a.owed_minor || (a.name < b.name ? -1 : 1));
}

/** The last row. */
export function sumOfAged(rows: readonly AgedCustomer[]): AgedCustomer {
  const sum = (of: (row: AgedCustomer) => number) => rows.reduce((total, row) => total + of(row), 0);
  return {
    id: '',
    name: 'All',
    customer: null,
    open: {
      '0-30': sum(({ open }) => open['0-30']),
      '31-60': sum(({ open }) => open['31-60']),
      '61-90': sum(({ open }) => open['61-90']),
      '90+': sum(({ open }) => open['90+']),
    },
    elsewhere_minor: sum((row) => row.elsewhere_minor),
    ahead_minor: sum((row) => row.ahead_minor),
    owed_minor: sum((row) => row.owed_minor),
    pending_minor: sum((row) => row.pending_minor),
    overdue_minor: sum((row) => row.overdue_minor),
  };
}
