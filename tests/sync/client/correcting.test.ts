/** What a manager does at the till about a refused document, with the real database and no server. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { correctDocument } from '#commands/correct-document.ts';
import { dismissRefused } from '#commands/dismiss-refused.ts';
import { retryFailed } from '#commands/retry-failed.ts';
import { dropOldRecords, settle } from '#db/settle.ts';
import { writeDocument } from '#db/write.ts';
import { lotsOfItem } from '#queries/lots.ts';
import { pendingCount } from '#queries/outbox.ts';
import { recentSales } from '#queries/recent-sales.ts';
import { unpostedTakings } from '#queries/refused.ts';
import { refusedDocument } from '#queries/refused-document.ts';
import { settlementsOf } from '#queries/settlements.ts';
import { readContent } from '#schema/document-content.ts';
import type { OutboxRow } from '#schema/local-tables.ts';
import { newId } from '#schema/new-id.ts';
import { openLocalTill, type LocalTill } from '#tests/support/local-till.ts';

let folder: string;
let it: LocalTill;
let manager: LocalTill['till'];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'flux-local-'));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  it = await openLocalTill(folder);
  manager = { ...it.till, cashier: { ...it.till.cashier, role: 'manager' } };
  return () => it[Symbol.asyncDispose]();
});

const execute = (sql: string, parameters: unknown[] = []) => it.till.db.power.execute(sql, parameters);
const recordOf = (id: string) =>
  it.till.db.power.get<OutboxRow>('select * from outbox where entity_id = ?', [id]);
const entries = async () =>
  (await it.rows(`select data ->> 'id' as queue_id from ps_crud order by id`)).map(
    ({ queue_id }) => queue_id,
  );
const movesOf = (id: string) =>
  it.till.db.power.getAll<{ id: number; item_id: string; lot_id: string | null; quantity_milli: number }>(
    'select id, item_id, lot_id, quantity_milli from pending_moves where document_id = ? order by id',
    [id],
  );

/** A sale of rice that has been refused with this code, its queue entry gone. */
async function refusedSale(code: string, pieces = 1): Promise<OutboxRow> {
  const cart = await it.cartOf(pieces);
  await it.post(cart);
  await execute(
    `update outbox set sync_status = 'failed', error_code = ?, last_error = 'No.', retry_count = 1, answered_count = 1 where entity_id = ?`,
    [code, cart.id],
  );
  await execute(`delete from ps_crud`);
  return recordOf(cart.id);
}

/** Rice comes in batches from now on, as after a change of the item that the till did not know yet. */
async function riceInBatches(): Promise<string> {
  const lot = newId();
  await execute('update items set is_batch_tracked = 1 where id = ?', [it.catalog.rice]);
  await execute(
    `insert into stock_lots (id, location_id, item_id, batch_number, expiry_date) values (?, ?, ?, 'R1', '2099-01-01')`,
    [lot, it.catalog.locationId, it.catalog.rice],
  );
  return lot;
}

