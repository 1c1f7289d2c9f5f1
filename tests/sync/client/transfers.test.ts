/** Goods between two locations, sent and received without a network, and what every device and the server make of it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { postTransfer } from '#commands/post-transfer.ts';
import { saveDraft } from '#commands/save-draft.ts';
import { saveMasters } from '#commands/save-masters.ts';
import { voidDocument } from '#commands/settle-online.ts';
import { copiedId } from '#domain/copied-id.ts';
import { makeTransfer } from '#domain/stock-transfer.ts';
import { documentHistory } from '#queries/document-history.ts';
import { drafts } from '#queries/drafts.ts';
import { settings } from '#queries/settings.ts';
import { storedDocument } from '#queries/stored-document.ts';
import { incomingOf, itemsLike, receivedTransfers, sentTransfers } from '#queries/transfers.ts';
import { onHand, openDevice, pendingOf, sell, until, type Device } from '#tests/support/device.ts';
import { receiveSome, sellOfBatch } from '#tests/support/receiving.ts';
import { becomes, laptopAndTill, recordOf } from '#tests/support/refused-world.ts';
import { addShop, withOwner } from '#tests/support/shop.ts';
import { clientOf, startTestStack, type TestStack } from '#tests/support/stack.ts';
import { tillWorld } from '#tests/support/till-world.ts';
import {
  coming,
  postReceipt,
  receiptOf,
  receiveAll,
  sendSome,
  transferOf,
} from '#tests/support/transfers.ts';

let stack: TestStack;

beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

const batch = { batch_number: 'TR-1', expiry_date: '2031-05-31' };
const onServer = async (text: string, values: unknown[]) =>
  withOwner(stack, async (db) => (await db.query(text, values)).rows);
const stockOf = async (itemId: string) =>
  (
    await onServer(
      'select coalesce(sum(quantity_milli), 0)::int as n from public.stock_balances where item_id = $1',
      [itemId],
    )
  )[0].n as number;
const has = (device: Device, name: string, milli: number) =>
  until(
    `${name} ${milli}`,
    () => onHand(device, name),
    (n) => n === milli,
  );
const drained = (device: Device) =>
  until(
    'drained',
    () => pendingOf(device),
    (n) => n === 0,
  );
const sees = (device: Device, id: string) =>
  until(
    'it is coming',
    () => coming(device.till, id),
    (row) => row !== undefined,
  );
const sentBy = async ({ till }: Device, id: string) =>
  (await sentTransfers(till.db.read, till.location.id).execute()).filter((one) => one.id === id);
const receivedAt = async ({ till }: Device) => receivedTransfers(till.db.read).execute();

/** A till of one shop, and two of another, each with a network of its own; every shop has 100 bags of rice. */
async function twoShops() {
  const from = await tillWorld(stack, { name: 'Harbour' });
  const to = await laptopAndTill(stack, { name: 'Market' });
  const heal = (device: Device) => {
    for (const network of [from.proxy, to.proxy, to.network]) network.heal();
    device.shop.store.syncNow();
  };
  return {
    from,
    to,
    sender: from.device,
    laptop: to.laptop,
    till: to.till,
    heal,
    async [Symbol.asyncDispose]() {
      await from[Symbol.asyncDispose]();
      await to[Symbol.asyncDispose]();
    },
  };
}

