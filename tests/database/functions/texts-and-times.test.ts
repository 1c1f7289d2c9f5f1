import { expect, test } from 'vitest';
import {
  adjustmentOf,
  asUser,
  books,
  newShop,
  owner,
  push,
  saleOf,
  type Shop,
  type TestRecord,
} from '#tests/database/world.ts';

const texts: Record<string, string> = {
  'markup and quotes': `<script>alert(1)</script> '"; drop table x; -- $$ %s %I \\ {{x}}`,
  'formulas of a spreadsheet': `=HYPERLINK("http://x"), +1, -1, @x, \t=1`,
  'direction marks and other controls': `\u202eevil\u202c \u0007 \u007f \u200b \ufeff`,
  'letters of more than one unit': `𝒳 👩‍👩‍👧 e\u0301 \u{10ffff}`,
  'a text that looks like JSON': `{"a":null,"b":[1]}`,
  'the word null': 'null',
};

/** The record with a text in every field that holds one. */
function withText(record: TestRecord, text: string): TestRecord {
  const copy = structuredClone(record);
  const { payload } = copy;
  const short = Array.from(text).slice(0, 80).join('');
  Object.assign(payload, { note: text, approval_reason: text });
  for (const line of payload['lines'] as object[]) Object.assign(line, { item_name: text });
  for (const payment of (payload['payments'] ?? []) as object[]) Object.assign(payment, { reference: short });
  return copy;
}

for (const [what, text] of Object.entries(texts)) {
  test(`[T049] [T109] ${what} is stored as it is, in every field that holds text`, async () => {
    const shop = await newShop();
    const sale = withText(saleOf(shop), text);
    const count = withText(adjustmentOf(shop, [{}]), text);
    expect(await push(shop.admin, [sale, count])).toMatchObject([
      { status: 'applied' },
      { status: 'applied' },
    ]);
    const { rows } = await owner.query<{ text: string }>(
      `select note as text from public.sales_invoices where location_id = $1
       union all select approval_reason from public.sales_invoices where location_id = $1
       union all select item_name from public.sales_invoice_lines where location_id = $1
       union all select reference from public.sales_invoice_payments where location_id = $1
       union all select note from public.stock_adjustments where location_id = $1
       union all select item_name from public.stock_adjustment_lines where location_id = $1`,
      [shop.id],
    );
    expect(rows.map((row) => row.text)).toEqual(Array.from({ length: 6 }, () => text));

    // And where it is refused, whole.
    const refused = withText(saleOf(shop, [{ item: 2, lot_id: null }]), text);
    await push(shop.cashier, [refused]);
    expect(await kept(shop)).toEqual([{ code: 'RVLOT', record: refused }]);
  });
}

const kept = async (shop: Shop) =>
  (
    await owner.query<{ code: string; record: unknown }>(
      'select code, record from public.rejected_documents where location_id = $1 order by created_at',
      [shop.id],
    )
  ).rows;

test('[T049] a text that Postgres cannot hold is an error of the whole call: nothing is done, nothing is lost', async () => {
  const shop = await newShop();
  let posted = 0;
  for (const [escape, code] of [
    ['\\u0000', '22P05'],
    ['\\ud800', '22P02'],
    ['\\udc00 \\ud800', '22P02'],
  ] as const) {
    const [good, bad] = [saleOf(shop), saleOf(shop, [{}], { note: 'HERE' })];
    const text = JSON.stringify([good, bad]).replace('HERE', escape);
    const call = asUser(shop.cashier, (client) => client.query('select public.push($1::jsonb)', [text]));
    await expect(call, escape).rejects.toMatchObject({ code });
    expect(await books(shop)).toMatchObject({ invoices: posted, rejected: 0 });
    // Alone, the good one posts: the device sends one by one what failed together.
    expect(await push(shop.cashier, [good])).toMatchObject([{ status: 'applied' }]);
    posted += 1;
  }
});

test('[T049] a text that is too long is refused in words, and the record is kept', async () => {
  const shop = await newShop();
  const long = 'x'.repeat(1_000_000);
  const spoilt: [string, TestRecord][] = [
    ['RVSIZ', saleOf(shop, [{}], { note: long })],
    ['RVSIZ', saleOf(shop, [{ item_name: long }])],
    ['RVSHP', saleOf(shop, [{}], { note: 'x'.repeat(501) })],
    ['RVSHP', saleOf(shop, [{ item_name: 'x'.repeat(201) }])],
    ['RVSHP', saleOf(shop, [{ unit_symbol: 'x'.repeat(13) }])],
    ['RVSHP', saleOf(shop, [{ item_name: null }])],
    ['RVSHP', saleOf(shop, [{}], { currency: 'USDT' })],
    ['23514', saleOf(shop, [{}], { approval_reason: 'x'.repeat(501) })],
    ['RVNOT', adjustmentOf(shop, [{}], { note: 'x'.repeat(501) })],
    ['RVNOT', adjustmentOf(shop, [{}], { note: ' \n\t\r\n ' })],
    ['RVSHP', adjustmentOf(shop, [{ item_name: 'x'.repeat(201) }])],
  ];
  for (const [code, record] of spoilt) {
    expect(await push(shop.admin, [record])).toMatchObject([{ status: 'rejected', code }]);
  }
  expect((await kept(shop)).map(({ record }) => record)).toEqual(spoilt.map(([, record]) => record));
  expect(await books(shop)).toMatchObject({ journal: 0, rejected: spoilt.length });
});

