import type { PushResult } from '#schema/push.ts';
import { expect, test } from 'vitest';
import {
  adjustmentOf,
  asUser,
  books,
  newShop,
  owner,
  push,
  saleOf,
  type Shop,
} from '#tests/database/world.ts';

const worth = async (shop: Shop, item = 0) => {
  const { rows } = await owner.query<{ quantity: string; value: string }>(
    'select quantity_milli::text as quantity, value_minor::text as value from public.item_costs where id = $1',
    [shop.items[item]],
  );
  return { quantity: BigInt(rows[0]!.quantity), value: BigInt(rows[0]!.value) };
};
const cash = (amount: number, rounding: number, line_no = 1) => ({
  id: crypto.randomUUID(),
  line_no,
  method: 'cash',
  amount_minor: amount,
  rounding_minor: rounding,
  tendered_minor: amount + rounding,
  change_minor: 0,
  reference: '',
});
const register = (user: string, device: Record<string, unknown>) =>
  asUser(user, async (client) => {
    const { rows } = await client.query('select public.register_device($1::jsonb) as device', [
      JSON.stringify(device),
    ]);
    return rows[0].device as { code: string; last_sequences: Record<string, number> };
  });

test('rounding cannot stand in for the money: what no coin explains is not settled', async () => {
  const shop = await newShop({ cash_rounding_minor: 5 });
  const [honest] = await push(shop.cashier, [
    saleOf(shop, [{ price_minor: 252, list_price_minor: 252, amount_minor: 252, tax_minor: 33 }], {
      subtotal_minor: 252,
      tax_minor: 33,
      total_minor: 252,
      payments: [cash(252, -2)],
    }),
  ]);
  expect(honest).toMatchObject({ status: 'applied' });
  expect(honest!.warnings).not.toContain('rounding_differs');
  const [all] = await push(shop.cashier, [saleOf(shop, [{}], { payments: [cash(250, -250)] })]);
  expect(all!.status === 'rejected' || all!.warnings.includes('rounding_differs')).toBe(true);
  const [many] = await push(shop.cashier, [
    saleOf(shop, [{ quantity_milli: 8000 }], {
      payments: Array.from({ length: 20 }, (_, n) => cash(100, -2, n + 1)),
    }),
  ]);
  expect(many).toMatchObject({ status: 'rejected', code: 'RVPAY' });
});

test('a currency or tax mode that is not the location’s is flagged', async () => {
  const shop = await newShop();
  const [currency] = await push(shop.cashier, [saleOf(shop, [{}], { currency: 'IDR' })]);
  expect(currency!.warnings).toContain('currency_differs');
  const [mode] = await push(shop.cashier, [
    saleOf(shop, [{ tax_minor: 38 }], {
      tax_mode: 'exclusive',
      tax_minor: 38,
      total_minor: 288,
      payments: [cash(288, 0)],
    }),
  ]);
  expect(mode!.warnings).toContain('tax_mode_differs');
});

test('[T048] no amount that a device cannot hold gets into a synced row', async () => {
  const shop = await newShop();
  const payment = {
    ...cash(250, 0),
    tendered_minor: '9223372036854775807',
    change_minor: '9223372036854775557',
  };
  expect(await push(shop.cashier, [saleOf(shop, [{}], { payments: [payment] })])).toMatchObject([
    { status: 'rejected' },
  ]);
  const line = {
    quantity_milli: 1_000_000_000,
    price_minor: 100_000_000_000,
    discount_minor: '99999999999999999',
    amount_minor: 1,
    tax_minor: 0,
  };
  const header = {
    subtotal_minor: '100000000000000000',
    discount_minor: '99999999999999999',
    tax_minor: 0,
    total_minor: 1,
    payments: [cash(1, 0)],
  };
  expect(await push(shop.cashier, [saleOf(shop, [line], header)])).toMatchObject([{ status: 'rejected' }]);
});

