import { expect, test } from 'vitest';
import { stocktakeId } from '#domain/stocktake-id.ts';
import { countOf, stocktake } from '#tests/database/counts.ts';
import {
  adjustmentOf,
  books,
  grnOf,
  newShop,
  onHand,
  owner,
  push,
  type LineInput,
} from '#tests/database/world.ts';

test('a count sheet posts, for everybody who works there: its lines, a place in the journal, and no stock', async () => {
  const shop = await newShop();
  await push(shop.manager, [adjustmentOf(shop, [{}])]);
  const sheet = countOf(
    shop,
    [
      { quantity_milli: 7000, book_quantity_milli: 10_000 },
      { item: 1, quantity_milli: 1250, book_quantity_milli: -500 },
      { item: 2, quantity_milli: 0, book_quantity_milli: 0 },
    ],
    { note: 'Not known: 4999999999999' },
  );
  expect(await push(shop.cashier, [sheet])).toMatchObject([
    { status: 'applied', warnings: [], journal_seq: 2 },
  ]);
  for (const user of [shop.manager, shop.admin])
    expect(await push(user, [countOf(shop, [{ item: 2 }])])).toMatchObject([{ status: 'applied' }]);
  const { rows } = await owner.query(
    `select c.stocktake_id, c.stocktake_code, c.stocktake_name, c.note, c.status, c.created_by,
       array_agg(l.quantity_milli::int order by l.line_no) as counted, array_agg(l.book_quantity_milli::int order by l.line_no) as book
     from public.stock_counts c join public.stock_count_lines l on l.count_id = c.id where c.id = $1 group by c.id`,
    [sheet.entity_id],
  );
  expect(rows).toEqual([
    {
      ...stocktake(shop),
      stocktake_name: 'July',
      note: 'Not known: 4999999999999',
      status: 'posted',
      created_by: shop.cashier,
      counted: [7000, 1250, 0],
      book: [10_000, -500, 0],
    },
  ]);
  expect(await books(shop)).toMatchObject({ sheets: 3, moves: 1, journal: 4 });
  expect(await onHand(shop, 0)).toBe(10_000);
});

const lines: Record<string, [LineInput, string, string]> = {
  'a batch-tracked item without its batch': [{ item: 2, lot_id: null }, 'RVLOT', 'lot_id'],
  'less than nothing': [{ quantity_milli: -1 }, 'RVQTY', 'quantity_milli'],
  'more than anybody counts': [{ quantity_milli: 1_000_000_001 }, 'RVQTY', 'quantity_milli'],
  'no quantity': [{ quantity_milli: null as never }, 'RVQTY', 'quantity_milli'],
  'no figure of the books': [{ book_quantity_milli: null }, 'RVQTY', 'quantity_milli'],
  'no name': [{ item_name: null }, 'RVSHP', 'item_name'],
  'no time': [{ counted_at: null }, 'RVSHP', 'counted_at'],
  'a time that never comes': [{ counted_at: 'infinity' }, 'RVSHP', 'counted_at'],
  'a time that no device can read': [{ counted_at: '12000-01-01T00:00:00Z' }, 'RVSHP', 'counted_at'],
};

for (const [what, [line, code, field]] of Object.entries(lines)) {
  test(`[T048] a sheet with a line of ${what} is refused`, async () => {
    const shop = await newShop();
    expect(await push(shop.cashier, [countOf(shop, [{}, line])])).toMatchObject([
      { status: 'rejected', code, field },
    ]);
    expect(await books(shop)).toMatchObject({ sheets: 0, journal: 0, rejected: 1 });
  });
}