describe('[R10.1-3c] [R10.1-3e] a sale without its batch', () => {
  test('gets it and goes back to the tail: same id, number and money, its moves those of the batch, in one transaction', async () => {
    const before = await refusedSale('RVLOT', 3);
    await it.post(await it.cartOf(1));
    const lot = await riceInBatches();
    const sale = JSON.parse(before.payload!);
    const lineId = sale.lines[0].id as string;
    expect(
      await correctDocument(manager, { queueId: before.queue_id, correction: { lots: { [lineId]: lot } } }),
    ).toEqual({
      kind: 'queued',
    });
    const after = await recordOf(before.entity_id);
    expect(after).toMatchObject({
      sync_status: 'pending',
      number: before.number,
      total_minor: before.total_minor,
      client_created_at: before.client_created_at,
      retry_count: 0,
      answered_count: 0,
      error_code: null,
    });
    const corrected = JSON.parse(after.payload!);
    expect(corrected).toEqual({
      ...sale,
      client_updated_at: after.client_updated_at,
      lines: [{ ...sale.lines[0], lot_id: lot }],
    });
    expect(after.client_updated_at > before.client_updated_at).toBe(true);
    expect((await entries()).at(-1)).toBe(before.queue_id);
    expect(await movesOf(before.entity_id)).toEqual([
      { id: before.position * 65_536, item_id: it.catalog.rice, lot_id: lot, quantity_milli: -3000 },
    ]);
    expect(await it.riceOnHand()).toBe(6000);
    expect(await lotsOfItem(it.till.db.read, it.catalog.rice).execute()).toMatchObject([
      { on_hand_milli: -3000 },
    ]);
  });

  test('and what came back of it meanwhile gets it too: the server takes back what was sold, in its batch', async () => {
    const before = await refusedSale('RVLOT', 3);
    const sale = JSON.parse(before.payload!);
    const [line] = sale.lines;
    const back = { ...line, id: newId(), original_line_id: line.id, is_restocked: 1, quantity_milli: 1000 };
    const waiting = { ...sale, id: newId(), kind: 'return', original_id: sale.id, lines: [back] };
    const document = { entity_type: 'sales_invoice', number_prefix: 'S-X-', total_minor: 250 } as const;
    await writeDocument(it.till.db, {
      ...document,
      payload: waiting,
      at: before.client_created_at,
      demands: [],
    });
    const lot = await riceInBatches();
    const correction = { lots: { [line.id as string]: lot } };
    await correctDocument(manager, { queueId: before.queue_id, correction });
    expect(JSON.parse((await recordOf(waiting.id)).payload!)).toMatchObject({
      lines: [{ id: back.id, lot_id: lot }],
    });
    expect(await movesOf(waiting.id)).toMatchObject([{ lot_id: lot, quantity_milli: 1000 }]);
    expect(await settlementsOf(it.till.db.read, waiting.id).execute()).toMatchObject([{ act: 'corrected' }]);
  });

  test('[T037] who did it, when, and what the document said before is kept; a retry is noted too', async () => {
    const { queue_id, entity_id, payload } = await refusedSale('RVLOT');
    const lot = await riceInBatches();
    await retryFailed(manager, queue_id);
    await execute(`update outbox set sync_status = 'failed', error_code = 'RVLOT'`);
    const lineId = JSON.parse(payload!).lines[0].id as string;
    await correctDocument(manager, { queueId: queue_id, correction: { lots: { [lineId]: lot } } });
    const log = await it.rows(
      'select document_id, act, user_id, payload_before from settlements order by rowid',
    );
    expect(log).toEqual([
      { document_id: entity_id, act: 'retried', user_id: manager.cashier.id, payload_before: null },
      { document_id: entity_id, act: 'corrected', user_id: manager.cashier.id, payload_before: payload },
    ]);
    expect(await settlementsOf(it.till.db.read, entity_id).execute()).toHaveLength(2);
  });

  test('[T037] [R10.2-10] is for a manager: a cashier changes nothing and queues nothing', async () => {
    const before = await refusedSale('RVLOT');
    const lot = await riceInBatches();
    const lineId = JSON.parse(before.payload!).lines[0].id as string;
    expect(
      await correctDocument(it.till, { queueId: before.queue_id, correction: { lots: { [lineId]: lot } } }),
    ).toEqual({
      kind: 'refused',
      refusal: { kind: 'not_allowed', needs: 'manager' },
    });
    expect(await recordOf(before.entity_id)).toEqual(before);
    expect([await entries(), await it.rows('select * from settlements')]).toEqual([[], []]);
  });

  test('corrected at once in two tabs it is queued once; what is settled meanwhile is not touched', async () => {
    const { queue_id, entity_id, payload } = await refusedSale('RVLOT');
    const lot = await riceInBatches();
    const request = { queueId: queue_id, correction: { lots: { [JSON.parse(payload!).lines[0].id]: lot } } };
    const done = await Promise.all([correctDocument(manager, request), correctDocument(manager, request)]);
    expect(done.map(({ kind }) => kind)).toEqual(['queued', 'refused']);
    expect(await entries()).toHaveLength(1);
    await execute(`update outbox set sync_status = 'synced' where entity_id = ?`, [entity_id]);
    expect(await correctDocument(manager, request)).toEqual({
      kind: 'refused',
      refusal: { kind: 'not_found' },
    });
    expect(await it.rows('select * from settlements')).toHaveLength(1);
  });

  test('is there whole or not at all, whatever fails in the middle', async () => {
    const before = await refusedSale('RVLOT');
    const lot = await riceInBatches();
    const moves = await movesOf(before.entity_id);
    await execute(
      `create trigger broken before insert on settlements begin select raise(abort, 'disk I/O error'); end`,
    );
    const request = {
      queueId: before.queue_id,
      correction: { lots: { [JSON.parse(before.payload!).lines[0].id]: lot } },
    };
    expect(await correctDocument(manager, request)).toMatchObject({ refusal: { kind: 'storage_full' } });
    expect([await recordOf(before.entity_id), await movesOf(before.entity_id), await entries()]).toEqual([
      before,
      moves,
      [],
    ]);
  });
});

