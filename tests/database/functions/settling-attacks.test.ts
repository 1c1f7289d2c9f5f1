import { expect, test } from 'vitest';
import {
  failure,
  overriding,
  refusalsOf,
  refusedSale,
  settle,
  soldTwice,
  voiding,
} from '#tests/database/settle.ts';
import {
  adjustmentOf,
  books,
  newShop,
  newUser,
  onHand,
  owner,
  push,
  saleOf,
  type Shop,
} from '#tests/database/world.ts';

const doors = ['void_document', 'override_rejection'] as const;

test('[T099] settling: rubbish of every type is refused, changes nothing and tells nothing of the tables', async () => {
  const shop = await newShop();
  const sale = await refusedSale(shop);
  const before = await books(shop);
  const whole = { ...voiding(sale), ...overriding(sale) };
  const rubbish = [
    null,
    '',
    0,
    -1,
    1.5,
    true,
    [],
    {},
    [whole],
    'x'.repeat(100_000),
    "'; drop table public.locations; --",
    'infinity',
  ];
  const requests: unknown[] = [null, 1, 'x', [], {}, [whole]];
  for (const field of ['location_id', 'document_id', 'device_id', 'entity_type']) {
    for (const value of rubbish) requests.push({ ...whole, [field]: value });
  }
  for (const number of [null, '', 'x'.repeat(65), rubbish]) requests.push({ ...whole, number });
  for (const door of doors) {
    for (const request of requests) {
      const { code, message, detail } = await failure(settle(shop.manager, door, request));
      const what = `${door} ${JSON.stringify(request)?.slice(0, 300)}: ${code} ${message}`;
      expect(code, what).toMatch(/^R[VDA]/);
      expect(message, what).not.toMatch(/relation|column|constraint|public\.|select|enum|null value/i);
      expect(message.length, what).toBeLessThan(200);
      expect(detail, what).toBeUndefined();
    }
  }
  expect(await books(shop)).toEqual(before);
  expect(await refusalsOf(sale.entity_id)).toMatchObject([{ is_open: true }]);
});

test('[T099] [T110] settling: no id of another location opens, closes or tells anything', async () => {
  const [here, there] = [await newShop(), await newShop({ negative_stock_policy: 'BLOCK' })];
  const sale = saleOf(there);
  expect(await push(there.cashier, [sale])).toMatchObject([{ code: 'RVSTK' }]);
  const before = [await books(here), await books(there)];
  const stranger = await newUser();
  for (const user of [here.admin, here.manager, stranger]) {
    for (const [door, request] of [
      ['void_document', voiding(sale)],
      ['override_rejection', overriding(sale)],
    ] as const) {
      // As what it is, and as one's own: the same answers as for an id that never was.
      const unknown = { ...request, document_id: crypto.randomUUID() };
      expect(await failure(settle(user, door, request))).toMatchObject({ code: 'RALOC' });
      expect(await failure(settle(user, door, unknown))).toMatchObject({ code: 'RALOC' });
      expect(await failure(settle(null, door, request))).toMatchObject({ code: '42501' });
    }
    if (user === stranger) continue;
    const mine = { ...overriding(sale), location_id: here.id };
    const asked = await failure(settle(user, 'override_rejection', mine));
    const never = await failure(
      settle(user, 'override_rejection', { ...mine, document_id: crypto.randomUUID() }),
    );
    expect([asked.code, asked.message]).toEqual([never.code, never.message]);
    const device = { ...voiding(saleOf(here)), device_id: there.deviceId };
    expect(await failure(settle(user, 'void_document', device))).toMatchObject({ code: 'RADEV' });
  }
  expect([await books(here), await books(there)]).toEqual(before);
  expect(await refusalsOf(sale.entity_id)).toMatchObject([{ code: 'RVSTK', is_open: true }]);
});

