import { expect, test } from 'vitest';
import { copiedId } from '#domain/copied-id.ts';
import { editOf } from '#tests/database/edits.ts';
import { settle, voiding } from '#tests/database/settle.ts';
import { costOf, receiptOf, stateOf, transferOf } from '#tests/database/transfers.ts';
import {
  adjustmentOf,
  batch,
  books,
  grnOf,
  newShop,
  onHand,
  owner,
  push,
  saleOf,
  type Shop,
} from '#tests/database/world.ts';

const twoShops = () => Promise.all([newShop(), newShop()]);
const stockOf = async (shop: Shop) => [await onHand(shop, 0), await onHand(shop, 1), await onHand(shop, 2)];

test('[R13-8] [R9.2-5] goods leave one location as they are sent and come to the other as they are received, at what they cost', async () => {
  const [a, b] = await twoShops();
  await push(a.admin, [
    grnOf(a, [
      { quantity_milli: 10_000, unit_cost_minor: 100 },
      { quantity_milli: 10_000, unit_cost_minor: 130 },
    ]),
    adjustmentOf(a, [{ item: 2, quantity_milli: 6000, unit_cost_minor: 77 }]),
  ]);
  const transfer = transferOf(a, b, [{ quantity_milli: 8000 }, { item: 2, quantity_milli: 6000 }]);
  expect(await push(a.cashier, [transfer])).toMatchObject([{ status: 'applied', warnings: [] }]);
  expect(await stockOf(a)).toEqual([12_000, 0, 0]);
  expect(await stockOf(b)).toEqual([0, 0, 0]);
  const [piece, tracked] = (await stateOf(transfer))!['lines'] as Record<string, unknown>[];
  expect(await stateOf(transfer)).toMatchObject({
    state: 'in_transit',
    location_id: a.id,
    to_location_id: b.id,
    receipt_id: null,
  });
  expect(piece).toMatchObject({ barcode: '4000000000000', quantity_milli: 8000, unit_cost_minor: 115 });
  expect(tracked).toMatchObject({ is_batch_tracked: 1, batch_number: 'B1', unit_cost_minor: 77 });

  const receipt = receiptOf(b, transfer);
  expect(await push(b.cashier, [receipt])).toMatchObject([{ status: 'applied', warnings: [] }]);
  expect(await stateOf(transfer)).toMatchObject({
    state: 'received',
    receipt_id: receipt.entity_id,
    receipt_number: receipt.payload['receipt_number'],
    differs: false,
  });
  expect(await stockOf(a)).toEqual([12_000, 0, 0]);
  expect(await stockOf(b)).toEqual([8000, 0, 6000]);
  expect(await costOf(b)).toEqual({ quantity_milli: 8000, value_minor: 920 });
  expect(await costOf(b, 2)).toEqual({ quantity_milli: 6000, value_minor: 462 });
  expect(await books(a)).toMatchObject({ sent: 1, arrived: 0 });
  expect(await books(b)).toMatchObject({ sent: 0, arrived: 1, moves: 2 });
});

test('[R13-9] [R9.2-6] one transfer is received once: by the same receipt again, by others, by sixteen at the same moment', async () => {
  const [a, b] = await twoShops();
  const transfer = transferOf(a, b);
  await push(a.cashier, [transfer]);
  const receipts = Array.from({ length: 16 }, () => receiptOf(b, transfer));
  const answers = (await Promise.all(receipts.map((receipt) => push(b.cashier, [receipt])))).flat();
  const first = answers.findIndex(({ status }) => status === 'applied');
  const rest = answers.filter((_, n) => n !== first);
  expect(rest.map(({ code }) => code)).toEqual(Array.from({ length: 15 }, () => 'RVRCV'));
  expect(rest[0]).toMatchObject({
    status: 'rejected',
    field: 'transfer_id',
    message: `Transfer ${String(transfer.payload['transfer_number'])} is already received as ${String(receipts[first]!.payload['receipt_number'])}.`,
  });
  expect(await push(b.cashier, [receipts[first]])).toMatchObject([{ status: 'already_applied' }]);
  expect(await onHand(b)).toBe(1000);
  expect(await books(b)).toMatchObject({ arrived: 1, moves: 1, journal: 1, rejected: 15 });
});

