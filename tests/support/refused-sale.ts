/** Sales in the browser that the server refuses, as it happens to a shop: the catalog changed while the till was away. */
import { type Locator, type Page } from '@playwright/test';
import { see } from '#tests/support/see.ts';
import type { FaultProxy } from './fault-proxy.ts';
import { sql } from './server-side.ts';
import { go, sellByKeys, stockRow, syncNow } from './till-page.ts';

export interface NewItem {
  readonly id: string;
  readonly name: string;
  readonly barcode: string;
}

/** An item of the test's own at Harbour Street, by the piece, of which the shop has none. */
export async function newItem(name: string, barcode: string): Promise<NewItem> {
  const [row] = await sql<{ id: string }>(
    `insert into items (location_id, name, barcode, category_id, unit_id, tax_rate_id, price_minor, created_by)
     select i.location_id, $1, $2, i.category_id, i.unit_id, i.tax_rate_id, 250, i.created_by
     from items i join units u on u.id = i.unit_id join locations o on o.id = i.location_id
     where o.code = 'HS' and u.quantity_decimals = 0 limit 1 returning id`,
    [name, barcode],
  );
  return { id: row!.id, name, barcode };
}

/** Sold while the device could not know that it comes in batches now (one is there: B-77); refused when it is back. */
export async function sellWithoutBatch(page: Page, network: FaultProxy, item: NewItem): Promise<string> {
  await see(await stockRow(page, item.name)).toBeVisible({ timeout: 30_000 });
  await go(page, 'Sell');
  network.cut();
  const number = await sellByKeys(page, [item.barcode]);
  await sql('update items set is_batch_tracked = true, updated_at = now() where id = $1', [item.id]);
  await sql(
    `insert into stock_lots (id, location_id, item_id, batch_number, expiry_date, created_by)
     select gen_random_uuid(), location_id, id, 'B-77', '2099-01-31', created_by from items where id = $1`,
    [item.id],
  );
  network.heal();
  await syncNow(page);
  await see(page.getByRole('banner')).toContainText('1 failed', { timeout: 60_000 });
  return number;
}

/** Its row in the Sync centre. */
export const refusedRow = (page: Page, number: string): Locator =>
  page.getByRole('main').getByRole('listitem').filter({ hasText: number });

/** On its own screen. */
export async function chooseBatch(page: Page, item: NewItem): Promise<void> {
  await page.getByRole('button', { name: `Choose batch of ${item.name}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: /B-77/ }).click();
}
