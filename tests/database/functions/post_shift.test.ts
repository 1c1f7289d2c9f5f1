import { expect, test } from 'vitest';
import { customerOf, onCredit, paymentOf } from '#tests/database/credit.ts';
import { returnOf } from '#tests/database/returns.ts';
import { movement, shiftOf, shiftsThatDoNotAddUp, source } from '#tests/database/shifts.ts';
import {
  asUser,
  books,
  newShop,
  owner,
  push,
  saleOf,
  type Shop,
  type TestRecord,
} from '#tests/database/world.ts';

const stored = async (record: TestRecord) =>
  (
    await owner.query(
      `select booked_cash_minor::int, expected_minor::int, counted_minor::int, variance_minor::int, flags, cashier_id, created_by,
         (select count(*)::int from public.shift_sources x where x.shift_id = s.id) as sources,
         (select count(*)::int from public.shift_tenders x where x.shift_id = s.id) as tenders,
         (select count(*)::int from public.shift_movements x where x.shift_id = s.id) as movements,
         (select count(*)::int from public.shift_counts x where x.shift_id = s.id) as counts
       from public.shifts s where s.id = $1`,
      [record.entity_id],
    )
  ).rows[0];

const shiftsOf = async (shop: Shop) =>
  (await owner.query('select id from public.shifts where location_id = $1', [shop.id])).rows.length;

const cash = (amount_minor: number) => ({ method: 'cash', payment_count: 1, amount_minor });
const counted = (amount_minor: number) => ({ denomination_minor: amount_minor, pieces: 1, amount_minor });

/** A shift that took cash, counted what it should have. */
const took = (shop: Shop, minor: number, range: object, header: Record<string, unknown> = {}) =>
  shiftOf(
    shop,
    range,
    { expected_minor: 10_000 + minor, counted_minor: 10_000 + minor, ...header },
    { tenders: [cash(minor)], movements: [], counts: [counted(10_000 + minor)] },
  );

test('a shift posts with its parts and takes its place in the journal', async () => {
  const shop = await newShop();
  const shift = shiftOf(shop);
  expect(await push(shop.cashier, [shift])).toMatchObject([
    { status: 'applied', warnings: [], journal_seq: 1 },
  ]);
  expect(await stored(shift)).toEqual({
    booked_cash_minor: 0,
    expected_minor: 9_700,
    counted_minor: 9_700,
    variance_minor: 0,
    flags: [],
    cashier_id: shop.cashier,
    created_by: shop.cashier,
    sources: 1,
    tenders: 1,
    movements: 1,
    counts: 3,
  });
  expect(await shiftsThatDoNotAddUp(shop)).toEqual([]);
  expect(await books(shop)).toMatchObject({ keys: 1, moves: 0, outcomes: 1 });
});

test('every role of a location closes its own drawer', async () => {
  const shop = await newShop();
  for (const user of [shop.cashier, shop.manager, shop.admin])
    expect(await push(user, [shiftOf(shop)])).toMatchObject([{ status: 'applied' }]);
});

test('post_shift is push for one shift', async () => {
  const shop = await newShop();
  const call = (record: TestRecord) =>
    asUser(shop.cashier, (client) =>
      client.query('select public.post_shift($1) as r', [JSON.stringify(record)]),
    );
  expect((await call(shiftOf(shop))).rows[0].r).toMatchObject({ status: 'applied', journal_seq: 1 });
  await expect(call(saleOf(shop))).rejects.toMatchObject({ code: 'RVSHP' });
});

/** A sale of 2.50 of the shop's device, of that sequence, paid as told. */
const sold = (shop: Shop, n: number, payments?: object[]) =>
  saleOf(shop, [{}], {
    invoice_number: `S-${shop.code}-01-${String(n).padStart(6, '0')}`,
    ...(payments
      ? {
          payments: payments.map((one, at) => ({
            id: crypto.randomUUID(),
            line_no: at + 1,
            reference: '',
            ...one,
          })),
        }
      : {}),
  });

test('the books are asked for the cash of the sales that a shift covers: as it was rounded, less change, no card', async () => {
  const shop = await newShop({ cash_rounding_minor: 5 });
  const byCash = {
    method: 'cash',
    amount_minor: 250,
    rounding_minor: 0,
    tendered_minor: 1000,
    change_minor: 750,
  };
  const rounded = { ...byCash, amount_minor: 249, rounding_minor: 1, tendered_minor: 250, change_minor: 0 };
  const part = { method: 'card', amount_minor: 1, rounding_minor: 0, tendered_minor: 1, change_minor: 0 };
  const card = { ...part, amount_minor: 250, tendered_minor: 250 };
  await push(shop.cashier, [sold(shop, 1), sold(shop, 2, [byCash]), sold(shop, 3, [part, rounded])]);
  await push(shop.cashier, [sold(shop, 4, [card]), sold(shop, 5)]);
  const shift = took(shop, 500, { after_sequence: 1, last_sequence: 4 });
  expect(await push(shop.cashier, [shift])).toMatchObject([{ status: 'applied', warnings: [] }]);
  expect(await stored(shift)).toMatchObject({ booked_cash_minor: 500, expected_minor: 10_500 });
});

