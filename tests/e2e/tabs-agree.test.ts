/** Every tab says the same of the network and of what is unsent, whichever of them sells or sends. */
import { beforeEach, expect, test } from 'vitest';
import { isSoak } from '#tests/support/soak.ts';
import type { Device } from '#tests/support/browser.ts';
import type { FaultProxy } from '#tests/support/fault-proxy.ts';
import { goods, postedOnce, postedSale } from '#tests/support/server-side.ts';
import { newTill } from '#tests/support/own-shop.ts';
import {
  canSell,
  expectConnection,
  expectPending,
  sellByKeys,
  setUpTill,
  syncNow,
} from '#tests/support/till-page.ts';

let network: FaultProxy;
let device: Device;

beforeEach(async () => {
  ({ network, device } = await newTill(null));
});

const browsers = [
  { browser: 'a browser with shared workers', hasSharedWorkers: true },
  { browser: 'one without', hasSharedWorkers: false },
];

test.each(browsers.filter(({ hasSharedWorkers }) => hasSharedWorkers || isSoak))(
  '[T086] [R13-2] in $browser',
  async ({ hasSharedWorkers }) => {
    if (!hasSharedWorkers) {
      await device.context.addInitScript(() => Reflect.deleteProperty(window, 'SharedWorker'));
    }
    await setUpTill(device.page, 'cashier');
    const other = await device.newTab();
    await other.goto('/sell');
    await canSell(other);
    const tabs = [device.page, other];
    for (const tab of tabs) await expectConnection(tab, 'Online');
    const [item] = await goods('piece', 1, hasSharedWorkers ? 45 : 46);

    network.cut();
    const number = await sellByKeys(other, [item!.barcode]);
    for (const tab of tabs) await expectPending(tab, 1);
    for (const tab of tabs) await expectConnection(tab, 'Server unreachable');

    network.heal();
    await device.page.bringToFront();
    await syncNow(device.page);
    for (const tab of tabs) await expectPending(tab, 0);
    for (const tab of tabs) await expectConnection(tab, 'Online');
    expect(await postedSale(number)).toEqual(postedOnce(1));
    expect(device.problems).toEqual([]);
  },
);
