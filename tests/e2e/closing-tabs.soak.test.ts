import { see } from '#tests/support/see.ts';
import { expect, test } from 'vitest';
import { goods } from '#tests/support/server-side.ts';
import { newTill } from '#tests/support/own-shop.ts';
import { expectPending, go, sellByKeys } from '#tests/support/till-page.ts';

test('thirty tabs open and close, some while they start: the one that stays sells after each', async () => {
  const { device } = await newTill('manager');
  const { page } = device;
  const [good] = await goods('piece', 1, 2);
  for (let round = 0; round < 30; round += 1) {
    const tab = await device.newTab();
    await tab.goto(['/sell', '/stock', '/sales'][round % 3] ?? '/');
    if (round % 2) await see(tab.getByRole('navigation', { name: 'Main' })).toBeVisible();
    else await tab.waitForTimeout(round * 100);
    await tab.close();
    await go(page, 'Sell');
    await sellByKeys(page, [good!.barcode]);
  }
  await expectPending(page, 0);
  expect(device.problems).toEqual([]);
}, 600_000);
