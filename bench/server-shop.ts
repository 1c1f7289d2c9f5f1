/** A location with 5,000 items in a real, durable Postgres, and sales for it. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import pg from 'pg';
import { applyMigrations } from '#stack/postgres/apply-migrations.ts';
import { startCluster, SUPERUSER, type Cluster } from '#stack/postgres/cluster.ts';
import { prepareDatabase } from '#stack/postgres/prepare-database.ts';
import { freePort } from '#tests/support/free-port.ts';

export interface ServerShop {
  readonly cluster: Cluster;
  readonly userId: string;
  /** A record as `push` takes it: three random items, in any order. */
  makeRecord(): object;
}

const itemCount = 5_000;

export async function openServerShop(dir: string): Promise<ServerShop> {
  const password = randomUUID();
  const cluster = await startCluster({ dir, port: await freePort(), password, durable: true });
  await prepareDatabase(cluster.uri(SUPERUSER, 'postgres'), password);
  const migrationsDir = fileURLToPath(new URL('../supabase/migrations', import.meta.url));
  await applyMigrations({ databaseUri: cluster.uri('postgres', 'postgres'), migrationsDir });
  const admin = new pg.Client(cluster.uri(SUPERUSER, 'postgres'));
  await admin.connect();
  await admin.query(await readFile(path.join(import.meta.dirname, 'hand-written.sql'), 'utf8'));
  await admin.query('grant execute on function public.hand_written to authenticated');
  const shop = await seed(admin);
  await admin.query('analyze');
  await admin.end();
  return { cluster, userId: shop.user, makeRecord: () => record(shop) };
}

interface Seeded {
  readonly user: string;
  readonly location: string;
  readonly device: string;
  readonly taxRate: string;
  readonly items: readonly string[];
  sequence: number;
}

async function seed(admin: pg.Client): Promise<Seeded> {
  const [user, location, device, category, unit, taxRate] = Array.from({ length: 6 }, () => randomUUID());
  const steps: [string, unknown[]][] = [
    [`insert into auth.users (id, email) values ($1, 'bench@flux.test')`, [user]],
    [
      `insert into locations (id, location_id, name, code, kind, created_by) values ($1, $1, 'Bench', 'BE', 'shop', $2)`,
      [location, user],
    ],
    [
      `insert into location_members (location_id, user_id, role, display_name, created_by) values ($1, $2, 'cashier', 'Bench', $2)`,
      [location, user],
    ],
    ['insert into location_settings (location_id, created_by) values ($1, $2)', [location, user]],
    [
      `insert into devices (id, location_id, code, name, created_by) values ($1, $2, '01', 'Bench', $3)`,
      [device, location, user],
    ],
    [
      `insert into categories (id, location_id, name, created_by) values ($1, $2, 'All', $3)`,
      [category, location, user],
    ],
    [
      `insert into units (id, location_id, name, symbol, created_by) values ($1, $2, 'Piece', 'pc', $3)`,
      [unit, location, user],
    ],
    [
      `insert into tax_rates (id, location_id, name, rate_ppm, created_by) values ($1, $2, 'Standard', 150000, $3)`,
      [taxRate, location, user],
    ],
  ];
  for (const [sql, values] of steps) await admin.query(sql, values);
  const { rows } = await admin.query<{ id: string }>(
    `insert into items (location_id, name, category_id, unit_id, tax_rate_id, price_minor, cost_minor, created_by)
     select $1, 'Item ' || n, $2, $3, $4, 250, 100, $5 from generate_series(1, $6::int) n returning id`,
    [location, category, unit, taxRate, user, itemCount],
  );
  const named = { user, location, device, taxRate } as {
    [name in 'user' | 'location' | 'device' | 'taxRate']: string;
  };
  return { ...named, items: rows.map(({ id }) => id), sequence: 0 };
}

function record(shop: Seeded): object {
  const { location: location_id, device: device_id } = shop;
  shop.sequence += 1;
  const id = randomUUID();
  const now = new Date().toISOString();
  const times = { client_created_at: now, client_updated_at: now };
  const payload = {
    id,
    location_id,
    device_id,
    kind: 'sale',
    customer_id: null,
    cashier_id: shop.user,
    approved_by: null,
    invoice_number: `S-BE-01-${String(shop.sequence).padStart(6, '0')}`,
    currency: 'USD',
    tax_mode: 'inclusive',
    subtotal_minor: 750,
    discount_minor: 0,
    tax_minor: 99,
    total_minor: 750,
    note: '',
    business_date: now.slice(0, 10),
    ...times,
    lines: [1, 2, 3].map((line_no) => line(shop, line_no)),
    payments: [
      {
        id: randomUUID(),
        line_no: 1,
        method: 'cash',
        amount_minor: 750,
        rounding_minor: 0,
        tendered_minor: 1000,
        change_minor: 250,
        reference: '',
      },
    ],
  };
  const envelope = {
    v: 1,
    queue_id: randomUUID(),
    entity_type: 'sales_invoice',
    entity_id: id,
    location_id,
    device_id,
  };
  return { ...envelope, ...times, payload };
}

function line({ items, taxRate }: Seeded, line_no: number): object {
  const item_id = items[Math.floor(Math.random() * items.length)];
  return {
    id: randomUUID(),
    line_no,
    item_id,
    lot_id: null,
    item_name: 'Item',
    unit_symbol: 'pc',
    quantity_milli: 1000,
    price_minor: 250,
    list_price_minor: 250,
    discount_minor: 0,
    tax_rate_id: taxRate,
    tax_rate_ppm: 150_000,
    amount_minor: 250,
    tax_minor: 33,
  };
}
