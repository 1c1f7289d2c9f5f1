/**
 * Row 9: a till that was offline drains its queue over a line with round trips
 * of 100 ms. The floor is one hand-written call, over the same line, that
 * inserts the same rows with no check. The sync stream is cut, so that what
 * comes down meanwhile is in neither. fsync is on.
 */
import pg from 'pg';
import { wireRecord } from '#connector/push.ts';
import type { OutboxRow } from '#schema/local-tables.ts';
import { canSell, openDevice, pendingOf, until, type Device } from '#tests/support/device.ts';
import { startFaultProxy } from '#tests/support/fault-proxy.ts';
import { sellThree } from '#tests/support/sell-three.ts';
import { addShop, type Person } from '#tests/support/shop.ts';
import { startTestStack, type TestStack } from '#tests/support/stack.ts';
import { median, medianRatio, type Row } from './figures.ts';
import { addItems, createHandWritten } from './hand-written-all.ts';

const saleCount = 1000;
const itemCount = 200;
const roundTripMs = 100;

export interface DrainOptions {
  readonly rounds: number;
}

export async function drainRow({ rounds }: DrainOptions): Promise<Row> {
  await using stack = await startTestStack({ durable: true, maxBodyBytes: 16 * 1024 * 1024 });
  const shop = await addShop(stack, { name: 'Bench' });
  await prepareServer(stack, shop.rice);
  await using proxy = await startFaultProxy(stack.url);
  const open = (who: Person) => openDevice({ url: proxy.url, anonKey: stack.anonKey, ...who });
  await using flux = await open(shop.cashier);
  await using floor = await open(shop.manager);
  for (const device of [flux, floor]) {
    await canSell(device);
    device.platform.setNetwork(false);
  }
  proxy.set('/sync', { kind: 'refuse' });
  proxy.set('/rest/v1/rpc', { kind: 'delay', ms: roundTripMs });
  const ours: number[] = [];
  const floors: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    await queueSales(flux);
    await queueSales(floor);
    const drained = await drainMs(flux);
    const written = await handWrittenMs(floor);
    // The first round warms up.
    if (round === 0) continue;
    ours.push(drained);
    floors.push(written);
  }
  return {
    title: `drain ${saleCount} queued sales, round trips of ${roundTripMs} ms`,
    unit: 'ms',
    flux: median(ours),
    floor: median(floors),
    dexie: null,
    ratio: medianRatio(ours, floors),
    aim: 1.5,
    isAtMost: true,
  };
}

/** Goods to sell, and the floor's function. */
async function prepareServer(stack: TestStack, itemId: string): Promise<void> {
  const db = new pg.Client({ connectionString: stack.uri('supabase_admin') });
  await db.connect();
  await createHandWritten(db);
  await addItems(db, itemId, itemCount);
  await db.end();
}

async function queueSales(device: Device): Promise<void> {
  for (let sale = 0; sale < saleCount; sale += 1) await sellThree(device);
}

/** From the moment at which the network is back until the till has been told of the last. */
async function drainMs(device: Device): Promise<number> {
  const startMs = performance.now();
  device.platform.setNetwork(true);
  await until(
    'drained',
    () => pendingOf(device),
    (count) => count === 0,
    600_000,
  );
  const ms = performance.now() - startMs;
  device.platform.setNetwork(false);
  return ms;
}

async function handWrittenMs({ till, session }: Device): Promise<number> {
  const rows = await till.db.power.getAll<OutboxRow>(
    `select * from outbox where sync_status = 'pending' order by position`,
  );
  const records = rows.map(wireRecord);
  const startMs = performance.now();
  await session.client.rpc('hand_written_all', { records }).throwOnError();
  const ms = performance.now() - startMs;
  await till.db.power.execute(`update outbox set sync_status = 'synced' where sync_status = 'pending'`);
  return ms;
}
