/** What customers owe, by the one rule (`db/owed-rule.ts`). */
import { sql, type RawBuilder } from 'kysely';
import type { Reader } from '#db/local-database.ts';
import { debtsSql, owedSql, pendingOwedSql } from '#db/owed-rule.ts';
import { openDebts, type CreditStanding, type Debt } from '#domain/credit.ts';
import { nameContains } from './name-contains.ts';

export interface OwingCustomer extends CreditStanding {
  readonly id: string;
  readonly name: string;
  readonly phone: string | null;
  /** How much of what is owed the server has not booked yet. */
  readonly pending_minor: number;
  /** What is open, by the day when it is due, oldest first. */
  readonly open_debts: readonly Debt[];
}

interface OwingRow extends Omit<OwingCustomer, 'oldest_due_date' | 'open_debts'> {
  /** JSON of `Debt`s. */
  readonly debts: string;
}

/** What the customer in a column owes. */
export function owedBy(customerColumn: string): RawBuilder<number> {
  return sql<number>`${sql.raw(owedSql(customerColumn))}`;
}

function owing(read: Reader) {
  return read
    .selectFrom('customers')
    .select(['customers.id', 'name', 'phone', 'credit_limit_minor', 'credit_days'])
    .select([
      owedBy('customers.id').as('owed_minor'),
      sql<number>`${sql.raw(pendingOwedSql('customers.id'))}`.as('pending_minor'),
      sql<string>`${sql.raw(debtsSql('customers.id'))}`.as('debts'),
    ]);
}

/** At most one row, for `owingCustomer`. */
export function owingOf(read: Reader, customerId: string | null) {
  return owing(read).where('customers.id', '=', customerId);
}

/** Who owes or is owed something; and, where a text is given, everybody whose name has it. By name. */
export function owingNamed(read: Reader, text = '', limit = 2000) {
  const open = sql<boolean>`customers.id in (
    select b.id from customer_balances b where b.outstanding_minor <> 0 union all select d.customer_id from pending_debts d)`;
  return owing(read)
    .where((eb) => (text.trim() === '' ? open : eb.and([nameContains('customers.name', text)])))
    .where((eb) => eb.or([eb('is_archived', '=', 0), open]))
    .orderBy(sql`name collate nocase`)
    .orderBy('customers.id')
    .limit(limit);
}

export function owingCustomer({ debts, ...row }: OwingRow): OwingCustomer {
  // Written by the server and by the triggers of the outbox.
  const open_debts = openDebts(JSON.parse(debts) as Debt[], row.owed_minor);
  return { ...row, open_debts, oldest_due_date: open_debts[0]?.due_date ?? null };
}
