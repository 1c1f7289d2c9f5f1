/** Goods received without a network, from the till to the books and to the other device. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { correctDocument } from '#commands/correct-document.ts';
import { retryFailed } from '#commands/retry-failed.ts';
import { saveMasters } from '#commands/save-masters.ts';
import { voidDocument } from '#commands/settle-online.ts';
import type { ReceivedLine } from '#domain/correction.ts';
import { lotId } from '#domain/lot-id.ts';
import { readBatch } from '#domain/note-draft.ts';
import { noteDocument, linesOf, receivedNotes } from '#queries/goods-received.ts';
import { lotsOfItem } from '#queries/lots.ts';
import { onHand, pendingOf, sell, until, type Device } from '#tests/support/device.ts';
import { receiveSome, sellOfBatch } from '#tests/support/receiving.ts';
import { becomes, laptopAndTill, recordOf, type RefusedWorld } from '#tests/support/refused-world.ts';
import { withOwner } from '#tests/support/shop.ts';
import { startTestStack, type TestStack } from '#tests/support/stack.ts';
import { pushPath } from '#tests/support/till-world.ts';

let stack: TestStack;

beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

const batch = { batch_number: 'NEW-1', expiry_date: '2031-05-31' };
const idOf = (milk: string) => lotId(milk, batch.batch_number, batch.expiry_date);
const onServer = async (text: string, values: unknown[]) =>
  withOwner(stack, async (db) => (await db.query(text, values)).rows);
const drained = (device: Device) =>
  until(
    'drained',
    () => pendingOf(device),
    (n) => n === 0,
  );
const lotHere = ({ till }: Device, id: string) =>
  till.db.power.getOptional<{ stamps: string }>('select stamps from stock_lots where id = ?', [id]);
const batchOnHand = async ({ till }: Device, milk: string) =>
  (await lotsOfItem(till.db.read, milk).execute()).find(({ id }) => id === idOf(milk))?.on_hand_milli;
const listed = async ({ till }: Device, id: string) =>
  (await receivedNotes(till.db.read).execute()).filter((note) => note.id === id);
const setTracked = ({ shop }: RefusedWorld, isTracked: boolean) =>
  onServer('update public.items set is_batch_tracked = $2, updated_at = now() where id = $1', [
    shop.milk,
    isTracked,
  ]);

/** The till is cut off, takes in ten of a new batch and sells one of them. */
async function receivedAndSold(it: RefusedWorld) {
  it.network.cut();
  const note = await receiveSome(it.till.till, 'Milk', 10, batch);
  const sale = await sellOfBatch(it.till.till, 'Milk', batch.batch_number);
  return { note, sale };
}

async function online({ network, till }: RefusedWorld) {
  network.heal();
  till.shop.store.syncNow();
}

test('[R3.2-6] [R3.2-7] [R3.2-8] [R3.2-9] [R5.1-2b] [R7.3-8] a new batch that was received offline is sold offline; then both are in the books, and the lot is everywhere', async () => {
  await using it = await laptopAndTill(stack);
  const { till, laptop, shop } = it;
  const { note, sale } = await receivedAndSold(it);
  expect(note.number).toMatch(/^G-/);
  expect(await recordOf(till, note.id)).toMatchObject({
    entity_type: 'grn',
    sync_status: expect.stringMatching(/pending|syncing/),
    total_minor: 2000,
  });
  expect(await lotHere(till, idOf(shop.milk))).toEqual({ stamps: '{}' });
  expect(await batchOnHand(till, shop.milk)).toBe(9000);
  // Between two tries it is pending, in one it is being sent.
  await until(
    'listed as pending',
    () => listed(till, note.id),
    ([row]) => row?.sync_status === 'pending' && row.total_minor === 2000,
  );

  await online(it);
  await drained(till);
  const lots = await onServer(
    'select batch_number, expiry_date::text, created_by from public.stock_lots where id = $1',
    [idOf(shop.milk)],
  );
  expect(lots).toEqual([{ ...batch, created_by: shop.cashier.id }]);
  const order = await onServer(
    'select id from public.document_keys where id = any($1) order by journal_seq',
    [[note.id, sale.id]],
  );
  expect(order.map(({ id }) => id)).toEqual([note.id, sale.id]);
  for (const device of [till, laptop]) {
    await until(
      'the lot is the server’s',
      () => lotHere(device, idOf(shop.milk)),
      (row) => row !== null && row.stamps.includes('batch_number'),
    );
    await until(
      'nine on hand',
      () => batchOnHand(device, shop.milk),
      (n) => n === 9000,
    );
    await until(
      'listed as synced',
      () => listed(device, note.id),
      ([one]) => one?.sync_status === 'synced' && one.total_minor === 2000,
    );
    const [document] = await noteDocument(device.till.db.read, note.id).execute();
    expect(document).toMatchObject({ number: note.number, cashier_name: 'Casey', sync_status: 'synced' });
    expect(linesOf(document!)).toMatchObject([{ ...batch, quantity_milli: 10_000, unit_cost_minor: 200 }]);
  }
  expect(await till.till.db.power.getAll('select * from ps_crud')).toEqual([]);
  expect([...till.errors, ...laptop.errors]).toEqual([]);
});

