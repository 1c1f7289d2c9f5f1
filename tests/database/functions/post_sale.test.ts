import { expect, test } from 'vitest';
import { adjustmentOf, books, newShop, onHand, owner, push, saleOf } from '#tests/database/world.ts';

test('[R6.2-3] a posted sale is header, lines, payments, moves and balances together', async () => {
  const shop = await newShop();
  await push(shop.admin, [
    adjustmentOf(shop, [
      { item: 0, unit_cost_minor: 120 },
      { item: 2, unit_cost_minor: 90 },
    ]),
  ]);
  const record = saleOf(shop, [{ quantity_milli: 3000 }, { item: 2, quantity_milli: 1000 }]);
  const [result] = await push(shop.cashier, [record]);
  expect(result).toMatchObject({
    status: 'applied',
    entity_id: record.entity_id,
    queue_id: record.queue_id,
    journal_seq: 2,
    warnings: [],
  });
  expect(await books(shop)).toMatchObject({
    invoices: 1,
    lines: 2,
    payments: 1,
    moves: 4,
    outcomes: 2,
    journal: 2,
  });
  expect(await onHand(shop)).toBe(7000);
  const { rows } = await owner.query(
    'select value_minor::int from public.stock_moves where document_id = $1 order by value_minor',
    [record.entity_id],
  );
  expect(rows).toEqual([{ value_minor: -360 }, { value_minor: -90 }]);
});

test('[T039] [R8.1-6] [R2-3] [R2-9] [R13-3] [R9.2-3] the same sale posted again is already applied and changes nothing', async () => {
  const shop = await newShop();
  const record = saleOf(shop);
  const [first] = await push(shop.cashier, [record]);
  const before = await books(shop);
  for (let n = 0; n < 10; n += 1) {
    const [again] = await push(shop.cashier, [record]);
    expect(again).toMatchObject({ status: 'already_applied', journal_seq: first!.journal_seq });
  }
  expect(await books(shop)).toEqual(before);
});

test('[T040] the same id with other content is its own error and leaves the original alone', async () => {
  const shop = await newShop();
  const record = saleOf(shop);
  await push(shop.cashier, [record]);
  const other = { ...record, payload: { ...record.payload, note: 'changed' } };
  const [result] = await push(shop.cashier, [other]);
  expect(result).toMatchObject({ status: 'rejected', code: 'RVDUP' });
  expect(await books(shop)).toMatchObject({ invoices: 1, rejected: 1 });
});

test('[T077] [R6.1-2] [R8.1-3] a number that another document has is kept under a marked number and flagged', async () => {
  const shop = await newShop();
  const first = saleOf(shop);
  const second = saleOf(shop, [{}], { invoice_number: first.payload['invoice_number'] });
  const [, result] = await push(shop.cashier, [first, second]);
  expect(result).toMatchObject({ status: 'applied', warnings: ['number_clash', 'negative_stock'] });
  const { rows } = await owner.query(
    'select invoice_number, printed_number from public.sales_invoices where id = $1',
    [second.entity_id],
  );
  expect(rows[0]).toEqual({
    invoice_number: `${first.payload['invoice_number'] as string}~2`,
    printed_number: first.payload['invoice_number'],
  });
});

test('a price, rate or clock that differs from the books posts and is flagged', async () => {
  const shop = await newShop();
  await push(shop.admin, [adjustmentOf(shop, [{}])]);
  const record = saleOf(shop, [{}]);
  await owner.query('update public.items set price_minor = 300 where id = $1', [shop.items[0]]);
  await owner.query('update public.tax_rates set rate_ppm = 200000 where id = $1', [shop.taxRate]);
  record.client_created_at = new Date(Date.now() + 86_400_000).toISOString();
  record.payload['business_date'] = '2031-01-01';
  const [result] = await push(shop.cashier, [record]);
  expect(result).toMatchObject({
    status: 'applied',
    warnings: ['price_changed', 'tax_changed', 'date_moved', 'clock_ahead'],
  });
});

test('a sale of long ago is booked in the month before and flagged', async () => {
  const shop = await newShop();
  await push(shop.admin, [adjustmentOf(shop, [{}])]);
  const record = saleOf(shop, [{}], { business_date: '2020-05-05' });
  const [result] = await push(shop.cashier, [record]);
  expect(result).toMatchObject({ status: 'applied', warnings: ['date_moved'] });
  const { rows } = await owner.query(
    `select business_date = (date_trunc('month', now() at time zone 'UTC') - interval '1 month')::date as moved from public.sales_invoices where id = $1`,
    [record.entity_id],
  );
  expect(rows[0]).toEqual({ moved: true });
});