test('[T050] times are times: infinity, BC and words are refused', async () => {
  const shop = await newShop();
  for (const at of ['-infinity', 'infinity', 'now', '0044-03-15 00:00 BC', '294276-12-31T00:00:00Z']) {
    const record = { ...saleOf(shop), client_created_at: at, client_updated_at: at };
    expect(await push(shop.cashier, [record])).toMatchObject([{ status: 'rejected' }]);
  }
});

test('a business date that the sale’s own time does not have is flagged', async () => {
  const shop = await newShop();
  const last = new Date(Date.now() - 5 * 86_400_000).toISOString().slice(0, 10);
  const [result] = await push(shop.cashier, [saleOf(shop, [{}], { business_date: last })]);
  expect(result!.warnings).toContain('date_differs');
});

test('a fraction of what is sold by the piece is flagged or refused', async () => {
  const shop = await newShop();
  const [result] = await push(shop.cashier, [saleOf(shop, [{ quantity_milli: 1 }])]);
  expect(result!.status === 'rejected' || result!.warnings.includes('part_of_piece')).toBe(true);
});

test('stock that is there is never worth less than nothing', async () => {
  const shop = await newShop();
  const [swap] = await push(shop.admin, [
    adjustmentOf(shop, [{ quantity_milli: 20_000, unit_cost_minor: 200 }]),
    adjustmentOf(shop, [{ quantity_milli: -1_000_000 }, { quantity_milli: 1_000_000, unit_cost_minor: 0 }]),
  ]);
  expect(swap).toMatchObject({ status: 'applied' });
  expect((await worth(shop)).value).toBeGreaterThanOrEqual(0n);

  const other = await newShop();
  await push(other.admin, [adjustmentOf(other, [{ quantity_milli: 1000, unit_cost_minor: 250 }])]);
  const [small] = await push(other.cashier, [
    saleOf(
      other,
      Array.from({ length: 499 }, () => ({ quantity_milli: 2 })),
    ),
  ]);
  expect(small).toMatchObject({ status: 'applied' });
  expect((await worth(other)).value).toBeGreaterThanOrEqual(0n);
});

test('a hole in the stock is never worth more than nothing', async () => {
  const shop = await newShop();
  await push(shop.cashier, [saleOf(shop, [{ quantity_milli: 10_000 }])]);
  await push(shop.admin, [adjustmentOf(shop, [{ quantity_milli: 5000, unit_cost_minor: 100_000 }])]);
  expect((await worth(shop)).value).toBeLessThanOrEqual(0n);
});

test('no count can make an item unsellable', async () => {
  const shop = await newShop();
  await push(shop.admin, [adjustmentOf(shop, [{ quantity_milli: 1, unit_cost_minor: 0 }])]);
  await push(shop.admin, [
    adjustmentOf(shop, [
      { quantity_milli: -1_000_000_000 },
      { quantity_milli: 1_000_000_000, unit_cost_minor: 100_000_000_000 },
    ]),
  ]);
  expect(await push(shop.cashier, [saleOf(shop)])).toMatchObject([{ status: 'applied' }]);
});

test('a count of a cashier brings no cost of its own', async () => {
  const shop = await newShop();
  const record = adjustmentOf(shop, [{ unit_cost_minor: 1 }], { reason: 'count', cashier_id: shop.cashier });
  const [result] = await push(shop.cashier, [record]);
  expect(result).toMatchObject({ status: 'rejected', code: 'RAROL' });
});

test('nobody can use up the numbers of a device', async () => {
  const shop = await newShop();
  const far = saleOf(shop, [{}], { invoice_number: `S-${shop.code}-01-999999999999` });
  const refused = { ...saleOf(shop, [{}], { invoice_number: 'junk-999999999999' }), v: 9 };
  const near = saleOf(shop, [{}], { invoice_number: `S-${shop.code}-01-999999999` });
  const spoilt = saleOf(shop, [{ amount_minor: 1 }], { invoice_number: `S-${shop.code}-01-999999999` });
  await push(shop.cashier, [far, near, spoilt, refused]);
  const { last_sequences } = await register(shop.cashier, {
    id: shop.deviceId,
    location_id: shop.id,
    name: 'Till',
  });
  const next = String((last_sequences['sales_invoice'] ?? 0) + 1).padStart(6, '0');
  const [result] = await push(shop.cashier, [
    saleOf(shop, [{}], { invoice_number: `S-${shop.code}-01-${next}` }),
  ]);
  expect(result).toMatchObject({ status: 'applied' });
});

