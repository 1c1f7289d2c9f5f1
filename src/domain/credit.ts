/**
 * What a customer owes, since when, and whether more may go on credit.
 *
 * A payment settles the oldest debts first, so what is open is the youngest of
 * the debts, as many as what is owed asks for:
 *
 *   debts by due date   10 Jan: 50   10 Feb: 30   10 Mar: 20
 *   owed 40                          10 Feb: 20   10 Mar: 20   (overdue since 10 Feb)
 *
 * The server has the same rule (`app.open_debts`). There debts come one by one;
 * a device puts what it has not sent yet beside those that the server told.
 */
export interface Debt {
  /** A date, as 2026-03-10. */
  readonly due_date: string;
  readonly amount_minor: number;
}

/** What the till knows of a customer before it gives credit. */
export interface CreditStanding {
  /** 0: nothing on credit. */
  readonly credit_limit_minor: number;
  readonly credit_days: number;
  /** Below zero: what the customer is owed. */
  readonly owed_minor: number;
  /** Of what is open; null where nothing is. */
  readonly oldest_due_date: string | null;
}

export type CreditFault = 'limit' | 'overdue';

/** Of these debts those that are open when this much is owed, by day, oldest first; the oldest perhaps in part. */
export function openDebts(debts: readonly Debt[], owedMinor: number): readonly Debt[] {
  const open: Debt[] = [];
  let left = owedMinor;
  for (const [due_date, amount] of [...byDay(debts)].toSorted(([a], [b]) => (a < b ? 1 : -1))) {
    if (left <= 0) break;
    open.unshift({ due_date, amount_minor: Math.min(amount, left) });
    left -= amount;
  }
  return open;
}

function byDay(debts: readonly Debt[]): ReadonlyMap<string, number> {
  const days = new Map<string, number>();
  for (const { due_date, amount_minor } of debts) {
    days.set(due_date, (days.get(due_date) ?? 0) + amount_minor);
  }
  return days;
}

/** As `app.flag_credit`. */
function creditFaults(
  standing: CreditStanding,
  creditMinor: number,
  businessDate: string,
): readonly CreditFault[] {
  const faults: CreditFault[] = [];
  if (standing.owed_minor + creditMinor > standing.credit_limit_minor) faults.push('limit');
  if (isOverdue(standing.oldest_due_date, businessDate)) faults.push('overdue');
  return faults;
}

/** On the day itself it is not. */
export function isOverdue(dueDate: string | null, businessDate: string): boolean {
  return dueDate !== null && dueDate < businessDate;
}

/** Why this much may not go on credit without a manager. */
export interface CreditRefusal {
  readonly faults: readonly CreditFault[];
  readonly standing: CreditStanding;
  readonly credit_minor: number;
}

/** Before this much more goes on credit (R4.1-12); null where it may. */
export function refusalOfCredit(
  standing: CreditStanding,
  creditMinor: number,
  businessDate: string,
): CreditRefusal | null {
  const faults = creditMinor > 0 ? creditFaults(standing, creditMinor, businessDate) : [];
  return faults.length > 0 ? { faults, standing, credit_minor: creditMinor } : null;
}