test('[T036] [R8.1-6] a note whose answer is lost is one note and one lot', async () => {
  await using it = await laptopAndTill(stack);
  const { till, network, shop } = it;
  await receivedAndSold(it);
  network.heal();
  network.set(pushPath, { kind: 'drop_ack' }, 2);
  till.shop.store.syncNow();
  await until(
    'posted, and the till does not know',
    () => onServer('select id from public.grns where location_id = $1', [shop.id]),
    (rows) => rows.length === 1,
  );
  expect(await batchOnHand(till, shop.milk)).toBe(9000);
  network.heal();
  till.shop.store.syncNow();
  await drained(till);
  expect(await onServer('select id from public.grns where location_id = $1', [shop.id])).toHaveLength(1);
  expect(await onServer('select id from public.stock_lots where id = $1', [idOf(shop.milk)])).toHaveLength(1);
  await until(
    'nine on hand',
    () => batchOnHand(till, shop.milk),
    (n) => n === 9000,
  );
  expect(till.errors).toEqual([]);
});

test('[R10.1-5c] a refused note takes its lot along and the sale of it waits; sent again, both are posted', async () => {
  await using it = await laptopAndTill(stack);
  const { till, laptop, shop } = it;
  const { note, sale } = await receivedAndSold(it);
  // Meanwhile milk is no longer sold by batch: the note cannot be true.
  await setTracked(it, false);
  await online(it);
  await becomes(till, note.id, { sync_status: 'failed', error_code: 'RVBAT' });
  await becomes(till, sale.id, { sync_status: 'pending', is_waiting: 1, depends_on: note.id });
  await until(
    'the lot is gone',
    () => lotHere(till, idOf(shop.milk)),
    (row) => row === null,
  );
  // The goods are there and were sold, whatever the books say; and the till goes on.
  expect(await onHand(till, 'Milk')).toBe(9000);
  const rice = await sell(till, 'Rice');
  await becomes(till, rice.id, { sync_status: 'synced' });

  await setTracked(it, true);
  // As the manager of the location, at this till.
  const asManager = { ...till.till, cashier: { ...laptop.till.user } };
  const { queue_id } = await recordOf(till, note.id);
  expect(await retryFailed(asManager, queue_id)).toMatchObject({ kind: 'queued' });
  await becomes(till, note.id, { sync_status: 'synced' });
  await becomes(till, sale.id, { sync_status: 'synced' });
  await until(
    'nine on hand, of the lot',
    () => batchOnHand(till, shop.milk),
    (n) => n === 9000,
  );
  expect(till.errors).toEqual([]);
});

