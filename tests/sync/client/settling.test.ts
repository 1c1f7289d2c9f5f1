/** What becomes of posted documents on the device, with the real database and no server. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { retryFailed } from '#commands/retry-failed.ts';
import { dropOldRecords, mendQueue, settle } from '#db/settle.ts';
import { outboxRecords } from '#queries/outbox.ts';
import { recentSales } from '#queries/recent-sales.ts';
import { saleDocument } from '#queries/sale-document.ts';
import { openLocalTill, type LocalTill } from '#tests/support/local-till.ts';

let folder: string;
let it: LocalTill;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'flux-local-'));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  it = await openLocalTill(folder);
  return () => it[Symbol.asyncDispose]();
});

describe('[R4.2-13] when the server has it', () => {
  const outcome = (id: string) =>
    it.till.db.power.execute(
      `insert into document_outcomes (id, location_id, device_id, entity_type, outcome, journal_seq) values (?, ?, ?, 'sales_invoice', 'posted', 5)`,
      [id, it.catalog.locationId, it.till.device.id],
    );
  test('balance and outcome together leave stock as it was, before and after tidying up', async () => {
    const cart = await it.cartOf(4);
    await it.post(cart);
    await it.till.db.power.writeTransaction(async (tx) => {
      await tx.execute(`update stock_balances set quantity_milli = 6000 where item_id = ?`, [
        it.catalog.rice,
      ]);
      await tx.execute(
        `insert into document_outcomes (id, entity_type, outcome, journal_seq) values (?, 'sales_invoice', 'posted', 5)`,
        [cart.id],
      );
    });
    expect(await it.riceOnHand()).toBe(6000);
    await settle(it.till.db.power, false);
    expect(await it.riceOnHand()).toBe(6000);
    expect(await it.rows('select * from pending_moves')).toEqual([]);
    expect(await outboxRecords(it.till.db.read, { includeSynced: true }).execute()).toMatchObject([
      { sync_status: 'synced' },
    ]);
  });
  const rows = () =>
    it.till.db.power.execute(
      `insert into sales_invoices (id, location_id, device_id, invoice_number, printed_number, kind, status, cashier_id, currency,
         tax_mode, subtotal_minor, discount_minor, tax_minor, total_minor, note, flags, journal_seq, business_date, client_created_at, client_updated_at)
       select entity_id, location_id, device_id, number, number, 'sale', 'posted', payload ->> 'cashier_id', 'USD', 'inclusive',
         250, 0, 33, 250, '', '[]', 5, payload ->> 'business_date', client_created_at, client_updated_at from outbox`,
    );
  test('the sale is listed once, and printed the same, whether its row is here or not', async () => {
    const cart = await it.cartOf(1);
    await it.post(cart);
    const before = await saleDocument(it.till.db.read, cart.id);
    await outcome(cart.id);
    await settle(it.till.db.power, false);
    expect(await recentSales(it.till.db.read).execute()).toMatchObject([
      { id: cart.id, sync_status: 'synced' },
    ]);
    await rows();
    expect(await recentSales(it.till.db.read).execute()).toHaveLength(1);
    await settle(it.till.db.power, false);
    expect(await it.rows('select payload from outbox')).toEqual([{ payload: null }]);
    const after = await saleDocument(it.till.db.read, cart.id);
    expect(after).toMatchObject({
      number: before!.number,
      total_minor: before!.total_minor,
      cashier_id: before!.cashier_id,
    });
  });
  test.each([1, 2])(
    'a receipt read while its rows arrive (after statement %i) finds it',
    async (statement) => {
      const cart = await it.cartOf(1);
      await it.post(cart);
      await outcome(cart.id);
      let statements = 0;
      const meanwhile: KyselyPlugin = {
        transformQuery: ({ node }) => node,
        async transformResult({ result }) {
          statements += 1;
          if (statements !== statement) return result;
          await rows();
          await settle(it.till.db.power, false);
          return result;
        },
      };
      const found = await saleDocument(it.till.db.read.withPlugin(meanwhile), cart.id);
      expect(await it.rows('select payload from outbox')).toEqual([{ payload: null }]);
      expect(found).toMatchObject({ id: cart.id, total_minor: 250 });
    },
  );
  test('its record goes after thirty days, an unsynced one never', async () => {
    const [old, kept] = [await it.cartOf(1), await it.cartOf(1)];
    await it.post(old);
    await it.post(kept);
    await outcome(old.id);
    const nowMs = Date.now();
    await settle(it.till.db.power, false);
    await it.till.db.power.execute('delete from ps_crud');
    await dropOldRecords(it.till.db.power, nowMs);
    expect(await it.rows('select entity_id from outbox')).toHaveLength(2);
    await dropOldRecords(it.till.db.power, nowMs + 31 * 24 * 3_600_000);
    expect(await it.rows('select entity_id from outbox')).toEqual([{ entity_id: kept.id }]);
  });
});

describe('the queue', () => {
  test('[R10.2-9] [R10.2-10] a failed record goes back to its tail, by a manager, once', async () => {
    await it.post(await it.cartOf(1));
    const [{ queue_id }] = (await it.rows('select queue_id from outbox')) as [{ queue_id: string }];
    await it.till.db.power.execute(
      `update outbox set sync_status = 'failed', retry_count = 10, error_code = 'X'`,
    );
    await it.till.db.power.execute('delete from ps_crud');
    expect(await retryFailed(it.till, queue_id)).toEqual({
      kind: 'refused',
      refusal: { kind: 'not_allowed', needs: 'manager' },
    });
    const manager = { ...it.till, cashier: { ...it.till.cashier, role: 'manager' } } as const;
    const twice = [await retryFailed(manager, queue_id), await retryFailed(manager, queue_id)];
    expect(twice).toEqual([{ kind: 'queued' }, { kind: 'refused', refusal: { kind: 'not_found' } }]);
    expect(await it.rows(`select data ->> 'id' as id from ps_crud`)).toEqual([{ id: queue_id }]);
    expect(await outboxRecords(it.till.db.read).execute()).toMatchObject([
      { sync_status: 'pending', retry_count: 0, error_code: null },
    ]);
  });
  test('[R10.1-5c] what waits is queued again by a complete pull, and by nothing else', async () => {
    await it.post(await it.cartOf(1));
    await it.till.db.power.execute('delete from ps_crud');
    await it.till.db.power.execute('update outbox set is_waiting = 1');
    await settle(it.till.db.power, false);
    expect(await it.rows('select id from ps_crud')).toEqual([]);
    await settle(it.till.db.power, true);
    await settle(it.till.db.power, true);
    expect(await it.rows('select id from ps_crud')).toHaveLength(1);
  });
  test('a record whose entry is lost is told of and queued', async () => {
    await it.post(await it.cartOf(1));
    expect(await mendQueue(it.till.db.power, Date.now())).toBe(0);
    await it.till.db.power.execute('delete from ps_crud');
    expect([
      await mendQueue(it.till.db.power, Date.now()),
      await mendQueue(it.till.db.power, Date.now()),
    ]).toEqual([1, 0]);
    expect(await it.rows('select code from sync_errors')).toEqual([{ code: 'FLUX_NO_ENTRY' }]);
  });
});
