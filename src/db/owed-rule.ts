/**
 * THE rule of what a customer owes (design section 4), as SQL on which every
 * query of it builds, as `on-hand-rule.ts` has that of stock:
 *
 *   owed = customer_balances + pending_debts of documents without an outcome
 *
 * Balances and this device's outcomes arrive in one checkpoint (priority 0), so
 * a document moves from the second term into the first in one step. Failed
 * documents count until they are resolved: the goods, or the money, have
 * changed hands.
 *
 * `customer` is an SQL expression.
 */
export function owedSql(customer: string): string {
  return `(coalesce((select b.outstanding_minor from customer_balances b where b.id = ${customer}), 0)
    + ${pendingOwedSql(customer)})`;
}

/** The second term alone: what the server has not booked yet. */
export function pendingOwedSql(customer: string): string {
  return `coalesce((select sum(d.amount_minor) ${pendingOf(customer)}), 0)`;
}

/** JSON array of what `openDebts` chooses from: `due_date`, `amount_minor`. */
export function debtsSql(customer: string): string {
  return `(select json_group_array(json_object('due_date', due_date, 'amount_minor', amount_minor)) from (
    select value ->> 'due_date' as due_date, value ->> 'amount_minor' as amount_minor
    from customer_balances b, json_each(b.open_debts) where b.id = ${customer}
    union all
    select d.due_date, d.amount_minor ${pendingOf(customer)} and d.amount_minor > 0))`;
}

function pendingOf(customer: string): string {
  return `from pending_debts d
    where d.customer_id = ${customer} and not exists (select 1 from document_outcomes o where o.id = d.document_id)`;
}
