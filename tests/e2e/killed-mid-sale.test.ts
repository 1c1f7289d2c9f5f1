import type { Page } from '@playwright/test';
import { see } from '#tests/support/see.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { isSoak } from '#tests/support/soak.ts';
import type { Device } from '#tests/support/browser.ts';
import { deviceDatabase } from '#tests/support/device-database.ts';
import type { FaultProxy } from '#tests/support/fault-proxy.ts';
import { goods, onHandMilli, postedOnce, postedSale } from '#tests/support/server-side.ts';
import { newTill } from '#tests/support/own-shop.ts';
import {
  canSell,
  expectPending,
  go,
  saleLines,
  searchBox,
  sellByKeys,
  signInIfAsked,
  syncNow,
} from '#tests/support/till-page.ts';

let network: FaultProxy;
let device: Device;

beforeAll(async () => {
  ({ network, device } = await newTill('cashier'));
});

/** What was in the cart when the power went is in it again. */
async function emptyCart(page: Page): Promise<void> {
  if ((await saleLines(page).count()) > 0)
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await see(saleLines(page)).toHaveCount(0);
}

/** Sells until the power goes, `afterMs` from the first sale on, however fast the machine is; the numbers seen. */
async function sellUntilKilled(barcode: string, afterMs: number): Promise<string[]> {
  const seen: string[] = [];
  await emptyCart(device.page);
  const first = Promise.withResolvers<void>();
  const selling = (async () => {
    for (;;) {
      seen.push(await sellByKeys(device.page, [barcode]));
      first.resolve();
      await device.page.getByRole('button', { name: 'New sale' }).press('Enter');
      await searchBox(device.page).waitFor();
    }
  })();
  const ended = selling.catch((error: unknown) => error);
  await Promise.race([first.promise, ended]);
  await sleep(afterMs);
  await device.kill();
  expect(String(await ended)).toMatch(/closed|crashed|no tab/i);
  return seen;
}

const kills = isSoak ? 12 : 3;

test('[T002] [R10.3-1] [R1-3] the browser is killed again and again while selling: what was acknowledged is there, and is posted once', async () => {
  const [good] = await goods('piece', 1, 11);
  const acknowledged: string[] = [];
  network.cut();
  for (let round = 0; round < kills; round += 1) {
    acknowledged.push(...(await sellUntilKilled(good!.barcode, Math.random() * 1700)));
    await device.restart();
    await device.page.goto('/sell');
    await canSell(device.page);
    using local = await deviceDatabase(device.page);
    const records = local.all<{ queue_id: string; number: string }>('select queue_id, number from outbox');
    const entries = local
      .all<{ data: string }>('select data from ps_crud')
      .map(({ data }) => (JSON.parse(data) as { id: string }).id);
    expect(entries.toSorted()).toEqual(records.map(({ queue_id }) => queue_id).toSorted());
    const numbers = records.map(({ number }) => number);
    expect(numbers).toEqual(expect.arrayContaining(acknowledged));
    expect(new Set(numbers).size).toBe(numbers.length);
    await expectPending(device.page, numbers.length);
    // Nothing had to be mended at the start.
    expect(local.all('select code from sync_errors')).toEqual([]);
    expect(local.all('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    await see(device.page.getByRole('dialog')).toHaveCount(0);
  }

  using local = await deviceDatabase(device.page);
  const numbers = local.all<{ number: string }>('select number from outbox').map(({ number }) => number);
  network.heal();
  await signInIfAsked(device.page, 'cashier');
  await syncNow(device.page);
  await expectPending(device.page, 0);
  for (const number of numbers) expect(await postedSale(number), number).toEqual(postedOnce(1));
  const sold = local.all<{ sum: number }>('select sum(-quantity_milli) as sum from pending_moves')[0]!.sum;
  expect(await onHandMilli(good!.id)).toBe(good!.on_hand_milli - sold);
});

test('[R5.1-8b] killed while it sends: nothing is lost, nothing is sent twice', async () => {
  const [good] = await goods('piece', 1, 12);
  // Slow enough for a kill to fall between the server's commit and its answer.
  network.set('/rest/v1/rpc/push', { kind: 'delay', ms: 150 });
  const acknowledged: string[] = [];
  await go(device.page, 'Sell');
  for (let round = 0; round < 2; round += 1) {
    acknowledged.push(...(await sellUntilKilled(good!.barcode, Math.random() * 1200)));
    await device.restart();
    await device.page.goto('/sell');
    await canSell(device.page);
  }
  network.heal();
  await expectPending(device.page, 0);
  for (const number of acknowledged) expect(await postedSale(number), number).toEqual(postedOnce(1));
  expect(device.problems).toEqual([]);
});
