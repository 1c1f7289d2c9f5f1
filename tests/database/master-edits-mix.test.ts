import { expect, test } from 'vitest';
import { editOf, newDevice, rowOf, stampAt, type EditRecord } from './edits.ts';
import { holdingHead, untilWaiting } from './head.ts';
import { adjustmentOf, books, newShop, onHand, push, saleOf, superuser, type TestRecord } from './world.ts';

const among = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)]!;

async function deadlocks(): Promise<number> {
  const { rows } = await superuser.query<{ n: number }>(
    'select deadlocks::int as n from pg_stat_database where datname = current_database()',
  );
  return rows[0]!.n;
}

test('[T042] [R9.1-1] sales and edits of the same items from 16 connections, alone and in batches, never deadlock', async () => {
  const shop = await newShop();
  const devices = [shop.deviceId, await newDevice(shop, '02'), await newDevice(shop, '03')];
  await push(shop.admin, [
    adjustmentOf(
      shop,
      [0, 1, 2].map((item) => ({ item, quantity_milli: 1_000_000 })),
    ),
  ]);
  const before = await deadlocks();
  const edits: EditRecord[] = [];
  const start = Date.now() - 3_600_000;
  const columns = (): Record<string, unknown>[] => [
    { name: `Name ${edits.length}` },
    { barcode: `${1000 + Math.floor(Math.random() * 20)}` },
    { price_minor: edits.length, tax_rate_id: shop.taxRate },
    { name: `Both ${edits.length}`, barcode: `${1000 + Math.floor(Math.random() * 20)}`, cost_minor: 3 },
  ];
  const makeEdit = (): EditRecord => {
    const device = among(devices);
    const stamp = stampAt(device, start + Math.floor(Math.random() * 3_000_000), edits.length);
    const made = editOf(shop, { id: among(shop.items), device, stamp, columns: among(columns()) });
    edits.push(made);
    return made;
  };
  let sold = 0;
  const makeSale = (): TestRecord => {
    sold += 3;
    return saleOf(
      shop,
      among([
        [0, 1, 2],
        [2, 1, 0],
        [1, 2, 0],
      ]).map((item) => ({ item })),
    );
  };
  const makeBatch = among<() => (TestRecord | EditRecord)[]>;
  const shapes = [
    () => [makeEdit()],
    () => [makeSale()],
    () => [makeEdit(), makeEdit(), makeEdit()],
    () => [makeSale(), makeEdit(), makeSale()],
    () => [makeEdit(), makeSale(), makeEdit()],
    () => [makeSale(), makeSale()],
  ];
  const work = Array.from({ length: 16 }, async () => {
    for (let n = 0; n < 15; n += 1) {
      const batch = makeBatch(shapes)();
      // A deadlock inside a batch would end it early.
      const results = await push(shop.manager, batch);
      expect(results.map(({ status }) => status)).toEqual(batch.map(() => 'applied'));
    }
  });
  await Promise.all(work);
  expect(await deadlocks()).toBe(before);
  await books(shop);
  const left = await Promise.all([0, 1, 2].map((item) => onHand(shop, item)));
  expect(left.reduce((sum, quantity) => sum + quantity, 0)).toBe(3_000_000 - sold * 1000);

  for (const id of shop.items) {
    const row = (await rowOf('items', id))!;
    const names = edits.filter(
      ({ entity_id, payload }) => entity_id === id && 'name' in (payload['columns'] as object),
    );
    const newest = names
      .map(({ payload }) => payload['stamp'] as string)
      .toSorted()
      .at(-1);
    expect(row.stamps['name']).toBe(newest);
  }
});

test('a batch of edits and sales waits for the head before it holds any master, and says no under both', async () => {
  const shop = await newShop();
  const lot = crypto.randomUUID();
  const edit = () => editOf(shop, { columns: { name: 'X' } });
  let answers: Promise<unknown> = Promise.resolve([]);
  await holdingHead(shop, async (query) => {
    answers = push(shop.manager, [edit(), saleOf(shop, [{ item: 2, lot_id: lot }])]);
    await untilWaiting(1);
    expect((await push(shop.manager, [edit()]))[0], 'an edit alone does not wait').toMatchObject({
      status: 'applied',
    });
    await query(
      `insert into public.stock_lots (id, location_id, item_id, batch_number, created_by) values ($1, $2, $3, 'B2', $4)`,
      [lot, shop.id, shop.items[2], shop.admin],
    );
  });
  expect(await answers).toMatchObject([{ status: 'applied' }, { status: 'applied' }]);
});