test('a manager here who voids the id of what is posted there changes nothing there', async () => {
  const [here, there] = [await newShop(), await newShop()];
  const posted = saleOf(there);
  await push(there.cashier, [posted]);
  // Its id is in the books of another location: nothing there changes.
  const squat = { ...voiding(posted), location_id: here.id, device_id: here.deviceId };
  await failure(settle(here.manager, 'void_document', squat));
  expect(await push(there.cashier, [posted])).toMatchObject([{ status: 'already_applied', warnings: [] }]);
  expect(await books(there)).toMatchObject({ invoices: 1, outcomes: 1 });
});

test('a reason is words: none, blanks, 501 characters and a megabyte are refused', async () => {
  const shop = await newShop();
  const sale = await refusedSale(shop);
  for (const reason of ['', '   ', '\n\t \r\n', 'x'.repeat(501), 'x'.repeat(1_000_000)]) {
    for (const door of doors) {
      const request = { ...voiding(sale), ...overriding(sale, reason) };
      const answer = await failure(settle(shop.manager, door, request));
      expect(answer, JSON.stringify(reason.slice(0, 20))).toMatchObject({ code: 'RVNOT' });
    }
  }
  const text = `=cmd() '"<b> \u202e ${'x'.repeat(480)}`;
  await settle(shop.manager, 'void_document', voiding(sale, text));
  expect(await refusalsOf(sale.entity_id)).toMatchObject([{ resolution_reason: text, resolution: 'void' }]);
});

test('[T067] what is settled is not settled again another way', async () => {
  const first = await soldTwice();
  await settle(first.shop.manager, 'override_rejection', overriding(first.sale));
  for (const [door, request, code] of [
    ['override_rejection', overriding(first.sale, 'again'), 'RVSHP'],
    ['void_document', voiding(first.sale, 'again'), 'RVPST'],
  ] as const) {
    expect(await failure(settle(first.shop.admin, door, request))).toMatchObject({ code });
  }
  expect(await refusalsOf(first.sale.entity_id)).toEqual([
    expect.objectContaining({ resolved_by: first.shop.manager, resolution_reason: 'It was on the shelf' }),
  ]);

  const second = await soldTwice();
  await settle(second.shop.manager, 'void_document', voiding(second.sale));
  expect(
    await failure(settle(second.shop.admin, 'override_rejection', overriding(second.sale))),
  ).toMatchObject({ code: 'RVSHP' });
  expect(await books(second.shop)).toMatchObject({ invoices: 1 });
});

test('[T067] an override posts for who sent it, also where the record names nobody or was sent in by another', async () => {
  const nobody = await soldTwice(() => ({ created_by: null }));
  await settle(nobody.shop.manager, 'override_rejection', overriding(nobody.sale));
  expect(await authorsOf(nobody.sale.entity_id)).toEqual([
    { created_by: nobody.shop.cashier, submitted_by: nobody.shop.manager },
  ]);

  // A manager sent in what a cashier made; an admin overrides it: the cashier's.
  const shop = await newShop({ negative_stock_policy: 'BLOCK' });
  const sent = { ...saleOf(shop), created_by: shop.cashier };
  expect(await push(shop.manager, [sent])).toMatchObject([{ code: 'RVSTK' }]);
  await settle(shop.admin, 'override_rejection', overriding(sent));
  expect(await authorsOf(sent.entity_id)).toEqual([{ created_by: shop.cashier, submitted_by: shop.admin }]);
});

const authorsOf = async (id: string) =>
  (await owner.query('select created_by, submitted_by from public.sales_invoices where id = $1', [id])).rows;

test('[T067] of two members who sent one id differently, an override posts what came last, as theirs; the other is told', async () => {
  const { shop, sale } = await soldTwice();
  const theirs = { ...sale, payload: { ...sale.payload, note: 'theirs' } };
  expect(await push(shop.admin, [theirs])).toMatchObject([{ code: 'RVSTK' }]);
  await settle(shop.manager, 'override_rejection', overriding(sale));
  expect(await authorsOf(sale.entity_id)).toEqual([{ created_by: shop.admin, submitted_by: shop.manager }]);
  expect(await push(shop.cashier, [sale])).toMatchObject([{ status: 'rejected', code: 'RVDUP' }]);
  expect(await push(shop.admin, [theirs])).toMatchObject([{ status: 'already_applied' }]);
  expect(await books(shop)).toMatchObject({ invoices: 2, rejected: 3 });
});