test('[R10.1-3e] a refused note is put right: another batch, no supplier; same number, booked once, its lot is here', async () => {
  await using it = await laptopAndTill(stack);
  const { till, shop } = it;
  it.network.cut();
  const note = await receiveSome(till.till, 'Rice', 10);
  // Meanwhile rice is sold by batch.
  await onServer('update public.items set is_batch_tracked = true, updated_at = now() where id = $1', [
    shop.rice,
  ]);
  await online(it);
  await becomes(till, note.id, { sync_status: 'failed', error_code: 'RVLOT' });
  const { queue_id, payload } = await recordOf(till, note.id);
  const [line] = JSON.parse(payload!).lines as ReceivedLine[];
  const { lot } = readBatch({ item_id: shop.rice, ...batch });
  const right = { ...line!, lot_id: lot!.id, batch_number: lot!.batch_number, expiry_date: lot!.expiry_date };
  const { id } = JSON.parse(payload!).lines[0] as { id: string };
  const correction = { received: { [id]: right }, supplier_id: null };
  expect(await correctDocument(till.till, { queueId: queue_id, correction })).toMatchObject({
    refusal: { kind: 'not_allowed' },
  });
  const asManager = { ...till.till, cashier: { ...it.laptop.till.user } };
  expect(await correctDocument(asManager, { queueId: queue_id, correction })).toEqual({ kind: 'queued' });
  till.shop.store.syncNow();
  await becomes(till, note.id, { sync_status: 'synced', number: note.number });
  const booked = await onServer(
    'select batch_number, quantity_milli::int from public.grn_lines where grn_id = $1',
    [note.id],
  );
  expect(booked).toEqual([{ batch_number: batch.batch_number, quantity_milli: 10_000 }]);
  await until(
    'ten of the batch',
    async () =>
      (await lotsOfItem(till.till.db.read, shop.rice).execute()).find((one) => one.id === lot!.id)
        ?.on_hand_milli,
    (n) => n === 10_000,
  );
  expect(till.errors).toEqual([]);
});

test('[R10.1-3c] a refused note that is voided leaves neither stock nor lot', async () => {
  await using it = await laptopAndTill(stack);
  const { till, laptop, shop } = it;
  it.network.cut();
  const note = await receiveSome(till.till, 'Milk', 10, batch);
  await setTracked(it, false);
  await online(it);
  await becomes(till, note.id, { sync_status: 'failed', error_code: 'RVBAT' });
  await until(
    'seen by the manager',
    () => listed(laptop, note.id),
    ([one]) => one?.sync_status === 'failed' && one.elsewhere === till.till.device.code,
  );
  const request = {
    document_id: note.id,
    device_id: till.till.device.id,
    entity_type: 'grn',
    number: note.number,
  } as const;
  expect(await voidDocument(laptop.till, laptop.shop.settling, { ...request, reason: 'Never came' })).toEqual(
    {
      kind: 'settled',
    },
  );
  await becomes(till, note.id, { sync_status: 'synced', warnings: '["void"]' });
  expect(await listed(till, note.id)).toMatchObject([{ sync_status: 'void', number: note.number }]);
  expect(await onHand(till, 'Milk')).toBe(0);
  await until(
    'the lot is gone',
    () => lotHere(till, idOf(shop.milk)),
    (row) => row === null,
  );
  await until(
    'void for the manager too',
    () => listed(laptop, note.id),
    ([one]) => one?.sync_status === 'void',
  );
  expect([...till.errors, ...laptop.errors]).toEqual([]);
});

test('[R4.1-15] two tills receive one batch offline, one of them beside edits and a second note: one lot, all of the stock', async () => {
  await using it = await laptopAndTill(stack, {}, 'manager');
  const { till, laptop, network, shop } = it;
  await until(
    'a manager at the till',
    () => till.till.user.role,
    (role) => role === 'manager',
  );
  network.cut();
  const price = { table: 'items', kind: 'edit', id: shop.milk, columns: { price_minor: 450 } } as const;
  const columns = { item_id: shop.milk, ...batch };
  const byHand = { table: 'stock_lots', kind: 'create', id: idOf(shop.milk), columns } as const;
  await receiveSome(till.till, 'Milk', 10, batch);
  expect(await saveMasters(till.till, [price])).toMatchObject({ kind: 'saved' });
  await receiveSome(till.till, 'Milk', 5, batch);
  await receiveSome(laptop.till, 'Milk', 3, batch);
  expect(await saveMasters(laptop.till, [byHand])).toMatchObject({ kind: 'saved' });
  expect(await batchOnHand(till, shop.milk)).toBe(15_000);
  await drained(laptop);
  await online(it);
  await drained(till);
  for (const device of [till, laptop])
    await until(
      'all of it',
      () => batchOnHand(device, shop.milk),
      (n) => n === 18_000,
    );
  expect(
    await onServer('select id from public.stock_lots where item_id = $1 and batch_number = $2', [
      shop.milk,
      batch.batch_number,
    ]),
  ).toEqual([{ id: idOf(shop.milk) }]);
  expect([...till.errors, ...laptop.errors]).toEqual([]);
});