test('[R3.2-10] [R3.2-12] [R5.1-2c] [R13-8] sent offline, received offline: stock leaves and comes at once, and in the end every device and the server agree', async () => {
  await using it = await twoShops();
  const { sender, till, laptop, from, to } = it;
  await receiveSome(sender.till, 'Milk', 10, batch);
  await drained(sender);
  from.proxy.cut();
  const sent = await sendSome(sender.till, to.shop.id, [
    { name: 'Rice', pieces: 10 },
    { name: 'Milk', pieces: 3, batchNumber: 'TR-1' },
  ]);
  expect(sent.number).toMatch(/^T-/);
  expect(await recordOf(sender, sent.id)).toMatchObject({ entity_type: 'stock_transfer', total_minor: null });
  expect([await onHand(sender, 'Rice'), await onHand(sender, 'Milk')]).toEqual([90_000, 7000]);
  expect(await sentBy(sender, sent.id)).toMatchObject([
    { sync_status: expect.stringMatching(/pending|syncing/), state: null, to_name: 'Market' },
  ]);

  it.heal(sender);
  for (const device of [till, laptop]) {
    expect(await sees(device, sent.id)).toMatchObject({
      transfer_number: sent.number,
      from_name: 'Harbour',
      line_count: 2,
      receipt_id: null,
    });
  }
  await until(
    'on its way',
    () => sentBy(sender, sent.id),
    ([one]) => one?.sync_status === 'synced' && one.state === 'in_transit',
  );

  to.network.cut();
  const received = await receiveAll(till.till, sent.id);
  expect(received.number).toMatch(/^R-/);
  expect([await onHand(till, 'Rice'), await onHand(till, 'Milk')]).toEqual([110_000, 3000]);
  expect(await coming(till.till, sent.id)).toMatchObject({
    receipt_number: received.number,
    receipt_status: expect.stringMatching(/pending|syncing/),
  });
  const twice = await postReceipt(
    till.till,
    await receiptOf(till.till, incomingOf((await sees(till, sent.id))!)),
  );
  expect(twice).toMatchObject({
    refusal: { kind: 'already_received', id: received.id, number: received.number },
  });
  // The batch can be sold before anybody has a network.
  await sellOfBatch(till.till, 'Milk', 'TR-1');

  it.heal(till);
  await drained(till);
  for (const device of [till, laptop]) {
    await has(device, 'Rice', 110_000);
    await has(device, 'Milk', 2000);
    await until(
      'no longer coming',
      () => coming(device.till, sent.id),
      (row) => row === undefined,
    );
    await until(
      'received',
      () => receivedAt(device),
      ([one]) => one?.sync_status === 'synced' && one.sent_number === sent.number,
    );
  }
  await until(
    'the sender knows',
    () => sentBy(sender, sent.id),
    ([one]) => one?.state === 'received' && one.receipt_number === received.number && one.differs === 0,
  );
  await has(sender, 'Rice', 90_000);
  await has(sender, 'Milk', 7000);
  expect([await stockOf(from.shop.rice), await stockOf(to.shop.rice)]).toEqual([90_000, 110_000]);
  expect([await stockOf(from.shop.milk), await stockOf(to.shop.milk)]).toEqual([7000, 2000]);
  const [paper] = await storedDocument(sender.till.db.read, 'stock_transfer', sent.id).execute();
  expect(JSON.parse(paper!.payload)).toMatchObject({
    transfer_number: sent.number,
    lines: [{ item_name: 'Rice 1kg' }, { batch_number: 'TR-1', is_batch_tracked: 1 }],
  });
  const [history] = await documentHistory(sender.till.db.read, sent.id).execute();
  expect(history).toMatchObject({ made_by: 'Morgan', journal_seq: expect.any(Number) as number });
  expect([...sender.errors, ...till.errors, ...laptop.errors]).toEqual([]);
});

test('[R3.2-11] received online, with a difference and why: the sender sees that it differs', async () => {
  await using it = await twoShops();
  const { sender, laptop, to } = it;
  const sent = await sendSome(sender.till, to.shop.id, [{ name: 'Rice', pieces: 10 }]);
  const row = await sees(laptop, sent.id);
  const draft = await receiptOf(laptop.till, incomingOf(row!), { 0: { pieces: 8, reason: 'Two wet' } });
  const received = await postReceipt(laptop.till, draft);
  expect(received).toMatchObject({ kind: 'posted' });
  await drained(laptop);
  await has(laptop, 'Rice', 108_000);
  await until(
    'the sender knows',
    () => sentBy(sender, sent.id),
    ([one]) => one?.state === 'received' && one.differs === 1,
  );
  const [document] = await storedDocument(laptop.till.db.read, 'stock_transfer_receipt', draft.id).execute();
  expect(JSON.parse(document!.payload)).toMatchObject({
    lines: [{ sent_milli: 10_000, quantity_milli: 8000, reason: 'Two wet' }],
  });
});

