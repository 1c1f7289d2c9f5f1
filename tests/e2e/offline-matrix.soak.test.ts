/**
 * docs/offline.md, line by line: what works is done with the server gone, what
 * needs a connection says so in the words of the table. One device walks
 * through its life in the order of the table. That the table is whole is
 * proven by tests/contract/offline-table.test.ts.
 */
import { type Page } from '@playwright/test';
import { beforeAll, expect, test } from 'vitest';
import type { Device } from '#tests/support/browser.ts';
import type { FaultProxy } from '#tests/support/fault-proxy.ts';
import { offlineDrives } from '#tests/support/offline-drives.ts';
import { offlineTable, type OfflineLine } from '#tests/support/offline-table.ts';
import { deploy, newTill } from '#tests/support/own-shop.ts';
import { see } from '#tests/support/see.ts';
import { canStartOffline } from '#tests/support/till-page.ts';

let network: FaultProxy;
let device: Device;
let page: Page;

beforeAll(async () => {
  ({ network, device } = await newTill(null));
  page = device.page;
  // A print dialog stops the page.
  await device.context.addInitScript(() => {
    Object.assign(window, { prints: 0 });
    window.print = () =>
      Object.assign(window, { prints: (window as unknown as { prints: number }).prints + 1 });
  });
  await page.goto('/sell');
  await canStartOffline(page);
});

/** A server that went away between two looks at it is missed at the next one, 45 s later at most. */
async function expectSaid({ says }: OfflineLine): Promise<void> {
  expect(says).not.toBe('');
  await see(page.locator('main, [role=dialog]').getByText(says).first()).toBeVisible({ timeout: 60_000 });
}

const drives = offlineDrives({
  page: () => page,
  network: () => network,
  async reloadCut(address) {
    network.cut();
    await page.goto(address);
  },
  expectSaid,
  prints: () => page.evaluate(() => (window as unknown as { prints: number }).prints),
  deploy,
});

// Each goes on where the one before it ended.
for (const row of await offlineTable()) {
  test(`[R1-5] with the server gone, ${row.verdict}: ${row.what}`, () => drives[row.what]!(row));
}

test('all the while nothing was thrown on the device', () => {
  expect(device.problems).toEqual([]);
});
