/** A report on a device that has everything, against the same asked of the server's own rows; before, what it says of itself. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '#domain/business-date.ts';
import { monthsOf } from '#domain/period.ts';
import { monthsHere } from '#queries/months-here.ts';
import { itemMoves } from '#queries/reports/item-moves.ts';
import { itemsInStock } from '#queries/reports/items-in-stock.ts';
import { salesBy, type SalesRow } from '#queries/reports/sales-by.ts';
import { stockPlaces } from '#queries/reports/stock-places.ts';
import { pendingOf, sell, until, type Device } from '#tests/support/device.ts';
import { dateBack } from '#tests/support/long-ago.ts';
import { memoryStorage } from '#tests/support/node-platform.ts';
import { receiveSome } from '#tests/support/receiving.ts';
import { moneyAgrees } from '#tests/support/money-agrees.ts';
import { takeBack } from '#tests/support/returning.ts';
import { withOwner } from '#tests/support/shop.ts';
import { startTestStack, type TestStack } from '#tests/support/stack.ts';
import { tillWorld } from '#tests/support/till-world.ts';

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

const today = new Date().toISOString().slice(0, 10);
const period = { from: `${today.slice(0, 4)}-01-01`, to: `${Number(today.slice(0, 4)) + 1}-12-31` };
const offsets = [{ from: '2000-01-01T00:00:00.000Z', offset_minutes: 0 }];

test('a month that came is here without a network too, after a restart', async () => {
  await using it = await tillWorld(stack);
  const folder = await mkdtemp(path.join(tmpdir(), 'flux-device-'));
  const same = { folder, storage: memoryStorage() };
  const [month = ''] = monthsOf({ from: today, to: today });
  const here = ({ shop }: Device) => shop.monthData.states([month])[0]?.isHere;
  {
    await using device = await it.open('cashier', same);
    await device.shop.monthData.ask([month], 7);
    await until('the month', () => here(device), Boolean);
  }
  it.proxy.cut();
  {
    await using device = await it.open('cashier', same);
    await device.shop.monthData.ask([month], 7);
    expect(here(device)).toBe(true);
  }
  await rm(folder, { recursive: true, force: true });
});

const report = ({ till }: Device, by: 'item' | 'whole'): Promise<readonly SalesRow[]> =>
  salesBy(till.db.read, { period, by, offsets }).execute();

/** By the ledger of the server, with no code of ours. */
const serverReport = (locationId: string) =>
  withOwner(stack, async (db) => {
    const { rows } = await db.query<Record<string, string>>(
      `select l.item_id as key, sum(l.quantity_milli * s.sign)::bigint as quantity_milli,
         sum((l.amount_minor + case d.tax_mode when 'exclusive' then l.tax_minor else 0 end) * s.sign)::bigint as gross_minor,
         sum(l.tax_minor * s.sign)::bigint as tax_minor, -coalesce(sum(m.value_minor), 0)::bigint as cost_minor
       from public.sales_invoices d
       cross join lateral (select case d.kind when 'return' then -1 else 1 end as sign) s
       join public.sales_invoice_lines l on l.invoice_id = d.id
       left join public.stock_moves m on m.id = l.id
       where d.location_id = $1 group by l.item_id order by l.item_id`,
      [locationId],
    );
    return rows.map(({ key, ...figures }): Record<string, unknown> => ({
      key,
      ...Object.fromEntries(Object.entries(figures).map(([name, text]) => [name, Number(text)])),
    }));
  });

test('pending sales are in the report and marked; synced, with the ledger here, it says what the server says; an older month comes when it is asked for', async () => {
  await using it = await tillWorld(stack);
  const { device, proxy, shop } = it;
  proxy.cut();
  const sold = await sell(device, 'Rice', 3);
  await sell(device, 'Rice', 1);
  expect(await takeBack(device, sold.id, 1)).toMatchObject({ kind: 'posted' });
  const [offline] = await report(device, 'whole');
  expect(offline).toMatchObject({ sale_count: 2, return_count: 1, pending_count: 3 });
  expect(offline?.pending_minor).toBe(offline?.gross_minor);

  proxy.heal();
  device.shop.store.syncNow();
  await until(
    'sent',
    () => pendingOf(device),
    (n) => n === 0,
  );
  await until(
    'in the books',
    () => report(device, 'whole'),
    ([row]) => row?.pending_count === 0,
  );
  const [month = ''] = monthsOf({ from: today, to: today });
  const { monthData } = device.shop;
  expect((await report(device, 'whole'))[0]?.cost_minor).toBeNull();
  expect(monthData.states([month])[0]?.isHere).toBe(false);
  await monthData.ask([month], 7);
  await until(
    'the ledger is here',
    () => monthData.states([month])[0],
    (state) => state?.isHere === true,
  );
  await until(
    'and its rows',
    async () => (await report(device, 'whole'))[0]?.cost_minor,
    (cost) => typeof cost === 'number',
  );
  const found = (await report(device, 'item')).map(
    ({ key, quantity_milli, gross_minor, tax_minor, cost_minor }) => ({
      key,
      quantity_milli,
      gross_minor,
      tax_minor,
      cost_minor,
    }),
  );
  expect(found).toHaveLength(1);
  expect(found).toEqual(await serverReport(shop.id));

  const [before] = await report(device, 'whole');
  const old = await sell(device, 'Rice', 5);
  await until(
    'in the books too',
    () => report(device, 'whole'),
    ([row]) => row?.sale_count === 3 && row.pending_count === 0,
  );
  const longAgo = `${today.slice(0, 4)}-01-05`;
  await dateBack(stack, old.id, longAgo);
  await until(
    'left with its month',
    () => report(device, 'whole'),
    ([row]) => row?.sale_count === before?.sale_count,
  );
  await monthData.ask(monthsOf({ from: longAgo, to: longAgo }), 7);
  await until(
    'the older month is here',
    () => report(device, 'whole'),
    ([row]) => row?.sale_count === 3 && row.cost_minor !== null,
  );
  expect((await report(device, 'item')).map(({ cost_minor }) => cost_minor)).toEqual(
    (await serverReport(shop.id)).map((row) => row['cost_minor']),
  );

  await monthData.forget((await monthsHere(device.till.db.read).execute()).map((row) => row.month));
  await until(
    'the older month is gone, what the till needs is here',
    () => report(device, 'whole'),
    ([row]) => row?.sale_count === 2 && row.cost_minor === null,
  );
});

