/** A drawer from its float to its count without a network, and what the server and the other device make of it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeShift } from '#commands/close-shift.ts';
import { finishCount, keepCount, recount } from '#commands/count-shift.ts';
import { moveCash } from '#commands/move-cash.ts';
import { openShift } from '#commands/open-shift.ts';
import { voidDocument } from '#commands/settle-online.ts';
import { endOf, lastShift, listedShifts, openShift as openHere, shiftOf } from '#queries/shifts.ts';
import { settings } from '#queries/settings.ts';
import { storedDocument } from '#queries/stored-document.ts';
import { newCustomer, payDebt, sellOnCredit } from '#tests/support/credit.ts';
import { pendingOf, sell, until, type Device } from '#tests/support/device.ts';
import { closeDrawer, expectedIn, openDrawer, sellFor, takingsOf, theShift } from '#tests/support/drawer.ts';
import { becomes, laptopAndTill, soldWithoutBatch, type RefusedWorld } from '#tests/support/refused-world.ts';
import { takeBack } from '#tests/support/returning.ts';
import { withOwner } from '#tests/support/shop.ts';
import { startTestStack, type TestStack } from '#tests/support/stack.ts';
import { tillWorld } from '#tests/support/till-world.ts';

let stack: TestStack;

beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

const onServer = async (text: string, values: unknown[]) =>
  withOwner(stack, async (db) => (await db.query(text, values)).rows);
const drained = (device: Device) =>
  until(
    'drained',
    () => pendingOf(device),
    (n) => n === 0,
  );
const heal = ({ network, till }: RefusedWorld) => {
  network.heal();
  till.shop.store.syncNow();
};
const nothing = {
  after_sequence: 0,
  last_sequence: 0,
  document_count: 0,
  total_minor: 0,
  unposted_count: 0,
  unposted_minor: 0,
  unposted_numbers: '',
} as const;
const cashOut = { direction: 'out', amount_minor: 300, reason: 'Stamps' } as const;
const cardOf = (amount_minor: number) => ({ method: 'card', amount_minor, reference: 'T1' }) as const;
const listedOn = async ({ till }: Device, id: string) =>
  (await listedShifts(till.db.read).execute()).filter((shift) => shift.id === id);

test('a shift that was opened, sold in, counted and closed offline is in the books as it was counted, and on every device', async () => {
  await using it = await laptopAndTill(stack);
  const { till, laptop, network } = it;
  network.cut();
  // Before it was opened: not of this shift.
  await sell(till, 'Rice', 4);
  const shift = await openDrawer(till.till, 10_000);
  await sellFor(till.till, 'Rice', [{ method: 'cash', tendered_minor: 1000 }]);
  await sellFor(till.till, 'Rice', [cardOf(100), { method: 'cash', tendered_minor: 150 }]);
  await sellFor(till.till, 'Rice', [cardOf(250)]);
  expect(await moveCash(till.till, shift.id, cashOut)).toMatchObject({ kind: 'changed' });
  expect(await takingsOf(till.till, shift)).toEqual({
    sources: [
      {
        entity_type: 'sales_invoice',
        after_sequence: 1,
        last_sequence: 4,
        document_count: 3,
        total_minor: 750,
        unposted_count: 0,
        unposted_minor: 0,
        unposted_numbers: '',
      },
      { ...nothing, entity_type: 'customer_payment' },
    ],
    tenders: [
      { method: 'card', payment_count: 2, amount_minor: 350 },
      { method: 'cash', payment_count: 2, amount_minor: 400 },
    ],
  });
  expect(await expectedIn(till.till, await theShift(till.till))).toBe(10_100);

  expect(await closeDrawer(till.till, shift.id, 10_090)).toMatchObject({
    kind: 'refused',
    refusal: { kind: 'text_missing', field: 'note' },
  });
  const closed = await closeDrawer(till.till, shift.id, 10_090, 'Ten too little.');
  expect(closed).toMatchObject({ kind: 'posted', id: shift.id });
  expect(await openHere(till.till.db.read).execute()).toEqual([]);
  expect(await listedOn(till, shift.id)).toMatchObject([
    {
      sync_status: expect.stringMatching(/pending|syncing/),
      total_minor: 10_090,
      variance_minor: -10,
      cashier_name: 'Casey',
    },
  ]);
  const last = await lastShift(till.till.db.read, till.till.device.id).executeTakeFirstOrThrow();
  expect(last.float_minor).toBe(10_000);
  expect(endOf(last)).toEqual({ sales_invoice: 4, customer_payment: 0 });
  // After it was closed: not of this shift either.
  await sell(till, 'Rice');

  heal(it);
  await drained(till);
  expect(
    await onServer(
      'select booked_cash_minor::int, expected_minor::int, variance_minor::int, flags from public.shifts where id = $1',
      [shift.id],
    ),
  ).toEqual([
    { booked_cash_minor: 400, expected_minor: 10_100, variance_minor: -10, flags: ['drawer_differs'] },
  ]);
  for (const device of [till, laptop]) {
    await until(
      'listed as synced',
      () => listedOn(device, shift.id),
      ([one]) => one?.sync_status === 'synced' && one.variance_minor === -10,
    );
    const [document] = await storedDocument(device.till.db.read, 'shift', shift.id).execute();
    const known = await lastShift(device.till.db.read, till.till.device.id).executeTakeFirstOrThrow();
    expect([known.float_minor, endOf(known)]).toEqual([10_000, endOf(last)]);
    expect(document).toMatchObject({ cashier_name: 'Casey', flags: '["drawer_differs"]' });
    expect(shiftOf(document!)).toMatchObject({
      note: 'Ten too little.',
      movements: [{ direction: 'out', amount_minor: 300, reason: 'Stamps' }],
      tenders: [{ method: 'card' }, { method: 'cash', amount_minor: 400 }],
      counts: [{ pieces: 10_090 }],
    });
  }
  expect([...till.errors, ...laptop.errors]).toEqual([]);
});

test('a sale counts once, in the outbox and in the books; the next shift begins where this one ended', async () => {
  await using it = await laptopAndTill(stack);
  const { till, laptop } = it;
  const first = await openDrawer(till.till, 0);
  await sell(till, 'Rice');
  await sell(laptop, 'Rice', 3);
  const cash = async () => (await takingsOf(till.till, first)).tenders;
  const once = [{ method: 'cash', payment_count: 1, amount_minor: 250 }];
  expect(await cash()).toEqual(once);
  await drained(till);
  await until(
    'the rows of both are here',
    () => till.till.db.power.getAll('select * from sales_invoices'),
    (rows) => rows.length === 2,
  );
  expect(await cash()).toEqual(once);
  expect(await closeDrawer(till.till, first.id, 250)).toMatchObject({ kind: 'posted' });
  const second = await openDrawer(till.till, 250);
  expect(second.after).toEqual({ sales_invoice: 1, customer_payment: 0 });
  await sell(till, 'Rice', 2);
  expect((await takingsOf(till.till, second)).tenders).toEqual([
    { method: 'cash', payment_count: 1, amount_minor: 500 },
  ]);
});

test('what is sold on credit is no cash, what is paid for it is, and what is paid back is less; on the till as on the server', async () => {
  await using it = await laptopAndTill(stack);
  const { till, network, shop } = it;
  const customer = await newCustomer(stack, shop, [till]);
  network.cut();
  const shift = await openDrawer(till.till, 0);
  await sellOnCredit(till.till, 'Rice', customer, { pieces: 2 });
  await payDebt(till.till, customer, 300);
  const sale = await sell(till, 'Rice', 3);
  await takeBack(till, sale.id, 1);
  const takings = {
    sources: [
      { entity_type: 'sales_invoice', last_sequence: 3, document_count: 3, total_minor: 500 + 750 - 250 },
      { entity_type: 'customer_payment', last_sequence: 1, document_count: 1, total_minor: 300 },
    ],
    tenders: [
      { method: 'cash', payment_count: 3, amount_minor: 300 + 750 - 250 },
      { method: 'credit', payment_count: 1, amount_minor: 500 },
    ],
  };
  expect(await takingsOf(till.till, shift)).toMatchObject(takings);
  heal(it);
  await drained(till);
  await until(
    'the rows are here',
    () =>
      till.till.db.power.getAll('select id from sales_invoices union all select id from customer_payments'),
    (rows) => rows.length === 4,
  );
  expect(await takingsOf(till.till, shift)).toMatchObject(takings);
  expect(await closeDrawer(till.till, shift.id, 800)).toMatchObject({ kind: 'posted' });
  await drained(till);
  expect(
    await onServer('select booked_cash_minor::int, flags from public.shifts where id = $1', [shift.id]),
  ).toEqual([{ booked_cash_minor: 800, flags: [] }]);
});

test('[T069] the money of a refused sale is expected in the drawer, counted and named; that of a void one is not', async () => {
  await using it = await laptopAndTill(stack);
  const { till, laptop } = it;
  const shift = await openDrawer(till.till, 1000);
  const refused = await soldWithoutBatch(it);
  const [source] = (await takingsOf(till.till, shift)).sources;
  expect(source).toMatchObject({
    document_count: 1,
    unposted_count: 1,
    unposted_minor: 250,
    unposted_numbers: refused.number,
  });
  expect(await expectedIn(till.till, shift)).toBe(1250);
  expect(await closeDrawer(till.till, shift.id, 1250)).toMatchObject({ kind: 'posted' });
  await becomes(till, shift.id, { sync_status: 'synced' });
  expect(
    await onServer('select booked_cash_minor::int, flags from public.shifts where id = $1', [shift.id]),
  ).toEqual([{ booked_cash_minor: 0, flags: ['takings_differ'] }]);

  const { id: document_id, number } = refused;
  const request = { document_id, number, entity_type: 'sales_invoice', reason: 'Paid back' } as const;
  const device_id = till.till.device.id;
  expect(await voidDocument(laptop.till, laptop.shop.settling, { ...request, device_id })).toMatchObject({
    kind: 'settled',
  });
  await becomes(till, document_id, { warnings: '["void"]' });
  expect(await takingsOf(till.till, shift)).toMatchObject({
    sources: [{ document_count: 0 }, { document_count: 0 }],
    tenders: [],
  });
});

test('of two tabs one opens the drawer and one closes it, and what both note is in it', async () => {
  await using it = await tillWorld(stack);
  await using other = await it.open('manager', { platform: it.device.platform });
  const tabs = [it.device.till, other.till] as const;
  // Two tabs of a browser take turns at the file; two connections of Node have to be told to.
  for (const { db } of tabs) await db.power.execute('pragma busy_timeout = 5000');
  const opened = await Promise.all(tabs.map((till) => openShift(till, 5000)));
  expect(opened.map(({ kind }) => kind).toSorted()).toEqual(['already_open', 'opened']);
  const { id } = await theShift(it.device.till);
  const notes = Array.from({ length: 12 }, (_, n) =>
    moveCash(tabs[n % 2]!, id, { direction: 'in', amount_minor: n + 1, reason: `Note ${n}` }),
  );
  await Promise.all(notes);
  expect(
    (await theShift(other.till)).movements.map(({ amount_minor }) => amount_minor).toSorted((a, b) => a - b),
  ).toEqual(Array.from({ length: 12 }, (_, n) => n + 1));
  const closed = await Promise.all(tabs.map((till) => closeDrawer(till, id, 5078)));
  expect(closed.filter(({ kind }) => kind === 'posted')).toHaveLength(1);
  for (const one of closed) {
    if (one.kind === 'refused') expect(['already_posted', 'no_open_shift']).toContain(one.refusal.kind);
  }
  expect(await moveCash(it.device.till, id, cashOut)).toMatchObject({ refusal: { kind: 'no_open_shift' } });
  await drained(it.device);
  expect(await onServer('select counted_minor::int from public.shifts where id = $1', [id])).toEqual([
    { counted_minor: 5078 },
  ]);
});

test('a count is kept as it is typed, stays as it was said to be whole, and may be begun anew', async () => {
  await using it = await tillWorld(stack);
  const { till } = it.device;
  const { id } = await openDrawer(till, 100);
  await keepCount(till, id, { counts: { 50: '1' }, note: 'N' });
  await finishCount(till, id, { 50: '2' }, 2);
  await keepCount(till, id, { counts: { 50: '9' } });
  expect(await theShift(till)).toMatchObject({ counts: { 50: '2' }, note: 'N', recount_count: 0 });
  await recount(till, id);
  await keepCount(till, id, { counts: { 50: '9' } });
  expect(await theShift(till)).toMatchObject({ counts: { 50: '9' }, counted_at: null, recount_count: 1 });
  const shopSettings = await settings(till.db.read).executeTakeFirstOrThrow();
  expect(await closeShift(till, { shiftId: id, note: '', settings: shopSettings })).toMatchObject({
    refusal: { kind: 'not_counted' },
  });
  expect(await openShift(till, 1)).toEqual({ kind: 'already_open' });
});
