import { expect, test } from 'vitest';
import { countOf } from '#tests/database/counts.ts';
import {
  adjustmentOf,
  grnOf,
  asUser,
  books,
  newShop,
  newUser,
  owner,
  push,
  saleOf,
  type Shop,
  type TestRecord,
} from '#tests/database/world.ts';

type Spoil = (record: TestRecord, shop: Shop) => void;
const lines = (record: TestRecord): Record<string, unknown>[] =>
  record.payload['lines'] as Record<string, unknown>[];
const payments = (record: TestRecord): Record<string, unknown>[] =>
  record.payload['payments'] as Record<string, unknown>[];

/** Bad input: each is refused with its code, keeps the payload, and leaves the books as they were. */
const spoiled: Record<string, [code: string, spoil: Spoil]> = {
  'a version that is none': [
    'RVSHP',
    (r) => {
      Object.assign(r, { v: 'one' });
    },
  ],
  'no document': [
    'RVSHP',
    (r) => {
      Object.assign(r, { payload: null });
    },
  ],
  'an id that is none': [
    '22P02',
    (r) => {
      r.entity_id = r.payload['id'] = 'nonsense';
    },
  ],
  'a kind that is none': [
    '22P02',
    (r) => {
      r.entity_type = 'A gift';
    },
  ],
  'another id inside than outside': [
    'RVSHP',
    (r) => {
      r.payload['id'] = crypto.randomUUID();
    },
  ],
  'no lines': [
    'RVLIN',
    (r) => {
      r.payload['lines'] = [];
    },
  ],
  'lines that are no list': [
    'RVLIN',
    (r) => {
      r.payload['lines'] = 'x';
    },
  ],
  'the same line twice': [
    'RVLIN',
    (r) => {
      r.payload['lines'] = [...lines(r), ...lines(r)];
    },
  ],
  'five hundred and one lines': [
    'RVSIZ',
    (r) => {
      r.payload['lines'] = Array.from({ length: 501 }, (_, n) => ({
        ...lines(r)[0],
        id: crypto.randomUUID(),
        line_no: n + 1,
      }));
    },
  ],
  'an unknown item': [
    'RDITM',
    (r) => {
      lines(r)[0]!['item_id'] = crypto.randomUUID();
    },
  ],
  'an unknown customer': [
    'RDCUS',
    (r) => {
      r.payload['customer_id'] = crypto.randomUUID();
    },
  ],
  'a batch-tracked item without its batch': [
    'RVLOT',
    (r) => {
      lines(r)[1]!['lot_id'] = null;
    },
  ],
  'an unknown batch': [
    'RDLOT',
    (r) => {
      lines(r)[1]!['lot_id'] = crypto.randomUUID();
    },
  ],
  'the batch of another item': [
    'RDLOT',
    (r, shop) => {
      lines(r)[0]!['lot_id'] = shop.lot;
    },
  ],
  'quantity zero': [
    'RVQTY',
    (r) => {
      Object.assign(lines(r)[0]!, { quantity_milli: 0, amount_minor: 0, tax_minor: 0 });
    },
  ],
  'a negative quantity': [
    'RVQTY',
    (r) => {
      lines(r)[0]!['quantity_milli'] = -1000;
    },
  ],
  'an absurd quantity': [
    'RVQTY',
    (r) => {
      lines(r)[0]!['quantity_milli'] = 9_000_000_000;
    },
  ],
  'a quantity with a fraction': [
    '22P02',
    (r) => {
      lines(r)[0]!['quantity_milli'] = 1.5;
    },
  ],
  'a quantity beyond all integers': [
    '22003',
    (r) => {
      lines(r)[0]!['quantity_milli'] = 1e30;
    },
  ],
  'a negative price': [
    'RVPRC',
    (r) => {
      lines(r)[0]!['price_minor'] = -250;
    },
  ],
  'an amount that is not price times quantity': [
    'RVTOT',
    (r) => {
      lines(r)[0]!['amount_minor'] = 249;
    },
  ],
  'a tax that is not the rate': [
    'RVTOT',
    (r) => {
      lines(r)[0]!['tax_minor'] = 0;
    },
  ],
  'a total that does not match its lines': [
    'RVTOT',
    (r) => {
      r.payload['total_minor'] = 1;
    },
  ],
  'a payment short of the total': [
    'RVPAY',
    (r) => {
      Object.assign(payments(r)[0]!, { amount_minor: 1, tendered_minor: 1 });
    },
  ],
  'change that was never given': [
    'RVPAY',
    (r) => {
      payments(r)[0]!['change_minor'] = 5;
    },
  ],
  'no payment': [
    'RVLIN',
    (r) => {
      r.payload['payments'] = [];
    },
  ],
  'a card that gives change': [
    'RVPAY',
    (r) => {
      Object.assign(payments(r)[0]!, { method: 'card', tendered_minor: 1000, change_minor: 500 });
    },
  ],
  'a number of another device': [
    'RVNUM',
    (r, shop) => {
      r.payload['invoice_number'] = `S-${shop.code}-02-000001`;
    },
  ],
  'a number of another series': [
    'RVNUM',
    (r, shop) => {
      r.payload['invoice_number'] = `A-${shop.code}-01-000001`;
    },
  ],
  'a device that is not registered': [
    'RADEV',
    (r) => {
      r.device_id = r.payload['device_id'] = crypto.randomUUID();
    },
  ],
  'a kind that is none of them': [
    'RVKND',
    (r) => {
      r.payload['kind'] = null;
    },
  ],
  'a missing field': [
    '23502',
    (r) => {
      delete lines(r)[0]!['price_minor'];
    },
  ],
  'a note without end': [
    'RVSHP',
    (r) => {
      r.payload['note'] = 'x'.repeat(501);
    },
  ],
  'a date that is none': [
    '22008',
    (r) => {
      r.payload['business_date'] = '2026-02-31';
    },
  ],
};

