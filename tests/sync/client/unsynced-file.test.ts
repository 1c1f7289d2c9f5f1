import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { exportUnsynced } from '#commands/export-unsynced.ts';
import { importUnsynced, seeUnsyncedFile } from '#commands/import-unsynced.ts';
import { readUnsyncedFile, unsyncedFileText } from '#domain/unsynced-file.ts';
import { unsyncedSummary } from '#queries/unsynced.ts';
import type { UnsyncedFile } from '#schema/unsynced-file.ts';
import { onHand, pendingOf, sell, until, type Device } from '#tests/support/device.ts';
import { memoryStorage } from '#tests/support/node-platform.ts';
import { addShop, serverTruth, withOwner } from '#tests/support/shop.ts';
import { startTestStack, type TestStack } from '#tests/support/stack.ts';
import { pushPath, tillWorld, type TillWorld } from '#tests/support/till-world.ts';

let stack: TestStack;
/** Its `device` is the manager's, with 100 bags of rice. */
let it: TillWorld;

beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());
beforeEach(async () => {
  it = await tillWorld(stack);
  return () => it[Symbol.asyncDispose]();
});

/** Through the text, as a file goes from one device to the other. */
async function fileOf(device: Device): Promise<UnsyncedFile> {
  const read = await readUnsyncedFile(unsyncedFileText(await exportUnsynced(device.till)));
  if (read.kind !== 'read') throw new Error(JSON.stringify(read));
  return read.file;
}

const drained = (device: Device) =>
  until(
    'drained',
    () => pendingOf(device),
    (n) => n === 0,
  );
const invoices = (numbers: readonly string[]) =>
  withOwner(stack, async (db) => {
    const { rows } = await db.query(
      `select invoice_number, created_by, submitted_by, device_id from public.sales_invoices
       where invoice_number = any ($1) order by invoice_number`,
      [numbers],
    );
    return rows as Record<string, unknown>[];
  });
const failing = { kind: 'status', status: 503 } as const;

test('[T090] [R2-3] [R8.1-1] sold offline on one till, read in on another, sent by both: each sale once, by its author', async () => {
  await using till = await it.open('cashier');
  till.platform.setNetwork(false);
  it.proxy.set(pushPath, failing);
  const sales = [await sell(till, 'Rice', 1), await sell(till, 'Rice', 2), await sell(till, 'Rice', 3)];
  const file = await fileOf(till);
  expect(file).toMatchObject({
    location: { id: it.shop.id },
    device: { id: till.till.device.id, code: till.till.device.code },
    user: { id: it.shop.cashier.id },
  });
  expect(file.records.map(({ number }) => number)).toEqual(sales.map(({ number }) => number));

  const office = it.device;
  const seen = await seeUnsyncedFile(office.till, unsyncedFileText(file));
  expect(seen).toMatchObject({ kind: 'seen', fresh: 3, queued: 0, at_server: 0 });
  const before = await onHand(office, 'Rice');
  const own = await sell(office, 'Rice', 1);
  expect(await importUnsynced(office.till, file)).toEqual({ kind: 'imported', added: 3, already_here: 0 });
  expect(await importUnsynced(office.till, file)).toEqual({ kind: 'imported', added: 0, already_here: 3 });
  // Nothing of the other till's counts here before the server has it; the next number is this till's own.
  expect(await onHand(office, 'Rice')).toBe(before - 1000);
  expect((await sell(office, 'Rice', 1)).number.slice(-6)).toBe(
    String(Number(own.number.slice(-6)) + 1).padStart(6, '0'),
  );
  const queue = await office.till.db.power.getAll<{ number: string; created_by: string | null }>(
    `select number, created_by from outbox where sync_status <> 'synced' order by position`,
  );
  expect(queue.slice(1, 4)).toEqual(sales.map(({ number }) => ({ number, created_by: it.shop.cashier.id })));

  it.proxy.heal();
  office.shop.store.syncNow();
  await drained(office);
  till.platform.setNetwork(true);
  till.shop.store.syncNow();
  await drained(till);
  const posted = sales.map(({ number }) => ({
    invoice_number: number,
    created_by: it.shop.cashier.id,
    submitted_by: it.shop.manager.id,
    device_id: till.till.device.id,
  }));
  expect(await invoices(sales.map(({ number }) => number))).toEqual(posted);
  expect(await serverTruth(stack, it.shop)).toMatchObject({
    invoices: 5,
    balance_milli: 92_000,
    rejected: 0,
  });
  for (const device of [office, till]) {
    await until(
      'agreed on the stock',
      () => onHand(device, 'Rice'),
      (n) => n === 92_000,
    );
  }
  expect(await importUnsynced(office.till, file)).toEqual({ kind: 'imported', added: 0, already_here: 3 });
  expect([...office.errors, ...till.errors]).toEqual([]);
});

