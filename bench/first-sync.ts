/** Row 7: rows per second into a device, beside the same stream read and discarded. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import type { Browser } from './browser.ts';
import { median, medianRatio, type Row } from './figures.ts';
import type { StackShop } from './stack-shop.ts';

const servedWithinMs = 300_000;
const leastBytesPerItem = 300;

export interface FirstSyncOptions {
  readonly itemCount: number;
  readonly rounds: number;
}

export async function firstSyncRow(
  browser: Browser,
  { stack, login }: StackShop,
  options: FirstSyncOptions,
): Promise<Row> {
  const page = await browser.newPage(`${stack.url}/sync.html`);
  await untilServed(page, login, options.itemCount);
  const download = async () => (await page.evaluate((as) => window.firstSync.download(as), login)).ms;
  const copy = async (round: number) => {
    const { ms, rows } = await page.evaluate(([as, of]) => window.firstSync.copy(as, of), [
      login,
      round,
    ] as const);
    if (rows < options.itemCount) throw new Error(`Only ${rows} rows came.`);
    return ms;
  };
  const ours: number[] = [];
  const floors: number[] = [];
  for (let round = 0; round <= options.rounds; round += 1) {
    const pair =
      round % 2 === 0
        ? [await copy(round), await download()]
        : [await download(), await copy(round)].toReversed();
    // The first round warms up.
    if (round === 0) continue;
    ours.push((options.itemCount * 1000) / (pair[0] ?? Number.NaN));
    floors.push((options.itemCount * 1000) / (pair[1] ?? Number.NaN));
  }
  await page.close();
  return {
    title: `first sync of ${options.itemCount.toLocaleString('en')} rows`,
    unit: 'rows/s',
    dexie: null,
    flux: median(ours),
    floor: median(floors),
    ratio: medianRatio(ours, floors),
    aim: 0.9,
    isAtMost: false,
  };
}

/** The sync server follows Postgres: it needs a while to have read that many rows itself. */
async function untilServed(page: Page, login: StackShop['login'], itemCount: number): Promise<void> {
  const deadline = Date.now() + servedWithinMs;
  while (
    (await page.evaluate((as) => window.firstSync.download(as), login)).bytes <
    itemCount * leastBytesPerItem
  ) {
    if (Date.now() > deadline) throw new Error('The sync server does not have the rows.');
    await sleep(1_000);
  }
}
