/** Histories that once went wrong, told in words, so that they outlive any change of what a seed means. */
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { itemNames, sell, takeIn } from './acts.ts';
import { assertInvariants } from './invariants.ts';
import { startBackend, type Backend } from './server.ts';
import { settle } from './steps.ts';
import { openWorld } from './open-world.ts';
import type { World } from './world.ts';

let backend: Backend;

beforeAll(async () => {
  backend = await startBackend();
});
afterAll(() => backend.postgres.close());

async function inWorld(tell: (world: World) => Promise<void>): Promise<void> {
  const act = async (run: () => Promise<void>) => {
    await run();
    await settle();
  };
  const [scheduler] = fc.sample(fc.scheduler({ act }), { numRuns: 1, seed: 1 });
  const world = await openWorld(backend, scheduler!, { seed: 1, tills: 2, policy: 'WARN' });
  try {
    await tell(world);
    expect(world.errors).toEqual([]);
  } finally {
    await world.close();
  }
}

async function isPosted(world: World, number: string): Promise<boolean> {
  const rows = await world.server.postgres.rows('select from public.document_keys where number = $1', [
    number,
  ]);
  return rows.length === 1;
}

test('a renewal that nobody answered holds the queue back no longer than supabase-js does', async () => {
  await inWorld(async (world) => {
    const [till] = world.devices;
    // Past the end of every token; the last renewal has been given up half a minute ago.
    await world.freeze(715_000);
    world.act(till!, (at) => sell(at, 'Rice', 1));
    await world.run(40_000);
    expect(await isPosted(world, 'S-KL1-01-000001')).toBe(true);
  });
});

test('who is no member any more is told nothing more', async () => {
  await inWorld(async (world) => {
    const [, till] = world.devices;
    await world.setMember(till!, false);
    await world.run(5_000);
    expect(till!.look('select id from items union all select id from sales_invoices')).toEqual([]);
    world.act(world.devices[0]!, (at) => sell(at, 'Rice', 1));
    await world.run(5_000);
    expect(till!.look('select id from stock_balances')).toEqual([]);
  });
});

test('[R13-9] two tills that are cut off take in the same transfer: it counts once, and one is told so', async () => {
  await inWorld(async (world) => {
    for (const till of world.devices) till.setOnline(false);
    for (const till of world.devices) world.act(till, takeIn);
    await world.run(1_000);
    expect(world.told.size).toBe(2 + itemNames.length);
    await world.heal();
    await world.rest(90_000);
    await assertInvariants(world);
    const codes = world.devices.flatMap((till) =>
      till.look<{ error_code: string | null }>(
        `select error_code from outbox where entity_type = 'stock_transfer_receipt'`,
      ),
    );
    expect(codes).toHaveLength(2);
    expect(codes.filter(({ error_code }) => error_code === 'RVRCV')).toHaveLength(1);
  });
});

test('a record that was synced a month ago, by the clock, waits for its entry to leave the queue', async () => {
  await inWorld(async (world) => {
    const [till] = world.devices;
    world.act(till!, (at) => sell(at, 'Rice', 1));
    await world.run(5_000);
    // As if the process had ended between the mark and complete(): the entry is there again.
    let isWritten = false;
    const writing = till!
      .shop!.till.db.power.execute(
        `insert into powersync_crud (op, id, type, data) select 'PUT', queue_id, 'outbox_entry', '{}'
         from outbox where number = 'S-KL1-01-000001'`,
      )
      .then(() => {
        isWritten = true;
      });
    for (await settle(); !isWritten; await settle()) await world.steps.next();
    await writing;
    till!.crash();
    till!.skewMs = 35 * 24 * 60 * 60_000;
    world.start(till!);
    await world.run(10_000);
    expect(till!.look('select * from sync_errors')).toEqual([]);
    expect(till!.look('select * from ps_crud')).toEqual([]);
  });
});
