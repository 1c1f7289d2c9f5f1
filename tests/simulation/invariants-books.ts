/** The server's books alone: each is a statement that finds what breaks it. */
import type { World } from './world.ts';

const checks = {
  'I3 a balance is the sum of its moves': `
    select coalesce(b.item_id, m.item_id) from (
      select item_id, lot_id, sum(quantity_milli) as quantity_milli from public.stock_moves group by 1, 2) m
    full join public.stock_balances b on b.item_id = m.item_id and b.lot_id is not distinct from m.lot_id
    where b.quantity_milli is distinct from m.quantity_milli`,
  'I3 an item costs what its moves are worth': `
    select c.item_id from public.item_costs c
    full join (select item_id, sum(quantity_milli) as quantity_milli, sum(value_minor) as value_minor
      from public.stock_moves group by 1) m on m.item_id = c.item_id
    where (c.quantity_milli, c.value_minor) is distinct from (m.quantity_milli, m.value_minor)`,
  'I3 what a customer owes is the sum of the entries, and of the open debts': `
    select b.id from public.customer_balances b
    full join (select customer_id, sum(amount_minor) as amount_minor from public.customer_entries group by 1) e on e.customer_id = b.id
    where b.outstanding_minor is distinct from e.amount_minor
      or b.oldest_due_date is distinct from (b.open_debts -> 0 ->> 'due_date')::date
      or greatest(b.outstanding_minor, 0) <> (
        select coalesce(sum((d ->> 'amount_minor')::bigint), 0) from jsonb_array_elements(b.open_debts) d)`,
  'I2 entries are what is on credit and what is paid': `
    select coalesce(d.id, e.id) from (
      select s.id, s.customer_id, case s.kind when 'return' then -y.amount_minor else y.amount_minor end as amount_minor,
        case s.kind when 'sale' then y.due_date end as due_date
      from public.sales_invoices s
      join public.sales_invoice_payments y on y.invoice_id = s.id and y.method = 'credit'
      union all
      select id, customer_id, -amount_minor, null from public.customer_payments) d
    full join public.customer_entries e on e.id = d.id
    where (e.customer_id, e.amount_minor, e.due_date) is distinct from (d.customer_id, d.amount_minor, d.due_date)`,
  'I2 moves are the lines of their document': `
    select coalesce(l.id, m.id) from (
      select id, invoice_id as document_id, item_id, lot_id,
        case when is_restocked then quantity_milli else -quantity_milli end as quantity_milli
      -- What came back and was thrown away moves nothing.
      from public.sales_invoice_lines where is_restocked is distinct from false
      union all
      select id, adjustment_id, item_id, lot_id, quantity_milli from public.stock_adjustment_lines
      union all
      select id, grn_id, item_id, lot_id, quantity_milli from public.grn_lines
      union all
      select id, transfer_id, item_id, lot_id, -quantity_milli from public.stock_transfer_lines
      union all
      select id, receipt_id, item_id, lot_id, quantity_milli from public.stock_transfer_receipt_lines where quantity_milli > 0) l
    full join public.stock_moves m on m.id = l.id
    where (m.document_id, m.item_id, m.lot_id, m.quantity_milli)
      is distinct from (l.document_id, l.item_id, l.lot_id, l.quantity_milli)`,
  'R9.2-2 of what was sold, no more comes back than that, nor more of its money': `
    select s.id from public.sales_invoice_lines s join public.sales_invoice_lines r on r.original_line_id = s.id
    group by s.id having sum(r.quantity_milli) > s.quantity_milli or sum(r.amount_minor) > s.amount_minor`,
  'I4 a shift is what its parts add up to': `
    select s.id from public.shifts s where s.variance_minor <> s.counted_minor - s.expected_minor
      or s.counted_minor <> (select coalesce(sum(c.denomination_minor * c.pieces), 0) from public.shift_counts c where c.shift_id = s.id)
      or s.expected_minor <> s.float_minor
        + (select coalesce(sum(t.amount_minor), 0) from public.shift_tenders t where t.shift_id = s.id and t.method = 'cash')
        + (select coalesce(sum(case m.direction when 'in' then m.amount_minor else -m.amount_minor end), 0)
           from public.shift_movements m where m.shift_id = s.id)`,
  'I4 a total is what its lines and payments add up to': `
    select s.id from public.sales_invoices s where s.total_minor is distinct from (
      select sum(l.amount_minor) from public.sales_invoice_lines l where l.invoice_id = s.id)
    or s.total_minor is distinct from (
      select sum(y.amount_minor) from public.sales_invoice_payments y where y.invoice_id = s.id)`,
  'I4 a total is what its lines came to': `
    select g.id from public.grns g where g.total_minor is distinct from (
      select sum(l.amount_minor) from public.grn_lines l where l.grn_id = g.id)`,
  'I10 a lot is what its id says': `
    select id from public.stock_lots where batch_number not in ('B1', 'D1') and id <> app.lot_id(item_id, batch_number, expiry_date)`,
  'I5 a document has all of its parts': `
    select k.id from public.document_keys k
    left join (
      select id, journal_seq from public.sales_invoices s
      where exists (select from public.sales_invoice_lines l where l.invoice_id = s.id)
        and exists (select from public.sales_invoice_payments y where y.invoice_id = s.id)
      union all
      select id, journal_seq from public.stock_adjustments a
      where exists (select from public.stock_adjustment_lines l where l.adjustment_id = a.id)
      union all
      select id, journal_seq from public.customer_payments
      union all
      select id, journal_seq from public.shifts s
      where exists (select from public.shift_sources o where o.shift_id = s.id)
      union all
      select id, journal_seq from public.grns g
      where exists (select from public.grn_lines l where l.grn_id = g.id)
      union all
      select id, journal_seq from public.stock_counts c
      where exists (select from public.stock_count_lines l where l.count_id = c.id)
      union all
      select t.id, t.journal_seq from public.stock_transfers t join public.transfer_states s on s.id = t.id
      where exists (select from public.stock_transfer_lines l where l.transfer_id = t.id)
      union all
      select r.id, r.journal_seq from public.stock_transfer_receipts r join public.transfer_states s on s.receipt_id = r.id
      where exists (select from public.stock_transfer_receipt_lines l where l.receipt_id = r.id)) d on d.id = k.id
    left join public.document_outcomes o on o.id = k.id
    where d.journal_seq is distinct from k.journal_seq or o.journal_seq is distinct from k.journal_seq`,
  'I5 every document has its key': `
    select id from (select id from public.sales_invoices union all select id from public.stock_adjustments
      union all select id from public.customer_payments union all select id from public.grns union all select id from public.stock_counts union all select id from public.shifts
      union all select id from public.stock_transfers union all select id from public.stock_transfer_receipts) d
    where not exists (select from public.document_keys k where k.id = d.id)`,
  'I5 the journal has no gap': `
    select k.location_id from public.document_keys k group by 1
    having max(k.journal_seq) <> count(*) or count(distinct k.journal_seq) <> count(*)
      or max(k.journal_seq) <> (select h.journal_seq from public.location_journal_heads h where h.location_id = k.location_id)`,
  'I12 under BLOCK nothing ever went below zero': `
    select r.item_id from (
      select item_id, location_id, sum(quantity_milli) over (partition by item_id, lot_id order by journal_seq) as on_hand
      from public.stock_moves) r
    join public.location_settings s on s.location_id = r.location_id
    where r.on_hand < 0 and s.negative_stock_policy = 'BLOCK'`,
  'I13 no two documents print the same number': `
    select id from public.sales_invoices where invoice_number <> printed_number or flags ? 'number_clash'
    union all
    select id from public.stock_adjustments where adjustment_number <> printed_number or flags ? 'number_clash'
    union all
    select id from public.customer_payments where payment_number <> printed_number or flags ? 'number_clash'
    union all
    select id from public.grns where grn_number <> printed_number or flags ? 'number_clash'
    union all
    select id from public.stock_counts where count_number <> printed_number or flags ? 'number_clash'
    union all
    select id from public.shifts where shift_number <> printed_number or flags ? 'number_clash'
    union all
    select id from public.stock_transfers where transfer_number <> printed_number or flags ? 'number_clash'
    union all
    select id from public.stock_transfer_receipts where receipt_number <> printed_number or flags ? 'number_clash'`,
  'R13-9 a transfer is received by one receipt, or is on its way': `
    select s.id from public.transfer_states s
    where (s.state = 'received') <> (select count(*) = 1 from public.stock_transfer_receipts r where r.transfer_id = s.id)`,
  'I1 nothing posted is refused as well': `
    select r.document_id::uuid from public.rejected_documents r
    where r.resolved_at is null and exists (select from public.document_keys k where k.id::text = r.document_id)`,
} as const;

export async function booksFaults({ server, exclusions }: World): Promise<string[]> {
  const faults: string[] = [];
  for (const [what, sql] of Object.entries(checks)) {
    const rows = await server.postgres.rows<Record<string, unknown>>(sql);
    if (rows.length > 0) faults.push(`${what}: ${JSON.stringify(rows.slice(0, 3))}`);
  }
  for (const { userId, after, upTo } of exclusions) {
    const rows = await server.postgres.rows(
      `select number from public.document_keys where created_by = $1 and journal_seq > $2 and journal_seq <= $3`,
      [userId, after, Math.min(upTo, Number.MAX_SAFE_INTEGER)],
    );
    if (rows.length > 0) faults.push(`I6 only members post: ${JSON.stringify(rows)}`);
  }
  return faults;
}
