import { expect, test } from 'vitest';
import {
  adjustmentOf,
  books,
  newShop,
  owner,
  push,
  saleOf,
  type LineInput,
  type Shop,
} from '#tests/database/world.ts';

async function newLot(shop: Shop, item: number, expiresIn: number | null): Promise<string> {
  const id = crypto.randomUUID();
  await owner.query(
    `insert into public.stock_lots (id, location_id, item_id, batch_number, expiry_date, created_by)
     values ($1, $2, $3, 'Another', current_date + $4::int, $5)`,
    [id, shop.id, shop.items[item], expiresIn, shop.admin],
  );
  return id;
}

/** Lines of an item and a batch: the code of the refusal, or the flag of a sale that posts. */
const lots: Record<string, (shop: Shop, other: Shop) => Promise<[LineInput, string | null, string | null]>> =
  {
    'a tracked item without its batch': async () => [{ item: 2, lot_id: null }, 'RVLOT', null],
    'an untracked item without one': async () => [{ item: 0, lot_id: null }, null, null],
    'a tracked item with its batch': async (shop) => [{ item: 2, lot_id: shop.lot }, null, null],
    'the batch of another item': async (shop) => [{ item: 0, lot_id: shop.lot }, 'RDLOT', null],
    'a tracked item with the batch of another': async (shop) => [
      { item: 2, lot_id: await newLot(shop, 0, 9) },
      'RDLOT',
      null,
    ],
    'an untracked item with a batch of its own': async (shop) => [
      { item: 0, lot_id: await newLot(shop, 0, 9) },
      null,
      null,
    ],
    'the batch of another location': async (_, other) => [{ item: 2, lot_id: other.lot }, 'RDLOT', null],
    'a batch that never was': async () => [{ item: 2, lot_id: crypto.randomUUID() }, 'RDLOT', null],
    'a batch that expired yesterday': async (shop) => [
      { item: 2, lot_id: await newLot(shop, 2, -1) },
      null,
      'expired_lot',
    ],
    'a batch on its last day': async (shop) => [{ item: 2, lot_id: await newLot(shop, 2, 0) }, null, null],
    'a batch that never expires': async (shop) => [
      { item: 2, lot_id: await newLot(shop, 2, null) },
      null,
      null,
    ],
  };

for (const [what, make] of Object.entries(lots)) {
  test(`[T045] ${what}: sold and counted`, async () => {
    const [shop, other] = [await newShop(), await newShop()];
    const [line, code, flag] = await make(shop, other);
    const [counted, sold] = await push(shop.admin, [
      adjustmentOf(shop, [{ ...line, quantity_milli: 5000 }]),
      saleOf(shop, [line]),
    ]);
    for (const result of [counted!, sold!]) {
      expect(result.code).toBe(code);
      expect(result.field).toBe(code === null ? null : 'lot_id');
      expect(result.status).toBe(
        code === null ? 'applied' : code === 'RVLOT' ? 'rejected' : 'dependency_missing',
      );
    }
    expect(sold!.warnings).toEqual(flag === null ? [] : [flag]);
    expect(await books(shop)).toMatchObject({ moves: code === null ? 2 : 0 });
    const { rows } = await owner.query(
      'select distinct lot_id from public.stock_moves where location_id = $1',
      [shop.id],
    );
    expect(rows).toEqual(code === null ? [{ lot_id: line.lot_id ?? null }] : []);
  });
}

test('[T045] each batch has a stock of its own: BLOCK does not lend from one to the other', async () => {
  const shop = await newShop({ negative_stock_policy: 'BLOCK' });
  const [full, empty] = [shop.lot, await newLot(shop, 2, 60)];
  await push(shop.admin, [adjustmentOf(shop, [{ item: 2, lot_id: full, quantity_milli: 9000 }])]);
  expect(
    await push(shop.cashier, [
      saleOf(shop, [{ item: 2, lot_id: empty }]),
      saleOf(shop, [{ item: 2, lot_id: full, quantity_milli: 9000 }]),
      saleOf(shop, [{ item: 2, lot_id: full }]),
    ]),
  ).toMatchObject([{ code: 'RVSTK' }, { status: 'applied' }, { code: 'RVSTK' }]);
  await books(shop);
});

const payment = (amount: number, rest: object = {}) => ({
  id: crypto.randomUUID(),
  line_no: 1,
  method: 'cash',
  amount_minor: amount,
  rounding_minor: 0,
  tendered_minor: amount,
  change_minor: 0,
  reference: '',
  ...rest,
});

/** Payments of a sale of 250: the code of the refusal, or null where it posts. */
const payments: [what: string, payments: object[], code: string | null][] = [
  ['exactly', [payment(250)], null],
  ['in two parts', [payment(100, { method: 'card' }), payment(150, { line_no: 2 })], null],
  ['with change', [payment(250, { tendered_minor: 1000, change_minor: 750 })], null],
  ['too little', [payment(249)], 'RVPAY'],
  ['too much', [payment(251)], 'RVPAY'],
  ['not at all', [], 'RVLIN'],
  ['nothing', [payment(0)], 'RVPAY'],
  ['less than nothing in one part', [payment(300), payment(-50, { line_no: 2 })], 'RVPAY'],
  ['change that exceeds what was given', [payment(250, { tendered_minor: 0, change_minor: -250 })], 'RVPAY'],
  ['change that was not given', [payment(250, { tendered_minor: 300 })], 'RVPAY'],
  ['change on a card', [payment(250, { method: 'card', tendered_minor: 300, change_minor: 50 })], 'RVPAY'],
  [
    'a card that is rounded',
    [payment(250, { method: 'card', tendered_minor: 251, rounding_minor: 1 })],
    'RVPAY',
  ],
  ['in a way that is none', [payment(250, { method: 'promise' })], '22P02'],
  // Credit comes with a later kind of document; until then the server does not know it.
  ['on credit, by nobody', [payment(250, { method: 'credit' })], 'RVCUS'],
  ['in no way', [payment(250, { method: null })], '23502'],
  ['with one part twice', [payment(250), payment(0)], 'RVLIN'],
  [
    'in 21 parts',
    Array.from({ length: 21 }, (_, n) => payment(n === 0 ? 250 : 0, { line_no: n + 1 })),
    'RVSIZ',
  ],
  ['with a reference without end', [payment(250, { reference: 'x'.repeat(81) })], '23514'],
];

for (const [what, list, code] of payments) {
  test(`[T047] a sale that is paid ${what}: ${code ?? 'posts'}`, async () => {
    const shop = await newShop();
    const record = saleOf(shop, [{}], { payments: list });
    const [result] = await push(shop.cashier, [record]);
    expect(result).toMatchObject({ status: code === null ? 'applied' : 'rejected', code });
    expect(await books(shop)).toMatchObject({
      invoices: code === null ? 1 : 0,
      payments: code === null ? list.length : 0,
      rejected: code === null ? 0 : 1,
    });
  });
}
