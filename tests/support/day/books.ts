/** What a device has on its disk is what the server holds, row by row, and the server's books add up. */
import { expect } from 'vitest';
import { documentTables } from '#schema/document-kinds.ts';
import { syncedColumns } from '#schema/tables.generated.ts';
import { expectCopied } from '#tests/support/copied-rows.ts';
import { deviceDatabase } from '#tests/support/device-database.ts';
import { sql } from '#tests/support/server-side.ts';
import { expectConnection, expectPending } from '#tests/support/till-page.ts';
import type { Place } from './day.ts';

/** Of the answers a device has its own alone; the ledger and costs come when a report asks for them. */
const notHere = ['document_outcomes', 'stock_moves', 'item_costs'];
const tables = Object.keys(syncedColumns).filter((table) => !notHere.includes(table));

/** Every synced table, in every column; all that is written here is there. The device stays without its network. */
export async function expectSameBooks({ network, device: { page } }: Place, login: string): Promise<void> {
  await expectConnection(page, 'Online');
  await expectPending(page, 0);
  network.cut();
  using local = await deviceDatabase(page);
  for (const table of tables) await expectCopied(local, login, table, { mayBeEmpty: true });
  expect(local.all(`select entity_id, sync_status from outbox where sync_status <> 'synced'`)).toEqual([]);
  for (const kept of ['pending_moves', 'pending_debts', 'drafts'])
    expect(local.all(`select * from ${kept}`), kept).toEqual([]);
}

/** Each finds what breaks it. */
const laws = {
  'what is on hand is the sum of its moves': `
    select coalesce(b.item_id, m.item_id) from
      (select item_id, lot_id, sum(quantity_milli) as sum from stock_moves group by 1, 2) m
    full join stock_balances b on b.item_id = m.item_id and b.lot_id is not distinct from m.lot_id
    where b.quantity_milli is distinct from m.sum`,
  'what an item costs is what its moves are worth': `
    select coalesce(c.item_id, m.item_id) from
      (select item_id, sum(quantity_milli) as quantity, sum(value_minor) as value from stock_moves group by 1) m
    full join item_costs c on c.item_id = m.item_id
    where (c.quantity_milli, c.value_minor) is distinct from (m.quantity, m.value)`,
  'what a customer owes is the sum of the entries': `
    select coalesce(b.customer_id, e.customer_id) from
      (select customer_id, sum(amount_minor) as sum from customer_entries group by 1) e
    full join customer_balances b on b.customer_id = e.customer_id
    where b.outstanding_minor is distinct from e.sum`,
  'a sale is paid': `
    select s.invoice_number from sales_invoices s
    where s.total_minor <> (select sum(amount_minor) from sales_invoice_lines l where l.invoice_id = s.id)
      or s.total_minor <> (select sum(amount_minor) from sales_invoice_payments y where y.invoice_id = s.id)`,
  'what is in the drawer is what was put and taken there': `
    select s.shift_number, s.expected_minor from shifts s
    where s.expected_minor <> s.float_minor
      + (select coalesce(sum(case direction when 'in' then amount_minor else -amount_minor end), 0)
         from shift_movements m where m.shift_id = s.id)
      + (select coalesce(sum((y.tendered_minor - y.change_minor) * case i.kind when 'return' then -1 else 1 end), 0)
         from sales_invoices i join sales_invoice_payments y on y.invoice_id = i.id and y.method = 'cash'
         where i.device_id = s.device_id)
      + (select coalesce(sum(p.tendered_minor - p.change_minor), 0) from customer_payments p
         where p.device_id = s.device_id and p.method = 'cash')`,
  'the journal has no gap, and each of its numbers is one document that was posted': `
    select k.location_id from document_keys k left join document_outcomes o on o.id = k.id
    group by 1 having max(k.journal_seq) <> count(*) or bool_or(o.outcome is distinct from 'posted')`,
  'nothing was refused': `select number, document_id from rejected_documents`,
} as const;

export async function expectLawsHold(): Promise<void> {
  const broken: Record<string, unknown> = {};
  for (const [law, text] of Object.entries(laws)) broken[law] = await sql(text);
  expect(broken).toEqual(Object.fromEntries(Object.keys(laws).map((law) => [law, []])));
}

/** Of each kind of document there is one. */
export async function expectAllKinds(): Promise<void> {
  const counts = await sql<{ table: string; made: boolean }>(
    documentTables
      .map((table) => `select '${table}' as table, exists (select from ${table}) as made`)
      .join(' union all '),
  );
  expect(counts.filter(({ made }) => !made)).toEqual([]);
}