describe('[R10.1-3e] other corrections', () => {
  test('an unknown customer is taken off', async () => {
    const { queue_id, entity_id } = await refusedSale('RDCUS');
    await execute(`update outbox set payload = json_set(payload, '$.customer_id', ?)`, [newId()]);
    await correctDocument(manager, { queueId: queue_id, correction: { customer_id: null } });
    expect(JSON.parse((await recordOf(entity_id)).payload!)).toMatchObject({ customer_id: null });
    expect(await it.riceOnHand()).toBe(9000);
  });

  test('[R4.1-16] what is beyond the stock gets a manager’s yes, also where a cashier asked for it', async () => {
    const { queue_id, entity_id } = await refusedSale('RVSTK');
    const approval = {
      approved_by: newId(),
      approved_for: ['stock'],
      approval_reason: 'On the shelf',
    } as const;
    expect(await correctDocument(it.till, { queueId: queue_id, correction: { approval } })).toEqual({
      kind: 'queued',
    });
    expect(JSON.parse((await recordOf(entity_id)).payload!)).toMatchObject(approval);
    expect(await settlementsOf(it.till.db.read, entity_id).execute()).toMatchObject([
      { act: 'corrected', reason: 'On the shelf' },
    ]);
  });

  test('of a document that an older build stored fills in what came later', async () => {
    const { queue_id, entity_id } = await refusedSale('RDCUS');
    await execute(
      `update outbox set payload = json_remove(payload, '$.approved_by', '$.approved_for', '$.approval_reason')`,
    );
    expect(await correctDocument(manager, { queueId: queue_id, correction: { customer_id: null } })).toEqual({
      kind: 'queued',
    });
    expect(JSON.parse((await recordOf(entity_id)).payload!)).toMatchObject({
      approved_for: [],
      approved_by: null,
    });
  });

  test('of what is no document any more is refused, and changes nothing', async () => {
    const { queue_id, entity_id } = await refusedSale('RVSHP');
    await execute(`update outbox set payload = json_remove(payload, '$.currency')`);
    const before = await recordOf(entity_id);
    expect(await correctDocument(manager, { queueId: queue_id, correction: { customer_id: null } })).toEqual({
      kind: 'refused',
      refusal: { kind: 'not_correctable' },
    });
    expect(await recordOf(entity_id)).toEqual(before);
  });
});

