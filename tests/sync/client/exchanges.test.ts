/** Goods given back for others, without a receipt, or off a debt: from the till to the books. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { postExchange } from '#commands/post-exchange.ts';
import { saveDraft } from '#commands/save-draft.ts';
import { retryFailed } from '#commands/retry-failed.ts';
import { carts, exchangeDraftOf, returnDraftOf, returnDrafts } from '#queries/drafts.ts';
import { unpostedTakings } from '#queries/refused.ts';
import { saleDocument } from '#queries/sale-document.ts';
import { readTakings, shiftTakings } from '#queries/shift-takings.ts';
import { newCustomer, owed, sellOnCredit } from '#tests/support/credit.ts';
import { onHand, pendingOf, sell, until, type Device } from '#tests/support/device.ts';
import { exchange, returnOf, takeBackLoose } from '#tests/support/exchanging.ts';
import { asManager, becomes, laptopAndTill, recordOf, voidAs } from '#tests/support/refused-world.ts';
import { takeBack } from '#tests/support/returning.ts';
import { withOwner } from '#tests/support/shop.ts';
import { startTestStack, type TestStack } from '#tests/support/stack.ts';

let stack: TestStack;

beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

const drained = (device: Device) =>
  until(
    'drained',
    () => pendingOf(device),
    (n) => n === 0,
  );
const booked = (ids: readonly string[]) =>
  withOwner(stack, async (db) => {
    const { rows } = await db.query(
      `select id, kind, original_id, exchange_id, total_minor::int as total_minor, flags
       from public.sales_invoices where id = any ($1) order by journal_seq`,
      [ids],
    );
    return rows;
  });
/** What the documents of this till did to the drawer. */
const cashOf = async ({ till }: Device) => {
  const all = { deviceId: till.device.id, after: { sales_invoice: 0, customer_payment: 0 } };
  const [row] = await shiftTakings(till.db.read, all).execute();
  return readTakings(row!).tenders.find(({ method }) => method === 'cash')?.amount_minor ?? 0;
};

test('[R9.2-2] offline, 5.00 comes back and 7.50 is taken for it: two documents at once that name each other, 2.50 more in the drawer; then both are in the books', async () => {
  await using it = await laptopAndTill(stack);
  const { till, laptop, network } = it;
  network.cut();
  const before = await onHand(till, 'Rice');
  const sale = await sell(till, 'Rice', 2);
  const draft = await returnOf(till, sale.id, 2);
  const cash = await cashOf(till);
  // While it is written it is a draft, and no cart for a tab to take up.
  const { read } = till.till.db;
  const written = { ...draft, exchange: { sale_id: 'the open cart', approval: null } };
  await saveDraft(till.till, written);
  expect(await carts(read).execute()).toEqual([]);
  const isKept = { id: draft.id };
  expect(await returnDraftOf(read, sale.id).execute()).toMatchObject([isKept]);
  expect(await exchangeDraftOf(read, 'the open cart').execute()).toMatchObject([isKept]);
  const payments = [{ method: 'cash', tendered_minor: 1000 }] as const;
  const { request, result } = await exchange(till, draft, { item: 'Rice', pieces: 3, payments });
  expect(result).toMatchObject({ kind: 'posted', change_minor: 750 });
  expect(await returnDrafts(read).execute()).toEqual([]);
  expect(await cashOf(till)).toBe(cash + 250);
  expect(await onHand(till, 'Rice')).toBe(before - 3000);
  // A second tap adds nothing.
  expect(await postExchange(till.till, request)).toMatchObject({
    kind: 'refused',
    refusal: { kind: 'returned_too_much' },
  });
  const [taken, back] = [
    await saleDocument(till.till.db.read, request.cart.id),
    await saleDocument(till.till.db.read, draft.id),
  ];
  expect(taken!.exchange).toMatchObject({ id: draft.id, number: back!.number });
  expect(back!.exchange).toMatchObject({ id: request.cart.id, number: taken!.number });
  expect(await pendingOf(till)).toBe(3);

  network.heal();
  till.shop.store.syncNow();
  await drained(till);
  expect(await booked([draft.id, request.cart.id])).toEqual([
    {
      id: draft.id,
      kind: 'return',
      original_id: sale.id,
      exchange_id: request.cart.id,
      total_minor: 500,
      flags: [],
    },
    {
      id: request.cart.id,
      kind: 'sale',
      original_id: null,
      exchange_id: draft.id,
      total_minor: 750,
      flags: [],
    },
  ]);
  expect(await cashOf(till)).toBe(cash + 250);
  await until(
    'known on the laptop',
    () => saleDocument(laptop.till.db.read, request.cart.id),
    (known) => known?.exchange?.number === back!.number,
  );
});

