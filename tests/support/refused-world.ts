/** A manager's laptop and a till of one shop, real devices and the real server, and sales that it refuses. */
import { postAdjustment } from '#commands/post-adjustment.ts';
import { voidDocument } from '#commands/settle-online.ts';
import { itemsNamed } from '#queries/items.ts';
import { recentSales } from '#queries/recent-sales.ts';
import { refusedDocument } from '#queries/refused-document.ts';
import { settings } from '#queries/settings.ts';
import type { OutboxRow } from '#schema/local-tables.ts';
import { newId } from '#schema/new-id.ts';
import { onHand, pendingOf, sell, until, type Device } from './device.ts';
import { startFaultProxy } from './fault-proxy.ts';
import { watchFigure } from './figure-watch.ts';
import { withOwner, type ShopOptions } from './shop.ts';
import type { TestStack } from './stack.ts';
import { tillWorld } from './till-world.ts';

export const recordOf = ({ till }: Device, id: string) =>
  till.db.power.get<OutboxRow>('select * from outbox where entity_id = ?', [id]);
export const becomes = (device: Device, id: string, state: Partial<OutboxRow>) =>
  until(
    `becomes ${JSON.stringify(state)}`,
    () => recordOf(device, id),
    (record) => Object.entries(state).every(([name, value]) => record[name as keyof OutboxRow] === value),
  );
const stockTables = ['stock_balances', 'pending_moves', 'document_outcomes', 'outbox'];
export const watchRice = (device: Device) => watchFigure(device, stockTables, () => onHand(device, 'Rice'));
export const listed = async ({ till }: Device, id: string) =>
  (await recentSales(till.db.read).execute()).filter((sale) => sale.id === id);

/** A manager's laptop, and a till behind a network of its own; `role` is that of who works at the till. */
export async function laptopAndTill(
  stack: TestStack,
  options: ShopOptions = {},
  role: 'cashier' | 'manager' = 'cashier',
) {
  const it = await tillWorld(stack, options);
  await withOwner(stack, (db) =>
    db.query('update public.location_members set role = $2 where user_id = $1', [it.shop.cashier.id, role]),
  );
  const network = await startFaultProxy(stack.url);
  const till = await it.open('cashier', { url: network.url });
  await until(
    'stocked',
    () => onHand(till, 'Rice'),
    (n) => n === 100_000,
  );
  return {
    ...it,
    stack,
    laptop: it.device,
    till,
    network,
    async [Symbol.asyncDispose]() {
      await till.close();
      await network.close();
      await it[Symbol.asyncDispose]();
    },
  };
}

export type RefusedWorld = Awaited<ReturnType<typeof laptopAndTill>>;

/** Sold by the till while it could not know that rice has batches now. */
export async function soldWithoutBatch({ stack, till, network, shop }: RefusedWorld, pieces = 1) {
  network.cut();
  const sale = await sell(till, 'Rice', pieces);
  await withOwner(stack, async (db) => {
    await db.query(`update public.items set is_batch_tracked = true, updated_at = now() where id = $1`, [
      shop.rice,
    ]);
    await db.query(
      `insert into public.stock_lots (location_id, id, item_id, batch_number, expiry_date, created_by)
       values ($1, gen_random_uuid(), $2, 'R1', '2099-01-01', $3)`,
      [shop.id, shop.rice, shop.manager.id],
    );
  });
  network.heal();
  till.shop.store.syncNow();
  await becomes(till, sale.id, { sync_status: 'failed', error_code: 'RVLOT' });
  return sale;
}

/** The last of a hundred bags, sold on both under BLOCK; the till's sale is refused. */
export async function soldTwice(it: RefusedWorld) {
  await sell(it.laptop, 'Rice', 99);
  return lastSoldTwice(it);
}

/** The last bag that there is. */
export async function lastSoldTwice({ till, laptop, network }: RefusedWorld) {
  for (const each of [laptop, till])
    await until(
      'one left',
      () => onHand(each, 'Rice'),
      (n) => n === 1000,
    );
  network.cut();
  const sale = await sell(till, 'Rice', 1);
  await sell(laptop, 'Rice', 1);
  await until(
    'the laptop has sold it',
    () => pendingOf(laptop),
    (n) => n === 0,
  );
  network.heal();
  till.shop.store.syncNow();
  await becomes(till, sale.id, { sync_status: 'failed', error_code: 'RVSTK' });
  return sale;
}

/** As a screen asks for it. */
export async function voidAs({ till, shop }: Device, id: string, reason: string) {
  const [row] = await refusedDocument(till.db.read, id).execute();
  const { device_id, number } = row!;
  return voidDocument(till, shop.settling, {
    document_id: id,
    device_id: device_id!,
    entity_type: 'sales_invoice',
    number,
    reason,
  });
}

/** What came in, until goods are received by a document of their own. */
export async function receive({ till }: Device, pieces: number) {
  const [item] = await itemsNamed(till.db.read, 'Rice').execute();
  const [shopSettings] = await settings(till.db.read).execute();
  const line = { id: newId(), item: item!, lot: null, quantity_milli: pieces * 1000, unit_cost_minor: 100 };
  const found = {
    id: newId(),
    reason: 'found',
    note: 'Delivered',
    lines: [line],
    settings: shopSettings!,
  } as const;
  const { kind } = await postAdjustment(till, found);
  if (kind !== 'posted') throw new Error('Not received.');
}

export const asManager = ({ till }: Device) =>
  ({ ...till, cashier: { ...till.cashier, role: 'manager' } }) as const;
