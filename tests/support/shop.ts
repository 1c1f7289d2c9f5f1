/** A shop on a running stack: people who can log in, and goods without stock. */
import pg from 'pg';

/** What a shop is made on: a stack here or in a process of its own. */
export interface ShopServer {
  readonly databaseUri: string;
  createUser(user: { email: string; password: string }): Promise<{ readonly id: string }>;
}

export interface Person {
  readonly id: string;
  readonly email: string;
  readonly password: string;
}

export interface TestShop {
  readonly id: string;
  readonly code: string;
  readonly cashier: Person;
  readonly manager: Person;
  /** Sold by the piece, 2.50 each, 15 % inside. */
  readonly rice: string;
  /** Batch-tracked, 4.00. */
  readonly milk: string;
  readonly lot: string;
}

export interface ShopOptions {
  readonly policy?: 'WARN' | 'BLOCK';
  readonly name?: string;
  /** Of the location, where it matters. */
  readonly id?: string;
}

const password = 'correct horse battery';

export async function addShop(
  stack: ShopServer,
  { policy = 'WARN', name = 'Shop', id = crypto.randomUUID() }: ShopOptions = {},
): Promise<TestShop> {
  const person = async (role: string): Promise<Person> => {
    const email = `${role}-${id.slice(0, 8)}@flux.test`;
    const user = await stack.createUser({ email, password });
    return { id: user.id, email, password };
  };
  const [cashier, manager] = [await person('cashier'), await person('manager')];
  const shop = { id, code: id.slice(0, 6).toUpperCase(), cashier, manager };
  const goods = { rice: crypto.randomUUID(), milk: crypto.randomUUID(), lot: crypto.randomUUID() };
  const [category, unit, tax] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
  await withOwner(stack, async (db) => {
    const by = manager.id;
    await db.query(
      `insert into public.locations (id, location_id, name, code, kind, created_by) values ($1, $1, $2, $3, 'shop', $4)`,
      [id, name, shop.code, by],
    );
    await db.query(
      `insert into public.location_members (location_id, user_id, role, display_name, created_by)
       values ($1, $2, 'cashier', 'Casey', $3), ($1, $3, 'manager', 'Morgan', $3)`,
      [id, cashier.id, by],
    );
    await db.query(
      'insert into public.location_settings (location_id, negative_stock_policy, created_by) values ($1, $2, $3)',
      [id, policy, by],
    );
    await db.query(
      `insert into public.categories (id, location_id, name, created_by) values ($1, $2, 'Food', $3)`,
      [category, id, by],
    );
    await db.query(
      `insert into public.units (id, location_id, name, symbol, created_by) values ($1, $2, 'piece', 'pc', $3)`,
      [unit, id, by],
    );
    await db.query(
      `insert into public.tax_rates (id, location_id, name, rate_ppm, created_by) values ($1, $2, 'VAT', 150000, $3)`,
      [tax, id, by],
    );
    await db.query(
      `insert into public.items (id, location_id, name, barcode, category_id, unit_id, tax_rate_id, price_minor, cost_minor, is_batch_tracked, created_by)
       values ($1, $2, 'Rice 1kg', '4006381333931', $4, $5, $6, 250, 100, false, $7),
              ($3, $2, 'Milk 1l', '4006381333948', $4, $5, $6, 400, 200, true, $7)`,
      [goods.rice, id, goods.milk, category, unit, tax, by],
    );
    await db.query(
      `insert into public.stock_lots (id, location_id, item_id, batch_number, expiry_date, created_by) values ($1, $2, $3, 'B1', '2099-01-31', $4)`,
      [goods.lot, id, goods.milk, by],
    );
  });
  return { ...shop, ...goods };
}

/** One more who works there. Devices in one process need a person each: PowerSync tells them apart by file name. */
export async function addCashier(stack: ShopServer, shop: TestShop): Promise<Person> {
  const email = `cashier-${crypto.randomUUID()}@flux.test`;
  const { id } = await stack.createUser({ email, password });
  await withOwner(stack, (db) =>
    db.query(
      `insert into public.location_members (location_id, user_id, role, display_name, created_by)
       values ($1, $2, 'cashier', 'Casey', $3)`,
      [shop.id, id, shop.manager.id],
    ),
  );
  return { id, email, password };
}

/** Whatever the server holds of a sale: what "exactly once" is judged by. */
export interface ServerTruth {
  readonly invoices: number;
  readonly lines: number;
  readonly payments: number;
  readonly moves: number;
  readonly outcomes: number;
  readonly journal: number;
  /** Of rice. */
  readonly balance_milli: number;
  readonly moved_milli: number;
  readonly rejected: number;
}

export async function serverTruth(stack: ShopServer, shop: TestShop): Promise<ServerTruth> {
  return withOwner(stack, async (db) => {
    const { rows } = await db.query<Record<keyof ServerTruth, string>>(
      `select
        (select count(*) from public.sales_invoices where location_id = $1) as invoices,
        (select count(*) from public.sales_invoice_lines where location_id = $1) as lines,
        (select count(*) from public.sales_invoice_payments where location_id = $1) as payments,
        (select count(*) from public.stock_moves where location_id = $1 and entity_type = 'sales_invoice') as moves,
        (select count(*) from public.document_outcomes where location_id = $1 and entity_type = 'sales_invoice') as outcomes,
        (select journal_seq from public.location_journal_heads where location_id = $1) as journal,
        coalesce((select quantity_milli from public.stock_balances where location_id = $1 and item_id = $2), 0) as balance_milli,
        coalesce((select sum(quantity_milli) from public.stock_moves where location_id = $1 and item_id = $2), 0) as moved_milli,
        (select count(*) from public.rejected_documents where location_id = $1) as rejected`,
      [shop.id, shop.rice],
    );
    const [row] = rows;
    return Object.fromEntries(
      Object.entries(row!).map(([name, value]) => [name, Number(value)]),
    ) as unknown as ServerTruth;
  });
}

/** SQL as the role that owns the tables: what a manager's hand in the database would do. */
export async function withOwner<T>(
  stack: Pick<ShopServer, 'databaseUri'>,
  run: (db: pg.Client) => Promise<T>,
): Promise<T> {
  const db = new pg.Client({ connectionString: stack.databaseUri });
  await db.connect();
  try {
    return await run(db);
  } finally {
    await db.end();
  }
}