test('what cannot be taken is not given back either: neither is stored', async () => {
  await using it = await laptopAndTill(stack, { policy: 'BLOCK' });
  const { till } = it;
  const sale = await sell(till, 'Rice', 1);
  const stored = () => till.till.db.power.get<{ count: number }>('select count(*) as count from outbox');
  const { count } = await stored();
  const payments = [{ method: 'card', amount_minor: 25_000, reference: '' }] as const;
  const draft = await returnOf(till, sale.id, 1);
  // 99 are there, and one comes back.
  const tooMany = await exchange(till, draft, { item: 'Rice', pieces: 101, payments });
  expect(tooMany.result).toMatchObject({
    refusal: { kind: 'stock_short', items: [{ on_hand_milli: 100_000, wanted_milli: 101_000 }] },
  });
  expect((await stored()).count).toBe(count);
  const all = await exchange(till, draft, {
    item: 'Rice',
    pieces: 100,
    payments: [{ ...payments[0], amount_minor: 24_750 }],
  });
  expect(all.result).toMatchObject({ kind: 'posted' });
});

test('the return of an exchange is refused: the sale waits with it, both are named; the return closed, the sale is posted alone and flagged', async () => {
  await using it = await laptopAndTill(stack);
  const { till, laptop, network } = it;
  const sale = await sell(till, 'Rice', 2);
  await drained(till);
  await until(
    'the sale is here',
    () => saleDocument(laptop.till.db.read, sale.id),
    (known) => known !== null,
  );
  network.cut();
  const draft = await returnOf(till, sale.id, 2);
  const { request } = await exchange(till, draft, {
    item: 'Rice',
    pieces: 3,
    payments: [{ method: 'cash', tendered_minor: 250 }],
  });
  expect(await takeBack(laptop, sale.id, 2)).toMatchObject({ kind: 'posted' });
  await drained(laptop);
  network.heal();
  till.shop.store.syncNow();
  await becomes(till, draft.id, { sync_status: 'failed', error_code: 'RVRET' });
  await becomes(till, request.cart.id, { sync_status: 'failed', error_code: 'RDSAL', depends_on: draft.id });
  // Together they are what the drawer has more.
  expect(await unpostedTakings(till.till.db.read).executeTakeFirst()).toMatchObject({
    count: 2,
    total_minor: 250,
  });
  expect(await voidAs(laptop, draft.id, 'They had come back already')).not.toMatchObject({ kind: 'refused' });
  const { queue_id } = await recordOf(till, request.cart.id);
  expect(await retryFailed(asManager(till), queue_id)).toEqual({ kind: 'queued' });
  till.shop.store.syncNow();
  await drained(till);
  expect(await booked([draft.id, request.cart.id])).toMatchObject([
    { id: request.cart.id, exchange_id: draft.id, flags: ['exchange_voided'] },
  ]);
});

test('without a receipt a manager says yes, and the books name it for one to look at', async () => {
  await using it = await laptopAndTill(stack);
  const { till, shop } = it;
  const before = await onHand(till, 'Rice');
  expect(await takeBackLoose(till, 'Rice', 'Torn bag')).toMatchObject({
    kind: 'refused',
    refusal: { kind: 'approval_needed', acts: ['return'] },
  });
  const approval = {
    approved_by: shop.manager.id,
    approved_for: ['return' as const],
    approval_reason: 'Seen it',
  };
  const posted = await takeBackLoose(till, 'Rice', 'Torn bag', approval);
  if (posted.kind !== 'posted') throw new Error(JSON.stringify(posted));
  expect(posted.cash_minor).toBe(250);
  expect(await onHand(till, 'Rice')).toBe(before + 1000);
  await drained(till);
  const [row] = await booked([posted.id]);
  expect(row).toMatchObject({ kind: 'return', original_id: null, total_minor: 250 });
  expect(row.flags).toContain('no_receipt');
  expect(row.flags).not.toContain('return_unapproved');
});

test('what was on credit comes back off the debt, on the till at once and in the books; goods for it go on credit again', async () => {
  await using it = await laptopAndTill(stack);
  const { till, laptop, shop, network } = it;
  const customer = await newCustomer(stack, shop, [till], { limit_minor: 1000 });
  network.cut();
  const sale = await sellOnCredit(till.till, 'Rice', customer, { pieces: 4 });
  expect(await takeBack(till, sale.id, 1, true, 'credit')).toMatchObject({ kind: 'posted', cash_minor: 0 });
  const owes = async (device: Device) => (await owed(device.till, customer))?.owed_minor;
  expect(await owes(till)).toBe(750);
  // 7.50 of a limit of 10.00 is owed: what comes back first makes room for what is taken.
  const draft = await returnOf(till, sale.id, 3);
  const { result } = await exchange(till, draft, {
    item: 'Rice',
    pieces: 4,
    payments: [{ method: 'credit', amount_minor: 250 }],
  });
  expect(result).toMatchObject({ kind: 'posted', change_minor: 0 });
  expect(await owes(till)).toBe(1000);
  network.heal();
  till.shop.store.syncNow();
  await drained(till);
  await until(
    'the same there',
    () => owes(laptop),
    (minor) => minor === 1000,
  );
  expect(await owes(till)).toBe(1000);
});
