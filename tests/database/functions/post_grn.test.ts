import { expect, test } from 'vitest';
import { lotId } from '#domain/lot-id.ts';
import { editOf } from '#tests/database/edits.ts';
import {
  batch,
  books,
  grnOf,
  newShop,
  onHand,
  owner,
  push,
  saleOf,
  type LineInput,
  type Shop,
} from '#tests/database/world.ts';

async function newSupplier(shop: Shop): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    `insert into public.suppliers (location_id, name, created_by) values ($1, 'S', $2) returning id`,
    [shop.id, shop.admin],
  );
  return rows[0]!.id;
}

const lotsOf = async (shop: Shop) =>
  (
    await owner.query(
      `select id, item_id, batch_number, expiry_date::text, stamps, created_by from public.stock_lots
       where location_id = $1 and id <> $2 order by batch_number`,
      [shop.id, shop.lot],
    )
  ).rows;

const costOf = async (shop: Shop, item = 0) =>
  (
    await owner.query(
      `select quantity_milli::int, value_minor::int, last_cost_minor::int from public.item_costs where id = $1`,
      [shop.items[item]],
    )
  ).rows[0];

test('[R3.2-7] [R3.2-8] [R3.2-9] a note posts: its lines, its stock at cost, and the lot that it names', async () => {
  const shop = await newShop();
  const supplier_id = await newSupplier(shop);
  const note = grnOf(
    shop,
    [
      { quantity_milli: 12_000, unit_cost_minor: 333 },
      { item: 1, quantity_milli: 1500, unit_cost_minor: 101 },
      { item: 2, quantity_milli: 6000 },
    ],
    { supplier_id, note: 'Two boxes open.' },
  );
  expect(await push(shop.cashier, [note])).toMatchObject([
    { status: 'applied', warnings: [], journal_seq: 1 },
  ]);
  const { rows } = await owner.query(
    `select supplier_id, supplier_reference, note, total_minor::int, status, cashier_id, created_by from public.grns where id = $1`,
    [note.entity_id],
  );
  expect(rows).toEqual([
    {
      supplier_id,
      supplier_reference: 'DN-1',
      note: 'Two boxes open.',
      total_minor: 3996 + 152 + 720,
      status: 'posted',
      cashier_id: shop.cashier,
      created_by: shop.cashier,
    },
  ]);
  const id = lotId(shop.items[2], 'G1', '2031-05-31');
  const [lot] = await lotsOf(shop);
  expect(lot).toMatchObject({
    id,
    item_id: shop.items[2],
    batch_number: 'G1',
    expiry_date: '2031-05-31',
    created_by: shop.cashier,
  });
  expect(Object.keys(lot.stamps).toSorted()).toEqual(['batch_number', 'expiry_date', 'item_id']);
  expect(lot.stamps.item_id).toBe(`${note.client_created_at}-0000-${shop.deviceId}`);
  expect(await books(shop)).toMatchObject({ received: 1, moves: 3 });
  expect([await onHand(shop, 0), await onHand(shop, 1), await onHand(shop, 2)]).toEqual([12_000, 1500, 6000]);
  // What came in is sold from the lot at once.
  expect(await push(shop.cashier, [saleOf(shop, [{ item: 2, lot_id: id }])])).toMatchObject([
    { status: 'applied', warnings: [] },
  ]);
});

test('every role of a location may receive', async () => {
  const shop = await newShop();
  for (const user of [shop.cashier, shop.manager, shop.admin]) {
    expect(await push(user, [grnOf(shop)])).toMatchObject([{ status: 'applied' }]);
  }
});