/** What is there of each item that ever moved, and what it is worth. */
async function stockOf({ till }: Device, day: string | null) {
  const items = itemsInStock(await stockPlaces(till.db.read, { day }).execute());
  return items
    .filter(({ on_hand_milli, value_minor }) => on_hand_milli !== 0 || value_minor !== 0)
    .map(({ id, on_hand_milli, value_minor, pending_milli }) => ({
      id,
      on_hand_milli,
      value_minor,
      pending_milli,
    }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

const serverRows = (sql: string, values: readonly unknown[]) =>
  withOwner(stack, async (db) => (await db.query<Record<string, unknown>>(sql, [...values])).rows);

/** By the ledger of the server, up to a day. */
const serverStock = (locationId: string, day: string) =>
  serverRows(
    `select item_id as id, sum(quantity_milli)::float as on_hand_milli, sum(value_minor)::float as value_minor,
       0::float as pending_milli
     from public.stock_moves where location_id = $1 and business_date <= $2 group by 1 order by 1`,
    [locationId, day],
  );

test('stock that waits is worth what the server makes of it; synced, its value, its past and the history of an item are those of the ledger', async () => {
  await using it = await tillWorld(stack);
  const { device, proxy, shop } = it;
  const { monthData } = device.shop;
  const months = monthsOf({ from: today, to: today });
  const all = (rows: readonly { readonly pending_milli: number }[]) =>
    rows.length > 0 && rows.every(({ pending_milli }) => pending_milli === 0);
  await monthData.ask(months, 7);
  await until(
    'the ledger is here',
    () => monthData.states(months)[0],
    (state) => state?.isHere === true,
  );
  await until(
    'and the costs',
    async () => itemsInStock(await stockPlaces(device.till.db.read, { day: null }).execute()),
    (items) => items.every(({ is_estimated, pending_milli }) => !is_estimated && pending_milli === 0),
  );
  proxy.cut();
  await sell(device, 'Rice', 3);
  await receiveSome(device.till, 'Rice', 7);
  const old = await sell(device, 'Rice', 5);
  await receiveSome(device.till, 'Milk', 4, { batch_number: 'B2', expiry_date: '2099-01-31' });
  const waiting = await stockOf(device, null);
  expect(waiting.filter(({ pending_milli }) => pending_milli !== 0)).toHaveLength(2);

  proxy.heal();
  device.shop.store.syncNow();
  await until(
    'sent',
    () => pendingOf(device),
    (n) => n === 0,
  );
  await until('booked', () => stockOf(device, null), all);
  const server = await serverStock(shop.id, today);
  await until(
    'with its value',
    () => stockOf(device, null),
    (rows) => JSON.stringify(rows) === JSON.stringify(server),
  );
  expect(waiting.map((row) => ({ ...row, pending_milli: 0 }))).toEqual(server);

  const yesterday = addDays(today, -1);
  await dateBack(stack, old.id, `${today.slice(0, 4)}-01-05`);
  await monthData.ask(monthsOf({ from: `${today.slice(0, 4)}-01-05`, to: `${today.slice(0, 4)}-01-05` }), 7);
  await until(
    'the day before, one sale had been',
    () => stockOf(device, yesterday),
    (rows) => rows.length === 1,
  );
  expect(await stockOf(device, yesterday)).toEqual(await serverStock(shop.id, yesterday));

  const [rice] = waiting.filter(({ id }) =>
    server.some((row) => row['id'] === id && row['on_hand_milli'] === 99_000),
  );
  const moves = await until(
    'its history',
    () =>
      itemMoves(device.till.db.read, rice?.id ?? '', {
        from: `${today.slice(0, 4)}-01-01`,
        to: today,
      }).execute(),
    (rows) => rows.length === 4,
  );
  expect(
    moves.map(({ id, number, quantity_milli, value_minor, balance_milli }) => ({
      id,
      number,
      quantity_milli,
      value_minor,
      balance_milli,
    })),
  ).toEqual(
    await serverRows(
      `select m.id, k.number, m.quantity_milli::float as quantity_milli, m.value_minor::float as value_minor,
         (sum(m.quantity_milli) over (order by m.business_date, m.journal_seq, m.id))::float as balance_milli
       from public.stock_moves m join public.document_keys k on k.id = m.document_id
       where m.item_id = $1 order by m.business_date, m.journal_seq, m.id`,
      [rice?.id],
    ),
  );
});

test('what customers owe, purchases, shifts, flags, discounts and returns say what the server says', () =>
  moneyAgrees(stack));
