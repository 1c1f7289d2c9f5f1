/** Copies of a database to which another tab sells without a pause. */
import { type Page } from '@playwright/test';
import { beforeAll, expect, test } from 'vitest';
import type { Device } from '#tests/support/browser.ts';
import { newTill } from '#tests/support/own-shop.ts';
import { see } from '#tests/support/see.ts';
import { goods } from '#tests/support/server-side.ts';
import { canSell, searchBox, sellByKeys } from '#tests/support/till-page.ts';

const copyCount = 100;
/** A till that waits longer than this for a sale has been held up. */
const longestSaleMs = 5000;

let device: Device;
let selling: Page;
let barcode: string;

beforeAll(async () => {
  const till = await newTill('manager');
  ({ device } = till);
  till.network.cut();
  const [good] = await goods('piece', 1, 3);
  barcode = good!.barcode;
  selling = await device.newTab();
  await selling.goto('/sell');
  await canSell(selling);
});

/** Milliseconds of each sale, from the first scan to its receipt. */
async function sellWhile(goesOn: () => boolean): Promise<readonly number[]> {
  const times: number[] = [];
  while (goesOn()) {
    const startMs = performance.now();
    await sellByKeys(selling, [barcode]);
    times.push(Math.round(performance.now() - startMs));
    await selling.getByRole('button', { name: 'New sale' }).press('Enter');
    await searchBox(selling).waitFor();
  }
  return times;
}

async function copyAndCheck(page: Page, round: number): Promise<readonly (string | null)[]> {
  const refresh = page.getByRole('button', { name: 'Refresh' });
  await refresh.click();
  await see(page.getByRole('button', { name: 'Run' })).toBeEnabled();
  await see(refresh).toBeEnabled();
  await page.getByRole('textbox', { name: 'round' }).fill(String(round));
  await page.getByRole('button', { name: 'Run' }).click();
  const cells = page.getByRole('table', { name: 'Result' }).getByRole('cell');
  // The answer of this round, not what is left of the last one.
  await see(cells.nth(3)).toHaveText(String(round));
  return cells.allTextContents();
}

const median = (times: readonly number[]) =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

test('every copy is whole and of one moment, and no sale is held up', async () => {
  let left = 15;
  const alone = await sellWhile(() => (left -= 1) >= 0);

  const page = device.page;
  await page.goto('/reports/sql');
  const editor = page.getByRole('textbox', { name: 'SQL' });
  await editor.click();
  await page.keyboard.press('Control+A');
  // A sale is one transaction: its record and its moves are in a copy both, or neither.
  await page.keyboard.insertText(`select (select group_concat(integrity_check) from pragma_integrity_check),
    (select count(*) from outbox) - (select count(distinct document_id) from pending_moves),
    (select count(*) from outbox), :round`);
  let isDone = false;
  const sales = sellWhile(() => !isDone);
  sales.catch(() => undefined);
  const counts: number[] = [];
  try {
    while (counts.length < copyCount) {
      const [check, difference, count] = await copyAndCheck(page, counts.length + 1);
      expect([check, difference]).toEqual(['ok', '0']);
      counts.push(Number(count));
    }
  } finally {
    isDone = true;
  }
  const beside = await sales;
  process.stdout.write(
    `${copyCount} copies; ${alone.length} sales alone: median ${median(alone)} ms, longest ${Math.max(...alone)}; ` +
      `${beside.length} beside copies: median ${median(beside)} ms, longest ${Math.max(...beside)}\n`,
  );
  expect(counts).toEqual(counts.toSorted((a, b) => a - b));
  expect(counts.at(-1)).toBeGreaterThan(counts[0]!);
  expect(Math.max(...beside)).toBeLessThan(longestSaleMs);
  expect(device.problems).toEqual([]);
}, 1_200_000);