test('[T090] while both send at the same time, and into the till that made them, nothing doubles', async () => {
  await using till = await it.open('cashier');
  it.proxy.set(pushPath, failing);
  for (let i = 0; i < 8; i += 1) await sell(till, 'Rice', 1);
  const file = await fileOf(till);
  await importUnsynced(it.device.till, file);
  it.proxy.heal();
  it.device.shop.store.syncNow();
  till.shop.store.syncNow();
  await Promise.all([drained(it.device), drained(till)]);
  expect(await serverTruth(stack, it.shop)).toMatchObject({ invoices: 8, moves: 8, balance_milli: 92_000 });
  const authors = await invoices(file.records.map(({ number }) => number));
  expect(new Set(authors.map(({ created_by }) => created_by))).toEqual(new Set([it.shop.cashier.id]));
  await until(
    'seen as posted',
    () => seeUnsyncedFile(it.device.till, unsyncedFileText(file)),
    (seen) => seen.kind === 'seen' && seen.at_server === 8,
  );
});

test('a file is refused to a cashier, and for another location', async () => {
  await using till = await it.open('cashier');
  it.proxy.set(pushPath, failing);
  await sell(till, 'Rice', 1);
  const file = await fileOf(till);
  expect(await importUnsynced(till.till, file)).toEqual({ kind: 'not_manager' });
  expect(await seeUnsyncedFile(till.till, unsyncedFileText(file))).toEqual({ kind: 'not_manager' });
  const elsewhere = { ...file, location: { ...file.location, id: (await addShop(stack)).id, name: 'Other' } };
  expect(await importUnsynced(it.device.till, elsewhere)).toEqual({ kind: 'other_location', name: 'Other' });
  expect(await pendingOf(it.device)).toBe(0);
});

test('[T090] [R12-5] a till is cleared only with a file that has every document as it is; its numbers go on', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'flux-cleared-'));
  const storage = memoryStorage();
  await it.device.close();
  const till = await it.open('manager', { folder, storage });
  it.proxy.set(pushPath, failing);
  await sell(till, 'Rice', 1);
  expect(await till.shop.unsynced()).toBe(1);
  const early = await fileOf(till);
  const last = await sell(till, 'Rice', 2);
  expect(await unsyncedSummary(till.till.db.read).executeTakeFirstOrThrow()).toMatchObject({
    pending: 2,
    failed: 0,
    only_here: 2,
    total_minor: 750,
  });
  expect([await till.shop.forget(), await till.shop.forget(early)]).toEqual(['unsynced', 'unsynced']);
  const file = await fileOf(till);
  const [head, ...others] = file.records;
  const changed = {
    ...file,
    records: [{ ...head!, payload: { ...head!.payload, total_minor: 1 } }, ...others],
  };
  expect(await till.shop.forget(changed)).toBe('unsynced');
  expect(await till.shop.forget(file)).toBe('forgotten');
  till.session.close();

  it.proxy.heal();
  await using again = await it.open('manager', { folder, storage });
  expect(again.till.device).toEqual(till.till.device);
  expect(await importUnsynced(again.till, file)).toEqual({ kind: 'imported', added: 2, already_here: 0 });
  const next = await sell(again, 'Rice', 1);
  expect(Number(next.number.slice(-6))).toBe(Number(last.number.slice(-6)) + 1);
  await drained(again);
  expect(await serverTruth(stack, it.shop)).toMatchObject({
    invoices: 3,
    balance_milli: 96_000,
    rejected: 0,
  });
  await again.close();
  await rm(folder, { recursive: true });
});

test('[T090] [T095] what the server refused and keeps does not hold a till up; what it does not keep does', async () => {
  await using till = await it.open('cashier');
  it.proxy.set(pushPath, failing);
  await sell(till, 'Rice', 1);
  await till.till.db.power.execute(
    `update outbox set payload = json_set(payload, '$.total_minor', 1) where sync_status = 'pending'`,
  );
  it.proxy.heal();
  till.shop.store.syncNow();
  const summary = () => unsyncedSummary(till.till.db.read).executeTakeFirstOrThrow();
  await until('refused', summary, ({ kept }) => kept === 1);
  expect(await summary()).toMatchObject({ pending: 0, failed: 0, only_here: 0, total_minor: 0 });
  expect(await till.shop.unsynced()).toBe(0);

  await withOwner(stack, (db) =>
    db.query('delete from public.location_members where user_id = $1', [it.shop.cashier.id]),
  );
  await till.till.db.power.execute(`update outbox set sync_status = 'pending' where sync_status = 'failed'`);
  till.shop.store.syncNow();
  await until('not allowed', summary, ({ failed }) => failed === 1);
  expect(await till.shop.forget()).toBe('unsynced');
  const file = await fileOf(till);
  expect(file.records).toMatchObject([{ sync_status: 'failed', error_code: 'RALOC' }]);
});