test('[R13-9] [R9.2-6] two tills receive one transfer, both offline: it counts once, and who was second is told and has the right stock', async () => {
  await using it = await twoShops();
  const { sender, till, laptop, to } = it;
  const sent = await sendSome(sender.till, to.shop.id, [{ name: 'Rice', pieces: 10 }]);
  await sees(till, sent.id);
  await sees(laptop, sent.id);
  to.proxy.cut();
  to.network.cut();
  const [first, second] = [await receiveAll(laptop.till, sent.id), await receiveAll(till.till, sent.id)];
  expect([await onHand(laptop, 'Rice'), await onHand(till, 'Rice')]).toEqual([110_000, 110_000]);
  to.proxy.heal();
  laptop.shop.store.syncNow();
  await drained(laptop);
  it.heal(till);
  await becomes(till, second.id, { sync_status: 'failed', error_code: 'RVRCV' });
  expect((await recordOf(till, second.id)).last_error).toBe(
    `Transfer ${sent.number} is already received as ${first.number}.`,
  );
  for (const device of [till, laptop]) await has(device, 'Rice', 110_000);
  expect(await stockOf(to.shop.rice)).toBe(110_000);
  // The till goes on, and a manager closes what cannot be posted.
  const sale = await sell(till, 'Rice');
  await becomes(till, sale.id, { sync_status: 'synced' });
  const closing = {
    document_id: second.id,
    device_id: till.till.device.id,
    entity_type: 'stock_transfer_receipt',
    number: second.number,
    reason: 'Received at the other till',
  } as const;
  expect(await voidDocument(laptop.till, laptop.shop.settling, closing)).toEqual({ kind: 'settled' });
  await becomes(till, second.id, { sync_status: 'synced', warnings: '["void"]' });
  for (const device of [till, laptop]) await has(device, 'Rice', 109_000);
  const listed = (await receivedAt(till)).map(({ number, sync_status }) => [number, sync_status]);
  expect(new Map(listed as [string, string][])).toEqual(
    new Map([
      [first.number, 'synced'],
      [second.number, 'void'],
    ]),
  );
  expect([...till.errors, ...laptop.errors]).toEqual([]);
});

test('[R7.3-8] [R10.1-5c] a receipt that is at the server before its transfer waits, and follows it by itself', async () => {
  await using it = await twoShops();
  const { sender, till, from, to } = it;
  from.proxy.cut();
  const sent = await sendSome(sender.till, to.shop.id, [{ name: 'Rice', pieces: 10 }]);
  // As on the paper that came with the goods.
  const { payload } = await recordOf(sender, sent.id);
  const paper = { from_location_id: from.shop.id, ...JSON.parse(payload!) };
  const received = await postReceipt(till.till, await receiptOf(till.till, paper));
  if (received.kind !== 'posted') throw new Error(JSON.stringify(received));
  expect(await onHand(till, 'Rice')).toBe(110_000);
  await until(
    'refused as too early',
    () => recordOf(till, received.id),
    ({ error_code }) => error_code === 'RDTRF',
  );
  await becomes(till, received.id, { sync_status: 'failed' });
  expect(await onHand(till, 'Rice')).toBe(110_000);
  it.heal(sender);
  await drained(sender);
  await becomes(till, received.id, { sync_status: 'synced' });
  await has(till, 'Rice', 110_000);
  await until(
    'the sender knows',
    () => sentBy(sender, sent.id),
    ([one]) => one?.state === 'received',
  );
  expect(await stockOf(to.shop.rice)).toBe(110_000);
});

test('[R4.2-3] several transfers are kept as they are written; posting one ends its draft', async () => {
  await using from = await tillWorld(stack);
  const to = await addShop(stack);
  const { till } = from.device;
  const [one, two] = [
    await transferOf(till, to.id, [{ name: 'Rice', pieces: 1 }]),
    { ...(await transferOf(till, to.id, [])), note: 'For Friday' },
  ];
  for (const draft of [one, two]) await saveDraft(till, draft, 'stock_transfer');
  const stored = async () =>
    (await drafts(till.db.read, 'stock_transfer').execute()).map(({ payload }) => JSON.parse(payload));
  expect(await stored()).toEqual(expect.arrayContaining([one, two]));
  const context = {
    location_id: till.location.id,
    device_id: till.device.id,
    cashier_id: till.cashier.id,
    approval: null,
    business_date: '2026-01-01',
    at: '2026-01-01T00:00:00.000Z',
  };
  expect(makeTransfer(two, context)).toMatchObject({ refusal: { kind: 'empty_note' } });
  expect(makeTransfer({ ...one, to_location_id: null }, context)).toMatchObject({
    refusal: { kind: 'destination_missing' },
  });
  const shopSettings = await settings(till.db.read).executeTakeFirstOrThrow();
  expect(await postTransfer(till, { draft: one, settings: shopSettings })).toMatchObject({ id: one.id });
  expect(await stored()).toEqual([two]);
});

test('under BLOCK nobody sends what is not on hand; with a manager’s yes it goes, and the server takes it', async () => {
  await using from = await tillWorld(stack, { policy: 'BLOCK' });
  const to = await addShop(stack);
  const { till } = from.device;
  const draft = await transferOf(till, to.id, [{ name: 'Rice', pieces: 101 }]);
  const current = await settings(till.db.read).executeTakeFirstOrThrow();
  expect(await postTransfer(till, { draft, settings: current })).toMatchObject({
    refusal: { kind: 'stock_short', items: [{ on_hand_milli: 100_000 }] },
  });
  const approval = {
    approved_by: from.shop.manager.id,
    approved_for: ['stock' as const],
    approval_reason: 'Counted',
  };
  expect(await postTransfer(till, { draft, settings: current, approval })).toMatchObject({ kind: 'posted' });
  await drained(from.device);
  await has(from.device, 'Rice', -1000);
});

