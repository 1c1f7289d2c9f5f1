/** A device with random sales, payments, notes and shifts of four months, and how each is counted by hand. */
import type { Period } from '#domain/period.ts';
import { openLocalTill, type LocalTill } from './local-till.ts';
import { keepMoney, randomMoney, type MadeMoney } from './random-money.ts';
import { keepSales, randomSales, type MadeSale } from './random-sales.ts';

export const today = '2026-11-20';
export const periods: readonly Period[] = [
  { from: '2026-07-20', to: today },
  { from: '2026-09-03', to: '2026-10-11' },
  { from: '2027-01-01', to: '2027-01-31' },
];
export const customers = ['anna', 'berta', 'carl', 'dora'] as const;
export const devices = ['till', 'tablet', 'laptop'] as const;
/** Of documents that are not here: Berta owes for more than it has, Dora has paid ahead. */
export const elsewhere: Readonly<Record<string, number>> = { berta: 900_000, dora: -900_000 };

export interface MoneyWorld {
  readonly it: LocalTill;
  readonly sales: readonly MadeSale[];
  readonly money: MadeMoney;
}

export async function moneyWorld(folder: string): Promise<MoneyWorld> {
  const it = await openLocalTill(folder);
  const { catalog, till } = it;
  const common = {
    items: [
      { id: catalog.rice, name: 'Rice, as it was called' },
      { id: catalog.milk, name: 'Milk' },
      { id: 'gone', name: 'No longer here' },
    ],
    cashiers: ['ann', 'bob'],
    customers,
    devices,
    fromMs: Date.parse('2026-07-20T06:00:00Z'),
    days: 123,
    dateOf: (at: number) => new Date(at).toISOString().slice(0, 10),
  };
  const sales = randomSales(11, { ...common, count: 500 });
  const money = randomMoney(12, { ...common, suppliers: ['mill', 'dairy', null] });
  await keepSales(till.db.power, sales, 'none');
  await keepMoney(till.db.power, money);
  for (const id of customers) {
    await till.db.power.execute(
      `insert into customers (id, name, credit_limit_minor, credit_days, is_archived) values (?, ?, 1000, 30, 0)`,
      [id, id],
    );
    const booked = entriesMade(sales, money).filter((one) => one.customer_id === id && isBooked(one));
    await till.db.power.execute(
      `insert into customer_balances (id, outstanding_minor, open_debts) values (?, ?, '[]')`,
      [id, sum(booked) + (elsewhere[id] ?? 0)],
    );
  }
  return { it, sales, money };
}

interface Counted {
  readonly state: MadeSale['state'];
  readonly business_date: string;
}

export const isBooked = ({ state }: Pick<Counted, 'state'>) => state === 'posted' || state === 'arriving';

export const isIn =
  ({ from, to }: Period) =>
  ({ state, business_date }: Counted) =>
    state !== 'void' && business_date >= from && business_date <= to;

export const sumOf = <T>(list: readonly T[], of: (one: T) => number) =>
  list.reduce((total, one) => total + of(one), 0);

export const sum = (list: readonly { readonly amount_minor: number }[]) =>
  sumOf(list, ({ amount_minor }) => amount_minor);

/** What was put on account, and what was paid or taken off, oldest first; not what is void. */
export function entriesMade(sales: readonly MadeSale[], money: MadeMoney) {
  const onAccount = sales.flatMap(({ payments, kind, ...sale }) =>
    payments
      .filter(({ method }) => method === 'credit')
      .map(({ amount_minor }) => ({
        ...sale,
        amount_minor: kind === 'return' ? -amount_minor : amount_minor,
      })),
  );
  const paid = money.payments.map((payment) => ({ ...payment, amount_minor: -payment.amount_minor }));
  return [...onAccount, ...paid]
    .filter(({ state }) => state !== 'void')
    .toSorted((a, b) => (a.client_created_at < b.client_created_at ? -1 : 1));
}
