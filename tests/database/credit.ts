/** Customers who owe: sales on credit and what is paid for them. */
import type { Debt } from '#domain/credit.ts';
import { envelope, owner, saleOf, type LineInput, type Shop } from './world.ts';

const uuid = (): string => crypto.randomUUID();

export async function customerOf(shop: Shop, limit_minor = 100_000, days = 30): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    `insert into public.customers (location_id, name, credit_limit_minor, credit_days, created_by)
     values ($1, 'C', $2, $3, $4) returning id`,
    [shop.id, limit_minor, days, shop.admin],
  );
  return rows[0]!.id;
}

/** All of it on credit, or what `cash_minor` leaves. */
export function onCredit(
  shop: Shop,
  customer_id: string | null,
  header: Record<string, unknown> & { cash_minor?: number; due_date?: string } = {},
  lines: readonly LineInput[] = [{}],
) {
  const { cash_minor = 0, due_date = null, ...rest } = header;
  const sale = saleOf(shop, lines, { customer_id, ...rest });
  const total = sale.payload['total_minor'] as number;
  const parts = [
    { method: 'cash', amount_minor: cash_minor, due_date: null },
    { method: 'credit', amount_minor: total - cash_minor, due_date },
  ].filter(({ amount_minor }) => amount_minor !== 0);
  sale.payload['payments'] = parts.map((part, n) => ({
    id: uuid(),
    line_no: n + 1,
    rounding_minor: 0,
    tendered_minor: part.amount_minor,
    change_minor: 0,
    reference: '',
    ...part,
  }));
  return sale;
}

let sequence = 0;

/** Cash, exactly. */
export function paymentOf(
  shop: Shop,
  customer_id: string | null,
  amount_minor = 250,
  header: Record<string, unknown> = {},
) {
  sequence += 1;
  const now = new Date().toISOString();
  return envelope(shop, 'customer_payment', {
    id: uuid(),
    location_id: shop.id,
    device_id: shop.deviceId,
    payment_number: `P-${shop.code}-01-${String(sequence).padStart(6, '0')}`,
    customer_id,
    method: 'cash',
    amount_minor,
    rounding_minor: 0,
    tendered_minor: amount_minor,
    change_minor: 0,
    reference: '',
    note: '',
    cashier_id: shop.cashier,
    approved_by: null,
    approved_for: [],
    approval_reason: '',
    currency: 'USD',
    business_date: now.slice(0, 10),
    client_created_at: now,
    client_updated_at: now,
    ...header,
  });
}

export interface Balance {
  readonly outstanding_minor: number;
  readonly oldest_due_date: string | null;
  readonly open_debts: readonly Debt[];
}

/** Null where nothing was ever owed. */
export async function balanceOf(customerId: string): Promise<Balance | null> {
  const { rows } = await owner.query<Balance>(
    `select outstanding_minor::int, oldest_due_date::text, open_debts from public.customer_balances where id = $1`,
    [customerId],
  );
  return rows[0] ?? null;
}

/** In the order of the journal. */
export async function entriesOf(customerId: string) {
  const { rows } = await owner.query<{ amount_minor: number; due_date: string | null }>(
    `select amount_minor::int, due_date::text from public.customer_entries where customer_id = $1 order by journal_seq`,
    [customerId],
  );
  return rows;
}