test('[R9.2-4] WARN posts below zero and flags it; BLOCK refuses whole; accept_flagged posts', async () => {
  const warn = await newShop();
  expect((await push(warn.cashier, [saleOf(warn)]))[0]).toMatchObject({
    status: 'applied',
    warnings: ['negative_stock'],
  });

  const block = await newShop({ negative_stock_policy: 'BLOCK' });
  await push(block.admin, [adjustmentOf(block, [{ quantity_milli: 1000 }])]);
  const [first, second] = await push(block.cashier, [saleOf(block), saleOf(block)]);
  expect(first).toMatchObject({ status: 'applied', warnings: [] });
  expect(second).toMatchObject({
    status: 'rejected',
    code: 'RVSTK',
    message: 'There is not enough stock of Item 0.',
  });
  expect(await books(block)).toMatchObject({ invoices: 1, moves: 2, rejected: 1, journal: 2 });
  expect(await onHand(block)).toBe(0);

  const accept = await newShop({ negative_stock_policy: 'BLOCK', block_on_sync: 'accept_flagged' });
  expect((await push(accept.cashier, [saleOf(accept)]))[0]).toMatchObject({
    status: 'applied',
    warnings: ['negative_stock'],
  });
});

test('[R6.2-4] late documents give the same stock in whatever order they arrive', async () => {
  const orders = [
    [0, 1, 2, 3],
    [3, 2, 1, 0],
    [2, 0, 3, 1],
  ];
  const seen = new Set<string>();
  for (const order of orders) {
    const shop = await newShop();
    const records = [
      adjustmentOf(shop, [{ quantity_milli: 5000 }, { item: 1, quantity_milli: 2500 }]),
      saleOf(shop, [{ quantity_milli: 4000 }, { item: 1, quantity_milli: 250 }]),
      saleOf(shop, [{ quantity_milli: 2000 }]),
      adjustmentOf(shop, [{ quantity_milli: -1000 }]),
    ];
    for (const n of order) await push(shop.admin, [records[n]]);
    await books(shop);
    seen.add(JSON.stringify([await onHand(shop, 0), await onHand(shop, 1)]));
  }
  expect([...seen]).toEqual(['[-2000,2250]']);
});

test('[T054] a refusal is kept whole, once per reason, and closed when the document posts', async () => {
  const shop = await newShop();
  const record = saleOf(shop, [{ item: 2, lot_id: null }]);
  for (let n = 0; n < 3; n += 1) {
    expect((await push(shop.cashier, [record]))[0]).toMatchObject({
      status: 'rejected',
      code: 'RVLOT',
      field: 'lot_id',
    });
  }
  const kept = await owner.query(
    'select tries, record, resolved_at from public.rejected_documents where document_id = $1',
    [record.entity_id],
  );
  expect(kept.rows).toEqual([{ tries: 3, record, resolved_at: null }]);
  const [line] = record.payload['lines'] as { lot_id: string | null }[];
  line!.lot_id = shop.lot;
  expect((await push(shop.cashier, [record]))[0]).toMatchObject({ status: 'applied' });
  const closed = await owner.query(
    'select resolved_at from public.rejected_documents where document_id = $1',
    [record.entity_id],
  );
  expect(closed.rows[0].resolved_at).toBeInstanceOf(Date);
});

test('[T052] [R6.2-1] [R6.2-2] balances and costs are what the ledger adds up to: rebuilt from it, they are the same', async () => {
  const shop = await newShop();
  await push(shop.admin, [
    adjustmentOf(shop, [
      { quantity_milli: 7000, unit_cost_minor: 90 },
      { item: 2, quantity_milli: 4000, unit_cost_minor: 55 },
    ]),
    saleOf(shop, [{ quantity_milli: 3000 }, { item: 2 }]),
    adjustmentOf(shop, [{ quantity_milli: 5000, unit_cost_minor: 130 }]),
    saleOf(shop, [{ quantity_milli: 2000 }]),
  ]);
  const { rows: kept } = await owner.query(
    `select item_id, lot_id, quantity_milli::text from public.stock_balances where location_id = $1 order by 1, 2`,
    [shop.id],
  );
  const { rows: rebuilt } = await owner.query(
    `select item_id, lot_id, sum(quantity_milli)::text as quantity_milli from public.stock_moves where location_id = $1
     group by item_id, lot_id order by 1, 2`,
    [shop.id],
  );
  expect(kept).toEqual(rebuilt);
  expect(kept).toHaveLength(2);
  const { rows: costs } = await owner.query(
    `select c.item_id, c.value_minor::text = (select sum(m.value_minor)::text from public.stock_moves m where m.item_id = c.item_id) as agrees
     from public.item_costs c where c.location_id = $1`,
    [shop.id],
  );
  expect(costs.map((cost) => cost.agrees)).toEqual([true, true]);
});
