import { expect, test } from 'vitest';
import { adjustmentOf, asUser, books, newShop, onHand, owner, push, saleOf } from '#tests/database/world.ts';
import { balanceOf, customerOf, entriesOf } from '#tests/database/credit.ts';
import { onAccount, returnOf } from '#tests/database/returns.ts';

async function sold(lines: Parameters<typeof saleOf>[1] = [{ quantity_milli: 3000 }, { item: 2 }]) {
  const shop = await newShop();
  await push(shop.admin, [adjustmentOf(shop, [{ unit_cost_minor: 120 }, { item: 2, unit_cost_minor: 90 }])]);
  const sale = refund(saleOf(shop, lines));
  expect(await push(shop.cashier, [sale])).toMatchObject([{ status: 'applied' }]);
  return { shop, sale };
}

test('[R9.2-2] a return is a document of its own: goods back in stock, in their batch, money back, the sale as it was', async () => {
  const { shop, sale } = await sold();
  const before = await rowOf(sale.entity_id);
  const back = returnOf(shop, sale, [{ quantity_milli: 1000 }, { line: 1 }]);
  expect(await push(shop.cashier, [back])).toMatchObject([
    { status: 'applied', journal_seq: 3, warnings: [] },
  ]);
  expect(await onHand(shop)).toBe(8000);
  expect(await onHand(shop, 2)).toBe(10_000);
  expect(await rowOf(sale.entity_id)).toEqual(before);
  const { rows: moves } = await owner.query(
    'select quantity_milli::int, value_minor::int, lot_id from public.stock_moves where document_id = $1 order by value_minor',
    [back.entity_id],
  );
  expect(moves).toEqual([
    { quantity_milli: 1000, value_minor: 90, lot_id: shop.lot },
    { quantity_milli: 1000, value_minor: 120, lot_id: null },
  ]);
  expect(await books(shop)).toMatchObject({ invoices: 2, lines: 4, payments: 2, rejected: 0 });
});

test('what is thrown away is paid back and moves no stock', async () => {
  const { shop, sale } = await sold();
  const back = returnOf(shop, sale, [{ quantity_milli: 1000, is_restocked: 0 }]);
  expect(await push(shop.cashier, [back])).toMatchObject([{ status: 'applied', warnings: [] }]);
  expect(await onHand(shop)).toBe(7000);
  await books(shop);
});

test('what comes back is at most what was sold and did not come back yet', async () => {
  const { shop, sale } = await sold();
  const parts = [2000, 2000, 1000, 1].map((quantity_milli) => returnOf(shop, sale, [{ quantity_milli }]));
  expect(await push(shop.cashier, parts)).toMatchObject([
    { status: 'applied' },
    { status: 'rejected', code: 'RVRET', field: 'lines' },
    { status: 'applied' },
    { status: 'rejected', code: 'RVRET' },
  ]);
  const twice = returnOf(shop, sale, [{ line: 1 }, { line: 1, is_restocked: 0 }]);
  expect(await push(shop.cashier, [twice])).toMatchObject([{ status: 'rejected', code: 'RVRET' }]);
  expect(await onHand(shop)).toBe(10_000);
  await books(shop);
});

test('sixteen tills take the same goods back at once: one return is booked', async () => {
  const { shop, sale } = await sold();
  const answers = await Promise.all(
    Array.from({ length: 16 }, () => push(shop.cashier, [returnOf(shop, sale, [{ quantity_milli: 2000 }])])),
  );
  expect(
    answers
      .flat()
      .map(({ status }) => status)
      .toSorted(),
  ).toEqual(['applied', ...Array.from({ length: 15 }, () => 'rejected')]);
  expect(await onHand(shop)).toBe(9000);
  await books(shop);
});

test('parts of a discounted line come to what was paid for it, to the minor unit', async () => {
  const { shop, sale } = await sold([
    { quantity_milli: 3000, discount_minor: 50, amount_minor: 700, tax_minor: 91 },
  ]);
  expect(sale.payload['total_minor']).toBe(700);
  const amounts = [233, 233, 234].map((amount_minor) =>
    returnOf(shop, sale, [
      {
        quantity_milli: 1000,
        amount_minor,
        discount_minor: 250 - amount_minor,
        tax_minor: Math.round((amount_minor * 15) / 115),
      },
    ]),
  );
  for (const record of amounts) refund(record);
  expect(await push(shop.cashier, amounts)).toMatchObject([
    { status: 'applied' },
    { status: 'applied' },
    { status: 'applied' },
  ]);
  await books(shop);
});

const spoiled: readonly [name: string, lines: Parameters<typeof returnOf>[2], code: string, field: string][] =
  [
    [
      'more than its share',
      [{ quantity_milli: 1000, discount_minor: 0, price_minor: 252, amount_minor: 252, tax_minor: 33 }],
      'RVRET',
      'original_line_id',
    ],
    ['another item', [{ item_id: 1 }], 'RVRET', 'original_line_id'],
    ['no word on the shelf', [{ is_restocked: null as never }], 'RVRET', 'is_restocked'],
    ['no line of that sale', [{ original_line_id: null }], 'RVRET', 'original_line_id'],
    ['another tax rate', [{ tax_rate_ppm: 0, tax_minor: 0 }], 'RVRET', 'original_line_id'],
  ];
