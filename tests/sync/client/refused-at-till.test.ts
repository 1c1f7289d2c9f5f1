/** A refused document on the till that made it: settled there by a manager, and seen at every moment. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { correctDocument } from '#commands/correct-document.ts';
import { dismissRefused } from '#commands/dismiss-refused.ts';
import { retryFailed } from '#commands/retry-failed.ts';
import { lotsOfItem } from '#queries/lots.ts';
import { outboxRecords, pendingCount } from '#queries/outbox.ts';
import { postedPayload } from '#queries/posted-payload.ts';
import { recentSales } from '#queries/recent-sales.ts';
import { wireRecord } from '#connector/push.ts';
import type { SalePayload } from '#schema/documents/sale.ts';
import { sell, until } from '#tests/support/device.ts';
import { watchFigure } from '#tests/support/figure-watch.ts';
import {
  becomes,
  laptopAndTill,
  lastSoldTwice,
  listed,
  receive,
  recordOf,
  soldTwice,
  soldWithoutBatch,
  watchRice,
} from '#tests/support/refused-world.ts';
import { serverTruth, withOwner } from '#tests/support/shop.ts';
import { startTestStack, type TestStack } from '#tests/support/stack.ts';

let stack: TestStack;

beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

describe('a manager at the till', () => {
  test('[R10.1-3c] [R10.1-3e] [R11.3-4] chooses the missing batch: the same document posts with it, and nothing flickers', async () => {
    await using it = await laptopAndTill(stack, {}, 'manager');
    const { till, shop } = it;
    const figure = watchRice(till);
    const sale = await soldWithoutBatch(it);
    const { queue_id, payload, client_created_at } = await recordOf(till, sale.id);
    const [lot] = await until(
      'the batch is here',
      () => lotsOfItem(till.till.db.read, shop.rice).execute(),
      (lots) => lots.length === 1,
    );
    const line = (JSON.parse(payload!) as { lines: { id: string }[] }).lines[0]!.id;
    await correctDocument(till.till, { queueId: queue_id, correction: { lots: { [line]: lot!.id } } });
    await becomes(till, sale.id, { sync_status: 'synced' });
    figure.stop();
    expect(figure.seen).toEqual([100_000, 99_000]);
    const [posted] = await withOwner(stack, async (db) => {
      const { rows } = await db.query(
        `select i.invoice_number, i.client_created_at, i.client_updated_at, l.id as line, l.lot_id, m.lot_id as moved_lot
         from public.sales_invoices i join public.sales_invoice_lines l on l.invoice_id = i.id
         join public.stock_moves m on m.document_id = i.id where i.id = $1`,
        [sale.id],
      );
      return rows;
    });
    expect(posted).toMatchObject({ invoice_number: sale.number, line, lot_id: lot!.id, moved_lot: lot!.id });
    expect(posted.client_created_at.toISOString()).toBe(client_created_at);
    expect(posted.client_updated_at > posted.client_created_at).toBe(true);
    expect(
      await withOwner(
        stack,
        async (db) =>
          (
            await db.query('select resolution from public.rejected_documents where location_id = $1', [
              shop.id,
            ])
          ).rows,
      ),
    ).toEqual([{ resolution: 'posted' }]);
  });

  test('[T067] tries again when the stock has come, or allows it below zero without a network: posted and flagged', async () => {
    await using it = await laptopAndTill(stack, { policy: 'BLOCK' }, 'manager');
    const { laptop, till, network, shop } = it;
    const first = await soldTwice(it);
    await receive(laptop, 1);
    await until(
      'the stock has come',
      () => serverTruth(stack, shop),
      ({ balance_milli }) => balance_milli === 1000,
    );
    await retryFailed(till.till, (await recordOf(till, first.id)).queue_id);
    await becomes(till, first.id, { sync_status: 'synced' });
    expect(await serverTruth(stack, shop)).toMatchObject({ balance_milli: 0 });

    await receive(laptop, 1);
    const second = await lastSoldTwice(it);
    network.cut();
    const approval = {
      approved_by: shop.manager.id,
      approved_for: ['stock'],
      approval_reason: 'Shelf',
    } as const;
    const { queue_id } = await recordOf(till, second.id);
    await correctDocument(till.till, { queueId: queue_id, correction: { approval } });
    // An attempt may be under way, into nothing.
    await becomes(till, second.id, { sync_status: 'pending' });
    network.heal();
    till.shop.store.syncNow();
    const posted = await becomes(till, second.id, { sync_status: 'synced' });
    expect(posted.number).toBe(second.number);
    const { rows } = await withOwner(stack, (db) =>
      db.query('select flags, approval_reason from public.sales_invoices where id = $1', [second.id]),
    );
    expect(rows).toEqual([
      { approval_reason: 'Shelf', flags: expect.arrayContaining(['approved', 'negative_stock']) },
    ]);
  });
});

test('[T040] [R10-1] another document has its id in the books: both can be compared, a manager closes it, and stock is what the books say', async () => {
  await using it = await laptopAndTill(stack, {}, 'manager');
  const { laptop, till, network, shop } = it;
  const { db } = till.till;
  const posted = async (id: string) => {
    const [row] = await postedPayload(db.read, 'sales_invoice', id).execute();
    return row ? (JSON.parse(row.payload) as SalePayload) : null;
  };
  const first = await sell(till, 'Rice', 2);
  await becomes(till, first.id, { sync_status: 'synced' });
  const figure = watchRice(till);
  network.cut();
  const sale = await sell(till, 'Rice', 1);
  const record = wireRecord(await recordOf(till, sale.id));
  const ours = record.payload as SalePayload;
  const theirs = { ...ours, note: 'Told otherwise' };
  const { data } = await laptop.session.client.rpc('push', {
    records: [{ ...record, payload: theirs, created_by: shop.cashier.id }],
  });
  expect(data).toMatchObject({ results: [{ status: 'applied' }] });
  // The answer arrives before the other document does.
  network.heal();
  network.set('/sync', { kind: 'refuse' });
  till.shop.store.syncNow();
  const { queue_id } = await becomes(till, sale.id, { sync_status: 'failed', error_code: 'RVDUP' });
  network.heal();
  await until(
    'it is here',
    () => posted(sale.id),
    (payload) => payload !== null,
  );
  // What is in the books, in the very shape in which it was sent.
  expect(await posted(sale.id)).toEqual(theirs);
  expect(JSON.parse((await recordOf(till, sale.id)).payload!)).toEqual(ours);
  const before = await serverTruth(stack, shop);
  expect(await dismissRefused(till.till, queue_id)).toEqual({ kind: 'dismissed' });
  expect(await recordOf(till, sale.id)).toMatchObject({ sync_status: 'synced', warnings: '["dismissed"]' });
  expect(await listed(till, sale.id)).toMatchObject([{ sync_status: 'synced' }]);
  figure.stop();
  expect(figure.seen).toEqual([98_000, 97_000]);
  expect(await serverTruth(stack, shop)).toEqual(before);
  expect(before).toMatchObject({ invoices: 2, rejected: 1, balance_milli: 97_000 });
});

test('[T017] [T015] [R10.2-11] a refused document among others is in the list, once, at every moment, and the counts are right at each', async () => {
  await using it = await laptopAndTill(stack);
  const { laptop, till, network, shop } = it;
  network.cut();
  const sales = [await sell(till, 'Rice', 1), await sell(till, 'Rice', 1), await sell(till, 'Rice', 1)];
  const bad = sales[1]!;
  // The next try reads them anew; one that is under way sends what it has read.
  await until(
    'tried in vain',
    () => outboxRecords(till.till.db.read).execute(),
    ([head]) => (head?.retry_count ?? 0) > 0,
  );
  await till.till.db.power.execute(
    `update outbox set payload = json_set(payload, '$.total_minor', 1) where entity_id = ?`,
    [bad.id],
  );
  const tables = ['outbox', 'sales_invoices', 'document_outcomes', 'pending_moves', 'stock_balances'];
  const watch = watchFigure(till, tables, () =>
    // One read, so one moment.
    till.till.db.power.readTransaction(async (tx) => {
      const all = (query: { compile(): { sql: string; parameters: readonly unknown[] } }) => {
        const { sql, parameters } = query.compile();
        return tx.getAll<Record<string, unknown>>(sql, [...parameters]);
      };
      const list = await all(recentSales(till.till.db.read));
      const [counts] = await all(pendingCount(till.till.db.read));
      return { list, counts };
    }),
  );
  network.heal();
  till.shop.store.syncNow();
  await becomes(till, bad.id, { sync_status: 'failed', error_code: 'RVTOT' });
  // Checkpoints go on: what other tills sell, and the till's own rows.
  await sell(laptop, 'Rice', 1);
  await until(
    'all rows are here',
    () => recentSales(till.till.db.read).execute(),
    (rows) => rows.filter(({ sync_status }) => sync_status === 'synced').length === 3 && rows.length === 4,
  );
  await until(
    'only it is left',
    () => outboxRecords(till.till.db.read).execute(),
    (rows) => rows.length === 1,
  );
  watch.stop();
  for (const { list, counts } of watch.seen) {
    const own = sales.map(({ id }) => list.filter((row) => row['id'] === id));
    expect(own.map((rows) => rows.length)).toEqual([1, 1, 1]);
    const states = own.map(([row]) => row!['sync_status']);
    expect(counts).toEqual({
      count: states.filter((state) => state === 'pending' || state === 'syncing').length,
      failed: states.filter((state) => state === 'failed').length,
    });
  }
  const states = watch.seen.map(({ list }) => list.find((row) => row['id'] === bad.id)!['sync_status']);
  expect(states.filter((state, i) => state !== states[i - 1])).toEqual(['pending', 'syncing', 'failed']);
  expect(await serverTruth(stack, shop)).toMatchObject({ invoices: 3 });
});