for (const [what, [code, spoil]] of Object.entries(spoiled)) {
  test(`bad input: ${what} is answered with ${code}, and nothing is half done`, async () => {
    const shop = await newShop();
    await push(shop.admin, [adjustmentOf(shop, [{}, { item: 2 }])]);
    const before = await books(shop);
    const record = saleOf(shop, [{ quantity_milli: 2000 }, { item: 2 }]);
    spoil(record, shop);
    const neighbour = saleOf(shop);
    const [bad, good] = await push(shop.cashier, [record, neighbour]);
    expect(bad).toMatchObject({
      code,
      status: /^(RD|23503)/.test(code) ? 'dependency_missing' : 'rejected',
      queue_id: record.queue_id,
    });
    expect(bad!.message).toMatch(/\w+.*\.$/);
    expect(bad!.message).not.toMatch(/constraint|relation|column|select|public\./i);
    expect(good, 'the neighbour posts').toMatchObject({ status: 'applied', journal_seq: 2 });
    const after = await books(shop);
    const kept = bad!.status === 'rejected' ? 1 : 0;
    expect(after).toEqual({
      ...before,
      invoices: 1,
      lines: 1,
      payments: 1,
      moves: before['moves']! + 1,
      outcomes: 2,
      keys: 2,
      journal: 2,
      rejected: kept,
    });
    if (kept) {
      const { rows } = await owner.query(
        'select record from public.rejected_documents where location_id = $1',
        [shop.id],
      );
      expect(rows).toEqual([{ record: JSON.parse(JSON.stringify(record)) as unknown }]);
    }
  });
}

const fromElsewhere: Record<string, [code: string, spoil: Spoil]> = {
  'a version from the future': ['RHVER', (r) => Object.assign(r, { v: 2 })],
  'a kind from the future': ['RHKND', (r) => Object.assign(r, { entity_type: 'gift_voucher' })],
};

for (const [what, [code, spoil]] of Object.entries(fromElsewhere)) {
  test(`[T117] ${what} is not decided: what is before it posts, it and what is behind it come again, and nothing of it is kept`, async () => {
    const shop = await newShop();
    const records = [saleOf(shop), saleOf(shop), saleOf(shop)] as const;
    spoil(records[1], shop);
    expect(await push(shop.cashier, records)).toMatchObject([{ status: 'applied' }]);
    const before = await books(shop);
    const refusal = {
      code,
      message: expect.stringMatching(/^App and server are of different versions: .*\.$/),
    };
    await expect(push(shop.cashier, records.slice(1))).rejects.toMatchObject(refusal);
    expect(await books(shop)).toEqual(before);
    expect(before).toMatchObject({ invoices: 1, rejected: 0, journal: 1 });
  });
}

test('[T049] markup, quotes and control characters are stored as they are', async () => {
  const shop = await newShop();
  const text = `<script>alert(1)</script> '"; drop table x; -- \u0007 \u202e $$ %s =cmd()`;
  const record = saleOf(shop, [{ item_name: text }], { note: text });
  expect((await push(shop.cashier, [record]))[0]).toMatchObject({ status: 'applied' });
  const { rows } = await owner.query('select note from public.sales_invoices where id = $1', [
    record.entity_id,
  ]);
  expect(rows).toEqual([{ note: text }]);
});