test('[T049] what a manager allowed is a few short words: nothing else reaches the devices of the location', async () => {
  const shop = await newShop();
  const lists = [
    Array.from({ length: 21 }, () => 'stock'),
    ['x'.repeat(400_000)],
    [{ stock: true }],
    [1],
    [null],
    [['stock']],
  ];
  const results = await push(
    shop.cashier,
    lists.map((approved_for) => saleOf(shop, [{}], { approved_for, approved_by: shop.manager })),
  );
  expect(results.map(({ code }) => code)).toEqual(lists.map(() => 'RVSHP'));
  expect(await books(shop)).toMatchObject({ invoices: 0 });
});

/** Times of the envelope: the code of the refusal, or the flag of what posts. */
const times: [at: string, code: string | null, flag: string | null][] = [
  ['2000-01-01T00:00:00.000Z', null, 'date_differs'],
  ['1999-12-31T23:59:59.999Z', 'RVSHP', null],
  ['2024-02-29T12:00:00.000Z', null, 'date_differs'],
  ['2025-02-29T12:00:00.000Z', '22008', null],
  ['2025-03-30T01:30:00.000Z', null, 'date_differs'],
  ['2016-12-31T23:59:60.000Z', null, 'date_differs'],
  ['9999-12-31T23:59:59.999Z', null, 'clock_ahead'],
  ['10000-01-01T00:00:00.000Z', 'RVSHP', null],
  ['1790000000', '22008', null],
  ['12/31/2026', 'RVSHP', null],
  ['31.12.2026', '22008', null],
  ['yesterday', 'RVSHP', null],
  ['infinity', 'RVSHP', null],
  ['', '22007', null],
  ['2026-13-01T00:00:00Z', '22008', null],
  ['2026-06-01T25:00:00Z', '22008', null],
];

for (const [at, code, flag] of times) {
  test(`[T050] made at ‘${at}’: ${code ?? flag ?? 'posts'}`, async () => {
    const shop = await newShop({ time_zone: 'Europe/Dublin' });
    await push(shop.admin, [adjustmentOf(shop, [{}])]);
    const record = { ...saleOf(shop), client_created_at: at, client_updated_at: at };
    const [result] = await push(shop.cashier, [record]);
    expect(result!.code).toBe(code);
    if (flag !== null) expect(result!.warnings).toContain(flag);
    expect(await books(shop)).toMatchObject({ invoices: code === null ? 1 : 0 });
  });
}

/** Business dates: the code of the refusal, or where it is booked. */
const dates: [date: string | null, code: string | null, booked: 'today' | 'month before' | null][] = [
  ['2020-02-29', null, 'month before'],
  ['2021-02-29', '22008', null],
  ['9999-12-31', null, 'today'],
  ['infinity', null, 'today'],
  ['-infinity', null, 'month before'],
  ['0044-03-15 BC', null, 'month before'],
  ['soon', '22007', null],
  ['', '22007', null],
  [null, 'RVSHP', null],
];

for (const [date, code, booked] of dates) {
  test(`[T050] of business date ‘${date}’: ${code ?? `booked in ${booked}`}`, async () => {
    const shop = await newShop();
    for (const record of [
      saleOf(shop, [{}], { business_date: date }),
      adjustmentOf(shop, [{}], { business_date: date }),
    ]) {
      const [result] = await push(shop.admin, [record]);
      expect(result!.code).toBe(code);
      if (code === null) expect(result!.warnings).toContain('date_moved');
    }
    const { rows } = await owner.query<{ booked: string }>(
      `select distinct case m.business_date when current_date then 'today'
         when (date_trunc('month', current_date) - interval '1 month')::date then 'month before' end as booked
       from public.stock_moves m where m.location_id = $1`,
      [shop.id],
    );
    expect(rows).toEqual(booked === null ? [] : [{ booked }]);
  });
}

test('[T050] the day is that of the location, on both sides of midnight and of a change of clocks', async () => {
  for (const time_zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Australia/Lord_Howe', 'UTC']) {
    const shop = await newShop({ time_zone });
    const { rows } = await owner.query<{ today: string; tomorrow: string }>(
      `select (now() at time zone $1)::date::text as today, ((now() at time zone $1)::date + 1)::text as tomorrow`,
      [time_zone],
    );
    const [{ today, tomorrow } = { today: '', tomorrow: '' }] = rows;
    const results = await push(shop.admin, [
      adjustmentOf(shop, [{}], { business_date: today }),
      adjustmentOf(shop, [{}], { business_date: tomorrow }),
    ]);
    expect(results.map(({ warnings }) => warnings)).toEqual([[], ['date_moved']]);
  }
});
