import { expect, test } from 'vitest';
import { failure } from '#tests/database/settle.ts';
import { asUser, newShop, newUser, owner, push, saleOf, type Shop } from '#tests/database/world.ts';

interface Told {
  readonly locations: readonly Readonly<Record<string, unknown>>[];
}

const ask = (user: string | null, from = '2020-01-01', to = '2020-12-31') =>
  asUser(user, async (client) => {
    const { rows } = await client.query<{ answer: Told }>(
      'select public.sales_by_location($1, $2) as answer',
      [from, to],
    );
    return rows[0]!.answer.locations;
  });

async function join(user: string, shop: Shop, role: string): Promise<void> {
  await owner.query(
    `insert into public.location_members (location_id, user_id, role, display_name, created_by)
     values ($1, $2, $3::text::public.member_role, 'Several', $2)`,
    [shop.id, user, role],
  );
}

test('each location that somebody manages, with its own sales; those where they only sell, and those of others, are not told', async () => {
  const [mine, sellsThere, foreign, user] = await Promise.all([newShop(), newShop(), newShop(), newUser()]);
  await join(user, mine, 'manager');
  await join(user, sellsThere, 'cashier');
  for (const shop of [mine, sellsThere, foreign]) await push(shop.cashier, [saleOf(shop)]);
  const today = await owner.query<{ day: string; total: number }>(
    `select business_date::text as day, total_minor as total from public.sales_invoices where location_id = $1`,
    [mine.id],
  );
  const [{ day, total } = { day: '', total: 0 }] = today.rows;
  const told = await ask(user, day, day);
  expect(told).toMatchObject([
    { location_id: mine.id, sale_count: 1, return_count: 0, gross_minor: Number(total) },
  ]);
  const [booked] = (
    await owner.query(
      `select -sum(value_minor)::int as cost from public.stock_moves where location_id = $1`,
      [mine.id],
    )
  ).rows;
  expect(told[0]?.['cost_minor']).toBe(booked.cost);
  expect(await ask(user)).toMatchObject([{ location_id: mine.id, sale_count: 0, gross_minor: 0 }]);
  expect(await ask(await newUser(), day, day)).toEqual([]);
});

test('more than a year, no days, and nobody are refused', async () => {
  const user = await newUser();
  expect(await failure(ask(user, '2024-01-01', '2026-01-01'))).toMatchObject({ code: 'RVSHP' });
  expect(await failure(ask(user, '2026-01-02', '2026-01-01'))).toMatchObject({ code: 'RVSHP' });
  expect(await failure(ask(null, '2026-01-01', '2026-01-01'))).toMatchObject({ code: '42501' });
});