test('[T078] what a retired device sells is flagged', async () => {
  const shop = await newShop();
  await register(shop.manager, {
    id: crypto.randomUUID(),
    location_id: shop.id,
    name: 'New',
    replaces: shop.deviceId,
  });
  const [result] = await push(shop.cashier, [saleOf(shop)]);
  expect(result!.warnings).toContain('device_retired');
});

test('a refusal at one location does not stop the same sender at another', async () => {
  const [here, there] = [await newShop(), await newShop()];
  await owner.query(
    `insert into public.location_members (location_id, user_id, role, display_name, created_by) values ($1, $2, 'admin', 'Both', $2)`,
    [there.id, here.admin],
  );
  const record = { ...saleOf(here), v: 'x', entity_id: '' };
  expect(await push(here.admin, [record])).toMatchObject([{ status: 'rejected', code: 'RVSHP' }]);
  const good = saleOf(there);
  expect(await push(here.admin, [good, { ...record, location_id: there.id }])).toMatchObject([
    { status: 'applied' },
    { status: 'rejected', code: 'RVSHP' },
  ]);
});

test('an id of any length is refused and kept', async () => {
  const shop = await newShop();
  const long = Array.from({ length: 400 }, () => crypto.randomUUID()).join('');
  const results = await push(shop.cashier, [saleOf(shop), { ...saleOf(shop), entity_id: long }]);
  expect(results).toMatchObject([{ status: 'applied' }, { status: 'rejected' }]);
});

test('a device of another location is refused with its own code, not with Postgres’s', async () => {
  const [here, there] = [await newShop(), await newShop()];
  await expect(
    register(here.cashier, { id: there.deviceId, location_id: here.id, name: 'Mine' }),
  ).rejects.toMatchObject({ code: 'RADEV' });
});

test('a short number that is long as text costs nothing and is kept nowhere', async () => {
  const shop = await newShop();
  const text = `[{"v":1,"location_id":"${shop.id}","payload":{"a":[${Array(100).fill('1e131071').join()}]}}]`;
  await asUser(shop.cashier, (client) => client.query('select public.push($1::jsonb)', [text])).catch(
    () => undefined,
  );
  const { rows } = await owner.query(
    'select coalesce(max(octet_length(record::text)), 0) as n from public.rejected_documents where location_id = $1',
    [shop.id],
  );
  expect(rows[0].n).toBeLessThan(1_000_000);
});

test('somebody who is refused without end fills no table, and is still answered', async () => {
  const shop = await newShop();
  let sent = 0;
  let last: PushResult | undefined;
  // As many of a batch as two seconds allow; the rest comes with the next.
  while (sent < 1010) {
    const bad = Array.from({ length: 180 }, () => saleOf(shop, [{ item: 2, lot_id: null }]));
    const results = await push(shop.cashier, bad);
    expect(results.length).toBeGreaterThan(0);
    expect(results.every((result) => result.status === 'rejected')).toBe(true);
    sent += results.length;
    last = results.at(-1);
  }
  expect(last!.warnings).toEqual(['not_kept']);
  expect(await books(shop)).toMatchObject({ rejected: 1000 });
});

test('a time zone that Postgres does not know cannot be set: it would stop every posting', async () => {
  const shop = await newShop();
  const set = (zone: string) =>
    owner.query('update public.location_settings set time_zone = $2 where location_id = $1', [shop.id, zone]);
  await expect(set('Dublin')).rejects.toMatchObject({ code: '23514' });
  await set('Europe/Dublin');
});