const batches: Record<string, [LineInput, string | null, string | null]> = {
  'a tracked item with batch and expiry': [{ item: 2 }, null, null],
  'a tracked item with no batch at all': [
    { item: 2, lot_id: null, batch_number: null, expiry_date: null },
    'RVLOT',
    'batch_number',
  ],
  'a batch number that is missing': [{ item: 2, batch_number: null }, 'RVLOT', 'batch_number'],
  'a batch number that is empty': [{ item: 2, batch_number: '' }, 'RVLOT', 'batch_number'],
  'a batch number with a space behind it': [{ item: 2, batch_number: 'G1 ' }, 'RVLOT', 'batch_number'],
  'a batch number of 61 characters': [{ item: 2, batch_number: 'x'.repeat(61) }, 'RVLOT', 'batch_number'],
  'an expiry that is missing': [{ item: 2, expiry_date: null }, 'RVLOT', 'expiry_date'],
  'an expiry that never comes': [{ item: 2, expiry_date: 'infinity' }, 'RVLOT', 'expiry_date'],
  'an expiry before any till': [{ item: 2, expiry_date: '0001-01-01' }, 'RVLOT', 'expiry_date'],
  'an expiry that is no date': [{ item: 2, expiry_date: '2031-02-30' }, '22008', null],
  'an id that is not the batch’s': [{ item: 2, lot_id: crypto.randomUUID() }, 'RVBAT', 'lot_id'],
  'no id': [{ item: 2, lot_id: null }, 'RVBAT', 'lot_id'],
  'another expiry under the same id': [{ item: 2, expiry_date: '2031-06-01' }, 'RVBAT', 'lot_id'],
  'a batch of an item that has none': [{ item: 0, batch_number: 'G1' }, 'RVBAT', 'batch_number'],
  'an expiry of an item that has none': [{ item: 0, expiry_date: '2031-05-31' }, 'RVBAT', 'batch_number'],
  'a cost below nothing': [{ unit_cost_minor: -1, amount_minor: -1 }, 'RVPRC', 'unit_cost_minor'],
  'no cost': [{ unit_cost_minor: null }, 'RVPRC', 'unit_cost_minor'],
  'nothing received': [{ quantity_milli: 0 }, 'RVQTY', 'quantity_milli'],
  'less than nothing received': [{ quantity_milli: -1000 }, 'RVQTY', 'quantity_milli'],
  'an amount that is not cost times quantity': [{ amount_minor: 121 }, 'RVTOT', 'amount_minor'],
};

for (const [what, [line, code, field]] of Object.entries(batches)) {
  test(`[T045] [R13-6] ${what}: ${code ?? 'posted'}`, async () => {
    const shop = await newShop();
    const before = await lotsOf(shop);
    const [result] = await push(shop.cashier, [grnOf(shop, [{}, line])]);
    expect(result).toMatchObject({ status: code === null ? 'applied' : 'rejected', code, field });
    if (code === null) return;
    expect(await lotsOf(shop), 'a refused note makes no lot').toEqual(before);
    expect(await books(shop)).toMatchObject({ received: 0, moves: 0, journal: 0, rejected: 1 });
  });
}

test('[R13-6] a refused note is kept under its number, and posts when it is put right', async () => {
  const shop = await newShop();
  const note = grnOf(shop, [{ item: 2, expiry_date: null }]);
  await push(shop.cashier, [note]);
  const { rows } = await owner.query(
    'select number, code from public.rejected_documents where document_id = $1',
    [note.entity_id],
  );
  expect(rows).toEqual([{ number: note.payload['grn_number'], code: 'RVLOT' }]);
  (note.payload['lines'] as LineInput[])[0]!['expiry_date'] = '2031-05-31';
  expect(await push(shop.cashier, [note])).toMatchObject([{ status: 'applied' }]);
});