test('what is paid back is less cash, what a customer pays for debts is more, and credit is none', async () => {
  const shop = await newShop();
  const customer = await customerOf(shop);
  const number = (letter: string, n: number) => `${letter}-${shop.code}-01-${String(n).padStart(6, '0')}`;
  const sale = sold(shop, 1);
  await push(shop.cashier, [
    sale,
    returnOf(shop, sale, [{}], { invoice_number: number('S', 2) }),
    onCredit(shop, customer, { cash_minor: 100, invoice_number: number('S', 3) }),
    paymentOf(shop, customer, 70, { payment_number: number('P', 1) }),
    paymentOf(shop, customer, 30, { payment_number: number('P', 2) }),
  ]);
  const range = { last_sequence: 3 };
  const paid = source({ entity_type: 'customer_payment', after_sequence: 1, last_sequence: 2 });
  const shift = shiftOf(
    shop,
    {},
    { expected_minor: 10_130, counted_minor: 10_130 },
    { sources: [source(range), paid], tenders: [cash(130)], movements: [], counts: [counted(10_130)] },
  );
  expect(await push(shop.cashier, [shift])).toMatchObject([{ status: 'applied', warnings: [] }]);
  expect(await stored(shift)).toMatchObject({ booked_cash_minor: 130, sources: 2 });
});

test('[T069] cash of a sale that the server refused is in the drawer and not in the books: it posts, flagged, with what the books have', async () => {
  const shop = await newShop();
  const bad = { ...sold(shop, 2), payload: { ...sold(shop, 2).payload, total_minor: 1 } };
  await push(shop.cashier, [sold(shop, 1), bad]);
  const shift = took(shop, 500, { last_sequence: 2 }, { note: 'One was refused.' });
  expect(await push(shop.cashier, [shift])).toMatchObject([
    { status: 'applied', warnings: ['takings_differ'] },
  ]);
  expect(await stored(shift)).toMatchObject({ booked_cash_minor: 250, flags: ['takings_differ'] });
});

test('sales of another device, of another location and of another shift are not of this one', async () => {
  const [shop, other] = [await newShop(), await newShop()];
  const second = crypto.randomUUID();
  await owner.query(
    `insert into public.devices (id, location_id, code, name, created_by) values ($1, $2, '02', 'Second', $3)`,
    [second, shop.id, shop.admin],
  );
  const foreign = saleOf(shop, [{}], { device_id: second, invoice_number: `S-${shop.code}-02-000001` });
  await push(shop.cashier, [{ ...foreign, device_id: second }]);
  await push(other.cashier, [sold(other, 1)]);
  const shift = shiftOf(shop, { last_sequence: 9 });
  expect(await push(shop.cashier, [shift])).toMatchObject([{ status: 'applied', warnings: [] }]);
  expect(await stored(shift)).toMatchObject({ booked_cash_minor: 0 });
});

test('a shift of more documents than anybody closes in a day: those of every length of number are asked for', async () => {
  const shop = await newShop();
  const numbers = [1, 20_001, 999_999, 1_000_000, 1_000_001];
  const sales = numbers.map((n) => sold(shop, n));
  const results = await push(shop.cashier, sales);
  expect(results.map(({ status, code }) => code ?? status)).toEqual(sales.map(() => 'applied'));
  const all = took(shop, 1_000, { last_sequence: 1_000_000 });
  expect(await push(shop.cashier, [all])).toMatchObject([{ status: 'applied', warnings: [] }]);
  expect(await stored(all)).toMatchObject({ booked_cash_minor: 1_000 });
  const next = took(shop, 250, { after_sequence: 1_000_000, last_sequence: 999_999_999 });
  expect(await push(shop.cashier, [next])).toMatchObject([{ status: 'applied', warnings: [] }]);
});

test('who opened the drawer or moved its cash and is no member is flagged, each once', async () => {
  const [shop, other] = [await newShop(), await newShop()];
  const by = (cashier_id: string) => movement(shop, { amount_minor: 150, cashier_id });
  const opened = (opened_by: string, movers: string[]) =>
    shiftOf(shop, {}, { opened_by }, { movements: movers.map(by) });
  const flags = async (shift: TestRecord) => {
    const [answer] = await push(shop.cashier, [shift]);
    expect(answer?.status).toBe('applied');
    return answer?.warnings;
  };
  expect(await flags(opened(shop.manager, [shop.manager, shop.admin]))).toEqual([]);
  expect(await flags(opened(other.cashier, [shop.manager, shop.cashier]))).toEqual(['opener_not_member']);
  expect(await flags(opened(shop.manager, [other.cashier, other.manager]))).toEqual(['mover_not_member']);
  expect(await flags(opened(other.cashier, [other.cashier, crypto.randomUUID()]))).toEqual([
    'opener_not_member',
    'mover_not_member',
  ]);
});