for (const [name, lines, code, field] of spoiled) {
  test(`refused: ${name}`, async () => {
    const { shop, sale } = await sold();
    const named = lines!.map((line) => (line['item_id'] === 1 ? { ...line, item_id: shop.items[1] } : line));
    const record = refund(returnOf(shop, sale, named));
    expect(await push(shop.cashier, [record])).toMatchObject([{ status: 'rejected', code, field }]);
    expect(await books(shop)).toMatchObject({ invoices: 1, rejected: 1 });
  });
}

test('[R6.3-5] a sale of another location, one that is not there yet, and a return are not what can be returned', async () => {
  const { shop, sale } = await sold();
  const { sale: foreign } = await sold();
  const back = returnOf(shop, sale);
  const waiting = saleOf(shop);
  expect(
    await push(shop.cashier, [
      returnOf(shop, sale, [{}], { original_id: foreign.entity_id }),
      returnOf(shop, waiting),
      back,
      returnOf(shop, sale, [{}], { original_id: back.entity_id }),
      returnOf(shop, sale, [{ original_line_id: (foreign.payload['lines'] as { id: string }[])[0]!.id }]),
    ]),
  ).toMatchObject([
    { status: 'dependency_missing', code: 'RDSAL' },
    { status: 'dependency_missing', code: 'RDSAL' },
    { status: 'applied' },
    { status: 'rejected', code: 'RVRET' },
    { status: 'rejected', code: 'RVRET' },
  ]);
  await books(shop);
});

test('without a receipt it takes a manager, or is flagged', async () => {
  const { shop, sale } = await sold();
  const bare = (header: Record<string, unknown>) =>
    returnOf(shop, sale, [{ quantity_milli: 1000, original_line_id: null }], {
      original_id: null,
      ...header,
    });
  expect(
    await push(shop.cashier, [
      bare({}),
      bare({ approved_by: shop.manager, approved_for: ['return'], approval_reason: 'Known customer' }),
      bare({ cashier_id: shop.manager }),
    ]),
  ).toMatchObject([
    { status: 'applied', warnings: ['no_receipt', 'return_unapproved'] },
    { status: 'applied', warnings: ['approved', 'no_receipt'] },
    { status: 'applied', warnings: ['no_receipt'] },
  ]);
  expect(await onHand(shop)).toBe(10_000);
});

test('paid by card and back in cash is flagged; what is paid back has no change', async () => {
  const { shop, sale } = await sold([{}]);
  const byCard = saleOf(shop);
  const [payment] = byCard.payload['payments'] as object[];
  byCard.payload['payments'] = [{ ...payment, method: 'card' }];
  await push(shop.cashier, [byCard]);
  const change = returnOf(shop, sale);
  change.payload['payments'] = [
    { ...payment, id: crypto.randomUUID(), tendered_minor: 300, change_minor: 50 },
  ];
  expect(await push(shop.cashier, [returnOf(shop, byCard), change])).toMatchObject([
    { status: 'applied', warnings: ['refund_differs'] },
    { status: 'rejected', code: 'RVPAY' },
  ]);
});

test('on credit: what comes back is taken off what the customer owes; of another customer it is refused', async () => {
  const shop = await newShop();
  const customer = await customerOf(shop, 10_000, 0);
  const sale = onAccount(saleOf(shop, [{ quantity_milli: 2000 }], { customer_id: customer }));
  await push(shop.cashier, [sale]);
  const back = returnOf(shop, sale, [{ quantity_milli: 1000 }]);
  const other = returnOf(shop, sale, [{ quantity_milli: 1000 }], { customer_id: null });
  expect(await push(shop.cashier, [onAccount(back), other])).toMatchObject([
    { status: 'applied', warnings: [] },
    { status: 'rejected', code: 'RVRET', field: 'original_id' },
  ]);
  expect(await balanceOf(customer)).toMatchObject({ outstanding_minor: 250 });
  expect((await entriesOf(customer)).map(({ amount_minor }) => amount_minor)).toEqual([500, -250]);
});

test('[R9.2-1] nobody changes what was sold or returned by hand', async () => {
  const { shop, sale } = await sold();
  await expect(
    asUser(shop.admin, (db) =>
      db.query('update public.sales_invoices set original_id = null where id = $1', [sale.entity_id]),
    ),
  ).rejects.toThrow(/permission denied/);
});

/** Makes header and payment follow from lines that were changed. */
function refund(record: ReturnType<typeof returnOf>) {
  const lines = record.payload['lines'] as {
    amount_minor: number;
    discount_minor: number;
    tax_minor: number;
  }[];
  const of = (field: keyof (typeof lines)[number]) => lines.reduce((sum, line) => sum + line[field], 0);
  const total = of('amount_minor');
  const [payment] = record.payload['payments'] as object[];
  Object.assign(record.payload, {
    subtotal_minor: total + of('discount_minor'),
    discount_minor: of('discount_minor'),
    tax_minor: of('tax_minor'),
    total_minor: total,
    payments: [{ ...payment, amount_minor: total, tendered_minor: total }],
  });
  return record;
}

async function rowOf(id: string) {
  const { rows } = await owner.query('select to_jsonb(i) as row from public.sales_invoices i where id = $1', [
    id,
  ]);
  return rows;
}
