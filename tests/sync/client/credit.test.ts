/** What customers owe: sold and paid without a network, and then with one. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { correctDocument } from '#commands/correct-document.ts';
import { retryFailed } from '#commands/retry-failed.ts';
import { voidDocument } from '#commands/settle-online.ts';
import { addDays } from '#domain/business-date.ts';
import { listedDocuments } from '#queries/listed-documents.ts';
import { unpostedTakings } from '#queries/refused.ts';
import { owingNamed } from '#queries/owed.ts';
import { lotsOfItem } from '#queries/lots.ts';
import { storedDocument } from '#queries/stored-document.ts';
import { newCustomer, owed, payDebt, sellOnCredit, trySellOnCredit } from '#tests/support/credit.ts';
import { pendingOf, until, type Device } from '#tests/support/device.ts';
import { watchFigure } from '#tests/support/figure-watch.ts';
import { asManager, becomes, laptopAndTill, recordOf } from '#tests/support/refused-world.ts';
import { withOwner } from '#tests/support/shop.ts';
import { startTestStack, type TestStack } from '#tests/support/stack.ts';
import { pushPath } from '#tests/support/till-world.ts';

let stack: TestStack;

beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

const today = () => new Date().toISOString().slice(0, 10);
const onServer = async (text: string, values: unknown[]) =>
  withOwner(stack, async (db) => (await db.query(text, values)).rows);
const owedTables = ['customer_balances', 'pending_debts', 'document_outcomes', 'outbox'];
const owes = async ({ till }: Device, customer: string) => (await owed(till, customer))?.owed_minor;
const watchOwed = (device: Device, customer: string) =>
  watchFigure(device, owedTables, () => owes(device, customer));
const drained = (device: Device) =>
  until(
    'drained',
    () => pendingOf(device),
    (n) => n === 0,
  );
const settlesAt = (device: Device, customer: string, minor: number) =>
  until(
    'in the balance',
    () => owed(device.till, customer),
    (now) => now?.owed_minor === minor && now.pending_minor === 0,
  );
const isBooked = (id: string) =>
  until(
    'posted, and the till does not know',
    () => onServer('select 1 from public.document_keys where id = $1', [id]),
    (rows) => rows.length === 1,
  );

test('[R3.2-3] [R4.1-12] a sale on credit and a payment made offline count at once, never twice, and then everywhere', async () => {
  await using it = await laptopAndTill(stack);
  const { till, laptop, shop, network } = it;
  const customer = await newCustomer(stack, shop, [till, laptop], { days: 14 });
  const figure = watchOwed(till, customer);
  network.cut();
  const sale = await sellOnCredit(till.till, 'Rice', customer, { cash_minor: 100 });
  const credit = sale.total_minor - 100;
  expect(await owed(till.till, customer)).toMatchObject({
    owed_minor: credit,
    pending_minor: credit,
    oldest_due_date: addDays(today(), 14),
    open_debts: [{ due_date: addDays(today(), 14), amount_minor: credit }],
  });
  const payment = await payDebt(till.till, customer, 50, { method: 'cash', tendered_minor: 100 });
  expect(payment).toMatchObject({ change_minor: 50 });
  expect(payment.number).toMatch(/^P-/);
  expect(await recordOf(till, payment.id)).toMatchObject({
    entity_type: 'customer_payment',
    total_minor: 50,
  });
  const left = credit - 50;
  expect(await owed(till.till, customer)).toMatchObject({
    owed_minor: left,
    open_debts: [{ due_date: addDays(today(), 14), amount_minor: left }],
  });

  network.heal();
  till.shop.store.syncNow();
  await drained(till);
  for (const device of [till, laptop]) {
    await settlesAt(device, customer, left);
    expect((await owed(device.till, customer))?.open_debts).toEqual([
      { due_date: addDays(today(), 14), amount_minor: left },
    ]);
    await until(
      'listed as synced',
      () =>
        listedDocuments(device.till.db.read, 'customer_payment', {
          total: 'amount_minor',
          matching: { column: 'customer_id', value: customer },
        }).execute(),
      ([one]) => one?.id === payment.id && one.sync_status === 'synced' && one.total_minor === 50,
    );
    const [stored] = await storedDocument(device.till.db.read, 'customer_payment', payment.id).execute();
    expect(JSON.parse(stored!.payload)).toMatchObject({ customer_id: customer, tendered_minor: 100 });
    expect(await owingNamed(device.till.db.read).execute()).toMatchObject([{ id: customer }]);
  }
  figure.stop();
  expect(figure.seen).toEqual([0, credit, left]);
  await until(
    'no longer needed',
    () => till.till.db.power.getAll('select * from pending_debts'),
    (rows) => rows.length === 0,
  );
  expect([...till.errors, ...laptop.errors]).toEqual([]);
});

test('[T036] [R8.1-6] of a sale on credit and a payment whose answers are lost, what is owed never jumps', async () => {
  await using it = await laptopAndTill(stack);
  const { till, shop, network } = it;
  const customer = await newCustomer(stack, shop, [till]);
  const figure = watchOwed(till, customer);
  network.set(pushPath, { kind: 'drop_ack' }, 2);
  const sale = await sellOnCredit(till.till, 'Rice', customer);
  await isBooked(sale.id);
  const payment = await payDebt(till.till, customer, sale.total_minor + 70);
  network.heal();
  till.shop.store.syncNow();
  await isBooked(payment.id);
  await drained(till);
  await settlesAt(till, customer, -70);
  figure.stop();
  expect(figure.seen).toEqual([0, sale.total_minor, -70]);
  expect(
    await onServer('select id from public.customer_entries where customer_id = $1', [customer]),
  ).toHaveLength(2);
});

test('[R3.2-5] [R4.1-12] offline, the till wants a customer, and a manager’s yes beyond the limit or while debts are overdue', async () => {
  await using it = await laptopAndTill(stack);
  const { till, shop, network } = it;
  const customer = await newCustomer(stack, shop, [till], { limit_minor: 100_000, days: 0 });
  const none = await newCustomer(stack, shop, [till], { limit_minor: 0 });
  network.cut();
  expect((await trySellOnCredit(till.till, 'Rice', null)).result).toMatchObject({
    refusal: { kind: 'customer_missing' },
  });
  expect((await trySellOnCredit(till.till, 'Rice', none)).result).toMatchObject({
    refusal: { kind: 'credit_refused', faults: ['limit'] },
  });
  const { total_minor } = await sellOnCredit(till.till, 'Rice', customer);
  const limit_minor = total_minor * 2;
  await till.till.db.power.execute('update customers set credit_limit_minor = ? where id = ?', [
    limit_minor,
    customer,
  ]);
  await sellOnCredit(till.till, 'Rice', customer);
  // What is not sent yet counts: the limit is reached.
  const third = await trySellOnCredit(till.till, 'Rice', customer);
  expect(third.result).toMatchObject({
    refusal: {
      kind: 'credit_refused',
      faults: ['limit'],
      credit_minor: total_minor,
      standing: { owed_minor: limit_minor, credit_limit_minor: limit_minor },
    },
  });
  await till.till.db.power.execute('update pending_debts set due_date = ? where customer_id = ?', [
    addDays(today(), -1),
    customer,
  ]);
  expect((await trySellOnCredit(till.till, 'Rice', customer)).result).toMatchObject({
    refusal: { faults: ['limit', 'overdue'] },
  });
  const approval = {
    approved_by: shop.manager.id,
    approved_for: ['credit'],
    approval_reason: 'I know him',
  } as const;
  const allowed = await sellOnCredit(till.till, 'Rice', customer, { approval });
  network.heal();
  till.shop.store.syncNow();
  const { warnings } = await becomes(till, allowed.id, { sync_status: 'synced' });
  expect(JSON.parse(warnings!)).toContain('approved');
  expect(JSON.parse(warnings!)).not.toContain('credit_unapproved');
});

test('a refused sale on credit is owed until it is put right or void; put right for another customer, it is the other’s', async () => {
  await using it = await laptopAndTill(stack);
  const { till, laptop, shop, network } = it;
  const [one, other] = [
    await newCustomer(stack, shop, [till, laptop]),
    await newCustomer(stack, shop, [till, laptop]),
  ];
  network.cut();
  const first = await sellOnCredit(till.till, 'Rice', one);
  const second = await sellOnCredit(till.till, 'Rice', one);
  await onServer('update public.items set is_batch_tracked = true, updated_at = now() where id = $1', [
    shop.rice,
  ]);
  await onServer(
    `insert into public.stock_lots (location_id, id, item_id, batch_number, expiry_date, created_by)
     values ($1, gen_random_uuid(), $2, 'R1', '2099-01-01', $3)`,
    [shop.id, shop.rice, shop.manager.id],
  );
  network.heal();
  till.shop.store.syncNow();
  for (const { id } of [first, second])
    await becomes(till, id, { sync_status: 'failed', error_code: 'RVLOT' });
  expect(await owes(till, one)).toBe(first.total_minor * 2);
  expect(await unpostedTakings(till.till.db.read).execute(), 'no money was taken').toMatchObject([
    { count: 2, payments: 0, total_minor: 0 },
  ]);

  const { queue_id, payload } = await recordOf(till, first.id);
  const line = (JSON.parse(payload!) as { lines: { id: string }[] }).lines[0]!.id;
  const [lot] = await until(
    'the batch is here',
    () => lotsOfItem(till.till.db.read, shop.rice).execute(),
    (lots) => lots.length === 1,
  );
  const lots = { [line]: lot!.id };
  const without = { queueId: queue_id, correction: { lots, customer_id: null } };
  expect(await correctDocument(asManager(till), without)).toMatchObject({
    refusal: { kind: 'customer_missing' },
  });
  await correctDocument(asManager(till), { queueId: queue_id, correction: { lots, customer_id: other } });
  expect([await owes(till, one), await owes(till, other)]).toEqual([second.total_minor, first.total_minor]);
  await becomes(till, first.id, { sync_status: 'synced' });
  await settlesAt(till, other, first.total_minor);

  await voidDocument(laptop.till, laptop.shop.settling, {
    document_id: second.id,
    device_id: till.till.device.id,
    entity_type: 'sales_invoice',
    number: second.number,
    reason: 'Brought back',
  });
  await settlesAt(till, one, 0);
  expect([...till.errors, ...laptop.errors]).toEqual([]);
});

test('[R10.1-3c] a refused payment counts until it is void; another, sent again, posts', async () => {
  await using it = await laptopAndTill(stack);
  const { till, laptop, shop, network } = it;
  const customer = await newCustomer(stack, shop, [till, laptop]);
  const { total_minor } = await sellOnCredit(till.till, 'Rice', customer);
  await drained(till);
  network.cut();
  const [lost, kept] = [await payDebt(till.till, customer, 100), await payDebt(till.till, customer, 30)];
  const code = (value: string) =>
    onServer('update public.locations set code = $2 where id = $1', [shop.id, value]);
  const [{ code: before }] = await onServer('select code from public.locations where id = $1', [shop.id]);
  await code('ELSE');
  network.heal();
  till.shop.store.syncNow();
  for (const { id } of [lost, kept]) await becomes(till, id, { sync_status: 'failed', error_code: 'RVNUM' });
  await code(before);
  expect(await owes(till, customer)).toBe(total_minor - 130);
  await until(
    'told to the manager too',
    () => unpostedTakings(laptop.till.db.read).execute(),
    ([taken]) => taken?.payments === 2 && taken.total_minor === 130,
  );
  const request = {
    document_id: lost.id,
    device_id: till.till.device.id,
    entity_type: 'customer_payment',
    number: lost.number,
    reason: 'Given back',
  } as const;
  expect(await voidDocument(laptop.till, laptop.shop.settling, request)).toEqual({ kind: 'settled' });
  await becomes(till, lost.id, { sync_status: 'synced', warnings: '["void"]' });
  expect(await retryFailed(asManager(till), (await recordOf(till, kept.id)).queue_id)).toMatchObject({
    kind: 'queued',
  });
  await becomes(till, kept.id, { sync_status: 'synced' });
  await settlesAt(till, customer, total_minor - 30);
  expect([...till.errors, ...laptop.errors]).toEqual([]);
});