test('[R7.3-8] a receipt that is here before its transfer waits for it', async () => {
  const [a, b] = await twoShops();
  const transfer = transferOf(a, b);
  const receipt = receiptOf(b, transfer);
  expect(await push(b.cashier, [receipt])).toMatchObject([{ status: 'dependency_missing', code: 'RDTRF' }]);
  expect(await books(b)).toMatchObject({ rejected: 0, journal: 0 });
  await push(a.cashier, [transfer]);
  expect(await push(b.cashier, [receipt])).toMatchObject([{ status: 'applied' }]);
});

test('what came may be less, more, nothing, another batch or another item: with a reason, and flagged', async () => {
  const [a, b] = await twoShops();
  await push(a.admin, [adjustmentOf(a, [{ unit_cost_minor: 50 }, { item: 1 }, { item: 2 }])]);
  const transfer = transferOf(a, b, [
    { quantity_milli: 5000 },
    { item: 1, quantity_milli: 1500 },
    { item: 2, quantity_milli: 2000 },
  ]);
  await push(a.cashier, [transfer]);
  const receipt = receiptOf(b, transfer, {
    0: { quantity_milli: 4000, reason: 'One broken' },
    1: { quantity_milli: 0, item_id: null, reason: 'Not in the box' },
    2: { quantity_milli: 3000, reason: 'One more', ...batch(b.items[2], 'Other', '2032-01-01') },
  });
  expect(await push(b.cashier, [receipt])).toMatchObject([
    { status: 'applied', warnings: ['quantity_differs'] },
  ]);
  expect(await stateOf(transfer)).toMatchObject({ differs: true });
  expect(await stockOf(b)).toEqual([4000, 0, 3000]);
  expect(await costOf(b)).toMatchObject({ value_minor: 200 });
  expect(await books(b)).toMatchObject({ moves: 2 });
});

test('[R6.3-7] a transfer belongs to its source and goes to another location that there is', async () => {
  const [a, b] = await twoShops();
  const cases = [
    ['RVSHP', 'from_location_id', { from_location_id: b.id }],
    ['RVSHP', 'to_location_id', { to_location_id: a.id }],
    ['RVSHP', 'to_location_id', { to_location_id: null }],
    ['RDLOC', 'to_location_id', { to_location_id: crypto.randomUUID() }],
    ['RVSHP', 'note', { note: 'x'.repeat(501) }],
    ['RVSHP', 'cashier_id', { cashier_id: null }],
    ['RVLIN', 'lines', { lines: [] }],
    ['RVNUM', 'number', { transfer_number: `R-${a.code}-01-000001` }],
    ['RVNUM', 'number', { transfer_number: `T-${b.code}-01-000001` }],
  ] as const;
  for (const [code, field, change] of cases) {
    expect(await push(a.admin, [transferOf(a, b, [{}], change)]), field).toMatchObject([{ code, field }]);
  }
  const lines = [
    ['RDITM', { item_id: b.items[0] }],
    ['RVLOT', { item: 2, lot_id: null, batch_number: null, expiry_date: null }],
    ['RDLOT', { item: 2, lot_id: b.lot }],
    ['RVBAT', { item: 2, batch_number: 'Another' }],
    ['RVBAT', { item: 2, expiry_date: null }],
    ['RVBAT', { batch_number: 'B1' }],
    ['RVQTY', { quantity_milli: 0 }],
    ['RVQTY', { quantity_milli: -1 }],
    ['RVSHP', { item_name: null }],
  ] as const;
  for (const [code, line] of lines) {
    expect(await push(a.admin, [transferOf(a, b, [line])]), JSON.stringify(line)).toMatchObject([{ code }]);
  }
  expect(await books(a)).toMatchObject({ sent: 0, moves: 0, journal: 0 });
  await expect(
    owner.query(
      `insert into public.stock_transfers (id, location_id, device_id, transfer_number, printed_number, status, from_location_id, to_location_id,
         cashier_id, journal_seq, business_date, business_month, client_created_at, client_updated_at, created_by)
       values (gen_random_uuid(), $1, $2, 'T', 'T', 'posted', $3, $1, $4, 1, now(), '2026-01', now(), now(), $4)`,
      [a.id, a.deviceId, b.id, a.admin],
    ),
  ).rejects.toMatchObject({ code: '23514', constraint: 'a_transfer_belongs_to_its_source' });
});

