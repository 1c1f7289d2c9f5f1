/** Postgres dies under load, with fsync on: what a till was told is posted stays posted. */
import { expect, test } from 'vitest';
import { canSell, openDevice, pendingOf, sell, until, type Device } from '#tests/support/device.ts';
import { addCashier, addShop, serverTruth, withOwner } from '#tests/support/shop.ts';
import { startTestStack } from '#tests/support/stack.ts';

const tillCount = 4;
const crashes = 10;

const acknowledged = async ({ till }: Device) =>
  (
    await till.db.power.getAll<{ id: string }>(
      `select entity_id as id from outbox where sync_status = 'synced'`,
    )
  ).map(({ id }) => id);

test(
  '[T053] [R2-9] [R10.3-2] the database killed again and again under load: no acknowledged document is missing, none is there twice',
  { timeout: 300_000 },
  async () => {
    await using stack = await startTestStack({ durable: true });
    const shop = await addShop(stack);
    await using opened = new AsyncDisposableStack();
    const tills: Device[] = [];
    for (let i = 0; i < tillCount; i += 1) {
      const who = await addCashier(stack, shop);
      const device = opened.use(await openDevice({ url: stack.url, anonKey: stack.anonKey, ...who }));
      await canSell(device);
      tills.push(device);
    }
    // Somebody presses 'Sync now' every other second: how long a till waits by itself is not what is asked here.
    const impatience = setInterval(() => {
      for (const device of tills) device.shop.store.syncNow();
    }, 2000);
    opened.defer(() => clearInterval(impatience));
    const shift = new AbortController();
    const selling = tills.map(async (device) => {
      const sold: string[] = [];
      while (!shift.signal.aborted) {
        sold.push((await sell(device, 'Rice', 1)).id);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      return sold;
    });
    const onServer = async () => {
      const { rows } = await withOwner(stack, (db) =>
        db.query<{ id: string }>('select id from public.sales_invoices where location_id = $1', [shop.id]),
      );
      return new Set(rows.map(({ id }) => id));
    };
    for (let crash = 0; crash < crashes; crash += 1) {
      const before = (await Promise.all(tills.map(acknowledged))).flat().length;
      await until(
        'more acknowledged',
        async () => (await Promise.all(tills.map(acknowledged))).flat().length,
        (n) => n > before + tillCount,
      );
      await stack.restartPostgres('immediate');
      // Asked after the restart, so what was answered in the last moment before it counts too.
      const told = (await Promise.all(tills.map(acknowledged))).flat();
      const there = await onServer();
      expect(told.filter((id) => !there.has(id))).toEqual([]);
    }
    shift.abort();
    const sold = (await Promise.all(selling)).flat();
    for (const device of tills)
      await until(
        'drained',
        () => pendingOf(device),
        (n) => n === 0,
      );
    const there = await onServer();
    expect([...there].toSorted()).toEqual(sold.toSorted());
    expect(await serverTruth(stack, shop)).toMatchObject({
      invoices: sold.length,
      lines: sold.length,
      moves: sold.length,
      journal: sold.length,
      balance_milli: -1000 * sold.length,
      moved_milli: -1000 * sold.length,
      rejected: 0,
    });
  },
);
