/** Shifts that the server accepts; a header and parts may spoil them. */
import { envelope, owner, type Shop } from './world.ts';

const uuid = (): string => crypto.randomUUID();

let sequence = 0;

interface Parts {
  readonly sources?: readonly object[];
  readonly tenders?: readonly object[];
  readonly movements?: readonly object[];
  readonly counts?: readonly object[];
}

const numbered = (rows: readonly object[]) => rows.map((row, n) => ({ id: uuid(), line_no: n + 1, ...row }));

/** Of the sales of its device up to a sequence; by itself of none. */
export const source = (range: object = {}) => ({
  entity_type: 'sales_invoice',
  after_sequence: 0,
  last_sequence: 0,
  document_count: 0,
  total_minor: 0,
  unposted_count: 0,
  unposted_minor: 0,
  unposted_numbers: '',
  ...range,
});

export const movement = (shop: Shop, of: object = {}) => ({
  direction: 'out',
  amount_minor: 300,
  reason: 'Stamps',
  moved_at: new Date().toISOString(),
  cashier_id: shop.cashier,
  ...of,
});

/** 100.00 of float, 3.00 out of it, 5.00 by card, counted to the cent. */
export function shiftOf(
  shop: Shop,
  range: object = {},
  header: Record<string, unknown> = {},
  parts: Parts = {},
) {
  const now = new Date().toISOString();
  sequence += 1;
  const counts = [
    [5000, 1],
    [1000, 4],
    [100, 7],
  ].map(([denomination_minor, pieces]) => ({
    denomination_minor,
    pieces,
    amount_minor: denomination_minor! * pieces!,
  }));
  return envelope(shop, 'shift', {
    id: uuid(),
    location_id: shop.id,
    device_id: shop.deviceId,
    shift_number: `Z-${shop.code}-01-${String(sequence).padStart(6, '0')}`,
    opened_at: now,
    opened_by: shop.cashier,
    closed_at: now,
    cashier_id: shop.cashier,
    approved_by: null,
    approved_for: [],
    approval_reason: '',
    currency: 'USD',
    float_minor: 10_000,
    expected_minor: 9_700,
    counted_minor: 9_700,
    variance_minor: 0,
    recount_count: 0,
    note: '',
    business_date: now.slice(0, 10),
    client_created_at: now,
    client_updated_at: now,
    sources: numbered(parts.sources ?? [source(range)]),
    tenders: numbered(parts.tenders ?? [{ method: 'card', payment_count: 1, amount_minor: 500 }]),
    movements: numbered(parts.movements ?? [movement(shop)]),
    counts: numbered(parts.counts ?? counts),
    ...header,
  });
}

/** Shifts of a location whose sums are not those of their parts, or whose cash is not that of the documents booked before them. */
export async function shiftsThatDoNotAddUp(shop: Shop): Promise<unknown[]> {
  const { rows } = await owner.query(
    `with taken as materialized (
       select 'sales_invoice' as entity_type, i.device_id, i.invoice_number as number, i.journal_seq,
         case i.kind when 'return' then -1 else 1 end * (y.tendered_minor - y.change_minor) as cash_minor
       from public.sales_invoices i join public.sales_invoice_payments y on y.invoice_id = i.id and y.method = 'cash'
       where i.location_id = $1
       union all
       select 'customer_payment', c.device_id, c.payment_number, c.journal_seq, c.tendered_minor - c.change_minor
       from public.customer_payments c where c.location_id = $1 and c.method = 'cash'),
     booked as (
       select s.id, sum(t.cash_minor) as cash_minor from public.shifts s
       join public.shift_sources o on o.shift_id = s.id
       join taken t on t.entity_type = o.entity_type::text and t.device_id = s.device_id and t.journal_seq < s.journal_seq
         and (regexp_match(t.number, '-(\\d+)$'))[1]::bigint between o.after_sequence + 1 and o.last_sequence
       where s.location_id = $1 group by 1)
     select s.id from public.shifts s left join booked b on b.id = s.id where s.location_id = $1 and (
       s.booked_cash_minor <> coalesce(b.cash_minor, 0) or
       s.counted_minor <> (select coalesce(sum(c.denomination_minor * c.pieces), 0) from public.shift_counts c where c.shift_id = s.id)
       or s.expected_minor <> s.float_minor
         + (select coalesce(sum(t.amount_minor), 0) from public.shift_tenders t where t.shift_id = s.id and t.method = 'cash')
         + (select coalesce(sum(case m.direction when 'in' then m.amount_minor else -m.amount_minor end), 0)
            from public.shift_movements m where m.shift_id = s.id)
       or s.variance_minor <> s.counted_minor - s.expected_minor
       or not exists (select from public.shift_sources o where o.shift_id = s.id))`,
    [shop.id],
  );
  return rows;
}
