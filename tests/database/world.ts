/**
 * A shop of its own for every test: a fresh location with people, goods and a
 * device, committed under fresh ids, so tests share one database and never meet.
 */
import pg from 'pg';
import { inject } from 'vitest';
import { lotId } from '#domain/lot-id.ts';
import type { PushAnswer, PushResult } from '#schema/push.ts';

const uuid = (): string => crypto.randomUUID();

export const owner = new pg.Pool({ connectionString: inject('migrationUri'), max: 4 });
export const superuser = new pg.Pool({ connectionString: inject('superuserUri'), max: 2 });
const gateway = new pg.Pool({ connectionString: inject('gatewayUri'), max: 20 });

export interface Shop {
  readonly id: string;
  readonly code: string;
  readonly deviceId: string;
  readonly cashier: string;
  readonly manager: string;
  readonly admin: string;
  readonly items: readonly [piece: string, weighed: string, tracked: string];
  readonly lot: string;
  readonly taxRate: string;
}

export async function newUser(): Promise<string> {
  const id = uuid();
  await superuser.query('insert into auth.users (id, email) values ($1, $2)', [id, `${id}@flux.test`]);
  return id;
}

/** Runs SQL as the gateway does for a signed-in user: one transaction, the role set inside it. */
export async function asUser<T>(
  userId: string | null,
  run: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await gateway.connect();
  try {
    await client.query('begin');
    await client.query(`set local role ${userId === null ? 'anon' : 'authenticated'}`);
    await client.query(`select set_config('request.jwt.claims', $1, true)`, [
      JSON.stringify(userId === null ? { role: 'anon' } : { sub: userId, role: 'authenticated' }),
    ]);
    const result = await run(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

export async function newShop(settings: Record<string, unknown> = {}): Promise<Shop> {
  const [cashier, manager, admin] = await Promise.all([newUser(), newUser(), newUser()]);
  const shop = {
    id: uuid(),
    code: uuid().slice(0, 8).toUpperCase(),
    deviceId: uuid(),
    cashier,
    manager,
    admin,
    items: [uuid(), uuid(), uuid()] as const,
    taxRate: uuid(),
  };
  const category = uuid();
  const units = [uuid(), uuid()];
  await owner.query(
    `insert into public.locations (id, location_id, name, code, kind, created_by) values ($1, $1, 'Test shop', $2, 'shop', $3)`,
    [shop.id, shop.code, admin],
  );
  for (const [user, role] of [
    [cashier, 'cashier'],
    [manager, 'manager'],
    [admin, 'admin'],
  ]) {
    await owner.query(
      `insert into public.location_members (location_id, user_id, role, display_name, created_by) values ($1, $2, $3::text::public.member_role, $3::text, $4)`,
      [shop.id, user, role, admin],
    );
  }
  await owner.query(`insert into public.location_settings (location_id, created_by) values ($1, $2)`, [
    shop.id,
    admin,
  ]);
  for (const [name, value] of Object.entries(settings)) {
    await owner.query(`update public.location_settings set ${name} = $2 where location_id = $1`, [
      shop.id,
      value,
    ]);
  }
  await owner.query(
    `insert into public.devices (id, location_id, code, name, created_by) values ($1, $2, '01', 'Till', $3)`,
    [shop.deviceId, shop.id, admin],
  );
  await owner.query(
    `insert into public.categories (id, location_id, name, created_by) values ($1, $2, 'All', $3)`,
    [category, shop.id, admin],
  );
  await owner.query(
    `insert into public.units (id, location_id, name, symbol, quantity_decimals, created_by)
     values ($1, $3, 'Piece', 'pc', 0, $4), ($2, $3, 'Kilogram', 'kg', 3, $4)`,
    [units[0], units[1], shop.id, admin],
  );
  await owner.query(
    `insert into public.tax_rates (id, location_id, name, rate_ppm, created_by) values ($1, $2, 'Standard', 150000, $3)`,
    [shop.taxRate, shop.id, admin],
  );
  for (const [n, id] of shop.items.entries()) {
    await owner.query(
      `insert into public.items (id, location_id, name, barcode, category_id, unit_id, tax_rate_id, price_minor, cost_minor, is_batch_tracked, created_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        id,
        shop.id,
        `Item ${n}`,
        `400000000000${n}`,
        category,
        n === 1 ? units[1] : units[0],
        shop.taxRate,
        250,
        100,
        n === 2,
        admin,
      ],
    );
  }
  const { rows } = await owner.query<{ id: string }>(
    `insert into public.stock_lots (id, location_id, item_id, batch_number, expiry_date, created_by)
     values (app.lot_id($2, 'B1', current_date + 30), $1, $2, 'B1', current_date + 30, $3) returning id`,
    [shop.id, shop.items[2], admin],
  );
  return { ...shop, lot: rows[0]!.id };
}

export interface LineInput {
  item?: number;
  quantity_milli?: number;
  lot_id?: string | null;
  [field: string]: unknown;
}

let sequence = 0;

/** A sale of 250-minor-unit items at 15 % inclusive that the server accepts; `header` and lines may spoil it. */
export function saleOf(shop: Shop, lines: readonly LineInput[] = [{}], header: Record<string, unknown> = {}) {
  const id = uuid();
  sequence += 1;
  const made = lines.map((line, n) => {
    const { item = 0, quantity_milli = 1000, ...rest } = line;
    const amount = Math.round((250 * quantity_milli) / 1000);
    return {
      id: uuid(),
      line_no: n + 1,
      item_id: shop.items[item],
      lot_id: item === 2 ? shop.lot : null,
      item_name: `Item ${item}`,
      unit_symbol: 'pc',
      quantity_milli,
      price_minor: 250,
      list_price_minor: 250,
      discount_minor: 0,
      tax_rate_id: shop.taxRate,
      tax_rate_ppm: 150000,
      amount_minor: amount,
      tax_minor: Math.round((amount * 150000) / 1150000),
      ...rest,
    };
  });
  const total = made.reduce((sum, line) => sum + (line.amount_minor as number), 0);
  const now = new Date().toISOString();
  const payload: Record<string, unknown> = {
    id,
    location_id: shop.id,
    device_id: shop.deviceId,
    invoice_number: `S-${shop.code}-01-${String(sequence).padStart(6, '0')}`,
    kind: 'sale',
    customer_id: null,
    cashier_id: shop.cashier,
    approved_by: null,
    currency: 'USD',
    tax_mode: 'inclusive',
    subtotal_minor: total,
    discount_minor: 0,
    tax_minor: made.reduce((sum, line) => sum + (line.tax_minor as number), 0),
    total_minor: total,
    note: '',
    business_date: now.slice(0, 10),
    client_created_at: now,
    client_updated_at: now,
    lines: made,
    payments: [
      {
        id: uuid(),
        line_no: 1,
        method: 'cash',
        amount_minor: total,
        rounding_minor: 0,
        tendered_minor: total,
        change_minor: 0,
        reference: '',
      },
    ],
    ...header,
  };
  return envelope(shop, 'sales_invoice', payload);
}

export function adjustmentOf(shop: Shop, lines: readonly LineInput[], header: Record<string, unknown> = {}) {
  const id = uuid();
  sequence += 1;
  const now = new Date().toISOString();
  return envelope(shop, 'stock_adjustment', {
    id,
    location_id: shop.id,
    device_id: shop.deviceId,
    adjustment_number: `A-${shop.code}-01-${String(sequence).padStart(6, '0')}`,
    reason: 'opening',
    note: 'Opening stock',
    cashier_id: shop.admin,
    approved_by: null,
    business_date: now.slice(0, 10),
    client_created_at: now,
    client_updated_at: now,
    lines: lines.map(({ item = 0, quantity_milli = 10_000, ...rest }, n) => ({
      id: uuid(),
      line_no: n + 1,
      item_id: shop.items[item],
      lot_id: item === 2 ? shop.lot : null,
      item_name: `Item ${item}`,
      unit_symbol: 'pc',
      quantity_milli,
      unit_cost_minor: null,
      ...rest,
    })),
    ...header,
  });
}

/** The id of a batch, as a device makes it. */
export const batch = (itemId: string, batchNumber: string, expiryDate: string) => ({
  lot_id: lotId(itemId, batchNumber, expiryDate),
  batch_number: batchNumber,
  expiry_date: expiryDate,
});

/** Goods received at 120 minor units each, those of the batch-tracked item in one batch. */
export function grnOf(shop: Shop, lines: readonly LineInput[] = [{}], header: Record<string, unknown> = {}) {
  const id = uuid();
  sequence += 1;
  const now = new Date().toISOString();
  const made = lines.map(({ item = 0, quantity_milli = 1000, ...rest }, n) => {
    const cost = (rest['unit_cost_minor'] ?? 120) as number;
    return {
      id: uuid(),
      line_no: n + 1,
      item_id: shop.items[item],
      ...(item === 2
        ? batch(shop.items[2], 'G1', '2031-05-31')
        : { lot_id: null, batch_number: null, expiry_date: null }),
      item_name: `Item ${item}`,
      unit_symbol: 'pc',
      quantity_milli,
      unit_cost_minor: cost,
      amount_minor: Math.round((cost * quantity_milli) / 1000),
      ...rest,
    };
  });
  return envelope(shop, 'grn', {
    id,
    location_id: shop.id,
    device_id: shop.deviceId,
    grn_number: `G-${shop.code}-01-${String(sequence).padStart(6, '0')}`,
    supplier_id: null,
    supplier_reference: 'DN-1',
    note: '',
    cashier_id: shop.cashier,
    approved_by: null,
    approved_for: [],
    approval_reason: '',
    currency: 'USD',
    total_minor: made.reduce((sum, line) => sum + line.amount_minor, 0),
    business_date: now.slice(0, 10),
    client_created_at: now,
    client_updated_at: now,
    lines: made,
    ...header,
  });
}

export function envelope(shop: Shop, entity_type: string, payload: Record<string, unknown>) {
  return {
    v: 1,
    queue_id: uuid(),
    entity_type,
    entity_id: payload['id'] as string,
    location_id: shop.id,
    device_id: shop.deviceId,
    client_created_at: payload['client_created_at'] as string,
    client_updated_at: payload['client_updated_at'] as string,
    payload,
  };
}
export type TestRecord = ReturnType<typeof envelope>;

export async function push(userId: string | null, records: readonly unknown[]): Promise<PushResult[]> {
  return asUser(userId, async (client) => {
    const { rows } = await client.query<{ push: PushAnswer }>('select public.push($1::jsonb) as push', [
      JSON.stringify(records),
    ]);
    return rows[0]!.push.results;
  });
}

/** What the books of a shop hold; throws where they do not add up (invariants I2, I3). */
export async function books(shop: Shop) {
  const { rows } = await owner.query<Record<string, number>>(
    `select
      (select count(*)::int from public.sales_invoices where location_id = $1) as invoices,
      (select count(*)::int from public.sales_invoice_lines where location_id = $1) as lines,
      (select count(*)::int from public.sales_invoice_payments where location_id = $1) as payments,
      (select count(*)::int from public.stock_adjustments where location_id = $1) as adjustments,
      (select count(*)::int from public.grns where location_id = $1) as received,
      (select count(*)::int from public.customer_payments where location_id = $1) as received_payments,
      (select count(*)::int from public.customer_entries where location_id = $1) as entries,
      (select count(*)::int from public.stock_counts where location_id = $1) as sheets,
      (select count(*)::int from public.stock_transfers where location_id = $1) as sent,
      (select count(*)::int from public.stock_transfer_receipts where location_id = $1) as arrived,
      (select count(*)::int from public.shifts where location_id = $1) as shifts,
      (select count(*)::int from public.stock_moves where location_id = $1) as moves,
      (select count(*)::int from public.document_outcomes where location_id = $1) as outcomes,
      (select count(*)::int from public.document_keys where location_id = $1) as keys,
      (select count(*)::int from public.rejected_documents where location_id = $1) as rejected,
      (select journal_seq::int from public.location_journal_heads where location_id = $1) as journal`,
    [shop.id],
  );
  const { rows: faults } = await owner.query(
    `select 'balance' as what, b.item_id, b.quantity_milli from public.stock_balances b
     where b.location_id = $1 and b.quantity_milli <> (select coalesce(sum(m.quantity_milli), 0) from public.stock_moves m
       where m.location_id = b.location_id and m.item_id = b.item_id and m.lot_id is not distinct from b.lot_id)
     union all
     select 'move without balance', m.item_id, m.quantity_milli from public.stock_moves m
     where m.location_id = $1 and not exists (select from public.stock_balances b
       where b.location_id = m.location_id and b.item_id = m.item_id and b.lot_id is not distinct from m.lot_id)
     union all
     select 'cost', c.item_id, c.value_minor from public.item_costs c
     where c.location_id = $1 and (c.quantity_milli, c.value_minor) <> (select sum(m.quantity_milli), sum(m.value_minor)
       from public.stock_moves m where m.item_id = c.item_id)
     union all
     select 'line without move', l.item_id, l.quantity_milli from public.sales_invoice_lines l
     where l.location_id = $1 and l.is_restocked is not false
       and not exists (select from public.stock_moves m where m.id = l.id
         and m.quantity_milli = case when l.is_restocked then l.quantity_milli else -l.quantity_milli end)
     union all
     select 'thrown away, and on the shelf', l.item_id, l.quantity_milli from public.sales_invoice_lines l
     where l.location_id = $1 and l.is_restocked = false and exists (select from public.stock_moves m where m.id = l.id)
     union all
     select 'more came back than was sold', s.item_id, s.quantity_milli from public.sales_invoice_lines s
     join public.sales_invoice_lines r on r.original_line_id = s.id
     where s.location_id = $1
     group by s.id having sum(r.quantity_milli) > s.quantity_milli or sum(r.amount_minor) > s.amount_minor
     union all
     select 'received without move', l.item_id, l.quantity_milli from public.grn_lines l
     where l.location_id = $1 and not exists (select from public.stock_moves m
       where m.id = l.id and m.quantity_milli = l.quantity_milli and m.lot_id is not distinct from l.lot_id)
     union all
     select 'sent without move', l.item_id, l.quantity_milli from public.stock_transfer_lines l
     where l.location_id = $1 and not exists (select from public.stock_moves m
       where m.id = l.id and m.quantity_milli = -l.quantity_milli and m.lot_id is not distinct from l.lot_id)
     union all
     select 'arrived without move', l.item_id, l.quantity_milli from public.stock_transfer_receipt_lines l
     where l.location_id = $1 and l.quantity_milli > 0 and not exists (select from public.stock_moves m
       where m.id = l.id and m.quantity_milli = l.quantity_milli and m.lot_id is not distinct from l.lot_id)
     union all
     select 'a transfer whose state is not that of its receipt', s.id, null from public.transfer_states s
     left join public.stock_transfer_receipts r on r.transfer_id = s.id
     where $1 in (s.location_id, s.to_location_id) and (s.receipt_id is distinct from r.id or s.receipt_number is distinct from r.receipt_number)
     union all
     select 'a sum of lines that is not its note', null, n.total_minor from public.grns n
     where n.location_id = $1 and n.total_minor <> (select sum(l.amount_minor) from public.grn_lines l where l.grn_id = n.id)
     union all
     select 'owed', b.customer_id, b.outstanding_minor from public.customer_balances b
     where b.location_id = $1 and (b.outstanding_minor <> (select sum(e.amount_minor) from public.customer_entries e where e.customer_id = b.id)
       or greatest(b.outstanding_minor, 0) <> (select coalesce(sum((d ->> 'amount_minor')::bigint), 0) from jsonb_array_elements(b.open_debts) d)
       or b.oldest_due_date is distinct from (b.open_debts -> 0 ->> 'due_date')::date)
     union all
     select 'entry without balance', e.customer_id, e.amount_minor from public.customer_entries e
     where e.location_id = $1 and not exists (select from public.customer_balances b where b.id = e.customer_id)
     union all
     select 'document and entry differ', coalesce(d.customer_id, e.customer_id), coalesce(d.amount_minor, e.amount_minor)
     from (select * from public.customer_entries e where e.location_id = $1) e
     full join (
       select i.id, i.customer_id, case i.kind when 'return' then -y.amount_minor else y.amount_minor end as amount_minor,
         case i.kind when 'sale' then y.due_date end as due_date
       from public.sales_invoices i
       join public.sales_invoice_payments y on y.invoice_id = i.id and y.method = 'credit' where i.location_id = $1
       union all
       select c.id, c.customer_id, -c.amount_minor, null from public.customer_payments c where c.location_id = $1) d on d.id = e.id
     where (d.customer_id, d.amount_minor, d.due_date) is distinct from (e.customer_id, e.amount_minor, e.due_date)
     union all
     select 'journal has a gap', null, max(k.journal_seq) from public.document_keys k where k.location_id = $1
     having max(k.journal_seq) <> count(*)`,
    [shop.id],
  );
  if (faults.length > 0) throw new Error(`The books do not add up: ${JSON.stringify(faults)}`);
  return rows[0]!;
}

export async function onHand(shop: Shop, item = 0): Promise<number> {
  const { rows } = await owner.query<{ quantity: number }>(
    'select coalesce(sum(quantity_milli), 0)::int as quantity from public.stock_balances where location_id = $1 and item_id = $2',
    [shop.id, shop.items[item]],
  );
  return rows[0]!.quantity;
}
