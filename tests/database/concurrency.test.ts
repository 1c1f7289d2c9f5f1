import { expect, test } from 'vitest';
import { holdingHead, untilWaiting } from './head.ts';
import {
  adjustmentOf,
  asUser,
  books,
  newShop,
  onHand,
  owner,
  push,
  saleOf,
  type TestRecord,
} from './world.ts';

/** As a device does: what was not decided is sent again. */
async function pushAll(user: string, records: readonly TestRecord[]): Promise<string[]> {
  const statuses: string[] = [];
  while (statuses.length < records.length) {
    const results = await push(user, records.slice(statuses.length));
    statuses.push(...results.map(({ status }) => status));
  }
  return statuses;
}

test('[T039] [R2-9] the same record from 16 connections at once has one effect', async () => {
  const shop = await newShop();
  const record = saleOf(shop);
  const answers = await Promise.all(Array.from({ length: 16 }, () => push(shop.cashier, [record])));
  const statuses = answers.map(([result]) => result!.status).toSorted();
  expect(statuses).toEqual([...Array.from({ length: 15 }, () => 'already_applied'), 'applied']);
  expect(await books(shop)).toMatchObject({ invoices: 1, lines: 1, moves: 1, journal: 1 });
});

test('[T042] [R6.2-4] sales of the same items from 16 connections in mixed order never deadlock', async () => {
  const shop = await newShop();
  await push(shop.admin, [
    adjustmentOf(shop, [
      { quantity_milli: 1_000_000 },
      { item: 1, quantity_milli: 1_000_000 },
      { item: 2, quantity_milli: 1_000_000 },
    ]),
  ]);
  const orders = [
    [0, 1, 2],
    [2, 1, 0],
    [1, 0, 2],
    [2, 0, 1],
  ];
  const work = Array.from({ length: 16 }, async (_, worker) => {
    for (let n = 0; n < 12; n += 1) {
      const order = orders[(worker + n) % orders.length]!;
      const [result] = await push(shop.cashier, [
        saleOf(
          shop,
          order.map((item) => ({ item })),
        ),
      ]);
      expect(result).toMatchObject({ status: 'applied' });
    }
  });
  await Promise.all(work);
  expect(await books(shop)).toMatchObject({ invoices: 192, lines: 576, journal: 193 });
  expect([await onHand(shop, 0), await onHand(shop, 1), await onHand(shop, 2)]).toEqual([
    808_000, 808_000, 808_000,
  ]);
});

test('batches that overlap, from several tills at once, post every document once', async () => {
  const shop = await newShop();
  const records: TestRecord[] = Array.from({ length: 60 }, () => saleOf(shop));
  const batches = [
    records.slice(0, 40),
    records.slice(20, 60),
    records.toReversed().slice(0, 40),
    records.slice(10, 50),
  ];
  await Promise.all(batches.map((batch) => push(shop.cashier, batch)));
  expect(await books(shop)).toMatchObject({ invoices: 60, journal: 60 });
});

test('[T042] batches in opposite order, with refused records between, never deadlock', async () => {
  const shop = await newShop();
  const refused = saleOf(shop, [{ item: 2, lot_id: null }]);
  const records = Array.from({ length: 12 }, (_, n) =>
    saleOf(shop, n % 2 === 0 ? [{ item: 0 }, { item: 2 }] : [{ item: 2 }, { item: 0 }]),
  );
  const there = [refused, ...records];
  const back = [...records.toReversed(), refused];
  const sendAll = () =>
    Promise.all(Array.from({ length: 16 }, (_, n) => pushAll(shop.cashier, n % 2 === 0 ? there : back)));
  const answers = (await sendAll()).flat();
  expect(answers.filter((status) => status === 'applied')).toHaveLength(12);
  expect(answers.filter((status) => status === 'rejected')).toHaveLength(16);

  // Answers that were cleared away are written again, by whoever asks first.
  await owner.query('delete from public.document_outcomes where location_id = $1', [shop.id]);
  expect((await sendAll()).flat().filter((status) => status === 'already_applied')).toHaveLength(12 * 16);
  expect(await books(shop)).toMatchObject({ invoices: 12, journal: 12, outcomes: 12, rejected: 1 });
});

