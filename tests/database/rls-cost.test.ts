import { expect, test } from 'vitest';
import { asUser, newShop, owner } from './world.ts';

/** Read by few and seldom: who may is asked of each row of the own location. */
const byRole = ['invitations', 'master_conflicts', 'master_edits', 'rejected_documents', 'voided_documents'];

test('[T127] whose rows they are is asked once a statement, not once a row, in every table', async () => {
  const shop = await newShop();
  const { rows: tables } = await owner.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
  );
  for (const { name } of tables) {
    const plan = await planOf(shop.admin, `select * from public.${name}`);
    for (const filter of plan.filter((line) => line.trim().startsWith('Filter:'))) {
      const each = filter.replaceAll(/hashed SubPlan|InitPlan/g, '');
      expect(each, name).not.toMatch(/SubPlan|my_location_ids|current_user_id|current_setting/);
      if (!byRole.includes(name)) expect(each, name).not.toMatch(/app\./);
    }
  }
});

test('[T127] a month of a location is found by an index, under the policies too', async () => {
  const shop = await newShop();
  for (const table of ['stock_moves', 'sales_invoices', 'sales_invoice_lines']) {
    const plan = await planOf(
      shop.admin,
      `select * from public.${table} where location_id = '${shop.id}' and business_month = '2026-11'`,
    );
    expect(plan.join('\n'), table).toMatch(/Index Cond: .*location_id/);
  }
});

/** As for a big table: these are nearly empty, and would be read whole. */
async function planOf(userId: string, sql: string): Promise<string[]> {
  return asUser(userId, async (client) => {
    await client.query('set local enable_seqscan = off');
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${sql}`);
    return rows.map((row) => row['QUERY PLAN']);
  });
}