test('an item that is not here is made for what came, offline, by a manager: one item, however many make it', async () => {
  await using it = await twoShops();
  const { sender, laptop, to, from } = it;
  await onServer(`update public.items set barcode = '2000000000001', name = 'Salt' where id = $1`, [
    from.shop.rice,
  ]);
  await until(
    'renamed',
    () => onHand(sender, 'Salt'),
    (n) => n === 100_000,
  );
  const sent = await sendSome(sender.till, to.shop.id, [{ name: 'Salt', pieces: 4 }]);
  const row = await sees(laptop, sent.id);
  to.proxy.cut();
  const draft = await receiptOf(laptop.till, incomingOf(row!));
  expect(draft.lines[0]!.item).toBeNull();
  expect(await postReceipt(laptop.till, draft)).toMatchObject({
    refusal: { kind: 'line_incomplete', field: 'item', item_name: 'Salt' },
  });
  const [like] = await laptop.till.db.read
    .selectFrom('items')
    .selectAll()
    .where('name', 'like', 'Rice%')
    .execute();
  const { category_id, unit_id, tax_rate_id } = like!;
  const id = copiedId(to.shop.id, from.shop.rice);
  const columns = {
    name: 'Salt',
    barcode: '2000000000001',
    category_id,
    unit_id,
    tax_rate_id,
    price_minor: 120,
    is_batch_tracked: 0,
  };
  for (let n = 0; n < 2; n += 1)
    expect(await saveMasters(laptop.till, [{ table: 'items', kind: 'create', id, columns }])).toMatchObject({
      kind: 'saved',
    });
  const again = await receiptOf(laptop.till, incomingOf(row!));
  expect(again.lines[0]!.item).toMatchObject({ id });
  expect(await postReceipt(laptop.till, again)).toMatchObject({ kind: 'posted' });
  expect(await onHand(laptop, 'Salt')).toBe(4000);
  it.heal(laptop);
  await drained(laptop);
  await has(laptop, 'Salt', 4000);
  expect(await stockOf(id)).toBe(4000);
  const made = await onServer('select id from public.items where location_id = $1 and name = $2', [
    to.shop.id,
    'Salt',
  ]);
  expect(made).toEqual([{ id }]);
  expect(await itemsLike(laptop.till.db.read, to.shop.id, incomingOf(row!).lines).execute()).toHaveLength(1);
});

test('[R7.2-1] a third location gets nothing of it: every device has exactly what the server shows its user', async () => {
  await using it = await twoShops();
  const { sender, laptop, till, to, from } = it;
  const third = await addShop(stack, { name: 'Hill' });
  await using other = await openDevice({ url: stack.url, anonKey: stack.anonKey, ...third.manager });
  const open = await sendSome(sender.till, to.shop.id, [{ name: 'Rice', pieces: 1 }]);
  const done = await sendSome(sender.till, to.shop.id, [{ name: 'Rice', pieces: 2 }]);
  await sees(laptop, done.id);
  await receiveAll(laptop.till, done.id);
  await drained(laptop);
  await sendSome(laptop.till, third.id, [{ name: 'Rice', pieces: 3 }]);
  const people = [
    [sender, from.shop.manager, 2],
    [laptop, to.shop.manager, 3],
    [till, to.shop.cashier, 3],
    [other, third.manager, 1],
  ] as const;
  for (const [device, person, count] of people) {
    const client = clientOf(stack);
    await client.auth.signInWithPassword(person);
    for (const table of ['transfer_states', 'location_names'] as const) {
      const shown = await until(
        `${table} of ${person.email}`,
        async () => {
          const { data } = await client.from(table).select('id');
          const here = await device.till.db.power.getAll<{ id: string }>(`select id from ${table}`);
          return [data!, here].map((rows) => rows.map(({ id }) => id as string).toSorted());
        },
        ([server, here]) =>
          JSON.stringify(server) === JSON.stringify(here) &&
          (table === 'location_names' || here!.length === count),
      );
      if (table === 'location_names')
        expect(shown[1]).toEqual(expect.arrayContaining([third.id, to.shop.id]));
    }
  }
  expect(await coming(other.till, open.id)).toBeUndefined();
});