test('[T099] [R6.3-6] a receipt answers every line of a transfer to here, once, into items and batches of here', async () => {
  const [a, b, c] = [await newShop(), await newShop(), await newShop()];
  const transfer = transferOf(a, b, [{ quantity_milli: 2000 }, { item: 2 }]);
  const toThird = transferOf(a, c, [{}]);
  await push(a.cashier, [transfer, toThird]);
  const sent = transfer.payload['lines'] as { id: string }[];
  const nothing = { lot_id: null, batch_number: null, expiry_date: null };
  const lines = [
    ['RDITM', { item_id: a.items[0] }],
    ['RDITM', { item_id: null }],
    ['RVQTY', { quantity_milli: 0 }],
    ['RVQTY', { quantity_milli: -1 }],
    ['RVQTY', { quantity_milli: null }],
    ['RVQTY', { sent_milli: 1999 }],
    ['RVNOT', { quantity_milli: 1000 }],
    ['RVNOT', { quantity_milli: 1000, reason: '  ' }],
    ['RVNOT', { quantity_milli: 3000, reason: 'x'.repeat(201) }],
    ['RVSHP', { transfer_line_id: sent[1]!.id }],
    ['RVSHP', { transfer_line_id: crypto.randomUUID() }],
    ['RVSHP', { unit_symbol: null }],
    ['RVBAT', { batch_number: 'B1' }],
    ['RVLOT', { item_id: b.items[2] }],
    ['RVLOT', { ...batch(b.items[2], 'B1', '2031-01-01'), item_id: b.items[2], expiry_date: null }],
    ['RVBAT', { ...batch(b.items[2], 'B1', '2031-01-01'), item_id: b.items[2], lot_id: a.lot }],
  ] as const;
  for (const [code, line] of lines) {
    const answer = await push(b.admin, [receiptOf(b, transfer, { 0: { ...nothing, ...line } })]);
    expect(answer, JSON.stringify(line)).toMatchObject([{ code }]);
  }
  const [first] = receiptOf(b, transfer).payload['lines'] as object[];
  for (const [code, record] of [
    ['RVSHP', receiptOf(b, transfer, {}, { lines: [first] })],
    ['RVLIN', receiptOf(b, transfer, {}, { lines: [] })],
    ['RDTRF', receiptOf(b, toThird)],
    ['RDTRF', receiptOf(a, transfer)],
    ['RDTRF', receiptOf(b, transfer, {}, { transfer_id: null })],
    ['RALOC', receiptOf(c, toThird)],
  ] as const) {
    const [user] = record.location_id === a.id ? [a.admin] : [b.admin];
    expect(await push(user, [record]), code).toMatchObject([{ code }]);
  }
  expect(await stateOf(transfer)).toMatchObject({ state: 'in_transit' });
  expect(await books(b)).toMatchObject({ arrived: 0, moves: 0, journal: 0 });
  expect(await push(b.cashier, [receiptOf(b, transfer)])).toMatchObject([{ status: 'applied' }]);
});

test('where the other location counts in other money, what comes is worth what such goods are worth here', async () => {
  const a = await newShop({ currency: 'IDR' });
  const b = await newShop();
  await push(a.admin, [adjustmentOf(a, [{ unit_cost_minor: 150_000 }])]);
  const transfer = transferOf(a, b);
  await push(a.cashier, [transfer]);
  expect(await push(b.cashier, [receiptOf(b, transfer)])).toMatchObject([
    { status: 'applied', warnings: ['currency_differs'] },
  ]);
  expect(await costOf(b)).toEqual({ quantity_milli: 1000, value_minor: 100 });
});