test('a stocktake is of its location and its code; a name or note that is too long is refused', async () => {
  const shop = await newShop();
  const cases = [
    ['stocktake_code', { stocktake_code: 'K7Q4O' }],
    ['stocktake_code', { stocktake_code: 'k7q4m' }],
    ['stocktake_code', { stocktake_code: null }],
    ['stocktake_id', { stocktake_id: crypto.randomUUID() }],
    ['stocktake_id', { stocktake_id: null }],
    ['stocktake_id', { stocktake_code: 'AAAAA' }],
    ['stocktake_name', { stocktake_name: 'x'.repeat(81) }],
    ['note', { note: 'x'.repeat(501) }],
    ['cashier_id', { cashier_id: null }],
  ] as const;
  for (const [field, header] of cases) {
    expect(await push(shop.cashier, [countOf(shop, [{}], header)]), field).toMatchObject([
      { status: 'rejected', code: 'RVSHP', field },
    ]);
  }
  expect(stocktake(shop).stocktake_id).toBe(stocktakeId(shop.id, 'K7Q4M'));
});

test('[T099] [R6.3-6] whatever a sheet names is of its own location: item, batch, stocktake, device, number', async () => {
  const [shop, other] = [await newShop(), await newShop()];
  const before = await books(other);
  const cases = [
    ['RDITM', countOf(shop, [{ item_id: other.items[0] }])],
    ['RDLOT', countOf(shop, [{ item: 2, lot_id: other.lot }])],
    ['RDLOT', countOf(shop, [{ item: 0, lot_id: shop.lot }])],
    ['RVSHP', countOf(shop, [{}], stocktake(other))],
    ['RVSHP', countOf(shop, [{}], { location_id: other.id })],
    ['RADEV', { ...countOf(shop, [{}], { device_id: other.deviceId }), device_id: other.deviceId }],
    ['RVNUM', countOf(shop, [{}], { count_number: `C-${other.code}-01-000001` })],
    ['RVNUM', countOf(shop, [{}], { count_number: `A-${shop.code}-01-000001` })],
    ['RALOC', countOf(other)],
  ] as const;
  for (const [code, record] of cases) {
    const [result] = await push(shop.admin, [record]);
    const status = code.startsWith('RD') ? 'dependency_missing' : 'rejected';
    expect(result).toMatchObject({ code, status });
  }
  expect(await books(other)).toEqual(before);
  expect(await books(shop)).toMatchObject({ sheets: 0, journal: 0 });
});

test('[R7.3-8] a sheet that overtakes the note that makes its batch waits for it', async () => {
  const shop = await newShop();
  const note = grnOf(shop, [{ item: 2 }]);
  const [{ lot_id }] = note.payload['lines'] as [{ lot_id: string }];
  const sheet = countOf(shop, [{ item: 2, lot_id }]);
  expect(await push(shop.cashier, [sheet])).toMatchObject([{ status: 'dependency_missing', code: 'RDLOT' }]);
  expect(await push(shop.cashier, [note, sheet])).toMatchObject([
    { status: 'applied' },
    { status: 'applied' },
  ]);
});

test('[R9.2-1] a posted sheet cannot be changed, nor its lines, not even by the owner', async () => {
  const shop = await newShop();
  await push(shop.cashier, [countOf(shop)]);
  for (const table of ['stock_counts', 'stock_count_lines']) {
    for (const sql of [`update public.${table} set updated_at = now()`, `delete from public.${table}`]) {
      await expect(owner.query(`${sql} where location_id = $1`, [shop.id])).rejects.toMatchObject({
        code: '55000',
      });
    }
  }
});

test('of two adjustments that one stocktake leads to, sent at once by 16 connections, one is posted', async () => {
  const shop = await newShop();
  const { stocktake_id } = stocktake(shop);
  const made = [-1000, -3000].map((quantity_milli) => {
    const record = adjustmentOf(shop, [{ quantity_milli }], { id: stocktake_id, reason: 'count' });
    return { ...record, entity_id: stocktake_id };
  });
  const answers = await Promise.all(Array.from({ length: 16 }, (_, n) => push(shop.manager, [made[n % 2]])));
  expect(
    answers
      .flat()
      .map(({ code, status }) => code ?? status)
      .toSorted(),
  ).toEqual([
    ...Array.from({ length: 8 }, () => 'RVDUP'),
    ...Array.from({ length: 7 }, () => 'already_applied'),
    'applied',
  ]);
  expect(await books(shop)).toMatchObject({ adjustments: 1, moves: 1 });
});