test('two shifts that cover the same sales, a drawer that differs and another currency are flagged', async () => {
  const shop = await newShop();
  expect(await push(shop.cashier, [shiftOf(shop, { last_sequence: 5 })])).toMatchObject([{ warnings: [] }]);
  expect(await push(shop.cashier, [shiftOf(shop, { after_sequence: 5, last_sequence: 9 })])).toMatchObject([
    { warnings: [] },
  ]);
  expect(await push(shop.cashier, [shiftOf(shop, { after_sequence: 8, last_sequence: 12 })])).toMatchObject([
    { warnings: ['shifts_overlap'] },
  ]);
  const short = shiftOf(
    shop,
    { after_sequence: 12, last_sequence: 12 },
    { counted_minor: 0, variance_minor: -9_700, currency: 'IDR' },
    { counts: [] },
  );
  expect(await push(shop.cashier, [short])).toMatchObject([
    { status: 'applied', warnings: ['drawer_differs', 'currency_differs'] },
  ]);
});

const refusals: Record<string, [string, string, (shop: Shop) => TestRecord]> = {
  'a count that is not the sum of its coins': [
    'RVTOT',
    'counted_minor',
    (shop) => shiftOf(shop, {}, { counted_minor: 9_701, variance_minor: 1 }),
  ],
  'no count': ['RVTOT', 'counted_minor', (shop) => shiftOf(shop, {}, { counted_minor: null })],
  'an expectation that is not float and moves': [
    'RVTOT',
    'expected_minor',
    (shop) => shiftOf(shop, {}, { expected_minor: 9_699, variance_minor: 1 }),
  ],
  'no expectation': ['RVTOT', 'expected_minor', (shop) => shiftOf(shop, {}, { expected_minor: null })],
  'cash of the tenders that is not expected': [
    'RVTOT',
    'expected_minor',
    (shop) => shiftOf(shop, {}, {}, { tenders: [cash(1)] }),
  ],
  'a variance that is not the difference': [
    'RVTOT',
    'variance_minor',
    (shop) => shiftOf(shop, {}, { variance_minor: 5 }),
  ],
  'pieces that do not make the amount': [
    'RVTOT',
    'counts',
    (shop) =>
      shiftOf(shop, {}, {}, { counts: [{ denomination_minor: 100, pieces: 97, amount_minor: 9_701 }] }),
  ],
  'less than no pieces': [
    'RVTOT',
    'counts',
    (shop) =>
      shiftOf(shop, {}, {}, { counts: [{ denomination_minor: 100, pieces: -1, amount_minor: -100 }] }),
  ],
  'a coin of nothing': [
    'RVTOT',
    'counts',
    (shop) => shiftOf(shop, {}, {}, { counts: [{ denomination_minor: 0, pieces: 1, amount_minor: 0 }] }),
  ],
  'a float below nothing': ['RVSHP', 'float_minor', (shop) => shiftOf(shop, {}, { float_minor: -1 })],
  'no float': ['RVSHP', 'float_minor', (shop) => shiftOf(shop, {}, { float_minor: null })],
  'nobody who opened it': ['RVSHP', 'opened_by', (shop) => shiftOf(shop, {}, { opened_by: null })],
  'nobody who closed it': ['RVSHP', 'cashier_id', (shop) => shiftOf(shop, {}, { cashier_id: null })],
  'no time of opening': ['RVSHP', 'opened_at', (shop) => shiftOf(shop, {}, { opened_at: null })],
  'a close that never comes': ['RVSHP', 'opened_at', (shop) => shiftOf(shop, {}, { closed_at: 'infinity' })],
  'no currency': ['RVSHP', 'currency', (shop) => shiftOf(shop, {}, { currency: null })],
  'a note that is too long': ['RVSHP', 'note', (shop) => shiftOf(shop, {}, { note: 'x'.repeat(501) })],
  'no business date': ['RVSHP', 'business_date', (shop) => shiftOf(shop, {}, { business_date: null })],
  'nothing that it covers': ['RVLIN', 'sources', (shop) => shiftOf(shop, {}, {}, { sources: [] })],
  'a kind twice': ['RVSHP', 'sources', (shop) => shiftOf(shop, {}, {}, { sources: [source(), source()] })],
  'a kind that takes no money': [
    'RVSHP',
    'sources',
    (shop) => shiftOf(shop, { entity_type: 'stock_adjustment' }),
  ],
  'a range that ends before it begins': [
    'RVSHP',
    'sources',
    (shop) => shiftOf(shop, { after_sequence: 2, last_sequence: 1 }),
  ],
  'a range beyond every number': [
    'RVSHP',
    'sources',
    (shop) => shiftOf(shop, { last_sequence: 1_000_000_000 }),
  ],
  'a range without an end': ['RVSHP', 'sources', (shop) => shiftOf(shop, { last_sequence: null })],
  'names without end': ['RVSHP', 'sources', (shop) => shiftOf(shop, { unposted_numbers: 'x'.repeat(1001) })],
  'a way of paying twice': [
    'RVSHP',
    'tenders',
    (shop) =>
      shiftOf(
        shop,
        {},
        {},
        {
          tenders: [
            { ...cash(0), method: 'card' },
            { ...cash(0), method: 'card' },
          ],
        },
      ),
  ],
  'a way of paying without a name': [
    'RVSHP',
    'tenders',
    (shop) => shiftOf(shop, {}, {}, { tenders: [{ ...cash(0), method: '' }] }),
  ],
  'cash that moved neither in nor out': [
    'RVSHP',
    'movements',
    (shop) => shiftOf(shop, {}, {}, { movements: [movement(shop, { direction: 'up' })] }),
  ],
  'cash that moved for no reason': [
    'RVSHP',
    'movements',
    (shop) => shiftOf(shop, {}, {}, { movements: [movement(shop, { reason: ' ' })] }),
  ],
  'less than no cash that moved': [
    'RVSHP',
    'movements',
    (shop) => shiftOf(shop, {}, {}, { movements: [movement(shop, { amount_minor: -300 })] }),
  ],
  'cash that nobody moved': [
    'RVSHP',
    'movements',
    (shop) => shiftOf(shop, {}, {}, { movements: [movement(shop, { cashier_id: null })] }),
  ],
  'a number of another series': [
    'RVNUM',
    'number',
    (shop) => shiftOf(shop, {}, { shift_number: `S-${shop.code}-01-000001` }),
  ],
};