test('[T099] [R6.3-6] whatever a note names is of its own location: item, lot, supplier, device, header', async () => {
  const [shop, other] = [await newShop(), await newShop()];
  const before = await books(other);
  const foreign = await newSupplier(other);
  const tracked = { item: 2, ...batch(other.items[2], 'G1', '2031-05-31') };
  const cases = [
    ['RDITM', grnOf(shop, [{ item_id: other.items[0] }])],
    ['RDITM', grnOf(shop, [{ ...tracked, item_id: other.items[2] }])],
    ['RVBAT', grnOf(shop, [tracked])],
    ['RVBAT', grnOf(shop, [{ item: 2, lot_id: other.lot }])],
    ['RDSUP', grnOf(shop, [{}], { supplier_id: foreign })],
    ['RDSUP', grnOf(shop, [{}], { supplier_id: crypto.randomUUID() })],
    ['RVSHP', grnOf(shop, [{}], { location_id: other.id })],
    ['RADEV', { ...grnOf(shop, [{}], { device_id: other.deviceId }), device_id: other.deviceId }],
    ['RVNUM', grnOf(shop, [{}], { grn_number: `G-${other.code}-01-000001` })],
    ['RVNUM', grnOf(shop, [{}], { grn_number: `A-${shop.code}-01-000001` })],
    ['RALOC', grnOf(other)],
  ] as const;
  for (const [code, record] of cases) {
    const [result] = await push(shop.admin, [record]);
    const status = code.startsWith('RD') ? 'dependency_missing' : 'rejected';
    expect(result).toMatchObject({ code, status });
  }
  expect(await books(other)).toEqual(before);
  expect(await books(shop)).toMatchObject({ received: 0, moves: 0, journal: 0 });
  expect(await lotsOf(shop)).toEqual([]);
});

test('the total is the sum of the lines; a note or reference that is too long, and no currency, are refused', async () => {
  const shop = await newShop();
  const cases = [
    ['RVTOT', 'total_minor', { total_minor: 121 }],
    ['RVTOT', 'total_minor', { total_minor: null }],
    ['RVSHP', 'note', { note: 'x'.repeat(501) }],
    ['RVSHP', 'supplier_reference', { supplier_reference: 'x'.repeat(81) }],
    ['RVSHP', 'currency', { currency: null }],
    ['RVSHP', 'currency', { currency: 'DOLLARS' }],
    ['RVSHP', 'cashier_id', { cashier_id: null }],
    ['RVLIN', 'lines', { lines: [], total_minor: 0 }],
  ] as const;
  for (const [code, field, header] of cases) {
    expect(await push(shop.cashier, [grnOf(shop, [{}], header)]), field).toMatchObject([
      { status: 'rejected', code, field },
    ]);
  }
});

test('what differs from the books posts and is flagged: another currency, a batch that has expired, part of a piece', async () => {
  const shop = await newShop();
  const [result] = await push(shop.cashier, [
    grnOf(
      shop,
      [
        { quantity_milli: 1500, amount_minor: 180 },
        { item: 2, ...batch(shop.items[2], 'Old', '2020-01-31') },
      ],
      { currency: 'IDR' },
    ),
  ]);
  expect(result).toMatchObject({ status: 'applied' });
  expect(result!.warnings.toSorted()).toEqual(['currency_differs', 'expired_lot', 'part_of_piece']);
});

test('the cost of stock is the moving average of what came, and a sale takes its share', async () => {
  const shop = await newShop();
  await push(shop.cashier, [
    grnOf(shop, [{ quantity_milli: 10_000, unit_cost_minor: 100 }]),
    grnOf(shop, [
      { quantity_milli: 5000, unit_cost_minor: 130 },
      { quantity_milli: 5000, unit_cost_minor: 170 },
    ]),
  ]);
  expect(await costOf(shop)).toEqual({ quantity_milli: 20_000, value_minor: 2500, last_cost_minor: 170 });
  await push(shop.cashier, [saleOf(shop, [{ quantity_milli: 8000 }])]);
  expect(await costOf(shop)).toMatchObject({ quantity_milli: 12_000, value_minor: 1500 });
  await push(shop.cashier, [grnOf(shop, [{ quantity_milli: 4000, unit_cost_minor: 0 }])]);
  expect(await costOf(shop)).toMatchObject({ quantity_milli: 16_000, value_minor: 1500 });
  await books(shop);
});

