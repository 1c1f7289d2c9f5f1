/** The local stack, durable, with one shop of many items, serving pages of our own in place of the app or the app itself. */
import type { Login } from './page/sync.ts';
import { addShop, withOwner } from '#tests/support/shop.ts';
import { startTestStack, type TestStack } from '#tests/support/stack.ts';

export interface StackShop {
  readonly stack: TestStack;
  readonly login: Login;
}

export async function openStackShop(distDir: string, itemCount: number): Promise<StackShop> {
  const stack = await startTestStack({ durable: true, distDir });
  const shop = await addShop(stack, { name: 'Bench' });
  await withOwner(stack, async (db) => {
    await db.query(
      `insert into public.items (location_id, name, barcode, category_id, unit_id, tax_rate_id, price_minor, cost_minor, created_by)
       select i.location_id, 'Item ' || md5(n::text) || ' ' || n, '20' || lpad(n::text, 11, '0'), i.category_id, i.unit_id, i.tax_rate_id,
         n, n, i.created_by
       from public.items i, generate_series(1, $2::int) n where i.id = $1`,
      [shop.rice, itemCount],
    );
  });
  const { email, password } = shop.cashier;
  return { stack, login: { email, password, locationId: shop.id } };
}