test('[T067] an override posts what was sent last, never what its sender has changed since', async () => {
  const { shop, sale } = await soldTwice();
  const changed = structuredClone(sale);
  (changed.payload['lines'] as Record<string, unknown>[])[0]!['item_id'] = shop.items[2];
  expect(await push(shop.cashier, [changed])).toMatchObject([{ code: 'RVLOT' }]);
  const override = () => failure(settle(shop.manager, 'override_rejection', overriding(sale)));
  expect(await override()).toMatchObject({ code: 'RVSHP' });
  expect(await books(shop)).toMatchObject({ invoices: 1 });

  // Somebody else who sends rubbish under the id does not stand in the way.
  expect(await push(shop.cashier, [sale])).toMatchObject([{ code: 'RVSTK' }]);
  expect(await push(shop.admin, [{ ...sale, v: 'x' }])).toMatchObject([{ code: 'RVSHP' }]);
  expect(await override()).toMatchObject({ code: 'done' });
  expect((await refusalsOf(sale.entity_id)).map((refusal) => refusal.is_open)).toEqual([false, false, false]);
});

test('[T067] an override lifts the stock only: a role, a device or a number that is wrong stays wrong', async () => {
  const { shop, sale } = await soldTwice();
  await owner.query('delete from public.location_members where location_id = $1 and user_id = $2', [
    shop.id,
    shop.cashier,
  ]);
  const answer = await settle(shop.manager, 'override_rejection', overriding(sale));
  expect(answer['warnings']).toEqual(
    expect.arrayContaining(['overridden', 'negative_stock', 'author_not_member']),
  );
  const next = saleOf(shop);
  expect(await push(shop.admin, [next])).toMatchObject([{ code: 'RVSTK' }]);
  expect(await onHand(shop), 'the policy itself stays').toBe(-1000);
});

test('a refusal that is opened again says nothing of how it was closed before', async () => {
  const shop = await newShop();
  const sale = await refusedSale(shop);
  await settle(shop.manager, 'void_document', voiding(sale));
  const [closed] = await refusalsOf(sale.entity_id);
  expect(closed).toMatchObject({ resolution: 'void', is_open: false });
  await reopen(shop, sale);
  for (const refusal of (await refusalsOf(sale.entity_id)).filter((r) => r.is_open)) {
    expect(refusal).toMatchObject({ resolution: null, resolved_by: null, resolution_reason: '' });
  }
});

/** The same refusal, met twice with a settlement between: it does not say its version. */
async function reopen(shop: Shop, sale: ReturnType<typeof saleOf>): Promise<void> {
  const later = { ...sale, v: 'x' };
  expect(await push(shop.cashier, [later])).toMatchObject([{ code: 'RVSHP' }]);
  await settle(shop.manager, 'void_document', voiding(sale));
  expect(await push(shop.cashier, [later])).toMatchObject([{ code: 'RVSHP' }]);
}

test('[T072] an adjustment refused under BLOCK is overridden and voided as a sale is', async () => {
  const shop = await newShop({ negative_stock_policy: 'BLOCK' });
  const [one, two] = [-1, -2].map((n) =>
    adjustmentOf(shop, [{ quantity_milli: n * 1000 }], { reason: 'damage', cashier_id: shop.manager }),
  );
  expect(await push(shop.manager, [one, two])).toMatchObject([{ code: 'RVSTK' }, { code: 'RVSTK' }]);
  await settle(shop.manager, 'override_rejection', overriding(one!));
  await settle(shop.manager, 'void_document', {
    ...voiding(two!),
    number: two!.payload['adjustment_number'],
  });
  expect(await onHand(shop)).toBe(-1000);
  expect(await books(shop)).toMatchObject({ adjustments: 1, outcomes: 2, rejected: 2 });
});