test('[T101] what only the server may say is ignored in a payload', async () => {
  const shop = await newShop();
  const forged = {
    created_by: shop.admin,
    status: 'draft',
    journal_seq: 99,
    flags: ['forged'],
    business_month: '1999-01',
    created_at: '1999-01-01',
  };
  const record = saleOf(
    shop,
    [{ ...forged, location_id: crypto.randomUUID(), invoice_id: crypto.randomUUID() }],
    forged,
  );
  expect((await push(shop.cashier, [record]))[0]).toMatchObject({ status: 'applied', journal_seq: 1 });
  const { rows } = await owner.query(
    "select created_by, status, journal_seq::int, flags, created_at > now() - interval '1 minute' as fresh from public.sales_invoices where id = $1",
    [record.entity_id],
  );
  expect(rows).toEqual([
    { created_by: shop.cashier, status: 'posted', journal_seq: 1, flags: ['negative_stock'], fresh: true },
  ]);
});

test('a name on the document that does not hold is flagged, never refused', async () => {
  const shop = await newShop();
  const stranger = await newUser();
  const record = saleOf(shop, [{}], { cashier_id: stranger, approved_by: shop.cashier });
  expect((await push(shop.cashier, [record]))[0]).toMatchObject({
    status: 'applied',
    warnings: ['cashier_not_member', 'approval_invalid', 'negative_stock'],
  });
});

test('nobody pushes without being signed in, and a push is an array of records', async () => {
  const shop = await newShop();
  await expect(push(null, [saleOf(shop)])).rejects.toMatchObject({ code: '42501' });
  await expect(push(shop.admin, [])).rejects.toMatchObject({ code: 'RVSHP' });
  await expect(asUser(shop.admin, (c) => c.query(`select public.push('{"a":1}')`))).rejects.toMatchObject({
    code: 'RVSHP',
  });
});

test('[R5.1-14] [R7.3-2] each record of a push stands or falls alone, and order is kept', async () => {
  const shop = await newShop({ negative_stock_policy: 'BLOCK' });
  await push(shop.admin, [adjustmentOf(shop, [{ quantity_milli: 3000 }])]);
  const results = await push(shop.cashier, [
    saleOf(shop),
    saleOf(shop, [{ quantity_milli: 5000 }]),
    saleOf(shop),
    saleOf(shop),
    saleOf(shop),
  ]);
  expect(results.map((result) => result.code ?? result.journal_seq)).toEqual([2, 'RVSTK', 3, 4, 'RVSTK']);
  await books(shop);
});

test('an adjustment says why, and needs a manager unless it is a count', async () => {
  const shop = await newShop();
  const cases: [string, string, Record<string, unknown>, string | null][] = [
    [shop.manager, 'damage', { note: ' ' }, 'RVNOT'],
    [shop.cashier, 'damage', {}, 'RAROL'],
    [shop.cashier, 'damage', { approved_by: shop.cashier }, 'RAROL'],
    [shop.cashier, 'damage', { approved_by: shop.manager }, null],
    [shop.cashier, 'count', {}, null],
    [shop.manager, 'damage', {}, null],
  ];
  for (const [user, reason, header, code] of cases) {
    const [result] = await push(user, [
      adjustmentOf(shop, [{ quantity_milli: -1000 }], { reason, ...header }),
    ]);
    expect(result!.code, `${reason} ${JSON.stringify(header)}`).toBe(code);
  }
});

test('post_sale, post_stock_adjustment, post_grn and post_stock_count are push for one record of their kind', async () => {
  const shop = await newShop();
  const call = (name: string, record: unknown) =>
    asUser(
      shop.admin,
      async (c) =>
        (
          await c.query<{ r: { status: string; code: string | null } }>(`select public.${name}($1) as r`, [
            JSON.stringify(record),
          ])
        ).rows[0]!.r,
    );
  expect(await call('post_stock_adjustment', adjustmentOf(shop, [{}]))).toMatchObject({ status: 'applied' });
  expect(await call('post_sale', saleOf(shop))).toMatchObject({ status: 'applied', journal_seq: 2 });
  expect(await call('post_grn', grnOf(shop))).toMatchObject({ status: 'applied', journal_seq: 3 });
  expect(await call('post_stock_count', countOf(shop))).toMatchObject({ status: 'applied', journal_seq: 4 });
  await expect(call('post_grn', saleOf(shop))).rejects.toMatchObject({ code: 'RVSHP' });
  await expect(call('post_sale', adjustmentOf(shop, [{}]))).rejects.toMatchObject({ code: 'RVSHP' });
});