for (const [what, [code, field, make]] of Object.entries(refusals)) {
  test(`a shift with ${what}: ${code}`, async () => {
    const shop = await newShop();
    expect(await push(shop.cashier, [make(shop)])).toMatchObject([{ status: 'rejected', code, field }]);
    expect(await shiftsOf(shop)).toBe(0);
    expect(await books(shop)).toMatchObject({ keys: 0, journal: 0, rejected: 1 });
  });
}

test('an empty drawer that took and moved nothing is a shift', async () => {
  const shop = await newShop();
  const header = { float_minor: 0, expected_minor: 0, counted_minor: 0 };
  const empty = shiftOf(shop, {}, header, { tenders: [], movements: [], counts: [] });
  expect(await push(shop.cashier, [empty])).toMatchObject([{ status: 'applied', warnings: [] }]);
});

test('what a way of paying is called is not the server’s to know', async () => {
  const shop = await newShop();
  const tenders = [
    { method: 'credit', payment_count: 1, amount_minor: 9_900 },
    { method: 'voucher', payment_count: 2, amount_minor: -100 },
  ];
  expect(await push(shop.cashier, [shiftOf(shop, {}, {}, { tenders })])).toMatchObject([
    { status: 'applied', warnings: [] },
  ]);
});

test('[T099] [R6.3-6] a shift is of its own location and device', async () => {
  const [shop, other] = [await newShop(), await newShop()];
  const cases = [
    ['RVSHP', shiftOf(shop, {}, { location_id: other.id })],
    ['RADEV', { ...shiftOf(shop, {}, { device_id: other.deviceId }), device_id: other.deviceId }],
    ['RVNUM', shiftOf(shop, {}, { shift_number: `Z-${other.code}-01-000001` })],
    ['RALOC', shiftOf(other)],
  ] as const;
  for (const [code, record] of cases)
    expect(await push(shop.admin, [record])).toMatchObject([{ status: 'rejected', code }]);
  expect([await shiftsOf(shop), await shiftsOf(other)]).toEqual([0, 0]);
});

test('[T099] a part of a shift under an id that is another location’s is refused, and tells nothing', async () => {
  const [shop, other] = [await newShop(), await newShop()];
  const theirs = shiftOf(other);
  await push(other.cashier, [theirs]);
  for (const part of ['sources', 'tenders', 'movements', 'counts']) {
    const mine = shiftOf(shop);
    const [{ id }] = theirs.payload[part] as [{ id: string }];
    (mine.payload[part] as { id: string }[])[0]!.id = id;
    expect(await push(shop.cashier, [mine]), part).toMatchObject([{ status: 'rejected', code: '23505' }]);
  }
  expect(await books(shop)).toMatchObject({ keys: 0, journal: 0 });
});
