/** Many tills come back at once. */
import pg from 'pg';
import { expect, test } from 'vitest';
import { canSell, openDevice, pendingOf, sell, until, type Device } from '#tests/support/device.ts';
import { addCashier, addShop, serverTruth, withOwner } from '#tests/support/shop.ts';
import { startTestStack } from '#tests/support/stack.ts';

const tillCount = 20;
const salesEach = 100;

test(
  `[T073] [T124] [R11.1-2] ${tillCount} tills drain ${salesEach} sales each at once after an outage: no deadlock, none failed, no number twice`,
  { timeout: 900_000 },
  async () => {
    await using stack = await startTestStack();
    const shop = await addShop(stack);
    await using opened = new AsyncDisposableStack();
    const tills: Device[] = [];
    for (let i = 0; i < tillCount; i += 1) {
      const who = await addCashier(stack, shop);
      tills.push(opened.use(await openDevice({ url: stack.url, anonKey: stack.anonKey, ...who })));
    }
    for (const till of tills) await canSell(till);
    for (const { platform } of tills) platform.setNetwork(false);
    const numbers: string[] = [];
    for (const till of tills)
      for (let i = 0; i < salesEach; i += 1) numbers.push((await sell(till, 'Rice', 1)).number);
    for (const { platform } of tills) platform.setNetwork(true);
    for (const till of tills)
      await until(
        'drained',
        () => pendingOf(till),
        (n) => n === 0,
        300_000,
      );
    // Twenty batches one behind the other may outlast the time that Postgres lets one wait: that one comes again.
    for (const { till } of tills)
      expect(await till.db.power.getAll(`select number from outbox where sync_status <> 'synced'`)).toEqual(
        [],
      );
    const { rows } = await withOwner(stack, (db) =>
      db.query<{ number: string }>(
        'select invoice_number as number from public.sales_invoices where location_id = $1',
        [shop.id],
      ),
    );
    expect(rows.map(({ number }) => number).toSorted()).toEqual(numbers.toSorted());
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(await serverTruth(stack, shop)).toMatchObject({
      invoices: numbers.length,
      moves: numbers.length,
      journal: numbers.length,
      balance_milli: -1000 * numbers.length,
      moved_milli: -1000 * numbers.length,
      rejected: 0,
    });
    const admin = new pg.Client({ connectionString: stack.uri('supabase_admin') });
    await admin.connect();
    const deadlocks = await admin.query(`select deadlocks from pg_stat_database where datname = 'postgres'`);
    await admin.end();
    expect(deadlocks.rows).toEqual([{ deadlocks: '0' }]);
  },
);