test('what the device says of cost and barcode counts for nothing', async () => {
  const [a, b] = await twoShops();
  await push(a.admin, [adjustmentOf(a, [{ unit_cost_minor: 60 }])]);
  const transfer = transferOf(a, b, [{ unit_cost_minor: 1, barcode: 'wrong', is_batch_tracked: 1 }]);
  await push(a.cashier, [transfer]);
  expect((await stateOf(transfer))!['lines']).toMatchObject([
    { unit_cost_minor: 60, barcode: '4000000000000', is_batch_tracked: 0 },
  ]);
  const receipt = receiptOf(b, transfer, { 0: { unit_cost_minor: 999_999 } });
  await push(b.cashier, [receipt]);
  expect(await costOf(b)).toMatchObject({ value_minor: 60 });
});

test('under BLOCK nothing is sent that is not there; what comes always may', async () => {
  const [a, b] = [
    await newShop({ negative_stock_policy: 'BLOCK' }),
    await newShop({ negative_stock_policy: 'BLOCK' }),
  ];
  expect(await push(a.cashier, [transferOf(a, b)])).toMatchObject([{ status: 'rejected', code: 'RVSTK' }]);
  await push(a.admin, [adjustmentOf(a, [{ quantity_milli: 1000 }])]);
  const transfer = transferOf(a, b);
  expect(await push(a.cashier, [transfer])).toMatchObject([{ status: 'applied' }]);
  await push(b.admin, [adjustmentOf(b, [{ quantity_milli: 500 }])]);
  expect(await push(b.cashier, [receiptOf(b, transfer)])).toMatchObject([{ status: 'applied' }]);
  expect(await onHand(b)).toBe(1500);
});

test('an item that is made for what came has one id wherever it is made: the one of a copy from there', async () => {
  const [a, b] = await twoShops();
  const transfer = transferOf(a, b);
  await push(a.cashier, [transfer]);
  const id = copiedId(b.id, a.items[0]);
  const { rows } = await owner.query('select app.copied_id($1, $2) as id', [b.id, a.items[0]]);
  expect(rows).toEqual([{ id }]);
  const { rows: like } = await owner.query<Record<string, string>>(
    'select category_id, unit_id, tax_rate_id from public.items where id = $1',
    [b.items[0]],
  );
  const columns = { name: 'New here', barcode: null, price_minor: 300, is_batch_tracked: 0, ...like[0] };
  const made = () => editOf(b, { kind: 'create', table: 'items', id, columns, previous: {} });
  const receipt = receiptOf(b, transfer, { 0: { item_id: id } });
  expect(await push(b.manager, [receipt])).toMatchObject([{ code: 'RDITM' }]);
  expect(await push(b.manager, [made(), made(), receipt])).toMatchObject([
    { status: 'applied' },
    { status: 'applied' },
    { status: 'applied' },
  ]);
  const found = await owner.query('select 1 from public.items where location_id = $1', [b.id]);
  expect(found.rowCount).toBe(4);
});

test('a receipt of which a manager said no in the end is void, and the goods can still be received', async () => {
  const [a, b] = await twoShops();
  const transfer = transferOf(a, b);
  await push(a.cashier, [transfer]);
  const [first, second] = [receiptOf(b, transfer, { 0: { quantity_milli: 1 } }), receiptOf(b, transfer)];
  expect(await push(b.cashier, [first])).toMatchObject([{ code: 'RVNOT' }]);
  await settle(b.manager, 'void_document', { ...voiding(first), number: first.payload['receipt_number'] });
  expect(await push(b.cashier, [first])).toMatchObject([{ status: 'already_applied', warnings: ['void'] }]);
  expect(await push(b.cashier, [second])).toMatchObject([{ status: 'applied' }]);
  expect(await onHand(b)).toBe(1000);
});

test('[R9.2-8] what was sent and received cannot be changed, nor the lines, not even by the owner', async () => {
  const [a, b] = await twoShops();
  const transfer = transferOf(a, b);
  await push(a.cashier, [transfer]);
  await push(b.cashier, [receiptOf(b, transfer), saleOf(b)]);
  for (const table of [
    'stock_transfers',
    'stock_transfer_lines',
    'stock_transfer_receipts',
    'stock_transfer_receipt_lines',
  ]) {
    for (const sql of [`update public.${table} set updated_at = now()`, `delete from public.${table}`]) {
      await expect(owner.query(`${sql} where location_id in ($1, $2)`, [a.id, b.id])).rejects.toMatchObject({
        code: '55000',
      });
    }
  }
});