test('[R4.1-15] one batch that two devices receive is one lot, also where an edit made it first', async () => {
  const shop = await newShop();
  const tracked = batch(shop.items[2], 'Same', '2031-05-31');
  const notes = Array.from({ length: 16 }, () => grnOf(shop, [{ item: 2, ...tracked }, {}]));
  const columns = { item_id: shop.items[2], batch_number: 'Same', expiry_date: '2031-05-31' };
  const edits = Array.from({ length: 4 }, () =>
    editOf(shop, { kind: 'create', table: 'stock_lots', id: tracked.lot_id, columns }),
  );
  const answers = await Promise.all([
    ...notes.map((note) => push(shop.cashier, [note])),
    ...edits.map((edit) => push(shop.manager, [edit])),
  ]);
  expect(answers.flat().map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 'applied'));
  expect(await lotsOf(shop)).toMatchObject([{ id: tracked.lot_id, batch_number: 'Same' }]);
  expect(await onHand(shop, 2)).toBe(16_000);
  expect(await books(shop)).toMatchObject({ received: 16, journal: 16 });
});

test('[T042] notes and edits that make the same lots in opposite orders never lock each other out', async () => {
  for (let round = 0; round < 6; round += 1) {
    const shop = await newShop();
    const many = Array.from({ length: 12 }, (_, n) => batch(shop.items[2], `L${n}`, '2031-05-31'));
    const notes = [many, many.toReversed(), many, many.toReversed()].map((lots) =>
      grnOf(
        shop,
        lots.map((lot) => ({ item: 2, ...lot })),
      ),
    );
    const created = (lots: typeof many) =>
      lots.map(({ lot_id, batch_number, expiry_date }) =>
        editOf(shop, {
          kind: 'create',
          table: 'stock_lots',
          id: lot_id,
          columns: { item_id: shop.items[2], batch_number, expiry_date },
        }),
      );
    // A deadlock would be thrown here, as 40P01.
    const answers = await Promise.all([
      ...notes.map((note) => push(shop.cashier, [note])),
      push(shop.manager, created(many)),
      push(shop.manager, created(many.toReversed())),
      push(shop.manager, [...created(many), grnOf(shop)]),
    ]);
    for (const { status } of answers.flat()) expect(status).toBe('applied');
    expect(await lotsOf(shop)).toHaveLength(12);
    await books(shop);
  }
});

test('a lot that says the same under another id is not doubled: the note is refused, and told why', async () => {
  const shop = await newShop();
  await owner.query(
    `insert into public.stock_lots (id, location_id, item_id, batch_number, expiry_date, created_by)
     values (gen_random_uuid(), $1, $2, 'G1', '2031-05-31', $3)`,
    [shop.id, shop.items[2], shop.admin],
  );
  expect(await push(shop.cashier, [grnOf(shop, [{ item: 2 }])])).toMatchObject([
    { status: 'rejected', code: 'RVBAT', field: 'lot_id' },
  ]);
});

test('[R7.3-8] a sale that overtakes the note that makes its lot waits for it', async () => {
  const shop = await newShop();
  const sale = saleOf(shop, [{ item: 2, lot_id: lotId(shop.items[2], 'G1', '2031-05-31') }]);
  expect(await push(shop.cashier, [sale])).toMatchObject([{ status: 'dependency_missing', code: 'RDLOT' }]);
  expect(await push(shop.cashier, [grnOf(shop, [{ item: 2 }]), sale])).toMatchObject([
    { status: 'applied' },
    { status: 'applied', warnings: [] },
  ]);
});

test('[R9.2-8] a posted note cannot be changed, nor its lines, not even by the owner', async () => {
  const shop = await newShop();
  await push(shop.cashier, [grnOf(shop)]);
  for (const table of ['grns', 'grn_lines']) {
    for (const sql of [`update public.${table} set updated_at = now()`, `delete from public.${table}`]) {
      await expect(owner.query(`${sql} where location_id = $1`, [shop.id])).rejects.toMatchObject({
        code: '55000',
      });
    }
  }
});
