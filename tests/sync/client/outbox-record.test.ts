/** A record of the outbox, field by field, while it waits and on the wire. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { postAdjustment } from '#commands/post-adjustment.ts';
import { wireRecord } from '#connector/push.ts';
import { itemsNamed } from '#queries/items.ts';
import { settings } from '#queries/settings.ts';
import { newId } from '#schema/new-id.ts';
import type { OutboxRow } from '#schema/local-tables.ts';
import { salePayload } from '#schema/documents/sale.ts';
import { openLocalTill, type LocalTill } from '#tests/support/local-till.ts';

let folder: string;
let it: LocalTill;
let saleId: string;
let record: OutboxRow;
const startedAt = new Date().toISOString();

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'flux-record-'));
  it = await openLocalTill(folder);
  const cart = await it.cartOf(2);
  saleId = cart.id;
  await it.post(cart);
  record = await it.till.db.read.selectFrom('outbox').selectAll().executeTakeFirstOrThrow();
});
afterAll(async () => {
  await it[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

test('[R5.1-1] [R5.1-3] its id is one UUID, its document’s another: the primary key at the server', () => {
  expect(z.uuid().safeParse(record.queue_id).success).toBe(true);
  expect(record.entity_id).toBe(saleId);
  expect(record.queue_id).not.toBe(record.entity_id);
  expect(wireRecord(record)).toMatchObject({ queue_id: record.queue_id, payload: { id: saleId } });
});

test('[R5.1-2a] [R5.1-4] it says what it is and where it belongs', () => {
  expect(record).toMatchObject({ entity_type: 'sales_invoice', location_id: it.catalog.locationId });
});

test('[R5.1-5] [R5.1-13] its payload is the whole document: header, lines, payments', () => {
  const payload = salePayload.parse(JSON.parse(record.payload ?? ''));
  expect(payload).toMatchObject({ id: saleId, total_minor: 500, invoice_number: record.number });
  expect(payload.lines).toMatchObject([{ item_id: it.catalog.rice, quantity_milli: 2000 }]);
  expect(payload.payments).toMatchObject([{ method: 'cash', amount_minor: 500 }]);
});

test('[R5.1-6] [R5.1-7] it is stamped when it is made, and the stamps travel', () => {
  const { client_created_at, client_updated_at } = record;
  for (const stamp of [client_created_at, client_updated_at]) {
    expect(z.iso.datetime().safeParse(stamp).success).toBe(true);
    expect(stamp >= startedAt && stamp <= new Date().toISOString()).toBe(true);
  }
  expect(wireRecord(record)).toMatchObject({ client_created_at, client_updated_at });
});

test('[R5.1-2] [R5.1-2d] a stock adjustment is one too', async () => {
  const [item] = await itemsNamed(it.till.db.read, 'Rice').execute();
  const [known] = await settings(it.till.db.read).execute();
  const line = { id: newId(), item: item!, lot: null, quantity_milli: 1000, unit_cost_minor: 100 };
  const manager = { ...it.till, cashier: { ...it.till.cashier, role: 'manager' } } as const;
  const request = { id: newId(), reason: 'found', note: 'Found', lines: [line] } as const;
  expect(await postAdjustment(manager, { ...request, settings: known! })).toMatchObject({ kind: 'posted' });
  expect(await it.rows(`select entity_type from outbox where entity_id = '${request.id}'`)).toEqual([
    { entity_type: 'stock_adjustment' },
  ]);
});

test('[R5.1-8] it is in one of four states, and the database takes no fifth', async () => {
  for (const state of ['pending', 'syncing', 'synced', 'failed', 'pending']) {
    await it.till.db.power.execute('update outbox set sync_status = ?', [state]);
  }
  await expect(it.till.db.power.execute(`update outbox set sync_status = 'lost'`)).rejects.toThrow('CHECK');
});

test('[R5.1-8a] it waits, untried', () => {
  expect(record).toMatchObject({
    sync_status: 'pending',
    retry_count: 0,
    last_attempt_at: null,
    next_retry_at: null,
    last_error: null,
  });
});
