import { type Page } from '@playwright/test';
import { see } from '#tests/support/see.ts';
import { beforeAll, expect, test } from 'vitest';
import { isSoak, testInSoak } from '#tests/support/soak.ts';
import type { Device } from '#tests/support/browser.ts';
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
  syncNow,
} from '#tests/support/till-page.ts';

const salesEach = isSoak ? 10 : 5;

let network: FaultProxy;
let device: Device;
let tabs: Page[];

beforeAll(async () => {
  ({ network, device } = await newTill('cashier'));
  const second = await device.newTab();
  await second.goto('/sell');
  await canSell(second);
  tabs = [device.page, second];
});

async function sellMany(page: Page, barcode: string, count: number): Promise<string[]> {
  const numbers: string[] = [];
  while (numbers.length < count) {
    numbers.push(await sellByKeys(page, [barcode]));
    await page.getByRole('button', { name: 'New sale' }).press('Enter');
    await searchBox(page).waitFor();
  }
  return numbers;
}

async function sellInBoth(skip: number, count: number) {
  const items = await goods('piece', 2, skip);
  const [mine, other] = await Promise.all(
    tabs.map((page, index) => sellMany(page, items[index]!.barcode, count)),
  );
  return { items, mine: mine!, other: other!, all: [...mine!, ...other!].toSorted() };
}

test('[T074] two tabs sell at once, offline: no number is used twice, none is left out, both count the same', async () => {
  network.cut();
  const { items, mine, other, all } = await sellInBoth(5, salesEach);
  expect(new Set(all).size).toBe(2 * salesEach);
  expect(mine).toEqual(mine.toSorted());
  expect(other).toEqual(other.toSorted());
  const sequences = all.map((number) => Number(number.split('-').at(-1)));
  expect(sequences).toEqual(sequences.map((_, index) => sequences[0]! + index));
  for (const page of tabs) await expectPending(page, 2 * salesEach);

  network.heal();
  for (const page of tabs) await syncNow(page);
  for (const page of tabs) await expectPending(page, 0);
  for (const number of all) expect(await postedSale(number), number).toEqual(postedOnce(1));
  for (const item of items) {
    expect(await onHandMilli(item.id)).toBe(item.on_hand_milli - salesEach * 1000);
  }
});

testInSoak('two tabs sell at once, online: every sale is one invoice', async () => {
  for (const page of tabs) await go(page, 'Sell');
  const { all } = await sellInBoth(7, 4);
  expect(new Set(all).size).toBe(8);
  for (const page of tabs) await expectPending(page, 0);
  for (const number of all) expect(await postedSale(number), number).toEqual(postedOnce(1));
});

test('[R4.2-1] each tab keeps a cart of its own, also after a reload', async () => {
  for (const page of tabs) await go(page, 'Sell');
  const items = await goods('piece', 2, 9);
  for (const [index, page] of tabs.entries()) {
    await searchBox(page).fill(items[index]!.barcode);
    await searchBox(page).press('Enter');
    await see(saleLines(page)).toHaveCount(1);
  }
  // More than once: what one tab lets go in the middle must not shut the other out.
  for (const [index, page] of [...tabs.entries(), ...tabs.entries(), ...tabs.entries()]) {
    await page.reload();
    await canSell(page);
    await see(saleLines(page)).toHaveCount(1);
    await see(saleLines(page)).toContainText(items[index]!.name);
  }
  expect(device.problems).toEqual([]);
});