test('what is posted is answered again without waiting for who posts', async () => {
  const shop = await newShop();
  const record = saleOf(shop);
  await push(shop.cashier, [record]);
  await holdingHead(shop, async () => {
    expect((await push(shop.cashier, [record]))[0]).toMatchObject({ status: 'already_applied' });
  });
});

test('a refusal is decided again under the lock: what it lacked has come, another connection has posted it', async () => {
  const shop = await newShop();
  const lot = crypto.randomUUID();
  const record = saleOf(shop, [{ item: 2, lot_id: lot }]);
  const tills = [0, 1];
  let answers: Promise<unknown[]> = Promise.resolve([]);
  await holdingHead(shop, async (query) => {
    // Both find the batch missing and wait to say so; then it arrives.
    answers = Promise.all(tills.map(async () => (await push(shop.cashier, [record]))[0]!.status));
    await untilWaiting(tills.length);
    await query(
      `insert into public.stock_lots (id, location_id, item_id, batch_number, created_by) values ($1, $2, $3, 'B2', $4)`,
      [lot, shop.id, shop.items[2], shop.admin],
    );
  });
  expect(new Set(await answers)).toEqual(new Set(['already_applied', 'applied']));
  expect(await books(shop)).toMatchObject({ invoices: 1, keys: 1, rejected: 0 });
});

test('[T066] [R6.2-4] BLOCK: of 16 tills that sell the last unit at once, exactly one posts', async () => {
  const shop = await newShop({ negative_stock_policy: 'BLOCK' });
  await push(shop.admin, [adjustmentOf(shop, [{ quantity_milli: 1000 }])]);
  const answers = await Promise.all(Array.from({ length: 16 }, () => push(shop.cashier, [saleOf(shop)])));
  expect(answers.filter(([result]) => result!.status === 'applied')).toHaveLength(1);
  expect(answers.filter(([result]) => result!.code === 'RVSTK')).toHaveLength(15);
  expect(await onHand(shop)).toBe(0);
  await books(shop);
});

test('[T039] [R2-9] BLOCK: the same sale of the last unit from 16 connections is one sale and no refusal', async () => {
  const shop = await newShop({ negative_stock_policy: 'BLOCK' });
  await push(shop.admin, [adjustmentOf(shop, [{ quantity_milli: 1000 }])]);
  const record = saleOf(shop);
  const answers = await Promise.all(Array.from({ length: 16 }, () => push(shop.cashier, [record])));
  expect(answers.map(([result]) => result!.status).toSorted()).toEqual([
    ...Array.from({ length: 15 }, () => 'already_applied'),
    'applied',
  ]);
  expect(await onHand(shop)).toBe(0);
  expect(await books(shop)).toMatchObject({ invoices: 1, rejected: 0 });
});

test('two devices that register at once get different codes, and the same device its own again', async () => {
  const shop = await newShop();
  const register = (id: string) =>
    asUser(
      shop.cashier,
      async (c) =>
        (
          await c.query<{ d: { code: string; last_sequences: object } }>(
            'select public.register_device($1) as d',
            [{ id, location_id: shop.id, name: 'Till' }],
          )
        ).rows[0]!.d,
    );
  const ids = Array.from({ length: 8 }, () => crypto.randomUUID());
  const codes = (await Promise.all(ids.map(register))).map((device) => device.code).toSorted();
  expect(codes).toEqual(['02', '03', '04', '05', '06', '07', '08', '09']);
  expect((await register(ids[3]!)).code).toBe((await register(ids[3]!)).code);

  const record = saleOf(shop);
  await push(shop.cashier, [record]);
  const device = await asUser(
    shop.cashier,
    async (c) =>
      (
        await c.query<{ d: { code: string; last_sequences: object } }>(
          'select public.register_device($1) as d',
          [{ id: shop.deviceId, location_id: shop.id, name: 'Till' }],
        )
      ).rows[0]!.d,
  );
  expect(device).toMatchObject({
    code: '01',
    last_sequences: { sales_invoice: Number((record.payload['invoice_number'] as string).slice(-6)) },
  });
});