describe('[T037] a sale whose id is another one’s in the books', () => {
  test('is closed here once a manager has seen it: no longer failed, its goods back, whole for as long as it is kept', async () => {
    const { queue_id, entity_id, payload, number } = await refusedSale('RVDUP', 2);
    expect(await dismissRefused(it.till, queue_id)).toMatchObject({ refusal: { kind: 'not_allowed' } });
    expect(await it.riceOnHand()).toBe(8000);
    const both = await Promise.all([dismissRefused(manager, queue_id), dismissRefused(manager, queue_id)]);
    expect(both.map(({ kind }) => kind)).toEqual(['dismissed', 'refused']);
    const read = it.till.db.read;
    expect(await it.riceOnHand()).toBe(10_000);
    expect(await pendingCount(read).executeTakeFirst()).toEqual({ count: 0, failed: 0 });
    expect(await unpostedTakings(read).execute()).toMatchObject([{ count: 0, total_minor: 0 }]);
    expect(await recentSales(read).execute()).toMatchObject([
      { number, sync_status: 'dismissed', flags: '[]' },
    ]);
    expect(await refusedDocument(read, entity_id).execute()).toMatchObject([
      { state: 'dismissed', code: 'RVDUP' },
    ]);
    expect(await settlementsOf(read, entity_id).execute()).toMatchObject([{ act: 'dismissed' }]);
    expect(await entries()).toEqual([]);
    await execute(`insert into sales_invoices (id) values (?)`, [entity_id]);
    await settle(it.till.db.power, true);
    expect(await recordOf(entity_id)).toMatchObject({ payload, sync_status: 'synced', error_code: 'RVDUP' });
    await dropOldRecords(it.till.db.power, Date.now() + 31 * 24 * 3_600_000);
    expect(await it.rows('select * from outbox')).toEqual([]);
  });

  test('what was refused for something else cannot be closed so', async () => {
    const before = await refusedSale('RVLOT');
    expect(await dismissRefused(manager, before.queue_id)).toEqual({
      kind: 'refused',
      refusal: { kind: 'not_found' },
    });
    expect(await recordOf(before.entity_id)).toEqual(before);
  });
});

describe('[T069] a refused sale', () => {
  test('[R3.2-23] stays in the list with its reason, and counts in stock on hand until it is settled', async () => {
    const failed = await refusedSale('RVLOT', 2);
    expect(await recentSales(it.till.db.read).execute()).toMatchObject([
      { id: failed.entity_id, sync_status: 'failed', error_code: 'RVLOT', total_minor: 500, elsewhere: null },
    ]);
    expect(await pendingCount(it.till.db.read).executeTakeFirst()).toEqual({ count: 0, failed: 1 });
    expect(await it.riceOnHand()).toBe(8000);
    expect(await refusedDocument(it.till.db.read, failed.entity_id).execute()).toMatchObject([
      { state: 'failed', code: 'RVLOT', queue_id: failed.queue_id, tries: 1 },
    ]);
  });

  test('is takings that are not in the books; on a manager’s device also those of other tills, whatever they were made of', async () => {
    await refusedSale('RVLOT', 2);
    const refuse = (document: string, at: string, record: unknown) =>
      execute(
        `insert into rejected_documents (id, location_id, entity_type, document_id, number, code, message, record, tries, created_at, updated_at)
         values (?, ?, 'sales_invoice', ?, 'S-KL1-08-000001', 'RVTOT', 'No.', ?, 1, '2026-11-22T10:00:00.000Z', ?)`,
        [newId(), it.catalog.locationId, document, JSON.stringify(record), at],
      );
    await refuse('twice', '2026-11-22T10:00:00.000Z', { payload: { total_minor: 100 } });
    await refuse('twice', '2026-11-22T11:00:00.000Z', { payload: { total_minor: 300 } });
    const hostile = {
      client_created_at: 'zzz',
      device_id: 7,
      payload: { total_minor: '<b>1e9</b>', lines: 5 },
    };
    await refuse('hostile', '2026-11-22T10:00:00.000Z', hostile);
    await refuse('not even an object', '2026-11-22T10:00:00.000Z', 'text');
    const read = it.till.db.read;
    expect(await unpostedTakings(read).execute()).toMatchObject([{ count: 4, total_minor: 800 }]);
    const sales = await recentSales(read).execute();
    expect(sales).toHaveLength(4);
    expect(sales.filter(({ id }) => id === 'twice')).toMatchObject([{ total_minor: 300 }]);
    for (const { client_created_at } of sales) expect(Date.parse(client_created_at)).not.toBeNaN();
    const [row] = await refusedDocument(read, 'hostile').execute();
    expect(row).toMatchObject({ state: 'failed', code: 'RVTOT', queue_id: null });
    expect(readContent(row!.entity_type, row!.payload)).toBeNull();
    const [text] = await refusedDocument(read, 'not even an object').execute();
    expect(text).toMatchObject({ state: 'failed', payload: null });
  });

  test('that is void is shown as void: number kept, goods back, no longer failed', async () => {
    const failed = await refusedSale('RVLOT', 2);
    await execute(
      `insert into document_outcomes (id, entity_type, outcome) values (?, 'sales_invoice', 'void')`,
      [failed.entity_id],
    );
    expect(await it.riceOnHand()).toBe(10_000);
    await settle(it.till.db.power, false);
    expect(await it.riceOnHand()).toBe(10_000);
    expect(await recentSales(it.till.db.read).execute()).toMatchObject([
      { number: failed.number, sync_status: 'void', flags: '[]', total_minor: 500 },
    ]);
    expect(await pendingCount(it.till.db.read).executeTakeFirst()).toEqual({ count: 0, failed: 0 });
    expect(await it.rows('select * from pending_moves')).toEqual([]);
    expect((await it.post(await it.cartOf(1))).kind).toBe('posted');
    expect(await it.rows('select number from outbox order by position')).toEqual([
      { number: 'S-KL1-07-000001' },
      { number: 'S-KL1-07-000002' },
    ]);
  });

  test('that was corrected here and posted as it was elsewhere is closed by the outcome; a foreign document under its id is not', async () => {
    const [ours, foreign] = [await refusedSale('RVSTK'), await refusedSale('RVDUP')];
    const approval = { approved_by: newId(), approved_for: ['stock'], approval_reason: 'y' } as const;
    await correctDocument(manager, { queueId: ours.queue_id, correction: { approval } });
    await execute(`update outbox set sync_status = 'failed', error_code = 'RVDUP'`);
    for (const { entity_id } of [ours, foreign])
      await execute(
        `insert into document_outcomes (id, entity_type, outcome, journal_seq) values (?, 'sales_invoice', 'posted', 9)`,
        [entity_id],
      );
    await settle(it.till.db.power, false);
    expect(await recordOf(ours.entity_id)).toMatchObject({ sync_status: 'synced', journal_seq: 9 });
    expect(await recordOf(foreign.entity_id)).toMatchObject({ sync_status: 'failed', error_code: 'RVDUP' });
  });

  test('that was imported from another till is closed by the list of what is void: no outcome comes here', async () => {
    const failed = await refusedSale('RVLOT');
    await execute('update outbox set created_by = ?', [newId()]);
    await execute('delete from pending_moves');
    await execute(`insert into voided_documents (id, number) values (?, ?)`, [
      failed.entity_id,
      failed.number,
    ]);
    await settle(it.till.db.power, false);
    expect(await recordOf(failed.entity_id)).toMatchObject({ sync_status: 'synced', warnings: '["void"]' });
  });

  test('what was done about it is forgotten with it, thirty days later', async () => {
    const { queue_id, entity_id } = await refusedSale('RVLOT');
    await retryFailed(manager, queue_id);
    const laterMs = Date.now() + 31 * 24 * 3_600_000;
    await dropOldRecords(it.till.db.power, laterMs);
    expect(await it.rows('select act from settlements')).toHaveLength(1);
    await execute(`update outbox set sync_status = 'synced' where entity_id = ?`, [entity_id]);
    await execute('delete from pending_moves');
    await execute('delete from ps_crud');
    await dropOldRecords(it.till.db.power, laterMs);
    expect(await it.rows('select act from settlements')).toEqual([]);
  });
});
